## The administration: start page
nav-admin = Administration
admin-title = Administration
admin-lead = Here you decide who may do what. Everything you change is written in the log.
admin-people-title = People
admin-site-title = The site
admin-soon-title = { $count ->
    [one] One duty ends within { $days } days
   *[other] { $count } duties end within { $days } days
}
admin-soon-link = See which
admin-soon-means = The duty ends by itself after its last day. What the person has written keeps the role they had then.
admin-cancel = Cancel

## Duties
admin-roles = Duties
admin-roles-means = Who is an official, elected, a secretary and so on, and until when.
admin-roles-lead = Those who hold a duty today.
admin-roles-none = Nobody holds this duty right now.
admin-until = until { $day }
admin-until-none = until further notice
admin-from = since { $day }
admin-from-to-come = begins { $day }
role-supervisor-means = Leads a group of young people and reads what they write before it is published.
role-official-means = Answers for their department about facts, costs and how things are done. Takes no side.
role-elected-means = Answers with name, party and assignment. Speaks for themselves and their party, not for the municipality.
role-secretary-means = Registers proposals and records what the council, the board and the committees have decided.
role-moderator-means = Reads what is open and what waits to be published, and can open a proposal for support. Also reads what was reported, and hides what breaks a rule.
role-administrator-means = Gives and ends duties and changes settings. Decides no cases.

## People
admin-people = People
admin-people-means = Find somebody, see which duties they have, give a new one or end one.
admin-people-lead = Search by name or e-mail address. You only see what is needed to give duties, never what anybody has written or voted for.
admin-people-search = Name or e-mail address
admin-people-submit = Search
admin-people-none-title = Nobody found
admin-people-none = Check the spelling. Somebody without an account can be invited instead.
admin-people-short = Write at least { $min } characters.
admin-people-nameless = Shows no name. Invite the address if the person is to have a duty.
admin-people-cut-title = There may be more
admin-people-cut = So many fitted at first sight that we stopped searching. Write more of the name or address, or go on searching on the next page.
admin-people-roles = Show everybody with a duty
admin-person-about = The account
admin-person-level = We know the person by
admin-person-since = Account since
admin-person-ways = Can sign in with
admin-person-log = Show what the log says about the person
admin-person-before = Earlier duties
admin-person-past = { $role }, { $from } to { $until }
admin-person-sessions = Signed in now
admin-person-browsers = { $count ->
    [0] Not signed in in any browser.
    [one] Signed in in one browser.
   *[other] Signed in in { $count } browsers.
}
admin-person-keys = { $count ->
    [0] No keys for programs.
    [one] One key for programs.
   *[other] { $count } keys for programs.
}
admin-way-password = a password
admin-way-mail = a code by e-mail
admin-way-passkey = a passkey
admin-way-provider = e-identification or a service sign-in
admin-way-none = nothing yet
admin-shared-title = One of the demo's accounts
admin-shared = It is shared by everybody who tries the demo, so it cannot be changed here. Invite yourself with another address to try.
admin-end = End
admin-end-means = The duty ends at once. What the person has written stays, with the role they had then.
admin-end-submit = End the duty now
admin-signout = Sign the person out everywhere
admin-signout-means = Do this when somebody has lost their phone, or when you think that somebody else has got in. Keys for programs end too. The person can sign in again.
admin-passkey-title = Waking the duty
admin-passkey-means = A duty rests until the person signs in by a way that wakes it. Where the person has no such way yet, or has lost the device, a link from here is needed.
admin-passkey-submit = Make a link to a passkey
admin-passkey-made-title = The link is ready
admin-passkey-made = Give it to { $name } and to nobody else, in person if you can. Do not send it to the person’s e-mail: whoever reads that mail can change the password as well. The link works for { $hours } hours, once, and only signed in to this account. It is not shown again.
admin-passkey-link = Link

## Giving a duty
admin-duty-choose = Give a duty
admin-duty-title = Give the duty { $role }
admin-duty-lead = To { $name }.
admin-duty-one = If the person has a duty of the same kind already, it ends when the new one begins.
admin-duty-submit = Give the duty
admin-field-email = E-mail address
admin-field-role = Duty
admin-field-department = Department
admin-field-department-hint = As it is to stand beside the name, such as tekniska förvaltningen.
admin-field-title = Title
admin-field-title-hint = Such as trafikingenjör.
admin-field-party = Party
admin-field-party-hint = Name and letters, such as Björksjölistan (BL).
admin-field-assignment = Assignment
admin-field-assignment-hint = Such as ledamot, ersättare or ordförande.
admin-field-body = Body
admin-field-body-hint = The council, the board or a committee. Letters or name, such as KF or TN. A secretary enters for their body; with KF everything, also what the office and the registrar do.
admin-field-first_day = First day
admin-field-first_day-hint = Leave it empty if the duty begins now.
admin-field-last_day = Last day
admin-field-last_day-hint = Leave it empty if no end is decided.

## Invitations
admin-invitations = Invitations
admin-invitations-means = Invite somebody to a duty by e-mail. The person needs no account before.
invitations-lead = The invitation comes by e-mail, with a link to accept the duty by. It works once and for { $days } days. Somebody with other duties needs a link to a passkey as well, which you make on their page.
invitations-empty-title = Nobody is invited
invitations-empty = Whom you invite is listed here, for a month after the invitation was sent.
invite-title = Invite somebody
invite-choose = To which duty?
invite-role = Invite to the duty { $role }
invite-lead = We send a link by e-mail. It works for { $days } days.
invite-email-hint = Preferably the address at work or in the municipality. Check it well: whoever reads mail to it can accept the duty.
invite-submit = Send the invitation
invitation-open = Waits for an answer until { $day }
invitation-expired = Ran out { $day }
invitation-accepted = Accepted { $day }
invitation-withdrawn = Withdrawn { $day }
invitation-sent = Sent { $day } by { $by }
invitation-again = Send again
invitation-withdraw = Withdraw
problem-already_invited = This address has an invitation to the duty that waits for an answer. Send it again instead, or withdraw it.
not_now-no_name = A duty is held under a name, and this account shows none. Whoever has the account can show their name on their own page. If the name must not be shown, ask the municipality’s staff office about another way.
not_now-last_administrator = Somebody has to be an administrator at any time. First make sure that somebody else has the duty, without a last day.

## Whoever is invited
invitation-title = You are invited to the duty { $role }
invitation-duty = Duty
invitation-term = Valid
invitation-by = Invited by
invitation-submit = Accept the duty
invitation-join = Create an account and accept the duty
invitation-makes-account = You have no account yet. Create one here, for { $email }.
invitation-name-hint = Your real name: it stands beside what you write in the duty. At most { $max } characters.
invitation-signs-in = You have an account with { $email } already. Sign in and you will come back here.
invitation-other-title = You are signed in with another address
invitation-other = The invitation is for { $email }. Sign out and open the link in the e-mail once more.
invitation-accepted-title = You have the duty { $role }
invitation-awake = Done. You can begin.
invitation-next-lead = The duty is yours, but it sleeps. Whoever speaks for the municipality has to sign in more safely than with a password or a code.
invitation-next-1 = Add a passkey: a key in your phone or computer that is opened with a finger, a face or a PIN. If your account was made by signing in with e-identification or a service card, that works as well.
invitation-next-2 = Sign out, and sign in with it. Then the duty wakes.
invitation-next-known = If you have a passkey that wakes duties already, sign in with it.
invitation-next-asks = Otherwise ask an administrator of the municipality for a link to a passkey. This invitation is not enough for that: it came by e-mail, and a passkey wakes every duty you have.
invitation-passkey = Add a passkey
invitation-account = To your account
invitation-used = The invitation is accepted already. Was it you? Sign in to see the duty on your account.
invitation-left = Whoever invited is no administrator any more
invitation-left-title = The invitation is no longer valid
not_now-inviter_left = Whoever invited you is no administrator any more. Ask another administrator of the municipality to send the invitation again.
invitation-broken = The link works for { $days } days, and only the newest one we have sent. Ask whoever invited you to send again.
mail-duty-subject = You have been given a duty in Nära
mail-duty-body =
    { $hello }

    { $by } has given you the duty { $role } in Nära, or changed when it holds: { $last ->
        [none] from { $first } on.
       *[other] from { $first } to { $last }.
    }

    How to wake it: sign in with a passkey that the municipality gave you a link for, or with e-identification if it made your account. If you have neither, ask { $by } for a link. Once the duty has begun you see it on your account:
    { $link }

    Do you think this is a mistake? Tell { $by }.

    Kind regards
    Nära in { $place }
    { $url }
