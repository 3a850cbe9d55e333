//! Which file a model goes to: its group's where only that group needs it, else `shared`.

use super::routes::Routes;
use super::types::Types;
use super::{Ident, Model, ModelFile, models};
use crate::config::Config;
use crate::diag::Diagnostics;
use std::collections::BTreeMap;

const SHARED: &str = "shared";

pub(crate) fn files(diags: &mut Diagnostics, types: &Types<'_>, routes: &Routes, config: &Config) -> Vec<ModelFile> {
    let mut files: BTreeMap<Ident, Vec<Model>> = BTreeMap::new();
    for id in types.ids() {
        let resource = types.def(id).group.and_then(|group| routes.resources.iter().find(|it| it.group == group));
        let module = resource.map_or_else(|| Ident::new(SHARED), |it| it.module.clone());
        files.entry(module).or_default().push(models::plan(diags, types, config, id));
    }
    files.into_iter().map(|(module, items)| ModelFile { docs: docs(&module, routes), module, items }).collect()
}

fn docs(module: &Ident, routes: &Routes) -> String {
    match routes.resources.iter().find(|it| it.module == *module) {
        Some(it) => format!("What `client.{module}()` ([`{0}`](crate::{module}::{0})) sends and receives.", it.handle),
        None => "What several resources send and receive, or none.".to_owned(),
    }
}
