## Forgotten password
signin-forgotten = Forgotten the password?
forgotten-title = Forgotten the password?
forgotten-lead = Enter your e-mail address and we send you a link by which you choose a new password.
forgotten-submit = Send the link
forgotten-remembered = I remember it. To the sign-in page
forgotten-sent = If the address you gave has an account, we have sent a letter to it. Open the link in it and choose a new password.
forgotten-how-long = The link can be used once and is valid for an hour.
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
