//! Holds this client to exchanges over a real connection: the cases in `wire/`, or those of the file that `WIRE_CASES` names.
//! An operation id is one arm of a `match`, and a case's arguments are those of the typed call.

#[path = "../../../templates/wire/harness.rs"]
mod harness;

use harness::{Call, Failed, Stop, Typed, Views, Wire};
use serde::Serialize;
use waldur_droplets::models::{DropletPatch, DropletRequest, DropletResize};
use waldur_droplets::{Client, Error, Response, RetryPolicy};

/// What stands after `Token` in the recorded exchanges.
const TOKEN: &str = "XXX";

const WIRE: Wire<Client> = Wire {
    manifest_dir: env!("CARGO_MANIFEST_DIR"),
    client,
    secret: TOKEN,
    error_code: &[],
    error_message: &["detail"],
    error_request_id: &[],
    request_id_header: None,
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

/// The same for parameters that are repeated.
macro_rules! given_each {
    ($call:ident, $request:expr, $name:literal $setter:ident) => {{
        let request = $request;
        match $call.kwargs::<String>($name)? {
            Some(values) => request.$setter(values),
            None => request,
        }
    }};
}

/// What narrows down a list and a count alike.
macro_rules! filtered {
    ($call:ident, $request:expr) => {{
        let request = given!($call, $request,
            "backend_id" backend_id: String,
            "can_manage" can_manage: bool,
            "customer" customer: String,
            "customer_abbreviation" customer_abbreviation: String,
            "customer_name" customer_name: String,
            "customer_native_name" customer_native_name: String,
            "customer_uuid" customer_uuid: String,
            "description" description: String,
            "external_ip" external_ip: String,
            "name" name: String,
            "name_exact" name_exact: String,
            "page" page: i64,
            "page_size" page_size: i64,
            "project" project: String,
            "project_name" project_name: String,
            "project_uuid" project_uuid: String,
            "service_settings_name" service_settings_name: String,
            "service_settings_uuid" service_settings_uuid: String,
            "uuid" uuid: String
        );
        given_each!($call, request, "state" state)
    }};
}

async fn dispatch(call: &Call<'_>, client: &Client) -> Result<Typed, Stop> {
    let droplets = client.droplets();
    match call.op() {
        "digitalocean_droplets_list" => {
            let request = filtered!(call, droplets.list());
            reply!(call, given_each!(call, request, "field" field))
        }
        "digitalocean_droplets_count" => count(filtered!(call, droplets.count()).await),
        "digitalocean_droplets_create" => reply!(call, droplets.create(call.body::<DropletRequest>()?)),
        "digitalocean_droplets_retrieve" => {
            let request = droplets.get(call.arg::<String>(0)?);
            reply!(call, given_each!(call, request, "field" field))
        }
        "digitalocean_droplets_update" => {
            let uuid: String = call.arg(0)?;
            reply!(call, droplets.update(uuid, call.body::<DropletRequest>()?))
        }
        "digitalocean_droplets_partial_update" => {
            let request = droplets.partial_update(call.arg::<String>(0)?);
            let request = match call.body_if_any::<DropletPatch>()? {
                Some(body) => request.body(body),
                None => request,
            };
            reply!(call, request)
        }
        "digitalocean_droplets_destroy" => reply!(call, droplets.delete(call.arg::<String>(0)?)),
        _ => act(call, client).await,
    }
}

async fn act(call: &Call<'_>, client: &Client) -> Result<Typed, Stop> {
    let droplets = client.droplets();
    match call.op() {
        "digitalocean_droplets_pull" => reply!(call, droplets.pull(call.arg::<String>(0)?)),
        "digitalocean_droplets_unlink" => done!(call, droplets.unlink(call.arg::<String>(0)?)),
        "digitalocean_droplets_resize" => {
            let uuid: String = call.arg(0)?;
            reply!(call, droplets.resize(uuid, call.body::<DropletResize>()?))
        }
        "digitalocean_droplets_restart" => reply!(call, droplets.restart(call.arg::<String>(0)?)),
        "digitalocean_droplets_start" => reply!(call, droplets.start(call.arg::<String>(0)?)),
        "digitalocean_droplets_stop" => reply!(call, droplets.stop(call.arg::<String>(0)?)),
        _ => Err(call.unknown_op()),
    }
}

fn typed<T: Serialize>(reply: Result<Response<T>, Error>) -> Result<Typed, Stop> {
    let reply = reply.map_err(failed)?;
    let value = serde_json::to_value(&*reply);
    let value = value.map_err(|err| Stop::Refused(format!("the reply does not encode: {err}")))?;
    let total = reply.x_result_count();
    Ok(Typed { status: reply.status().as_u16(), value: Some(value), numbers: vec![("x-result-count", total)] })
}

/// Awaiting a count gives nothing but the number.
fn count(number: Result<i64, Error>) -> Result<Typed, Stop> {
    let number = number.map_err(failed)?;
    Ok(Typed { status: 200, value: Some(number.into()), numbers: vec![("x-result-count", Some(number))] })
}

fn failed(err: Error) -> Stop {
    let retry_after = err.retry_after().and_then(|delay| i64::try_from(delay.as_secs()).ok());
    Stop::from(Failed {
        status: err.status().map(|status| status.as_u16()),
        code: err.code().map(str::to_owned),
        message: err.message().map(str::to_owned),
        request_id: err.request_id().map(str::to_owned),
        views: Some(Views { detail: err.detail(), fields: err.field_errors() }),
        raw_body: err.raw_body().map(|body| String::from_utf8_lossy(body).into_owned()),
        numbers: vec![("retry-after", retry_after)],
        printed: format!("{err} {err:?}"),
    })
}
