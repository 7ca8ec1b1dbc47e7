## All answers
answers-title = Answers
answers-lead = Everything the municipality has answered, newest first.
answers-title-of = { $what }: { $who }
answers-only-official_answer = Answers from the departments
answers-only-elected_opinion = Opinions of elected representatives
answers-only-decision = Decisions
answers-filter = Choose answers
answers-kind = Kind of answer
answers-all-kinds = All kinds
answers-body = Who decided
answers-all-bodies = All
answers-by = By one person
answers-by-all = By everybody
answers-none-title = No such answers
answers-none = Remove one of the filters to see more.
answers-kinds = Three kinds of answer – who is speaking?
answers-empty-title = No answers yet
answers-empty = When the municipality has answered a proposal, it stands here.

## Answer as the department
answers-answer-title = Answer the proposal
answers-answer-lead = Facts, costs and what happens now. Take no side, and promise nothing that the politicians decide.
answers-answer-submit = Publish the answer

## Write as an elected representative
answers-opinion-title = Write your opinion
answers-opinion-lead = You write under your name, your party and your assignment. You do not speak for the municipality.
answers-opinion-submit = Publish the opinion

## Shared by the forms
answers-preview = How it is marked on the page
answers-shown-as = It is shown as
answers-then = What happens when you send
answers-seen-at-once = Everybody sees it at once, also on pages that are already open.
answers-seen-from-now = The case becomes public: everybody sees it at once.
answers-seen-no-more = Everybody no longer sees the case. Only the proposer, the secretariat and moderators do, until it comes back.
answers-seen-not-yet = The case is not published. Only the proposer, the secretariat and moderators see it.
answers-told-all = { $count ->
    [0] The proposer and those who follow the proposal get a letter.
    [one] The proposer, the person who supports the proposal and those who follow it get a letter.
   *[other] The proposer, the { $count } who support the proposal and those who follow it get a letter.
}
answers-told-followers = The proposer and those who follow the proposal get a letter.
answers-told-others = Those who support or follow the proposal get a letter.
answers-told-proposer = The proposer gets a letter.
answers-told-nobody = No letter is sent.
answers-cancel = Cancel
answers-only-for = Filled in if you chose { $answers }.
answers-quoted = “{ $text }”

## Move the case
answers-steps-title = Next step
answers-other-step = Choose another step
answers-other-verdict = Choose another answer
answers-others = Other steps from here, and why they cannot be taken
answers-step-proposer = Whoever put the proposal forward does this.
answers-step-system = It happens by itself.
answers-step-role = Recorded by: { $roles }.
answers-none-idea = An idea has no steps. Answer it instead.
answers-none-problem = A problem has no steps and no answer. Whoever described it can make a proposal of it.
answers-none-ended = The case is over. The only step that can follow is archiving it.
answers-none-others = The next step is somebody else's, or it is not time yet. See below.
answers-moved-title = The case is not where it was
answers-moved = Somebody else recorded a step while you were writing. What you wrote is still here below, but it cannot be sent.
answers-moved-theirs = This was recorded while you were writing
answers-moved-link = See what can be done now

## What two people have to stand behind: a dismissal
answers-two-first-title = Two people stand behind a dismissal
answers-two-first = You prepare it, a colleague reads and confirms. Only then is it published.
answers-two-first-submit = Hand over to a colleague
answers-two-waits-title = You prepared a dismissal on { $when }
answers-two-waits = It waits for a colleague to read and confirm it. Until then you can change it or take it back.
answers-two-waits-submit = Hand the change over to a colleague
answers-two-waits-link = Change it or take it back
answers-two-second-title = { $who } prepared a dismissal on { $when }
answers-two-second = Read it through. If it is right, confirm it as it is. If you change anything it is not published: then you are the one who prepared it, and a colleague reads it.
answers-two-second-changed = If you have changed anything, nothing is published. Then a colleague reads it first.
answers-two-second-submit = Confirm and publish
answers-two-second-link = Read and confirm
answers-two-not-yet = Nothing is published and no letter is sent before a second person has read and confirmed it.
answers-two-found = Your colleague finds it on the page of the case and under “Waiting to be read” in the menu.
answers-two-discard-title = No dismissal after all?
answers-two-discard-help = Then remove what is prepared. The case stays where it is.
answers-two-discard = Remove the preparation
answers-both = { $who } changed it while you were writing. What you wrote is still in the fields. Above a field is what { $who } wrote, where it differs. Read both, change what you want and send it again.
answers-both-mine = You changed it in another window. What you wrote here is still in the fields. Above a field is the other text, where it differs. Read both, change what you want and send it again.
answers-both-gone = A colleague removed the preparation while you were writing. What you wrote is still in the fields. If you send it again, you are the one who prepares it.
answers-notes-title = Write something in the case without moving it
answers-next-number = Empty: the next number of the pattern. Write only where the case has one already, for example { $example }.
answers-note-question = Ask the proposer
answers-note-question-help = Everybody reads the question, and the answer unless it is personal. The case stays where it is, and the clock goes on.
answers-note-delay = Tell that it is delayed
answers-note-delay-help = Why, what has been done, and when the decision is expected now.
answers-note-minutes = Add the minutes
answers-note-minutes-help = When they were verified and posted. The time for appeals is counted from then.
answers-note-appeal = Note that it has been appealed
answers-note-appeal-help = The court’s case number and the day. Write once more when the court has decided.
answers-note-note = Write a note
answers-note-note-help = Something that should stand in the case but does not move it.

## Answer an idea
answers-idea-title = Answer the idea
answers-idea-lead = Choose one of six answers. Each says who is responsible or what would help.
answers-idea-none = The idea is answered already, or the answer belongs to another role.
answers-idea-done-help = The day it was done and what it really cost.
answers-idea-submit = Publish the answer

## Correct
answers-correct-title = Correct an entry
answers-correct-lead = { $what }, { $when }. Written by { $who }.
answers-correct-how = Change what is wrong and leave the rest. The old entry stays on the page, marked as corrected.
answers-correct-submit = Publish the correction
answers-correct-already = This has been corrected already.
answers-correct-newer = Correct the correction
