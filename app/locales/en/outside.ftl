## Guest answers: questions to bodies outside the municipality, and what they answer
office-outside = Ask somebody outside the municipality
outside-title = Ask somebody outside the municipality
outside-lead = The transport administration, the region or a company may know what the municipality does not. They answer by a link, without an account.
outside-asked-title = What has been asked
outside-ask-title = Ask a question
outside-submit = Send the question
outside-then-public = Everybody sees in the case that the question was asked, whom, and by when. The e-mail address is never shown.
outside-then-letter = The organisation gets a letter with a link. It works until { $days } days after the last day to answer.
outside-then-you = The answer is not shown until you or a colleague publishes it. It lies here, in the case, and under Work.
outside-not-now-title = Nobody can be asked now
outside-not-now = Questions can be asked while the proposal is with the municipality, from when it is registered until it is decided.
outside-answer-by = Answer by { $date }
outside-asked-by = Asked by { $who }
outside-asked-by-you = You asked
outside-state-asked = Waiting for an answer
outside-state-expired = No answer in time
outside-state-arrived = An answer has come
outside-state-published = Published
outside-state-withdrawn = Withdrawn
outside-arrived = An answer from { $organisation } has come
outside-open = Read and publish
outside-desk-title = Answers that have come from outside
outside-came = Came { $when }. This is how it will look:
outside-publish-help = The text is published exactly as it is. Those who put the case forward, support it ({ $count }) or follow it get a letter.
outside-publish = Publish the answer
outside-back-title = Send it back
outside-back-help = Where the answer holds opinions, promises or personal data, or does not answer the question. { $organisation } gets a letter with the reason and a new link.
outside-back = Send back
outside-sent-back = Sent back, for this reason:
outside-too-late = The case is closed. The answer cannot be published.
outside-link-until = The link works until { $date }.
outside-link-over = The link does not work any more. Ask again if you still need the answer.
outside-withdraw-title = Withdraw the question
outside-withdraw = Withdraw the question
outside-moved = A colleague, or whom you asked, was quicker. Read what stands now.
outside-correct-title = The municipality does not correct this
outside-correct = Nobody here changes what somebody outside has signed, or what they were asked. If something is wrong, ask again: the new answer becomes an entry of its own.

outside-label = Answer from { $organisation } – not a decision
outside-label-question = Question to { $organisation }
outside-label-withdrawal = The question to { $organisation } is withdrawn
outside-published-by = Published unchanged by { $who }, { $municipality }
act-outside_question = Question to somebody outside the municipality
act-guest_answer = Answer from outside – not a decision
act-guest_answer-means = A state authority, the region or a company answers about facts in its own area. The municipality shows the answer unchanged and does not vouch for it.
act-outside_withdrawal = Question withdrawn
answers-only-guest_answer = Answers from outside
timeline-outside_question = Question asked of { $organisation }
timeline-guest_answer = Answer from { $organisation }
timeline-outside_withdrawal = The question to { $organisation } withdrawn

field-email = E-mail address for the letter
field-email-hint = Rather the organisation’s own address than a person’s. It is never shown.
field-outside_question-organisation = Whom do you ask?
field-outside_question-organisation-hint = The organisation’s name, as everybody sees it. For instance: Trafikverket.
field-outside_question-text = The question
field-outside_question-text-hint = Ask about facts in their own area. Everybody can read the question, so write nothing personal.
field-outside_question-answer_by = Answer by
field-outside_question-answer_by-hint = Half a year ahead at most.
field-guest_answer-text = Your answer
field-guest_answer-text-hint = Facts in your own area, in plain words.
field-guest_answer-signed_name = Your name
field-guest_answer-signed_name-hint = The name is shown with the answer.
field-guest_answer-signed_title = Your title
field-guest_answer-signed_title-hint = For instance: investigator, roads and traffic.
field-guest_answer-source_url = Link to the source
field-guest_answer-source_url-hint = A page or a report that has the facts.
field-signed_name = Name
field-signed_title = Title
field-outside_withdrawal-reason = Why?
field-outside_withdrawal-reason-hint = The reason is shown to everybody and sent to those you asked.
field-outside_back-reason = What has to be changed?
field-outside_back-reason-hint = Only those who answered can read it.
problem-too_many_asked = { $max } questions of this case are waiting for an answer already. Withdraw one, or publish what has come.

guest-title = { $municipality } asks you
guest-lead = The question is for { $organisation }. Answer by { $date }.
guest-question = The question
guest-case = Read the proposal
guest-case-link = To the page of the case
guest-answer-title = Answer
guest-rule-facts = Write facts within your own area: what applies, what is planned, what something costs.
guest-rule-opinion = No opinions about the proposal, and no promises of how it will go.
guest-rule-personal = Nothing about individual people. Everybody can read the answer.
guest-rule-unchanged = The municipality publishes the answer unchanged, or sends it back with a reason.
guest-signature = Your name, your title
guest-submit = Send the answer
guest-back-title = The answer came back
guest-back-help = What you wrote is still here below. Change it and send it again.
guest-thanks-title = Thank you, the answer has arrived
guest-thanks-lead = The municipality reads it and publishes it unchanged in the case. If something has to be changed you get another letter.
guest-published-title = The answer is published
guest-published-lead = Everybody can now read it in the case.
guest-gone-title = The question no longer applies
guest-gone = The municipality has withdrawn the question, or the case is closed. You need not answer.
guest-link_used = An answer has already come this way. If you have a newer letter, use the link in it.
guest-broken = Open the link in the letter again. If it still does not work, reply to whoever asked, at { $municipality }, who can send another.
guest-typed = What you wrote

flash-outside_asked = The question is sent.
flash-outside_withdrawn = The question is withdrawn.
flash-guest_answered = The answer is sent.
flash-guest_published = The answer is published.
flash-guest_sent_back = The answer is sent back. Nothing is published.
log-what-guest_answer_returned = Sent an answer from outside back
deed-guest_answer_returned = { $who } sent an answer from outside back in case number { $whom }.

mail-outside-subject = A question from the municipality: { $title }
mail-outside-body =
    Hello!

    { $who } at { $municipality } works on the residents’ proposal “{ $title }” and asks { $organisation }:

    { $text }

    Answer by { $date }: { $link }

    You need no account. The link is for you alone and works until { $days } days after that day. The answer is published in the case, with the name and title of who answers.

    Regards
    Nära in { $place }
    { $url }
mail-outside-back-subject = Your answer has to be changed: { $title }
mail-outside-back-body =
    Hello!

    { $who } at { $municipality } has read your answer about “{ $title }” and cannot publish it as it is:

    { $text }

    What you wrote is still there. Change it and send it again by a new link, which works until { $date }: { $link }

    Regards
    Nära in { $place }
    { $url }
mail-outside-withdrawn-subject = The question is withdrawn: { $title }
mail-outside-withdrawn-body =
    Hello!

    { $municipality } has withdrawn the question about “{ $title }”. You need not answer.

    { $text }

    Regards
    Nära in { $place }
    { $url }
mail-guest-subject = New answer: { $title }
mail-guest-body =
    Hello!

    { $organisation } has answered a question from the municipality about “{ $title }”. The answer is not a decision:

    { $text }

    Read the whole answer: { $link }

    You get this letter because you put forward, support or follow the proposal.

    Regards
    Nära in { $place }
    { $url }
