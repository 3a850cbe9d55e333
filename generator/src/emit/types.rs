//! What the plan says about a model's fields, looked up by name.

use std::collections::BTreeMap;

use crate::plan::{Argument, Crate, Ident, ModelKind, RustTy, WaitArgPlan, WaitStepPlan};

/// All models and resources of a crate.
#[derive(Clone, Debug)]
pub(super) struct Types<'a> {
    krate: &'a Crate,
    models: BTreeMap<&'a Ident, &'a ModelKind>,
}

impl<'a> Types<'a> {
    pub(super) fn new(krate: &'a Crate) -> Types<'a> {
        let models = krate.models.iter().flat_map(|file| &file.items);
        Types { krate, models: models.map(|model| (&model.ident, &model.kind)).collect() }
    }

    pub(super) fn kind(&self, model: &Ident) -> Option<&'a ModelKind> {
        self.models.get(model).copied()
    }

    /// The type of a field, without `Option` and `Box`; any value where the plan knows no such field.
    pub(super) fn field(&self, of: &RustTy, field: &Ident) -> &'a RustTy {
        self.declared(of, field).map_or(&RustTy::Value, |ty| self.bare(ty))
    }

    /// What a list holds, without `Option` and `Box`.
    pub(super) fn element<'t>(&self, list: &'t RustTy) -> &'t RustTy
    where
        'a: 't,
    {
        match self.bare(list) {
            RustTy::Vec(item) => self.bare(item),
            _ => &RustTy::Value,
        }
    }

    /// Whether a field may be absent.
    pub(super) fn is_optional(&self, of: &RustTy, field: &Ident) -> bool {
        matches!(self.declared(of, field), Some(RustTy::Option(_)))
    }

    /// The models that a type is, or is a list, a map or a tuple of.
    pub(super) fn models_in(&self, ty: &RustTy) -> Vec<Ident> {
        match self.bare(ty) {
            RustTy::Model(model) => vec![model.clone()],
            RustTy::Vec(item) | RustTy::Map(item) => self.models_in(item),
            RustTy::Tuple(places) => places.iter().flat_map(|it| self.models_in(it)).collect(),
            RustTy::OpenTuple(places, rest) => {
                places.iter().chain([&**rest]).flat_map(|it| self.models_in(it)).collect()
            }
            _ => Vec::new(),
        }
    }

    fn declared(&self, of: &RustTy, field: &Ident) -> Option<&'a RustTy> {
        let RustTy::Model(model) = self.bare(of) else {
            return None;
        };
        let ModelKind::Struct(plan) = self.kind(model)? else {
            return None;
        };
        plan.fields.iter().find(|it| it.ident == *field).map(|it| &it.ty)
    }

    /// Through `Option`, `Box` and aliases.
    pub(super) fn bare<'t>(&self, ty: &'t RustTy) -> &'t RustTy
    where
        'a: 't,
    {
        match ty {
            RustTy::Option(inner) | RustTy::Box(inner) => self.bare(inner),
            RustTy::Model(model) => match self.kind(model) {
                Some(ModelKind::Alias(target)) => self.bare(target),
                _ => ty,
            },
            other => other,
        }
    }

    /// Whether a type is an enum of integers, whose values are compared as numbers.
    pub(super) fn is_integer_enum(&self, ty: &RustTy) -> bool {
        let RustTy::Model(model) = self.bare(ty) else {
            return false;
        };
        matches!(self.kind(model), Some(ModelKind::IntegerEnum { .. }))
    }

    /// The argument of the polled request that takes a wait's argument.
    pub(super) fn argument(&self, step: &WaitStepPlan, idx: usize) -> Option<&'a Argument> {
        let resource = self.krate.resources.iter().find(|it| it.module == step.resource)?;
        let request = resource.requests.iter().find(|it| it.method == step.method)?;
        request.args.get(idx).map(|arg| &arg.argument)
    }

    /// The wait on a resource that polls as this step does.
    pub(super) fn same_wait(&self, step: &WaitStepPlan) -> Option<&'a Ident> {
        let resource = self.krate.resources.iter().find(|it| it.module == step.resource)?;
        let same = |other: &WaitStepPlan| {
            let from_caller = other.args.iter().all(|arg| matches!(arg, WaitArgPlan::Caller(_)));
            from_caller
                && other.args.len() == step.args.len()
                && WaitStepPlan { args: step.args.clone(), ..other.clone() } == *step
        };
        resource.waits.iter().find(|wait| same(&wait.step)).map(|wait| &wait.method)
    }
}
