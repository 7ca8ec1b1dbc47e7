## What happens while the page is open
live-act = New answer from the municipality on this page.
live-state = The state has changed.
live-comment = New comment in the discussion.
live-comment-one = One new comment – show
live-comment-many = { $n } new comments – show
live-support = { $n } support it now.
live-new-one = One new since you opened the page – show
live-new-many = { $n } new since you opened the page – show
live-idea = A new idea has come in.
live-question-act = Something new has happened to the questions on this page.
live-question = What stands on this page has changed.
