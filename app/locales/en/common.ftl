## Shared by all pages
site-name = Nära
common-supporters = { $count ->
    [one] { $count } supporter
   *[other] { $count } supporters
}
