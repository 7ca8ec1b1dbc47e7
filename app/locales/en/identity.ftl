## E-identification
# Shown until the person chooses a name.
identity-nameless = Resident

error-identity-title = These do not belong together
error-identity-help = The e-identification does not belong with the account. Nothing has been changed.
identity_refused-number_differs = The e-identification has another national number than the account it is linked to. Nothing has been changed. Have you been given a new number? Get in touch with the municipality, and we will help you.
identity_refused-another_person = The account you are signed in to belongs to another national number. Nothing has been changed. Sign out and sign in with your own e-identification instead.
identity_refused-not_you = That e-identification belongs to another account than the one you are signed in to. Nothing has been changed.
identity_refused-duty = You have two accounts, and at least one of them has a duty in the municipality. You cannot merge them yourself then. Get in touch with the municipality, and we will help you.
