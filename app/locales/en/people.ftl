role-resident = Resident
role-youth = Young person
role-supervisor = Supervisor
role-official = Official
role-elected = Elected representative
role-secretary = Secretary
role-moderator = Moderator
role-administrator = Administrator

stance-for = For
stance-against = Against
stance-question = Question
stance-neutral = Comment

level-n0 = reader without an account
level-s = group code
level-n1 = confirmed e-mail address
level-n2 = e-identification
level-n3 = e-identification and registered residence here
level-k = identity shown at the contact centre
level-t = official sign-in
level-p = registered elected representative

act-official_answer = Answer from the department – not a decision
act-elected_opinion = View of an elected representative
act-decision = Decision
act-transition = Event
act-idea_move = Answer to the idea
act-question = Question to the proposer
act-question_answer = Answer from the proposer
act-delay = Delay
act-minutes = Minutes
act-appeal = Appeal
act-note = Note
act-corrected = Corrected. This is what it said before.
act-official_answer-means = Officials answer about facts, costs and how things are done. They do not take sides.
act-elected_opinion-means = The elected speak for themselves and their party, not for the municipality.
act-decision-means = This is what the politicians decided together, at a meeting.
