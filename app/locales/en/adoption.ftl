### An idea becomes a proposal: the question, the answer, the letters, and what the two pages say.

not_now-own_idea = This is your own idea. If you want it to become a proposal you need to ask nobody.
not_now-idea_taken = Somebody else has been given a yes to hand in this idea as a proposal.
not_now-nobody_answers = Whoever wrote this idea cannot be asked any more. You are welcome to write a proposal of your own about it.
not_now-adoption_declined = Whoever wrote the idea has said no.
not_now-adoption_over = This is no longer possible. The question is settled or taken back, or whoever wrote the idea has changed their mind. Go to the idea’s page to see how it stands.

## The pages of the idea and of the proposal
adoption-became-title = Became a proposal
adoption-became = The idea became the proposal
adoption-builds-title = Builds on an idea
adoption-builds = The proposal builds on the idea
adoption-builds-then = Whoever wrote the idea has said yes. Once you have handed this in, both pages lead to each other.
adoption-became-by = handed in by { $name }
adoption-builds-by = by { $name }
adoption-asked-title = { $count ->
    [one] One person wants to hand in the idea as a proposal
   *[other] { $count } people want to hand in the idea as a proposal
}
adoption-asked-answer = Read and answer
adoption-asked-supervisor = Whoever leads your group reads the question and answers. Tell your leader what you think.
adoption-mine-asked = You have asked to hand in this idea
adoption-mine-agreed = You may hand in this idea as a proposal
adoption-mine-declined = You may not hand in this idea
adoption-mine-look = See your question
adoption-offer-title = Do you want to hand in this idea as a proposal?
adoption-offer = A proposal can go to the elected for a decision. You hand it in in your own name, if whoever wrote the idea says yes.
adoption-offer-link = Ask whoever wrote the idea
adoption-questions = { $count ->
    [one] Somebody wants to hand in an idea as a proposal. Answer here:
   *[other] Some people want to hand in ideas as proposals. Answer here:
}

## The page
adoption-title = Hand in the idea as a proposal
adoption-title-answer = May the idea become a proposal?
adoption-lead = An idea becomes a proposal when somebody hands it in in their own name. Whoever wrote the idea has to say yes first.
adoption-means = How it works
adoption-means-author = Whoever wrote the idea sees who asks, and says yes or no. A no is shown only to the one who asked.
adoption-means-supervisor = The idea was written in a group with a leader. The leader sees who asks and why, talks to whoever wrote the idea, and answers. A no is shown only to the one who asked.
adoption-means-write = After a yes, the idea’s text is in a new proposal. Whoever hands it in can change it.
adoption-means-names = The proposal shows the name of whoever hands it in. The idea keeps the name that stands there today.
adoption-means-linked = Once the proposal is handed in, both pages lead to each other. The idea stays, and can be answered by itself.
adoption-why = Why do you want to hand in the idea?
adoption-why-hint = Write to whoever had the idea. At most { $max } characters.
adoption-ask = Ask
adoption-mine-asked-then = You will see the answer here, and get a letter if you have an e-mail address. You asked on
adoption-mine-agreed-then = Write it and hand it in. Until then, whoever wrote the idea can change their mind. You asked on
adoption-mine-declined-then = That is for whoever wrote the idea to decide. You can write a proposal of your own about it. You asked on
adoption-said-you = You wrote
adoption-said-back = The answer
adoption-said-why = Why
adoption-said-answer = The answer
adoption-take-back = Take the question back
adoption-let-go = I will not hand it in
adoption-begin = Start writing
adoption-go-on = Go on writing
adoption-none = Nobody is asking now.
adoption-ask-them-first = Ask { $name } before you answer. The idea is theirs.
adoption-nameless = Somebody who shows no name
adoption-request = { $name } wants to hand in the idea
adoption-answer = May the idea become a proposal?
adoption-answer-yes = Yes
adoption-answer-no = No
adoption-word = Anything you want to say to the one who asks?
adoption-word-hint = Write nothing that shows who a young person is. At most { $max } characters.
adoption-answer-send = Answer
adoption-said-yes = The answer is yes. Until the proposal is handed in it can be changed.
adoption-say-no = Say no instead
adoption-said-no = The answer is no.
adoption-handed-in = The proposal is handed in.
adoption-other-first = Somebody else was given a yes.

flash-adoption_asked = Your question has been sent.
flash-adoption_taken_back = The question is taken back.
flash-adoption_agreed = The answer is yes. Whoever asked is told.
flash-adoption_declined = The answer is no. Whoever asked is told.
log-what-adoption_answered = Answered whether an idea may become a proposal
deed-adoption_answered = { $who } answered whether an idea in the group { $group } may become a proposal.

## Letters
mail-adoption_asked-subject = May your idea become a proposal? { $title }
mail-adoption_asked-body =
    { $hello }

    { $name } wants to hand in your idea “{ $title }” as a proposal. That happens only if you say yes.

    { $why }

    Your idea stays, with the name that stands there today. The proposal says who hands it in, and that it builds on your idea.

    Read and answer: { $link }

    Kind regards
    Nära in { $place }
    { $url }
mail-adoption_agreed-subject = You may hand in the idea: { $title }
mail-adoption_agreed-body =
    { $hello }

    You asked to hand in the idea “{ $title }” as a proposal. The answer is yes.

    { $word }

    Start writing here: { $link }

    Kind regards
    Nära in { $place }
    { $url }
mail-adoption_declined-subject = You may not hand in the idea: { $title }
mail-adoption_declined-body =
    { $hello }

    You asked to hand in the idea “{ $title }” as a proposal. The answer is no.

    { $word }

    You can write a proposal of your own about it. The idea is here: { $link }

    Kind regards
    Nära in { $place }
    { $url }
adoption-no_words = Whoever wrote the idea is young and answers themselves. They see your name, and nothing you write.

## A problem becomes a proposal
problem-became-title = Became a resident proposal
problem-became = The problem became the resident proposal
problem-became-by = handed in by { $name }
problem-builds-title = Builds on a problem
problem-builds = The proposal builds on the problem
problem-builds-by = that { $name } described
problem-builds-then = When you have handed it in, the two pages lead to each other, and those who told how it concerns them are named here.
problem-told = Those who told how it concerns them: { $names }.
problem-told-others = { $count ->
    [one] one more
   *[other] { $count } more
}
problem-told-only-others = { $count ->
    [one] one person without a name
   *[other] { $count } people without a name
}
problem-turn-title = Make a proposal of the problem
problem-turn-lead = Read what others have written, and then write what the municipality should do. You can do that until { $date }.
problem-turn-nobody = Nobody has added anything yet. You can share the page and wait, or make a proposal now. You can do that until { $date }.
problem-turn-credit = You begin with your words from here and can change them. The proposal names those who contributed.
problem-turn = Write the proposal
