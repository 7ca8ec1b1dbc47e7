## Idea campaigns: the list
campaigns-title = Idea campaigns
campaigns-lead = The municipality asks young people about something particular. They answer with ideas, and somebody has promised to answer them.
campaigns-new = New campaign
campaigns-empty-title = No campaign yet
campaigns-empty = In a campaign the municipality asks young people a question. Groups write ideas and choose the best. Before it opens it is settled who answers and when.
campaign-filled = { $chosen } of { $quota } chosen
campaign-ideas = { $count ->
    [0] No idea yet
    [one] One idea
   *[other] { $count } ideas
}
campaign-late = The answer is late
campaign-day-opens = Opens { $date }
campaign-day-ideas = { $count ->
    [one] Ideas until { $date }, the last day is today
   *[other] Ideas until { $date }, { $count } days left
}
campaign-day-ideas-over = The last day for ideas was { $date }
campaign-day-answer = { $count ->
    [one] Answers by { $date }, the last day is today
   *[other] Answers by { $date }, { $count } days left
}
campaign-day-late = { $count ->
    [one] The answers should have come { $date }, a day ago
   *[other] The answers should have come { $date }, { $count } days ago
}

## Stages
campaign-stage-draft = Draft
campaign-stage-draft-meaning = The campaign is being prepared. Only those who work on it see it.
campaign-stage-approved = Decided
campaign-stage-approved-meaning = The campaign is decided and not open yet. It is settled who answers and when.
campaign-stage-recruiting = Apply for the group
campaign-stage-recruiting-meaning = Young people can apply for the group. The campaign opens for ideas after that.
campaign-stage-open = Open for ideas
campaign-stage-open-meaning = The groups write ideas. Everybody can read and support them.
campaign-stage-curate = Choosing
campaign-stage-curate-meaning = The ideas are chosen and worked on. Those that get no place are kept for later, with a reason.
campaign-stage-presented = Presented, answers on their way
campaign-stage-presented-meaning = The ideas have been presented to those who answer. Every chosen idea is to have its answer.
campaign-stage-answered = Every idea has its answer
campaign-stage-answered-meaning = Every chosen idea has its answer. The municipality now tells what becomes of it.
campaign-stage-follow_up = Follow-up
campaign-stage-follow_up-meaning = The municipality tells what has been done.
campaign-stage-closed = Over
campaign-stage-closed-meaning = The campaign is over and in the archive. Here is what became of it.
campaign-stage-cancelled = Called off
campaign-stage-cancelled-meaning = The campaign does not take place. Here is why, and what happens to the ideas.

## A campaign's page
campaign-slots = The places
campaign-slots-legend = Dashed box: the place is free. Box with a dot: an idea is chosen and waits for its answer. Filled box: the idea has its answer, and the mark shows which.
campaign-slot-empty = Free
campaign-slot-chosen = Waits for its answer
campaign-table = The ideas in their places
campaign-column-slot = Place
campaign-column-idea = Idea
campaign-column-set = Box
campaign-column-support = Support
campaign-column-answer = Answer
campaign-free = { $count ->
    [one] Free place: { $slots }
   *[other] Free places: { $slots }
}
campaign-promise = Who answers, and when?
campaign-answerer = Answers
campaign-stand_in = When they are away
campaign-by_when = By
campaign-answer-by = { $count ->
    [one] { $date }, the last day is today
   *[other] { $date }, { $count } days left
}
campaign-answer-late = { $count ->
    [one] The answers should have come { $date }. That is a day ago.
   *[other] The answers should have come { $date }. That is { $count } days ago.
}
campaign-answered-on = Every answer had come { $date }
campaign-answer-over = The campaign is over
campaign-answer-days = { $count ->
    [one] One day after the ideas have been presented
   *[other] { $count } days after the ideas have been presented
}
campaign-sponsor = Elected who stand behind it
campaign-approved_by = Decided by
campaign-budget = Money
campaign-consent = Consent
campaign-apply = Apply for the group by { $date }
campaign-task = The commission
campaign-ages = For you who are { $from }–{ $to } years old.
campaign-influence = How much do you decide?
campaign-ladder = Step { $step } of { $steps } on the ladder of participation.
campaign-can = This can be influenced
campaign-cannot = This cannot be influenced
campaign-groups = Groups that take part
campaign-groups-none = No group takes part yet.
campaign-newest = New ideas
campaign-newest-big = The newest ideas
campaign-ideas-none = Nobody has written an idea yet.
campaign-ideas-none-loose = Every idea has a place or is kept for later.
campaign-ideas-all = Show all { $count }
campaign-ideas-all-title = All ideas
campaign-ideas-title = All ideas in { $title }
campaign-ideas-every-set = All sets
campaign-ideas-sets = Sets
campaign-ideas-page = { $from }–{ $to } of { $count }, the newest first
campaign-kept = Kept for later
campaign-kept-means = These ideas got no place this time. The reason stands with each.
campaign-kept-because = Why:
campaign-record = What has happened
campaign-told = Told on the way
campaign-by-time = By itself, when its day came
campaign-film = Watch the film
campaign-big = Show it large, for a projector
campaign-small = Ordinary page
campaign-door = Have you got a code? Go to
campaign-read-at = Read more at
campaign-door-code = QR code to { $address }
campaign-next-draft = The campaign is decided on
campaign-next-approved = Opens for ideas
campaign-next-recruiting = Opens for ideas
campaign-next-open = Last day for ideas
campaign-next-curate = The ideas are presented
campaign-next-presented = Last day for answers
campaign-next-answered = The municipality tells what has been done
campaign-next-follow_up = More follow-up, and then its end

