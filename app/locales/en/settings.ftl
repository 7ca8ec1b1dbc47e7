## The administration: the rules
settings-cancel = Cancel
admin-rules = Rules
admin-rules-means = How many have to support a proposal, how long it may take, who may do what.
rules-lead = This is what the municipality has decided. A proposal follows the rules that held when it was handed in. So a change is always a new version, and it only counts for what is handed in afterwards.
rules-new = New version
rules-in-force = Version { $version } is in force
rules-version = Version { $version }
rules-since = { $count ->
    [0] since { $day }, no proposal yet
    [one] since { $day }, one proposal
   *[other] since { $day }, { $count } proposals
}
rules-older = Earlier versions
rules-older-lead = Proposals handed in under an earlier version still follow it.
rules-new-lead = Change what is to be different. Before anything is in force you see what changes.
rules-part-support = Support
rules-part-receiving = Handing in
rules-part-time = Times
rules-part-who = Who may do what
rules-part-names = Numbers and names
rules-preview = Show what changes
rules-check = This changes
rules-check-lead = Nothing is published yet.
rules-unchanged-title = Nothing is changed
rules-unchanged = Go back and change what is to be different.
rules-changes = { $count ->
    [one] One rule changes
   *[other] { $count } rules change
}
rules-column-rule = Rule
rules-column-now = Now
rules-column-new = Will be
rules-keeps = { $count ->
    [0] The new rules count for what is handed in from now on.
    [one] The new rules count for what is handed in from now on. One proposal that is already here keeps its own.
   *[other] The new rules count for what is handed in from now on. { $count } proposals that are already here keep theirs.
}
rules-publish = Publish the rules
rules-change = Change more

rule-threshold = Support needed
rule-threshold-hint = So many have to support a proposal before the council takes it up. Leave empty if every proposal is taken up, or if you count in per mille.
rule-threshold-none = None, every proposal is taken up
rule-threshold-permille = No fixed number, it is counted in per mille
rule-threshold_permille = Support in per mille of the inhabitants
rule-threshold_permille-hint = Instead of a number. 1 per mille of 76,770 inhabitants is 77. Leave empty otherwise.
rule-threshold_permille-none = Not counted in per mille
rule-population = Inhabitants to count on
rule-population-hint = Only where support is counted in per mille.
rule-population-none = Not used
rule-collecting_days = Days for support
rule-collecting_days-hint = So long a proposal can be supported. The first day counts. Write several with commas if the proposer may choose: 30, 60, 90. Leave empty if no support is needed, or if you count in months.
rule-collecting_days-none = None
rule-collecting_months = Months for support
rule-collecting_months-hint = For longer times. Write several with commas if the proposer may choose: 3, 6, 9, 12. Leave empty otherwise.
rule-collecting_months-none = None
rule-announce_when = When a proposal with enough support goes on
rule-announce_when-at_once = At once when it has enough support
rule-announce_when-at_end = When the time for support is over
rule-support_until_decision = Can people support after the threshold is reached?
rule-support_until_decision-hint = Yes: they can support until the decision.
rule-own_support = Does the proposer's own support count?
rule-votes_against = May people vote against?
rule-answer_months = Time until the decision
rule-answer_months-hint = Months from the day chosen below.
rule-clock_from = The time until the decision runs from
rule-clock_from-none = As in the version that holds
rule-clock_from-received = The day the proposal came in
rule-clock_from-announced = The day it was announced in the council, so that the time for support does not count
rule-idea_answer_days = Time until an idea is answered
rule-idea_answer_days-hint = Days the department has.
rule-completion_days = Time to complete
rule-completion_days-hint = Days the proposer has when something is missing.
rule-submit_level = Who may hand in proposals
rule-support_level = Who may support proposals
rule-comment_level = Who may comment on proposals
rule-idea_level = Who may hand in, support and discuss ideas
rule-proposal_name = Name on a citizen proposal
rule-proposal_name-hint = At least so much of the proposer's name has to be shown.
rule-proposal_name-full = The whole name
rule-proposal_name-first = The given name
rule-proposal_name-alias = An alias
rule-proposal_name-nameless = No name is needed
rule-pre_review = Does somebody read a proposal before it is published?
rule-pre_review-hint = Yes: a secretary or moderator reads first.
rule-max_open_per_person = Open proposals per person
rule-max_open_per_person-hint = So many undecided proposals one person may have at a time. Leave empty for any number.
rule-max_open_per_person-none = Any number
rule-pre_review_days = Working days to read
rule-pre_review_days-hint = So soon you promise to have read it. Leave empty if you promise nothing.
rule-pre_review_days-none = No promise
rule-seasons = When in the year proposals are received
rule-seasons-hint = One time a line, as month and day: 12-01 to 02-28. Leave empty if proposals are received all year.
rule-seasons-none = All year
rule-duplicate_months = Months until the same is taken up again
rule-duplicate_months-hint = After a decision. The same is then not received while it waits for one either. Nära stops only titles in the same words. What is alike but not the same is for you to judge.
rule-duplicate_months-none = The same may be handed in again
rule-max_per_person_year = Proposals per person and year
rule-max_per_person_year-hint = So many proposals one person may hand in in a calendar year. Leave empty for any number.
rule-max_per_person_year-none = Any number
rule-report_months = Months of the report to the council
rule-report_months-hint = Then the council gets the list of what is not decided. Write the months' numbers: 4, 10 is April and October.
rule-report_months-none = No report
rule-proposer_may_speak = May the proposer speak at the meeting?
rule-proposer_may_speak-hint = Yes: it stands on the proposal's page once there is a meeting.
rule-diary_pattern = Diary number
rule-diary_pattern-hint = {"{"}year{"}"} becomes the year and {"{"}n{"}"} the running number, for example KS/{"{"}year{"}"}:{"{"}n{"}"}.
rule-bodies = Committees and boards
rule-bodies-hint = Those offered in the forms, with commas between them. Others can be typed.
rule-bodies-none = None are offered
rule-districts = Parts of the municipality
rule-districts-hint = One a line. Before the colon the word in the address, after it the name: ekbacken: Ekbacken. Keep the word in the address when a part changes its name.
rule-districts-none = Nobody is asked about a part of the municipality
rule-exempt_topics = Topics that need no support
rule-exempt_topics-hint = Proposals about these topics are taken up at once.
rule-exempt_topics-none = None
rule-days = { $count ->
    [one] 1 day
   *[other] { $count } days
}
rule-months = { $count ->
    [one] 1 month
   *[other] { $count } months
}

