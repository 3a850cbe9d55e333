//! Requests: arguments, bodies, replies, pages, waits, errors.

use crate::build::*;
use crate::surface::render;
use generator::config::Config;
use generator::ir::Presence::{Optional, OptionalNullable, Required};
use generator::ir::*;

fn surface(types: Vec<TypeDef>, operations: Vec<Operation>) -> String {
    let (krate, diags) = plan(&api(types, operations), &Config::default());
    render(&krate) + &diags.join("\n")
}

#[test]
fn what_is_required_is_an_argument() {
    let op = Operation {
        params: vec![
            param("id", ParamLocation::Path, true, INT),
            param("tag", ParamLocation::Query, true, TEXT),
            Param { preset: Some(true.into()), ..param("X-Dangerous", ParamLocation::Header, true, BOOL) },
            param("kind", ParamLocation::Query, false, named(1)),
            param("ids", ParamLocation::Query, false, list(INT)),
        ],
        body: Some(body(named(0), true)),
        ..operation("things_create", Method::Post, "/things/{id}")
    };
    insta::assert_snapshot!(surface(vec![object("Thing", &[]), values("kind", &["a"])], vec![op]));
}

#[test]
fn optional_bodies_are_set_field_by_field() {
    let fields = [("names", list(TEXT), Optional), ("note", TEXT, OptionalNullable), ("body", BOOL, Optional)];
    let op = Operation { body: Some(body(named(0), false)), ..operation("things_post", Method::Post, "/things") };
    let bytes = Body { content: Content::Bytes, ..body(Ty::Any, false) };
    let upload = Operation { body: Some(bytes), ..operation("things_upload", Method::Put, "/things") };
    insta::assert_snapshot!(surface(vec![object("Post", &fields)], vec![op, upload]));
}

/// Things in pages, with waits: list, get, create, delete.
fn paged() -> Api {
    let id = || vec![param("thing_id", ParamLocation::Path, true, INT)];
    let reply = |at: u32| Reply { content: Some(Content::Json(named(at))), ..operation("", Method::Get, "").reply };
    let active = ResourceWait { name: "wait_until_active".to_owned(), step: poll(WaitArg::Caller), docs: None };
    let created = vec![poll(WaitArg::Reply(create_action())), poll(WaitArg::Reply(path(&["thing", "id"])))];
    let deleted = vec![poll(WaitArg::Param("thing_id".to_owned()))];
    let operations = vec![
        Operation { reply: reply(1), paging: Some(paging()), ..operation("things_list", Method::Get, "/things") },
        Operation {
            params: id(),
            reply: reply(4),
            unwrap: Some("thing".to_owned()),
            resource_waits: vec![active],
            ..operation("things_get", Method::Get, "/things/{thing_id}")
        },
        Operation {
            reply: reply(4),
            unwrap: Some("thing".to_owned()),
            wait: Some(Wait { steps: created }),
            ..operation("things_create", Method::Post, "/things")
        },
        Operation {
            params: id(),
            wait: Some(Wait { steps: deleted }),
            ..operation("things_delete", Method::Delete, "/things/{thing_id}")
        },
    ];
    api(paged_types(), operations)
}

fn paged_types() -> Vec<TypeDef> {
    let list_fields =
        [("things", list(named(0)), Required), ("links", named(2), Optional), ("meta", named(3), Required)];
    vec![
        received(object("Thing", &[("id", INT, Required), ("status", TEXT, Required)])),
        received(object("ThingList", &list_fields)),
        received(object("Links", &[("next", TEXT, Optional)])),
        received(object("Meta", &[("total", INT, Required)])),
        received(object("ThingReply", &[("thing", named(0), Required), ("links", named(5), Required)])),
        received(object("CreateLinks", &[("actions", list(named(6)), Required)])),
        received(object("ActionLink", &[("id", INT, Required), ("rel", TEXT, Required)])),
    ]
}

fn paging() -> Paging {
    Paging {
        items: path(&["things"]),
        item: named(0),
        keyed: false,
        values_only: false,
        next: NextPage::Url(path(&["links", "next"])),
        total: Some(path(&["meta", "total"])),
        total_header: None,
        page_size: Some(("per_page".to_owned(), 200)),
    }
}

