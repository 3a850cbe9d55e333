//! E03xx: client.toml.

use super::Code;

/// The text is not TOML.
pub const SYNTAX: Code = Code {
    id: "E0301",
    title: "`client.toml` is not TOML",
    explanation: "\
`client.toml` is read as TOML 1.1, and the text at the place shown is not.
Every mistake of this kind is reported in one run; what stands on the lines that could be read is still checked, \
but a key that seems to be missing is not reported, because it may stand on a line that could not be read.

Frequent causes: a string without quotes (`name = machines`), a key given twice, a table header given twice, \
an operation id with characters other than letters, digits, `-` and `_` that is not quoted \
(write `[operations.\"machines/list\"]`).",
};

/// A key that means nothing.
pub const UNKNOWN_KEY: Code = Code {
    id: "E0302",
    title: "unknown key in `client.toml`",
    explanation: "\
The key is none that this table has.
It is an error and not a warning because a misspelt key would otherwise change the generated client silently: \
`unwarp = \"machine\"` would give the envelope instead of the machine.

Keys are written with hyphens (`token-env`, `page-size`), and names that the description defines \
(operation ids, schemas, parameters, tags) as they stand there.
The help of the message lists every key of the table.",
};

/// A value of another kind.
pub const WRONG_TYPE: Code = Code {
    id: "E0303",
    title: "wrong kind of value in `client.toml`",
    explanation: "\
The key takes another kind of value: the message says which one was expected and which one is there.
Numbers and `true`/`false` are written without quotes, strings with them; \
a table is written `{ key = value }` on one line, or as `[section.key]` with its keys below.",
};

/// A key that must be there is not.
pub const MISSING_KEY: Code = Code {
    id: "E0304",
    title: "missing key in `client.toml`",
    explanation: "\
The table means nothing without the key named in the message: a wait needs `poll` (the operation to ask) and `done` \
(when it is over), a cursor needs both the place of the token and the parameter that carries it, \
and a paging rule must say how the next page is reached.

```toml
[operations.machines_create.wait]
poll = \"action_read\"
args = { action_id = \"links.actions[rel=create].id\" }
done = { status = [\"completed\"] }
failed = { status = [\"errored\"] }
```",
};

/// A value of the right kind that is none of those possible.
pub const INVALID_VALUE: Code = Code {
    id: "E0305",
    title: "impossible value in `client.toml`",
    explanation: "\
The value is of the right kind, but it is none that the key can take: a format other than those known, \
a status that is no HTTP status (100 to 599), an interval of zero seconds, an empty name.
The message says what is possible.",
};

/// Keys that exclude one another.
pub const CONFLICTING_KEYS: Code = Code {
    id: "E0306",
    title: "keys of `client.toml` that exclude each other",
    explanation: "\
Two keys of one table say different things about the same question, and the generator does not guess which one is meant.
A wait is either one step (`poll`, `args`, `done` directly in the table) or a list of them (`steps = [...]`); \
a next page is reached either by a URL in the reply (`next-url`), by the `Link` header (`next = \"link-header\"`) \
or by a cursor (`cursor = {...}`). Remove all but one.",
};

pub(crate) const ALL: &[&Code] = &[&SYNTAX, &UNKNOWN_KEY, &WRONG_TYPE, &MISSING_KEY, &INVALID_VALUE, &CONFLICTING_KEYS];
