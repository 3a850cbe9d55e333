//! E00xx: reading files and YAML/JSON.

use super::Code;

macro_rules! codes {
    ($($name:ident = $id:literal, $title:literal, $explanation:literal;)*) => {
        $(pub const $name: Code = Code { id: $id, title: $title, explanation: $explanation };)*
        pub(crate) const ALL: &[&Code] = &[$(&$name),*];
    };
}

codes! {
    UNREADABLE = "E0001", "unreadable file",
        "The file exists, or should, but could not be read: it is missing, a folder, or not permitted. Check the path and its permissions.";
    TOO_LARGE = "E0002", "file too large",
        "Files above 64 MiB are refused, so that a wrong path cannot use up the memory. No description we know comes near; \
         split it into several files joined by `$ref`.";
    NOT_UTF8 = "E0003", "not UTF-8",
        "The file is in another encoding than UTF-8, such as UTF-16 or Latin-1. Its letters would be guessed wrongly, so it is not read. \
         Convert it: `iconv -f UTF-16 -t UTF-8`, or «save with encoding» in an editor. A UTF-8 byte order mark is accepted.";
    NOT_TEXT = "E0004", "not a text file",
        "The file holds binary data (a picture, an archive, a program) or a NUL character. Descriptions are text; check the path, \
         or replace the NUL by what was meant.";
    YAML_SYNTAX = "E0005", "invalid YAML",
        "The text is not YAML 1.2. The place is where reading stopped, the cause is there or on the line above: most often an indentation that \
         fits nothing, a tab, or text with `: ` or `#` that needs quotes.";
    JSON_SYNTAX = "E0006", "invalid JSON",
        "A `.json` file is read by the letter of RFC 8259: no comments, no trailing commas, strings in double quotes. Other tools would refuse it too. \
         Mend the place, or name the file `.yaml`, where most of this is allowed.";
    EMPTY_DOCUMENT = "E0007", "empty file",
        "The file holds nothing, or nothing but comments. A description needs at least `openapi`, `info` and `paths`.";
    DUPLICATE_KEY = "E0008", "duplicate key",
        "One mapping has the same key twice. Readers keep the first or the last, or refuse, so half of what was written is lost somewhere. \
         Rename one, or join their contents under one key. With `--keep-going` the first is used.";
    MULTI_DOCUMENT = "E0009", "several YAML documents",
        "`---` begins a second document in the same file. A description is one document: remove the separator and what follows.";
    ALIAS_CYCLE = "E0010", "endless alias",
        "A YAML alias (`*name`) stands inside the very value that its anchor (`&name`) marks, so the document would have no end. \
         Recursive types are written with `$ref`.";
    ALIAS_EXPANSION = "E0011", "too many aliases",
        "The YAML aliases of this file expand to an enormous document («billion laughs»). Use `$ref` to share schemas: references are not copied.";
    TOO_DEEP = "E0012", "nested too deep",
        "Lists and mappings nest more than 200 levels deep. No hand-written description does; a program may have written an endless type out. \
         Name inner schemas and refer to them.";
    NOT_A_KEY = "E0013", "unsuitable key",
        "A key of a mapping is a list, a mapping or an alias. Keys of a description are text; write it out, in quotes if it has brackets or braces.";
    FORBIDDEN_CHARACTER = "E0065", "character that YAML does not allow",
        "The file contains a control character, such as U+0092, which is what an apostrophe of Windows becomes when its encoding is guessed wrongly. \
         YAML forbids it, and other readers refuse the file. It is read as a blank, or as U+FFFD.";
}
