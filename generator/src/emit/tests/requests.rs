//! What requests look like.

use super::build::*;
use super::items;
use crate::plan::*;
use insta::assert_snapshot;

const FILE: &str = "src/things.rs";

fn with_request(request: Request) -> Crate {
    Crate { resources: vec![resource("things", "Things", vec![request])], ..krate() }
}

fn paging(items: Access, next: NextPlan, total: Option<Access>) -> Option<PagingPlan> {
    let item = RustTy::String;
    let (function, page_size) = (id("page_of_list"), None);
    let (keyed, values_only, total_header) = (false, false, None);
    Some(PagingPlan { function, items, item, keyed, values_only, next, total, total_header, page_size })
}

fn list(paging: Option<PagingPlan>) -> Crate {
    let mut res = request("List", operation("things_list", "GET", "/things"));
    res.reply = reply(model_ty("ThingList"));
    res.paging = paging;
    with_request(res)
}

#[test]
fn the_sample_resource() {
    assert_snapshot!(items(&super::sample::krate(), "src/machines.rs"));
}

#[test]
fn alternatives_and_a_server_of_its_own() {
    let mut upload = request("Upload", operation("things_upload", "POST", "/things"));
    let variable = VariablePlan { name: "region".to_owned(), default: "eu".to_owned(), values: lines("eu\nus") };
    let url = "https://{region}.files.example.com".to_owned();
    upload.operation.server = Some(ServerUrlPlan { url, variables: vec![variable] });
    upload.operation.security = vec![lines("key\ntenant"), lines("bearer")];
    assert_snapshot!(items(&with_request(upload), FILE));
}

#[test]
fn pages_by_link_header() {
    assert_snapshot!(items(&list(paging(access(&["items"], vec(RustTy::String)), NextPlan::LinkHeader, None)), FILE));
}

#[test]
fn pages_by_number() {
    let next = NextPlan::PageNumber("page".to_owned());
    assert_snapshot!(items(&list(paging(access(&["items?"], vec(RustTy::String)), next, None)), FILE));
}

#[test]
fn pages_counted_in_a_header() {
    let plan = paging(access(&[], vec(RustTy::String)), NextPlan::LinkHeader, None);
    let plan = plan.map(|it| PagingPlan { total_header: Some("x-total".to_owned()), ..it });
    assert_snapshot!(items(&list(plan), FILE));
}

#[test]
fn pages_of_a_maps_values() {
    let plan = paging(access(&["by_id"], map(RustTy::String)), NextPlan::PageNumber("page".to_owned()), None);
    assert_snapshot!(items(&list(plan.map(|it| PagingPlan { values_only: true, ..it })), FILE));
}

#[test]
fn a_header_is_what_awaiting_gives() {
    let mut res = request("Count", operation("things_count", "HEAD", "/things"));
    res.reply = ReplyPlan { output: RustTy::I64, value_header: Some("x-total".to_owned()), ..reply(RustTy::Unit) };
    assert_snapshot!(items(&with_request(res), FILE));
}

#[test]
fn a_wait_until_it_is_gone() {
    let get = Request {
        args: vec![path_arg("id", RustTy::I64)],
        reply: reply(model_ty("Thing")),
        ..request("Get", operation("things_get", "GET", "/things/{id}"))
    };
    let gone = |caller: WaitArgPlan| WaitStepPlan {
        output: RustTy::Unit,
        done_status: vec![404, 410],
        ..step("things", "get", model_ty("Thing"), vec![caller])
    };
    let mut delete = request("Delete", operation("things_delete", "DELETE", "/things/{id}"));
    delete.args = vec![path_arg("id", RustTy::I64)];
    let param = WaitArgPlan::Param { name: "id".to_owned(), ident: id("id"), ty: RustTy::I64 };
    let failed = vec![equals(access(&["state"], RustTy::String), &["stuck"])];
    let steps = vec![WaitStepPlan { failed, ..gone(param) }];
    delete.wait = Some(WaitPlan { steps, output: RustTy::Unit, docs: Vec::new() });
    let mut things = resource("things", "Things", vec![get, delete]);
    let caller = WaitArgPlan::Caller(arg("id", RustTy::I64, Conversion::Plain));
    things.waits = vec![ResourceWait { method: id("wait_until_gone"), docs: Vec::new(), step: gone(caller) }];
    assert_snapshot!(items(&Crate { resources: vec![things], ..krate() }, FILE));
}

