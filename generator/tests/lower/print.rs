//! The IR as one reads it: a line a field, parameter or arm.

use generator::ir::*;
use std::fmt::Write;

pub(crate) fn print(api: &Api) -> String {
    let mut out = String::new();
    for op in &api.operations {
        operation(&mut out, api, op);
    }
    for skipped in &api.skipped {
        line(&mut out, &format!("skipped {}: {}", skipped.operation, skipped.reason));
    }
    for def in &api.types {
        definition(&mut out, api, def);
    }
    for scheme in &api.security_schemes {
        line(&mut out, &format!("scheme {}: {:?}", scheme.name, scheme.kind));
    }
    out
}

fn line(out: &mut String, text: &str) {
    writeln!(out, "{text}").expect("a String takes all");
}

fn operation(out: &mut String, api: &Api, op: &Operation) {
    let name = op.name.as_ref().map(|it| format!(" as {it}")).unwrap_or_default();
    let group = &api.groups[op.group.0 as usize].tag;
    line(
        out,
        &format!(
            "{:?} {} = {}{name} [{group}] {:?}{}",
            op.method,
            op.path,
            op.id,
            op.effect,
            deprecated(op.deprecated)
        ),
    );
    if let Some(it) = &op.summary {
        line(out, &format!("  «{it}»"));
    }
    for it in &op.params {
        let preset = it.preset.as_ref().map(|it| format!(" preset {it}")).unwrap_or_default();
        let explode = if it.explode { "*" } else { "" };
        let mark = if it.required { "" } else { "?" };
        let ty = if it.nullable { format!("{} | null", ty(api, &it.ty)) } else { ty(api, &it.ty) };
        let rest = remarks(&it.docs, it.default.as_ref(), &it.constraints, it.example.as_ref());
        let reserved = if it.allow_reserved { " reserved" } else { "" };
        let empty = if it.allow_empty { " empty" } else { "" };
        let style = format!("{:?}{explode}{reserved}{empty}", it.style);
        line(out, &format!("  {:?} {}{mark}: {ty} ({style}){preset}{rest}", it.location, it.name));
    }
    if let Some(it) = &op.body {
        let mark = if it.required { "" } else { "?" };
        line(out, &format!("  body{mark} {}: {}{}", it.media_type, content(api, &it.content), examples(&it.examples)));
        for it in &it.encoding {
            let reserved = if it.allow_reserved { " reserved" } else { "" };
            line(out, &format!("    {} as {:?} {:?}{reserved} {:?}", it.name, it.style, it.content_type, it.headers));
        }
    }
    reply(out, api, &op.reply);
    for it in &op.errors {
        let ty = it.ty.as_ref().map_or_else(|| "-".to_owned(), |it| ty(api, it));
        line(out, &format!("  error {:?}: {ty}{}", it.status, examples(&it.examples)));
    }
    for it in &op.security {
        let schemes: Vec<_> = it.schemes.iter().map(|it| format!("{}{:?}", it.scheme, it.scopes)).collect();
        line(out, &format!("  needs {}", if schemes.is_empty() { "nothing".to_owned() } else { schemes.join(" + ") }));
    }
    for it in &op.servers {
        line(out, &format!("  server {}", it.url));
    }
    extras(out, api, op);
}

fn reply(out: &mut String, api: &Api, it: &Reply) {
    let mark = if it.optional { "?" } else { "" };
    let held = it.content.as_ref().map_or_else(|| "-".to_owned(), |it| content(api, it));
    let statuses = it.statuses.join(" ");
    line(out, &format!("  reply{mark} {statuses}: {held}{}", examples(&it.examples)));
    if !it.accept.is_empty() && it.accept != ["application/json"] {
        line(out, &format!("  accept {}", it.accept.join(", ")));
    }
    if let Some(it) = &it.stream {
        line(out, &format!("  stream {}: {:?} of {}", it.media_type, it.framing, ty(api, &it.item)));
    }
    for it in &it.headers {
        line(out, &format!("  header {}: {}", it.name, ty(api, &it.ty)));
    }
}

