### "I want to help" on the page of an idea.

helping-title = Help with it
helping-count = { $count ->
    [one] { $count } wants to help
   *[other] { $count } want to help
}
helping-lead = Do you want to be part of doing this? Say so. Everybody sees how many you are, but not who.
helping-lead-member = Do you want to be part of doing this? Say so. Everybody sees how many you are. Whoever leads the group behind the idea sees your alias and your group, nobody else.
helping-name-author = Show my name to whoever wrote the idea
helping-name-leader = Show my name to whoever leads the group
helping-say = I want to help
helping-stop = I no longer help
helping-mine = You want to help. Nobody sees your name.
helping-mine-named = You want to help. Whoever wrote the idea or leads the group sees your name.
helping-mine-member = You want to help. Only whoever leads the group behind the idea sees your alias and your group.
helping-who = Who they are
helping-who-only = Only you see this.
helping-unnamed = { $count ->
    [one] One more, who shows no name.
   *[other] { $count } more, who show no name.
}
flash-helping = Thank you! You want to help.
flash-helping_stopped = You no longer help.
