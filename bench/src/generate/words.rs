//! What made-up people write: plain Swedish from parts, long and varied enough that pages weigh and
//! searches find what they do in a real municipality.

use nara_domain::proposal::Topic;

use crate::numbers::Chance;

/// What is wanted: the subject, with its article, and the word by itself.
pub const THINGS: &[(Topic, &str, &str)] = &[
    (Topic::Safety, "bättre belysning", "belysning"),
    (Topic::Safety, "en trygghetsvandring", "trygghetsvandring"),
    (Topic::Safety, "fler väktare om kvällen", "väktare"),
    (Topic::Traffic, "ett övergångsställe", "övergångsställe"),
    (Topic::Traffic, "farthinder", "farthinder"),
    (Topic::Traffic, "en säkrare korsning", "korsning"),
    (Topic::Traffic, "fler bussavgångar", "bussavgångar"),
    (Topic::Cycling, "en cykelbana", "cykelbana"),
    (Topic::Cycling, "cykelställ med tak", "cykelställ"),
    (Topic::Cycling, "en cykelpump", "cykelpump"),
    (Topic::School, "en ny skolgård", "skolgård"),
    (Topic::School, "längre öppettider på fritids", "fritids"),
    (Topic::Play, "en lekplats", "lekplats"),
    (Topic::Play, "en pulkabacke", "pulkabacke"),
    (Topic::Play, "gungor för små barn", "gungor"),
    (Topic::Sports, "ett utegym", "utegym"),
    (Topic::Sports, "en isbana", "isbana"),
    (Topic::Sports, "en konstgräsplan", "konstgräsplan"),
    (Topic::Leisure, "en fritidsgård", "fritidsgård"),
    (Topic::Leisure, "en skatepark", "skatepark"),
    (
        Topic::Culture,
        "ett bibliotek som är öppet på söndagar",
        "bibliotek",
    ),
    (Topic::Culture, "en utomhusscen", "utomhusscen"),
    (Topic::Culture, "replokaler", "replokaler"),
    (Topic::Park, "fler bänkar", "bänkar"),
    (Topic::Park, "en parkrunda med träd", "parkrunda"),
    (Topic::Park, "odlingslådor", "odlingslådor"),
    (Topic::Bathing, "en badbrygga", "badbrygga"),
    (
        Topic::Bathing,
        "ett omklädningsrum vid badet",
        "omklädningsrum",
    ),
    (Topic::Environment, "laddstolpar", "laddstolpar"),
    (Topic::Environment, "en äng i stället för gräsmatta", "äng"),
    (Topic::Cleaning, "fler papperskorgar", "papperskorgar"),
    (
        Topic::Cleaning,
        "en återvinningsstation",
        "återvinningsstation",
    ),
    (Topic::Dogs, "en hundrastgård", "hundrastgård"),
    (Topic::Accessibility, "en ramp för rullstolar", "ramp"),
    (
        Topic::Accessibility,
        "snöröjning av trottoarer",
        "snöröjning",
    ),
    (Topic::Integration, "ett språkkafé", "språkkafé"),
    (Topic::Openness, "nämndens möten på webben", "webbsändning"),
    (Topic::Other, "en offentlig toalett", "toalett"),
    (Topic::Other, "vattenkranar i parkerna", "vattenkranar"),
];