fn extras(out: &mut String, api: &Api, op: &Operation) {
    if let Some(it) = &op.unwrap {
        line(out, &format!("  unwrap {it}"));
    }
    if let Some(it) = op.value_header {
        line(out, &format!("  gives header {}", op.reply.headers[it].name));
    }
    if let Some(it) = &op.paging {
        let keyed = match (it.keyed, it.values_only) {
            (true, _) => " keyed",
            (false, true) => " values",
            (false, false) => "",
        };
        let next = match &it.next {
            NextPage::Url(it) => format!("url at {}", path(it)),
            NextPage::LinkHeader => "link header".to_owned(),
            NextPage::PageNumber(it) => format!("page number in {it}"),
            NextPage::Cursor { token, parameter } => format!("{} in {parameter}", path(token)),
        };
        let total = it.total.as_ref().map(|it| format!(", total at {}", path(it))).unwrap_or_default();
        let total = it.total_header.as_ref().map_or(total, |it| format!(", total in {it}"));
        let size = it.page_size.as_ref().map(|(name, size)| format!(", {name}={size}")).unwrap_or_default();
        line(
            out,
            &format!("  pages{keyed} of {} at `{}`, next {next}{total}{size}", ty(api, &it.item), path(&it.items)),
        );
    }
    for step in op.wait.iter().flat_map(|it| &it.steps) {
        line(out, &format!("  wait {}", wait_step(api, step)));
    }
    for it in &op.resource_waits {
        line(out, &format!("  resource wait {}: {}", it.name, wait_step(api, &it.step)));
    }
}

fn wait_step(api: &Api, step: &WaitStep) -> String {
    let args = step.args.iter().map(|it| match it {
        WaitArg::Reply(it) => path(it),
        WaitArg::Each { list, item } => format!("{}[*].{}", path(list), path(item)),
        WaitArg::Param(it) => format!("{{{it}}}"),
        WaitArg::Caller => "caller's".to_owned(),
    });
    let args = args.collect::<Vec<_>>().join(", ");
    let conditions = |list: &[Condition]| {
        let each = list.iter().map(|it| match it {
            Condition::Equals { path: at, values } => format!("{}={}", path(at), values.join("|")),
            Condition::Set { path: at } => format!("{} set", path(at)),
        });
        each.collect::<Vec<_>>().join(" or ")
    };
    let poll = &api.operations[step.poll].id;
    let gone: String = step.done_status.iter().map(|it| format!(" {it}")).collect();
    let (done, failed) = (conditions(&step.done) + &gone, conditions(&step.failed));
    format!("{poll}({args}) done {}; failed {failed}; tolerate {:?}", done.trim_start(), step.tolerate)
}

fn path(path: &ReplyPath) -> String {
    let mut out = String::new();
    for step in &path.0 {
        match step {
            PathStep::Key(key) if out.is_empty() => out.push_str(key),
            PathStep::Key(key) => out.push_str(&format!(".{key}")),
            PathStep::First { of: None } => out.push_str("[0]"),
            PathStep::First { of: Some((key, value)) } => out.push_str(&format!("[{key}={value}]")),
        }
    }
    out
}

fn definition(out: &mut String, api: &Api, def: &TypeDef) {
    let way = match (def.usage.sent, def.usage.received) {
        (true, false) if def.usage.parts => "sent in parts",
        (true, true) => "sent+received",
        (true, false) => "sent",
        (false, true) => "received",
        (false, false) => "unused",
    };
    let group = def.group.map(|it| format!(" [{}]", api.groups[it.0 as usize].tag)).unwrap_or_default();
    let rest = remarks(&def.docs, None, &Constraints::default(), def.examples.first());
    let head = format!("{} {way}{group}{rest}", name(&def.name));
    match &def.shape {
        Shape::Struct(it) => {
            line(out, &format!("struct {head}"));
            for field in &it.fields {
                self::field(out, api, field);
            }
            if let Additional::Kept(it) = &it.additional {
                line(out, &format!("  …: {}", ty(api, it)));
            }
        }
        Shape::Enum(it) => {
            line(out, &format!("enum {head}"));
            for value in &it.values {
                let Docs { title, description, deprecated } = &value.docs;
                let titled = title.as_ref().map(|it| format!(" ({it})")).unwrap_or_default();
                let gone = if *deprecated { " (deprecated)" } else { "" };
                let said = description.as_ref().map(|it| format!(" // {it}")).unwrap_or_default();
                let said = format!("{titled}{gone}{said}");
                line(
                    out,
                    &format!(
                        "  {}{said}",
                        if it.kind == EnumKind::String { format!("{:?}", value.wire) } else { value.wire.clone() }
                    ),
                );
            }
        }
        Shape::Union(it) => {
            line(out, &format!("union {head} by {:?}", it.tagging));
            for arm in &it.arms {
                self::arm(out, api, arm);
            }
        }
        Shape::Alias(it) => line(out, &format!("alias {head} = {}", ty(api, it))),
    }
}

