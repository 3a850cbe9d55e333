//! Holds this client to exchanges over a real connection: the cases in `wire/`, or those of the file that `WIRE_CASES` names.
//! An operation id is one arm of a `match`, and a case's arguments are those of the typed call.

#[path = "../../../templates/wire/harness.rs"]
mod harness;

use digitalocean_droplets::models::{
    AutoscalePoolRequest, DropletActionRequest, DropletCreate, DropletMultiCreate, SelectiveDestroy, TagActionRequest,
};
use digitalocean_droplets::{Client, Error, RateLimit, Response, RetryPolicy};
use harness::{Call, Failed, Stop, Typed, Wire};
use serde::Serialize;

const TOKEN: &str = "dop_v1_0123456789abcdef";

const WIRE: Wire<Client> = Wire {
    manifest_dir: env!("CARGO_MANIFEST_DIR"),
    client,
    secret: TOKEN,
    error_code: &["id"],
    error_message: &["message"],
    error_request_id: &["request_id"],
    request_id_header: Some("x-request-id"),
};

#[test]
fn wire() {
    harness::run(&WIRE, dispatch);
}

#[test]
fn altered_cases_fail() {
    harness::run_altered(&WIRE, dispatch);
}

fn client(base_url: &str) -> Client {
    let builder = Client::builder().base_url(base_url).token(TOKEN);
    let client = builder.retry(RetryPolicy::none()).build();
    client.expect("a base URL and a token make a client")
}

/// Sends a request with the headers that the case adds, and takes the reply apart.
macro_rules! reply {
    ($call:ident, $request:expr) => {{
        let mut request = $request;
        for (name, value) in $call.extra_headers()? {
            request = request.header(&name, &value);
        }
        typed(request.with_response().await)
    }};
}

/// The same for an operation whose reply has no body.
macro_rules! done {
    ($call:ident, $request:expr) => {
        reply!($call, $request).map(|typed| Typed { value: None, ..typed })
    };
}

/// Sets what the case gives: name of the argument, setter, type.
macro_rules! given {
    ($call:ident, $request:expr, $($name:literal $setter:ident: $ty:ty),+) => {{
        let request = $request;
        $(let request = match $call.kwarg::<$ty>($name)? {
            Some(value) => request.$setter(value),
            None => request,
        };)+
        request
    }};
}

macro_rules! paged {
    ($call:ident, $request:expr) => {
        given!($call, $request, "per_page" per_page: i64, "page" page: i64)
    };
}

/// The method's name says that it is dangerous, so the client sends the header by itself; no other value is of use, but
/// another can be sent.
macro_rules! dangerous {
    ($call:ident, $request:expr) => {
        match $call.required::<bool>("x_dangerous")? {
            true => $request,
            false => $request.x_dangerous(false),
        }
    };
}

async fn dispatch(call: &Call<'_>, client: &Client) -> Result<Typed, Stop> {
    match call.op().split_once('_') {
        Some(("droplets", operation)) if operation.starts_with("destroy") => destroy(call, client).await,
        Some(("droplets", operation)) if operation.starts_with("list_") => list(call, client).await,
        Some(("droplets", _)) => droplets(call, client).await,
        Some(("dropletActions" | "actions", _)) => actions(call, client).await,
        Some(("autoscalepools", _)) => autoscale_pools(call, client).await,
        _ => Err(call.unknown_op()),
    }
}

async fn droplets(call: &Call<'_>, client: &Client) -> Result<Typed, Stop> {
    let droplets = client.droplets();
    match call.op() {
        "droplets_list" => {
            let request =
                given!(call, droplets.list(), "tag_name" tag_name: String, "name" name: String, "type" kind: String);
            reply!(call, paged!(call, request))
        }
        "droplets_create" if call.body_has("names") => {
            reply!(call, droplets.create_many(call.body::<DropletMultiCreate>()?))
        }
        "droplets_create" => reply!(call, droplets.create(call.body::<DropletCreate>()?)),
        "droplets_get" => reply!(call, droplets.get(call.arg(0)?)),
        "droplets_get_backup_policy" => reply!(call, droplets.get_backup_policy(call.arg(0)?)),
        "droplets_get_DestroyAssociatedResourcesStatus" => {
            reply!(call, droplets.get_destroy_associated_resources_status(call.arg(0)?))
        }
        _ => Err(call.unknown_op()),
    }
}

/// What belongs to a Droplet.
async fn list(call: &Call<'_>, client: &Client) -> Result<Typed, Stop> {
    let droplets = client.droplets();
    match call.op() {
        "droplets_list_backups" => reply!(call, paged!(call, droplets.list_backups(call.arg(0)?))),
        "droplets_list_backup_policies" => {
            reply!(call, paged!(call, droplets.list_backup_policies()))
        }
        "droplets_list_supported_backup_policies" => {
            reply!(call, droplets.list_supported_backup_policies())
        }
        "droplets_list_snapshots" => {
            reply!(call, paged!(call, droplets.list_snapshots(call.arg(0)?)))
        }
        "droplets_list_kernels" => reply!(call, paged!(call, droplets.list_kernels(call.arg(0)?))),
        "droplets_list_firewalls" => {
            reply!(call, paged!(call, droplets.list_firewalls(call.arg(0)?)))
        }
        "droplets_list_neighbors" => reply!(call, droplets.list_neighbors(call.arg(0)?)),
        "droplets_list_neighborsIds" => reply!(call, droplets.list_neighbors_ids()),
        "droplets_list_associatedResources" => {
            reply!(call, droplets.list_associated_resources(call.arg(0)?))
        }
        _ => Err(call.unknown_op()),
    }
}

