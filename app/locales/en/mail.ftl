mail-confirm-subject = Confirm your e-mail address
mail-confirm-body =
    { $hello }

    Open this link and your account is ready:
    { $link }

    The link works once and for 24 hours.

    If it was not you who created the account, you need not do anything. Without the link there will be no account.

    Kind regards
    Nära in { $place }
    { $url }
mail-already-subject = You already have an account
mail-already-body =
    Hello!

    Somebody tried to create an account with this address. You already have one, so no new one was made.

    Was it you? Sign in here:
    { $link }

    If it was not you, you need not do anything.

    Kind regards
    Nära in { $place }
    { $url }
mail-reset-subject = Choose a new password
mail-reset-body =
    { $hello }

    Open this link and choose a new password:
    { $link }

    The link can be used once and is valid for ten minutes.

    If it was not you who asked for it, you need not do anything. Your password is as it was.

    Kind regards
    Nära in { $place }
    { $url }
mail-address-subject = Confirm your new e-mail address
mail-address-body =
    Hello!

    Somebody wants this address for their account. If it is you, open this link in a browser where you are signed in:
    { $link }

    The link can be used once and is valid for 24 hours.

    If it is not you, you need not do anything.

    Kind regards
    Nära in { $place }
    { $url }
mail-address-taken-body =
    Hello!

    Somebody tried to change the address of their account to this one. It has an account already, so nothing was changed.

    Was it you? Sign in to the account that has the address:
    { $link }

    If it was not you, you need not do anything.

    Kind regards
    Nära in { $place }
    { $url }
mail-address-changed-subject = Your account has another e-mail address
mail-address-changed-body =
    { $hello }

    Your account has another e-mail address now. Letters no longer come here.

    If it was not you, contact { $municipality } at once. { $contact }

    Kind regards
    Nära in { $place }
    { $url }
mail-code-subject = Your code to sign in
mail-code-body =
    Hello!

    Your code: { $code }

    Enter it on the page where you asked for it. It is valid for ten minutes, once, and only in that browser.

    Give it to nobody else. We never ask for it.

    If it was not you who asked for the code, you need not do anything. Nobody gets in without it.

    Kind regards
    Nära in { $place }
    { $url }
mail-password-subject = Your password has been changed
mail-password-body =
    { $hello }

    The password of your account has been changed. You are signed out elsewhere, and keys for programs have stopped working.

    If it was not you, choose a new password at once here:
    { $link }

    Kind regards
    Nära in { $place }
    { $url }
mail-receipt-number = Diary number: { $diary_number }
mail-registered-subject = Your proposal has a diary number: { $title }
mail-registered-body =
    { $hello }

    Your proposal “{ $title }” is now registered with the municipality.

    Diary number: { $diary_number }

    Give the number when you get in touch. Read how it is going:
    { $link }

    Kind regards
    Nära in { $place }
    { $url }
mail-receipt-subject = We have received your proposal: { $title }
mail-receipt-body =
    { $hello }

    Thank you. We received your proposal on { $date }.

    { $number }Read and share: { $link }

    What happens now:
    { $next }

    The proposal is a public document. That means that everybody has the right to read it.

    Kind regards
    Nära in { $place }
    { $url }
mail-threshold-subject = { $title } goes to the municipal council
mail-threshold-body =
    Hello!

    { $count ->
        [one] One person now supports
       *[other] { $count } people now support
    } the proposal “{ $title }”. The threshold is reached.

    It goes to the municipal council. The politicians must take it up, but they can answer yes, no or something in between.

    Follow what happens: { $link }

    You get this letter because you put forward, support or follow the proposal.

    Kind regards
    Nära in { $place }
    { $url }
mail-answer-subject = New answer: { $title }
mail-answer-body =
    Hello!

    { $who } has answered “{ $title }”:

    { $text }

    Read the whole answer: { $link }

    You get this letter because you put forward, support or follow the proposal.

    Kind regards
    Nära in { $place }
    { $url }
mail-decision-subject = Decision: { $title }
mail-decision-body =
    Hello!

    { $body } decided on “{ $title }” on { $date }, § { $paragraph }.

    The decision: { $outcome }
    { $meaning }

    Read the decision and the reasons: { $link }

    You get this letter because you put forward, support or follow the proposal.

    Kind regards
    Nära in { $place }
    { $url }
mail-missed-subject = { $title } got too few supporters
mail-missed-body =
    { $hello }

    The time is over. { $count ->
        [0] Nobody supported
        [one] One person supported
       *[other] { $count } people supported
    } your proposal “{ $title }”. The threshold is { $threshold }.

    It stays here: { $link }

    A member of the council may take it up as their own. You may also put forward a new one later.

    Kind regards
    Nära in { $place }
    { $url }
mail-completion-subject = We need to know one thing about your proposal
mail-completion-body =
    { $hello }

    To go on with “{ $title }” we need to know:

    { $missing }

    Answer by { $date }: { $link }

    You need not write the rest again.

    Kind regards
    Nära in { $place }
    { $url }
