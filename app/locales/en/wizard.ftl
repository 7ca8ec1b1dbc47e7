## Writing a proposal, one thing a page
wizard-step = Step { $step } of { $steps }
wizard-next = Continue
wizard-back = Back
wizard-cancel = Cancel
wizard-no-account = You need no account to begin. You sign in only when you hand it in.
wizard-title = What do you want to change?
wizard-title-hint = Write a title of at most { $max } characters. One thing at a time, for example “Lights along the path by Sjöparken”.
wizard-kind = In which way?
wizard-kind-hint = Both are seen by everybody and both are answered.
wizard-kind-proposal = Resident proposal (medborgarförslag)
wizard-kind-proposal-means = The formal way. With enough supporters, the politicians have to decide on it.
wizard-kind-idea = Idea
wizard-kind-idea-means = The short way. The department answers itself: yes, no, we try it, or it exists already.
wizard-text = How is it today, and what should the municipality do?
wizard-text-hint = Say what does not work and what you propose. At most { $max } characters. Write nothing private about yourself or others.
wizard-saved = The draft is saved.
wizard-not-saved = The draft could not be saved just now. The text is still here on the page.
wizard-draft-note = The address of this page is your draft. Keep it if you want to finish later or on another device. Whoever has the address can read and change it.
wizard-topic = What is it about?
wizard-district = Where is it?
wizard-district-hint = So that those who live there find it.
wizard-everywhere = The whole municipality
wizard-similar = These are like your proposal
wizard-similar-lead = Is one of them the same? Support it instead: many supporters of one proposal weigh more than several alike.
wizard-similar-none = We found nothing like yours.
wizard-similar-go-on = Mine is something else – go on
wizard-check = Read it through before you hand it in
wizard-label-kind = Way
wizard-label-title = Title
wizard-label-body = Text
wizard-label-topic = Subject
wizard-label-set = Box
wizard-set-hint = For { $campaign }. An idea can also stand by itself.
wizard-set-none = No box, the idea stands by itself
wizard-label-window = How long the proposal is to collect support
wizard-window-hint = Counted from the day it opens. You cannot change it afterwards.
wizard-label-district = Area
wizard-label-name = Name shown
wizard-label-publish = Publication
wizard-name-later = The name of your account. You choose it when you make the account.
wizard-missing = Missing
wizard-change = Change
wizard-public-title = It becomes public
wizard-public = When you hand it in, the proposal becomes a public document (allmän handling): one that everybody has the right to read. It is published here with the name you choose to show. Your e‑mail address is never shown. A proposal that has been handed in cannot be changed, but you can withdraw it until the politicians have decided.
wizard-public-read-first = Your leader reads the idea first. When it is published everybody can read it. Your alias and the name of the group stand there, never your real name.
wizard-public-alias = When you hand it in everybody can read the idea. Your alias and the name of the group stand there, never your real name. It becomes a public record: a record of the municipality that everybody has the right to read.
wizard-public-idea = When you hand it in, the idea is published here with the name you choose to show and becomes a public document (allmän handling): one that everybody has the right to read. Your e‑mail address is never shown.
wizard-accept = I understand that the text and the name are shown to everybody
wizard-submit = Hand in
wizard-sign-in-submit = Sign in and hand in
wizard-sign-in-note = You come back here when you have signed in. Everything you wrote is kept.
wizard-handed-in = This has been handed in already
wizard-to-proposal = Show the proposal
wizard-kept-member-title = In your group you write ideas
wizard-kept-member = A resident proposal is signed with one’s real name, and we do not know yours. An idea works with your alias. Others can support it, and the department answers it.
wizard-kept-proposal = You cannot hand in a resident proposal with this account
wizard-kept-idea = You cannot hand in an idea with this account
wizard-kept-both = You cannot hand in anything with this account
wizard-kept-still-idea = You can hand in an idea.
wizard-kept-still-proposal = You can hand in a resident proposal.
wizard-kept-change = Make it an idea

## Similar ones
similar-title = Is it like one of these?

## The receipt
receipt-title-proposal = Your proposal is handed in
receipt-title-idea = Your idea is published
receipt-number = Registration number
receipt-number-means = The number of the case at the municipality. Quote it if you contact us.
receipt-next = What happens now?
receipt-public = Everybody can see the proposal, now.
receipt-read-by = The municipality reads and publishes the proposal by { $date }.
receipt-read-first = The municipal office reads and publishes the proposal, usually within a few working days.
receipt-collecting = It is open for support until { $date }. { $threshold ->
    [one] { $threshold } supporter is
   *[other] { $threshold } supporters are
} needed for the politicians to take it up.
receipt-opens = Then it opens for support. { $threshold } are needed for the politicians to take it up.
receipt-council = When the threshold is reached it goes to the municipal council by itself. All supporters are told.
receipt-council-direct = The proposal is announced in the municipal council, which decides who is to decide.
receipt-answer = The politicians are to decide by { $date }.
receipt-idea-public = Everybody can see the idea, now. Others can support and discuss it.
receipt-idea-answer = The department answers by { $date }.
receipt-follow = Whatever happens is shown on the page at the same moment.
receipt-to-proposal = Show the page
receipt-to-list = To all proposals