## For those who run it
campaign-office = For you who run the campaign
campaign-office-groups = Groups
campaign-group-in = Take in { $name }
campaign-group-out = Take out { $name }
campaign-group-out-hint = A group can be taken out as long as nobody in it has published an idea here.
campaign-choose = Choose ideas
campaign-choose-help = Give ideas a place, or keep them for later with a reason.
campaign-choose-lead = Each place can have an idea of its box. Write a reason for the ideas that are kept for later: whoever wrote the idea reads it.
campaign-choose-slots = { $count ->
    [0] Every place is filled.
    [one] One place is free.
   *[other] { $count } places are free.
}
campaign-choose-left = { $count ->
    [0] Every idea is chosen or kept.
    [one] One idea is neither chosen nor kept.
   *[other] { $count } ideas are neither chosen nor kept.
}
campaign-choose-this = Choose a place
campaign-choose-one = The idea
campaign-choose-others = All ideas to choose from
campaign-choose-kept-all = More that were kept are among all ideas
campaign-choose-none = No idea waits to be chosen.
campaign-choose-more = { $count ->
    [one] One more idea is shown when these are chosen or kept.
   *[other] { $count } more ideas are shown when these are chosen or kept.
}
campaign-choose-loose = { $count ->
    [one] To decide on: one idea
   *[other] To decide on: { $count } ideas
}
campaign-choose-chosen = { $count ->
    [one] Chosen: one idea
   *[other] Chosen: { $count } ideas
}
campaign-choose-kept = { $count ->
    [one] Kept: one idea
   *[other] Kept: { $count } ideas
}
campaign-choice-slot = Place
campaign-choice-place = Place { $slot }
campaign-choice-no_place = No place
campaign-choice-reason = Or keep it for later: why?
campaign-choice-reason-hint = At most { $max } characters. Everybody can read the reason.
campaign-choice-save = Save the choice
campaign-back = Back to the campaign
campaign-back-list = Back to the campaigns
campaign-new-lead = Write what you want to know and what young people can influence. The draft can be changed until the campaign opens.
campaign-new-submit = Save the draft
campaign-sets-default =
    I skolan: 5
    På fritiden: 5
    Nytt för politikerna: 5 *
campaign-step-closed = The campaign is at “{ $stage }”, where this step cannot be taken.
campaign-overtaken-help = What you wrote is still here. Read what has happened, and send it again if it is still right.
campaign-meanwhile = This happened while you were writing
campaign-then-public = The step stays in the campaign's record with your name and role. Everybody can read it.
campaign-then-draft = The step stays in the campaign's record with your name and role. As long as the campaign is a draft, only those who work on it see it.
flash-campaign_saved = The draft is saved.
flash-campaign_step = The step is recorded.
flash-campaign_groups = The groups are changed.
flash-idea_parts = Saved.
flash-campaign_choice = The choice is saved.

