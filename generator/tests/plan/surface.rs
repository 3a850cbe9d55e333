//! The Rust surface of a plan, one line an item, as a reader would write it down.

use generator::plan::*;
use std::fmt::Write;

pub(crate) fn render(krate: &Crate) -> String {
    let mut out = String::new();
    for file in &krate.models {
        let _ = writeln!(out, "// models/{}.rs", file.module);
        for model in &file.items {
            model_lines(&mut out, model);
        }
    }
    for resource in &krate.resources {
        let _ = writeln!(out, "// {}.rs: {}", resource.module, resource.handle);
        for request in &resource.requests {
            request_lines(&mut out, request);
        }
        for wait in &resource.waits {
            let _ = writeln!(out, "fn {}({}) -> Wait<{}>", wait.method, step(&wait.step), ty(&wait.step.output));
        }
    }
    out
}

fn model_lines(out: &mut String, model: &Model) {
    let name = &model.ident;
    let _ = match &model.kind {
        ModelKind::Struct(it) => writeln!(out, "{}", structure(name, it)),
        ModelKind::StringEnum { variants, unknown } | ModelKind::IntegerEnum { variants, unknown } => {
            let variants: Vec<String> = variants.iter().map(|it| format!("{:?} => {}", it.wire, it.ident)).collect();
            writeln!(out, "enum {name} {{ {} }} else {unknown}", variants.join(", "))
        }
        ModelKind::Union(it) => writeln!(out, "{}", union(name, it)),
        ModelKind::Alias(target) => writeln!(out, "type {name} = {}", ty(target)),
    };
}

fn structure(name: &Ident, it: &StructPlan) -> String {
    let field = |it: &FieldPlan| {
        let slot = format!("{:?}", it.slot).to_lowercase();
        let wire = if it.name == it.ident.as_str() { String::new() } else { format!("{:?} => ", it.name) };
        format!("{wire}{}: {} ({slot})", it.ident, ty(&it.ty))
    };
    let mut fields: Vec<String> = it.fields.iter().map(field).collect();
    fields.extend(it.rest.iter().map(|(ident, rest)| format!(".. => {ident}: {} (rest)", ty(rest))));
    let mut text = format!("struct {name} {{ {} }}\n", fields.join(", "));
    let _ = match &it.constructor {
        Constructor::New(args) => {
            let args: Vec<String> = args.iter().map(|(_, it)| argument(it)).collect();
            write!(text, "  new({}){}", args.join(", "), if it.default { ", Default" } else { "" })
        }
        Constructor::Named { ident, fields } => {
            write!(text, "  new({ident} of {} fields)", fields.len())
        }
    };
    let setter = |it: &Setter| match &it.kind {
        SetterKind::Value(value) => format!("{}({})", it.ident, argument(value)),
        SetterKind::Null => format!("{}()", it.ident),
    };
    let setters: Vec<String> = it.setters.iter().map(setter).collect();
    if !setters.is_empty() {
        let _ = write!(text, "; {}", setters.join(", "));
    }
    text
}

fn union(name: &Ident, it: &UnionPlan) -> String {
    let variant = |it: &UnionVariant| {
        let held = it.ty.as_ref().map(|it| format!("({})", ty(it))).unwrap_or_default();
        format!("{}{held}{}", it.ident, if it.from { " from" } else { "" })
    };
    let variants: Vec<String> = it.variants.iter().map(variant).collect();
    format!("union {name} by {:?} {{ {} }} else {}", it.tagging, variants.join(", "), it.unknown)
}

