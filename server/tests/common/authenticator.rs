//! A device with a passkey in it: what a browser and a phone do, in software, and everything about it
//! can be got wrong on purpose.

use aws_lc_rs::rand::SystemRandom;
use aws_lc_rs::signature::{ECDSA_P256_SHA256_ASN1_SIGNING, EcdsaKeyPair, KeyPair};
use base64::Engine;
use base64::engine::general_purpose::URL_SAFE_NO_PAD as B64;
use nara_server::entropy::{Entropy, SystemEntropy};
use serde_json::{Value, json};
use sha2::{Digest, Sha256};

pub const ORIGIN: &str = "http://localhost:3000";

const PRESENT: u8 = 0x01;
const VERIFIED: u8 = 0x04;
const NEW_KEY: u8 = 0x40;

pub struct Authenticator {
    key: EcdsaKeyPair,
    pub id: Vec<u8>,
    pub handle: Vec<u8>,
    pub count: u32,
    /// Where the browser says it is.
    pub origin: String,
    /// Which site the device made its key for.
    pub rp_id: String,
    pub present: bool,
    pub verified: bool,
    /// Instead of what was asked for.
    pub challenge: Option<String>,
    pub kind: Option<&'static str>,
}

impl Authenticator {
    pub fn new() -> Self {
        let mut id = vec![0; 32];
        SystemEntropy.fill(&mut id).unwrap();
        Self {
            key: EcdsaKeyPair::generate(&ECDSA_P256_SHA256_ASN1_SIGNING).unwrap(),
            id,
            handle: Vec::new(),
            count: 0,
            origin: ORIGIN.to_owned(),
            rp_id: "localhost".to_owned(),
            present: true,
            verified: true,
            challenge: None,
            kind: None,
        }
    }

    /// `navigator.credentials.create`.
    pub fn create(&mut self, options: &Value) -> String {
        let user = options["publicKey"]["user"]["id"].as_str().unwrap();
        self.handle = B64.decode(user).unwrap();
        let client = self.client_data(options, "webauthn.create");
        let mut data = self.data(NEW_KEY);
        // No maker's number, the key's name, and the public key as COSE.
        data.extend([0; 16]);
        data.extend(u16::try_from(self.id.len()).unwrap().to_be_bytes());
        data.extend(&self.id);
        let point = self.key.public_key().as_ref();
        data.extend([0xa5, 0x01, 0x02, 0x03, 0x26, 0x20, 0x01, 0x21, 0x58, 0x20]);
        data.extend(&point[1..33]);
        data.extend([0x22, 0x58, 0x20]);
        data.extend(&point[33..65]);
        let mut attestation = vec![0xa3];
        for text in ["fmt", "none", "attStmt"] {
            attestation.push(0x60 + u8::try_from(text.len()).unwrap());
            attestation.extend(text.as_bytes());
        }
        attestation.push(0xa0);
        attestation.push(0x68);
        attestation.extend(b"authData");
        attestation.push(0x58);
        attestation.push(u8::try_from(data.len()).unwrap());
        attestation.extend(&data);
        json!({
            "id": B64.encode(&self.id),
            "rawId": B64.encode(&self.id),
            "type": "public-key",
            "authenticatorAttachment": "platform",
            "clientExtensionResults": { "credProps": { "rk": true } },
            "response": {
                "clientDataJSON": B64.encode(client),
                "attestationObject": B64.encode(attestation),
                "transports": ["internal"],
            },
        })
        .to_string()
    }

    /// `navigator.credentials.get`.
    pub fn get(&mut self, options: &Value) -> String {
        self.count += 1;
        let client = self.client_data(options, "webauthn.get");
        let data = self.data(0);
        let mut signed = data.clone();
        signed.extend(Sha256::digest(&client));
        let signature = self.key.sign(&SystemRandom::new(), &signed).unwrap();
        json!({
            "id": B64.encode(&self.id),
            "rawId": B64.encode(&self.id),
            "type": "public-key",
            "clientExtensionResults": {},
            "response": {
                "clientDataJSON": B64.encode(client),
                "authenticatorData": B64.encode(data),
                "signature": B64.encode(signature.as_ref()),
                "userHandle": B64.encode(&self.handle),
            },
        })
        .to_string()
    }

    fn client_data(&self, options: &Value, kind: &str) -> Vec<u8> {
        let asked = options["publicKey"]["challenge"].as_str().unwrap();
        json!({
            "type": self.kind.unwrap_or(kind),
            "challenge": self.challenge.as_deref().unwrap_or(asked),
            "origin": self.origin,
            "crossOrigin": false,
        })
        .to_string()
        .into_bytes()
    }

    fn data(&self, more: u8) -> Vec<u8> {
        let mut flags = more;
        if self.present {
            flags |= PRESENT;
        }
        if self.verified {
            flags |= VERIFIED;
        }
        let mut data = Sha256::digest(self.rp_id.as_bytes()).to_vec();
        data.push(flags);
        data.extend(self.count.to_be_bytes());
        data
    }
}
