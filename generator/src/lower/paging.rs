//! How does one page lead to the next, where client.toml says that operations page?

use super::ctx::Ctx;
use super::overrides::known;
use super::path_expr;
use crate::config::{PagingConfig, Spanned};
use crate::diag::codes::lower as codes;
use crate::ir::{Content, NextPage, Operation, Paging, ParamLocation, PathStep, ReplyPath, Shape, Ty};
use crate::source::Span;

pub(super) fn apply(cx: &mut Ctx<'_, '_>) {
    let config = cx.config;
    let mut used: Vec<&str> = Vec::new();
    for idx in 0..cx.api.operations.len() {
        let Some((name, paging, asked)) = wanted(cx, idx) else {
            continue;
        };
        used.push(name);
        if let Some(paging) = lower(cx, idx, paging, asked) {
            cx.api.operations[idx].paging = Some(paging);
        }
    }
    for (name, it) in &config.paging {
        if let Some(header) = it.value.total_header.as_ref().filter(|_| used.contains(&name.as_str())) {
            check_total(cx, &header.value, header.span);
        }
        if !used.contains(&name.as_str()) {
            cx.diags
                .error(codes::PAGING_UNUSED, it.span, format!("no operation pages by `{name}`"))
                .help("name it in `[operations.ID] paging = …`, or set `applies-to-parameter` to a query parameter that lists have");
        }
    }
}

/// Not every list must count its items, but one should.
fn check_total(cx: &mut Ctx<'_, '_>, name: &str, span: Span) {
    let paged = cx.api.operations.iter().filter(|it| it.paging.is_some());
    let headers: Vec<String> = paged.flat_map(|it| &it.reply.headers).map(|it| it.name.to_ascii_lowercase()).collect();
    let (name, headers) = (name.to_ascii_lowercase(), headers.iter().map(String::as_str));
    known(cx, codes::HEADER_UNKNOWN, "header of a list", &name, span, headers);
}

/// The paging an operation asks for, or that its parameters do.
fn wanted<'c>(cx: &mut Ctx<'c, '_>, idx: usize) -> Option<(&'c str, &'c PagingConfig, Option<&'c Spanned<String>>)> {
    let config = cx.config;
    let op = &cx.api.operations[idx];
    let asked = config.operations.get(&op.id).and_then(|it| it.value.paging.as_ref());
    if let Some(asked) = asked {
        if asked.value == "none" {
            return None;
        }
        let found = config.paging.get_key_value(&asked.value);
        if found.is_none() {
            known(
                cx,
                codes::PAGING_UNUSED,
                "paging",
                &asked.value,
                asked.span,
                config.paging.keys().map(String::as_str),
            );
        }
        return found.map(|(name, it)| (name.as_str(), &it.value, Some(asked)));
    }
    let applies = |it: &PagingConfig| it.applies_to_parameter.as_ref().is_some_and(|it| has_query(op, &it.value));
    config.paging.iter().find(|(_, it)| applies(&it.value)).map(|(name, it)| (name.as_str(), &it.value, None))
}

fn has_header(op: &Operation, name: &str) -> bool {
    op.reply.headers.iter().any(|it| it.name.eq_ignore_ascii_case(name))
}

fn has_query(op: &Operation, name: &str) -> bool {
    op.params.iter().any(|it| it.location == ParamLocation::Query && it.name == name)
}

fn lower(cx: &mut Ctx<'_, '_>, idx: usize, config: &PagingConfig, asked: Option<&Spanned<String>>) -> Option<Paging> {
    let Some(Content::Json(reply)) = cx.api.operations[idx].reply.content.clone() else {
        return cannot(cx, idx, asked, "it answers no JSON");
    };
    let items = match &config.items {
        Some(path) => {
            let (path, ty) = path_expr::resolve(cx, path, &reply)?;
            elements(cx, &ty).map(|(item, keyed)| (path, item, keyed))
        }
        None => find_items(cx, &reply),
    };
    let Some((items, item, keyed)) = items else {
        return cannot(cx, idx, asked, "its reply has not exactly one list");
    };
    let Some(next) = next(cx, idx, config, &reply) else {
        return cannot(cx, idx, asked, "its reply does not lead to a next page as configured");
    };
    let total = config.total.as_ref().and_then(|it| path_expr::read(cx, it));
    let total = total.filter(|it| path_expr::try_resolve(cx, it, &reply).is_some());
    let op = &cx.api.operations[idx];
    let page_size = config.page_size.as_ref().filter(|(name, _)| has_query(op, &name.value));
    let page_size = page_size.map(|(name, value)| (name.value.clone(), value.value));
    let total_header = config.total_header.as_ref().filter(|it| has_header(op, &it.value));
    let total_header = total_header.map(|it| it.value.to_ascii_lowercase());
    let values_only = keyed && config.values_only;
    Some(Paging { items, item, keyed: keyed && !values_only, values_only, next, total, total_header, page_size })
}

