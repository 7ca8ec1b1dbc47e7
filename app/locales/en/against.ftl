## Votes against, where the rules count them
against-label = { $count ->
    [one] vote against
   *[other] votes against
}
against-give = Vote against
against-given = You have voted against
against-undo = Take the vote back
flash-opposed = Your vote against is counted.
flash-opposition_withdrawn = Your vote against is removed.
rules-here-against = People can vote against, too. Only support counts towards the threshold, and whoever does one of the two stops doing the other.
