## Your data
held-title = Your data
held-lead = This is what is stored about you. There is nothing more than this.
held-basis = { $municipality } is responsible for the data and handles it as a task in the public interest: that residents can influence the municipality.
held-count = Stored
held-count-of = { $count ->
    [0] nothing
    [one] { $count } item
   *[other] { $count } items
}
held-why = Why
held-how-long = For how long
held-keep-account = Until you take the account away.
held-keep-days = At most { $days } days.
held-keep-group = Until { $days } days after the group has ended. What is published stays under the alias.
held-keep-archive = For as long as the Archives Act demands. These are public documents, which the municipality may not throw away on request.

held-account = The account
held-account-why-password = Name, e-mail address and password, so that you can sign in and get answers. The password is scrambled so that nobody can read it.
held-account-why-address = Name and e-mail address, so that you can sign in and get answers.
held-account-why-name = Your name, so that others see who writes.
held-account-why-alias = Your alias and the group's name, so that others see who writes.
held-identity = E-identification
held-identity-why = Which sign-ins you have linked, and your national number, hashed with a secret key so that nobody can read it. One person, one vote: the same number always leads to the same account. The number itself is never stored.
held-session = Sign-ins and keys
held-session-alias = Sign-ins
held-session-why = Where you are signed in, so that you can see it and sign out everywhere.
held-passkey = Passkeys
held-passkey-why = So that you can sign in with your device. Only the open half of the key is here: nobody can sign in with that.
held-link = Links and codes on their way
held-link-why = What you have asked for by e-mail, such as a new password, until you have used it.
held-invitation = Invitations
held-invitation-why = That the municipality asked you to take on a duty, or to answer for your organisation, so that you can answer.
held-letter = Letters to you
held-letter-why = To be able to answer if you wonder where a letter went.
held-report = What you have reported
held-report-why = So that you are told the outcome. Whoever wrote the text is not told that it was you.
held-appeal = Your requests for another look
held-appeal-why = What you wrote when you asked that somebody else reads a hidden text again, so that they know what you mean.
held-restraint = Being kept out
held-restraint-why = Whether you are or were kept out for a time: by which rule and until when, so that it holds everywhere and somebody can look again.
held-draft = Drafts
held-draft-why = What you have begun to write. Nobody else sees it.
held-proposal = Proposals and ideas
held-proposal-why = The municipality deals with them, and everybody can follow what becomes of them.
held-comment = Posts
held-comment-why = They belong to the discussion, which everybody can read.
held-question = Questions to the municipality
held-question-why = They stand under Questions, with the name you show and the answers.
held-support = Support
held-support-why = One person, one vote: we have to know that nobody is counted twice. Others only see how many support, never who.
held-act = Steps in cases
held-act-why = What you have added to a case, such as something that was missing.
held-duty = Duties
held-duty-alias = Your place
held-duty-alias-why = So that you can write and support until the last day of the group.
held-duty-why = So that everybody can see in which role somebody answered.
held-group = Your group
held-group-why = So that you can take part under an alias, come in again and have what you write read. We do not know your name or your age.

held-export-title = Take everything with you
held-export-lead-password = You get a zip file with everything listed here, as plain text and in a format other programs can read. Passwords, keys and the content of letters are left out: whoever gets hold of the file must not be able to sign in as you.
held-export-lead-address = You get a zip file with everything listed here, as plain text and in a format other programs can read. Keys and the content of letters are left out: whoever gets hold of the file must not be able to sign in as you.
held-export-lead-name = You get a zip file with everything listed here, as plain text and in a format other programs can read. Keys are left out: whoever gets hold of the file must not be able to sign in as you.
held-export-lead-alias = You get a zip file with everything listed here, as plain text and in a format other programs can read. Your own code is left out: whoever gets hold of the file must not be able to come in as you.
held-export = Download my data
held-prove = Show that it is you
held-prove-why = For your safety you need to have shown who you are within the last { $minutes } minutes.
held-erase-lead = You can take the account away yourself. We first say what disappears and what stays.
held-erase-link = Take the account away