#[test]
fn a_patch_of_nothing_is_an_object() {
    let mut res = request("Patch", operation("things_patch", "PATCH", "/things"));
    res.body = Some(BodyPlan { empty_object: true, ..json_body(model_ty("ThingPatch"), false) });
    assert_snapshot!(items(&with_request(res), FILE));
}

#[test]
fn parts_of_one_optional_object_are_not_moved_twice() {
    let token = access(&["data?", "cursor?"], RustTy::String);
    let next = NextPlan::Cursor { token, parameter: "after".to_owned() };
    let total = Some(access(&["data?", "total"], RustTy::I64));
    assert_snapshot!(items(&list(paging(access(&["data?", "items"], vec(RustTy::String)), next, total)), FILE));
}

#[test]
fn parameters_of_every_place_and_style() {
    let styled = |name: &str, location, style| ParamPlan { style: Some(style), ..param(name, location) };
    let setter = |name: &str, target: ParamPlan| RequestSetter {
        argument: arg(name, vec(RustTy::I64), Conversion::List),
        docs: Vec::new(),
        deprecated: false,
        target: SetterTarget::Param(target),
    };
    let mut res = request("Get", operation("things_get", "GET", "/things/{id}"));
    res.deprecated = true;
    res.args = vec![path_arg("id", RustTy::String)];
    res.setters = vec![
        setter("ids", styled("ids", ParamLocation::Query, (ParamStyle::PipeDelimited, false))),
        setter("filter", styled("filter[]", ParamLocation::Query, (ParamStyle::Json, false))),
        setter("trace", param("X-Trace", ParamLocation::Header)),
        setter("session", param("session", ParamLocation::Cookie)),
        setter("meta", styled("X-Meta", ParamLocation::Header, (ParamStyle::Json, false))),
        setter("rgb", styled("X-Rgb", ParamLocation::Header, (ParamStyle::Simple, true))),
        setter("seen", styled("seen", ParamLocation::Cookie, (ParamStyle::Form, false))),
        setter(
            "urls",
            ParamPlan { allow_reserved: true, ..styled("urls", ParamLocation::Query, (ParamStyle::Form, true)) },
        ),
        setter("tags", ParamPlan { allow_empty: true, ..param("tags", ParamLocation::Query) }),
    ];
    assert_snapshot!(items(&with_request(res), FILE));
}

#[test]
fn bodies_of_every_kind() {
    let with_body = |name: &str, kind: BodyKind, ty: RustTy, media_type: &str| {
        let mut res = request(name, operation(name, "PUT", "/things"));
        res.args = vec![body_arg(ty.clone())];
        res.body = Some(BodyPlan { kind, media_type: media_type.to_owned(), ..json_body(ty, true) });
        res
    };
    let mut requests = vec![
        with_body("Form", BodyKind::Form, model_ty("Thing"), "application/x-www-form-urlencoded"),
        with_body("Send", BodyKind::Multipart, model_ty("Thing"), "multipart/form-data"),
        with_body("SendAny", BodyKind::Multipart, RustTy::Form, "multipart/form-data"),
        with_body("Patch", BodyKind::Json, model_ty("Thing"), "application/merge-patch+json"),
        with_body("Text", BodyKind::Text, RustTy::String, "text/csv"),
        with_body("Upload", BodyKind::Bytes, RustTy::Body, "application/zip"),
    ];
    let styles = [
        FieldStyle::Exploded,
        FieldStyle::Joined(","),
        FieldStyle::Deep,
        FieldStyle::Json,
        FieldStyle::Reserved,
        FieldStyle::Typed("image/png".to_owned()),
    ];
    for request in requests.iter_mut().take(2) {
        let encoding = styles.iter().enumerate().map(|(idx, style)| (format!("key \"{idx}\""), style.clone()));
        request.body.as_mut().expect("it has one").encoding = encoding.collect();
    }
    let krate = Crate { resources: vec![resource("things", "Things", requests)], ..krate() };
    assert_snapshot!(items(&krate, FILE));
}

