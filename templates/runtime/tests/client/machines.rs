//! The mini-client's one resource, as the generator writes it.

use crate::models::{
    Action, Machine, MachineCreate, MachineCreateResponse, MachineList, MachineResponse, MachineUpdate,
};
use crate::runtime::{
    Client, Effect, Items, Method, Operation, Page, Pages, Progress, RawRequest, Response, Wait, request,
};

/// Machines.
#[derive(Clone, Debug)]
pub struct Machines {
    client: Client,
}

impl Machines {
    pub(crate) fn new(client: Client) -> Self {
        Machines { client }
    }

    pub fn list(&self) -> List {
        List(RawRequest::new(&self.client, &LIST))
    }

    /// A list whose pages are told by the `Link` header.
    pub fn list_linked(&self) -> ListLinked {
        ListLinked(RawRequest::new(&self.client, &LIST))
    }

    pub fn count(&self) -> Count {
        Count(RawRequest::new(&self.client, &COUNT))
    }

    pub fn get(&self, machine_id: i64) -> Get {
        Get(RawRequest::new(&self.client, &GET).path("machine_id", &machine_id))
    }

    pub fn create(&self, body: impl Into<MachineCreate>) -> Create {
        Create(RawRequest::new(&self.client, &CREATE).json(&body.into()))
    }

    pub fn patch(&self, machine_id: i64) -> Patch {
        Patch(RawRequest::new(&self.client, &UPDATE).path("machine_id", &machine_id).empty_object())
    }

    pub fn update(&self, machine_id: i64, body: impl Into<MachineUpdate>) -> Update {
        Update(RawRequest::new(&self.client, &UPDATE).path("machine_id", &machine_id).json(&body.into()))
    }

    pub fn destroy(&self, machine_id: i64) -> Destroy {
        Destroy(
            RawRequest::new(&self.client, &DESTROY).path("machine_id", &machine_id).header_param("X-Dangerous", &true),
        )
    }

    pub fn destroy_by_tag(&self, tag_name: impl Into<String>) -> DestroyByTag {
        DestroyByTag(RawRequest::new(&self.client, &DESTROY_BY_TAG).path("tag_name", &tag_name.into()))
    }

    pub fn action(&self, action_id: i64) -> GetAction {
        GetAction(RawRequest::new(&self.client, &GET_ACTION).path("action_id", &action_id))
    }

    pub fn wait_until_active(&self, machine_id: i64) -> Wait<Machine> {
        let machines = self.clone();
        let poll = move || machines.get(machine_id).send();
        Wait::new(&self.client, poll, |machine| match machine.status.as_str() {
            "active" => Progress::Done,
            _ => Progress::Pending,
        })
        .tolerate(&[404])
    }

    pub fn wait_until_gone(&self, machine_id: i64) -> Wait<()> {
        let machines = self.clone();
        let poll = move || machines.get(machine_id).send();
        let judge = |machine: &Machine| match machine.status.as_str() {
            "locked" => Progress::Failed("`status` is locked".to_owned()),
            _ => Progress::Pending,
        };
        Wait::gone(&self.client, poll, judge, &[404, 410])
    }

    pub fn wait_until_completed(&self, action_id: i64) -> Wait<Action> {
        let machines = self.clone();
        let poll = move || machines.action(action_id).send();
        Wait::new(&self.client, poll, |action| match action.status.as_str() {
            "completed" => Progress::Done,
            "errored" => Progress::Failed("the action ended with `errored`".to_owned()),
            _ => Progress::Pending,
        })
    }
}

/// A request to list Machines.
#[derive(Clone, Debug)]
#[must_use = "a request does nothing until it is awaited"]
pub struct List(pub(crate) RawRequest);

static LIST: Operation = Operation {
    id: "machines_list",
    method: Method::GET,
    path: "/v2/machines",
    effect: Effect::Safe,
    accept: "application/json",
    security: &[&["bearer"]],
    server: None,
};

impl List {
    pub fn per_page(self, per_page: i64) -> Self {
        List(self.0.query("per_page", &per_page))
    }

    pub fn tag_name(self, tag_name: impl Into<String>) -> Self {
        List(self.0.query("tag_name", &tag_name.into()))
    }

    pub fn items(self) -> Items<Machine> {
        Items::new(self.pages())
    }

    pub fn pages(self) -> Pages<Machine> {
        Pages::new(self.0.query_default("per_page", &200), page_of_list)
    }
}

request!(List: MachineList => Page<Machine>, page_of_list);

fn page_of_list(reply: MachineList) -> Page<Machine> {
    Page::new(reply.machines).with_total(reply.total).with_next(reply.next)
}

/// A request to list Machines.
#[derive(Clone, Debug)]
#[must_use = "a request does nothing until it is awaited"]
pub struct ListLinked(pub(crate) RawRequest);

