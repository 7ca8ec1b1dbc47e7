# /admin/inloggning and /admin/folkbokforing

admin-ways = Signing in
admin-ways-means = The ways people sign in, and whether the identity providers answer.
ways-lead = This is how people sign in here. The ways are set up on the server, by its operator.
ways-own = Our own ways
ways-password = Password
ways-password-means = For everybody. Duties sleep until one signs in by a stronger way.
ways-code = Code by e-mail
ways-code-means = For everybody. Duties sleep. Can be switched off for a while:
ways-passkey = Passkey
ways-passkey-means = For everybody. Wakes duties if it was added through an invitation, or a link from an administrator or the operator.
ways-providers = E-identification and the municipality's own sign-in
ways-providers-lead = When you try one, we ask the provider whether it is there and is the one it should be. Nobody is signed in.
ways-none = No provider is set up. The operator adds one.
ways-issuer = The provider's address
ways-redirect = The address to be registered at the provider
ways-number = National number
ways-number-yes = Needed. Nobody signs in without.
ways-number-no = Not needed.
ways-groups = Groups that give duties
ways-group = { $group } gives { $duty }
ways-try = Try
ways-tried-answers = The provider answers
ways-tried-answers-means = It is there, and is the one it should be.
ways-tried-down = The provider does not answer
ways-tried-down-means = Nobody can sign in by it now. Ask the provider whether it is down, and the operator whether the server reaches it.
ways-tried-refused = The answer cannot be trusted
ways-tried-refused-means = Whoever answers is not the one that is set up. Ask the operator to compare the address with what the provider says.
deed-provider_tested = { $who } tried an identity provider.
log-what-provider_tested = Tried an identity provider

admin-register = Population register
admin-register-means = Who lives in the municipality, so that the right people can vote.
rollpage-lead = Who has shown a national number by e-identification counts as a registered resident if the number is here.
rollpage-now = How it is now
rollpage-service = We ask { $host } when somebody signs in by e-identification. There is no list to load then.
rollpage-none = No list has been loaded. Nobody counts as a registered resident.
rollpage-entries = People in the list
rollpage-loaded = Loaded
rollpage-at = { $day } at { $time }
rollpage-by = { $name }, { $day } at { $time }
rollpage-stored =
    { $count ->
        [one] The file that was loaded had one valid number
       *[other] The file that was loaded had { $count } valid numbers
    }
rollpage-refused =
    { $count ->
        [one] One line had no valid national number.
       *[other] { $count } lines had no valid national number.
    }
rollpage-lines = See line { $lines } of the file.
rollpage-more = There are more.
rollpage-new = Load a new list
rollpage-rule-1 = The file is plain text with a national number of either kind on each line. What stands after a comma, semicolon or tab is not read.
rollpage-rule-2 = The new list replaces the one before, at once and for everybody. Where many lines have no valid number, or the list is much shorter than the one before, we ask first. Until you have answered, the one before counts.
rollpage-rule-3 = We store no numbers, only a calculation that cannot be read backwards. Delete the file afterwards.
rollpage-file = File of numbers
rollpage-file-hint = At most 24 MB.
rollpage-submit = Load the list
flash-roll_loaded = The list is loaded and counts now.
rollpage-sure = The file is right. Load it all the same.
problem-many_wrong_lines = Without a valid national number: { $refused } of { $lines } { $of ->
    [one] line
   *[other] lines
}, the first is line { $first }. Nothing is changed. If the file is right all the same, choose it again, tick the box and load it.
problem-far_fewer = There { $count ->
    [one] is one person
   *[other] are { $stored } people
} in the file and { $before } in the list that counts. Everybody who is not in it loses what only residents may do. Nothing is changed. If the file is right all the same, choose it again, tick the box and load it.
problem-no_numbers = There is no valid national number in the file. Nothing is changed.