## The administration: the look
admin-theme = Look
admin-theme-means = The municipality's colour on buttons, edges and bars.
theme-lead = Choose the municipality's colour. It is seen on buttons, edges and bars. We check that everybody can read what is written in it.
theme-color = Colour
theme-color-hint = As in the municipality's graphic profile, for example #00733B.
theme-look = Look at the colour
theme-none = Nära's own green is used now.
theme-now = { $color } is used now
theme-reset = Back to Nära's colour
theme-nearest = The nearest colour that works is { $color }
theme-nearest-lead = The same hue, only as much darker as it takes for the text to be read.
theme-try = Look at { $color }
theme-preview = This is { $color }
theme-preview-lead = This page is shown in the colour already, but only to you. In dark mode the same hue becomes lighter.
theme-light = Light mode
theme-dark = Dark mode
theme-sample-button = Support it
theme-sample-secondary = Read more
theme-same = That colour is in use already.
theme-choose = Use { $color }
problem-not_seasons = The line “{ $line }” does not work. Write month and day twice: 12-01 to 02-28. Each time may stand once.
problem-one_of_two = Fill in only one: a number, or per mille and inhabitants.
problem-twice = Something stands twice. Each may stand once.
problem-too_many = That is too many. Write at most { $max }.
problem-not_a_color = Write the colour like this: #00733B.
problem-too_faint = The colour is too light. Not everybody can read text in it. Further down is the nearest one that works.

## The administration: what can be switched off
admin-switches = Features
admin-switches-means = Switch something off for a while, for example when it is abused. Reading always works.
switches-lead = This you can switch off for a while. It takes effect within a few seconds. Reading always works.
switch-is-open = Open
switch-is-closed = Off
switch-open = Open
switch-close = Switch off
switch-close-title = Switch off: { $name }
switch-close-lead = Where the form usually is it says instead that this is off, with what you write here.
switch-message = Message to the readers
switch-message-hint = Say why, if you can. At most { $max } characters. Everybody can read it.
switch-until_date = Opens again, day
switch-until_date-hint = Leave empty if you open it yourself.
switch-until_time = Opens again, time
switch-until_time-hint = For example 08:00. Leave empty for the beginning of the day.
feature-registration = Making an account
feature-registration-means = Switched off, nobody new can create an account. Those who have one sign in as usual.
feature-proposals = Handing in proposals
feature-proposals-means = Switched off, no new proposals are received. Drafts can be written and are kept.
feature-ideas = Handing in ideas
feature-ideas-means = Switched off, no new ideas are received. Drafts can be written and are kept.
feature-comments = Writing comments
feature-comments-means = Switched off, nobody can write in the discussions. What has been written stays.
feature-questions = Asking the municipality
feature-questions-means = Switched off, nobody can ask questions or follow-ups. Those that have been asked are answered as usual.
feature-support = Giving support
feature-support-means = Switched off, nobody can give support. Anybody can still withdraw theirs.
feature-code_sign_in = Signing in with a code by e-mail
feature-code_sign_in-means = Switched off, no codes are sent and none works. Passwords and other ways do.
feature-api_writing = Writing by programs
feature-api_writing-means = Switched off, programs can read through the interface but change nothing.
closed-registration = Accounts cannot be made at the moment.
closed-proposals = Citizens' proposals cannot be handed in at the moment.
closed-ideas = Ideas cannot be handed in at the moment.
closed-comments = Comments cannot be written at the moment.
closed-questions = Questions cannot be asked at the moment.
closed-support = Support cannot be given at the moment.
closed-code_sign_in = Signing in with a code by e-mail is not possible at the moment.
closed-api_writing = Programs can read but change nothing at the moment.
closed-until = It opens again on { $day } at { $time }.
closed-until-unknown = We do not know yet when it opens again. You can read everything as usual.
closed-draft-kept = Your draft is saved. Come back to this address and send it then.
code-other-way = Sign in another way
error-closed-title = This is switched off at the moment
error-closed-help = The municipality has switched it off for a while. You can read everything as usual.
problem-not_a_time = Write the time like this: 08:00.
problem-not_a_pattern = The pattern has to contain {"{"}n{"}"}, which becomes the number.
problem-not_districts = The line “{ $line }” does not work. Write the word in the address with small letters a–z, digits and hyphens, a colon and the name. Every part may stand once.

