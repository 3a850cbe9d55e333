//! E04xx: names and files of the crate.

use super::Code;

pub(crate) const ALL: &[&Code] =
    &[&INVALID_NAME, &NAME_TAKEN, &NAME_GIVEN_TWICE, &DEAD_PATH, &INVALID_PACKAGE, &NOTHING_TO_SET];

pub const INVALID_NAME: Code = Code {
    id: "E0401",
    title: "not a Rust name",
    explanation: "A name in client.toml is used as it stands, so it must be a Rust identifier in the case that Rust \
        expects: `snake_case` for resources, methods, parameters and fields, `PascalCase` for types and variants, in \
        ASCII letters, digits and `_`, and no keyword. Write it in that form; the help shows one.",
};

pub const NAME_TAKEN: Code = Code {
    id: "E0402",
    title: "name taken by every client",
    explanation: "Every generated client has some names of its own: the runtime's types (`Client`, `Error`, `Page`), the \
        methods of every request (`send`, `header`, `timeout`), of every resource (`new`, `clone`) and of the client \
        (`builder`, `request`), and its modules (`models`, `runtime`). A name from the description that meets one of \
        these is changed without a word (`send_`, `OptionModel`, `models_api`), but a name from client.toml means what \
        it says, so it is refused. Choose another.",
};

pub const NAME_GIVEN_TWICE: Code = Code {
    id: "E0403",
    title: "one name for two things",
    explanation: "client.toml gives the same name to two things that stand in one place: two types, two methods of a \
        resource, two fields of a struct, two variants of an enum or two parameters of an operation. Only one can have \
        it. Names that collide without client.toml are numbered in the order of the description instead (`Foo`, `Foo2`).",
};

pub const DEAD_PATH: Code = Code {
    id: "E0404",
    title: "path leads nowhere",
    explanation: "A path into a reply (`links.actions[rel=create].id`), from client.toml, must lead through properties that \
        the reply's schema names, and end at a value of the kind that is needed there: a list for items, text for a URL \
        or a token, a number for a total. It cannot lead through a union or through a schema that allows anything, as \
        nothing is known of what stands there. The part of the client that needs the path is left out.",
};

pub const INVALID_PACKAGE: Code = Code {
    id: "E0405",
    title: "not a package name",
    explanation: "A Cargo package name begins with a letter and has letters, digits, `-` and `_`, and may not be a keyword or \
        the name of a crate that comes with Rust (`std`, `core`, `test`). A version has three numbers (`1.2.3`), \
        perhaps with a pre-release after `-`. Correct the value in client.toml or on the command line.",
};

pub const NOTHING_TO_SET: Code = Code {
    id: "E0406",
    title: "client.toml names unknown credentials or an unknown server",
    explanation: "A key below `[security]` is the name of a scheme that operations ask for, as in components/securitySchemes, and one \
        below `[servers]` is the URL of a server of the document, as it is written there. `token-prefix` is for an `apiKey` in \
        the header `Authorization`, since a description cannot say what stands before the key; other schemes say it themselves. \
        `token-env` is for an API whose usual way in is one scheme; where several are shown together, each has its \
        `[security.NAME]` with `env`. Correct the key, or remove it.",
};