const VERBS: &[&str] = &[
    "Bygg",
    "Ordna",
    "Inför",
    "Anlägg",
    "Låt oss få",
    "Rusta upp och bygg",
    "Satsa på",
    "Vi behöver",
    "Gör plats för",
    "Prova",
];
const BEFORE: &[&str] = &["vid", "på", "nära", "i", "intill", "längs"];
const FIRST: &[&str] = &[
    "Ek", "Björk", "Lind", "Al", "Ask", "Rönn", "Sjö", "Berg", "Dal", "Strand", "Norr", "Söder",
    "Väster", "Öster", "Kvarn", "Kyrk", "Skol", "Station", "Brunn", "Hammar", "Hult", "Granit",
    "Vall", "Fågel", "Sten", "Sand", "Ros", "Lärk", "Svan", "Tall", "Mal", "Gran",
];
const SECOND: &[&str] = &[
    "backen", "gatan", "vägen", "torget", "parken", "dungen", "byn", "ängen", "viken", "höjden",
    "kullen", "stigen", "gärdet", "lunden", "bron", "udden", "planen", "hagen", "skogen", "dalen",
    "berget", "åsen", "näset", "hamnen",
];
const WHY: &[&str] = &[
    "I dag finns inget sådant på gångavstånd, och många väljer bilen fast de helst skulle gå.",
    "Vi som bor här har pratat om det i flera år utan att något har hänt.",
    "Barnen i kvarteret har ingenstans att vara efter skolan när det blir mörkt.",
    "Det skulle göra platsen tryggare, särskilt för den som går hem sent på kvällen.",
    "Förra vintern halkade flera grannar just där, och en fick åka till sjukhus.",
    "I grannkommunen har de gjort så sedan ett par år tillbaka, och det används varje dag.",
    "Det behöver inte kosta mycket: det mesta finns redan på plats och kan användas igen.",
    "Föreningarna i området har lovat att hjälpa till med skötseln när det är klart.",
    "Många äldre har svårt att ta sig dit som det är nu, och det är synd.",
    "Jag har räknat en tisdag i oktober: det gick ett hundratal personer förbi på en timme.",
];
const HOW: &[&str] = &[
    "Börja med en enklare lösning i sommar och se hur den används innan ni bygger det som ska stå kvar.",
    "Fråga gärna skolan och pensionärsföreningen var det passar bäst, de vet hur folk rör sig.",
    "Det räcker med belysning på den ena sidan och en liten skylt som visar vägen.",
    "Ta pengarna ur det som är avsatt för parker, där står det att området ska rustas.",
    "Gör det samtidigt som gatan ändå grävs upp, så blir det billigare för alla.",
    "Någon behöver sköta det, och det är rimligt att kommunen lovar det från början.",
];
const SAID: &[&str] = &[
    "Jag går där varje dag och håller med helt och hållet.",
    "Bra förslag, men det måste gå att ta sig dit med barnvagn också.",
    "Hur mycket kostar det, och vem sköter om det sedan?",
    "Vi har försökt få till det här tidigare. Då var svaret att det inte fanns pengar.",
    "Det är fel plats. Närmare skolan skulle det användas av många fler.",
    "Min dotter och hennes vänner skulle vara där varje kväll.",
    "Jag är rädd att det blir mer trafik på vår gata, och den är redan för smal.",
    "Tänk på dem som bor intill: kan det vara stängt efter klockan tio?",
    "I vår förening har vi verktyg och folk som kan hjälpa till en lördag.",
    "Det finns redan ett sådant tio minuter bort som nästan ingen använder.",
    "Kan någon på kommunen berätta om det går att söka bidrag till det här?",
    "Så länge träden får stå kvar är jag för det.",
    "Det viktigaste är att det blir gjort innan vintern kommer.",
    "Jag röstade för det förra gången också och hoppas på ett riktigt svar nu.",
];
const NAMES: &[&str] = &[
    "Ada", "Ali", "Amina", "Anna", "Arvid", "Astrid", "Bo", "Carina", "Dilan", "Elin", "Elsa",
    "Emil", "Erik", "Fatima", "Gun", "Hanna", "Hassan", "Ida", "Ingrid", "Jonas", "Karin", "Lars",
    "Leila", "Linnea", "Maja", "Mats", "Mira", "Noor", "Olle", "Per", "Rasmus", "Sara", "Siv",
    "Sven", "Tove", "Ulla", "Vera", "Wilma", "Yusuf", "Åke", "Örjan",
];

/// A place: there are some hundreds.
pub fn place(chance: &mut Chance) -> String {
    format!("{}{}", chance.pick(FIRST), chance.pick(SECOND))
}

/// All of them, in an order of their own.
pub fn all_places() -> Vec<String> {
    let mut places = Vec::with_capacity(FIRST.len() * SECOND.len());
    for second in SECOND {
        places.extend(FIRST.iter().map(|first| format!("{first}{second}")));
    }
    places
}

/// A title for what is wanted at a place.
pub fn title(chance: &mut Chance, thing: &str, place: &str) -> String {
    let (verb, before) = (chance.pick(VERBS), chance.pick(BEFORE));
    format!("{verb} {thing} {before} {place}")
}

/// Why and how, in two paragraphs.
pub fn body(chance: &mut Chance, thing: &str, place: &str) -> String {
    let (why, also, how) = (chance.pick(WHY), chance.pick(WHY), chance.pick(HOW));
    let name = chance.pick(NAMES);
    format!(
        "Jag vill att kommunen ordnar {thing} vid {place}. {why} {also}\n\n{how} \
         {name} och jag visar gärna platsen för den som vill se hur det är."
    )
}

/// A comment.
pub fn comment(chance: &mut Chance) -> String {
    let (one, other) = (chance.pick(SAID), chance.pick(SAID));
    match chance.below(3) {
        0 => one.to_owned(),
        1 => format!("{one} {other}"),
        _ => format!("Från {}: {one}\n\n{other}", place(chance)),
    }
}

/// What somebody is shown under.
pub fn name(person: i64) -> String {
    let mut chance = Chance::of(3, person.unsigned_abs());
    let letter = chance.pick(&["A", "B", "E", "G", "H", "K", "L", "M", "N", "S"]);
    format!("{} {letter}", chance.pick(NAMES))
}

#[cfg(test)]
mod tests {
    use super::*;
    use nara_domain::text::{BodyText, CommentText, Title};

    #[test]
    fn what_is_written_could_have_been_handed_in() {
        for number in 0..2_000 {
            let mut chance = Chance::of(9, number);
            let (_, thing, word) = THINGS[usize::try_from(number).unwrap() % THINGS.len()];
            let place = place(&mut chance);
            let title = title(&mut chance, thing, &place);
            assert!(Title::parse(&title).is_ok(), "{title}");
            let body = body(&mut chance, thing, &place);
            assert!(BodyText::parse(&body).is_ok(), "{body}");
            assert!(body.chars().count() > 250, "{body}");
            let comment = comment(&mut chance);
            assert!(CommentText::parse(&comment).is_ok(), "{comment}");
            let found = nara_domain::search::search_text(&format!("{title}\n{body}"));
            let looked_for = nara_domain::search::query(&format!("{word} {place}"));
            let there = looked_for
                .iter()
                .filter(|term| found.split(' ').any(|stem| stem.starts_with(&term.stem)));
            assert!(there.count() > 0, "{found}");
        }
    }

    #[test]
    fn places_are_many_and_each_once() {
        let mut places = all_places();
        let count = places.len();
        places.sort();
        places.dedup();
        assert_eq!((places.len(), count), (768, 768));
    }
}
