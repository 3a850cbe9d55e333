//! APIs made by hand, as `lower` would hand them over: short helpers with everything that does not matter left out.

use generator::config::{Config, Spanned};
use generator::diag::Diagnostics;
use generator::ir::*;
use generator::plan::{Crate, Options};
use generator::source::{FileId, Span};

pub(crate) const AT: Span = Span { file: FileId(0), start: 0, end: 0 };

pub(crate) const INT: Ty = Ty::Integer(IntegerFormat::Int64);
pub(crate) const TEXT: Ty = Ty::String(StringFormat::Plain);
pub(crate) const BOOL: Ty = Ty::Boolean;

pub(crate) fn list(ty: Ty) -> Ty {
    Ty::List(Box::new(ty))
}

pub(crate) fn named(id: u32) -> Ty {
    Ty::Named(TypeId(id))
}

pub(crate) fn spanned<T>(value: T) -> Spanned<T> {
    Spanned { value, span: AT }
}

pub(crate) fn api(types: Vec<TypeDef>, operations: Vec<Operation>) -> Api {
    Api {
        title: "Test".to_owned(),
        version: "1".to_owned(),
        description: None,
        servers: Vec::new(),
        security_schemes: Vec::new(),
        groups: vec![Group { tag: "Things".to_owned(), description: None, origin: None }],
        operations,
        types,
        skipped: Vec::new(),
        untyped: Vec::new(),
    }
}

pub(crate) fn component(name: &str, shape: Shape) -> TypeDef {
    TypeDef {
        name: TypeName::Component(name.to_owned()),
        docs: Docs::default(),
        shape,
        usage: Usage { sent: true, received: true, parts: false },
        group: Some(GroupId(0)),
        examples: Vec::new(),
        origin: AT,
    }
}

pub(crate) fn received(mut def: TypeDef) -> TypeDef {
    def.usage.sent = false;
    def
}

pub(crate) fn object(name: &str, fields: &[(&str, Ty, Presence)]) -> TypeDef {
    let fields = fields.iter().map(|(name, ty, presence)| field(name, ty.clone(), *presence)).collect();
    component(name, Shape::Struct(Struct { fields, additional: Additional::Skipped }))
}

pub(crate) fn field(name: &str, ty: Ty, presence: Presence) -> Field {
    Field {
        name: name.to_owned(),
        ty,
        presence,
        docs: Docs::default(),
        default: None,
        constraints: Constraints::default(),
        example: None,
        read_only: false,
        write_only: false,
        origin: AT,
    }
}

pub(crate) fn values(name: &str, values: &[&str]) -> TypeDef {
    let values = values.iter().map(|it| EnumValue { wire: (*it).to_owned(), docs: Docs::default() }).collect();
    component(name, Shape::Enum(Enum { kind: EnumKind::String, values, default: None }))
}

pub(crate) fn union(name: &str, tagging: Tagging, arms: Vec<Arm>) -> TypeDef {
    component(name, Shape::Union(Union { tagging, arms }))
}

pub(crate) fn tagged(tag: &str, ty: Option<Ty>) -> Arm {
    let (tag, name) = (Some(TagValue::Text(tag.to_owned())), tag.to_owned());
    Arm { ty, tag, json_type: None, keys: Vec::new(), name, docs: Docs::default() }
}

pub(crate) fn typed(json_type: JsonType, ty: Ty) -> Arm {
    let name = format!("{json_type:?}");
    Arm { ty: Some(ty), tag: None, json_type: Some(json_type), keys: Vec::new(), name, docs: Docs::default() }
}

pub(crate) fn operation(id: &str, method: Method, path: &str) -> Operation {
    Operation {
        id: id.to_owned(),
        name: None,
        group: GroupId(0),
        method,
        path: path.to_owned(),
        params: Vec::new(),
        body: None,
        reply: Reply {
            stream: None,
            content: None,
            accept: vec!["application/json".to_owned()],
            media_types: Vec::new(),
            optional: false,
            successes: Vec::new(),
            statuses: vec!["200".to_owned()],
            description: None,
            headers: Vec::new(),
            examples: Vec::new(),
            origin: AT,
        },
        errors: Vec::new(),
        effect: Effect::Safe,
        barred: false,
        security: Vec::new(),
        servers: Vec::new(),
        paging: None,
        wait: None,
        resource_waits: Vec::new(),
        unwrap: None,
        value_header: None,
        summary: None,
        description: None,
        deprecated: false,
        external_docs: None,
        origin: AT,
    }
}

pub(crate) fn param(name: &str, location: ParamLocation, required: bool, ty: Ty) -> Param {
    let style = match location {
        ParamLocation::Path | ParamLocation::Header => ParamStyle::Simple,
        ParamLocation::Query | ParamLocation::Cookie => ParamStyle::Form,
    };
    Param {
        name: name.to_owned(),
        location,
        required,
        style,
        explode: style == ParamStyle::Form,
        allow_reserved: false,
        allow_empty: false,
        ty,
        nullable: false,
        preset: None,
        docs: Docs::default(),
        default: None,
        constraints: Constraints::default(),
        example: None,
        origin: AT,
    }
}

pub(crate) fn body(ty: Ty, required: bool) -> Body {
    Body {
        encoding: Vec::new(),
        content: Content::Json(ty),
        media_type: "application/json".to_owned(),
        media_types: Vec::new(),
        required,
        docs: Docs::default(),
        examples: Vec::new(),
        origin: AT,
    }
}

pub(crate) fn path(text: &[&str]) -> ReplyPath {
    ReplyPath(text.iter().map(|it| PathStep::Key((*it).to_owned())).collect())
}

/// The plan and its diagnostics, one line each.
pub(crate) fn plan(api: &Api, config: &Config) -> (Crate, Vec<String>) {
    let mut diags = Diagnostics::default();
    let options = Options { source: "spec/test".to_owned(), ..Options::default() };
    let krate = generator::plan::plan(&mut diags, api, config, &options);
    let found = diags.iter().map(|it| format!("{}: {}", it.code, it.message)).collect();
    (krate, found)
}
