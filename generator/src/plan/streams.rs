//! Replies that can be read as they come: by which method, as what.

use super::types::Types;
use super::{Ident, RustTy, StreamKind, StreamPlan};
use crate::ir::{Content, Framing, Operation, Streamed};

/// The stream that the description has; any reply of bytes or text can be read in chunks.
pub(crate) fn plan<'a>(types: &Types<'a>, operation: &'a Operation) -> Option<StreamPlan> {
    let reply = &operation.reply;
    if let Some(stream) = &reply.stream {
        return Some(typed(types, stream, reply.content.is_none()));
    }
    matches!(reply.content, Some(Content::Bytes | Content::Text)).then(|| StreamPlan {
        method: Ident::new("stream"),
        kind: StreamKind::Chunks,
        item: RustTy::Bytes,
        accept: reply.accept.join(", "),
        only: false,
    })
}

fn typed<'a>(types: &Types<'a>, stream: &'a Streamed, only: bool) -> StreamPlan {
    let item = types.rust(&stream.item);
    let (method, kind) = match stream.framing {
        Framing::Events if item == RustTy::String => ("events", StreamKind::TextEvents),
        Framing::Events => ("events", StreamKind::Events),
        Framing::WholeEvents => ("events", StreamKind::WholeEvents),
        Framing::Lines => ("values", StreamKind::Lines),
        Framing::Records => ("values", StreamKind::Records),
    };
    StreamPlan { method: Ident::new(method), kind, item, accept: stream.media_type.clone(), only }
}
