//! What follows a reply: ways into it, pages, waits.

use super::{Argument, Ident, RustTy};

#[derive(Clone, Debug, PartialEq)]
pub struct PagingPlan {
    /// `page_of_list`
    pub function: Ident,
    pub items: Access,
    pub item: RustTy,
    /// The items are a map's entries: `Page<(String, T)>`.
    pub keyed: bool,
    /// The items are a map's values.
    pub values_only: bool,
    pub next: NextPlan,
    pub total: Option<Access>,
    /// The header that holds the number of all items, in small letters.
    pub total_header: Option<String>,
    pub page_size: Option<(String, i64)>,
}

#[derive(Clone, Debug, PartialEq)]
pub enum NextPlan {
    Url(Access),
    LinkHeader,
    PageNumber(String),
    Cursor { token: Access, parameter: String },
}

/// A way into a value, moving out of it: `reply.links.and_then(|links| links.pages)…`.
///
/// It begins at the value itself: where a whole reply is an `Option`, at what that holds.
#[derive(Clone, Debug, PartialEq)]
pub struct Access {
    pub steps: Vec<AccessStep>,
    /// The end may be absent: the whole expression is an `Option`.
    pub optional: bool,
    /// Type at the end, without that `Option`.
    pub ty: RustTy,
}

#[derive(Clone, Debug, PartialEq)]
pub enum AccessStep {
    Field {
        ident: Ident,
        optional: bool,
        boxed: bool,
    },
    /// First element of a list, or the first whose field (as text) has this value.
    First {
        of: Option<(Ident, String)>,
    },
    /// `Option<Option<T>>` (a three-state field) to `Option<T>`; follows a `Field` that is optional.
    Flatten,
}

#[derive(Clone, Debug, PartialEq)]
pub struct WaitPlan {
    pub steps: Vec<WaitStepPlan>,
    /// What the last step gives; a list of it where that waits for each item of one.
    pub output: RustTy,
    pub docs: Vec<String>,
}

#[derive(Clone, Debug, PartialEq)]
pub struct WaitStepPlan {
    /// Accessor on the client and method on the handle of the polled operation.
    pub resource: Ident,
    pub method: Ident,
    pub args: Vec<WaitArgPlan>,
    /// What each poll gives.
    pub polled: RustTy,
    /// What the wait gives.
    pub output: RustTy,
    pub done: Vec<ConditionPlan>,
    /// Statuses of an error that mean that it is over; the output is `Unit` where there are any.
    pub done_status: Vec<u16>,
    pub failed: Vec<ConditionPlan>,
    pub tolerate: Vec<u16>,
    pub interval_seconds: Option<u64>,
}

/// A value of the reply that began a wait.
#[derive(Clone, Debug, PartialEq)]
pub struct ReplyValue {
    /// The way to it, or to a list.
    pub access: Access,
    /// The way on from each item of the list.
    pub each: Option<Access>,
}

#[derive(Clone, Debug, PartialEq)]
pub enum WaitArgPlan {
    Reply(ReplyValue),
    /// Path parameter of the request that began it, by wire name, parsed back from the request.
    Param {
        name: String,
        ident: Ident,
        ty: RustTy,
    },
    Caller(Argument),
}

impl WaitStepPlan {
    /// The list in the reply for each of whose items this step is taken, and the way on from there.
    pub fn each(&self) -> Option<(&Access, &Access)> {
        self.args.iter().find_map(|arg| match arg {
            WaitArgPlan::Reply(ReplyValue { access, each: Some(each) }) => Some((access, each)),
            _ => None,
        })
    }
}

#[derive(Clone, Debug, PartialEq)]
pub enum ConditionPlan {
    /// `values` as text: string enums by `as_str`.
    Equals {
        access: Access,
        values: Vec<String>,
    },
    Set(Access),
}

/// `machines.wait_until_active(id)`
#[derive(Clone, Debug, PartialEq)]
pub struct ResourceWait {
    pub method: Ident,
    pub docs: Vec<String>,
    pub step: WaitStepPlan,
}
