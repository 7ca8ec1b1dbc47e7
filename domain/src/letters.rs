//! What becomes of letters on their way out.

coded_enum! {
    /// Why a letter did not go out, as far as somebody can do something about it. The mail server's
    /// own words may repeat addresses and are for the operator alone.
    pub enum Trouble {
        /// There is no server of this name.
        UnknownHost = "unknown_host",
        /// The server does not answer at that address.
        Unreachable = "unreachable",
        /// No encrypted connection came about: certificate, or the wrong kind of port.
        Encryption = "encryption",
        /// User name or password are wrong, or signing in is not allowed.
        SignIn = "sign_in",
        /// The server takes no letter from this sender or to this recipient.
        Refused = "refused",
        /// The server says to try again later.
        Later = "later",
        /// The server took too long.
        TooSlow = "too_slow",
        /// The folder for letters cannot be written to.
        Folder = "folder",
        /// The address of who gets it, or the letter itself, is none.
        Letter = "letter",
        /// Anything else.
        Other = "other",
    }
}

impl Trouble {
    /// What the mail server's answer of three digits means (RFC 5321, RFC 4954).
    pub const fn of_reply(code: u16) -> Self {
        match code {
            530 | 534 | 535 | 538 => Self::SignIn,
            454 | 523 => Self::Encryption,
            400..=499 => Self::Later,
            550..=559 => Self::Refused,
            _ => Self::Other,
        }
    }

    /// Whether it is about the way out and not about this letter: the next one would fare no better
    /// now, and would only wait as long.
    pub const fn holds_up_others(self) -> bool {
        match self {
            Self::UnknownHost
            | Self::Unreachable
            | Self::Encryption
            | Self::SignIn
            | Self::TooSlow
            | Self::Folder => true,
            Self::Refused | Self::Later | Self::Letter | Self::Other => false,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::Trouble as T;

    #[test]
    fn a_reply_is_what_somebody_can_mend() {
        for (code, trouble) in [
            (535, T::SignIn),
            (530, T::SignIn),
            (550, T::Refused),
            (554, T::Refused),
            (421, T::Later),
            (451, T::Later),
            (454, T::Encryption),
            (500, T::Other),
        ] {
            assert_eq!(T::of_reply(code), trouble, "{code}");
        }
    }

    #[test]
    fn what_a_server_says_about_one_letter_holds_up_no_other() {
        for code in [421, 450, 451, 550, 552, 554, 500] {
            assert!(!T::of_reply(code).holds_up_others(), "{code}");
        }
        assert!(T::TooSlow.holds_up_others() && T::Unreachable.holds_up_others());
    }
}
