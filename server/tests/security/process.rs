//! The program itself: one server per folder, a clean stop, the operator's first account.

use std::io::{BufRead, BufReader, Read, Write};
use std::net::TcpStream;
use std::path::PathBuf;
use std::process::{Child, Command, Stdio};
use std::time::{Duration, Instant};

const NARA: &str = env!("CARGO_BIN_EXE_nara");

/// A running server, killed when the test ends.
struct Running {
    child: Child,
    address: String,
    data: PathBuf,
}

fn folder(name: &str) -> PathBuf {
    std::env::temp_dir().join(format!("nara-process-{}-{name}", std::process::id()))
}

fn command(args: &[&str], data: &std::path::Path) -> Command {
    let mut command = without_data(args);
    command.arg("--data").arg(data);
    command
}

fn without_data(args: &[&str]) -> Command {
    let mut command = Command::new(NARA);
    // What a developer has in the environment must not decide a test.
    for (name, _) in std::env::vars().filter(|(name, _)| name.starts_with("NARA_")) {
        command.env_remove(name);
    }
    command.args(args).stdin(Stdio::null());
    command
}

impl Running {
    fn start(name: &str, verb: &str) -> Self {
        let data = folder(name);
        let mut child = command(&[verb, "--listen", "127.0.0.1:0"], &data)
            .stdout(Stdio::piped())
            .stderr(Stdio::null())
            .spawn()
            .unwrap();
        let mut line = String::new();
        BufReader::new(child.stdout.take().unwrap())
            .read_line(&mut line)
            .unwrap();
        let address = line
            .trim()
            .strip_prefix("Nära: http://")
            .expect(&line)
            .to_owned();
        Self {
            child,
            address,
            data,
        }
    }

    /// Sends a request and reads what has come until the other side pauses or closes.
    fn request(&self, path: &str) -> TcpStream {
        let mut stream = TcpStream::connect(&self.address).unwrap();
        stream
            .set_read_timeout(Some(Duration::from_secs(10)))
            .unwrap();
        let host = &self.address;
        write!(
            stream,
            "GET {path} HTTP/1.1\r\nHost: {host}\r\nConnection: close\r\n\r\n"
        )
        .unwrap();
        stream
    }

    fn terminate(&self) {
        let done = Command::new("kill")
            .args(["-TERM", &self.child.id().to_string()])
            .status();
        assert!(done.unwrap().success());
    }

    /// The exit code, and how long the end took.
    fn wait(&mut self) -> (Option<i32>, Duration) {
        let begun = Instant::now();
        loop {
            if let Some(status) = self.child.try_wait().unwrap() {
                return (status.code(), begun.elapsed());
            }
            assert!(
                begun.elapsed() < Duration::from_secs(15),
                "the server does not end"
            );
            std::thread::sleep(Duration::from_millis(20));
        }
    }
}

impl Drop for Running {
    fn drop(&mut self) {
        let _ended_before = self.child.kill();
        let _ended = self.child.wait();
        let _left_behind = std::fs::remove_dir_all(&self.data);
    }
}

fn first_line(stream: &mut TcpStream) -> String {
    let mut byte = [0];
    let mut line = Vec::new();
    while stream.read(&mut byte).unwrap() == 1 && byte[0] != b'\n' {
        line.push(byte[0]);
    }
    String::from_utf8(line).unwrap()
}

#[test]
fn a_second_server_on_the_folder_is_refused() {
    let first = Running::start("second", "serve");
    let output = command(&["serve", "--listen", "127.0.0.1:0"], &first.data)
        .output()
        .unwrap();
    assert!(!output.status.success());
    let said = String::from_utf8(output.stderr).unwrap();
    assert!(said.contains("another nara is running"), "{said}");
    // The first one goes on.
    assert!(first_line(&mut first.request("/readyz")).contains("200"));
}

#[test]
fn a_killed_server_leaves_its_folder_free() {
    let mut first = Running::start("killed", "serve");
    first.child.kill().unwrap();
    first.child.wait().unwrap();
    let data = first.data.clone();
    let again = Running::start("killed", "serve");
    assert_eq!(again.data, data);
    assert!(first_line(&mut again.request("/readyz")).contains("200"));
}

#[test]
fn it_stops_cleanly_with_a_stream_open() {
    let mut server = Running::start("stop", "serve");
    let mut stream = server.request("/live");
    assert!(first_line(&mut stream).contains("200"));
    let idle = TcpStream::connect(&server.address).unwrap();
    server.terminate();
    // The stream is ended, not cut: its last chunk is there.
    let mut rest = String::new();
    stream.read_to_string(&mut rest).unwrap();
    assert!(rest.ends_with("0\r\n\r\n"), "{rest}");
    let (code, took) = server.wait();
    assert_eq!(code, Some(0));
    assert!(took < Duration::from_secs(11), "{took:?}");
    drop(idle);
}

