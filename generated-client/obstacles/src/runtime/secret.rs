//! Tokens: kept out of `Debug`, wiped from memory, put on a request at the last moment.

use std::error::Error as StdError;
use std::fmt;
use std::future::Future;

use secrecy::zeroize::Zeroize;
use secrecy::{ExposeSecret, SecretString};

use super::transport::BoxFuture;

/// A token or another secret. `Debug` shows none of it, and the memory is wiped when it is dropped.
///
/// White space around it, as left by `cat token.txt`, is not part of it.
#[derive(Clone)]
pub struct Secret(SecretString);

impl Secret {
    /// Keeps `text` secret.
    pub fn new(text: impl AsRef<str>) -> Self {
        Secret(SecretString::from(text.as_ref().trim()))
    }

    /// `user:password`, each as it is.
    pub(crate) fn pair(user: &str, password: &Secret) -> Self {
        Secret(SecretString::from(format!("{user}:{}", password.expose())))
    }

    pub(crate) fn expose(&self) -> &str {
        self.0.expose_secret()
    }

    pub(crate) fn is_empty(&self) -> bool {
        self.expose().is_empty()
    }
}

impl From<&str> for Secret {
    fn from(text: &str) -> Self {
        Secret::new(text)
    }
}

impl From<&String> for Secret {
    fn from(text: &String) -> Self {
        Secret::new(text)
    }
}

impl From<String> for Secret {
    /// The text's own memory is wiped too.
    fn from(mut text: String) -> Self {
        let secret = Secret::new(&text);
        text.zeroize();
        secret
    }
}

impl fmt::Debug for Secret {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("Secret(…)")
    }
}

/// A source of tokens that change, asked before every attempt of every call.
///
/// A closure `Fn() -> impl Future<Output = Result<Secret, E>>` is one. It should keep a token until it is
/// about to expire; nothing is cached here.
pub trait TokenProvider: Send + Sync + 'static {
    /// The token to use now. An error ends the call.
    fn token(&self) -> BoxFuture<'_, Result<Secret, Box<dyn StdError + Send + Sync>>>;
}

impl<F, Fut, E> TokenProvider for F
where
    F: Fn() -> Fut + Send + Sync + 'static,
    Fut: Future<Output = Result<Secret, E>> + Send + 'static,
    E: Into<Box<dyn StdError + Send + Sync>>,
{
    fn token(&self) -> BoxFuture<'_, Result<Secret, Box<dyn StdError + Send + Sync>>> {
        let token = self();
        Box::pin(async move { token.await.map_err(Into::into) })
    }
}
