### When a discussion is locked or slowed down.

not_now-discussion_locked = The discussion is locked. If you wrote something, it is still here, so that you can save it.
not_now-thread_locked = This thread is locked. If you wrote something, it is still here, so that you can save it or write it somewhere else.
not_now-still_locked = The discussion or the thread is locked. The text goes on waiting, and can be published once it is open again.
not_now-too_soon = In this discussion everybody writes a little less often right now. What you wrote is still here. Wait a little and send it again.

## What everybody reads
locked-title = The discussion is locked
locked-thread-title = The thread is locked
locked-since = Locked since { $date }.
locked-until = Locked since { $date }, until the end of { $until }.
locked-stays = What has been written stays.
locked-nobody = Nobody can write here now. Why is said at the beginning of the discussion.
slow-title = A slower pace
slow-since = Since { $date }.
slow-until = Since { $date }, until the end of { $until }.
slow-pace = { $minutes ->
    [60] One comment an hour per person.
   *[other] One comment every { $minutes } minutes per person.
}
slow-form = This holds until the end of { $until }.
slow-next = You can write again at { $time }. You can start writing now.

## For moderators
reins-link = Lock or slow down the discussion
reins-thread-link = Lock the thread
reins-thread-of = that { $name } began
reins-title = Lock or slow down the discussion
reins-lead = What has been written stays. Everybody reads what you do, since when and why. Single texts that break a rule are hidden instead.
reins-thread-title = Lock the thread
reins-thread-lead = The replies stay. Everybody reads that the thread is locked, since when and why. The rest of the discussion goes on.
reins-lock = Lock the discussion
reins-lock-means = Nobody can write there, officials and elected included.
reins-lock-thread = Lock the thread
reins-lock-thread-means = Nobody can reply there, officials and elected included.
reins-unlock = Unlock
reins-unlock-means = Everybody can write there again.
reins-slow = Slow the pace down
reins-slow-means = Everybody has to wait between their comments. Whoever answers for the municipality does not have to wait.
reins-free = End the slower pace
reins-free-means = Everybody can write as usual again.
reins-minutes = How often may everybody write?
reins-until = Until the end of
reins-until-hint = Without a day it is locked until somebody unlocks it.
reins-slow-until-hint = At most { $days } days ahead.
reins-reason = Why?
reins-reason-hint = Everybody reads it. Point at nobody. At most { $max } characters.
reins-did-lock = Locked.
reins-did-unlock = Unlocked.
reins-did-slow = A slower pace.
reins-did-free = The usual pace again.
reins-did-until = Until the end of { $until }.
reins-back = Back to the discussion

flash-discussion_locked = It is locked. Everybody reads why.
flash-discussion_unlocked = It is unlocked.
flash-discussion_slowed = The pace is slower. Everybody reads why.
flash-discussion_freed = The pace is as usual again.
log-what-discussion_locked = Locked a discussion or a thread
log-what-discussion_unlocked = Unlocked a discussion or a thread
log-what-discussion_slowed = Slowed a discussion down
log-what-discussion_freed = Ended the slower pace of a discussion
deed-discussion_locked = { $who } locked the discussion, or a thread of it, about number { $proposal }.
deed-discussion_unlocked = { $who } unlocked the discussion, or a thread of it, about number { $proposal }.
deed-discussion_slowed = { $who } slowed down the discussion about number { $proposal }.
deed-discussion_freed = { $who } let everybody write as usual in the discussion about number { $proposal }.

moderation_log-how-lock = A discussion that gets out of hand can be locked, or only one thread, or everybody can be asked to write a little less often for a time. It says since when and why. What has been written stays.
moderation_log-locked = { $count ->
    [one] 1 discussion or thread was locked.
   *[other] { $count } discussions or threads were locked.
}
moderation_log-slowed = { $count ->
    [one] In 1 discussion the pace was slower for a time.
   *[other] In { $count } discussions the pace was slower for a time.
}