mail-invitation-subject = You are invited to a duty
mail-invitation-body =
    Hello!

    { $by } invites you to the duty { $role } in Nära, where residents of { $place } put forward proposals and { $municipality } answers.

    Open the link and accept the duty:
    { $link }

    The link works once and for { $days } days.

    Do you think that this invitation was not for you? Then you need not do anything.

    Kind regards
    Nära in { $place }
    { $url }

## The log
admin-log = Log
admin-log-means = Who did what: duties, invitations, settings and decisions in cases.
log-lead = Everything that was done in a duty, the latest first. Nothing here can be changed or taken away.
log-empty-title = Nothing here
log-empty = Nothing was done that fits what you have chosen.
log-filters = Choose what is shown
log-when = When
log-what = What
log-period-all = Any time
log-period = The last { $days } days
log-more-by = Show everything by { $name }
log-to-case = To the case
log-filter-remove = remove the filter
log-export-title = As a file
log-export-lead = A file for spreadsheets, with everything that fits what you have chosen. That you take it out is written in the log.
log-export = Download the log
log-file-name = log-{ $date }.csv
log-provider = The sign-in service { $name }
log-operator = Operator
log-somebody = somebody
log-case = “{ $title }”
log-case-unseen = number { $number }, which is not public
log-recorded = { $who } recorded “{ $what }” in the case { $case }.
log-corrected = { $who } corrected “{ $what }” in the case { $case }.
log-column-time = Time
log-column-who = Who
log-column-role = Duty
log-column-code = Code
log-column-sentence = What
log-what-all = Everything
log-what-case = Cases
log-what-duty_given = Given a duty
log-what-duty_ended = Ended a duty
log-what-sessions_ended = Signed somebody out
log-what-invited = Invited
log-what-invitation_sent_again = Sent an invitation again
log-what-invitation_withdrawn = Withdrawn an invitation
log-what-invitation_accepted = Accepted a duty
log-what-log_exported = Downloaded the log
log-what-passkey_link_made = Made a link to a passkey
log-what-passkey_added = Added a passkey
log-what-passkey_removed = Removed a passkey
log-what-paper_entered = Entered from paper
log-what-ruleset_added = Published rules
log-what-feature_closed = Switched a feature off
log-what-feature_opened = Switched a feature on
log-what-theme_changed = Changed the look
log-what-letter_tested = Tested the mail
log-what-accounts_merged = Merged accounts
log-what-roll_loaded = Loaded the population register
log-what-number_key_replaced = Replaced the key for national numbers
log-what-step_prepared = Prepared a decision
log-what-step_discarded = Taken back what was prepared
deed-duty_given = { $who } gave { $whom } the duty { $role }.
deed-duty_ended = { $who } ended the duty { $role } of { $whom }.
deed-sessions_ended = { $who } signed { $whom } out everywhere.
deed-invited = { $who } invited { $whom } to the duty { $role }.
deed-invitation_sent_again = { $who } sent the invitation to { $whom } again.
deed-invitation_withdrawn = { $who } withdrew the invitation to { $whom }.
deed-invitation_accepted = { $who } accepted the duty { $role }.
deed-log_exported = { $who } downloaded the log as a file.
deed-passkey_link_made = { $who } made a link by which { $whom } adds a passkey.
deed-passkey_added = { $who } added a passkey to their account.
deed-passkey_removed = { $who } removed a passkey from their account.
deed-paper_entered = { $who } entered something on paper for somebody else.
deed-ruleset_added = { $who } published a new version of the rules.
deed-feature_closed = { $who } switched a feature off.
deed-feature_opened = { $who } switched a feature on again.
deed-theme_changed = { $who } changed the colour of the site.
deed-letter_tested = { $who } sent a letter to test the mail.
deed-accounts_merged = { $who } merged two accounts of one person.
deed-roll_loaded = { $who } loaded the population register.
deed-number_key_replaced = { $who } replaced the key for national numbers.
deed-step_prepared = { $who } prepared a decision in case number { $whom }. A colleague is to read it.
deed-step_discarded = { $who } took back the prepared decision in case number { $whom }.

## What just happened
flash-duty_given = The duty is given.
flash-duty_ended = The duty is ended.
flash-signed_somebody_out = The person is signed out everywhere.
flash-invited = The invitation is sent.
flash-invited_again = The invitation is sent again. The link before no longer works.
flash-invitation_withdrawn = The invitation is withdrawn. Its link no longer works.
flash-invitation_accepted = You have accepted the duty.
