//! What a service manager such as systemd gives a server, and is told by it.
//!
//! A socket that the manager opened stays open while one server stops and the next one starts: whoever
//! connects meanwhile waits for a moment instead of being refused. The manager is told when the server
//! is ready, so that `systemctl restart` and whatever comes after it wait for that.

use std::ffi::OsStr;
use std::io;
use std::net::TcpListener;
#[cfg(target_os = "linux")]
use std::os::unix::ffi::OsStrExt;
use std::os::unix::net::{SocketAddr, UnixDatagram};

use listenfd::ListenFd;

/// Everything under way can be answered.
pub const READY: &str = "READY=1";
/// It was asked to stop, and answers what is under way.
pub const STOPPING: &str = "STOPPING=1";

/// The socket to listen on, where one was given (`LISTEN_FDS`).
///
/// # Errors
/// It is none for TCP.
pub fn listener() -> io::Result<Option<TcpListener>> {
    let given = ListenFd::from_env().take_tcp_listener(0)?;
    if let Some(listener) = &given {
        listener.set_nonblocking(true)?;
    }
    Ok(given)
}

/// Tells the manager, where there is one that wants to know (`NOTIFY_SOCKET`). That it hears nothing
/// is no reason to serve nobody.
pub fn tell(what: &str) {
    let Some(address) = std::env::var_os("NOTIFY_SOCKET") else {
        return;
    };
    let told = UnixDatagram::unbound().and_then(|socket| {
        let address = address_of(&address)?;
        socket.send_to_addr(what.as_bytes(), &address)
    });
    if let Err(error) = told {
        tracing::warn!(%error, "manager.unreachable");
    }
}

/// A path, or on Linux a name that is in no folder: it begins with `@`.
fn address_of(named: &OsStr) -> io::Result<SocketAddr> {
    #[cfg(target_os = "linux")]
    if let Some(name) = named.as_bytes().strip_prefix(b"@") {
        use std::os::linux::net::SocketAddrExt;
        return SocketAddr::from_abstract_name(name);
    }
    SocketAddr::from_pathname(named)
}

#[cfg(test)]
mod tests {
    use std::path::Path;

    use super::*;

    #[test]
    fn a_manager_is_reached_at_a_path_or_a_name() {
        let there = address_of(OsStr::new("/run/notify")).unwrap();
        assert_eq!(there.as_pathname(), Some(Path::new("/run/notify")));
        // Elsewhere it is the path of a file.
        #[cfg(target_os = "linux")]
        {
            let named = address_of(OsStr::new("@/org/manager")).unwrap();
            assert_eq!(named.as_pathname(), None);
        }
    }
}