## Taking the account away
erase-title = Take the account away
erase-lead = It cannot be undone. Read this first.
erase-goes-title = This disappears
erase-goes-account-password = E-mail address, password, passkeys, sign-ins and keys
erase-goes-account-address = E-mail address, passkeys, sign-ins and keys
erase-goes-account-name = Passkeys, sign-ins and keys
erase-goes-account-alias = Your place in the group, your own code and your sign-ins
erase-goes-drafts-password = Drafts, and letters we have sent you
erase-goes-drafts-address = Drafts, and letters we have sent you
erase-goes-drafts-name = Drafts
erase-goes-drafts-alias = Drafts, and texts that wait to be read
erase-goes-support = { $count ->
    [0] Support for proposals that are still collecting it. Right now you support none of those.
    [one] Your support for a proposal that is still collecting it
   *[other] Your support for { $count } proposals that are still collecting it
}
erase-goes-name-password = Your name on the pages. ”{ $name }” (removed account) stands there instead.
erase-goes-name-address = Your name on the pages. ”{ $name }” (removed account) stands there instead.
erase-goes-name-name = Your name on the pages. ”{ $name }” (removed account) stands there instead.
erase-goes-name-alias = Your alias on the pages. ”{ $name }” (removed account) stands there instead.
erase-stays-title = This stays
erase-stays-words = The text of your proposals and posts. They are public documents, and cases the municipality is dealing with go on.
erase-stays-archive-password = The name in the municipality's archive, if somebody asks for the document. The Archives Act demands it. It is not shown on the site.
erase-stays-archive-address = The name in the municipality's archive, if somebody asks for the document. The Archives Act demands it. It is not shown on the site.
erase-stays-archive-name = The name in the municipality's archive, if somebody asks for the document. The Archives Act demands it. It is not shown on the site.
erase-stays-archive-alias = The alias in the municipality's archive, if somebody asks for the document. The Archives Act demands it. It is not shown on the site.
erase-stays-votes = Support that has been counted to the end, without a name
erase-kept-duty = You hold a duty in the municipality. Then the municipality ends the account, so that somebody else can take over the cases. Get in touch with whoever gave you the duty.
erase-kept-demo = This is one of the demo's accounts, which everybody shares. Create one of your own if you want to try.
erase-box = The box
erase-confirm = I understand that it cannot be undone.
erase-submit = Take my account away
erase-cancel = Keep the account

## The file one downloads
takeout-name = nara-data-{ $date }.zip
takeout-readme-name = read-me.txt
takeout-data-name = data.json
takeout-readme-group = member and waiting_text: your group, and texts you handed to the leader to read
takeout-readme =
    This is everything Nära has stored about you.

    The file data.json is plain text. Open it in a browser or an editor. Every heading is one kind of thing:

    person: the account
    sealed_name: names taken off the pages that the Archives Act demands the municipality to keep
    person_number and person_identity: your hashed national number and the e-identifications you have linked (that they exist and since when, not the value)
    session: sign-ins and keys
    passkey: the names of your passkeys, and when they were added and used
    ceremony: a passkey that is being added
    registration and way_in: links and codes on their way to you
    outbox: letters to you
    draft: drafts
    text_report: texts you have reported
    hidden_text: what you wrote that is hidden
    appeal: what you wrote when you asked for another look at a hidden text
    restraint: whether you are or were kept out for a time
    restraint_appeal: what you wrote when you asked that somebody looks again at that
    proposal: proposals and ideas
    comment: posts
    support and support_event: support, and when you gave it or took it back
    act: steps you have added to cases
    standing: duties{ $group }

    Times are in UTC. Passwords, keys and the content of letters are left out: whoever gets hold of the file must not be able to sign in as you.

    Is something wrong? Get in touch with the municipality and we will put it right.

## On the page Your account
account-privacy-lead = See what is stored about you, why and for how long, and take it all with you.
account-privacy-held = See and download your data
