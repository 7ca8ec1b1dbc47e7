### Klockan: svarsdagen flyttas med de dagar som förslagsställaren kompletterar.

clock-stands_still = Klockan står still medan förslagsställaren kompletterar – sedan { $date }.
clock-waited = Dagen är framflyttad med { $days ->
    [one] { $days } dag
   *[other] { $days } dagar
}: så länge stod klockan still.
clock-stood_still = Klockan stod still i { $days ->
    [one] { $days } dag
   *[other] { $days } dagar
}.
clock-fact = klockan står still sedan { $date }
clock-report = klockan stod still { $days ->
    [one] { $days } dag
   *[other] { $days } dagar
}
report-column-waited = Dagar klockan stått still
