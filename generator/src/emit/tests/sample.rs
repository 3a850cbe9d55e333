//! A crate with the most of what there is: machines that are listed, read, created, destroyed and waited for.

use super::build::*;
use crate::plan::*;

pub(super) fn krate() -> Crate {
    let mut res = super::build::krate();
    res.package.name = "sample-machines".to_owned();
    res.package.lib = "sample_machines".to_owned();
    res.docs.description = lines("Machines are virtual computers.");
    res.docs.setup = lines("let client = Client::from_env()?;");
    res.client.rate_limit =
        Some(("ratelimit-limit".to_owned(), "ratelimit-remaining".to_owned(), "ratelimit-reset".to_owned()));
    res.client.error_code = lines("id");
    res.error = ErrorPlan::One(model_ty("ApiError"));
    res.models = vec![
        ModelFile { module: id("actions"), docs: "Models of actions.".to_owned(), items: actions() },
        ModelFile { module: id("machines"), docs: "Models of Machines.".to_owned(), items: machines() },
        ModelFile { module: id("shared"), docs: "Models that several resources share.".to_owned(), items: shared() },
    ];
    res.resources = vec![machine_resource(), action_resource()];
    res.skipped = vec![("machines_watch".to_owned(), "its reply is a stream | of events".to_owned())];
    res
}

fn actions() -> Vec<Model> {
    let action = object(vec![
        field("id", RustTy::I64, Slot::Required),
        field("status", model_ty("ActionStatus"), Slot::Required),
        field("completed_at", option(RustTy::Timestamp), Slot::Optional),
    ]);
    let statuses = ["in-progress", "completed", "errored"].map(|wire| EnumVariant {
        wire: wire.to_owned(),
        ident: id(match wire {
            "in-progress" => "InProgress",
            "completed" => "Completed",
            _ => "Errored",
        }),
        docs: lines(&format!("`{wire}`")),
        deprecated: false,
    });
    vec![
        model("Action", "What happens to a Machine.", ModelKind::Struct(action)),
        model(
            "ActionResponse",
            "One action.",
            ModelKind::Struct(object(vec![field("action", model_ty("Action"), Slot::Required)])),
        ),
        model(
            "ActionStatus",
            "How far an action is.",
            ModelKind::StringEnum { variants: statuses.to_vec(), unknown: id("Unknown") },
        ),
    ]
}

fn machines() -> Vec<Model> {
    let mut create = object(vec![
        field("name", RustTy::String, Slot::Required),
        field("image", model_ty("ImageRef"), Slot::Required),
        field("region", option(RustTy::String), Slot::Optional),
        field("tags", option(vec(RustTy::String)), Slot::Optional),
    ]);
    create.setters = vec![
        value_setter(2, arg("region", RustTy::String, Conversion::Into)),
        value_setter(3, arg("tags", vec(RustTy::String), Conversion::IntoList)),
    ];
    let machine = object(vec![
        field("id", RustTy::I64, Slot::Required),
        field("name", RustTy::String, Slot::Required),
        field("status", RustTy::String, Slot::Required),
        field("tags", vec(RustTy::String), Slot::List),
    ]);
    let list = object(vec![
        field("machines", vec(model_ty("Machine")), Slot::List),
        field("links", option(model_ty("PageLinks")), Slot::Optional),
        field("meta", model_ty("Meta"), Slot::Required),
    ]);
    let created = object(vec![
        field("machine", model_ty("Machine"), Slot::Required),
        field("links", model_ty("ActionLinks"), Slot::Required),
    ]);
    let mut destroy = object(vec![field("volumes", option(vec(RustTy::String)), Slot::Optional)]);
    destroy.setters = vec![value_setter(0, arg("volumes", vec(RustTy::String), Conversion::IntoList))];
    vec![
        model("Machine", "A virtual computer.", ModelKind::Struct(machine)),
        model("MachineCreate", "What a new Machine is to be.", ModelKind::Struct(create)),
        model("MachineCreateResponse", "A Machine to come.", ModelKind::Struct(created)),
        model("MachineList", "A page of Machines.", ModelKind::Struct(list)),
        model(
            "MachineResponse",
            "One Machine.",
            ModelKind::Struct(object(vec![field("machine", model_ty("Machine"), Slot::Required)])),
        ),
        model("ImageRef", "An image by id or slug.", ModelKind::Union(image_ref())),
        model("SelectiveDestroy", "What goes with a Machine.", ModelKind::Struct(destroy)),
    ]
}

fn image_ref() -> UnionPlan {
    let variant = |name: &str, ty: RustTy, json_type: &'static str| UnionVariant {
        ident: id(name),
        docs: Vec::new(),
        ty: Some(ty),
        tag: None,
        json_type: Some(json_type),
        keys: Vec::new(),
        from: true,
    };
    UnionPlan {
        tagging: UnionTagging::JsonType,
        variants: vec![variant("Integer", RustTy::I64, "integer"), variant("String", RustTy::String, "string")],
        unknown: id("Unknown"),
    }
}

