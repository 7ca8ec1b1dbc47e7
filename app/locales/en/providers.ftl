## Signing in with e-identification
provider-title = With e-identification
provider-lead = Then the municipality knows that you are you. Your personal identity number is kept only as a code nobody can read, and it is never shown.
provider-sign-in = Sign in with { $name }
provider-otherwise = With e-mail and password
provider-leaving-title = You are being sent to { $name }
provider-leaving-lead = Once you have shown who you are you come back here.
provider-leaving-link = Continue to { $name }

## Linking e-identification to the account
provider-link-title = E-identification
provider-link-lead = Link your e-identification, and you can sign in with it too. Some proposals require that the municipality knows that you are you.
provider-link = Link { $name }
provider-linked-weak = { $name } is linked, but does not wake your duty: it was linked with a password alone. If you do not recognise it, change your password and contact the municipality. Otherwise you can link it again here.
provider-linked = { $name } is linked to the account.
provider-no-email = None: you sign in with e-identification
provider-prove = Confirm with { $name }
flash-provider_linked = The e-identification is now linked to your account.
flash-provider_cancelled = You cancelled, so nothing has changed.

## Errors
error-provider_down-title = The e-identification does not answer just now
error-provider_down-help = Try again in a while, or use one of the other ways here.
error-provider_refused-title = The answer could not be trusted
error-provider_refused-help = Nothing has been changed. Try again. If it happens again, tell the municipality.
error-provider_over-title = Signing in took too long
error-provider_over-help = Begin again in the same browser. You have ten minutes.