## The steps
campaign-step-draft = Make a draft
campaign-step-draft-done = Draft
campaign-step-draft-help = What the campaign asks for.
campaign-step-draft-then = Only you who work on the campaign see the draft. The next step is that the chief decides on it.
campaign-step-revise = Change the commission
campaign-step-revise-done = Commission changed
campaign-step-revise-help = The question, the boxes and what can be influenced can be changed until the campaign opens.
campaign-step-revise-then = The new words stand on the campaign's page at once.
campaign-step-approve = Decide on the campaign
campaign-step-approve-done = Campaign decided
campaign-step-approve-help = Who answers, by when, and which days it is open. Without that it cannot open.
campaign-step-approve-then = Everybody sees the campaign. It opens by itself on its first day.
campaign-step-recruit = Look for members
campaign-step-recruit-done = Open to apply for the group
campaign-step-recruit-help = How many there is room for, how to apply and until when.
campaign-step-recruit-then = How to apply stands on top of the campaign's page.
campaign-step-open = Open for ideas
campaign-step-open-done = Opened for ideas
campaign-step-open-help = It opens by itself on its first day. Here it can be opened earlier.
campaign-step-open-then = The groups can write ideas at once.
campaign-step-curate = Begin choosing
campaign-step-curate-done = Choosing began
campaign-step-curate-help = Ideas close by themselves after the last day. Here they can be closed earlier.
campaign-step-curate-then = No more ideas can be put into the boxes. Those that are there can be chosen or kept.
campaign-step-reopen = Open again
campaign-step-reopen-done = Opened for ideas again
campaign-step-reopen-help = For more ideas, until a new last day.
campaign-step-reopen-then = The groups can write ideas again. Chosen ideas keep their places.
campaign-step-present = Present the ideas
campaign-step-present-done = Ideas presented
campaign-step-present-help = When, to whom, and where it can be seen. Every idea is to be chosen or kept first.
campaign-step-present-then = The places are fixed. The days to the answer are counted from the presentation.
campaign-step-delay = Announce a delay
campaign-step-delay-done = Answers delayed
campaign-step-delay-help = When the answers come instead, and why they take longer.
campaign-step-delay-then = The new day and the reason stand on the campaign's page. The old day stays in the record.
campaign-step-answered = Every answer is in
campaign-step-answered-done = Every idea got its answer
campaign-step-answered-help = It happens by itself when the last chosen idea has its answer, and elected of two parties have said whether they knew of the ideas in the boxes where they are to say so.
campaign-step-answered-then = The campaign goes on to follow-up.
campaign-step-follow_up = Tell what has been done
campaign-step-follow_up-done = Follow-up
campaign-step-follow_up-help = After 6 and 12 months, or more often: what has been done, what it cost and what was not.
campaign-step-follow_up-then = The text stands on the campaign's page.
campaign-step-close = End the campaign
campaign-step-close-done = Campaign ended
campaign-step-close-help = Tell what became of the campaign, and where it is archived.
campaign-step-close-then = Nothing more can be recorded. The page and the ideas stay for everybody. The groups end, and texts in them that nobody has read go. Who was in them is forgotten at once: nobody can say afterwards who wrote what.
campaign-step-cancel = Call the campaign off
campaign-step-cancel-done = Campaign called off
campaign-step-cancel-help = Say why, say thanks, and tell what happens to the ideas.
campaign-step-cancel-then = The campaign ends and cannot be opened again. The ideas stay, each for itself.