fn field(out: &mut String, api: &Api, it: &Field) {
    let (mark, null) = match it.presence {
        Presence::Required => ("", ""),
        Presence::Optional => ("?", ""),
        Presence::Nullable => ("", " | null"),
        Presence::OptionalNullable => ("?", " | null"),
    };
    let way = match (it.read_only, it.write_only) {
        (false, false) => "",
        (true, false) => " readOnly",
        (false, true) => " writeOnly",
        (true, true) => " neither way",
    };
    let rest = remarks(&it.docs, it.default.as_ref(), &it.constraints, it.example.as_ref());
    line(out, &format!("  {}{mark}: {}{null}{way}{rest}", it.name, ty(api, &it.ty)));
}

fn arm(out: &mut String, api: &Api, it: &Arm) {
    let held = it.ty.as_ref().map_or_else(|| "-".to_owned(), |it| ty(api, it));
    let by = match (&it.tag, it.json_type) {
        (Some(tag), _) => tag.to_json().to_string(),
        (None, Some(kind)) => format!("{kind:?}"),
        (None, None) => format!("{{{}}}", it.keys.join(", ")),
    };
    line(out, &format!("  {by} => {held} as {}{}", it.name, remarks(&it.docs, None, &Constraints::default(), None)));
}

fn remarks(
    docs: &Docs,
    default: Option<&serde_json::Value>,
    constraints: &Constraints,
    example: Option<&serde_json::Value>,
) -> String {
    let mut out = deprecated(docs.deprecated).to_owned();
    if let Some(it) = default {
        out.push_str(&format!(" = {it}"));
    }
    if *constraints != Constraints::default() {
        let text = format!("{constraints:?}");
        let text = text.trim_start_matches("Constraints { ").trim_end_matches(" }");
        let silent = [": None", ": false", ": []"];
        let said: Vec<_> = text.split(", ").filter(|it| !silent.iter().any(|end| it.ends_with(end))).collect();
        out.push_str(&format!(" <{}>", said.join(", ")));
    }
    if let Some(it) = example {
        out.push_str(&format!(" e.g. {it}"));
    }
    if let Some(it) = &docs.description {
        out.push_str(&format!(" // {}", it.lines().next().unwrap_or_default()));
    }
    out
}

fn deprecated(is: bool) -> &'static str {
    if is { " deprecated" } else { "" }
}

fn examples(all: &[(String, serde_json::Value)]) -> String {
    all.iter().map(|(name, it)| format!(" e.g. {name} {it}")).collect()
}

fn content(api: &Api, it: &Content) -> String {
    match it {
        Content::Json(it) => ty(api, it),
        Content::Form(it) => format!("form {}", ty(api, it)),
        Content::Multipart(it) => format!("parts {}", ty(api, it)),
        Content::Text => "text".to_owned(),
        Content::Bytes => "bytes".to_owned(),
    }
}

fn ty(api: &Api, it: &Ty) -> String {
    match it {
        Ty::Any => "any".to_owned(),
        Ty::Boolean => "bool".to_owned(),
        Ty::Integer(it) => format!("{it:?}").to_lowercase(),
        Ty::Number(it) => format!("{it:?}").to_lowercase(),
        Ty::String(StringFormat::Plain) => "string".to_owned(),
        Ty::String(it) => format!("{it:?}").to_lowercase(),
        Ty::List(it) => format!("[{}]", ty(api, it)),
        Ty::Tuple { places, rest } => {
            let places = places.iter().map(|it| ty(api, it)).collect::<Vec<_>>().join(", ");
            let rest = rest.as_ref().map(|it| format!(", {}…", ty(api, it))).unwrap_or_default();
            format!("({places}{rest})")
        }
        Ty::Map(it) => format!("{{{}}}", ty(api, it)),
        Ty::Named(id) => name(&api.types[id.0 as usize].name),
        Ty::Nullable(it) => format!("({} | null)", ty(api, it)),
    }
}

fn name(name: &TypeName) -> String {
    match name {
        TypeName::Component(name) => name.clone(),
        TypeName::Title { title, place } => format!("«{title}» ({})", place.join("/")),
        TypeName::Place(words) => words.join("/"),
    }
}
