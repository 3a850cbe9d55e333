//! E01xx: references and the structure of a description.

use super::Code;

macro_rules! codes {
    ($($name:ident = $id:literal, $title:literal, $explanation:literal;)*) => {
        $(pub const $name: Code = Code { id: $id, title: $title, explanation: $explanation };)*
        pub(crate) const ALL: &[&Code] = &[$(&$name),*];
    };
}

codes! {
    UNSUPPORTED_VERSION = "E0101", "unsupported version",
        "Only OpenAPI 3.0 and 3.1 are read. Convert Swagger 2.0 first, for example with `npx swagger2openapi swagger.yaml -o openapi.yaml`.";
    WRONG_TYPE = "E0102", "wrong type of value",
        "A keyword holds another kind of value than OpenAPI gives it: a list where a mapping belongs, a mapping where text belongs. \
         Where the meaning is plain (a number where text belongs) it is taken and a warning given; otherwise correct the value. \
         With `--keep-going` a summary or a limit is ignored, a schema accepts any value, and an operation is skipped.";
    MISSING_FIELD = "E0103", "missing field",
        "OpenAPI requires this field of every object of the kind. Where the meaning is plain without it (`info`, its `title` and `version`, the `content` of a body), \
         generation goes on with a warning; otherwise add it.";
    UNRESOLVED_FILE = "E0104", "file of a $ref not found",
        "A `$ref` names a file that is not there or cannot be read. Paths are relative to the file in which the `$ref` stands, \
         and blanks in them are written `%20`.";
    UNRESOLVED_REF = "E0105", "target of a $ref not found",
        "The file of a `$ref` is there, but not the place behind the `#`. The pointer lists keys from the top of that file, or of the schema with an `$id` around it, \
         separated by `/`; a `/` inside a key is written `~1`, a `~` is written `~0`. \
         In an example, a link or the mapping of a discriminator it is a warning, since the client does not depend on them. \
         With `--keep-going` a schema accepts any value instead, and an operation whose parameter, body or response is not found is skipped.";
    REF_OUTSIDE_ROOT = "E0106", "$ref outside of the folder",
        "A `$ref` leads out of the folder of the description: by an absolute path, by `..`, or by a symbolic link. Such files are never read, so that a \
         description from elsewhere cannot pull in what lies on this machine. Move the file below the folder, or name a higher folder as the root.";
    REMOTE_REF = "E0107", "$ref to the network",
        "A `$ref` is a URL. Nothing is fetched from the network: the result would depend on the day and on whoever owns that server. \
         Save the document beside the description and refer to the file.";
    REF_WRONG_KIND = "E0108", "$ref to another kind of object",
        "A `$ref` leads to an object of another kind than the place needs, such as a parameter where a schema belongs. Where the meaning is plain it is taken, \
         with a warning: the only schema of a parameter, header, response or request body, or a schema as the `application/json` content of a response or request body. \
         Otherwise it is an error. Refer to the right section below `components`.";
    CYCLIC_REF = "E0109", "$refs in a circle",
        "References lead only to one another, and never to a definition. One of them must hold the definition itself.";
    INFINITE_TYPE = "E0110", "infinite type",
        "A schema contains itself by `allOf`, so that a value would have no end. Recursion is possible through a property, a list or a map: \
         move the reference into one of them.";
    ODD_REF = "E0111", "unresolved $ref in a text",
        "A `$ref` is where OpenAPI does not allow one, such as in place of a description or an example, and its target cannot be read. \
         A text is left out; an example keeps the `$ref` as data. \
         Bundle the description, or write the text in place.";
    REF_SIBLINGS = "E0112", "keys beside $ref",
        "OpenAPI 3.0 ignores what stands beside `$ref`. `nullable: true` is honoured all the same, because that is what authors mean; \
         other constraints are not. Write `allOf: [{$ref: …}]` and the keys beside that, or move to OpenAPI 3.1.";
    INVALID_VALUE = "E0113", "value that OpenAPI does not know",
        "The keyword (`type`, `in`, `style` and the like) takes one of a few words, and this is not one of them. \
         Often it is misspelt, or a word of Swagger 2.0 such as `in: body`. The finding lists the words that are allowed. \
         A security scheme of an unknown type is a warning: the client sends no credentials for it.";
    DUPLICATE_OPERATION_ID = "E0114", "duplicate operationId",
        "Two operations have the same operationId. It names the method that calls the operation, so it must be unique in the whole description. \
         The first operation keeps it, and each later one is named by its method and path, as if it had none. Give each its own id.";
    INVALID_PATH = "E0115", "invalid path",
        "A path begins with `/`, and each `{` in it is closed by a `}` with a name between them. Control characters are not allowed in it.";
    PATH_PARAMETER = "E0116", "path parameter and template disagree",
        "Each `{name}` of a path needs one parameter with `in: path`, the same name and `required: true`, and each such parameter needs its `{name}`. \
         A template without parameter is taken as a string, a parameter without template is left out, and path parameters are always required. \
         A name that is in a path twice is one parameter, whose value is sent in both places. \
         The names of `{?a,b}` at the end of a path are query parameters.";
    DUPLICATE_PARAMETER = "E0117", "duplicate parameter",
        "The same parameter (`name` and `in`) stands twice in one list, so one of them says nothing. The first is taken. Remove the other; \
         a parameter of the path item is overridden by one of the operation, which is no duplicate.";
    UNKNOWN_SECURITY = "E0118", "undeclared security scheme",
        "`security` names a scheme that is not in `components/securitySchemes`, so nobody can know where its credentials go. \
         The requirement is left out. Declare the scheme, or correct the name.";
    INVALID_STATUS = "E0119", "invalid status",
        "Keys of `responses` are a status from 100 to 599, a range such as `4XX`, or `default`. Which type a reply has is decided by them, \
         so that a key of another form would never be looked at.";
    INVALID_DEFAULT = "E0120", "default that does not fit",
        "The default is not a value that the schema allows. If it can be converted without doubt (`'false'` for a boolean) it is, otherwise it is left out.";
    INVALID_PATTERN = "E0121", "invalid pattern",
        "The regular expression has an error, such as a parenthesis that is not closed. Patterns are only documented, never enforced, so generation goes on.";
    REQUIRED_NOT_DECLARED = "E0122", "required property without definition",
        "`required` names a property that the schema does not define: its type is unknown, and the Rust type has no field for it. \
         Often the name is misspelt; otherwise define it below `properties`.";
    UNFOLDED_KEYWORD = "E0123", "keyword without equivalent",
        "The keyword of JSON Schema changes which values are valid in a way that a Rust type cannot express. It is ignored: the type allows more than the schema does.";
    INVALID_ENUM = "E0124", "enum value that does not fit",
        "A value of `enum` is not of the schema's `type`, or is listed twice. It is left out of the Rust type; as every enum is open, \
         a reply that holds it is read all the same. Remove the value, or correct the type.";
    UNDECODABLE = "E0125", "object that cannot be read",
        "The object does not have the form that OpenAPI describes, although each of its keys alone may. The label says what was expected. \
         Compare it with the section of the OpenAPI specification for this kind of object. With `--keep-going` a schema that cannot be read accepts any value.";
    AMBIGUOUS = "E0126", "fields that exclude one another",
        "The object has two fields of which OpenAPI allows only one, such as `schema` and `content` of a parameter. \
         The first is taken. Remove the one that is not meant.";
    NULLABLE_IN_31 = "E0127", "nullable in OpenAPI 3.1",
        "OpenAPI 3.1 replaced `nullable: true` by `type: [string, 'null']`. Many descriptions still have it; it is honoured.";
    UNKNOWN_KEY = "E0128", "unknown key",
        "OpenAPI gives objects of this kind no such key, so what stands under it has no effect. Often it is misspelt, or indented too little or too much. \
         A key of one's own begins with `x-`. In a schema only keys that look like a misspelt keyword are told.";
    EQUIVALENT_PATHS = "E0165", "equivalent paths",
        "Two paths differ only in the names of their templates, such as `/machines/{id}` and `/machines/{name}`. A server cannot tell them apart, and OpenAPI forbids \
         it. Operations of both are generated; describe them below one path if they are the same resource.";
    LIST_OF_ITEMS = "E0166", "list under items",
        "Up to JSON Schema draft 7, `items` could be a list with one schema for each position, and OpenAPI 3.0 never had that. The schema is read as a tuple, \
         as if the list were under `prefixItems` (OpenAPI 3.1) and `additionalItems` under `items`.";
    CLIENT_CERTIFICATE = "E0173", "mutual TLS",
        "A client certificate is shown by the connection, not by a request, so the generated client has no method for it. Give the certificate to the HTTP client \
         with `ClientBuilder::configure_http`.";
    TYPE_LIST = "E0174", "list of types in OpenAPI 3.0",
        "A list under `type`, such as `[string, 'null']`, is from OpenAPI 3.1. It is read as 3.1 reads it: `null` makes the value nullable, several other types \
         become a union.";
}
