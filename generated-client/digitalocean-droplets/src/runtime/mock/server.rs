//! The server as tests hold it.

use std::error::Error as StdError;
use std::fmt;
use std::io;
use std::net::SocketAddr;
use std::sync::Arc;
use std::thread;

use reqwest::Url;

use super::clock::MockClock;
use super::listen::Listening;
use super::matching::Pattern;
use super::rule::{Mocked, Rule};
use super::state::{Known, RuleState, Shared};
use crate::runtime::server::Server;
use crate::runtime::{Api, Client, ClientBuilder};

/// A server that stands in for the API, on a port of this machine, over real HTTP.
///
/// Each operation answers with the description's own example, until a rule says something else. What the description does
/// not allow (a path that is not there, a parameter or body that breaks its schema), and what fits no rule of an operation
/// that has some, gets an error reply and lets the test fail when the server is dropped.
#[must_use = "it stops when it is dropped"]
pub struct MockServer {
    shared: Arc<Shared>,
    listening: Listening,
    url: String,
    client: Client,
}

/// Any value will do: nobody looks at it.
const TOKEN: &str = "mock:token";

impl MockServer {
    /// Serves an API at an address.
    pub(crate) fn serve(api: &'static Api, description: &str, address: SocketAddr) -> io::Result<MockServer> {
        let description = serde_json::from_str(description).map_err(io::Error::other)?;
        let first = api.servers.first().and_then(|it| Server::of(it).url().ok());
        let first = first.and_then(|text| Url::parse(&text).ok()).map(|url| url.path().to_owned());
        let base = first.unwrap_or_else(|| api.base_path.to_owned());
        let base = base.trim_end_matches('/');
        let shared = Arc::new(Shared::new(Known::new(api, description, base)));
        let listening = Listening::new(address, shared.clone())?;
        let url = format!("http://{}{base}", listening.address);
        let client = builder(api, &url).build().map_err(io::Error::other)?;
        Ok(MockServer { shared, listening, url, client })
    }

    /// Serves an API on a free port.
    pub(crate) fn somewhere(api: &'static Api, description: &str) -> MockServer {
        let address = SocketAddr::from(([127, 0, 0, 1], 0));
        MockServer::serve(api, description, address).unwrap_or_else(|error| panic!("no mock server: {error}"))
    }

    /// A client of this server. It does not wait between polls and retries, where a client of the API would.
    pub fn client(&self) -> Client {
        self.client.clone()
    }

    /// A builder of clients of this server, for one with settings of your own.
    pub fn client_builder(&self) -> ClientBuilder {
        builder(self.shared.known.api, &self.url)
    }

    /// The base URL: `http://127.0.0.1:PORT`.
    pub fn url(&self) -> &str {
        &self.url
    }

    /// Where it listens.
    pub fn address(&self) -> SocketAddr {
        self.listening.address
    }

    /// A rule for requests that say what this one says; parameters and headers that it does not name may be anything.
    pub fn on<R: Mocked>(&self, request: R) -> Rule<R> {
        self.rule(|shared, operation| Pattern::of(&shared.known, operation, request.into_raw()))
    }

    /// A rule for every request of a type, as in `server.any::<servers::Get>()`.
    pub fn any<R: Mocked>(&self) -> Rule<R> {
        self.rule(|_, operation| Pattern::any(operation))
    }

    /// Method, path and query of each request, in the order in which they came.
    pub fn requests(&self) -> Vec<String> {
        self.shared.state().lines.clone()
    }

    /// Fails if a request came that should not have come, or one did not come that was expected. Dropping the server
    /// does the same.
    ///
    /// # Panics
    ///
    /// That is how it fails.
    #[track_caller]
    pub fn verify(&self) {
        let problems = self.take_problems();
        assert!(problems.is_empty(), "{}", report(&problems));
    }

    /// What [`verify`](Self::verify) would fail for; it is forgotten by being taken.
    pub fn take_problems(&self) -> Vec<String> {
        self.shared.state().take_problems(&self.shared.known)
    }

    fn rule<R: Mocked>(&self, pattern: impl FnOnce(&Shared, usize) -> Pattern) -> Rule<R> {
        // The generator writes one from the other, so that there is one.
        let operation = self.shared.known.find(R::KEY).unwrap_or_default();
        let pattern = pattern(&self.shared, operation);
        Rule::new(self.shared.clone(), RuleState { pattern, answers: Vec::new(), calls: 0, expected: None })
    }
}

fn builder(api: &'static Api, url: &str) -> ClientBuilder {
    let builder = ClientBuilder::new(api).base_url(url).clock(MockClock::default());
    api.schemes.iter().fold(builder, |builder, scheme| builder.secret(scheme.name, TOKEN))
}

fn report(problems: &[String]) -> String {
    let numbered: Vec<String> = problems.iter().enumerate().map(|(at, it)| format!("{}. {it}", at + 1)).collect();
    format!("the mock server got what it should not, or not what it should:\n\n{}\n", numbered.join("\n\n"))
}

impl Drop for MockServer {
    fn drop(&mut self) {
        let problems = self.take_problems();
        if problems.is_empty() {
            return;
        }
        // A second panic would end the process without a word; the first one's reason is mostly in here.
        if thread::panicking() {
            eprintln!("{}", report(&problems));
        } else {
            panic!("{}", report(&problems));
        }
    }
}

impl fmt::Debug for MockServer {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("MockServer").field("url", &self.url).finish_non_exhaustive()
    }
}

/// Runs an example against a server; what goes wrong, and what it should not have sent, is a panic.
pub(crate) fn run(server: MockServer, example: impl AsyncFnOnce(Client) -> Result<(), Box<dyn StdError>>) {
    let runtime = tokio::runtime::Builder::new_current_thread().enable_all().build();
    let outcome = runtime.map_err(Into::into).and_then(|runtime| runtime.block_on(example(server.client())));
    if let Err(error) = outcome {
        panic!("the example fails: {error}");
    }
}
