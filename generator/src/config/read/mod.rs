//! The keys of `client.toml`: the root, `[client]`, `[formats]`, `[tags]`, `[schemas]`.

mod operation;
mod paging;
mod wait;

use super::table::{Entry, Problem, Problems, Table};
use super::value::string;
use super::{
    ClientConfig, Config, FormatTarget, RateLimitConfig, SchemaConfig, SchemeConfig, ServerConfig, Spanned, TagConfig,
};
use crate::diag::Diagnostics;
use crate::diag::codes::config as codes;
use crate::source::FileId;
use toml::de::DeTable;

/// Reads `client.toml`. What is wrong goes to `diags`, all of it in one run; the rest of the file is in the result.
pub fn parse(diags: &mut Diagnostics, file: FileId, text: &str) -> Config {
    let mut problems = Problems::new(file);
    let (root, errors) = DeTable::parse_recoverable(text);
    for error in errors {
        let end = text.len();
        let range = error.span().unwrap_or(end..end);
        problems.push(Problem {
            code: codes::SYNTAX,
            span: problems.span(range),
            message: error.message().to_owned(),
            label: String::new(),
            help: None,
        });
    }
    let span = problems.span(0..0);
    let mut table = Table::new(String::new(), span, root.get_ref());
    let res = config(&mut problems, &mut table);
    table.finish(&mut problems);
    problems.report(diags, text);
    res
}

fn config(problems: &mut Problems, root: &mut Table<'_>) -> Config {
    Config {
        keep_going: root.flag(problems, "keep-going"),
        client: root.table(problems, "client", client).unwrap_or_default(),
        formats: root.leaves(problems, "formats", format_target),
        tags: root.map(problems, "tags", tag),
        operations: root.map(problems, "operations", operation::operation),
        schemas: root.map(problems, "schemas", schema),
        paging: root.map(problems, "paging", paging::paging),
        security: root.map(problems, "security", scheme),
        servers: root.map(problems, "servers", server),
    }
}

fn client(problems: &mut Problems, table: &mut Table<'_>) -> ClientConfig {
    ClientConfig {
        name: table.string(problems, "name"),
        version: table.string(problems, "version"),
        description: table.string(problems, "description"),
        repository: table.string(problems, "repository"),
        ext: table.flag(problems, "ext"),
        dev_dependencies: table.string_map(problems, "dev-dependencies"),
        token_env: table.strings(problems, "token-env"),
        base_url_env: table.string(problems, "base-url-env"),
        token_prefix: table.string(problems, "token-prefix"),
        rate_limit: table.table(problems, "rate-limit", rate_limit).flatten(),
        request_id_header: table.string(problems, "request-id-header"),
        error_code: table.list(problems, "error-code"),
        error_message: table.list(problems, "error-message"),
        error_request_id: table.list(problems, "error-request-id"),
        error_detail: table.strings(problems, "error-detail"),
        error_fields: error_fields(problems, table),
    }
}

/// The fields are told apart from the rest by what that is.
fn error_fields(problems: &mut Problems, table: &mut Table<'_>) -> Option<Spanned<String>> {
    let fields = table.string(problems, "error-fields")?;
    if !table.has("error-detail") {
        table.missing(problems, "`error-detail` beside `error-fields`");
    }
    Some(fields)
}

fn rate_limit(problems: &mut Problems, table: &mut Table<'_>) -> Option<RateLimitConfig> {
    let limit = table.needed_string(problems, "limit");
    let remaining = table.needed_string(problems, "remaining");
    let reset = table.needed_string(problems, "reset");
    Some(RateLimitConfig { limit: limit?, remaining: remaining?, reset: reset? })
}

fn format_target(problems: &mut Problems, path: String, entry: &Entry<'_>) -> Option<FormatTarget> {
    let target = string(problems, &path, entry.node)?;
    match target.value.as_str() {
        "timestamp" => Some(FormatTarget::Timestamp),
        "date" => Some(FormatTarget::Date),
        "bytes" => Some(FormatTarget::Bytes),
        "url-bytes" => Some(FormatTarget::UrlBytes),
        "string" => Some(FormatTarget::String),
        other => {
            let message = format!("`{path}` cannot be held as `{other}`");
            let label = "must be `timestamp`, `date`, `bytes`, `url-bytes` or `string`";
            problems.invalid(target.span, message, label);
            None
        }
    }
}

fn tag(problems: &mut Problems, table: &mut Table<'_>) -> TagConfig {
    TagConfig { name: table.string(problems, "name") }
}

fn scheme(problems: &mut Problems, table: &mut Table<'_>) -> SchemeConfig {
    SchemeConfig { name: table.string(problems, "name"), env: table.strings(problems, "env") }
}

fn server(problems: &mut Problems, table: &mut Table<'_>) -> ServerConfig {
    ServerConfig { name: table.string(problems, "name") }
}

fn schema(problems: &mut Problems, table: &mut Table<'_>) -> SchemaConfig {
    SchemaConfig {
        name: table.string(problems, "name"),
        fields: table.string_map(problems, "fields"),
        values: table.string_map(problems, "values"),
    }
}
