## Showing again that it is you
prove-title = Show that it is you
prove-lead = It has been a while since you showed who you are. Do it once more, and you come back to what you were doing.
prove-lead-strongly = You hold a duty, and it has been a while since you showed who you are. Do it again the way you signed in, and you come back to what you were doing.
prove-group-lead = It has been a while since you showed that it is you. Type your own code, the one you got when you joined. Then come back here.
prove-group-go = Type the code
prove-by-nothing = This sign-in cannot be confirmed from here. Sign out and in again, and you can go on.
prove-again-link = Show that it is you in a new tab. Then come back here and send again.
prove-demo-lead = In the demo a button is enough.
prove-demo-submit = Yes, it is me
prove-passkey-submit = Confirm with a passkey
prove-passkey-without = Confirming with a passkey needs JavaScript and a browser that knows passkeys. Otherwise use one of the other ways on this page, or sign out and in again.
prove-password-title = With your password
prove-password-submit = Confirm
prove-code-title = With a code by e-mail
prove-code-lead = We send a code to the account's e-mail address.
prove-code-sent = We have sent a code to the account's e-mail address. It works for ten minutes, and only in this browser.

## Passkeys
passkeys-title = Passkeys
passkeys-lead = With a passkey you sign in with the screen lock of your phone or computer: your finger, face or code. There is no password to guess or to trick you out of, and your finger or face never leaves the device.
passkeys-none = You have no passkey yet.
passkeys-add = Add a passkey
passkeys-impossible = Passkeys do not work at this address: it is a number and not a name.
passkeys-wake = Confirm with the passkey, and the duty wakes at once.
passkeys-wake-link = Wake the duty
passkeys-account = Passkeys
passkeys-account-link = See and add
passkey-added = added { $when }
passkey-used = last used { $when }
passkey-unused = not used yet
passkey-not-vouched = does not wake your duty
passkey-add-lead = The device asks for the finger, face or code you unlock it with. Then the passkey is ready.
passkey-add-vouched = The link shows that the municipality knows it is you. The passkey you add here wakes your duty. The link can be used once.
passkey-add-without = Adding a passkey needs JavaScript and a browser that knows passkeys. You can go on signing in as before.
passkey-name = What is it to be called?
passkey-name-hint = So that you recognise the device, for example “The phone” or “Work computer”.
passkey-name-first = My device
passkey-make = Make the passkey
passkey-cancel = Back to your passkeys
passkey-remove = Remove the passkey
passkey-remove-lead = Nobody can sign in with it any longer, and you are signed out where it was used. Remove it in the device's own list, too.
passkey-nothing = Nothing came of it: the question was closed or took too long. Try again, or choose another way.
passkey-there = This device has a passkey for your account already.

## On the sign-in page
signin-passkey-title = With a passkey
signin-passkey-lead = Have you added a passkey? Then the screen lock of your device is enough.
signin-passkey-submit = Sign in with a passkey
signin-passkey-without = Signing in with a passkey needs JavaScript and a browser that knows passkeys. The other ways on this page always work.

## How a sign-in began
way-password = with a password
way-code = with a code by e-mail
way-passkey = with a passkey
way-own_key = with a passkey
way-provider = with e-identification
way-own_provider = with e-identification
way-group = with a group code
way-demo = with the demo's button

## Letters
mail-passkey-added-subject = A passkey was added
mail-passkey-added-body =
    Hello { $name }!

    A passkey was added to your account: { $passkey }

    Was it not you? Remove it at once and change your password:
    { $link }

    Regards
    Nära in { $place }
    { $url }
mail-passkey-removed-subject = A passkey was removed
mail-passkey-removed-body =
    Hello { $name }!

    A passkey was removed from your account: { $passkey }

    Was it not you? Look here, and change your password:
    { $link }

    Regards
    Nära in { $place }
    { $url }
