//! E04xx: names and files of the crate.

use super::Code;

pub(crate) const ALL: &[&Code] = &[
    &INVALID_NAME,
    &NAME_TAKEN,
    &NAME_GIVEN_TWICE,
    &UNKNOWN_FIELD,
    &UNKNOWN_VALUE,
    &UNKNOWN_PARAMETER,
    &DEAD_PATH,
    &ENDLESS_ALIAS,
    &INVALID_PACKAGE,
];

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

pub const UNKNOWN_FIELD: Code = Code {
    id: "E0404",
    title: "no such property",
    explanation: "`[schemas.X.fields]` renames properties by the key they have in JSON, but the schema has no property of \
        this key. It may have been renamed or removed in the description, or stand in a schema that this one merely \
        refers to. Correct the key or remove the line.",
};

pub const UNKNOWN_VALUE: Code = Code {
    id: "E0405",
    title: "no such value",
    explanation: "`[schemas.X.values]` names the variants of an enum, or of a union told apart by a property, by the value \
        they have in JSON, but the schema has no such value. Correct the key or remove the line.",
};

pub const UNKNOWN_PARAMETER: Code = Code {
    id: "E0406",
    title: "no such parameter",
    explanation: "`[operations.X.parameters.NAME]` speaks of a parameter by its name in the description, but the operation \
        has no parameter of this name. Properties of a body are not parameters: they are named under `[schemas.X.fields]`. \
        Correct the name or remove the table.",
};

pub const DEAD_PATH: Code = Code {
    id: "E0407",
    title: "path leads nowhere",
    explanation: "A path into a reply (`links.actions[rel=create].id`), from client.toml, must lead through properties that \
        the reply's schema names, and end at a value of the kind that is needed there: a list for items, text for a URL \
        or a token, a number for a total. It cannot lead through a union or through a schema that allows anything, as \
        nothing is known of what stands there. The part of the client that needs the path is left out.",
};

pub const ENDLESS_ALIAS: Code = Code {
    id: "E0408",
    title: "type made of nothing but itself",
    explanation: "This schema is a list or a map of itself, or another name for itself, without an object in between. Rust \
        cannot name such a type, so inside itself it is held as any JSON value. Give it an object with a property, if \
        the values are to have types.",
};

pub const INVALID_PACKAGE: Code = Code {
    id: "E0409",
    title: "not a package name",
    explanation: "A Cargo package name begins with a letter and has letters, digits, `-` and `_`, and may not be a keyword or \
        the name of a crate that comes with Rust (`std`, `core`, `test`). A version has three numbers (`1.2.3`), \
        perhaps with a pre-release after `-`. Correct the value in client.toml or on the command line.",
};
