//! What somebody is likely to have meant by a name that nobody knows.

/// How many letters have to be changed, added or left out.
pub fn distance(one: &str, other: &str) -> usize {
    let mut row: Vec<usize> = (0..=other.chars().count()).collect();
    for (above, letter) in one.chars().enumerate() {
        let mut next = Vec::with_capacity(row.len());
        let mut left = above + 1;
        next.push(left);
        for (pair, there) in row.windows(2).zip(other.chars()) {
            let [diagonal, up] = pair else { continue };
            let changed = diagonal + usize::from(letter != there);
            left = changed.min(up + 1).min(left + 1);
            next.push(left);
        }
        row = next;
    }
    row.last().copied().unwrap_or_default()
}

/// The name that is no more letters away than `most`, and nearest.
pub fn nearest<'a>(
    given: &str,
    names: impl Iterator<Item = &'a str>,
    most: usize,
) -> Option<&'a str> {
    names
        .map(|name| (distance(given, name), name))
        .min()
        .filter(|(away, _)| *away <= most)
        .map(|(_, name)| name)
}

#[cfg(test)]
mod tests {
    use super::{distance, nearest};

    #[test]
    fn letters_are_counted() {
        for (one, other, away) in [
            ("", "", 0),
            ("nämnd", "nämnd", 0),
            ("nämnd", "nämnden", 2),
            ("tekniska", "teknsika", 2),
            ("ö", "", 1),
        ] {
            assert_eq!(distance(one, other), away, "{one} {other}");
            assert_eq!(distance(other, one), away, "{one} {other}");
        }
    }

    #[test]
    fn the_nearest_is_near() {
        let names = || ["tekniska nämnden", "socialnämnden"].into_iter();
        assert_eq!(
            nearest("teknisk nämnden", names(), 3),
            Some("tekniska nämnden")
        );
        assert_eq!(nearest("byalaget", names(), 3), None);
        assert_eq!(nearest("nämnden", [].into_iter(), 3), None);
    }
}
