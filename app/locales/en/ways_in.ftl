## Forgotten password
signin-forgotten = Forgotten the password?
forgotten-title = Forgotten the password?
forgotten-lead = Enter your e-mail address and we send you a link by which you choose a new password.
forgotten-submit = Send the link
forgotten-remembered = I remember it. To the sign-in page
forgotten-sent = If the address you gave has an account, we have sent a letter to it. Open the link in it and choose a new password.
forgotten-how-long = The link can be used once and is valid for ten minutes.
forgotten-missing-spelling = Check that it is the address of your account, and that it was right.
forgotten-again = Send a link again

## Choose a new password
newpassword-title = Choose a new password
newpassword-lead = When you have chosen one you are signed out everywhere, and keys for programs stop working. Then you sign in with the new one.
newpassword-label = New password
newpassword-submit = Save the password
newpassword-again = Ask for a new link

## Sign in with a code
signin-code-title = Without a password
signin-code-lead = We send a code to your e-mail address. You enter it here.
signin-code-submit = Get a code by e-mail
code-title = Enter the code
code-lead = If the address you gave has an account, we have sent a code to it. It is valid for ten minutes, and only in this browser.
code-label = Code
code-hint = Eight characters. Capital or small letters, with or without a space.
code-submit = Sign in
code-again = Ask for a new code

## Changing one's own account
change-cancel = Back to your account
change-name-link = Change name
change-name-title = Change name
change-name-submit = Save the name
change-present = Present password
change-password-title = Change password
change-password-lead = You are signed out everywhere else, and keys for programs stop working.
change-no-password = Your account has no password yet, and you need one to change anything here, so that nobody else can change it for you. We send a link to your e-mail address, where you choose one.
change-no-password-submit = Get a link by e-mail
change-address-title = Change e-mail address
change-address-lead = We send a link to the new address. It changes when you open the link while signed in here.
change-address-label = New e-mail address
change-address-hint = Now it is { $email }.
change-address-submit = Send the link
newaddress-title = Change to this address?
newaddress-lead = From now on you sign in with { $email }, and all letters go there.
newaddress-submit = Change address
newaddress-again = Ask for a new link
