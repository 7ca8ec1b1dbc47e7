//! Accounts: registering, signing in, the account page, and the demo's post box.

pub mod api;

#[cfg(feature = "ssr")]
mod account;
#[cfg(feature = "ssr")]
mod broken_link;
#[cfg(feature = "ssr")]
mod change;
#[cfg(feature = "ssr")]
mod code;
#[cfg(feature = "ssr")]
mod confirm;
#[cfg(feature = "ssr")]
mod devices;
#[cfg(feature = "ssr")]
mod forgotten;
#[cfg(feature = "ssr")]
mod intent;
#[cfg(feature = "ssr")]
mod mailbox;
#[cfg(feature = "ssr")]
mod new_address;
#[cfg(feature = "ssr")]
mod new_password;
#[cfg(feature = "ssr")]
mod provider;
#[cfg(feature = "ssr")]
mod register;
#[cfg(feature = "ssr")]
mod sign_in;

#[cfg(feature = "ssr")]
pub use account::AccountPage;
#[cfg(feature = "ssr")]
pub use change::{AddressPage, PasswordPage};
#[cfg(feature = "ssr")]
pub use code::CodePage;
#[cfg(feature = "ssr")]
pub use confirm::ConfirmPage;
#[cfg(feature = "ssr")]
pub use forgotten::{ForgottenPage, ResetSentPage};
#[cfg(feature = "ssr")]
pub use intent::support_intent;
#[cfg(feature = "ssr")]
pub use mailbox::DemoMailPage;
#[cfg(feature = "ssr")]
pub use new_address::NewAddressPage;
#[cfg(feature = "ssr")]
pub use new_password::NewPasswordPage;
#[cfg(feature = "ssr")]
pub use provider::{PROVIDER_FORM, ProviderPage, prove as prove_by_provider};
#[cfg(feature = "ssr")]
pub use register::{CheckMailPage, RegisterPage};
#[cfg(feature = "ssr")]
pub use sign_in::SignInPage;

/// Where the reader goes on to after signing in: from the form that came back, else the address.
#[cfg(feature = "ssr")]
pub(crate) fn next_address(form: &crate::ui::FormState) -> String {
    use leptos::prelude::ReadUntracked;
    let asked = leptos_router::hooks::use_query_map()
        .read_untracked()
        .get("sedan");
    form.value("sedan", &asked.unwrap_or_default())
}
