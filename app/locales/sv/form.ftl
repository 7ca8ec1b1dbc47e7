## Delas av alla formulär
form-count = { $n } av { $max } tecken
form-count-over = { $n } tecken för mycket
