### Ideas of several: those who stand on an idea together.

not_now-coauthors_full = As many as there is room for stand on the idea already, or are asked to.
not_now-coauthor_over = This is no longer possible. The question is answered or taken back. Go to the idea’s page to see how it stands.
not_now-coauthor_declined = Whoever you ask has already declined to stand on the idea.

coauthor-asked-title = Do you want to stand on this idea?
coauthor-asked = Somebody in your group wrote the idea and asks you. If you say yes your alias stands on the idea, and everybody can see it. You can change your mind at any time. If you say no, only who asked and who leads the group learn of it.
coauthor-yes = Yes, I stand on it
coauthor-no = No thanks
coauthor-waiting = { $count ->
    [one] Somebody in the group asks whether you want to stand on an idea. Answer here:
   *[other] Some in the group ask whether you want to stand on their ideas. Answer here:
}
coauthor-title = An idea of several
coauthor-mine = You stand on this idea.
coauthor-leave = Take my alias off the idea
coauthor-lead = Did you think of it together? Others in the group can stand on it, at most { $max }. Whoever is asked says yes themselves. Before that nothing is shown to others than who wrote the idea and who leads the group.
coauthor-full = { $max } stand on the idea or are asked to. There is no room for more.
coauthor-alias = Alias of the one you ask
coauthor-alias-hint = As the alias is written in the group. Ask how it is spelled.
coauthor-ask = Ask
coauthor-off = Take off the idea
coauthor-take-back = Take the question back
coauthor-state-asked = has not answered
coauthor-state-yes = stands on it
coauthor-state-declined = has declined

flash-coauthor_asked = The question is sent. The answer comes here.
flash-coauthor_yes = Your alias stands on the idea now.
flash-coauthor_no = You have declined.
flash-coauthor_off = Taken off.
log-what-coauthors_changed = Changed who stands on an idea
deed-coauthors_changed = { $who } changed who stands on, or is asked about, an idea in the group { $group }.
