//! What of the crate's surface is not the same on both sides.

use crate::diff::Signature;
use crate::diff::rules::Bump;
use crate::diff::surface::{Item, Surface};
use std::collections::BTreeSet;

/// A public item that is not the same on both sides.
pub(super) struct Delta<'a> {
    pub(super) path: &'a str,
    pub(super) old: Option<&'a Item>,
    pub(super) new: Option<&'a Item>,
}

impl Delta<'_> {
    pub(super) fn bump(&self) -> Bump {
        if self.old.is_none() { Bump::Minor } else { Bump::Major }
    }

    pub(super) fn signature(&self) -> Signature {
        let text = |it: Option<&Item>| it.map(|it| it.text.clone());
        Signature { item: self.path.to_owned(), old: text(self.old), new: text(self.new) }
    }

    /// Whether the signature differs in nothing but this type.
    pub(super) fn is_replacement(&self, [was, is]: &[String; 2]) -> bool {
        let (Some(old), Some(new)) = (self.old, self.new) else {
            return false;
        };
        let by = |text: &str, from: &str| -> Vec<String> {
            let words = text.split(|it: char| !(it.is_alphanumeric() || it == '_'));
            words.map(|it| if it == from { "*".to_owned() } else { it.to_owned() }).collect()
        };
        old.text.contains(was.as_str()) && by(&old.text, was) == by(&new.text, is)
    }
}

/// What comes and goes with its parent is not told apart from it.
pub(super) fn all<'a>(old: &'a Surface, new: &'a Surface) -> Vec<Delta<'a>> {
    let paths: BTreeSet<&str> = old.keys().chain(new.keys()).map(String::as_str).collect();
    let follows = |item: Option<&Item>, other: &Surface| {
        item.and_then(|it| it.parent.as_ref()).is_some_and(|parent| !other.contains_key(parent))
    };
    let all = paths.into_iter().map(|path| Delta { path, old: old.get(path), new: new.get(path) });
    // How a client is set up counts where something goes: one more way in, or one more address, asks nothing of callers.
    let is_more = |it: &Delta<'_>| {
        it.old.is_none() && (it.path.starts_with("ClientBuilder::") || it.path.starts_with("Server::"))
    };
    let differs = |it: &Delta<'_>| it.old.map(|it| &it.text) != it.new.map(|it| &it.text) && !is_more(it);
    all.filter(differs).filter(|it| !follows(it.old, new) && !follows(it.new, old)).collect()
}
