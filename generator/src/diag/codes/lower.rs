//! E02xx: what a description means.

use super::Code;

macro_rules! codes {
    ($($name:ident = $id:literal, $title:literal, $explanation:literal;)*) => {
        $(pub const $name: Code = Code { id: $id, title: $title, explanation: $explanation };)*
        pub(crate) const ALL: &[&Code] = &[$(&$name),*];
    };
}

codes! {
    ONLY_ITSELF = "E0201", "type that holds only itself",
        "A schema is a list or a map of itself and nothing else, or leads back to itself without any property on the way, so that no value of it can be \
         written down. Give it a property, or another arm beside itself (`oneOf` of a string and a list of the schema, for example).";
    CONTRADICTION = "E0202", "schemas that contradict each other",
        "Members of an `allOf` must all hold, but two of them give different JSON types, or enums without a common value, so that by the letter no value fits. \
         The later one is taken, as authors mean it who override a property. Describe the property once, or give both places the same type; \
         a narrower type (an enum beside a string, an integer beside a number) is no contradiction.";
    ARMS_ALIKE = "E0203", "arms of a union that look alike",
        "Arms of a `oneOf` are told apart by a discriminator, by a property that has its own value in each arm, by their JSON type, or by the properties that they \
         require, and never by trying one after another. Nothing of this kind distinguishes two arms here: either one of them has all properties of the other \
         and is used for both, or all arms become one type with optional properties. Add a `discriminator`, or mark as required what makes each arm itself.";
    SEVERAL_UNIONS = "E0204", "several unions in one schema",
        "Two `oneOf` or `anyOf` hold for the same value, so that every combination of their arms is possible. They become one type that has the properties of all \
         arms. Give each union a property of its own, or list the combinations in one `oneOf`.";
    DISCRIMINATOR_UNUSABLE = "E0205", "discriminator over other than objects",
        "A discriminator is a property, and only objects have properties: over strings, numbers or lists it says nothing and is ignored. \
         The arms are then told apart by their JSON type.";
    ARM_WITHOUT_TAG = "E0206", "arm without a tag",
        "A union has a discriminator, but one of its arms stands inline, is not in the mapping and does not say which values of the property are its own, so that no \
         value can lead to it. Give the property an `enum` of one value in that arm, or move the arm to components/schemas, whose key is then its tag.";
    DEFAULT_UNFIT = "E0207", "default that does not fit",
        "A `default` is of another type than the schema it stands beside, or is none of its enum's values. It is converted where the meaning is plain (`\"10\"` beside an \
         integer) and left out of the documentation otherwise. Defaults are documented and never sent.";
    HEADER_IGNORED = "E0208", "header that is no parameter",
        "OpenAPI ignores header parameters called `Accept`, `Content-Type` and `Authorization`: the client sets them from the media types of bodies and replies, and \
         from `security`. Describe them there.";
    RAW_BODY = "E0209", "body as raw bytes",
        "The body is of a media type whose structure the generated client does not understand (XML, YAML, parts), so it is handed over as bytes, with the right \
         `Content-Type`. If the API knows JSON as well, describe it beside: it is preferred.";
    REPLIES_DIFFER = "E0210", "successes of different kinds",
        "Several success statuses of an operation hold different kinds of content, such as JSON and a file. The reply is handed over as bytes. Where all of them are JSON \
         or nothing, the reply is an enum with a variant for each status.";
    OPERATION_UNKNOWN = "E0213", "client.toml names an unknown operation",
        "A key below `[operations]`, or the `poll` of a wait, is no `operationId` of the description. Operations without one are named by method and path: \
         `get_v2_machines_by_id`. Correct the key, or remove it if the operation is gone.";
    TAG_UNKNOWN = "E0214", "client.toml names an unknown tag",
        "A key below `[tags]` is the first tag of no operation, which is the one that gives an operation its resource. Correct it, or remove it if the tag is gone.";
    SCHEMA_UNKNOWN = "E0215", "client.toml names an unknown schema",
        "A key below `[schemas]` is no schema of the description, or one below its `fields` or `values` is no property or value of it. Schemas are named by their key \
         below components/schemas, by their title, or by the words of the place where they stand.";
    PARAMETER_UNKNOWN = "E0216", "client.toml names an unknown parameter",
        "A parameter that client.toml speaks of is none of the operation's. Parameters are named as on the wire.";
    ARM_UNKNOWN = "E0217", "client.toml names an unknown arm",
        "A split takes one arm of the operation's request body and one of its reply, by the name of the arm's schema or by its tag; there is none of this name, or the body \
         is no union.";
    PAGING_UNUSED = "E0218", "paging that no operation uses",
        "A table below `[paging]` is named by no operation, and no operation has the query parameter that it applies to; or an operation names a table that is not there.";
    CANNOT_PAGE = "E0219", "operation that cannot page",
        "The paging of client.toml does not fit the operation's reply: there is not exactly one list (or map of objects) in it and no `items` says which, or what leads to \
         the next page is not there. An operation that names its paging must be able to; one that has it by `applies-to-parameter` gives one page only.";
    PATH_SYNTAX = "E0220", "path expression that cannot be read",
        "Paths into replies are keys with dots between them; `[0]` takes a list's first item, and `[key=value]` the first item whose property has that value: \
         `links.actions[rel=create].id`.";
    PATH_UNKNOWN = "E0221", "path expression that leads nowhere",
        "A path of client.toml names a property that the operation's reply does not have. Paths are checked against the description so that a renamed property is found \
         here and not when the client runs. For waits, conditions start at what awaiting the polled operation gives, and arguments at the whole reply of the operation that began it.";
    WAIT_ARGUMENT = "E0222", "wait without an argument",
        "The operation that a wait polls has a path parameter whose value comes from nowhere. Parameters of the same name are handed on; others are taken from the reply by \
         `args = { id = \"path.in.the.reply\" }`, or from another parameter of the request by `args = { id = \"{machine_id}\" }`. One of them can be a value of each item of a list, \
         `args = { id = \"actions[*].id\" }`: then there is a wait for each, one after the other.";
    FORMAT_UNKNOWN = "E0223", "client.toml names an unknown format",
        "A key below `[formats]` is the `format` of no string that the client has, so that it changes nothing. Formats are written as in the description, and only those of \
         strings can be chosen. Correct the key, or remove it.";
    SERVER_UNUSABLE = "E0224", "server that cannot be used",
        "The URL of a server is `http` or `https`, or relative; each `{name}` in it is one of its `variables`, and the default of a variable with an `enum` is one of its \
         values. A server that is not so is left out, and the next one takes its place; without any, callers say where the API is by `base_url`.";
    PART_HEADERS = "E0225", "headers of a part",
        "The `encoding` of a body in parts describes headers of a part that is no file. A caller gives headers with a file (`Part::header`); other parts are values, which \
         have no place for them, so they are not sent. Describe the part as `type: string, format: binary` if its headers matter.";
    UNSHOWABLE = "E0226", "credentials that no request can show",
        "All schemes of one entry of `security` are shown together, so each needs a place of its own: a request has one `Authorization` header, and one value under \
         each name of a header, cookie or query parameter. The name of an `apiKey` must be one that a header or cookie can have, and so must the word of an `http` scheme. \
         What cannot be shown is not asked for: correct the name, or list the schemes as alternatives. Mutual TLS and authentication by a challenge of the server \
         (`digest`, `negotiate`, …) are not supported: their credentials are not sent, and never sent in another form.";
    SECURITY_UNUSED = "E0227", "security schemes that nothing requires",
        "The description declares security schemes but requires none of them, although its API most likely does. The client offers all of them, and sends those that the \
         caller sets with every request. Add `security` at the top of the document for all operations, or to those that need it; `security: []` says that none is needed.";
    PARAMETER_AS_TEXT = "E0231", "parameter of an odd media type",
        "The `content` of a parameter is of a media type that generated clients write for bodies only, or not at all. The parameter takes a text, which is sent as it is, \
         percent-encoded where its place asks for it: the caller writes it in that media type.";
    HEADER_UNKNOWN = "E0240", "client.toml names an unknown header",
        "A `value-header` or `total-header` is no header that the description gives a successful reply of the operation. Describe it there, below `headers` of the response, \
         with the schema of its value: that is the type in which callers get it.";
    TOO_LONG_A_CHAIN = "E0245", "too long a chain of schemas",
        "Thousands of schemas are in one another, each by a reference in the one before it, or hundreds extend one another by `allOf`. No description that people \
         maintain has that. Generation stops here, so that it takes a bounded amount of memory. Split the chain.";
    TOO_LARGE = "E0246", "type too large to be written out",
        "Lists, maps and tuples have no Rust type of their own: where one refers to another, the whole type is written out. Nobody could read a type with more than \
         200 places or 30 levels, so it accepts any JSON value. Make one of the schemas in it an object, which becomes a type with a name.";
    UNREACHED = "E0280", "media type that is never used",
        "A request body or a response lists several media types with different content, and the client uses one of them: JSON first, then forms, text and bytes for \
         requests; JSON first, then text and bytes for responses. A request for another one cannot be made. No warning is given for a second encoding of the same schema, \
         such as YAML beside JSON. To use the other one instead, remove the preferred media type from the description.";
}
