## Hearing what happens
follow-title = Hear what happens
follow-not = Get a letter about every step of the proposal. You do not have to support it.
follow-start = Follow
follow-on = You get a letter about every step.
follow-stop = Stop following
follow-supports = You support it, so you get a letter when it is answered and decided, when it is reported how it is going, and if it is delayed. Those who follow it get a letter about every step.
follow-stop-letters = Stop getting letters
follow-stopped = You support it, but chose not to get letters about it.
follow-opposes = You voted against it, so you get a letter when it is answered and decided, when it is reported how it is going, and if it is delayed. Those who follow it get a letter about every step.
follow-opposes-stopped = You voted against it, but chose not to get letters about it.
follow-resume = Get letters again
follow-no-address = You follow it, but we have no e-mail address to write to.
follow-all-stopped = You have switched off all letters about proposals.
follow-to-letters = See your choices
flash-following = You get a letter about every step.
flash-unfollowed = You get no more letters about it.

## /konto/brev
account-followed = You follow
account-followed-count = { $count ->
    [0] no proposals
    [one] { $count } proposal
   *[other] { $count } proposals
}
account-letters-link = Letters about proposals
letters-title = Letters about proposals
letters-lead = You get a letter when something happens to proposals you support or follow: when they are answered, decided and done.
letters-on = Every letter has a link to stop letters about that one proposal. Here you can switch off all of them at once. Letters about proposals you put forward yourself still come, and letters about your account.
letters-stop-all = Switch off all letters about proposals
letters-stopped-title = The letters are switched off
letters-stopped = You get no letters about proposals you support or follow. Letters about proposals you put forward yourself still come, and letters about your account.
letters-begin = Get letters again
letters-no-address-title = We have no e-mail address for you
letters-no-address = So no letters come. You find what you follow below.
letters-followed = What you follow
letters-supported = Only you see this list. Proposals you support are on a page of their own:
letters-empty-title = You follow nothing yet
letters-empty = Below the support on a proposal’s page is the button Follow. You then hear what happens without having to support it.
letters-one-stopped = The letters are switched off
letters-about = ({ $title })
flash-letters_stopped = You get no more letters about proposals.
flash-letters_again = You get letters about proposals again.

## /avsluta
mail-stop-line = No more letters about this proposal? Stop getting them: { $link }
stop-title = Stop getting letters
stop-about = This is about letters on the proposal “{ $title }”.
stop-about-hidden = This is about letters on a proposal that is not public any more.
stop-support = Your support stays and counts as before.
stop-opposition = Your vote against it stays and counts as before.
stop-this = Stop letters about this proposal
stop-all = Switch off all letters about proposals
stop-done-title = You get no more letters about the proposal
stop-done-all-title = You get no more letters about proposals
stop-done-all = That is about all proposals you support or follow.
stop-again = Changed your mind? Sign in and choose on
stop-others = Letters about your account, and about proposals you put forward yourself, still come.
stop-to-proposal = Read the proposal
held-follow = What you follow
held-follow-why = So that you get letters about it, and none if you said no to them. Nobody else sees what you follow.

## Feeds
feed-list = Nära { $place }: proposals
feed-answers = Nära { $place }: { $what }
feed-case = { $title } – Nära
feed-link = Feed (Atom)
feed-instead = To follow without an account, in a program that reads feeds?
feed-list-instead = Follow the list without an account, in a program that reads feeds:
