### Texts that a moderator reads before everybody can, and much in a short time.

not_now-held = Your post is saved. A moderator reads it before everybody can see it.
problem-would_wait = { $because } A moderator reads that before everybody can see it. Take it out here, or send it as a new post.
not_now-held_over = It is already decided what happens with the post.

## Why a text waits
held-reason-first_text = first post
held-reason-first_text-look = Whoever wrote it has written nothing here before. Only check whether it is advertising or breaks a rule.
held-reason-first_text-public = the first post from an account that is confirmed by e-mail only,
held-reason-new_link = link from a new account
held-reason-new_link-look = The account is new. See where the link leads, without clicking if you are unsure.
held-reason-new_link-public = a link from a new account,
held-reason-burst = many posts in a short time
held-reason-burst-look = Whoever wrote it has sent several posts within minutes. A lively discussion may stay.
held-reason-burst-public = many posts from the same account within minutes,
held-reason-phone = phone number
held-reason-phone-look = Is the number a private person's? Then it must not stand here. The number of an authority or a club may.
held-reason-phone-public = a phone number,
held-reason-national_number = identity number
held-reason-national_number-look = An identity number must not stand here, whoever it belongs to.
held-reason-national_number-public = an identity number,
held-reason-word = word on the municipality's list
held-reason-word-look = Read how the word is used. Somebody who tells what somebody else shouted may stay.
held-reason-word-public = a word on the municipality's list,
held-reason-repeated = the same text several times
held-reason-repeated-look = The same text was sent several times. Once is enough, but the opinion may stay.
held-reason-repeated-public = the same text several times.

## Whoever wrote it
flash-text_held = Your post is saved. A moderator reads it before everybody can see it.
flash-held_taken_back = You have taken your post back.
my_held-waiting-title = Your post waits to be read
my_held-waiting = A moderator of the municipality reads it by { $date }. Until then only you and the moderators see it.
my_held-released-title = Your post is published
my_held-released = A moderator has read it, and now everybody can see it.
my_held-declined-title = Your post was not published
my_held-declined = A moderator has read it and said no. You can ask somebody else to read it again.
my_held-asked-title = Your post is being read again
my_held-asked = Somebody other than the one who said no reads it again.
my_held-upheld-title = Your post was not published
my_held-upheld = Somebody else has read it again. The decision stands.
my_held-taken_back-title = You have taken your post back
my_held-taken_back = Nobody reads it, and it is not published.
my_held-more = Read more, and see what you can do
my_held-why = Why
my_held-because-first_text = It is your first post here. Once it is read, your next posts are shown at once.
my_held-because-new_link = It has a link in it, and your account is new.
my_held-because-burst = You have sent many posts in a short time.
my_held-because-phone = It seems to have a phone number in it.
my_held-because-national_number = It seems to have an identity number in it.
my_held-because-word = It has a word in it that the municipality wants to read in its context.
my_held-because-repeated = The same text was sent several times.
my_held-nothing_wrong = It does not mean that you did anything wrong. What you think makes no difference: criticism does not wait.
my_held-rule = It breaks the rule about { $rule }. This is what whoever decided it writes:
my_held-text = What you wrote
my_held-regret = Have you changed your mind?
my_held-regret-means = Take your post back, and nobody reads it. If you want to say it in another way you can write a new one.
my_held-take_back = Take the post back
my_held-ask = Whoever reads it again is somebody other than the one who said no. You can ask once, by { $date }.
my_held-over = The time to ask for another look is over. If you still want to say something, write to the municipality and say that it is about post number { $number } that waited.

## Those who read
held-queue = { $count ->
    [one] 1 post to read before it is published
   *[other] { $count } posts to read before they are published
}
held-queue-lead = Nobody else sees them yet. Let everything through that breaks no rule: opinions and criticism, harsh ones, too.
held-more = { $count ->
    [one] 1 more waits.
   *[other] { $count } more wait.
}
held-sent = Sent
held-under = Under:
held-release = Let it through
held-release-means = It is published now. Whoever wrote it is told.
held-decline = Do not publish it
held-decline-means = It is sealed. Whoever wrote it is told the rule and why, and can ask for another look.
held-decline-link = Say no …
held-uphold = Let the decision stand
held-uphold-means = The post breaks the rule and is not published.
held-because = Why it waits
held-rule = Which rule does it break?
held-rule-hint = Only if you do not publish it.
held-settle-hint = Needed only if you say no. Whoever wrote it reads it. Do not quote what must not stand. At most { $max } characters.
held-another = You said no to the post. That is why somebody else reads it again.
held-did-release = Let through.
held-did-decline = Not published, by the rule about
held-did-uphold = The decision stands.
held-did-take_back = Taken back by whoever wrote it.
held-did-ask = Whoever wrote it asked for another look.
held-state-waiting = Waiting
held-state-released = Published
held-state-declined = Not published
held-state-asked = Another look
held-state-upheld = Not published
held-state-taken_back = Taken back
flash-held_released = The post is published. Whoever wrote it is told.
flash-held_declined = The post is not published. Whoever wrote it is told why.
flash-held_upheld = The decision stands. Whoever wrote it is told why.
log-what-held_released = Let a post through
log-what-held_declined = Not published a post
log-what-held_upheld = Looked again at a post, which is not published
log-what-pace_looked = Looked at much in a short time
log-what-holding_changed = Changed what is read before it is published
deed-held_released = { $who } let a post through that waited (number { $case }).
deed-held_declined = { $who } said no to a post that waited (number { $case }).
deed-held_upheld = { $who } looked again at a post that was not published, and let the decision stand (number { $case }).
deed-pace_looked = { $who } looked at much in a short time (number { $case }).
deed-holding_changed = { $who } changed what is read before it is published.

## Much in a short time
pace-title = Unusually much in a short time
pace-look = To look at
pace-summary = { $what } within { $minutes ->
    [one] 1 minute
   *[other] { $minutes } minutes
}. At most { $usual } an hour is usual.
pace-kind-support = { $count ->
    [one] 1 vote for it
   *[other] { $count } votes for it
}
pace-kind-against = { $count ->
    [one] 1 vote against it
   *[other] { $count } votes against it
}
pace-kind-comments = { $count ->
    [one] 1 post
   *[other] { $count } posts
}
pace-kind-agreements = { $count ->
    [one] 1 agreed with a post
   *[other] { $count } agreed with posts
}
pace-when = When
pace-new = Accounts younger than { $hours } hours
pace-new-count = { $count } of { $all }
pace-domain = The same uncommon mail domain
pace-domain-count = { $count } have { $domain }
pace-means = What it can mean
pace-means-many = It can be many people who care, for example after a meeting or an article. It can also be one and the same who has made many accounts. The figures do not tell which. Nothing is hidden, and no vote is taken away.
pace-do-read = Read the proposal and the latest posts. Does it fit something that happened?
pace-do-admin = If the accounts seem to belong together: ask an administrator to look at them.
pace-do-count = Whoever counts the support before a decision should know what you saw.
pace-looked = Somebody has looked
pace-done = I have looked
pace-note = What did you see?
pace-note-hint = For example: “Article in the paper the same morning.” Write no names. Moderators read it. At most { $max } characters.
pace-send = Save
flash-pace_looked = Thank you. What you saw is saved.

## What everybody may know
held-log-title = What is read before everybody can see it
held-log-lead = Some posts wait until a moderator has read them, by the next working day at the latest:
held-log-never = What somebody thinks makes no post wait. Whoever wrote it is told at once that it waits and why, and can ask for another look at a no.
held-log-none = No post has waited in the last months.
held-log-month = { $month } { $year }: { $released } published, { $declined } not published

## Settings
admin-holding = Automatic review
admin-holding-means = Which posts a moderator reads before everybody can see them.
holding-lead = These posts wait until a moderator has read them. Whoever wrote them is told at once, and why.
holding-never = What somebody thinks never makes a post wait. Whoever writes in their duty does not wait, and whoever is signed in by e-identification has no first posts.
holding-first_texts = How many first posts wait?
holding-first_texts-hint = From 0 to 5. For accounts that are confirmed by e-mail only.
holding-links = Link from a new account
holding-links-hint = An account is new for its first { $days } days, and until something of it stands here.
holding-burst = Many posts in a short time
holding-burst-hint = From the same account within { $minutes } minutes.
holding-numbers = Phone numbers and identity numbers
holding-numbers-hint = Dates, times, sums, diary numbers and numbers of organisations may stand.
holding-repeated = The same text several times
holding-repeated-hint = When it was sent { $times } times before on the same day. Short posts do not count.
holding-words = Words
holding-words-hint = One word or phrase on each line, at least three letters, at most { $max } lines. Whole words: write inflected forms, too. Words that only look alike are not found, but attempts to write around a word are.
holding-limits-title = New accounts
holding-limits-lead = This much can a new account do. Whoever meets a limit is told when they can go on, and what they wrote stays. Votes have no limit: many in a short time are shown to a moderator instead. Empty means no limit; else at most { $max }.
holding-limit_days = An account is new for so many days
holding-limit_days-hint = From 0 to { $max }. With 0 there are no limits. Whoever has shown an e-identification, writes in a group or holds a duty is never new.
holding-comments_hour = Posts in an hour
holding-comments_day = Posts in a day
holding-proposals_hour = Proposals and ideas in an hour
holding-proposals_day = Proposals and ideas in a day
holding-problems_hour = Problems in an hour
holding-problems_day = Problems in a day
holding-questions_hour = Questions to the municipality in an hour
holding-questions_day = Questions to the municipality in a day
holding-reports_hour = Reports in an hour
holding-reports_day = Reports in a day
holding-agreements_hour = “Agree” and “Same question” in an hour
holding-agreements_day = “Agree” and “Same question” in a day
holding-yes = Waits
holding-no = Shown at once
holding-save = Save
flash-holding_saved = Saved. It holds for posts that are sent from now on.

## Letters
mail-held_released-subject = Your post is published
mail-held_released-body =
    { $hello }

    A post of yours waited to be read. A moderator has read it, and now everybody can see it.

    It stands here: { $link }

    Regards
    Nära in { $place }
    { $url }
mail-held_declined-subject = Your post was not published
mail-held_declined-body =
    { $hello }

    A post of yours waited to be read. A moderator has read it. It is not published, by the rule about { $rule }.

    This is what whoever decided it writes:
    { $reason }

    Do you disagree? Ask for another look by { $until }. Then somebody else reads it again. You do it here, and need to sign in: { $own }

    Regards
    Nära in { $place }
    { $url }
mail-held_upheld-subject = Your post was read again
mail-held_upheld-body =
    { $hello }

    You asked for another look at a post that was not published. Somebody else has read it again. The decision stands.

    This is what whoever decided it writes:
    { $reason }

    Everything about it: { $own }

    Regards
    Nära in { $place }
    { $url }
