//! `nara health`: asks a server whether it is ready, for whoever watches it where there is neither `curl` nor
//! a shell: in its image.

use std::io::{ErrorKind, Read, Write};
use std::net::{IpAddr, Ipv4Addr, Ipv6Addr, SocketAddr, TcpStream};
use std::time::{Duration, Instant};

use clap::Args;

use super::CliError;

/// A little longer than the server itself waits for its database.
const PATIENCE: Duration = Duration::from_secs(6);
/// More than such an answer has.
const LONGEST: usize = 16 * 1024;

#[derive(Args)]
pub struct Health {
    /// Address and port it listens on.
    #[arg(long, env = "NARA_LISTEN", default_value = "127.0.0.1:3000")]
    listen: SocketAddr,
}

pub fn run(command: &Health) -> Result<(), CliError> {
    let address = reached(command.listen);
    let answer = ask(address).map_err(|error| match error.kind() {
        // Of a socket whose time is over the system says that it would have to wait.
        ErrorKind::WouldBlock | ErrorKind::TimedOut => CliError::NotReady(format!(
            "no answer on {address} within {} seconds",
            PATIENCE.as_secs()
        )),
        _ => CliError::NotReady(format!("no answer on {address}: {error}")),
    })?;
    match read(&answer) {
        Some((200, says)) if says == "ready" => {
            println!("{says}");
            Ok(())
        }
        Some((status, says)) if status != 200 => {
            Err(CliError::NotReady(format!("{says} ({status})")))
        }
        _ => Err(CliError::NotReady(format!(
            "what answers on {address} is no server of ours"
        ))),
    }
}

/// Where somebody on this machine reaches a server that listens everywhere.
fn reached(listen: SocketAddr) -> SocketAddr {
    let here = match listen.ip() {
        IpAddr::V4(ip) if ip.is_unspecified() => IpAddr::V4(Ipv4Addr::LOCALHOST),
        IpAddr::V6(ip) if ip.is_unspecified() => IpAddr::V6(Ipv6Addr::LOCALHOST),
        ip => ip,
    };
    SocketAddr::new(here, listen.port())
}

/// All of the answer. In the old version of HTTP it comes in one piece and ends with the connection.
fn ask(address: SocketAddr) -> std::io::Result<Vec<u8>> {
    let end = Instant::now() + PATIENCE;
    let mut stream = TcpStream::connect_timeout(&address, PATIENCE)?;
    stream.set_write_timeout(Some(PATIENCE))?;
    let question = format!("GET /readyz HTTP/1.0\r\nhost: {address}\r\n\r\n");
    stream.write_all(question.as_bytes())?;
    let (mut answer, mut part) = (Vec::new(), [0; 1024]);
    while answer.len() < LONGEST {
        let left = end.saturating_duration_since(Instant::now());
        if left.is_zero() {
            return Err(ErrorKind::TimedOut.into());
        }
        stream.set_read_timeout(Some(left))?;
        match stream.read(&mut part)? {
            0 => break,
            length => answer.extend_from_slice(part.get(..length).unwrap_or_default()),
        }
    }
    Ok(answer)
}

/// Its status, and the first line of what it says.
fn read(answer: &[u8]) -> Option<(u16, String)> {
    let text = String::from_utf8_lossy(answer);
    let (head, body) = text.split_once("\r\n\r\n")?;
    let status = head.strip_prefix("HTTP/1.")?.split(' ').nth(1)?;
    let says = body.lines().next().unwrap_or_default();
    Some((status.parse().ok()?, says.to_owned()))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_server_that_listens_everywhere_is_asked_here() {
        for (listen, asked) in [
            ("0.0.0.0:3000", "127.0.0.1:3000"),
            ("[::]:80", "[::1]:80"),
            ("192.0.2.7:3000", "192.0.2.7:3000"),
        ] {
            let listen: SocketAddr = listen.parse().unwrap();
            assert_eq!(reached(listen).to_string(), asked);
        }
    }

    #[test]
    fn an_answer_is_its_status_and_its_first_line() {
        for (answer, wanted) in [
            (
                "HTTP/1.0 200 OK\r\na: b\r\n\r\nready\n",
                Some((200, "ready")),
            ),
            ("HTTP/1.1 503 x\r\n\r\nstopping\n", Some((503, "stopping"))),
            ("HTTP/1.0 200 OK\r\n\r\n", Some((200, ""))),
            ("HTTP/1.0 200 OK\r\n", None),
            ("SSH-2.0-x\r\n\r\n", None),
            ("", None),
        ] {
            let found = read(answer.as_bytes());
            let wanted = wanted.map(|(status, says)| (status, says.to_owned()));
            assert_eq!(found, wanted, "{answer}");
        }
    }
}
