## E-identification
# Shown until the person chooses a name.
identity-nameless = Resident

error-identity-title = These do not belong together
error-identity-help = The e-identification does not belong with the account. Nothing has been changed.
identity_refused-number_differs = The e-identification has another national number than the account it is linked to. Nothing has been changed. Have you been given a new number? Get in touch with the municipality, and we will help you.
identity_refused-another_person = The account you are signed in to belongs to another national number. Nothing has been changed. Sign out and sign in with your own e-identification instead.
identity_refused-not_you = That e-identification belongs to another account than the one you are signed in to. Nothing has been changed.
identity_refused-duty = You have two accounts that you cannot merge yourself. Get in touch with the municipality, and we will help you.

## Two accounts become one
merge-title = Merge your accounts
merge-lead = The e-identification belongs to another account already. Both are yours. If you like, they become one.
merge-here = The account you are signed in to – it stays
merge-there = The other account – it becomes part of this one
merge-since = Since
merge-has = Has
merge-has-count = { $proposals ->
    [one] { $proposals } proposal
   *[other] { $proposals } proposals
}, { $comments ->
    [one] { $comments } comment
   *[other] { $comments } comments
}, supports { $supported ->
    [one] { $supported } proposal
   *[other] { $supported } proposals
}
merge-then = What happens
merge-moves = Proposals, comments, drafts and support of the other account become this account's.
merge-votes = Where you supported the same proposal from both, your support counts once. One person, one vote.
merge-address = The address { $address } then belongs to no account.
merge-ends = The other account ends, with everywhere it is signed in. This cannot be undone.
merge-box = The box
merge-confirm = Yes, both accounts are mine and are to become one.
merge-submit = Merge the accounts
merge-cancel = Leave them as they are
flash-accounts_merged = The accounts are one now.
mail-merged-subject = Your accounts have become one
mail-merged-body =
    Hello { $name }!

    You had two accounts. They are one now. Proposals, comments and support are still there, and you reach everything by signing in with e-identification.

    Was it not you? Get in touch with { $municipality } at once. { $contact }

    Regards
    Nära in { $place }
    { $url }

## Who you are (on the account page)
known-title = Who you are to us
known-n0 = Unknown
known-n0-means = You can read everything that is public.
known-s = Member of a group
known-s-means = You take part under an alias. We do not know who you are, and need not.
known-n1 = Confirmed e-mail address
known-n1-means = We know that the address is yours, but not who you are. Sign in with e-identification if you need to show that.
known-n2 = E-identification
known-n2-means = We know who you are. We do not keep your national number, only a hashed value that nobody can read.
known-n3 = E-identification and registered here
known-n3-means = We know who you are and that you live here. You can do everything a resident can.
known-k = Identification shown at the contact centre
known-k-means = Somebody at the municipality has seen your identification and looked up where you live.
known-t = Staff sign-in
known-t-means = You are known as an employee of the municipality.
known-p = Elected representative
known-p-means = You are known as an elected representative in the municipality.
known-register-silent = We could not ask the population register when you signed in. Sign in with e-identification again later, and we ask anew. Until then you can do everything that e-identification is enough for.
known-register-yes = Registered in { $municipality }. We asked { $day }.
known-register-no = According to the population register you do not live in { $municipality }. We asked { $day }. Have you moved here? Sign in with e-identification again, and we ask anew.
known-register-stale = We asked the population register { $day }, and that is too long ago. Sign in with e-identification again, and we ask anew.
known-how = See who you are to us, and how to show more
