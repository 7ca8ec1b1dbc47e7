## Hearing what happens
follow-title = Hear what happens
follow-not = Hear about every step of the proposal. You do not have to support it.
follow-start = Follow
follow-on = You follow it and hear about every step.
follow-stop = Stop following
follow-supports = You support it, so you are told when it is answered and decided, when it is reported how it is going, and if it is delayed. Those who follow it hear about every step.
follow-stop-letters = Stop getting letters
follow-stopped = You support it, but chose not to get letters about it.
follow-opposes = You voted against it, so you are told when it is answered and decided, when it is reported how it is going, and if it is delayed. Those who follow it hear about every step.
follow-opposes-stopped = You voted against it, but chose not to get letters about it.
follow-resume = Get letters again
follow-no-address = We have no e-mail address for you. What happens is in your list.
follow-all-stopped = You have switched off all letters about proposals.
follow-to-letters = See your choices
follow-choose = Choose how often you get letters
flash-following = You follow it and hear about every step.
flash-unfollowed = You get no more letters about it.

## /konto/aviseringar
account-followed = You follow
account-followed-count = { $count ->
    [0] no proposals
    [one] { $count } proposal
   *[other] { $count } proposals
}
account-letters-link = Notifications
choices-title = Notifications
choices-lead = Choose here how often you get letters about what happens. All of it is in your list, too:
choices-paces = How often do you want letters?
choices-paces-lead = Collected letters come at 7 in the morning, the weekly one on Mondays. If nothing happened there is no letter. What you have read in the list already is left out.
choices-answers = Answers and decisions
choices-answers-hint = On proposals you support, voted against or follow, on questions you follow, and from committees and people you follow.
choices-steps = Every step
choices-steps-hint = Of proposals you follow: meetings, referrals, what elected representatives say.
choices-replies = Comments to you
choices-replies-hint = On your own proposals, and replies to what you wrote, also under questions to the municipality. Where talk goes on below a reply, both whoever wrote it and whoever is answered are told.
choices-new = New proposals
choices-new-hint = In topics and areas you follow.
pace-at_once = At once
pace-daily = Once a day
pace-weekly = Once a week
pace-never = Never
choices-save = Save
choices-always = This always comes
choices-always-own = About proposals you put forward yourself: the receipt, questions to you, the answer and the decision. The municipality has to tell you.
choices-always-account = About your account: codes, passwords and sign-ins.
choices-always-work = About duties and cases, for those who have such in the municipality.
flash-paces_saved = Your choices are saved.
letters-on = Every letter has a link to stop such letters. Here you can switch off all letters about proposals at once. What always comes still comes.
letters-stop-all = Switch off all letters about proposals
letters-stopped-title = The letters are switched off
letters-stopped = You get no letters about proposals you support or follow. Letters about proposals you put forward yourself still come, and letters about your account. What happens is in your list.
letters-begin = Get letters again
letters-no-address-title = We have no e-mail address for you
letters-no-address = So no letters come. What happens is in your list.
letters-followed = Proposals you follow
letters-supported = Only you see this list. Proposals you support are on a page of their own:
letters-empty-title = You follow no proposal yet
letters-empty = Below the support on a proposal’s page is the button Follow. You then hear what happens without having to support it.
letters-one-stopped = The letters are switched off
letters-about = ({ $title })
flash-letters_stopped = You get no more letters about proposals.
flash-letters_again = You get letters about proposals again.

## Topics, areas, committees and people
watch-title = Topics, areas, committees, people and questions
watch-lead = Only you see what you follow. The button is on the lists, once you have chosen a topic, an area, a committee or a person, and on the page of questions to the municipality:
watch-none = You follow none of these yet.
watch-kind-topic = Topic
watch-kind-district = Area
watch-kind-body = Committee
watch-kind-person = Person with a duty in the municipality
watch-kind-question = Questions to the municipality
watch-question = Questions to the municipality
watch-start = Follow { $name }
watch-stop = Stop following { $name }
flash-watching = You follow it now. How often you get letters is chosen under Notifications.
flash-unwatched = You follow it no longer.

## /konto/handelser
happened-title = What has happened
happened-lead = What has happened to what you put forward, support or follow, and replies to you. Only you see the list. What is older than { $days } days is removed.
happened-choose = Choose how often you get letters
happened-read-all = Mark all as read
happened-new = New
happened-empty-title = Nothing has happened yet
happened-empty = Support or follow a proposal, and you see here what happens to it.
flash-all_read = All are marked as read.
account-unread = { $count ->
    [0] nothing new
    [100] at least 100 new
    [one] 1 new
   *[other] { $count } new
}
account-unread-link = See what has happened
nav-news = { $count ->
    [100] At least 100 new events
    [one] 1 new event
   *[other] { $count } new events
}
news-line-by = { $line } ({ $who })
news-reply = A reply to a comment
news-comment = New comment
news-published-proposal = New proposal
news-published-idea = New idea
news-published-problem = New problem
news-question-answer = { $which } has been answered
news-question-part = { $which } has been answered in part
news-question-correct = { $which }: the answer was corrected
held-news = What you have been told
held-news-why = So that the list of what has happened shows what is new, and you are not told the same thing twice.

## Letters that collect
mail-collected-one-subject = What has happened: { $title }
mail-collected-both-subject = { $count ->
    [one] What has happened to { $count } thing you follow
   *[other] What has happened to { $count } things you follow
}
mail-collected-subject = { $count ->
    [one] What has happened to { $count } proposal
   *[other] What has happened to { $count } proposals
}
mail-collected-line = { $date }: { $line }
mail-collected-comment = Read the comment: { $link }
mail-collected-read = Read more: { $link }
mail-collected-more = { $count ->
    [one] And { $count } more.
   *[other] And { $count } more.
}
mail-collected-body =
    { $hello }

    This has happened.

    { $news }

    { $more }

    All of it is in your list: { $list }
    Choose how often you get letters: { $choose }

    Kind regards
    Nära in { $place }
    { $url }
mail-stop-collected = No more collected letters? Stop getting them: { $link }

## /avsluta
mail-stop-line = No more letters about this proposal? Stop getting them: { $link }
stop-title = Stop getting letters
stop-about = This is about letters on the proposal “{ $title }”.
stop-about-hidden = This is about letters on a proposal that is not public any more.
stop-about-collected = This is about letters that collect what has happened.
stop-collected = Stop collected letters
stop-done-collected-title = You get no more collected letters
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
held-follow-why = So that you hear what happens, as often as you chose, and get no letters if you said no to them. Nobody else sees what you follow.

## Feeds
feed-list = Nära { $place }: proposals
feed-answers = Nära { $place }: { $what }
feed-case = { $title } – Nära
feed-link = Feed (Atom)
feed-instead = To follow without an account, in a program that reads feeds?
feed-list-instead = Follow the list without an account, in a program that reads feeds:
