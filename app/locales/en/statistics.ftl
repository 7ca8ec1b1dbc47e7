## How it goes
standing-title = How it goes in { $place }
standing-description = What became of the proposals in { $place }, how long it takes and which have waited longest.
standing-lead = What became of the proposals, how long it takes and which have waited longest.
standing-first-answer = To the first answer
standing-decision = To the decision
standing-overdue = Overdue now
standing-days =
    { $days ->
        [one] one day
       *[other] { $days } days
    }
standing-days-none = nothing to count yet
standing-count =
    { $count ->
        [0] no proposal
        [one] one proposal
       *[other] { $shown } proposals
    }
standing-median = The times are medians: half went faster, half took longer. They are counted from handing in, of the latest thousand.
standing-outcomes = What came of them
standing-outcomes-lead = All decisions on the substance, yes and no shown alike. Deemed answered means that the politicians answered without saying yes or no.
standing-outcomes-none = No proposal has been decided yet.
standing-outcomes-caption =
    { $count ->
        [one] One decision
       *[other] { $count } decisions
    }
standing-groups = Where the proposals are
standing-groups-caption = Proposals by state
standing-column-what = State
standing-column-count = Number
standing-column-share = Share
standing-share = { $share }%
standing-waiting = Waiting longest
standing-waiting-lead = Proposals that are not decided, the oldest first.
standing-waiting-none = No proposal is waiting.
standing-to-report = The whole list of what is not decided
report-title = Proposals that are not decided
report-lead = The proposals that are not decided today, the oldest first.
report-count =
    { $count ->
        [one] one proposal
       *[other] { $shown } proposals
    }
report-late =
    { $count ->
        [0] none overdue
        [one] one overdue
       *[other] { $count } overdue
    }
report-none = No proposal is waiting for a decision.
report-caption = The oldest first
report-file = Get the list as a file for spreadsheets (CSV)
report-file-name = undecided-{ $date }.csv
report-column-number = Diary number
report-column-title = Proposal
report-column-received = Received
report-column-days = Days
report-column-state = State
report-column-by = Due
report-column-late = Days overdue
report-column-why = Why it takes longer
report-column-until = New day
report-until = Now expected { $date }
promises-title = Decisions and promises
promises-lead = What the politicians said yes to, and what has become of it.
promises-open = Promised, not done
promises-open-none = Nothing is waiting to be done.
promises-kept = Done
promises-kept-none = Nothing is done yet.
promises-stopped = Stopped
promises-stopped-none = Nothing has been stopped.
promises-to-fame = Hall of Fame: those who wanted it
promises-to-standing = All decisions, yes and no, in figures
promise-report = tells how it goes on { $date }
promise-budget = in the budget of { $year }
promise-money = Money: { $source }
milestone-passed = the day has been
milestone-to-come = to come
promise-kept = done { $date }
promise-cost = cost { $cost }
promise-stopped = stopped { $date } by { $who }
promise-late-plan =
    { $days ->
        [one] The plan is a day late
       *[other] The plan is { $days } days late
    }
promise-late =
    { $days ->
        [one] The report is a day late
       *[other] The report is { $days } days late
    }
