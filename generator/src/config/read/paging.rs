//! The keys of `[paging.NAME]`.

use crate::config::table::{Problems, Table};
use crate::config::{PagingConfig, Spanned};

/// What leads to the next page; one of them must be there.
const WAYS: [&str; 3] = ["next-url", "next", "cursor"];

pub(super) fn paging(problems: &mut Problems, table: &mut Table<'_>) -> PagingConfig {
    table.exclusive(problems, &WAYS);
    table.exclusive(problems, &["total", "total-header"]);
    if !table.has("page-number") && !WAYS.iter().any(|it| table.has(it)) {
        table.missing(problems, "one of `next-url`, `next`, `cursor` and `page-number`");
    }
    PagingConfig {
        applies_to_parameter: table.string(problems, "applies-to-parameter"),
        items: table.string(problems, "items"),
        next_url: table.string(problems, "next-url"),
        next_link_header: keyword(problems, table, "next", "link-header"),
        page_number: table.string(problems, "page-number"),
        cursor: table.table(problems, "cursor", cursor).flatten(),
        total: table.string(problems, "total"),
        total_header: table.string(problems, "total-header"),
        values_only: keyword(problems, table, "items-of-map", "values"),
        page_size: table.table(problems, "page-size", page_size).flatten(),
    }
}

/// Whether `key` is there; it takes this one word.
fn keyword(problems: &mut Problems, table: &mut Table<'_>, key: &'static str, word: &str) -> bool {
    let Some(it) = table.string(problems, key) else {
        return false;
    };
    if it.value != word {
        let message = format!("`{}` is `{}`", table.path(key), it.value);
        problems.invalid(it.span, message, format!("must be `{word}`"));
    }
    it.value == word
}

fn cursor(problems: &mut Problems, table: &mut Table<'_>) -> Option<(Spanned<String>, Spanned<String>)> {
    let token = table.needed_string(problems, "token");
    let parameter = table.needed_string(problems, "parameter");
    Some((token?, parameter?))
}

fn page_size(problems: &mut Problems, table: &mut Table<'_>) -> Option<(Spanned<String>, Spanned<i64>)> {
    let parameter = table.needed_string(problems, "parameter");
    if !table.has("value") {
        table.missing(problems, "`value`");
    }
    let value = table.positive(problems, "value");
    Some((parameter?, value?))
}
