### The clock: the day for the answer moves by the days the proposer takes to complete.

clock-stands_still = The clock stands still while the proposer completes it – since { $date }.
clock-waited = The day has moved by { $days ->
    [one] { $days } day
   *[other] { $days } days
}: that is how long the clock stood still.
clock-stood_still = The clock stood still for { $days ->
    [one] { $days } day
   *[other] { $days } days
}.
clock-fact = the clock stands still since { $date }
clock-report = the clock stood still for { $days ->
    [one] { $days } day
   *[other] { $days } days
}
report-column-waited = Days the clock stood still