mail-report-subject = How it goes: { $title }
mail-report-body =
    Hello!

    “{ $title }” is going to be carried out. This is how it goes:

    { $text }

    Next time you will hear how it goes: { $date }.

    Read more: { $link }

    You get this letter because you put forward, support or follow the proposal.

    Kind regards
    Nära in { $place }
    { $url }
mail-done-subject = It is done: { $title }
mail-done-body =
    Hello!

    “{ $title }” has been carried out since { $date }.

    { $thanks }

    Read what it really cost: { $link }

    Thank you for taking part.

    Kind regards
    Nära in { $place }
    { $url }
mail-rejected-subject = Your proposal cannot be taken up: { $title }
mail-rejected-body =
    { $hello }

    Your proposal “{ $title }” cannot be taken up as a citizens’ proposal.

    The requirement that is not met: { $criterion }.

    This is how we have reasoned:
    { $reasons }

    Where you can turn instead:
    { $where }

    Read more: { $link }

    Kind regards
    Nära in { $place }
    { $url }
mail-rerouted-subject = We take care of your proposal in another way: { $title }
mail-rerouted-body =
    { $hello }

    We can take care of “{ $title }” faster in another way than as a citizens’ proposal.

    It is handled here: { $channel }
    Reference: { $reference }

    Read more: { $link }

    Kind regards
    Nära in { $place }
    { $url }
mail-question-subject = A question about your proposal: { $title }
mail-question-body =
    { $hello }

    { $who } is working on “{ $title }” and asks:

    { $text }

    Answer on the proposal’s page, by { $date }: { $link }

    Everybody can read the question, and the answer. If the answer is personal, tick the box that says so: then only the municipality’s case officers read it.

    Kind regards
    Nära in { $place }
    { $url }
mail-question_answer-subject = The question is answered: { $title }
mail-question_answer-body =
    Hello!

    Your question about “{ $title }” has an answer.

    Read the answer: { $link }

    Kind regards
    Nära in { $place }
    { $url }
mail-stopped-subject = It has been stopped: { $title }
mail-stopped-body =
    Hello!

    “{ $title }” was going to be carried out. Now it has been stopped.

    Decided by: { $who }

    Why:
    { $reason }

    Read more: { $link }

    You get this letter because you put forward, support or follow the proposal.

    Kind regards
    Nära in { $place }
    { $url }
mail-step-subject = { $state }: { $title }
mail-step-body =
    { $hello }

    News about “{ $title }”: { $state }.

    { $meaning }

    { $detail }

    { $speaks }

    Next step: { $next }

    Read more: { $link }

    You get this letter because you put forward, support or follow the proposal.

    Kind regards
    Nära in { $place }
    { $url }
mail-step-handed_over = It is for { $body } to decide.
mail-step-referred = Now { $bodies } are asked for their view, by { $date } at the latest.
mail-step-preparation = { $who } at { $department } looks after it. A decision is expected on { $date }.
mail-step-proposed = The department proposes: { $text }
mail-step-remitted = This is to be looked into: { $question } More is expected on { $date }.
mail-step-planned = { $who } is responsible. The next report comes on { $date }.
mail-delay-subject = Delayed: { $title }
mail-delay-body =
    { $hello }

    The decision on “{ $title }” is delayed.

    Why:
    { $reason }

    What has been done:
    { $done }

    A decision is now expected on { $date }.

    Read more: { $link }

    You get this letter because you put forward, support or follow the proposal.

    Kind regards
    Nära in { $place }
    { $url }
mail-minutes-subject = The minutes are ready: { $title }
mail-minutes-body =
    { $hello }

    The minutes with the decision on “{ $title }” were posted on { $posted }. Whoever lives in the municipality can appeal the decision to the administrative court. The last day is { $appeal }.

    The minutes: { $minutes }
    Read more: { $link }

    You get this letter because you put forward or follow the proposal.

    Kind regards
    Nära in { $place }
    { $url }
mail-opinion-subject = An opinion on: { $title }
mail-opinion-body =
    { $hello }

    { $who }, who is an elected representative, has stated an opinion on “{ $title }”. It is not a decision.

    { $text }

    Read more: { $link }

    You get this letter because you put forward or follow the proposal.

    Kind regards
    Nära in { $place }
    { $url }
mail-appeal-subject = About the appeal: { $title }
mail-appeal-made = Somebody has appealed the decision to the administrative court.
mail-appeal-body =
    { $hello }

    It is about the decision on “{ $title }”. { $what }

    Read more: { $link }

    You get this letter because you put forward or follow the proposal.

    Kind regards
    Nära in { $place }
    { $url }
mail-corrected-subject = Corrected: { $title }
mail-corrected-body =
    { $hello }

    Something that was said about “{ $title }” was wrong and is corrected. The old text stays, marked as such.

    Why it was corrected:
    { $reason }

    Where it stands now: { $state }

    Read more: { $link }

    You get this letter because you put forward or follow the proposal.

    Kind regards
    Nära in { $place }
    { $url }
mail-erased-subject = Your account is gone
mail-erased-body =
    Hello!

    Your account in Nära is gone. The e-mail address and the password are no longer kept, and you will get no more letters. What you proposed and wrote are public documents and stay, but without your name on the pages.

    This letter also disappears from our system, seven days after it was sent.

    Kind regards
    Nära in { $place }
    { $url }
