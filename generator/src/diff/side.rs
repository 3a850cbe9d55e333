//! One side of a comparison, and what is looked up in it.

use super::edit::{Anchor, Spot};
use crate::ir::{Api, Docs, Param, Shape, Ty, TypeDef, TypeId, TypeName};
use crate::plan::{ArgRole, Crate, Ident, Model, ModelKind, ParamLocation, Request, Resource, SetterTarget};
use crate::source::Span;
use std::collections::BTreeMap;

/// A description as it is understood, and the crate that is made of it.
#[derive(Clone, Copy, Debug)]
pub struct Side<'a> {
    pub api: &'a Api,
    pub krate: &'a Crate,
}

/// A side with its parts found: models by type, requests by operation.
pub(crate) struct View<'a> {
    pub(crate) api: &'a Api,
    pub(crate) krate: &'a Crate,
    models: BTreeMap<TypeId, &'a Model>,
    /// By position of the operation.
    requests: Vec<Option<(&'a Resource, &'a Request)>>,
}

const ANY: &Ty = &Ty::Any;

impl<'a> View<'a> {
    pub(crate) fn new(side: Side<'a>) -> View<'a> {
        let models = side.krate.models.iter().flat_map(|it| &it.items).map(|it| (it.id, it)).collect();
        let all = side.krate.resources.iter().flat_map(|it| it.requests.iter().map(move |request| (it, request)));
        let mut by_id: BTreeMap<&str, Vec<(&Resource, &Request)>> = BTreeMap::new();
        for it in all {
            by_id.entry(&it.1.operation.id).or_default().push(it);
        }
        by_id.values_mut().for_each(|it| it.reverse());
        // Operations that client.toml split share an id and keep their order.
        let requests = side.api.operations.iter().map(|it| by_id.get_mut(it.id.as_str())?.pop()).collect();
        View { api: side.api, krate: side.krate, models, requests }
    }

    pub(crate) fn def(&self, id: TypeId) -> &'a TypeDef {
        &self.api.types[id.0 as usize]
    }

    pub(crate) fn ids(&self) -> impl Iterator<Item = TypeId> + use<> {
        (0..self.api.types.len()).map(|at| TypeId(u32::try_from(at).expect("an API has fewer than 2³² types")))
    }

