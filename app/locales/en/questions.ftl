### Questions to the municipality: the list, the form, the page with an answer to each number, and the steps at work.

questions-title = Questions
questions-lead = Ask the municipality about anything. Questions stand here word for word, with an answer to each number.
questions-ask = Ask questions
questions-which = Which questions
questions-open = Waiting for an answer
questions-answered = Answered
questions-none-open = No questions are waiting for an answer.
questions-none-answered = No questions have been answered yet.
questions-unread = Read first
questions-unread-lead = Nobody else sees these yet. A moderator reads them before they are published.
questions-count = { $count ->
    [one] { $answered } of { $count } question answered
   *[other] { $answered } of { $count } questions answered
}
questions-count-follow_ups = { $count ->
    [one] { $answered } of { $count } follow-up answered
   *[other] { $answered } of { $count } follow-ups answered
}
questions-late = The answer is late
questions-state-reading = Being read
questions-state-refused = Not published
questions-state-open = Waiting for an answer
questions-state-answered = Answered
questions-number-state-reading = Being read
questions-number-state-refused = Hidden
questions-number-state-waits = Waiting for an answer
questions-number-state-passed_on = Passed on
questions-number-state-partly = Partly answered
questions-number-state-answered = Answered
questions-day = Answer promised by { $date }
questions-day-late = The answer was promised by { $date }
questions-by-organisation = { $organisation }, through { $name }
questions-asked-by = Questions from { $who }
questions-number = Question { $number }
questions-number-follow_up = Follow-up to question { $number }
questions-follow_up = Follow-up question

## Asking
questions-ask-lead = Write one question or several. Each gets a number and an answer of its own.
questions-verbatim = Questions are shown exactly as you write them. At most { $max } characters each. Empty fields do not count.
questions-more = Add a question
questions-send = Send the questions
questions-back-list = To all questions
questions-then-read = A moderator reads the questions. Criticism stays, hard criticism too. What breaks a rule is not published, and you are told why.
questions-then-public = Then everybody can read them, with the name you show. You cannot change them afterwards.
questions-then-answer = From that day the municipality has { $days } working days to answer. You get a letter when something happens.
field-questions-heading = What is it about?
field-questions-heading-hint = A heading on one line, such as “The municipality in social media”.
field-questions-introduction = Introduction
field-questions-introduction-hint = If something needs to be explained before the questions.
field-questions-organisation = Organisation
field-questions-organisation-hint = If you ask for a newspaper, an association or a company. The name you show stands beside it.

## Where the questions stand
questions-reading-means = A moderator reads the questions before others can see them. Only the person asking and the moderators see this page.
questions-refused-means = Others cannot read the questions. Whoever asked can ask that somebody else reads them again.
questions-taken = { $who } sees to it that the questions are answered.
questions-delayed = The answers come later, by { $date }
questions-passed_on = Passed on to { $to }.
questions-answer-part = Answer to a part of the question – not a decision
questions-replaced = What it said first.
questions-entered-by = Entered by { $name }
questions-same = Same question
questions-same-stop = No longer my question
questions-same-mine = This is your question, too.
questions-same-count = { $count ->
    [one] { $count } has the same question
   *[other] { $count } have the same question
}
questions-follow_up-ask = Ask a follow-up question
questions-follow_up-send = Send the follow-up
questions-follow_up-then = A moderator reads the follow-up before it is published here.
field-questions_follow_up-text = Follow-up question
questions-report-above = the heading and the introduction
questions-discuss = Write about it in the discussion
questions-hidden-mine = Read why, and ask that somebody else reads it again
questions-hidden-case = How this was decided
questions-fact = Correction by the municipality
questions-fact-source = Source:

## Steps at work
questions-office = At work
questions-about = This is about
questions-back = Back to the questions
questions-overtaken = Somebody else was quicker. Read what happened, then send if it is still needed.
questions-meanwhile = This happened while you wrote

questions-step-publish = Publish
questions-step-publish-help = You have read the text and it breaks no rule.
questions-step-publish-then = Everybody can read it, and the day for an answer begins to count. Whoever asked gets a letter.
questions-step-publish-done = Read and published
questions-step-refuse = Do not publish
questions-step-refuse-help = The text breaks a rule. Criticism and opinions stay, hard ones too.
questions-step-refuse-then = The text is put under seal and others cannot read it. The rule stands in its place. Whoever asked gets a letter with the reason, and can ask that somebody other than you reads it again.
questions-step-refuse-done = Not to be read by others
questions-step-fact = Correct a claim
questions-step-fact-help = Where the question claims something that is not so. Its words are not changed, and opinions are not corrected.
questions-step-fact-then = The correction is shown at once beside the text, with your name, the day and the source. It cannot be changed afterwards. Whoever asked gets a letter.
questions-step-fact-done = Corrected a claim
questions-step-take = Take care of the questions
questions-step-take-help = You see to it that each number is answered, by you or by somebody else.
questions-step-take-then = Your name and title stand beside the questions.
questions-step-take-done = Took care of the questions
questions-step-delay = Promise another day
questions-step-delay-help = The answers cannot come in time. Say why, and when they come.
questions-step-delay-then = Everybody sees the new day and the reason. Whoever asked gets a letter.
questions-step-delay-done = Promised another day
questions-step-pass_on = Pass on
questions-step-pass_on-help = Somebody else knows the answer. Everybody sees who got the question.
questions-step-pass_on-then = Everybody sees who the question was passed on to. Whoever asked gets a letter. The answer is entered here when it comes.
questions-step-pass_on-done = Passed on
questions-step-answer = Answer
questions-step-answer-more = Answer the rest
questions-step-answer-help = Answer what is asked, with facts. The answer is the municipality's and not a decision.
questions-step-answer-then = The answer is published at once under the question. Whoever asked gets a letter. A mistake is corrected by a new version, and the old one stays.
questions-step-answer-done = Answered
questions-step-correct = Correct the answer
questions-step-correct-help = Write the answer as it should be, and what was wrong.
questions-step-correct-then = The new answer is shown, with the reason. The old one stays and is marked. Whoever asked gets a letter.
questions-step-correct-done = Corrected the answer

