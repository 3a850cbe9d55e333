//! Rules: what a test says about the answers to some requests.

use std::marker::PhantomData;
use std::sync::Arc;
use std::time::Duration;

use http::{HeaderName, HeaderValue, StatusCode};
use serde::Serialize;
use serde_json::Value;

use super::answer::{Answer, Content, What};
use super::incoming::{Incoming, pairs};
use super::matching::Wanted;
use super::state::{RuleState, Shared};
use crate::runtime::encode::Style;
use crate::runtime::{RawRequest, ToParam};

/// A request type of this client, as far as rules need to know it. It is implemented by the generator.
pub trait Mocked {
    /// What [`Rule::returns`] takes: what awaiting the request gives; of a list, all of its items.
    type Output;

    /// Resource and method of the client.
    #[doc(hidden)]
    const KEY: &'static str;

    #[doc(hidden)]
    fn into_raw(self) -> RawRequest;

    #[doc(hidden)]
    fn content(output: Self::Output) -> Content;
}

/// `mocked!(servers::Get, "servers.get", json Server)`
macro_rules! mocked {
    ($request:ty, $key:literal, $kind:ident $output:ty) => {
        impl $crate::runtime::mock::Mocked for $request {
            type Output = $output;
            const KEY: &'static str = $key;

            fn into_raw(self) -> $crate::runtime::RawRequest {
                self.0
            }

            fn content(output: $output) -> $crate::runtime::mock::Content {
                $crate::runtime::mock::mocked!(@content $kind output)
            }
        }
    };
    (@content json $output:ident) => { $crate::runtime::mock::Content::json(&$output) };
    (@content text $output:ident) => { $crate::runtime::mock::Content::text($output) };
    (@content bytes $output:ident) => { $crate::runtime::mock::Content::bytes($output) };
    (@content nothing $output:ident) => {{
        let () = $output;
        $crate::runtime::mock::Content::nothing()
    }};
}
pub(crate) use mocked;

/// What the server answers to some requests. It holds from when it is made, and each method adds to it.
///
/// Answers (`returns`, `fails_with`, …) are given in their order, each once; the last one again and again. What
/// `times`, `delay` and `header` say is said of the answer before them. A rule without an answer gives the
/// description's example. Of several rules for a request the latest wins; one whose answers are spent leaves it to those before.
pub struct Rule<R> {
    shared: Arc<Shared>,
    at: usize,
    request: PhantomData<fn(R)>,
}

impl<R: Mocked> Rule<R> {
    /// Answers with what awaiting the request is to give. A list is cut into the pages that are asked for.
    pub fn returns(self, output: impl Into<R::Output>) -> Self {
        self.answer(What::Output(R::content(output.into())), None)
    }
}

impl<R> Rule<R> {
    pub(super) fn new(shared: Arc<Shared>, rule: RuleState) -> Self {
        let mut state = shared.state();
        let at = state.rules.len();
        state.rules.push(rule);
        drop(state);
        Rule { shared, at, request: PhantomData }
    }

    /// Answers with the description's own example.
    pub fn returns_example(self) -> Self {
        self.answer(What::Example, None)
    }

    /// Answers with this as the whole body, whatever the description says.
    pub fn returns_json(self, body: impl Serialize) -> Self {
        self.answer(What::Whole(Content::json(&body)), None)
    }

    /// Answers with this status and the error body that the description shows for it.
    ///
    /// # Panics
    ///
    /// If no reply can have this status.
    #[track_caller]
    pub fn fails(self, status: u16) -> Self {
        self.answer(What::Failure, Some(code(status)))
    }

    /// Answers with this status and this body.
    ///
    /// # Panics
    ///
    /// If no reply can have this status.
    #[track_caller]
    pub fn fails_with(self, status: u16, body: impl Serialize) -> Self {
        self.answer(What::Whole(Content::json(&body)), Some(code(status)))
    }

    /// Closes the connection instead of answering.
    pub fn breaks_off(self) -> Self {
        self.answer(What::Silence, None)
    }

    /// Gives the last answer so often, and then the next one. After the last the rule is spent.
    pub fn times(self, times: u64) -> Self {
        self.last(|answer| answer.left = Some(times))
    }

