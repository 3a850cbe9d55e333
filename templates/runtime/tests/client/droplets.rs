//! The mini-client's one resource, as the generator writes it.

use crate::models::{
    Action, Droplet, DropletCreate, DropletCreateResponse, DropletList, DropletResponse, DropletUpdate,
};
use crate::runtime::{
    Client, Effect, Items, Method, Operation, Page, Pages, Progress, RawRequest, Response, Wait, request,
};

/// Droplets.
#[derive(Clone, Debug)]
pub struct Droplets {
    client: Client,
}

impl Droplets {
    pub(crate) fn new(client: Client) -> Self {
        Droplets { client }
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

    pub fn get(&self, droplet_id: i64) -> Get {
        Get(RawRequest::new(&self.client, &GET).path("droplet_id", &droplet_id))
    }

    pub fn create(&self, body: impl Into<DropletCreate>) -> Create {
        Create(RawRequest::new(&self.client, &CREATE).json(&body.into()))
    }

    pub fn update(&self, droplet_id: i64, body: impl Into<DropletUpdate>) -> Update {
        Update(RawRequest::new(&self.client, &UPDATE).path("droplet_id", &droplet_id).json(&body.into()))
    }

    pub fn destroy(&self, droplet_id: i64) -> Destroy {
        Destroy(
            RawRequest::new(&self.client, &DESTROY).path("droplet_id", &droplet_id).header_param("X-Dangerous", &true),
        )
    }

    pub fn destroy_by_tag(&self, tag_name: impl Into<String>) -> DestroyByTag {
        DestroyByTag(RawRequest::new(&self.client, &DESTROY_BY_TAG).path("tag_name", &tag_name.into()))
    }

    pub fn action(&self, action_id: i64) -> GetAction {
        GetAction(RawRequest::new(&self.client, &GET_ACTION).path("action_id", &action_id))
    }

    pub fn wait_until_active(&self, droplet_id: i64) -> Wait<Droplet> {
        let droplets = self.clone();
        let poll = move || droplets.get(droplet_id).send();
        Wait::new(&self.client, poll, |droplet| match droplet.status.as_str() {
            "active" => Progress::Done,
            _ => Progress::Pending,
        })
        .tolerate(&[404])
    }

    pub fn wait_until_completed(&self, action_id: i64) -> Wait<Action> {
        let droplets = self.clone();
        let poll = move || droplets.action(action_id).send();
        Wait::new(&self.client, poll, |action| match action.status.as_str() {
            "completed" => Progress::Done,
            "errored" => Progress::Failed("the action ended with `errored`".to_owned()),
            _ => Progress::Pending,
        })
    }
}

/// A request to list Droplets.
#[derive(Clone, Debug)]
#[must_use = "a request does nothing until it is awaited"]
pub struct List(RawRequest);

static LIST: Operation = Operation {
    id: "droplets_list",
    method: Method::GET,
    path: "/v2/droplets",
    effect: Effect::Safe,
    accept: "application/json",
    authenticated: true,
};

impl List {
    pub fn per_page(self, per_page: i64) -> Self {
        List(self.0.query("per_page", &per_page))
    }

    pub fn tag_name(self, tag_name: impl Into<String>) -> Self {
        List(self.0.query("tag_name", &tag_name.into()))
    }

    pub fn items(self) -> Items<Droplet> {
        Items::new(self.pages())
    }

