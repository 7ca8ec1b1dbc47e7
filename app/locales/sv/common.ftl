## Delas av alla sidor
site-name = Nära
common-supporters = { $count ->
    [one] { $count } stöder
   *[other] { $count } stöder
}