#[test]
fn streams_of_every_kind() {
    let streaming = |name: &str, method: &str, kind: StreamKind, item: RustTy, accept: &str| {
        let mut res = request(name, operation(name, "GET", "/things"));
        res.stream =
            Some(StreamPlan { method: id(method), kind, item, accept: accept.to_owned(), switch: None, only: false });
        res
    };
    let mut requests = vec![
        streaming("Download", "stream", StreamKind::Chunks, RustTy::Bytes, "image/png"),
        streaming("Events", "events", StreamKind::Events, model_ty("Thing"), "text/event-stream"),
        streaming("Texts", "events", StreamKind::TextEvents, RustTy::String, "text/event-stream"),
        streaming("Whole", "events", StreamKind::WholeEvents, model_ty("Thing"), "text/event-stream"),
        streaming("Lines", "values", StreamKind::Lines, vec(RustTy::I64), "application/x-ndjson"),
        streaming("Records", "values", StreamKind::Records, model_ty("Thing"), "application/json-seq"),
    ];
    requests[0].reply = reply(RustTy::Bytes);
    for request in requests.iter_mut().skip(3) {
        request.stream.as_mut().expect("it has one").only = true;
    }
    let krate = Crate { resources: vec![resource("things", "Things", requests)], ..krate() };
    assert_snapshot!(items(&krate, FILE));
}

#[test]
fn replies_in_plain_text() {
    let replying = |name: &str, ty: RustTy, output: RustTy| {
        let mut res = request(name, operation(name, "GET", "/things"));
        res.reply = ReplyPlan { optional: ty != RustTy::Text, ty, output, ..reply(RustTy::Unit) };
        res
    };
    let requests = vec![
        replying("Motd", RustTy::Text, RustTy::String),
        replying("Note", option(RustTy::Text), option(RustTy::String)),
    ];
    let krate = Crate { resources: vec![resource("things", "Things", requests)], ..krate() };
    assert_snapshot!(items(&krate, FILE));
}

#[test]
fn a_wait_for_each_of_several() {
    let mut get = request("Get", operation("things_get", "GET", "/groups/{group}/things/{id}"));
    get.args = vec![path_arg("group", RustTy::String), path_arg("id", RustTy::I64)];
    get.reply = reply(model_ty("Thing"));
    let mut create = request("Create", operation("things_create", "POST", "/groups/{group}/things"));
    create.args = vec![path_arg("group", RustTy::String)];
    create.reply = reply(model_ty("Begun"));
    let group = || WaitArgPlan::Param { name: "group".to_owned(), ident: id("group"), ty: RustTy::String };
    let each = |list: &[&str], item: &[&str]| {
        let (access, each) = (access(list, vec(model_ty("Link"))), Some(access(item, RustTy::I64)));
        WaitArgPlan::Reply(ReplyValue { access, each })
    };
    let maybe = step("things", "get", model_ty("Thing"), vec![group(), each(&["links?", "things"], &["id?"])]);
    let gone = vec![group(), each(&["old"], &["link", "id"])];
    let gone =
        WaitStepPlan { output: RustTy::Unit, done_status: vec![404], ..step("things", "get", RustTy::Unit, gone) };
    let ready = step("things", "get", model_ty("Thing"), vec![group(), each(&["new"], &[])]);
    let steps = vec![maybe, gone, ready];
    create.wait = Some(WaitPlan { steps, output: vec(model_ty("Thing")), docs: Vec::new() });
    let krate = Crate { resources: vec![resource("things", "Things", vec![get, create])], ..krate() };
    assert_snapshot!(items(&krate, FILE));
}

#[test]
fn a_wait_on_what_the_request_named() {
    let mut get = request("Get", operation("things_get", "GET", "/things/{id}"));
    get.args = vec![path_arg("id", RustTy::String)];
    get.reply = reply(model_ty("Thing"));
    let mut remove = request("Remove", operation("things_remove", "DELETE", "/things/{id}"));
    remove.args = get.args.clone();
    let by = WaitArgPlan::Param { name: "id".to_owned(), ident: id("id"), ty: RustTy::String };
    let mut poll = step("things", "get", model_ty("Thing"), vec![by]);
    poll.done = vec![ConditionPlan::Set(access(&["removed_at?"], RustTy::Timestamp))];
    poll.failed = vec![equals(access(&["state?"], RustTy::String), &["stuck", "lost"])];
    remove.wait =
        Some(WaitPlan { output: poll.output.clone(), steps: vec![poll], docs: lines("Waits until it is gone.") });
    let krate = Crate { resources: vec![resource("things", "Things", vec![get, remove])], ..krate() };
    assert_snapshot!(items(&krate, FILE));
}