/// Polls `things_get` until the thing is active.
fn poll(arg: WaitArg) -> WaitStep {
    let done = Condition::Equals { path: path(&["status"]), values: vec!["active".to_owned()] };
    WaitStep {
        poll: 1,
        args: vec![arg],
        done: vec![done],
        done_status: Vec::new(),
        failed: Vec::new(),
        tolerate: vec![404],
        interval_seconds: None,
    }
}

/// `links.actions[rel=create].id`
fn create_action() -> ReplyPath {
    let first = PathStep::First { of: Some(("rel".to_owned(), "create".to_owned())) };
    let mut steps = path(&["links", "actions"]).0;
    steps.extend([first, PathStep::Key("id".to_owned())]);
    ReplyPath(steps)
}

#[test]
fn pages_and_waits_find_their_way() {
    let (krate, diags) = plan(&paged(), &Config::default());
    insta::assert_snapshot!(render(&krate) + &diags.join("\n"));
}

#[test]
fn dead_paths_are_reported() {
    let mut api = paged();
    if let Some(paging) = &mut api.operations[0].paging {
        paging.total = Some(path(&["meta", "count"]));
        paging.next = NextPage::Url(path(&["links", "next", "url"]));
    }
    api.operations[1].unwrap = Some("gone".to_owned());
    insta::assert_snapshot!(plan(&api, &Config::default()).1.join("\n"));
}

#[test]
fn headers_are_values_and_methods() {
    let header = |name: &str, ty| ReplyHeader {
        required: false,
        name: name.to_owned(),
        ty,
        description: Some("Of all.".to_owned()),
        deprecated: false,
        origin: AT,
    };
    let with = |id: &str, headers: Vec<ReplyHeader>| {
        let mut res = operation(id, Method::Head, "/things");
        res.reply.headers = headers;
        res
    };
    let tags = || header("X-Tags", list(TEXT));
    let mut count = with("things_count", vec![header("X-Total", INT), header("Status", TEXT), header("X-Left", INT)]);
    count.value_header = Some(0);
    let other = with("things_other", vec![header("x-total", INT), tags(), header("X-Odd", INT)]);
    let odd = with("things_odd", vec![header("X-Odd", TEXT), header("X-Request-Id", TEXT)]);
    let mut config = Config::default();
    config.client.request_id_header = Some(spanned("x-request-id".to_owned()));
    config.client.error_code = Some(Vec::new());
    let (krate, _) = plan(&api(Vec::new(), vec![count, other, odd]), &config);
    let headers =
        krate.headers.iter().map(|it| format!("{} {}: {:?}\n{}\n", it.ident, it.name, it.ty, it.docs.join("\n")));
    let headers: String = headers.collect();
    insta::assert_snapshot!(render(&krate) + &headers + &format!("{:?}", krate.client.error_code));
}

#[test]
fn a_wait_for_what_is_gone_gives_nothing() {
    let mut api = paged();
    let gone = WaitStep { done: Vec::new(), done_status: vec![404], ..poll(WaitArg::Param("thing_id".to_owned())) };
    api.operations[3].wait = Some(Wait { steps: vec![gone] });
    let (krate, _) = plan(&api, &Config::default());
    let wait = krate.resources[0].requests[3].wait.clone().expect("it waits");
    insta::assert_snapshot!(format!("{:?} {:?}\n{}", wait.output, wait.steps[0].polled, wait.docs.join("\n")));
}

#[test]
fn a_wait_for_each_of_a_list_gives_a_list() {
    let mut api = paged();
    let each = || WaitArg::Each { list: path(&["things"]), item: path(&["id"]) };
    let gone = WaitStep { done: Vec::new(), done_status: vec![404], ..poll(each()) };
    let mut shown = String::new();
    for steps in [vec![poll(each())], vec![poll(each()), gone]] {
        api.operations[0].wait = Some(Wait { steps });
        let (krate, _) = plan(&api, &Config::default());
        let wait = krate.resources[0].requests[0].wait.clone().expect("it waits");
        shown += render(&krate).lines().find(|it| it.contains(".wait() ->")).expect("it waits");
        shown += &format!("\n{}\n", wait.docs.join("\n"));
    }
    insta::assert_snapshot!(shown);
}

