## The desk of officials and secretaries
work-title = Work
work-lead = What lies on the municipality's desk, the most urgent first.
work-piles = Piles
work-pile-mina = My cases
work-pile-mina-means = What you were given or took, and what somebody asked you about.
work-pile-lediga = Nobody has them
work-pile-lediga-means = It is the municipality's turn and nobody has the case. Take one, or give it to a colleague.
work-pile-vantar = Waiting for others
work-pile-vantar-means = It is the turn of the proposer, of those who support it, or of a body.
work-pile-veckan = Within a week
work-pile-veckan-means = What is awaited next is due within seven days.
work-pile-forsenade = Overdue
work-pile-forsenade-means = A day has passed: for the decision, a statement, a completion, a report or something else that is awaited. Each line says which.
work-pile-alla = All open
work-pile-alla-means = Everything that is not over, and what still wants its minutes or a follow-up.
work-pile-arkivera = To archive
work-pile-arkivera-means = Cases that are over, where the time to appeal has passed and no follow-up is left. Enter the archive's name for it and the day.
work-archive = Archive
work-search = Search for a case
work-search-hint = Words or diary number
work-found-means = Those that are over, too.
work-found = Cases that fit the search
work-none-found-title = No case fits
work-none-found = Try fewer words, or the whole diary number. Cases that are over are searched, too.
work-none-mine-title = You have no cases
work-none-mine = When you take a case or are given one it shows here.
work-none-title = This pile is empty
work-none = Nothing lies here now.
work-to-unassigned = See those nobody has
work-overdue =
    { $days ->
        [one] one day overdue
       *[other] { $days } days overdue
    }
work-due-today = today
work-due-soon =
    { $days ->
        [one] tomorrow
       *[other] in { $days } days
    }
day-decision = Decision due { $date }
day-answer = Answer due { $date }
day-put_off = Postponed decision expected { $date }
day-registration = Registration due { $date }
day-completion = Completion due { $date }
day-question = The proposer’s answer due { $date }
day-statement = Statement due { $date }
day-remitted = New investigation due { $date }
day-proposal = Proposal for decision due { $date }
day-meeting = Meeting { $date }
day-minutes = Minutes to be posted by { $date }
day-plan = Plan for the work due { $date }
day-follow_up = Follow-up due { $date }
day-report = Report due { $date }
work-waits-us = The municipality's turn
work-waits-proposer = Waiting for the proposer
work-waits-supporters = Collecting support
work-waits-body = Waiting for a body
work-has-nobody = Nobody has the case
work-has-you = You have the case
work-has = { $name } has the case
work-has-left = { $name } had the case, but no longer has the duty
work-asked = A colleague asked you something
work-take = Take the case
work-left-title = Nobody looks after the case
work-left = Whoever had it no longer has the duty. Take it, or give it to somebody.
work-to-case = To the page of the case
work-to-steps = Move the case on
work-to-verdict = Answer the idea
work-to-answer = Answer as the department
work-who = Who has the case?
work-hand-over = Give it to somebody else
work-officer-title = Case officer on record
work-officer-differs = The record names { $name } as the case officer. Somebody else has the case here. If everybody is to read another name, correct the step “Preparation has started”.
work-officer-left = Whoever the record names as the case officer no longer has the duty. Correct the step “Preparation has started” if it should name somebody else.
work-to = Colleague
work-nobody = Nobody
work-assign = Save who has the case
work-notes = Among colleagues
work-notes-lead = Only officials and secretaries see this, never the page of the case. Whoever asks for the documents of the case may be shown it.
work-notes-none = Nobody has written anything yet.
work-note-new = Write to your colleagues
work-note-label = Note or question
work-note-hint = At most { $max } characters.
work-note-to-nobody = Nobody in particular
work-note-submit = Save
work-note-asks = asks { $name }
flash-case_assigned = Saved who has the case.
flash-note_written = The note is saved.
log-what-case_assigned = Gave a case to somebody
deed-case_assigned = { $who } changed who has case number { $whom }.
mail-desk-unpublished = a case that is not published
mail-desk-given-subject = You were given a case: { $case }
mail-desk-given-body =
    Hello!

    { $by } has given you this case:
    { $case }

    Open it:
    { $link }

    Kind regards
    Nära in { $place }
    { $url }
mail-desk-asked-subject = A colleague asked you something: { $case }
mail-desk-asked-body =
    Hello!

    { $by } has asked you something about this case:
    { $case }

    Read and answer:
    { $link }

    Kind regards
    Nära in { $place }
    { $url }
mail-desk-noted-subject = A colleague wrote about your case: { $case }
mail-desk-noted-body =
    Hello!

    { $by } has written a note about this case:
    { $case }

    Read it:
    { $link }

    Kind regards
    Nära in { $place }
    { $url }
mail-desk-completed-subject = A proposal has been completed: { $case }
mail-desk-completed-body =
    Hello!

    The proposer has completed this proposal:

    { $case }

    Read it and go on:
    { $link }

    Kind regards
    Nära in { $place }
    { $url }
mail-desk-taken_back-subject = A proposal has been taken back: { $case }
mail-desk-taken_back-body =
    Hello!

    The proposer has taken this proposal back. There will be no decision.

    { $case }

    See the case:
    { $link }

    Kind regards
    Nära in { $place }
    { $url }
mail-desk-from_outside-subject = An answer from outside has come: { $case }
mail-desk-from_outside-body =
    Hello!

    The answer from { $by } in this case has come. It is not published.

    { $case }

    Read it, and publish it or send it back:
    { $link }

    Kind regards
    Nära in { $place }
    { $url }
mail-desk-to_read-subject = An answer waits for a colleague to read it: { $case }
mail-desk-to_read-body =
    Hello!

    { $by } has written an answer in this case and wants a colleague to read it before it is published.

    { $case }

    Read it and choose what is to happen:
    { $link }

    Kind regards
    Nära in { $place }
    { $url }
mail-desk-handed_back-subject = Your answer has been read: { $case }
mail-desk-handed_back-body =
    Hello!

    { $by } has read your answer in this case and given it back. It is not published.

    { $case }

    Read it and choose what is to happen:
    { $link }

    Kind regards
    Nära in { $place }
    { $url }
mail-desk-to_confirm-subject = A step waits for a second person: { $case }
mail-desk-to_confirm-body =
    Hello!

    { $by } has prepared a step that takes two persons. It does not count until somebody else has read and confirmed it.

    { $case }

    Read it and confirm it:
    { $link }

    Kind regards
    Nära in { $place }
    { $url }
mail-desk-stopped-subject = An answer was not published: { $case }
mail-desk-stopped-body =
    Hello!

    The answer from { $by } had a set time and was not published then. { $why }

    { $case }

    The answer is still there. Read it and choose what is to happen:
    { $link }

    Kind regards
    Nära in { $place }
    { $url }
mail-reminder-subject =
    { $months ->
        [0] A case is overdue: { $case }
        [1] A case is due within a month: { $case }
       *[other] A case is due within { $months } months: { $case }
    }
mail-reminder-nobody = Nobody has the case. Take it, or give it to somebody.
mail-reminder-body =
    Hello!

    { $months ->
        [0] The answer was promised by { $date }, and that day has passed. Say why and when the answer comes, or answer.
       *[other] The answer is promised by { $date }.
    }

    { $case }
    { $nobody }

    Open the case:
    { $link }

    Kind regards
    Nära in { $place }
    { $url }
mail-day-subject = A day has passed in a case: { $case }
mail-day-body =
    Hello!

    { $what }

    { $case }
    { $nobody }

    Open the case:
    { $link }

    Kind regards
    Nära in { $place }
    { $url }
day-missed-put_off = The postponed decision was expected by { $date }, and that day has passed.
day-missed-registration = The proposal was to be registered by { $date }.
day-missed-completion = The proposer was to complete it by { $date }. Nothing has come.
day-missed-question = The proposer was to answer the question by { $date }. No answer has come. If the case goes on without it, say so in an answer on the case: then nobody waits for it any more.
day-missed-statement = The statement was due by { $date }. The case is still waiting for it.
day-missed-remitted = What it was sent back for was to be investigated by { $date }.
day-missed-proposal = The proposal for decision was to be ready by { $date }.
day-missed-meeting = The meeting was on { $date }. What came of it has not been entered.
day-missed-minutes = The minutes were to be posted by { $date }.
day-missed-plan = The work was to be planned by { $date }.
day-missed-follow_up = The decision was to be followed up by { $date }.
day-missed-report = The report on how it goes was due by { $date }.
mail-left-subject = Cases without an official
mail-left-body =
    Hello!

    { $who } no longer has the duty to run cases. { $count ->
        [one] One open case is
       *[other] { $count } open cases are
    } still with { $who }.

    Under Work, those where it is the municipality's turn lie in the pile "Nobody has them". The others lie under "All open", with the name of whoever had them. Officials and secretaries can take them or give them to a colleague:
    { $link }

    Kind regards
    Nära in { $place }
    { $url }