    /// Waits so long before the last answer.
    pub fn delay(self, delay: Duration) -> Self {
        self.last(|answer| answer.delay = delay)
    }

    /// Gives the last answer with this status.
    ///
    /// # Panics
    ///
    /// If no reply can have it.
    #[track_caller]
    pub fn status(self, status: u16) -> Self {
        let status = code(status);
        self.last(|answer| answer.status = Some(status))
    }

    /// Gives the last answer with this header.
    ///
    /// # Panics
    ///
    /// If it cannot be sent.
    #[track_caller]
    pub fn header(self, name: &str, value: &str) -> Self {
        let (name, value) = field(name, value);
        self.last(|answer| _ = answer.headers.insert(name, value))
    }

    /// Lets the test fail unless so many requests were answered by this rule.
    pub fn expect(self, times: u64) -> Self {
        self.change(|rule| rule.expected = Some(times))
    }

    /// Only for requests with this query parameter.
    pub fn with_query(self, name: &str, value: impl ToParam) -> Self {
        let text = (Style::Form { explode: true }).encode(name, &value.to_param()).unwrap_or_default();
        let at = self.shared.state().rules[self.at].pattern.operation;
        let known = &self.shared.known;
        let incoming = Incoming {
            method: Default::default(),
            path: String::new(),
            query: pairs(&text),
            headers: Default::default(),
            body: Default::default(),
        };
        let call = super::check::read(&known.schemas, &known.description.operations[at], &[], &incoming);
        self.change(|rule| {
            rule.pattern.parameters.extend(call.parameters);
            rule.pattern.further.extend(call.further);
        })
    }

    /// Only for requests with this header.
    ///
    /// # Panics
    ///
    /// If it cannot be sent.
    #[track_caller]
    pub fn with_header(self, name: &str, value: &str) -> Self {
        let (name, value) = field(name, value);
        self.change(|rule| _ = rule.pattern.headers.insert(name, value))
    }

    /// Only for requests whose JSON body has these keys with these values; further ones are welcome.
    pub fn with_body(self, body: impl Serialize) -> Self {
        let wanted = serde_json::to_value(body).unwrap_or_default();
        self.change(|rule| rule.pattern.bodies.push(Wanted::Containing(wanted)))
    }

    /// Only for requests whose JSON body passes this test; it sees `null` where there is none. If it panics, the request is
    /// refused, and the server's user hears of it at the end.
    pub fn with_body_where(self, test: impl Fn(&Value) -> bool + Send + Sync + 'static) -> Self {
        self.change(|rule| rule.pattern.tests.push(Arc::new(test)))
    }

    /// How many requests it has answered.
    pub fn calls(&self) -> u64 {
        self.shared.state().rules[self.at].calls
    }

    fn answer(self, what: What, status: Option<StatusCode>) -> Self {
        self.change(|rule| rule.answers.push(Answer { status, ..Answer::new(what) }))
    }

    /// The last answer, which is the example if there is none yet.
    fn last(self, change: impl FnOnce(&mut Answer)) -> Self {
        self.change(|rule| {
            if rule.answers.is_empty() {
                rule.answers.push(Answer::new(What::Example));
            }
            if let Some(last) = rule.answers.last_mut() {
                change(last);
            }
        })
    }

    fn change(self, change: impl FnOnce(&mut RuleState)) -> Self {
        change(&mut self.shared.state().rules[self.at]);
        self
    }
}

/// A rule that says what cannot be is a mistake of the test: left out, it would let the test pass.
#[track_caller]
fn code(status: u16) -> StatusCode {
    let known = StatusCode::from_u16(status).ok().filter(|it| !it.is_informational());
    known.unwrap_or_else(|| panic!("no reply can have the status {status}"))
}

#[track_caller]
fn field(name: &str, value: &str) -> (HeaderName, HeaderValue) {
    let pair = HeaderName::from_bytes(name.as_bytes()).ok().zip(HeaderValue::from_str(value).ok());
    pair.unwrap_or_else(|| panic!("`{name}: {value}` cannot be a header"))
}
