//! How a reply becomes a page, and what leads to the next one.

use super::access::Way;
use super::routes::RequestRoute;
use super::types::Types;
use super::{Ident, NextPlan, PagingPlan, RustTy, reply};
use crate::diag::Diagnostics;
use crate::ir::{NextPage, Operation, ReplyPath, Ty};

/// None where the operation does not page, or where a path leads nowhere (which is reported).
pub(crate) fn plan<'a>(
    diags: &mut Diagnostics,
    types: &Types<'a>,
    operation: &'a Operation,
    route: &RequestRoute,
) -> Option<PagingPlan> {
    let paging = operation.paging.as_ref()?;
    let items = reply::way(diags, types, operation, &paging.items)?;
    let fits = match items.end {
        Ty::List(_) => !paging.keyed && !paging.values_only,
        Ty::Map(_) => paging.keyed || paging.values_only,
        _ => false,
    };
    if !fits {
        reply::dead(diags, operation, &paging.items, "it does not end at a list or map of items");
        return None;
    }
    let mut way = |path: &ReplyPath| reply::way(diags, types, operation, path).map(|it: Way<'a>| it.access);
    let total = paging.total.as_ref().and_then(&mut way);
    let next = match &paging.next {
        NextPage::Url(path) => NextPlan::Url(way(path)?),
        NextPage::LinkHeader => NextPlan::LinkHeader,
        NextPage::PageNumber(name) => NextPlan::PageNumber(name.clone()),
        NextPage::Cursor { token, parameter } => NextPlan::Cursor { token: way(token)?, parameter: parameter.clone() },
    };
    Some(PagingPlan {
        function: Ident::new(format!("page_of_{}", route.method.as_str().trim_end_matches('_'))),
        items: items.access,
        item: types.rust(&paging.item),
        keyed: paging.keyed,
        values_only: paging.values_only,
        next,
        total,
        total_header: paging.total_header.clone(),
        page_size: paging.page_size.clone(),
    })
}

/// What awaiting gives.
pub(crate) fn page(paging: &PagingPlan) -> RustTy {
    let item = Box::new(paging.item.clone());
    RustTy::Page(if paging.keyed { Box::new(RustTy::Entry(item)) } else { item })
}