async fn destroy(call: &Call<'_>, client: &Client) -> Result<Typed, Stop> {
    let droplets = client.droplets();
    match call.op() {
        "droplets_destroy" => done!(call, droplets.destroy(call.arg(0)?)),
        "droplets_destroy_byTag" => {
            done!(call, droplets.destroy_by_tag(call.required::<String>("tag_name")?))
        }
        "droplets_destroy_withAssociatedResourcesSelective" => {
            let request = droplets.destroy_with_associated_resources_selective(call.arg(0)?);
            let request = match call.body_if_any::<SelectiveDestroy>()? {
                Some(body) => request.body(body),
                None => request,
            };
            done!(call, request)
        }
        "droplets_destroy_withAssociatedResourcesDangerous" => {
            let request = droplets.destroy_with_associated_resources_dangerous(call.arg(0)?);
            done!(call, dangerous!(call, request))
        }
        "droplets_destroy_retryWithAssociatedResources" => {
            done!(call, droplets.retry_destroy_with_associated_resources(call.arg(0)?))
        }
        _ => Err(call.unknown_op()),
    }
}

async fn actions(call: &Call<'_>, client: &Client) -> Result<Typed, Stop> {
    let actions = client.droplet_actions();
    match call.op() {
        "dropletActions_list" => reply!(call, paged!(call, actions.list(call.arg(0)?))),
        "dropletActions_post" => {
            reply!(call, actions.perform(call.arg(0)?, call.body::<DropletActionRequest>()?))
        }
        "dropletActions_post_byTag" => {
            let tag_name: String = call.required("tag_name")?;
            reply!(call, actions.perform_by_tag(tag_name, call.body::<TagActionRequest>()?))
        }
        "dropletActions_get" => reply!(call, actions.get(call.arg(0)?, call.arg(1)?)),
        "actions_get" => reply!(call, client.actions().get(call.arg(0)?)),
        _ => Err(call.unknown_op()),
    }
}

async fn autoscale_pools(call: &Call<'_>, client: &Client) -> Result<Typed, Stop> {
    let pools = client.autoscale_pools();
    match call.op() {
        "autoscalepools_list" => {
            let request = given!(call, pools.list(), "name" name: String);
            reply!(call, paged!(call, request))
        }
        "autoscalepools_create" => {
            reply!(call, pools.create(call.body::<AutoscalePoolRequest>()?))
        }
        "autoscalepools_get" => reply!(call, pools.get(call.arg::<String>(0)?)),
        "autoscalepools_update" => {
            let pool: String = call.arg(0)?;
            reply!(call, pools.update(pool, call.body::<AutoscalePoolRequest>()?))
        }
        "autoscalepools_delete" => done!(call, pools.delete(call.arg::<String>(0)?)),
        "autoscalepools_delete_dangerous" => {
            let request = pools.delete_dangerous(call.arg::<String>(0)?);
            done!(call, dangerous!(call, request))
        }
        "autoscalepools_list_members" => {
            reply!(call, paged!(call, pools.list_members(call.arg::<String>(0)?)))
        }
        "autoscalepools_list_history" => {
            reply!(call, paged!(call, pools.list_history(call.arg::<String>(0)?)))
        }
        _ => Err(call.unknown_op()),
    }
}

fn typed<T: Serialize>(reply: Result<Response<T>, Error>) -> Result<Typed, Stop> {
    let reply = reply.map_err(failed)?;
    let value = serde_json::to_value(&*reply);
    let value = value.map_err(|err| Stop::Refused(format!("the reply does not encode: {err}")))?;
    Ok(Typed { status: reply.status().as_u16(), value: Some(value), numbers: rate_limit(reply.rate_limit()) })
}

fn failed(err: Error) -> Stop {
    let mut numbers = rate_limit(err.rate_limit());
    let retry_after = err.retry_after().and_then(|delay| i64::try_from(delay.as_secs()).ok());
    numbers.push(("retry-after", retry_after));
    Stop::from(Failed {
        status: err.status().map(|status| status.as_u16()),
        code: err.code().map(str::to_owned),
        message: err.message().map(str::to_owned),
        request_id: err.request_id().map(str::to_owned),
        views: None,
        raw_body: err.raw_body().map(|body| String::from_utf8_lossy(body).into_owned()),
        numbers,
        printed: format!("{err} {err:?}"),
    })
}

fn rate_limit(rate_limit: RateLimit) -> Vec<(&'static str, Option<i64>)> {
    vec![
        ("ratelimit-limit", rate_limit.limit),
        ("ratelimit-remaining", rate_limit.remaining),
        ("ratelimit-reset", rate_limit.reset.map(|reset| reset.as_second())),
    ]
}