fn shared() -> Vec<Model> {
    let one = |name: &str, ty: RustTy, slot: Slot| ModelKind::Struct(object(vec![field(name, ty, slot)]));
    let error = object(vec![
        field("id", RustTy::String, Slot::Required),
        field("message", RustTy::String, Slot::Required),
        field("request_id", option(RustTy::String), Slot::Optional),
    ]);
    let link = object(vec![field("id", RustTy::I64, Slot::Required), field("rel", RustTy::String, Slot::Required)]);
    vec![
        model("ActionLink", "An action that a request began.", ModelKind::Struct(link)),
        model("ActionLinks", "Actions that a request began.", one("actions", vec(model_ty("ActionLink")), Slot::List)),
        model("ApiError", "What went wrong.", ModelKind::Struct(error)),
        model("Meta", "About a list.", one("total", RustTy::I64, Slot::Required)),
        model("PageLinks", "Where a page leads.", one("pages", option(model_ty("Pages_")), Slot::Optional)),
        model("Pages_", "Other pages.", one("next", option(RustTy::String), Slot::Optional)),
    ]
}

fn machine_resource() -> Resource {
    let mut res = resource("machines", "Machines", vec![list(), get(), create(), destroy(), selective()]);
    res.waits = vec![ResourceWait {
        method: id("wait_until_active"),
        docs: lines("Polls until the Machine is active."),
        step: active(),
    }];
    res
}

fn active() -> WaitStepPlan {
    let caller = WaitArgPlan::Caller(arg("machine_id", RustTy::I64, Conversion::Plain));
    let mut res = step("machines", "get", model_ty("Machine"), vec![caller]);
    res.done = vec![equals(access(&["status"], RustTy::String), &["active"])];
    res.tolerate = vec![404];
    res
}

fn list() -> Request {
    let mut res = request("List", operation("machines_list", "GET", "/v2/machines"));
    res.setters = vec![
        query_setter("per_page", RustTy::I64, Conversion::Plain),
        query_setter("tag_name", RustTy::String, Conversion::Into),
        query_setter("type_", vec(RustTy::String), Conversion::IntoList),
    ];
    res.reply = reply(model_ty("MachineList"));
    res.paging = Some(PagingPlan {
        values_only: false,
        total_header: None,
        function: id("page_of_list"),
        items: access(&["machines"], vec(model_ty("Machine"))),
        item: model_ty("Machine"),
        keyed: false,
        next: NextPlan::Url(access(&["links?", "pages?", "next?"], RustTy::String)),
        total: Some(access(&["meta", "total"], RustTy::I64)),
        page_size: Some(("per_page".to_owned(), 200)),
    });
    res
}

fn get() -> Request {
    let mut res = request("Get", operation("machines_get", "GET", "/v2/machines/{machine_id}"));
    res.args = vec![path_arg("machine_id", RustTy::I64)];
    res.reply = unwrapped("MachineResponse", "machine", "Machine");
    res
}

fn create() -> Request {
    let mut res = request("Create", operation("machines_create", "POST", "/v2/machines"));
    res.args = vec![body_arg(model_ty("MachineCreate"))];
    res.body = Some(json_body(model_ty("MachineCreate"), true));
    res.reply = unwrapped("MachineCreateResponse", "machine", "Machine");
    let mut action = access(&["links", "actions"], RustTy::I64);
    action.steps.push(AccessStep::First { of: Some((id("rel"), "create".to_owned())) });
    action.steps.push(AccessStep::Field { ident: id("id"), optional: false, boxed: false });
    action.optional = true;
    let mut created = step("actions", "get", model_ty("Action"), vec![reply_arg(action)]);
    let status = access(&["status"], model_ty("ActionStatus"));
    created.done = vec![equals(status.clone(), &["completed"])];
    created.failed = vec![equals(status, &["errored"])];
    created.interval_seconds = Some(2);
    let is_active = WaitStepPlan { args: vec![reply_arg(access(&["machine", "id"], RustTy::I64))], ..active() };
    res.wait = Some(WaitPlan {
        steps: vec![created, is_active],
        output: model_ty("Machine"),
        docs: lines("Creates the Machine and waits until it is active."),
    });
    res
}

fn destroy() -> Request {
    let mut res = request("Destroy", operation("machines_destroy", "DELETE", "/v2/machines/{machine_id}"));
    res.operation.accept = String::new();
    res.args = vec![path_arg("machine_id", RustTy::I64)];
    res.preset = vec![(param("X-Dangerous", ParamLocation::Header), serde_json::Value::Bool(true))];
    res
}

fn selective() -> Request {
    let path = "/v2/machines/{machine_id}/selective";
    let mut res = request("Selective", operation("machines_destroy_selective", "DELETE", path));
    res.operation.accept = String::new();
    res.args = vec![path_arg("machine_id", RustTy::I64)];
    res.body = Some(json_body(model_ty("SelectiveDestroy"), false));
    let setter = |argument: Argument, target: SetterTarget| RequestSetter {
        argument,
        docs: Vec::new(),
        deprecated: false,
        target,
    };
    let volumes = || arg("volumes", vec(RustTy::String), Conversion::IntoList);
    res.setters = vec![
        setter(volumes(), SetterTarget::BodyField("volumes".to_owned())),
        setter(Argument { ident: id("volumes_null"), ..volumes() }, SetterTarget::BodyFieldNull("volumes".to_owned())),
        setter(arg("body", model_ty("SelectiveDestroy"), Conversion::Plain), SetterTarget::Body),
    ];
    res
}

fn action_resource() -> Resource {
    let mut get = request("Get", operation("action_read", "GET", "/v2/actions/{action_id}"));
    get.args = vec![path_arg("action_id", RustTy::I64)];
    get.reply = unwrapped("ActionResponse", "action", "Action");
    resource("actions", "Actions", vec![get])
}
