//! What of the runtime a crate needs that others do not.

use crate::plan::{BodyKind, Crate, ErrorPlan, ModelKind, Request, RustTy, StreamKind};

/// Each is a file of the runtime, or a few.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(super) struct Needs {
    forms: bool,
    multipart: bool,
    /// Bodies that are read while they are sent.
    pub(super) uploads: bool,
    /// Replies that are read as they come.
    streams: bool,
    events: bool,
    values: bool,
    paging: bool,
    waits: bool,
    error_views: bool,
    base64: bool,
    tuples: bool,
}

impl Needs {
    pub(super) fn of(krate: &Crate) -> Needs {
        let mut needs = Needs { error_views: krate.client.error_views.is_some(), ..Needs::default() };
        for resource in &krate.resources {
            needs.waits |= !resource.waits.is_empty();
            resource.requests.iter().for_each(|it| needs.take_request(it));
        }
        types(krate).for_each(|ty| needs.take_type(ty));
        needs.with_what_they_need()
    }

    fn take_request(&mut self, request: &Request) {
        match request.body.as_ref().map(|it| it.kind) {
            Some(BodyKind::Form) => self.forms = true,
            Some(BodyKind::Multipart) => self.multipart = true,
            Some(BodyKind::Bytes) => self.uploads = true,
            Some(BodyKind::Json | BodyKind::Text) | None => {}
        }
        match request.stream.as_ref().map(|it| it.kind) {
            Some(StreamKind::Events | StreamKind::TextEvents | StreamKind::WholeEvents) => self.events = true,
            Some(StreamKind::Lines | StreamKind::Records) => self.values = true,
            Some(StreamKind::Chunks) => self.streams = true,
            None => {}
        }
        self.paging |= request.paging.is_some();
        self.waits |= request.wait.is_some();
    }

    fn take_type(&mut self, ty: &RustTy) {
        match ty {
            RustTy::Base64 | RustTy::Base64Url => self.base64 = true,
            RustTy::Tuple(places) => {
                self.tuples = true;
                places.iter().for_each(|it| self.take_type(it));
            }
            RustTy::OpenTuple(places, rest) => {
                self.tuples = true;
                places.iter().chain([&**rest]).for_each(|it| self.take_type(it));
            }
            RustTy::Vec(of) | RustTy::Map(of) | RustTy::Option(of) => self.take_type(of),
            RustTy::Box(of) | RustTy::Entry(of) | RustTy::Page(of) => self.take_type(of),
            _ => {}
        }
    }

    fn with_what_they_need(mut self) -> Needs {
        self.forms |= self.multipart;
        self.uploads |= self.multipart;
        self.streams |= self.events || self.values;
        self
    }

    /// Whether the runtime has this module, by its path without `.rs`.
    pub(super) fn has(self, module: &str) -> bool {
        match module {
            "base64" => self.base64,
            "error_views" => self.error_views,
            "events" => self.events,
            "form" => self.forms,
            "framing" => self.events || self.values,
            "kept" | "poll" | "several" | "watch" => self.waits,
            "link" | "page" | "paging" => self.paging,
            "multipart" | "parts" => self.multipart,
            "stream" => self.streams,
            "tuple" => self.tuples,
            "upload" => self.uploads,
            "values" => self.values,
            _ => true,
        }
    }
}

/// Every type that the crate names, some of them more than once.
fn types(krate: &Crate) -> impl Iterator<Item = &RustTy> {
    let models = krate.models.iter().flat_map(|file| &file.items).flat_map(|model| of_model(&model.kind));
    let requests = krate.resources.iter().flat_map(|it| &it.requests).flat_map(of_request);
    let errors: Vec<&RustTy> = match &krate.error {
        ErrorPlan::None => Vec::new(),
        ErrorPlan::One(ty) => vec![ty],
        ErrorPlan::Many { variants, .. } => variants.iter().map(|(_, ty)| ty).collect(),
    };
    models.chain(requests).chain(errors).chain(krate.headers.iter().map(|it| &it.ty))
}

fn of_model(kind: &ModelKind) -> Vec<&RustTy> {
    match kind {
        ModelKind::Struct(it) => {
            let rest = it.rest.as_ref().map(|(_, ty)| ty);
            it.fields.iter().map(|field| &field.ty).chain(rest).collect()
        }
        ModelKind::Union(it) => it.variants.iter().filter_map(|variant| variant.ty.as_ref()).collect(),
        ModelKind::Alias(ty) => vec![ty],
        ModelKind::StringEnum { .. } | ModelKind::IntegerEnum { .. } => Vec::new(),
    }
}

fn of_request(request: &Request) -> Vec<&RustTy> {
    let given = request.args.iter().map(|it| &it.argument.ty);
    let set = request.setters.iter().map(|it| &it.argument.ty);
    let body = request.body.iter().map(|it| &it.ty);
    let streamed = request.stream.iter().map(|it| &it.item);
    given.chain(set).chain(body).chain(streamed).chain([&request.reply.ty, &request.reply.output]).collect()
}

#[cfg(test)]
impl Needs {
    pub(super) fn all() -> Needs {
        Needs {
            forms: true,
            multipart: true,
            uploads: true,
            streams: true,
            events: true,
            values: true,
            paging: true,
            waits: true,
            error_views: true,
            base64: true,
            tuples: true,
        }
    }

    /// Each need alone, none, and all.
    pub(super) fn samples() -> Vec<Needs> {
        let none = Needs::default();
        let samples = [
            none,
            Needs { forms: true, ..none },
            Needs { multipart: true, ..none },
            Needs { uploads: true, ..none },
            Needs { streams: true, ..none },
            Needs { events: true, ..none },
            Needs { values: true, ..none },
            Needs { paging: true, ..none },
            Needs { waits: true, ..none },
            Needs { error_views: true, ..none },
            Needs { base64: true, ..none },
            Needs { tuples: true, ..none },
            Needs::all(),
        ];
        samples.map(Needs::with_what_they_need).into()
    }
}
