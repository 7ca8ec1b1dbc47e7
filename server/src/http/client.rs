//! Which network a request came from.
//!
//! `X-Forwarded-For` is written by whoever sends it, so it counts only where a trusted proxy
//! appended to it: walking from the right, the first address that is no trusted proxy is the client.

use std::net::{IpAddr, Ipv4Addr, Ipv6Addr, SocketAddr};
use std::str::FromStr;

use axum::extract::{ConnectInfo, Request, State};
use axum::http::{HeaderMap, header};
use axum::middleware::Next;
use axum::response::Response;
use nara_app::accounts::api::Visit;

use crate::state::AppState;

/// An address or a network of trusted proxies: `127.0.0.1`, `10.0.0.0/8`, `fd00::/8`.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Network {
    address: IpAddr,
    bits: u8,
}

#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[error("`{0}` is no address or network such as 127.0.0.1 or 10.0.0.0/8")]
pub struct NotANetwork(String);

impl FromStr for Network {
    type Err = NotANetwork;

    fn from_str(text: &str) -> Result<Self, NotANetwork> {
        let wrong = || NotANetwork(text.to_owned());
        let (address, bits) = match text.trim().split_once('/') {
            Some((address, bits)) => (address, Some(bits.parse::<u8>().map_err(|_| wrong())?)),
            None => (text.trim(), None),
        };
        let address: IpAddr = address.parse().map_err(|_| wrong())?;
        let most = if address.is_ipv4() { 32 } else { 128 };
        let bits = bits.unwrap_or(most);
        if bits > most {
            return Err(wrong());
        }
        Ok(Self { address, bits })
    }
}

impl Network {
    pub fn contains(&self, address: IpAddr) -> bool {
        match (self.address, address) {
            (IpAddr::V4(net), IpAddr::V4(address)) => {
                mask4(net, self.bits) == mask4(address, self.bits)
            }
            (IpAddr::V6(net), IpAddr::V6(address)) => {
                mask6(net, self.bits) == mask6(address, self.bits)
            }
            _ => false,
        }
    }
}

fn mask4(address: Ipv4Addr, bits: u8) -> u32 {
    let mask = u32::MAX
        .checked_shl(32 - u32::from(bits.min(32)))
        .unwrap_or(0);
    u32::from(address) & mask
}

fn mask6(address: Ipv6Addr, bits: u8) -> u128 {
    let mask = u128::MAX
        .checked_shl(128 - u32::from(bits.min(128)))
        .unwrap_or(0);
    u128::from(address) & mask
}

/// The client's address: the peer's, or what a trusted peer says.
pub fn address(peer: IpAddr, headers: &HeaderMap, trusted: &[Network]) -> IpAddr {
    let is_trusted = |address: IpAddr| trusted.iter().any(|network| network.contains(address));
    let peer = peer.to_canonical();
    if !is_trusted(peer) {
        return peer;
    }
    let hops: Vec<&str> = headers
        .get_all("x-forwarded-for")
        .iter()
        .filter_map(|value| value.to_str().ok())
        .flat_map(|value| value.split(','))
        .collect();
    let mut client = peer;
    for hop in hops.iter().rev() {
        // What cannot be read was not written by a proxy of ours: stop at the last known hop.
        let Ok(hop) = hop.trim().parse::<IpAddr>() else {
            break;
        };
        client = hop.to_canonical();
        if !is_trusted(client) {
            break;
        }
    }
    client
}

/// The network limits are counted by: one household or school, not one device.
pub fn network(address: IpAddr) -> String {
    match address.to_canonical() {
        IpAddr::V4(address) => format!("{}/24", Ipv4Addr::from(mask4(address, 24))),
        IpAddr::V6(address) => format!("{}/56", Ipv6Addr::from(mask6(address, 56))),
    }
}

/// Puts the [`Visit`] into the request's extensions.
pub async fn visit(State(state): State<AppState>, mut request: Request, next: Next) -> Response {
    let peer = request
        .extensions()
        .get::<ConnectInfo<SocketAddr>>()
        .map_or(IpAddr::V4(Ipv4Addr::UNSPECIFIED), |info| info.0.ip());
    let user_agent = request
        .headers()
        .get(header::USER_AGENT)
        .and_then(|value| value.to_str().ok())
        .unwrap_or_default()
        .chars()
        .take(200)
        .collect();
    let client = address(peer, request.headers(), &state.trusted_proxies);
    request.extensions_mut().insert(Visit {
        network: network(client),
        user_agent,
        // Not known yet: see `FormRequest`.
        session: String::new(),
    });
    next.run(request).await
}

#[cfg(test)]
mod tests {
    use super::*;

    fn forwarded(lines: &[&str]) -> HeaderMap {
        let mut headers = HeaderMap::new();
        for line in lines {
            headers.append("x-forwarded-for", line.parse().unwrap());
        }
        headers
    }

    fn client(peer: &str, lines: &[&str], trusted: &[&str]) -> String {
        let trusted: Vec<Network> = trusted.iter().map(|text| text.parse().unwrap()).collect();
        address(peer.parse().unwrap(), &forwarded(lines), &trusted).to_string()
    }

    #[test]
    fn only_what_a_trusted_proxy_appended_counts() {
        let trusted = ["127.0.0.1", "10.0.0.0/8"];
        assert_eq!(client("203.0.113.9", &["1.2.3.4"], &trusted), "203.0.113.9");
        assert_eq!(client("127.0.0.1", &[], &trusted), "127.0.0.1");
        assert_eq!(
            client("127.0.0.1", &["203.0.113.9"], &trusted),
            "203.0.113.9"
        );
        // The first entries are the client's own invention.
        assert_eq!(
            client("127.0.0.1", &["1.2.3.4, 203.0.113.9"], &trusted),
            "203.0.113.9"
        );
        assert_eq!(
            client("127.0.0.1", &["1.2.3.4, 203.0.113.9, 10.1.1.1"], &trusted),
            "203.0.113.9"
        );
        assert_eq!(
            client("127.0.0.1", &["1.2.3.4", "203.0.113.9"], &trusted),
            "203.0.113.9"
        );
        assert_eq!(client("127.0.0.1", &["nonsense"], &trusted), "127.0.0.1");
        assert_eq!(
            client("::ffff:203.0.113.9", &["1.2.3.4"], &trusted),
            "203.0.113.9"
        );
        assert_eq!(client("127.0.0.1", &["1.2.3.4"], &[]), "127.0.0.1");
    }

    #[test]
    fn networks_are_households() {
        let of = |text: &str| network(text.parse().unwrap());
        assert_eq!(of("203.0.113.9"), "203.0.113.0/24");
        assert_eq!(of("2001:db8:1:2ff:3::9"), "2001:db8:1:200::/56");
        assert_eq!(of("::ffff:203.0.113.9"), "203.0.113.0/24");
    }

    #[test]
    fn wrong_networks_are_refused() {
        for wrong in ["", "10.0.0.0/33", "::/129", "local", "10.0.0.0/x"] {
            assert!(wrong.parse::<Network>().is_err(), "{wrong}");
        }
        assert!(
            "0.0.0.0/0"
                .parse::<Network>()
                .unwrap()
                .contains("9.9.9.9".parse().unwrap())
        );
    }
}
