## The name others see
nameless = A resident
name-lead = You decide how much of your name others see. It applies to what you write from now on. Proposals you have handed in already keep the name they were handed in under.
name-given = Given name
name-family = Family name
name-alias = Alias
name-alias-hint = A name you make up, such as “Ekbackenbo”. At most { $max } characters.
name-form = What others see
name-form-full = My whole name
name-form-full-hint = Given name and family name.
name-form-first = My given name only
name-form-first-hint = The given name.
name-form-alias = An alias
name-form-alias-hint = What you make up.
name-form-nameless = No name
name-posts-too = Change the name beside posts I have written already too
name-posts-too-hint = Think first if you change from an alias to your real name: then everybody sees who wrote them.
wizard-label-name_form = Name shown
wizard-name-hint = The choice is for this proposal only.
wizard-name-more = Change what you are called
wizard-name-needed-title = More of your name is needed here
wizard-name-needed = The municipality takes up citizens’ proposals only where the name is shown. Fill it in on the page about your name. The draft stays among your drafts.
problem-more_of_your_name = The municipality takes up citizens’ proposals only where more of the name is shown.
problem-reserved_name = Only the municipality can be called that. Choose another name.
case-by-proposal-nameless = Citizens’ proposal by a resident
case-by-idea-nameless = Idea by a resident
case-by-problem-nameless = Problem described by a resident
flash-setting_saved = Saved.

## Letters
mail-hello = Hello!
mail-hello-name = Hello { $name }!
mail-name-subject = Your name is to be shown again
mail-name-body =
    Hello!

    Somebody has asked for the name of your account to be shown again, from { $date } on. It applies to what you write after that.

    Was it you? Then you need not do anything.

    Was it not you? Sign in and take it back. Change your password too:
    { $link }

    Regards
    Nära in { $place }
    { $url }

## Protected personal data
protection-title = Protected personal data
protection-link = Is your personal data protected?
protection-lead = For you who must not be found, for instance because somebody threatens you. We then never show who you are or where you live.
protection-set = My personal data is protected
protection-on-title = Your data is protected
protection-on = Your name and your part of the municipality are shown nowhere.
protection-register = The protection comes from the population register. It holds for as long as it holds there.
protection-ending-title = The protection ends soon
protection-ending = The protection holds until the day before { $date }. What you write after that has your name again. What you wrote before stays without a name.
protection-keep = Keep the protection
protection-end = My personal data is no longer protected
protection-end-help = The protection goes on for { $days } more days, so that nobody else can take it away while you are not looking. You get a letter and can change your mind. What you have written so far stays without a name.
protection-end-submit = Take the protection away
protection-duty = You hold a duty in the municipality, and your name stands there. This account cannot be protected. Talk to whoever gave you the duty.
protection-does-title = What happens
protection-does-name = “A resident” stands in place of your name. So it does for others who do not want to show a name.
protection-does-before = The name is also taken off what you have written before.
protection-does-place = The part of the municipality is taken off your proposals. They cannot be found by choosing a part.
protection-does-silent = Nobody can see that you are protected. Whoever keeps the municipality’s diary is told of your very proposal, but does not see who you are.
protection-not-title = What you need to think of
protection-not-text = We do not change your texts. Write nothing in them that shows who you are or where you live.
protection-not-archive = Your name stays in the municipality’s archive if it has stood anywhere. Whoever asks for a document gets it only if the municipality has examined that it may be given.
protection-not-seen = What somebody has read or kept already we cannot take back.
protection-not-mail = The municipality reaches you through the site: questions about your proposal come on its page and in letters to your e-mail address.

## What one supports
account-supported-link = Show
supported-title = What you support
supported-lead = Only you see this list. Others see how many support a proposal, never who.
supported-empty-title = You support nothing yet
supported-empty = When you support a proposal it is here.
supported-find = Read the proposals
