stage-draft = Draft
stage-draft-meaning = Only you can see the draft. It has not been handed in.
stage-draft-next = Read it through and hand it in when you are happy with it.
stage-submitted = Handed in
stage-submitted-meaning = The municipality has received the proposal. It is a public document, but it is not shown here yet.
stage-submitted-next = The municipal office registers the proposal and publishes it.
stage-needs_completion = Waiting for more information
stage-needs_completion-meaning = The municipality needs to know something more before it can go on.
stage-needs_completion-next = The proposer answers the question. The case then goes on from where it was.
stage-rejected_formal = Dismissed – does not meet the requirements
stage-rejected_formal-meaning = It cannot be handled as a resident proposal. That says nothing about the idea itself.
stage-rejected_formal-next = The decision says why, and where to turn instead.
stage-rerouted = Handled as feedback or a fault report
stage-rerouted-meaning = No political decision is needed. It has gone straight to those who can solve it.
stage-rerouted-next = Follow the case with the number given in the record.
stage-withdrawn = Withdrawn by the proposer
stage-withdrawn-meaning = The person who put it forward has taken it back.
stage-withdrawn-next = Nothing more happens to it. Anybody may put forward a new one.
stage-registered = Registered
stage-registered-meaning = The proposal has a diary number: the case's number with the municipality.
stage-registered-next = It is opened for support, or goes straight to the municipal council where no threshold applies.
stage-collecting = Collecting support
stage-collecting-meaning = The proposal is open for support. When enough people support it, the politicians must take it up.
stage-collecting-next = When the threshold is reached it goes to the municipal council.
stage-threshold_missed = Closed – too few supporters
stage-threshold_missed-meaning = The time ran out before enough people supported it.
stage-threshold_missed-next = It stays here. A member of the council may take it up as their own.
stage-announced = Announced in the municipal council
stage-announced-meaning = The proposal is with kommunfullmäktige, the municipality's highest deciding assembly. The time to an answer counts from here.
stage-announced-next = The council hands it over to a committee, or asks committees for advice.
stage-handed_over = Handed over to a committee
stage-handed_over-meaning = The council has handed it over to a nämnd, a committee of politicians in charge of one area. The committee decides.
stage-handed_over-next = A case officer is given the task of looking into it.
stage-referred = Sent out for advice
stage-referred-meaning = The council has asked one or more committees what they think. This is called remiss.
stage-referred-next = The committees answer. Then the preparation goes on.
stage-in_preparation = Being prepared
stage-in_preparation-meaning = A named case officer is looking into it: what it costs, whom it concerns and what is possible.
stage-in_preparation-next = The case officer writes a proposal for decision.
stage-proposal_ready = Proposal for decision ready
stage-proposal_ready-meaning = The case officer's report is ready. It gives costs, consequences and what the department proposes.
stage-proposal_ready-next = The matter is put on the agenda of a meeting.
stage-scheduled = On the agenda
stage-scheduled-meaning = The matter comes up at a set meeting.
stage-scheduled-next = The politicians decide, postpone the matter or ask for more facts.
stage-tabled = Postponed
stage-tabled-meaning = The politicians have put the matter off to a later meeting. This is called bordläggning.
stage-tabled-next = The matter comes up again at the new meeting.
stage-remitted_back = Sent back
stage-remitted_back-meaning = The politicians want to know more before deciding. The case has gone back with a question. This is called återremiss.
stage-remitted_back-next = The case officer looks into the question and comes back.
stage-approved = Approved
stage-approved-meaning = The politicians have said yes.
stage-approved-next = The responsible department plans how and when to do it.
stage-partly_approved = Partly approved
stage-partly_approved-meaning = The politicians have said yes to part of it. The decision says which part.
stage-partly_approved-next = The responsible department plans the part that was approved.
stage-answered = Deemed answered
stage-answered-meaning = The politicians have answered without a yes or a no. The decision says what that means here.
stage-answered-next = Read in the decision what applies, and when the municipality reports again.
stage-declined = Declined
stage-declined-meaning = The politicians have said no. The reasons are in the decision.
stage-declined-reasons = Read the reasons.
stage-declined-next = Read the reasons, and what could change the answer.
stage-written_off = Written off
stage-written_off-meaning = The council has ended the case without deciding on the matter, because it could not be decided in time.
stage-written_off-next = Nothing more happens in the case. Anybody may put forward a new proposal.
stage-planned = Being planned
stage-planned-meaning = The decision is made. The department has a plan, someone in charge and a budget year.
stage-planned-next = Work begins. The department reports here.
stage-implementing = Being carried out
stage-implementing-meaning = Work is under way.
stage-implementing-next = The department tells when it is done.
stage-implemented = Done
stage-implemented-meaning = It is done. The record says what it really cost.
stage-implemented-next = Thanks to all who proposed, supported and had their say.
stage-stopped = Stopped
stage-stopped-meaning = Work has been broken off. The record says why and who decided it.
stage-stopped-next = If it is taken up again it is planned anew, and that is shown here.
stage-closed = Closed and archived
stage-closed-meaning = The case is finished and archived. Everything can still be read.
stage-closed-next = Nothing more happens here.
stage-problem_open = Problem, collecting perspectives
stage-problem_open-meaning = Somebody has described a problem. Others can tell how it concerns them.
stage-problem_open-next = Others tell how it concerns them. Then whoever described it can make a proposal of it.
stage-problem_turned = Became a proposal
stage-problem_turned-meaning = Whoever described the problem has made a proposal of it.
stage-problem_turned-next = It goes on at the proposal’s page.
stage-problem_ended = Ended without a proposal
stage-problem_ended-meaning = The time was up before anybody made a proposal of the problem.
stage-problem_ended-next = Everything can still be read. Anybody can hand in a proposal about it.
state-problem-open = This is a problem, not a proposal. The municipality does not answer it yet. Until { $date } others can tell how it concerns them, and whoever described it can make a proposal of it.

group-collecting = Collecting support
group-at_municipality = With the municipality
group-decided = Decided
group-done = Done
group-problem = Problems that wait for a proposal
group-ended = Ended without a decision
group-not_public = Not published

next-label = Next step
answer-due = An answer is due by { $date }.
answer-planned = It has been delayed. The decision is now expected on { $date }.
answer-planned-passed = It was delayed, and the decision was then expected on { $date }. That day has passed.
stage-overdue = Overdue
stage-overdue-meaning = It should have been decided by { $date }.
promise-overdue-plan =
    { $days ->
        [one] The work should have been planned by { $date } – a day late.
       *[other] The work should have been planned by { $date } – { $days } days late.
    }
promise-overdue-report =
    { $days ->
        [one] The department should have reported how it is going on { $date } – a day late.
       *[other] The department should have reported how it is going on { $date } – { $days } days late.
    }
promise-overdue-follow_up =
    { $days ->
        [one] The decision should have been followed up on { $date } – a day late.
       *[other] The decision should have been followed up on { $date } – { $days } days late.
    }
promise-overdue-implementation =
    { $days ->
        [one] The trial should have been finished by { $date } – a day late.
       *[other] The trial should have been finished by { $date } – { $days } days late.
    }
next-registration = the municipal office registers it
next-registration-by = the municipal office registers it by { $date }
next-completion = the proposer answers the question
next-completion-by = the proposer answers the question by { $date }
next-open_for_support = it is opened for support
next-open_for_support-by = it is opened for support on { $date }
next-support_closes = the time for support ends
next-support_closes-by = the last day to support it is { $date }
next-announcement = it is announced in the municipal council
next-announcement-by = it is announced in the municipal council on { $date }
next-handling = the council settles who is to decide
next-handling-by = the council settles who is to decide, by { $date }
next-statement = the committees give their advice
next-statement-by = the committees give their advice by { $date }
next-preparation = a case officer starts looking into it
next-preparation-by = a case officer starts looking into it by { $date }
next-remitted = the question is looked into, and the case comes back to the politicians
next-remitted-by = the case is to be back with the politicians by { $date }
next-proposal_for_decision = a proposal for decision
next-proposal_for_decision-by = a proposal for decision, expected by { $date }
next-agenda = the matter is put on an agenda
next-agenda-by = the matter is put on an agenda by { $date }
next-meeting = the politicians take up the matter
next-meeting-by = the politicians take up the matter on { $date }
next-plan = the department plans the work
next-plan-by = the department plans the work by { $date }
next-follow_up = the department follows up the decision
next-follow_up-by = the department follows up the decision on { $date }
next-report = the department reports how it is going
next-report-by = the department reports how it is going on { $date }
next-implementation = the work is carried out
next-implementation-by = the work is carried out, the next day to look at is { $date }
next-answer = the department answers
next-answer-by = the department answers by { $date }
next-archive = the case is archived
next-archive-by = the case is archived on { $date }
state-appealed = Appealed
state-appealed-meaning = The decision was appealed to the administrative court on { $date }. Case number: { $number }.
state-agenda = The agenda of the meeting
state-agenda-coming = The agenda is to come. It will be on the page of the meeting.