#[test]
fn whoever_watches_is_told_whether_it_is_ready() {
    let told = |address: &str| {
        let output = without_data(&["health", "--listen", address]).output();
        let output = output.unwrap();
        let said = [output.stdout, output.stderr].concat();
        (output.status.code(), String::from_utf8(said).unwrap())
    };
    let mut server = Running::start("health", "serve");
    assert_eq!(told(&server.address), (Some(0), "ready\n".to_owned()));
    server.terminate();
    assert_eq!(server.wait().0, Some(0));
    let (code, said) = told(&server.address);
    assert_eq!(code, Some(1), "{said}");
    assert!(said.starts_with("nara: not ready: no answer"), "{said}");
    assert_eq!(said.lines().count(), 1, "{said}");

    // Somebody who takes the connection and never says a word; and somebody else.
    let mute = std::net::TcpListener::bind("127.0.0.1:0").unwrap();
    let (code, said) = told(&mute.local_addr().unwrap().to_string());
    assert_eq!(code, Some(1), "{said}");
    assert!(said.contains("within 6 seconds"), "{said}");
    let stranger = std::net::TcpListener::bind("127.0.0.1:0").unwrap();
    let address = stranger.local_addr().unwrap().to_string();
    let answers = std::thread::spawn(move || {
        let (mut stream, _) = stranger.accept().unwrap();
        let mut part = [0; 1024];
        let asked = stream.read(&mut part).unwrap();
        assert!(asked > 0);
        let answer = b"HTTP/1.1 503 Service Unavailable\r\n\r\nstopping\n";
        stream.write_all(answer).unwrap();
    });
    let (code, said) = told(&address);
    answers.join().unwrap();
    assert_eq!(code, Some(1), "{said}");
    assert_eq!(said, "nara: not ready: stopping (503)\n");
}

#[test]
fn keys_are_made_once_and_private() {
    let server = Running::start("keys", "serve");
    let key = server.data.join("keys/signing.key");
    let made = std::fs::read(&key).unwrap();
    assert_eq!(made.len(), 32);
    use std::os::unix::fs::PermissionsExt;
    assert_eq!(
        std::fs::metadata(&key).unwrap().permissions().mode() & 0o777,
        0o600
    );
}

#[test]
fn the_demo_is_there_quickly_and_once() {
    let begun = Instant::now();
    let mut server = Running::start("demo", "demo");
    assert!(
        begun.elapsed() < Duration::from_secs(20),
        "{:?}",
        begun.elapsed()
    );
    let mut page = String::new();
    server
        .request("/api/v1/proposals?limit=100")
        .read_to_string(&mut page)
        .unwrap();
    assert!(page.contains("\"items\":[{"), "{page}");
    server.terminate();
    assert_eq!(server.wait().0, Some(0));
    let again = Running::start("demo", "demo");
    assert!(first_line(&mut again.request("/readyz")).contains("200"));
}

#[test]
fn the_operator_makes_the_first_account() {
    let data = folder("admin");
    let create = |email: &str, password: &str| {
        let mut child = command(&["admin", "create", "--email", email], &data)
            .stdin(Stdio::piped())
            .stdout(Stdio::piped())
            .stderr(Stdio::piped())
            .spawn()
            .unwrap();
        writeln!(child.stdin.take().unwrap(), "{password}").unwrap();
        let output = child.wait_with_output().unwrap();
        let said = [output.stdout, output.stderr].concat();
        (output.status.success(), String::from_utf8(said).unwrap())
    };
    let (ok, said) = create("Admin@example.se", "en mening bara jag kan");
    assert!(ok && said.contains("Created admin@example.se"), "{said}");
    let (ok, said) = create("admin@example.se", "en annan mening än förut");
    assert!(ok && said.contains("Updated admin@example.se"), "{said}");
    assert!(
        !said.contains("mening"),
        "the password is not repeated: {said}"
    );
    let (ok, said) = create("admin@example.se", "");
    assert!(ok && said.contains("Password, shown only now: "), "{said}");
    for (email, password) in [
        ("admin", "en mening bara jag kan"),
        ("a@example.se", "kort"),
    ] {
        let (ok, said) = create(email, password);
        assert!(!ok && said.starts_with("nara: "), "{said}");
    }
    std::fs::remove_dir_all(data).unwrap();
}

#[test]
fn what_cannot_work_is_said_in_a_sentence() {
    let data = folder("wrong");
    for (args, part) in [
        (["--database", "mysql://x"], "sqlite: or postgres://"),
        (["--public-url", "nara.se"], "http:// or https://"),
        (["--trusted-proxies", "nonsense"], "10.0.0.0/8"),
        (["--listen", "192.0.2.1:1"], "cannot listen"),
        (["--mail-from", "nobody"], "sender"),
    ] {
        let args = [
            &["serve", "--listen", "127.0.0.1:0"][..usize::from(args[0] != "--listen") * 2 + 1],
            &args,
        ]
        .concat();
        let output = command(&args, &data).output().unwrap();
        let said = String::from_utf8(output.stderr).unwrap();
        assert!(
            !output.status.success() && said.contains(part),
            "{args:?}: {said}"
        );
    }
    let _left_behind = std::fs::remove_dir_all(data);
}
