//! Names that `client.toml` chose: are they names, free, and each given once? And the one way in which things get theirs.

use super::ident::is_identifier;
use super::scope::{CONFIGURED, Claim, Joint, settle};
use super::{Ident, names};
use crate::config::Spanned;
use crate::diag::{Diagnostics, codes};
use std::collections::BTreeMap;

/// Something that needs a name.
#[derive(Clone, Debug)]
pub(crate) struct Candidate {
    /// Its name if nobody else wants it, already cased.
    pub(crate) wanted: String,
    pub(crate) rank: u8,
    /// What `client.toml` says.
    pub(crate) wish: Option<Spanned<String>>,
}

/// The rules of one kind of name.
#[derive(Clone, Copy)]
pub(crate) struct Naming {
    pub(crate) case: Case,
    /// What a name becomes that is taken by the runtime or by Rust.
    pub(crate) avoid: fn(String) -> String,
    /// What it names, for messages: `type`, `field`.
    pub(crate) what: &'static str,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Case {
    Snake,
    Pascal,
}

/// A name for every candidate, all different.
pub(crate) fn name_all(diags: &mut Diagnostics, naming: Naming, candidates: &[Candidate]) -> Vec<Ident> {
    let mut first = BTreeMap::new();
    let claims: Vec<Claim> = candidates
        .iter()
        .map(|it| match it.wish.as_ref().filter(|wish| fits(diags, naming, wish)) {
            Some(wish) => {
                if let Some(other) = first.insert(wish.value.clone(), wish.span) {
                    let message = format!("two {}s are to be named `{}`", naming.what, wish.value);
                    let found = diags.error(codes::plan::NAME_GIVEN_TWICE, wish.span, message);
                    found.related(other, "given here too").help("choose another name for one of them");
                }
                Claim::new(wish.value.clone(), CONFIGURED)
            }
            None => {
                let name = (naming.avoid)(it.wanted.clone());
                let changed = u8::from(name != it.wanted);
                Claim::new(name, it.rank + changed)
            }
        })
        .collect();
    let joint = match naming.case {
        Case::Snake => Joint::Snake,
        Case::Pascal => Joint::Pascal,
    };
    settle(&claims, joint, &[]).into_iter().map(Ident::new).collect()
}

/// Reports a wish that cannot be granted.
fn fits(diags: &mut Diagnostics, naming: Naming, wish: &Spanned<String>) -> bool {
    let name = wish.value.as_str();
    let (cased, better) = match naming.case {
        Case::Snake => (names::is_snake(name), names::value_name(name)),
        Case::Pascal => (names::is_pascal(name), names::type_name(name)),
    };
    let better = (naming.avoid)(better);
    if !is_identifier(name) || !cased {
        diags
            .error(codes::plan::INVALID_NAME, wish.span, format!("`{name}` cannot be the name of a {}", naming.what))
            .help(format!("write `{better}`"));
        return false;
    }
    if (naming.avoid)(name.to_owned()) != name {
        diags
            .error(
                codes::plan::NAME_TAKEN,
                wish.span,
                format!("the {} name `{name}` is taken by every client", naming.what),
            )
            .help(format!("write `{better}`"));
        return false;
    }
    true
}