fn request_lines(out: &mut String, it: &Request) {
    let args: Vec<String> = it.args.iter().map(|it| argument(&it.argument)).collect();
    let _ = write!(out, "fn {}({}) -> {} [{}]", it.method, args.join(", "), it.ident, it.constant);
    let unwrap = it.reply.unwrap.as_ref().map(|it| format!(" by {}", access(it))).unwrap_or_default();
    let _ = writeln!(out, ": {} => {}{unwrap}", ty(&it.reply.ty), ty(&it.reply.output));
    for setter in &it.setters {
        let target = match &setter.target {
            SetterTarget::Param(param) => {
                format!("{:?} {:?} {:?}", param.location, param.name, param.style)
            }
            SetterTarget::BodyField(name) => format!("body {name:?}"),
            SetterTarget::BodyFieldNull(name) => format!("body {name:?} null"),
            SetterTarget::Body => "body".to_owned(),
        };
        let _ = writeln!(out, "  .{} -> {target}", argument(&setter.argument));
    }
    if let Some(paging) = &it.paging {
        let total = paging.total.as_ref().map(access).unwrap_or_default();
        let total = paging.total_header.clone().unwrap_or(total);
        let next = match &paging.next {
            NextPlan::Url(way) => access(way),
            other => format!("{other:?}"),
        };
        let _ = writeln!(out, "  {}: items {}, total {total}, next {next}", paging.function, access(&paging.items));
    }
    if let Some(wait) = &it.wait {
        let steps: Vec<String> = wait.steps.iter().map(step).collect();
        let _ = writeln!(out, "  .wait() -> {}: {}", ty(&wait.output), steps.join(" then "));
    }
}

fn step(it: &WaitStepPlan) -> String {
    let arg = |it: &WaitArgPlan| match it {
        WaitArgPlan::Reply(ReplyValue { access: way, each: None }) => access(way),
        WaitArgPlan::Reply(ReplyValue { access: way, each: Some(each) }) => {
            format!("each of {}: {}", access(way), access(each).replacen("reply", "it", 1))
        }
        WaitArgPlan::Param { ident, ty: held, .. } => format!("{ident}: {}", ty(held)),
        WaitArgPlan::Caller(it) => format!("caller's {}", argument(it)),
    };
    let args: Vec<String> = it.args.iter().map(arg).collect();
    let condition = |it: &ConditionPlan| match it {
        ConditionPlan::Equals { access: way, values } => format!("{} in {values:?}", access(way)),
        ConditionPlan::Set(way) => format!("{} is set", access(way)),
    };
    let done: Vec<String> = it.done.iter().map(condition).collect();
    format!("{}.{}({}) until {}", it.resource, it.method, args.join(", "), done.join(" or "))
}

fn access(it: &Access) -> String {
    let step = |it: &AccessStep| match it {
        AccessStep::Field { ident, optional, boxed } => {
            format!(".{ident}{}{}", if *optional { "?" } else { "" }, if *boxed { "*" } else { "" })
        }
        AccessStep::First { of: None } => "[first]".to_owned(),
        AccessStep::First { of: Some((ident, value)) } => format!("[{ident}={value}]"),
        AccessStep::Flatten => "??".to_owned(),
    };
    let steps: String = it.steps.iter().map(step).collect();
    format!("reply{steps}: {}{}", ty(&it.ty), if it.optional { " or none" } else { "" })
}

fn argument(it: &Argument) -> String {
    let held = ty(&it.ty);
    match it.conversion {
        Conversion::Plain => format!("{}: {held}", it.ident),
        Conversion::Into => format!("{}: into {held}", it.ident),
        Conversion::IntoList => format!("{}: each into {held}", it.ident),
        Conversion::List => format!("{}: each {held}", it.ident),
        Conversion::Map => format!("{}: entries {held}", it.ident),
    }
}

fn ty(it: &RustTy) -> String {
    match it {
        RustTy::Unit => "()".to_owned(),
        RustTy::Bool => "bool".to_owned(),
        RustTy::Vec(item) => format!("Vec<{}>", ty(item)),
        RustTy::Map(item) => format!("Map<{}>", ty(item)),
        RustTy::Option(item) => format!("Option<{}>", ty(item)),
        RustTy::Box(item) => format!("Box<{}>", ty(item)),
        RustTy::Entry(item) => format!("(String, {})", ty(item)),
        RustTy::Page(item) => format!("Page<{}>", ty(item)),
        RustTy::Model(ident) => ident.to_string(),
        other @ (RustTy::I32 | RustTy::I64 | RustTy::U32 | RustTy::U64 | RustTy::I128 | RustTy::F32 | RustTy::F64) => {
            format!("{other:?}").to_lowercase()
        }
        other => format!("{other:?}"),
    }
}