#[test]
fn a_wait_for_each_of_a_list_that_may_hold_null_leads_nowhere() {
    let mut api = paged();
    let nulls = ("things", list(Ty::Nullable(Box::new(named(0)))), Required);
    api.types[1] = received(object("ThingList", &[nulls, ("meta", named(3), Required)]));
    api.operations[0].paging = None;
    let each = WaitArg::Each { list: path(&["things"]), item: path(&["id"]) };
    api.operations[0].wait = Some(Wait { steps: vec![poll(each)] });
    let (_, problems) = plan(&api, &Config::default());
    assert!(problems.iter().any(|it| it.contains("`id` leads nowhere")), "{problems:?}");
}

#[test]
fn docs_of_a_wait_say_what_ends_it() {
    let mut api = paged();
    let failed = vec![Condition::Equals { path: path(&["status"]), values: vec!["lost".to_owned()] }];
    api.operations[3].wait =
        Some(Wait { steps: vec![WaitStep { failed, ..poll(WaitArg::Param("thing_id".to_owned())) }] });
    let (krate, _) = plan(&api, &Config::default());
    let wait = krate.resources[0].requests[3].wait.clone().expect("it waits");
    let docs = wait.docs.join(" ");
    assert!(docs.contains("until `status` is `active` (an error if it is `lost`). Awaiting it gives"), "{docs}");
}

#[test]
fn a_patch_without_changes_is_an_object() {
    let types = vec![object("ThingPatch", &[("name", TEXT, Optional)])];
    let patch = |id: &str, method, ty, required| Operation {
        body: Some(body(ty, required)),
        ..operation(id, method, "/things")
    };
    let operations = vec![
        patch("patch", Method::Patch, named(0), false),
        patch("post", Method::Post, named(0), false),
        patch("required", Method::Patch, named(0), true),
        patch("text", Method::Patch, TEXT, false),
    ];
    let (krate, _) = plan(&api(types, operations), &Config::default());
    let bodies = krate.resources[0].requests.iter().filter_map(|it| it.body.as_ref());
    assert_eq!(bodies.map(|it| it.empty_object).collect::<Vec<_>>(), [true, false, false, false]);
}

#[test]
fn docs_have_real_names() {
    let mut api = paged();
    api.servers.push(Server { url: "https://api.test/".to_owned(), description: None, variables: Vec::new() });
    api.types.push(object("thing_new", &[("name", TEXT, Required), ("kind", named(8), Required)]));
    api.types.push(values("kind", &["small"]));
    api.operations[2].body = Some(body(named(7), true));
    api.operations[1].summary = Some("Get a thing".to_owned());
    api.operations[1].description = Some("See [x] and https://a.b/c.\n\n    code".to_owned());
    api.operations[1].params[0].docs.description = Some("Its id. Never 0.".to_owned());
    api.operations[1].params[0].constraints.minimum = Some(1.into());
    let (krate, _) = plan(&api, &Config::default());
    let request = &krate.resources[0].requests[1];
    let text = [&krate.docs.setup[..], &request.docs, &["---".to_owned()], &request.args[0].docs];
    insta::assert_snapshot!(text.concat().join("\n"));
}

#[test]
fn errors_are_one_or_many() {
    let error = |status, ty| ErrorReply { status, ty, description: None, examples: Vec::new(), origin: AT };
    let with = |errors| Operation { errors, ..operation("list", Method::Get, "/x") };
    let types = vec![object("Error", &[]), object("Problem", &[])];
    let one = with(vec![error(StatusMatch::Default, Some(named(0))), error(StatusMatch::Exact(404), Some(named(0)))]);
    let many = with(vec![error(StatusMatch::Default, Some(named(0))), error(StatusMatch::Exact(404), Some(named(1)))]);
    let hidden = with(vec![
        error(StatusMatch::Default, Some(named(0))),
        error(StatusMatch::Range(5), Some(named(1))),
        error(StatusMatch::Range(4), None),
        error(StatusMatch::Exact(423), None),
    ]);
    let no_wider = with(vec![
        error(StatusMatch::Exact(404), None),
        error(StatusMatch::Exact(409), Some(named(0))),
        error(StatusMatch::Range(5), Some(named(1))),
    ]);
    let text = [vec![], vec![one], vec![many], vec![hidden], vec![no_wider]]
        .map(|operations| format!("{:?}", plan(&api(types.clone(), operations), &Config::default()).0.error));
    insta::assert_snapshot!(text.join("\n"));
}
