## Shared by all forms
form-count = { $n } of { $max } characters
form-count-over = { $n } characters too many
