## Sign in
signin-title = Sign in
signin-lead = You need an account to put forward proposals, support them and write comments. You can always read without one.
signin-intent-support = As soon as you have signed in your support is counted for the proposal “{ $title }”, and you come back to it.
signin-intent-back = When you have signed in you come back to what you were doing.
signin-email = E-mail address
signin-password = Password
signin-submit = Sign in
signin-no-account = No account yet?
signin-register = Create an account
signin-wrong-title = The e-mail address and the password do not belong together
signin-wrong-help = Check both and try again. If you have just created the account: first open the link in the letter we sent.

## Try as somebody in the demo
demo-title = Try as somebody in { $place }
demo-lead = { $municipality } does not exist. Choose a person and see Nära with their eyes. No password is needed.
demo-sign-in-as = Sign in as
demo-invanare-who = Resident of Ekbacken
demo-invanare-can = Puts forward proposals, supports those of others and comments.
demo-invanare2-who = Resident of Åsbyn
demo-invanare2-can = A second resident, so that you can see how it looks to somebody else.
demo-ungdom-who = Young person in a group
demo-ungdom-can = Supports and writes ideas under an alias.
demo-handledare-who = Supervisor
demo-handledare-can = Helps the youth group along.
demo-handlaggare-who = Case officer at the technical department
demo-handlaggare-can = Answers for the department, prepares cases and answers ideas.
demo-fortroendevald-who = Elected representative (X)
demo-fortroendevald-can = Writes an opinion under name, party and assignment.
demo-sekreterare-who = Committee secretary
demo-sekreterare-can = Registers proposals, records decisions and corrects mistakes.
demo-sekreterare2-who = Registrar
demo-sekreterare2-can = A second secretary, who reads and confirms a dismissal that a colleague has prepared.
demo-moderator-who = Moderator
demo-moderator-can = Reads what was reported, hides what breaks a rule, and looks again at what another one hid.
demo-admin-who = Administrator
demo-admin-can = Gives duties, invites people, sets up the site and reads the log.

## Create an account
register-title = Create an account
register-lead = It takes a minute. We send a letter to your e-mail address with a link by which you confirm it.
register-name = Name that others see
register-name-hint = It stands beside what you write. You are welcome to use your own name, but “Ekbackenbo”, say, is just as good. At most { $max } characters.
register-email = E-mail address
register-email-hint = Never shown to others. We use it so that you can sign in and hear about proposals you have put forward or supported.
register-password = Password
register-password-hint = At least { $min } characters. Four words in a row are hard to guess and easy to remember, such as “lamp lake cinnamon mitten”. Make up your own.
register-privacy = Read how we handle your data
register-submit = Create the account
register-have-account = Have an account already?
register-sign-in = Sign in

## Check your mail
check-mail-title = Check your mail
check-mail-lead = We have sent a letter to the address you gave. Open the link in it and the account is ready.
check-mail-how-long = The link can be used once and is valid for a day.
check-mail-missing-title = No letter?
check-mail-missing-spam = Look among the junk mail. It can take a few minutes.
check-mail-missing-spelling = Check that the address was right. You can always create the account again.
check-mail-demo = The demo sends no real letters. They are put into the demo's post box.
check-mail-demo-link = Open the demo's post box

## Confirm the e-mail address
confirm-title = Confirm your e-mail address
confirm-lead = Enter the password you chose, and the account is ready and you are signed in.
confirm-password = The password you chose
confirm-password-hint = What you wrote when you created the account.
confirm-not-you = You have not created an account? Then you can close this page. Nothing happens without the password.
confirm-intent-support = As soon as you have confirmed, your support is counted for the proposal “{ $title }”.
confirm-submit = Confirm and sign in
confirm-again = Create the account again to get a new link
confirm-sign-in = Sign in

## Your account
account-title = Your account
account-about-title = About you
account-name = Name that others see
account-group = Group
account-group-link = Your page
account-email = E-mail address
account-no-email = None: you take part with a group code
account-duties = Duties
account-dormant-title = Your duty is resting
account-duty-none = Resident
account-supported = You support
account-supported-count = { $count ->
    [0] no proposals yet
    [one] { $count } proposal
   *[other] { $count } proposals
}
account-proposals-title = Your proposals and ideas
account-proposals-empty = You have not put forward any proposal yet.
account-write = Write a proposal
account-drafts-title = Drafts
account-drafts-lead = What you have begun to write. Nobody else sees it.
account-draft-untitled = Without a title
account-draft-saved = Saved { $when }
account-draft-continue = Go on writing
account-sessions-title = Where you are signed in
account-sessions-caption = Browsers and keys that can use your account
account-session-where = Where
account-session-since = Since
account-session-seen = Last used
account-session-on = { $browser } on { $system }
account-session-this = this browser
account-session-end = Sign out
account-session-end-which = { $device }, signed in { $since }
account-others = Sign out everywhere else
account-session-api = Key for programs
account-session-unknown = Unknown browser
account-everywhere-lead = Is there something you do not recognise, or did you forget to sign out somewhere? This signs you out everywhere, here too, and keys stop working.
account-everywhere = Sign out everywhere
account-sign-out = Sign out
account-key-title = Key for programs
account-key-lead = With a key, a program that you write yourself can do what you can do here, through Nära's open interface (API).
account-key-docs = How the interface is described
account-key-revoke = Remove the key
account-key-revoke-which = of { $since }
account-key-make = Make a key
account-key-fold = Make a key for your own programs
account-key-made-title = Your new key
account-key-made = Copy it now. For safety it is shown only once. Send it in the header Authorization, after the word Bearer.
account-key-label = Key

## The demo's post box
mailbox-title = The demo's post box
mailbox-lead = The demo sends no real letters. Everything Nära would have sent ends up here, newest first.
mailbox-empty-title = No letters yet
mailbox-empty = Create an account and the first one comes.
mailbox-to = To { $to }
