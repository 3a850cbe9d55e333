//! What leads from one call to the next: pages and waits.

use super::Ty;

/// How one page leads to the next.
#[derive(Clone, Debug, PartialEq)]
pub struct Paging {
    /// Where the items are; empty: the reply is the list.
    pub items: ReplyPath,
    pub item: Ty,
    /// The items are a map's entries.
    pub keyed: bool,
    /// The items are a map's values, without their keys.
    pub values_only: bool,
    pub next: NextPage,
    pub total: Option<ReplyPath>,
    /// The header that holds the number of all items.
    pub total_header: Option<String>,
    /// Query parameter that sets the size of a page, and the size to ask for when walking all pages.
    pub page_size: Option<(String, i64)>,
}

#[derive(Clone, Debug, PartialEq)]
pub enum NextPage {
    /// The reply holds the next page's URL.
    Url(ReplyPath),
    /// RFC 8288 `Link` header with `rel="next"`.
    LinkHeader,
    /// A query parameter counts pages, from 1, until a page is empty.
    PageNumber(String),
    /// The reply holds a token that goes into a query parameter.
    Cursor { token: ReplyPath, parameter: String },
}

/// `links.actions[rel=create].id`
#[derive(Clone, Debug, PartialEq)]
pub struct ReplyPath(pub Vec<PathStep>);

#[derive(Clone, Debug, PartialEq)]
pub enum PathStep {
    Key(String),
    /// The first element, or the first whose property has this value.
    First {
        of: Option<(String, String)>,
    },
}

#[derive(Clone, Debug, PartialEq)]
pub struct ResourceWait {
    pub name: String,
    pub step: WaitStep,
    pub docs: Option<String>,
}

/// Polls one operation after another until each is done; the last reply is the value.
#[derive(Clone, Debug, PartialEq)]
pub struct Wait {
    pub steps: Vec<WaitStep>,
}

#[derive(Clone, Debug, PartialEq)]
pub struct WaitStep {
    /// Operation to poll, an index into [`Api::operations`](super::Api::operations).
    pub poll: usize,
    /// Its path parameters in order: where each value comes from.
    pub args: Vec<WaitArg>,
    pub done: Vec<Condition>,
    /// Statuses of an error that mean that it is over; the wait gives nothing then.
    pub done_status: Vec<u16>,
    pub failed: Vec<Condition>,
    /// Statuses of an error that mean «not yet».
    pub tolerate: Vec<u16>,
    pub interval_seconds: Option<u64>,
}

#[derive(Clone, Debug, PartialEq)]
pub enum WaitArg {
    /// A value of the reply that began it.
    Reply(ReplyPath),
    /// A value of each item of a list in that reply: there is a wait an item.
    Each { list: ReplyPath, item: ReplyPath },
    /// The same path parameter of the request that began it.
    Param(String),
    /// An argument of the wait itself (on a resource).
    Caller,
}

#[derive(Clone, Debug, PartialEq)]
pub enum Condition {
    /// The value at `path` is one of these.
    Equals { path: ReplyPath, values: Vec<String> },
    /// There is a value at `path`.
    Set { path: ReplyPath },
}