## The administration: mail
admin-mail = Mail
admin-mail-means = Whether letters go out, and a letter to yourself to try.
mailpage-lead = Nära sends letters: links that confirm an address, codes, and news about proposals. Here you see whether they go out.
mailpage-try-title = Try
mailpage-try-lead = We send a letter to your own address, { $address }, and show here what happened.
mailpage-try = Send a letter to try
mailpage-no-address = Your account has no e-mail address. So no letter can be sent to you.
mailpage-own-address = Your e-mail address
mailpage-tried = { $name } tried on { $day } at { $time }.
mailpage-went = The letter went out
mailpage-went-server = The mail server took it. If it does not arrive: look in the spam folder, and ask who looks after the mail server.
mailpage-went-folder = No mail server is set up. The letter is a file in the folder for letters.
mailpage-outbox = The outbox
mailpage-waiting = Waiting for its turn
mailpage-failing = Did not go, is tried again
mailpage-given-up = Never went, is not tried any more
mailpage-oldest = The oldest is from { $day } at { $time }.
mailpage-why = Why they did not go
mailpage-letters = { $count ->
    [one] one letter
   *[other] { $count } letters
}
mailpage-settings = How mail is set up
mailpage-settings-lead = It is set where the server is started, by whoever runs it. Passwords are never shown.
mailpage-server = Mail server
mailpage-no-server = None. Letters become files in the folder { $folder }.
mailpage-sender = Sender
origin-default = Not set, this is the usual one.
origin-flag = Set when the server was started.
origin-environment = Set by an environment variable.
origin-file = Set in the file of settings.
origin-in-file = The address stands in a file of its own.
trouble-unknown_host = There is no mail server of that name
trouble-unknown_host-help = Is the name spelt right? Ask whoever runs the server to check the setting.
trouble-unreachable = The mail server does not answer
trouble-unreachable-help = Address or port may be wrong, or a firewall lets nothing through.
trouble-encryption = The encrypted connection did not come about
trouble-encryption-help = The certificate may have expired, or the port is wrong for smtp or smtps.
trouble-sign_in = The mail server does not accept the sign-in
trouble-sign_in-help = User name or password are wrong, or the server wants a special app password.
trouble-refused = The mail server does not take the letter
trouble-refused-help = It does not know the recipient, or the sender may not send from there.
trouble-later = The mail server says: try later
trouble-later-help = Nära tries again by itself. If it goes on for long: ask who looks after the mail server.
trouble-too_slow = The mail server answered too slowly
trouble-too_slow-help = Nära waits for at most 20 seconds and then tries again.
trouble-folder = The folder for letters cannot be written to
trouble-folder-help = The disk may be full, or permissions are missing. Ask whoever runs the server to look.
trouble-letter = The address cannot be sent to
trouble-letter-help = It is misspelt with the person who is to get the letter.
trouble-other = It did not work, for another reason
trouble-other-help = Whoever runs the server sees the mail server's own words in the database.
mail-tried-subject = A letter to try from Nära in { $place }
mail-tried-body =
    Hello!

    This is a letter to try. You asked for it on the page about mail in Nära, to see whether the letters of { $municipality } go out. They do.

    { $link }

    Regards
    Nära in { $place }
    { $url }

## What just happened
flash-rules_published = The new rules are in force from now on.
flash-theme_saved = The colour is changed.
flash-feature_closed = Switched off. It takes effect everywhere within a few seconds.
flash-feature_opened = Open again. It takes effect everywhere within a few seconds.
