//! The client itself: how it is made, its resources, what an error says.

use super::{Item, Names, Surface, text};
use crate::diff::edit::Spot;
use crate::diff::side::View;
use crate::diff::wire::header_spot;
use crate::plan::{AuthPlan, ClientPlan, Crate, ErrorPlan, HeaderPlan, SchemePlan, ServersPlan};

pub(super) fn list(view: &View<'_>, names: &Names, res: &mut Surface) {
    // What is new in a crate is told to callers, or is not: decided here.
    let Crate { package: _, docs: _, client, headers, error, models: _, resources, skipped: _, mock: _ } = view.krate;
    set_up(client, res);
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

/// How a client is made: where the API is, who is calling, what an error can be asked.
fn set_up(client: &ClientPlan, res: &mut Surface) {
    let ClientPlan {
        servers,
        base_url_env: _,
        schemes,
        security,
        rate_limit: _,
        request_id_header: _,
        error_code: _,
        error_message: _,
        error_request_id: _,
        error_views,
    } = client;
    let ServersPlan { base_url, base_path: _, all, setters } = servers;
    let mut add = |path: String, text: String, causes: &[Spot]| {
        res.insert(path, Item::new(text, causes.to_vec()));
    };
    let shown = |it: &SchemePlan| match &it.auth {
        AuthPlan::Basic => "user, password",
        AuthPlan::Bearer { .. } | AuthPlan::ApiKeyHeader(_) | AuthPlan::ApiKeyQuery(_) | AuthPlan::ApiKeyCookie(_) => {
            "token"
        }
    };
    let address = base_url.is_none().then_some("base_url");
    let first = security.first().into_iter().flatten();
    let credentials = first.filter_map(|name| schemes.iter().find(|it| it.name == *name)).map(shown);
    let args: Vec<&str> = address.into_iter().chain(credentials).collect();
    add("Client::new".to_owned(), format!("({})", args.join(", ")), &[Spot::Access, Spot::Servers]);
    for it in schemes {
        add(format!("ClientBuilder::{}", it.setter), format!("({})", shown(it)), &[Spot::Access]);
    }
    if all.len() > 1 || !setters.is_empty() {
        all.iter().for_each(|it| add(format!("Server::{}", it.ident), "() -> Server".to_owned(), &[Spot::Servers]));
        setters.iter().for_each(|(ident, ..)| add(format!("Server::with {ident}"), String::new(), &[Spot::Servers]));
    }
    // `Error::detail` and `Error::field_errors`
    if error_views.is_some() {
        add("Error::field_errors".to_owned(), String::new(), &[Spot::Api]);
    }
}