impl ListLinked {
    pub fn pages(self) -> Pages<Machine> {
        Pages::from_response(self.0, page_of_list_linked)
    }
}

request!(ListLinked: Response<Vec<Machine>> => Page<Machine>, page_of_list_linked);

fn page_of_list_linked(reply: Response<Vec<Machine>>) -> Page<Machine> {
    let (total, headers) = (reply.header_value("x-result-count"), reply.headers().clone());
    Page::new(reply.into_inner()).with_total(total).with_next_link(&headers)
}

/// A request to count Machines.
#[derive(Clone, Debug)]
#[must_use = "a request does nothing until it is awaited"]
pub struct Count(pub(crate) RawRequest);

static COUNT: Operation = Operation {
    id: "machines_count",
    method: Method::HEAD,
    path: "/v2/machines",
    effect: Effect::Safe,
    accept: "",
    security: &[&["bearer"]],
    server: None,
};

request!(Count: Response<()> => i64, try |reply| reply.required_header("x-result-count"));

/// A request for a Machine.
#[derive(Clone, Debug)]
#[must_use = "a request does nothing until it is awaited"]
pub struct Get(pub(crate) RawRequest);

static GET: Operation = Operation {
    id: "machines_get",
    method: Method::GET,
    path: "/v2/machines/{machine_id}",
    effect: Effect::Safe,
    accept: "application/json",
    security: &[&["bearer"]],
    server: None,
};

request!(Get: MachineResponse => Machine, |reply| reply.machine);

/// A request to create a Machine.
#[derive(Clone, Debug)]
#[must_use = "a request does nothing until it is awaited"]
pub struct Create(pub(crate) RawRequest);

static CREATE: Operation = Operation {
    id: "machines_create",
    method: Method::POST,
    path: "/v2/machines",
    effect: Effect::Unsafe,
    accept: "application/json",
    security: &[&["bearer"]],
    server: None,
};

request!(Create: MachineCreateResponse => Machine, |reply| reply.machine);

impl Create {
    /// Creates it, then waits for the create action and for the Machine.
    pub fn wait(self) -> Wait<Machine> {
        let machines = self.0.client().machines();
        Wait::after(self.with_response(), move |reply: MachineCreateResponse| {
            Wait::step(reply.action_id.map(|action_id| machines.wait_until_completed(action_id)))
                .then(machines.wait_until_active(reply.machine.id))
        })
    }
}

/// A request to change a Machine.
#[derive(Clone, Debug)]
#[must_use = "a request does nothing until it is awaited"]
pub struct Update(pub(crate) RawRequest);

static UPDATE: Operation = Operation {
    id: "machines_update",
    method: Method::PATCH,
    path: "/v2/machines/{machine_id}",
    effect: Effect::Unsafe,
    accept: "application/json",
    security: &[&["bearer"]],
    server: None,
};

request!(Update: MachineResponse => Machine, |reply| reply.machine);

/// A request to change a Machine, field by field.
#[derive(Clone, Debug)]
#[must_use = "a request does nothing until it is awaited"]
pub struct Patch(RawRequest);

impl Patch {
    pub fn name(self, name: impl Into<String>) -> Self {
        Patch(self.0.body_field("name", &name.into()))
    }
}

request!(Patch: MachineResponse => Machine, |reply| reply.machine);

/// A request to destroy a Machine.
#[derive(Clone, Debug)]
#[must_use = "a request does nothing until it is awaited"]
pub struct Destroy(pub(crate) RawRequest);

static DESTROY: Operation = Operation {
    id: "machines_destroy",
    method: Method::DELETE,
    path: "/v2/machines/{machine_id}",
    effect: Effect::Idempotent,
    accept: "",
    security: &[&["bearer"]],
    server: None,
};

request!(Destroy: ());

/// A request to destroy Machines by their tag.
#[derive(Clone, Debug)]
#[must_use = "a request does nothing until it is awaited"]
pub struct DestroyByTag(pub(crate) RawRequest);

static DESTROY_BY_TAG: Operation = Operation {
    id: "machines_destroy_by_tag",
    method: Method::DELETE,
    path: "/v2/machines/tags/{tag_name}",
    effect: Effect::Idempotent,
    accept: "",
    security: &[&["bearer"]],
    server: None,
};

request!(DestroyByTag: ());

/// A request for an action.
#[derive(Clone, Debug)]
#[must_use = "a request does nothing until it is awaited"]
pub struct GetAction(pub(crate) RawRequest);

static GET_ACTION: Operation = Operation {
    id: "action_read",
    method: Method::GET,
    path: "/v2/actions/{action_id}",
    effect: Effect::Safe,
    accept: "application/json",
    security: &[&["bearer"]],
    server: None,
};

request!(GetAction: Action);