/// An error where client.toml asks for it by name, else a warning.
fn cannot(cx: &mut Ctx<'_, '_>, idx: usize, asked: Option<&Spanned<String>>, why: &str) -> Option<Paging> {
    let op = &cx.api.operations[idx];
    let message = format!("`{}` cannot page: {why}", op.id);
    let help = "set `items` to the path of its list, or `paging = \"none\"` for this operation";
    match asked {
        Some(asked) => cx.diags.error(codes::CANNOT_PAGE, asked.span, message).help(help),
        None => cx.diags.warning(codes::CANNOT_PAGE, op.origin, message).label("gives one page").help(help),
    };
    None
}

fn next(cx: &mut Ctx<'_, '_>, idx: usize, config: &PagingConfig, reply: &Ty) -> Option<NextPage> {
    if config.next_link_header {
        return Some(NextPage::LinkHeader);
    }
    if let Some(url) = &config.next_url {
        let path = path_expr::read(cx, url)?;
        return path_expr::try_resolve(cx, &path, reply).map(|_| NextPage::Url(path));
    }
    let op = &cx.api.operations[idx];
    if let Some((token, parameter)) = &config.cursor {
        if !has_query(op, &parameter.value) {
            return None;
        }
        let path = path_expr::read(cx, token)?;
        let parameter = parameter.value.clone();
        return path_expr::try_resolve(cx, &path, reply).map(|_| NextPage::Cursor { token: path, parameter });
    }
    let number = config.page_number.as_ref().filter(|it| has_query(op, &it.value))?;
    Some(NextPage::PageNumber(number.value.clone()))
}

/// The reply itself, its one list, or its one map of objects.
fn find_items(cx: &Ctx<'_, '_>, reply: &Ty) -> Option<(ReplyPath, Ty, bool)> {
    let reply = resolved(cx, reply);
    if let Ty::List(item) = &reply {
        return Some((ReplyPath(Vec::new()), (**item).clone(), false));
    }
    let Ty::Named(id) = reply else { return None };
    let Shape::Struct(it) = &cx.types[id.0 as usize].shape else {
        return None;
    };
    let held = |keyed: bool| {
        let of = it.fields.iter().filter_map(move |field| {
            let (item, is_keyed) = elements(cx, &field.ty)?;
            let is_object = !keyed || matches!(resolved(cx, &item), Ty::Named(_));
            (is_keyed == keyed && is_object).then(|| (ReplyPath(vec![PathStep::Key(field.name.clone())]), item, keyed))
        });
        let mut of = of.fuse();
        (of.next(), of.next())
    };
    match held(false) {
        (Some(one), None) => Some(one),
        (None, _) => match held(true) {
            (Some(one), None) => Some(one),
            _ => None,
        },
        _ => None,
    }
}

/// What a list or a map holds, and whether it is a map.
fn elements(cx: &Ctx<'_, '_>, ty: &Ty) -> Option<(Ty, bool)> {
    match resolved(cx, ty) {
        Ty::List(item) => Some((*item, false)),
        Ty::Map(item) => Some((*item, true)),
        _ => None,
    }
}

/// Through aliases and null.
fn resolved(cx: &Ctx<'_, '_>, ty: &Ty) -> Ty {
    let mut ty = ty;
    loop {
        match ty {
            Ty::Nullable(inner) => ty = inner,
            Ty::Named(id) => match &cx.types[id.0 as usize].shape {
                Shape::Alias(inner) => ty = inner,
                _ => return ty.clone(),
            },
            _ => return ty.clone(),
        }
    }
}
