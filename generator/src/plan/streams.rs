//! Replies that can be read as they come: by which method, as what.

use super::types::Types;
use super::{Ident, RustTy, StreamKind, StreamPlan};
use crate::ir::{Content, Framing, Operation, Streamed, Ty};

/// The stream that the description has; any reply of bytes or text can be read in chunks.
pub(crate) fn plan<'a>(types: &Types<'a>, operation: &'a Operation) -> Option<StreamPlan> {
    let reply = &operation.reply;
    if let Some(stream) = &reply.stream {
        return Some(typed(types, operation, stream));
    }
    matches!(reply.content, Some(Content::Bytes | Content::Text)).then(|| StreamPlan {
        method: Ident::new("stream"),
        kind: StreamKind::Chunks,
        item: RustTy::Bytes,
        accept: reply.accept.join(", "),
        switch: None,
        only: false,
    })
}

fn typed<'a>(types: &Types<'a>, operation: &'a Operation, stream: &'a Streamed) -> StreamPlan {
    let only = operation.reply.content.is_none();
    let item = types.rust(&stream.item);
    let (method, kind) = match stream.framing {
        Framing::Events if item == RustTy::String => ("events", StreamKind::TextEvents),
        Framing::Events => ("events", StreamKind::Events),
        Framing::WholeEvents => ("events", StreamKind::WholeEvents),
        Framing::Lines => ("values", StreamKind::Lines),
        Framing::Records => ("values", StreamKind::Records),
    };
    let switch = if only { None } else { switch(types, operation) };
    StreamPlan { method: Ident::new(method), kind, item, accept: stream.media_type.clone(), switch, only }
}

/// APIs that can do both are asked for a stream by `"stream": true`, whatever `Accept` says.
fn switch<'a>(types: &Types<'a>, operation: &'a Operation) -> Option<String> {
    let Content::Json(ty) = &operation.body.as_ref()?.content else {
        return None;
    };
    let (_, body) = types.structure(ty)?;
    let field = body.fields.iter().find(|it| it.name.eq_ignore_ascii_case("stream"))?;
    (*types.peel(&field.ty).0 == Ty::Boolean).then(|| field.name.clone())
}