## The fields
field-campaign-title = The campaign's name
field-campaign-title-hint = Short, such as Framtidslådan.
field-campaign-question = The question
field-campaign-question-hint = A question that the youngest understands. It is the largest thing on the campaign's page.
field-campaign-commission = The commission
field-campaign-commission-hint = Who asks, why, and what the answers are used for.
field-campaign-age_from = Youngest
field-campaign-age_from-hint = Age in years.
field-campaign-age_to = Oldest
field-campaign-sets = Boxes
field-campaign-sets-hint = One on each line: its name, a colon and how many ideas it is to have. Write * last on the line if the elected are to say whether the ideas are new to them.
field-campaign-influence = How much do the young decide?
field-campaign-influence-hint = Do not promise more than you keep. It stands on the campaign's page.
field-campaign-can_influence = What can be influenced?
field-campaign-cannot_influence = What cannot be influenced?
field-campaign-cannot_influence-hint = Say it before, so that nobody is let down after.
field-campaign-approved_by = Who decided?
field-campaign-approved_by-hint = The chief's name and title.
field-campaign-sponsor = Which elected stand behind it?
field-campaign-sponsor-hint = Name and party.
field-campaign-opens_on = First day for ideas
field-campaign-ideas_until = Last day for ideas
field-campaign-budget = What money is there?
field-campaign-budget-hint = A sum, or that there is none.
field-campaign-answerer = Who answers the ideas?
field-campaign-answerer-hint = Name and title, or a department. It stands on the campaign's page.
field-campaign-stand_in = Who answers when they are away?
field-campaign-stand_in-hint = During the summer, for instance.
field-campaign-answer_days = Days to answer
field-campaign-answer_days-hint = Counted from the presentation to the last answer.
field-campaign-consent = How are young people and parents told and asked?
field-campaign-data_protection = Has data protection been checked?
field-campaign-data_protection-hint = The campaign cannot be decided on before it has.
field-campaign_recruit-places = Places in the group
field-campaign_recruit-paid = Is it paid?
field-campaign_recruit-last_day = Last day to apply
field-campaign_recruit-last_day-hint = At the latest the day the campaign opens.
field-campaign_recruit-how = How do you apply?
field-campaign_reopen-ideas_until = New last day for ideas
field-campaign_present-meeting_date = Day of the presentation
field-campaign_present-body = Body
field-campaign_present-body-hint = If the ideas were presented at a meeting: the council, the board or a committee.
field-campaign_present-present = Who was there?
field-campaign_present-present-hint = Elected and officials by name. Do not write names of young people: write the name of the group.
field-campaign_present-film_url = Address of a film
field-campaign_present-film_url-hint = The film is to have captions.
field-campaign_present-unfilled = Why are places free?
field-campaign_present-unfilled-hint = Needed if a box is not full.
field-campaign_delay-answer_by = New day for the answers
field-campaign_delay-reason = Why do the answers take longer?
field-campaign_follow_up-report = What has happened since last time?
field-campaign_follow_up-report-hint = What has been done, what it cost and what was not done.
field-campaign_close-report = What happened?
field-campaign_close-report-hint = What the campaign led to, so that those who took part understand it.
field-campaign_close-archived_on = Archived on
field-campaign_close-archive_id = Reference in the archive
field-campaign_cancel-reason = Why is it called off?
field-campaign_cancel-ideas = What happens to the ideas?
field-campaign_cancel-ideas-hint = Thank those who have written, and say what happens to what they wrote.
choice-influence-information = Information
choice-influence-information-meaning = You are told what is going to happen.
choice-influence-consultation = You are asked
choice-influence-consultation-meaning = You say what you think, and others decide.
choice-influence-dialogue = Talks
choice-influence-dialogue-meaning = You talk with those who decide before they do.
choice-influence-influence = Influence
choice-influence-influence-meaning = You work out what they then decide on.
choice-influence-co_decision = You decide
choice-influence-co_decision-meaning = What you arrive at is what happens.

parts-title = Problem, first step and cost: { $title }
parts-lead = The clearer the idea is, the easier it is to answer. Keep it short. Everybody can read it.
parts-save = Save
parts-back = Back to the idea
parts-overtaken = Somebody else wrote while you did. What stands there now is below, and your text is kept. Save again if yours is to hold.
parts-write = Describe the problem, the first step and the cost
parts-change = Change the problem, the first step and the cost
field-idea_parts-problem = The problem
field-idea_parts-problem-hint = What does not work today, and for whom?
field-idea_parts-first_step = The first step
field-idea_parts-first_step-hint = What can be done first, and who can do it?
field-idea_parts-rough_cost = Roughly what it costs
field-idea_parts-rough_cost-hint = A guess is enough. Say so, too, if it costs nothing or if you do not know.
parts-leader-title = Your leader writes this
parts-leader = What your group writes is read before it is published. Tell your leader what it should say.
parts-by-author = Described by whoever put the idea forward
parts-by-leader = Described by those who lead the campaign
campaign-of-cancelled = The campaign was called off. Its page says why, and what happens to the ideas.
