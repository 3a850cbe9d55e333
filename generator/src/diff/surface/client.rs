//! The client itself: how it is made, its resources, what an error says.

use super::{Item, Names, Surface, text};
use crate::diff::edit::Spot;
use crate::diff::side::View;
use crate::diff::wire::header_spot;
use crate::plan::{AuthPlan, ClientPlan, Crate, ErrorPlan, HeaderPlan};

pub(super) fn list(view: &View<'_>, names: &Names, res: &mut Surface) {
    // What is new in a crate is told to callers, or is not: decided here.
    let Crate { package: _, docs: _, client, headers, error, models: _, resources, skipped: _ } = view.krate;
    let ClientPlan {
        base_url,
        base_url_env: _,
        token_env: _,
        auth,
        rate_limit: _,
        request_id_header: _,
        error_code: _,
        error_message: _,
        error_request_id: _,
        error_views,
    } = client;
    // `Error::detail` and `Error::field_errors`
    if error_views.is_some() {
        res.insert("Error::field_errors".to_owned(), Item::new("", vec![Spot::Api]));
    }
    let credentials = match auth {
        AuthPlan::None => "no credentials",
        AuthPlan::Bearer { .. } | AuthPlan::ApiKeyHeader(_) | AuthPlan::ApiKeyQuery(_) => "a token",
        AuthPlan::Basic => "user and password",
    };
    res.insert("Client::new".to_owned(), Item::new(credentials, vec![Spot::Api]));
    if base_url.is_some() {
        res.insert("Client with a default address".to_owned(), Item::new("", vec![Spot::Api]));
    }
    let mut at = 0..view.api.operations.len();
    let all: Vec<usize> = at.by_ref().collect();
    for resource in resources {
        let [module, handle] = names.resource(resource);
        let of = |it: &usize| view.request(*it).is_some_and(|(of, _)| of.module == resource.module);
        let causes = all.iter().copied().filter(of).map(Spot::Operation).collect();
        res.insert(format!("Client::{module}"), Item::new(format!("() -> {handle}"), causes));
    }
    for HeaderPlan { ident, name, ty, docs: _, deprecated: _ } in headers {
        let causes = all.iter().map(|it| header_spot(*it, name)).collect();
        res.insert(format!("Response::{ident}"), Item::new(format!("() -> Option<{}>", text::ty(names, ty)), causes));
    }
    let causes = || all.iter().copied().map(Spot::Errors).collect::<Vec<_>>();
    match error {
        ErrorPlan::None => {}
        ErrorPlan::One(ty) => {
            res.insert("Error::api".to_owned(), Item::new(format!("() -> Option<{}>", text::ty(names, ty)), causes()));
        }
        ErrorPlan::Many { ident, variants, cases: _ } => {
            res.insert("Error::api".to_owned(), Item::new(format!("() -> Option<{ident}>"), causes()));
            for (variant, ty) in variants {
                res.insert(format!("{ident}::{variant}"), Item::new(format!("({})", text::ty(names, ty)), causes()));
            }
        }
    }
}
