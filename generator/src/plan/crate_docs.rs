//! What the texts around a client say of it.

use super::types::Types;
use super::{ClientPlan, CrateDocs};
use crate::markdown::lines;

pub(crate) fn docs(types: &Types<'_>, client: &ClientPlan) -> CrateDocs {
    let description = types.api.description.as_deref().map(lines).unwrap_or_default();
    CrateDocs { description, setup: vec![setup(client)] }
}

/// Makes the client, with what it takes from the environment beside it.
fn setup(client: &ClientPlan) -> String {
    let schemes = client.security.first().into_iter().flatten();
    let schemes = schemes.filter_map(|name| client.schemes.iter().find(|it| it.name == *name));
    let base_url = client.base_url_env.as_ref().filter(|_| client.servers.base_url.is_none());
    let variables: Vec<&str> =
        base_url.into_iter().chain(schemes.filter_map(|it| it.env.first())).map(String::as_str).collect();
    if variables.is_empty() {
        return "let client = Client::new()?;".to_owned();
    }
    format!("let client = Client::from_env()?; // {}", variables.join(", "))
}
