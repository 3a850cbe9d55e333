//! Where do types stand in other types and in operations?
//!
//! Visits and renames; decides nothing.

use crate::ir::{Additional, Api, Content, Operation, Shape, Ty, TypeId};

pub(super) fn of_ty(ty: &Ty, visit: &mut dyn FnMut(TypeId)) {
    match ty {
        Ty::Named(id) => visit(*id),
        Ty::List(inner) | Ty::Map(inner) | Ty::Nullable(inner) => of_ty(inner, visit),
        Ty::Tuple { places, rest } => places.iter().chain(rest.as_deref()).for_each(|it| of_ty(it, visit)),
        Ty::Any | Ty::Boolean | Ty::Integer(_) | Ty::Number(_) | Ty::String(_) => {}
    }
}

pub(super) fn of_shape(shape: &Shape, visit: &mut dyn FnMut(TypeId)) {
    match shape {
        Shape::Struct(it) => {
            it.fields.iter().for_each(|field| of_ty(&field.ty, visit));
            if let Additional::Kept(ty) = &it.additional {
                of_ty(ty, visit);
            }
        }
        Shape::Union(it) => it.arms.iter().filter_map(|arm| arm.ty.as_ref()).for_each(|ty| of_ty(ty, visit)),
        Shape::Alias(ty) => of_ty(ty, visit),
        Shape::Enum(_) => {}
    }
}

pub(super) fn of_content(content: &Content, visit: &mut dyn FnMut(TypeId)) {
    match content {
        Content::Json(ty) | Content::Form(ty) | Content::Multipart(ty) => of_ty(ty, visit),
        Content::Text | Content::Bytes => {}
    }
}

/// What an operation sends.
pub(super) fn sent(op: &Operation, visit: &mut dyn FnMut(TypeId)) {
    op.params.iter().for_each(|it| of_ty(&it.ty, visit));
    op.body.iter().for_each(|it| of_content(&it.content, visit));
}

/// What an operation receives.
pub(super) fn received(op: &Operation, visit: &mut dyn FnMut(TypeId)) {
    op.reply.content.iter().for_each(|it| of_content(it, visit));
    op.reply.stream.iter().for_each(|it| of_ty(&it.item, visit));
    op.errors.iter().filter_map(|it| it.ty.as_ref()).for_each(|it| of_ty(it, visit));
    op.paging.iter().for_each(|it| of_ty(&it.item, visit));
}

pub(super) fn of_operations(operations: &[Operation], visit: &mut dyn FnMut(TypeId)) {
    for op in operations {
        sent(op, visit);
        received(op, visit);
    }
}

pub(super) fn rename_ty(ty: &mut Ty, rename: &mut dyn FnMut(TypeId) -> TypeId) {
    match ty {
        Ty::Named(id) => *id = rename(*id),
        Ty::List(inner) | Ty::Map(inner) | Ty::Nullable(inner) => rename_ty(inner, rename),
        Ty::Tuple { places, rest } => places.iter_mut().chain(rest.as_deref_mut()).for_each(|it| rename_ty(it, rename)),
        Ty::Any | Ty::Boolean | Ty::Integer(_) | Ty::Number(_) | Ty::String(_) => {}
    }
}

pub(super) fn rename_shape(shape: &mut Shape, rename: &mut dyn FnMut(TypeId) -> TypeId) {
    match shape {
        Shape::Struct(it) => {
            it.fields.iter_mut().for_each(|field| rename_ty(&mut field.ty, rename));
            if let Additional::Kept(ty) = &mut it.additional {
                rename_ty(ty, rename);
            }
        }
        Shape::Union(it) => it.arms.iter_mut().filter_map(|arm| arm.ty.as_mut()).for_each(|ty| rename_ty(ty, rename)),
        Shape::Alias(ty) => rename_ty(ty, rename),
        Shape::Enum(_) => {}
    }
}

fn rename_content(content: &mut Content, rename: &mut dyn FnMut(TypeId) -> TypeId) {
    match content {
        Content::Json(ty) | Content::Form(ty) | Content::Multipart(ty) => rename_ty(ty, rename),
        Content::Text | Content::Bytes => {}
    }
}

pub(super) fn rename_sent(op: &mut Operation, rename: &mut dyn FnMut(TypeId) -> TypeId) {
    op.params.iter_mut().for_each(|it| rename_ty(&mut it.ty, rename));
    op.body.iter_mut().for_each(|it| rename_content(&mut it.content, rename));
}

pub(super) fn rename(api: &mut Api, rename: &mut dyn FnMut(TypeId) -> TypeId) {
    api.types.iter_mut().for_each(|it| rename_shape(&mut it.shape, rename));
    for op in &mut api.operations {
        rename_sent(op, rename);
        op.reply.content.iter_mut().for_each(|it| rename_content(it, rename));
        op.reply.stream.iter_mut().for_each(|it| rename_ty(&mut it.item, rename));
        op.errors.iter_mut().filter_map(|it| it.ty.as_mut()).for_each(|it| rename_ty(it, rename));
        op.paging.iter_mut().for_each(|it| rename_ty(&mut it.item, rename));
    }
}
