//! What the crate looks like to who calls it: every public signature, by a path that both sides share.
//!
//! Items of the runtime are the same in every crate and are not listed. Where an item has another name on the two sides, the base
//! is listed by the names of the revision, so that a renamed type is one finding and not one a use.

mod client;
mod models;
mod names;
mod requests;
mod text;

use super::edit::Spot;
use super::side::View;
use std::collections::BTreeMap;

pub(crate) use names::{Names, Renamed, Told, told};

/// One public signature.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Item {
    /// Without the name: `Option<String>`, `(impl Into<String>)`.
    pub(crate) text: String,
    /// What of the description makes it what it is.
    pub(crate) causes: Vec<Spot>,
    /// The item that it comes and goes with.
    pub(crate) parent: Option<String>,
}

/// By path, which is also the order: `models::Pet.name`.
pub(crate) type Surface = BTreeMap<String, Item>;

pub(crate) fn of(view: &View<'_>, names: &Names) -> Surface {
    let mut res = Surface::new();
    client::list(view, names, &mut res);
    requests::list(view, names, &mut res);
    models::list(view, names, &mut res);
    res
}

impl Item {
    fn new(text: impl Into<String>, causes: Vec<Spot>) -> Item {
        Item { text: text.into(), causes, parent: None }
    }

    fn of(mut self, parent: &str) -> Item {
        self.parent = Some(parent.to_owned());
        self
    }
}
