## The frame around every page
skip-to-content = Skip to the content
demo-label = About the demo
demo-bar = Demo: { $place } does not exist.
demo-post = Demo mail
nav-label = Main menu
nav-menu = Menu
nav-proposals = Proposals
nav-answers = Answers
nav-campaigns = Campaigns
nav-how = How it works
nav-sign-in = Sign in
nav-sign-out = Sign out
nav-waiting = Waiting to be read
nav-at-work = { $name } (on duty)
info-contents = On this page
crumbs-label = You are here
pager-label = More pages
pager-first = Back to the beginning
pager-next = Next
timeline-next = Next step
timeline-earlier = Show { $count ->
    [one] { $count } earlier step
   *[other] { $count } earlier steps
}
footer-standing = How it goes
footer-about = About Nära
footer-accessibility = Accessibility
footer-privacy = Privacy
footer-languages = Language
footer-run-by = Nära is run by { $municipality }.

## Who somebody is when they do not speak for themselves alone
badge-official = Official
badge-secretary = Committee secretary
badge-administrator = Administrator
badge-elected = Elected representative
badge-moderator = Moderator

## What just happened, said once
flash-signed_in = You are signed in.
flash-signed_out = You are signed out.
flash-signed_out_everywhere = You are signed out everywhere, on all your devices.
flash-confirmed = Your e-mail address is confirmed and you are signed in.
flash-supported = Your support is counted.
flash-support_withdrawn = Your support is removed.
flash-commented = Your comment is published.
flash-comment_draft_thrown = The draft is gone.
flash-comment_changed = The comment is changed.
flash-marked_answered = The question is marked as answered. Question and answer are shown in the box on the proposal.
flash-agreed = You agree with the comment.
flash-agreement_withdrawn = You no longer agree with the comment.
flash-answered = The answer is published.
flash-recorded = The step is recorded and visible to everybody.
flash-recorded_unseen = The step is recorded. Only the proposer and the municipal office see it.
flash-opinion = The opinion is published.
flash-asked = The question is asked. Everybody can see it.
flash-question_answered = The answer is sent. Whoever asked gets a letter.
flash-delayed = The delay is entered in the case.
flash-minutes_added = The minutes are entered in the case.
flash-appeal_noted = The appeal is entered in the case.
flash-noted = The note is entered in the case.
flash-prepared = Prepared. Nothing is published. A colleague has to read and confirm it.
flash-discarded = The preparation is removed. Nothing is published.
flash-idea_done = It now says that the idea is carried out.
flash-corrected = The correction is published. What it corrects stays, marked as such.
flash-withdrawn = The proposal is withdrawn.
flash-completed = The completion is sent in.
flash-already_supported = You already support this proposal.
flash-account_erased = The account is gone. We have sent a last letter that confirms it.
flash-key_revoked = The key is removed and no longer works.
flash-name_changed = Your name is changed.
flash-password_changed = Your password is changed. You are signed out everywhere else.
flash-address_asked = We have sent a letter to the new address. Open the link in it to change to it.
flash-address_changed = Your e-mail address is changed.
flash-session_ended = That browser is signed out.
flash-others_ended = You are signed out everywhere else.
flash-proved = Thank you, we see that it is you.
flash-passkey_added = The passkey was added. We have sent a letter about it.
flash-passkey_renamed = The passkey has its new name.
flash-passkey_removed = The passkey was removed. We have sent a letter about it.
flash-password_reset = Your password is changed. Sign in with the new one.

# Under the pages on accessibility, privacy and so on.
info-campaigns = See the idea campaigns
info-contact = Contact