field-questions_refuse-rule = Which rule does it break?
field-questions_refuse-reason = Why?
field-questions_refuse-reason-hint = Whoever asked reads it. Do not quote what is to go.
field-questions_fact-text = How it is
field-questions_fact-text-hint = Say in a few sentences what is right. At most 1000 characters. Repeat nobody else's data.
field-questions_fact-source_url = Source
field-questions_fact-source_url-hint = A web address where everybody can see it.
field-questions_delay-answer_by = Answer by
field-questions_delay-reason = Why does it take longer?
field-questions_pass_on-to = Who is to answer?
field-questions_pass_on-to-hint = A department, a committee, a company or somebody outside the municipality.
field-questions_pass_on-note = Why, and what happens now?
field-questions_answer-extent = How much of the question do you answer?
field-questions_answer-text = Answer
field-questions_answer-answered_by = Who answers, if not you?
field-questions_answer-answered_by-hint = Name and title, or a department. You stand as the one who entered the answer.
field-questions_correct-text = The answer as it should be
field-questions_correct-reason = What was wrong?
choice-extent-full = All of it
choice-extent-full-meaning = The number is answered.
choice-extent-part = A part of it
choice-extent-part-meaning = The number waits for the rest.
choice-rule-personal_data = Personal data
choice-rule-hate = Hate and insults
choice-rule-threat = Threats
choice-rule-unlawful = Unlawful content
choice-rule-spam = Advertising and spam

not_now-other_duty = You wrote it in another role than the one you have now. Write a new comment instead.
not_now-own_comment = It is your own comment.
not_now-own_question = It is your own question. Somebody else has to do this.
not_now-question_elsewhere = The question is not at the point where this is done. It may be answered, hidden or not read yet.

flash-questions_asked = Thank you! The questions have been sent. A moderator reads them first.
flash-questions_follow_up = Thank you! The follow-up has been sent. A moderator reads it first.
flash-questions_same = Now it shows that more people have the same question.
flash-questions_same_off = Removed.
flash-questions_step = Done.

## With the moderator and on the desk
questions-to-read = { $count ->
    [one] { $count } question waits to be read
   *[other] { $count } questions wait to be read
}

## Letters to whoever asked
mail-questions_publish-subject = What you asked is published
mail-questions_publish-body =
    { $hello }

    What you asked under “{ $heading }” has been read, and now everybody can see it. An answer is promised by { $text }.

    { $link }

    Regards
    Nära in { $place }
    { $url }
questions-told-answer = Answer:
questions-told-part = An answer to a part of the question:
questions-told-correct = Corrected answer:
questions-told-fact = Correction by the municipality beside what you wrote:
questions-stop-title = Stop getting letters
questions-stop-lead = This is about letters with answers to these questions. You have said that they are yours, too.
questions-stop-button = Stop letters about these questions
questions-stop-done = You get no more letters about these questions
questions-stop-kept = That the question is yours, too, counts as before.
mail-questions_told-subject = { $answers ->
    [0] News about what you asked
    [one] A question of yours has an answer
   *[other] { $answers } answers to what you asked
}
mail-questions_told-body =
    { $hello }

    This is what happened to what you asked under “{ $heading }”. An answer is not a decision.

    { $news }

    { $link }

    Regards
    Nära in { $place }
    { $url }
mail-questions_told_others-subject = { $answers ->
    [one] An answer to a question that is yours, too
   *[other] { $answers } answers to questions that are yours, too
}
mail-questions_told_others-body =
    { $hello }

    You have said that it is your question, too. Now there are answers under “{ $heading }”. An answer is not a decision.

    { $news }

    { $link }

    No more letters about these questions? Stop getting them: { $stop }

    Regards
    Nära in { $place }
    { $url }

questions-latest = Answers to questions
questions-feed = Follow the answers without an account, in a program that reads feeds:
feed-questions = Nära { $place }: answers to questions
questions-desk = { $count ->
    [one] 1 question to the municipality waits for an answer
   *[other] { $count } questions to the municipality wait for an answer
}
questions-desk-days = { $days ->
    [0] The next answer is promised today.
    [one] The next answer is promised { $date }, in 1 day.
   *[other] The next answer is promised { $date }, in { $days } days.
}
questions-desk-late = { $count ->
    [one] 1 answer is late. It was to come { $date }, { $days } days ago.
   *[other] The answers under { $count } headings are late. The oldest was to come { $date }, { $days } days ago.
}

## Searching
questions-search = Search questions and answers
questions-found-title = “{ $text }” among the questions
questions-found = { $count ->
    [one] { $count } match for “{ $text }” among questions and answers
   *[other] { $count } matches for “{ $text }” among questions and answers
}
questions-found-none = No question and no answer has the words “{ $text }”.
questions-found-beside = Questions to the municipality
questions-found-all = { $count ->
    [one] Show { $count } that has the words
   *[other] Show all { $count } that have the words
}
questions-newest = New questions to the municipality

## Following
questions-follow = Follow these questions
questions-follow-stop = Stop following these questions
questions-follow-means = You are told when a question is answered, or an answer is corrected. Only you see what you follow.
