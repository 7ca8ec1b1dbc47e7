//! A server that is given its socket, says when it is ready, and ends without breaking anything off.

use std::net::{SocketAddr, TcpListener};
use std::os::fd::OwnedFd;
use std::os::unix::net::UnixDatagram;
use std::process::{Child, Command, Stdio};
use std::time::{Duration, Instant};

use super::common::wire::{Served, Wire};
use super::program::{Folder, nara};
use crate::on_both;

/// What systemd does for a service with a socket: hands it on as the third file, and hears of it when
/// it is ready.
struct Manager {
    socket: TcpListener,
    ear: UnixDatagram,
    folder: Folder,
}

impl Manager {
    fn new() -> Self {
        let folder = Folder::new();
        let ear = UnixDatagram::bind(folder.path().join("notify")).unwrap();
        ear.set_read_timeout(Some(Duration::from_secs(30))).unwrap();
        Self {
            socket: TcpListener::bind("127.0.0.1:0").unwrap(),
            ear,
            folder,
        }
    }

    fn address(&self) -> SocketAddr {
        self.socket.local_addr().unwrap()
    }

    /// A shell passes the socket on: to do it here would be unsafe.
    fn start(&self) -> Child {
        // Its own address is not the one it is given.
        let server = nara(&["serve", "--listen", "127.0.0.1:1"], &self.folder);
        let script = "exec 3<&0 </dev/null; export LISTEN_FDS=1 LISTEN_PID=$$; exec \"$@\"";
        let mut command = Command::new("sh");
        command.args(["-c", script, "sh"]).arg(server.get_program());
        command.args(server.get_args());
        for (name, _) in std::env::vars().filter(|(name, _)| name.starts_with("NARA_")) {
            command.env_remove(name);
        }
        let socket = self.socket.try_clone().unwrap();
        let child = command
            .env("NOTIFY_SOCKET", self.folder.path().join("notify"))
            .stdin(Stdio::from(OwnedFd::from(socket)))
            .stdout(Stdio::null())
            .stderr(Stdio::null())
            .spawn();
        let child = child.unwrap();
        assert_eq!(self.hears(), "READY=1");
        child
    }

    fn hears(&self) -> String {
        let mut said = [0; 64];
        let length = self.ear.recv(&mut said).unwrap();
        String::from_utf8(said[..length].to_vec()).unwrap()
    }

    fn stop(&self, mut child: Child) {
        let id = child.id().to_string();
        let asked = Command::new("kill").args(["-TERM", &id]).status();
        assert!(asked.unwrap().success());
        assert_eq!(self.hears(), "STOPPING=1");
        let begun = Instant::now();
        while child.try_wait().unwrap().is_none() {
            assert!(begun.elapsed() < Duration::from_secs(15));
            std::thread::sleep(Duration::from_millis(10));
        }
    }
}

// That it refuses nobody under load is tried where faults are (`tests/faults/restart.rs`).
#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn it_says_when_it_is_ready_and_whoever_comes_between_two_servers_waits() {
    let manager = Manager::new();
    let first = manager.start();
    let mut wire = Wire::connect(manager.address()).await.unwrap();
    assert_eq!(wire.get("/readyz", &[]).await.unwrap().status, 200);
    drop(wire);
    tokio::task::block_in_place(|| manager.stop(first));
    let address = manager.address();
    let waits = tokio::spawn(async move {
        let mut wire = Wire::connect(address).await?;
        wire.get("/readyz", &[("connection", "close")]).await
    });
    tokio::time::sleep(Duration::from_millis(200)).await;
    assert!(!waits.is_finished(), "nobody is there to answer");
    let second = tokio::task::block_in_place(|| manager.start());
    assert_eq!(waits.await.unwrap().unwrap().status, 200);
    tokio::task::block_in_place(|| manager.stop(second));
}

// A request that is on its way when the server is asked to stop is answered, on a connection that was
// just made as on one that was kept; and they are told that it was the last one.
on_both!(silent_connections_are_listened_to_for_a_moment, |app| {
    let web = app.web().await;
    let served = Served::of(&web.state).await;
    let mut kept = Wire::connect(served.address).await.unwrap();
    let first = kept.get("/om", &[]).await.unwrap();
    assert_eq!((first.status, first.header("connection")), (200, ""));
    let mut fresh = Wire::connect(served.address).await.unwrap();
    // Whoever says nothing holds up nobody for long.
    let silent = Wire::connect(served.address).await.unwrap();
    let mut also_kept = Wire::connect(served.address).await.unwrap();
    assert_eq!(also_kept.get("/om", &[]).await.unwrap().status, 200);
    web.state.shutdown.cancel();
    tokio::time::sleep(Duration::from_millis(100)).await;
    for wire in [&mut kept, &mut fresh] {
        let last = wire.get("/om", &[]).await.unwrap();
        assert_eq!((last.status, last.header("connection")), (200, "close"));
    }
    let begun = Instant::now();
    served.stop().await;
    assert!(begun.elapsed() < Duration::from_secs(5));
    drop((silent, also_kept));
});

#[test]
fn a_socket_that_is_none_is_said() {
    let folder = Folder::new();
    let script = "exec 3</dev/null; export LISTEN_FDS=1 LISTEN_PID=$$; exec \"$@\"";
    let server = nara(&["serve"], &folder);
    let mut command = Command::new("sh");
    command.args(["-c", script, "sh"]).arg(server.get_program());
    let output = command.args(server.get_args()).output().unwrap();
    let said = String::from_utf8(output.stderr).unwrap();
    assert!(!output.status.success(), "{said}");
    assert!(said.contains("given by the service manager"), "{said}");
}
