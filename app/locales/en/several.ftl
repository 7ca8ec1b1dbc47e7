## Several cases at once
several-title = Several cases at once
several-done-title = How it went
several-boxes = Cases
several-tick = Choose { $title }
several-with = Do the same with several
several-with-help = Tick the cases in the list, at most { $max } at a time.
several-take = Take them
several-hand_over = Hand them over
several-hand_over-title =
    { $count ->
        [one] Who should have the case?
       *[other] Who should have the { $count } cases?
    }
several-choose = Choose a colleague
several-ask_announce = Announce them at a meeting
several-none-title = No case is chosen
several-none = Tick them in the list under Work, at most { $max } at a time.
several-back = Back to Work
several-unknown = Case number { $number }
several-went = Done
several-failed = Could not be done
several-count =
    { $failed ->
        [0] { $went ->
            [one] Done with one case.
           *[other] Done with all { $went }.
        }
       *[other] Done with { $went }, { $failed } could not be done. The reason is given for each case.
    }
several-announce-title =
    { $count ->
        [one] Announce one case
       *[other] Announce { $count } cases at the same meeting
    }
several-announce-help = Body and day are the same for all. Each case has a paragraph of its own in the minutes. Whoever put a proposal forward sees it on its page once you have sent this.
several-announce =
    { $count ->
        [one] Announce the case
       *[other] Announce { $count } cases
    }
several-paragraph = Paragraph for “{ $title }”
