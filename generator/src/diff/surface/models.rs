//! Types that hold data, with their fields, variants, constructors and setters.

use super::{Item, Names, Surface, text};
use crate::diff::edit::Spot;
use crate::diff::side::View;
use crate::ir::{Shape, TypeId};
use crate::plan::{
    Constructor, EnumVariant, FieldPlan, Ident, Model, ModelKind, RustTy, Setter, SetterKind, Slot, StructPlan,
    UnionPlan,
};

pub(super) fn list(view: &View<'_>, names: &Names, res: &mut Surface) {
    for id in view.ids() {
        if let Some(model) = view.model(id) {
            let path = format!("models::{}", names.model(&model.ident));
            one(view, names, (id, model), &path, res);
        }
    }
}

fn one(view: &View<'_>, names: &Names, (id, model): (TypeId, &Model), path: &str, res: &mut Surface) {
    let Model { id: _, ident: _, docs: _, deprecated: _, kind, reference: _ } = model;
    let text = match kind {
        ModelKind::Struct(_) => "struct".to_owned(),
        ModelKind::StringEnum { .. } => "enum of texts".to_owned(),
        ModelKind::IntegerEnum { .. } => "enum of integers".to_owned(),
        ModelKind::Union(_) => "enum of shapes".to_owned(),
        ModelKind::Alias(ty) => format!("= {}", text::ty(names, ty)),
    };
    res.insert(path.to_owned(), Item::new(text, vec![Spot::Type(id)]));
    match kind {
        ModelKind::Struct(plan) => structure(names, id, plan, path, res),
        ModelKind::StringEnum { variants, unknown } => enumeration(id, (variants, unknown), "(String)", path, res),
        ModelKind::IntegerEnum { variants, unknown } => enumeration(id, (variants, unknown), "(i64)", path, res),
        ModelKind::Union(plan) => union(view, names, (id, plan), path, res),
        ModelKind::Alias(_) => {}
    }
}

fn structure(names: &Names, id: TypeId, plan: &StructPlan, path: &str, res: &mut Surface) {
    let StructPlan { fields, rest, constructor, setters, default, parts } = plan;
    let member = |name: &str| vec![Spot::Member(id, name.to_owned()), Spot::Type(id)];
    let required = || {
        let fields = fields.iter().filter(|it| it.slot == Slot::Required);
        fields.map(|it| Spot::Member(id, it.name.clone())).chain([Spot::Type(id)]).collect::<Vec<_>>()
    };
    for FieldPlan { name, ident, ty, .. } in fields {
        res.insert(format!("{path}.{ident}"), Item::new(text::ty(names, ty), member(name)).of(path));
    }
    if let Some((ident, ty)) = rest {
        let map = RustTy::Map(Box::new(ty.clone()));
        res.insert(format!("{path}.{ident}"), Item::new(text::ty(names, &map), vec![Spot::Type(id)]).of(path));
    }
    if *parts {
        res.insert(format!("{path}: Into<Form>"), Item::new("", vec![Spot::Type(id)]).of(path));
    }
    if *default {
        let all = fields.iter().map(|it| Spot::Member(id, it.name.clone())).chain([Spot::Within(id)]).collect();
        res.insert(format!("{path}: Default"), Item::new("", all).of(path));
    }
    match constructor {
        Constructor::New(args) => {
            let text = text::arguments(names, args.iter().map(|(_, it)| it));
            res.insert(format!("{path}::new"), Item::new(text, required()).of(path));
        }
        Constructor::Named { ident: _, fields: asked } => {
            // A literal: its fields are all there is, in whatever order.
            let mut all: Vec<String> =
                asked.iter().map(|it| format!("{}: {}", fields[*it].ident, text::ty(names, &fields[*it].ty))).collect();
            all.sort();
            res.insert(format!("{path}::new"), Item::new(format!("({path}Required)"), required()).of(path));
            res.insert(format!("{path}Required"), Item::new(format!("{{ {} }}", all.join(", ")), required()).of(path));
        }
    }
    for Setter { ident, field, docs: _, deprecated: _, kind } in setters {
        let text = match kind {
            SetterKind::Value(argument) => format!("({})", text::argument(names, argument)),
            SetterKind::Null => "()".to_owned(),
        };
        res.insert(format!("{path}::{ident}"), Item::new(text, member(&fields[*field].name)).of(path));
    }
}

type Variants<'a> = (&'a [EnumVariant], &'a Ident);

fn enumeration(id: TypeId, (variants, unknown): Variants<'_>, kept: &str, path: &str, res: &mut Surface) {
    for EnumVariant { wire, ident, docs: _, deprecated: _ } in variants {
        let causes = vec![Spot::Member(id, wire.clone()), Spot::Type(id)];
        res.insert(format!("{path}::{ident}"), Item::new("", causes).of(path));
    }
    res.insert(format!("{path}::{unknown}"), Item::new(kept, vec![Spot::Type(id)]).of(path));
}

fn union(view: &View<'_>, names: &Names, (id, plan): (TypeId, &UnionPlan), path: &str, res: &mut Surface) {
    let UnionPlan { tagging: _, variants, unknown } = plan;
    let Shape::Union(shape) = &view.def(id).shape else {
        return;
    };
    for (variant, arm) in variants.iter().zip(&shape.arms) {
        let causes = || vec![Spot::Member(id, arm.name.clone()), Spot::Type(id)];
        let held = variant.ty.as_ref().map(|it| format!("({})", text::ty(names, it))).unwrap_or_default();
        res.insert(format!("{path}::{}", variant.ident), Item::new(held, causes()).of(path));
        if let Some(ty) = variant.ty.as_ref().filter(|_| variant.from) {
            res.insert(format!("{path}: From<{}>", text::ty(names, ty)), Item::new("", causes()).of(path));
        }
    }
    res.insert(format!("{path}::{unknown}"), Item::new("(Value)", vec![Spot::Type(id)]).of(path));
}