    pub fn pages(self) -> Pages<Droplet> {
        Pages::new(self.0.query_default("per_page", &200), page_of_list)
    }
}

request!(List: DropletList => Page<Droplet>, page_of_list);

fn page_of_list(reply: DropletList) -> Page<Droplet> {
    Page::new(reply.droplets).with_total(reply.total).with_next(reply.next)
}

/// A request to list Droplets.
#[derive(Clone, Debug)]
#[must_use = "a request does nothing until it is awaited"]
pub struct ListLinked(RawRequest);

impl ListLinked {
    pub fn pages(self) -> Pages<Droplet> {
        Pages::from_response(self.0, page_of_list_linked)
    }
}

request!(ListLinked: Response<Vec<Droplet>> => Page<Droplet>, page_of_list_linked);

fn page_of_list_linked(reply: Response<Vec<Droplet>>) -> Page<Droplet> {
    let (total, headers) = (reply.header_value("x-result-count"), reply.headers().clone());
    Page::new(reply.into_inner()).with_total(total).with_next_link(&headers)
}

/// A request to count Droplets.
#[derive(Clone, Debug)]
#[must_use = "a request does nothing until it is awaited"]
pub struct Count(RawRequest);

static COUNT: Operation = Operation {
    id: "droplets_count",
    method: Method::HEAD,
    path: "/v2/droplets",
    effect: Effect::Safe,
    accept: "",
    authenticated: true,
};

request!(Count: Response<()> => i64, try |reply| reply.required_header("x-result-count"));

/// A request for a Droplet.
#[derive(Clone, Debug)]
#[must_use = "a request does nothing until it is awaited"]
pub struct Get(RawRequest);

static GET: Operation = Operation {
    id: "droplets_get",
    method: Method::GET,
    path: "/v2/droplets/{droplet_id}",
    effect: Effect::Safe,
    accept: "application/json",
    authenticated: true,
};

request!(Get: DropletResponse => Droplet, |reply| reply.droplet);

/// A request to create a Droplet.
#[derive(Clone, Debug)]
#[must_use = "a request does nothing until it is awaited"]
pub struct Create(RawRequest);

static CREATE: Operation = Operation {
    id: "droplets_create",
    method: Method::POST,
    path: "/v2/droplets",
    effect: Effect::Unsafe,
    accept: "application/json",
    authenticated: true,
};

request!(Create: DropletCreateResponse => Droplet, |reply| reply.droplet);

impl Create {
    /// Creates it, then waits for the create action and for the Droplet.
    pub fn wait(self) -> Wait<Droplet> {
        let droplets = self.0.client().droplets();
        Wait::after(self.with_response(), move |reply: DropletCreateResponse| {
            Wait::step(reply.action_id.map(|action_id| droplets.wait_until_completed(action_id)))
                .then(droplets.wait_until_active(reply.droplet.id))
        })
    }
}

/// A request to change a Droplet.
#[derive(Clone, Debug)]
#[must_use = "a request does nothing until it is awaited"]
pub struct Update(RawRequest);

static UPDATE: Operation = Operation {
    id: "droplets_update",
    method: Method::PATCH,
    path: "/v2/droplets/{droplet_id}",
    effect: Effect::Unsafe,
    accept: "application/json",
    authenticated: true,
};

request!(Update: DropletResponse => Droplet, |reply| reply.droplet);

/// A request to destroy a Droplet.
#[derive(Clone, Debug)]
#[must_use = "a request does nothing until it is awaited"]
pub struct Destroy(RawRequest);

static DESTROY: Operation = Operation {
    id: "droplets_destroy",
    method: Method::DELETE,
    path: "/v2/droplets/{droplet_id}",
    effect: Effect::Idempotent,
    accept: "",
    authenticated: true,
};

request!(Destroy: ());

/// A request to destroy Droplets by their tag.
#[derive(Clone, Debug)]
#[must_use = "a request does nothing until it is awaited"]
pub struct DestroyByTag(RawRequest);

static DESTROY_BY_TAG: Operation = Operation {
    id: "droplets_destroy_by_tag",
    method: Method::DELETE,
    path: "/v2/droplets/tags/{tag_name}",
    effect: Effect::Idempotent,
    accept: "",
    authenticated: true,
};

request!(DestroyByTag: ());

/// A request for an action.
#[derive(Clone, Debug)]
#[must_use = "a request does nothing until it is awaited"]
pub struct GetAction(RawRequest);

static GET_ACTION: Operation = Operation {
    id: "actions_get",
    method: Method::GET,
    path: "/v2/actions/{action_id}",
    effect: Effect::Safe,
    accept: "application/json",
    authenticated: true,
};

request!(GetAction: Action);