    pub(crate) fn model(&self, id: TypeId) -> Option<&'a Model> {
        self.models.get(&id).copied()
    }

    pub(crate) fn request(&self, operation: usize) -> Option<(&'a Resource, &'a Request)> {
        self.requests.get(operation).copied().flatten()
    }

    /// What stands behind aliases, and whether it may be null.
    pub(crate) fn peel(&self, ty: &'a Ty) -> (&'a Ty, bool) {
        let (mut ty, mut nullable) = (ty, false);
        for _ in 0..=2 * self.api.types.len() {
            match ty {
                Ty::Nullable(inner) => (ty, nullable) = (inner, true),
                Ty::Named(id) => match &self.def(*id).shape {
                    Shape::Alias(inner) => ty = inner,
                    Shape::Struct(_) | Shape::Enum(_) | Shape::Union(_) => return (ty, nullable),
                },
                _ => return (ty, nullable),
            }
        }
        (ANY, nullable)
    }

    /// Whether a type is another name for something that may be null.
    pub(crate) fn is_null_alias(&self, id: TypeId) -> bool {
        matches!(&self.def(id).shape, Shape::Alias(ty) if self.peel(ty).1)
    }

    /// What is said of a use of a type beside what is said of the type, where that has a name.
    fn own_docs(&self, docs: &Docs, ty: &Ty) -> Docs {
        let Ty::Named(id) = ty else {
            return docs.clone();
        };
        let said = &self.def(*id).docs;
        let own = |it: &Option<String>, of: &Option<String>| it.clone().filter(|_| it != of);
        Docs {
            title: own(&docs.title, &said.title),
            description: own(&docs.description, &said.description),
            deprecated: docs.deprecated,
        }
    }

    /// What is said of a use of a type, else of the type.
    fn all_docs(&self, docs: &Docs, ty: &Ty) -> Docs {
        let Ty::Named(id) = ty else {
            return docs.clone();
        };
        let Docs { title, description, deprecated: _ } = &self.def(*id).docs;
        let or = |own: &Option<String>, of: &Option<String>| own.clone().or_else(|| of.clone());
        Docs {
            title: or(&docs.title, title),
            description: or(&docs.description, description),
            deprecated: docs.deprecated,
        }
    }

    /// What a type is called in sentences: a component's key, a title, or the words of its place.
    pub(crate) fn name(&self, id: TypeId) -> String {
        match &self.def(id).name {
            TypeName::Component(name) => name.clone(),
            TypeName::Title { title, .. } => title.clone(),
            TypeName::Place(words) => words.join("."),
        }
    }

    /// A type in the words of descriptions.
    pub(crate) fn words(&self, ty: &Ty) -> String {
        use crate::ir::{IntegerFormat, NumberFormat, StringFormat};
        match ty {
            Ty::Any => "anything".to_owned(),
            Ty::Boolean => "boolean".to_owned(),
            Ty::Integer(IntegerFormat::Int64) => "integer".to_owned(),
            Ty::Integer(it) => format!("integer ({})", format!("{it:?}").to_lowercase()),
            Ty::Number(NumberFormat::Double) => "number".to_owned(),
            Ty::Number(NumberFormat::Float) => "number (float)".to_owned(),
            Ty::String(StringFormat::Plain) => "string".to_owned(),
            Ty::String(StringFormat::DateTime) => "string (date-time)".to_owned(),
            Ty::String(it) => format!("string ({})", format!("{it:?}").to_lowercase()),
            Ty::List(inner) => format!("list of {}", self.words(inner)),
            Ty::Map(inner) => format!("map of {}", self.words(inner)),
            Ty::Nullable(inner) => format!("{} or null", self.words(inner)),
            Ty::Tuple { places, rest } => {
                let places: Vec<String> = places.iter().map(|it| self.words(it)).collect();
                let rest = rest.as_ref().map(|it| format!(", then any number of {}", self.words(it)));
                format!("list of {}{}", places.join(", "), rest.unwrap_or_default())
            }
            Ty::Named(id) => match (&self.def(*id).name, &self.def(*id).shape) {
                (TypeName::Place(_) | TypeName::Title { .. }, Shape::Enum(it)) => {
                    let all: Vec<String> = it.values.iter().map(|it| format!("`{}`", it.wire)).collect();
                    format!("one of {}", all.join(", "))
                }
                _ => format!("`{}`", self.name(*id)),
            },
        }
    }

    /// The Rust names of a type's members, in the order in which the description has them.
    pub(crate) fn members(&self, id: TypeId) -> Vec<&'a Ident> {
        match self.model(id).map(|it| &it.kind) {
            Some(ModelKind::Struct(it)) => it.fields.iter().map(|it| &it.ident).collect(),
            Some(ModelKind::StringEnum { variants, .. } | ModelKind::IntegerEnum { variants, .. }) => {
                variants.iter().map(|it| &it.ident).collect()
            }
            Some(ModelKind::Union(it)) => it.variants.iter().map(|it| &it.ident).collect(),
            Some(ModelKind::Alias(_)) | None => Vec::new(),
        }
    }

    /// The Rust name of a parameter.
    pub(crate) fn param_ident(&self, operation: usize, param: &Param) -> Option<&'a Ident> {
        let (_, request) = self.request(operation)?;
        let is_it = |it: &crate::plan::ParamPlan| it.name == param.name && location(param) == it.location;
        let args = request.args.iter().filter_map(|it| match &it.role {
            ArgRole::Param(plan) => Some((plan, &it.argument.ident)),
            ArgRole::Body => None,
        });
        let setters = request.setters.iter().filter_map(|it| match &it.target {
            SetterTarget::Param(plan) => Some((plan, &it.argument.ident)),
            _ => None,
        });
        args.chain(setters).find(|(plan, _)| is_it(plan)).map(|(_, ident)| ident)
    }

    /// Where the parameter of this name and place stands in the description.
    pub(crate) fn param_at(&self, operation: usize, name: &str, place: ParamLocation) -> Option<usize> {
        let params = &self.api.operations[operation].params;
        params.iter().position(|it| it.name == name && location(it) == place)
    }

    /// `GET /pets`
    pub(crate) fn route(&self, operation: usize) -> String {
        let operation = &self.api.operations[operation];
        format!("{} {}", format!("{:?}", operation.method).to_uppercase(), operation.path)
    }

    /// A thing of this side, and where it is written.
    pub(crate) fn anchor(&self, spot: Spot) -> Anchor {
        Anchor { span: self.span(&spot), spot }
    }

    fn span(&self, spot: &Spot) -> Option<Span> {
        let operation = |at: &usize| &self.api.operations[*at];
        Some(match spot {
            Spot::Api | Spot::Access | Spot::Servers => return None,
            Spot::Operation(at) | Spot::Errors(at) | Spot::Header(at, _) => operation(at).origin,
            Spot::Param(at, param) => operation(at).params[*param].origin,
            Spot::Body(at) => operation(at).body.as_ref().map_or(operation(at).origin, |it| it.origin),
            Spot::Reply(at) => operation(at).reply.origin,
            Spot::Type(id) | Spot::Member(id, _) | Spot::Within(id) => self.def(*id).origin,
        })
    }
}

/// What is said of the two uses of a type; what types with names say of themselves is compared once, of them.
pub(crate) fn docs_of_uses(base: (&View<'_>, &Docs, &Ty), revision: (&View<'_>, &Docs, &Ty)) -> [Docs; 2] {
    let both = [base, revision];
    let named = both.iter().all(|(_, _, ty)| matches!(ty, Ty::Named(_)));
    both.map(|(view, docs, ty)| if named { view.own_docs(docs, ty) } else { view.all_docs(docs, ty) })
}

fn location(param: &Param) -> ParamLocation {
    use crate::ir::ParamLocation as Of;
    match param.location {
        Of::Path => ParamLocation::Path,
        Of::Query => ParamLocation::Query,
        Of::Header => ParamLocation::Header,
        Of::Cookie => ParamLocation::Cookie,
    }
}
