//! As much of a shell's language as the documents use: words, quotes, comments, lines that go on, and what
//! stands between two commands.

use std::mem::take;

/// The words of each simple command, without what is sent to files and read from them.
pub fn commands(script: &str) -> Vec<Vec<String>> {
    let mut reader = Reader::default();
    let mut letters = script.chars().peekable();
    while let Some(letter) = letters.next() {
        match letter {
            '\'' | '"' => {
                let quoted: String = letters.by_ref().take_while(|c| *c != letter).collect();
                reader.word.get_or_insert_default().push_str(&quoted);
            }
            '\\' => {
                let next = letters.next().filter(|next| *next != '\n');
                reader.word_goes_on(next);
            }
            '#' if reader.word.is_none() => while letters.next_if(|c| *c != '\n').is_some() {},
            '<' | '>' => {
                reader.end_word();
                reader.is_file = true;
            }
            '\n' | '|' | '&' | ';' | '(' | ')' => reader.end_command(),
            space if space.is_whitespace() => reader.end_word(),
            letter => reader.word_goes_on(Some(letter)),
        }
    }
    reader.end_command();
    reader.commands
}

#[derive(Default)]
struct Reader {
    commands: Vec<Vec<String>>,
    command: Vec<String>,
    word: Option<String>,
    /// The next word names one.
    is_file: bool,
}

impl Reader {
    fn word_goes_on(&mut self, letter: Option<char>) {
        if let Some(letter) = letter {
            self.word.get_or_insert_default().push(letter);
        }
    }

    fn end_word(&mut self) {
        if let Some(word) = self.word.take()
            && !take(&mut self.is_file)
        {
            self.command.push(word);
        }
    }

    fn end_command(&mut self) {
        self.end_word();
        self.is_file = false;
        if !self.command.is_empty() {
            self.commands.push(take(&mut self.command));
        }
    }
}

#[test]
fn a_script_is_read_as_a_shell_does() {
    let script = "export A=b # nothing\n\nnara admin create --name \"Anna # Admin\" \\\n    --x 'y z' > told.txt\n\
                  a|b --c\t&& d <<< 'e f'; (g </dev/null)\n";
    let read = commands(script);
    let read: Vec<Vec<&str>> = read
        .iter()
        .map(|words| words.iter().map(String::as_str).collect())
        .collect();
    assert_eq!(
        read,
        [
            vec!["export", "A=b"],
            vec![
                "nara",
                "admin",
                "create",
                "--name",
                "Anna # Admin",
                "--x",
                "y z"
            ],
            vec!["a"],
            vec!["b", "--c"],
            vec!["d"],
            vec!["g"],
        ]
    );
}
