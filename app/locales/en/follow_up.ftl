## Was it done? The question to those who wanted it, six and twelve months after the decision
follow_up-title = Was it done?
follow_up-municipality = The municipality
follow_up-wanted = Those who wanted it, { $months } months after the decision
follow_up-said =
    { $total } have replied: { $yes } yes, { $partly } partly and { $no } no.
follow_up-said-few = Fewer than five have replied so far. We do not show what, so that nobody's reply can be seen.
follow_up-question = What do you say, was it done?
follow_up-hint = You may reply because you put forward or supported the proposal. Nobody sees what you reply. You can change it until { $date }.
follow_up-reply-yes = Yes
follow_up-reply-partly = Partly
follow_up-reply-no = No
follow_up-send = Reply
follow_up-change = Change your reply
follow_up-line = Those who wanted it: { $yes } yes, { $partly } partly, { $no } no
flash-replied = Your reply is counted. Thank you!
not_now-replies_closed = The time to reply is over.
mail-follow_up-subject = Was it done? { $title }
mail-follow_up-body =
    Hello!

    Some time ago the municipality said yes to “{ $title }”. The municipality writes that it now stands like this: { $state }.

    What do you say, was it done? Reply here: { $link }

    It takes half a minute. Nobody sees what you reply, only how many say yes, partly and no. You can reply until { $date }.

    You get this letter because you put forward or supported the proposal.

    Kind regards
    Nära in { $place }
    { $url }
