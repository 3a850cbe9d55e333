//! What this server answers, and clients of its description stumble over: each reply as it comes, and what the caller gets.

use std::collections::VecDeque;
use std::sync::{Arc, Mutex};
use std::time::Duration;

use bytes::Bytes;
use http::{Request, Response, StatusCode};
use waldur_droplets::models::{DropletResize, ResourceState};
use waldur_droplets::{BoxFuture, Client, Error, RetryPolicy, Transport, TransportError};

const UUID: &str = "8d2f6c41e7b04a9f9c3351a0d7be4f62";
const BASE: &str = "https://cloud.example.org";

/// Gives replies in their order, and keeps what was asked.
#[derive(Clone, Default)]
struct Server {
    replies: Arc<Mutex<VecDeque<Response<Bytes>>>>,
    asked: Arc<Mutex<Vec<String>>>,
}

impl Transport for Server {
    fn send(&self, request: Request<Bytes>) -> BoxFuture<'_, Result<Response<Bytes>, TransportError>> {
        let line = format!("{} {}", request.method(), request.uri().to_string().replace(BASE, ""));
        self.asked.lock().expect("no test panics with it").push(line);
        let reply = self.replies.lock().expect("no test panics with it").pop_front();
        Box::pin(async { reply.ok_or_else(|| TransportError::refused("there is no further reply")) })
    }
}

impl Server {
    fn answering(replies: impl IntoIterator<Item = Response<Bytes>>) -> Self {
        Server { replies: Arc::new(Mutex::new(replies.into_iter().collect())), ..Server::default() }
    }

    fn client(&self) -> Client {
        let builder = Client::builder().base_url(BASE).token("XXX").transport(self.clone()).retry(RetryPolicy::none());
        builder.build().expect("the settings are good")
    }

    fn asked(&self) -> Vec<String> {
        self.asked.lock().expect("no test panics with it").clone()
    }
}

fn reply(status: u16, body: &str) -> Response<Bytes> {
    let mut reply = Response::new(Bytes::copy_from_slice(body.as_bytes()));
    *reply.status_mut() = StatusCode::from_u16(status).expect("a status");
    reply
}

fn with_header(mut reply: Response<Bytes>, name: &'static str, value: &str) -> Response<Bytes> {
    reply.headers_mut().insert(name, value.parse().expect("a header"));
    reply
}

fn one(status: u16, body: &str) -> Client {
    Server::answering([reply(status, body)]).client()
}

#[tokio::test]
async fn a_deletion_answered_by_202_is_a_success() {
    let said = one(202, r#"{"detail": "Deletion was scheduled."}"#).droplets().delete(UUID).await.expect("a success");
    assert_eq!(said.and_then(|said| said.detail).as_deref(), Some("Deletion was scheduled."));
    assert_eq!(one(204, "").droplets().delete(UUID).await.expect("as documented"), None);
}

#[tokio::test]
async fn actions_answered_by_202_are_successes() {
    let scheduled = |client: Client| async move {
        let droplets = client.droplets();
        [droplets.start(UUID).await, droplets.stop(UUID).await, droplets.restart(UUID).await]
    };
    let replies =
        ["start", "stop", "restart"].map(|act| reply(202, &format!(r#"{{"status": "{act} was scheduled"}}"#)));
    for (said, act) in
        scheduled(Server::answering(replies).client()).await.into_iter().zip(["start", "stop", "restart"])
    {
        let status = said.expect("a success").and_then(|said| said.status);
        assert_eq!(status, Some(format!("{act} was scheduled")));
    }
    for said in scheduled(Server::answering([(); 3].map(|()| reply(200, ""))).client()).await {
        assert_eq!(said.expect("as documented"), None);
    }
}

#[tokio::test]
async fn a_resize_answered_by_a_detail_is_a_success() {
    let resize = || DropletResize::new(format!("{BASE}/api/digitalocean-sizes/1/"), true);
    let said = one(202, r#"{"detail": "resizing was scheduled"}"#).droplets().resize(UUID, resize()).await;
    assert_eq!(said.expect("a success").and_then(|said| said.detail).as_deref(), Some("resizing was scheduled"));
    let said = one(200, r#"{"disk": true}"#).droplets().resize(UUID, resize()).await;
    assert_eq!(said.expect("as documented").and_then(|said| said.disk), Some(true));
}

#[tokio::test]
async fn an_unknown_state_costs_no_list() {
    let body =
        r#"[{"uuid": "1", "state": "OK"}, {"uuid": "2", "state": "Frozen Solid"}, {"uuid": "3", "state": "ERRED"}]"#;
    let page = one(200, body).droplets().list().await.expect("a list");
    let states: Vec<_> = page.items.iter().filter_map(|droplet| droplet.state.clone()).collect();
    assert_eq!(states[0], ResourceState::Ok);
    assert_eq!((states[1].as_str(), &states[1]), ("Frozen Solid", &ResourceState::Unknown("Frozen Solid".to_owned())));
    assert_eq!(states.len(), 3);
}

#[tokio::test]
async fn ids_come_and_go_as_they_are() {
    let hyphens = "8d2f6c41-e7b0-4a9f-9c33-51a0d7be4f62";
    for id in [UUID, hyphens] {
        let server = Server::answering([reply(200, &format!(r#"{{"uuid": "{id}", "project_uuid": ""}}"#))]);
        let droplet = server.client().droplets().get(id).await.expect("a Droplet");
        assert_eq!((droplet.uuid.as_deref(), droplet.project_uuid.as_deref()), (Some(id), Some("")));
        assert_eq!(server.asked(), [format!("GET /api/digitalocean-droplets/{id}/")]);
    }
}

#[tokio::test]
async fn a_pull_that_is_not_implemented_is_an_error() {
    let error = one(409, r#"{"detail": "Pull operation is not implemented."}"#).droplets().pull(UUID).await;
    let error = error.expect_err("409 is no success");
    assert!(error.is_conflict() && !error.is_retryable());
    assert_eq!(error.detail().as_deref(), Some("Pull operation is not implemented."));
    assert_eq!((error.code(), error.message()), (None, Some("Pull operation is not implemented.")));
}

#[tokio::test]
async fn a_list_is_walked_to_its_end() {
    let page = |ids: &[u8], link: &str| {
        let items: Vec<String> = ids.iter().map(|id| format!(r#"{{"uuid": "{id}"}}"#)).collect();
        let reply = with_header(reply(200, &format!("[{}]", items.join(","))), "x-result-count", "3");
        with_header(reply, "link", link)
    };
    // The server does not know that it stands behind a proxy, and says another host.
    let next = r#"<http://10.0.0.7:8000/api/digitalocean-droplets/?page=2&page_size=300&state=OK>; rel="next""#;
    let first = r#"<http://10.0.0.7:8000/api/digitalocean-droplets/?page_size=300&state=OK>; rel="first""#;
    let server = Server::answering([page(&[1, 2], &format!("{first}, {next}")), page(&[3], first)]);
    let droplets = server.client().droplets().list().state(["OK"]).items().into_vec().await.expect("two pages");
    let ids: Vec<_> = droplets.iter().filter_map(|droplet| droplet.uuid.as_deref()).collect();
    assert_eq!(ids, ["1", "2", "3"]);
    assert_eq!(server.asked()[1], "GET /api/digitalocean-droplets/?page=2&page_size=300&state=OK");

    let server = Server::answering([page(&[1, 2], next)]);
    let page = server.client().droplets().list().await.expect("a page");
    assert_eq!((page.total, page.len()), (Some(3), 2));
}

#[tokio::test]
async fn a_count_is_a_number() {
    let server = Server::answering([with_header(reply(200, ""), "x-result-count", "17")]);
    assert_eq!(server.client().droplets().count().name("web").await.expect("a number"), 17);
    assert_eq!(server.asked(), ["HEAD /api/digitalocean-droplets/?name=web"]);
    let error = one(200, "").droplets().count().await.expect_err("no number came");
    assert!(error.is_decode() && error.to_string().contains("x-result-count"), "{error}");
    let reply = Server::answering([with_header(reply(200, ""), "x-result-count", "0")]);
    let reply = reply.client().droplets().count().with_response().await.expect("a reply");
    assert_eq!(reply.x_result_count(), Some(0));
}

#[tokio::test]
async fn faults_are_told_by_field() {
    let body = r#"{"name": ["Too long."], "image": [{}, {"url": ["No such image."]}], "non_field_errors": ["No."]}"#;
    let error: Error = one(400, body).droplets().partial_update(UUID).name("x").await.expect_err("refused");
    assert!(error.is_validation());
    assert_eq!(error.detail().as_deref(), Some("No."));
    let fields: Vec<(String, Vec<String>)> = error.field_errors().into_iter().collect();
    let field = |name: &str, said: &str| (name.to_owned(), vec![said.to_owned()]);
    assert_eq!(fields, [field("image[1].url", "No such image."), field("name", "Too long.")]);
}

#[tokio::test]
async fn who_is_not_known_learns_how_to_be() {
    let body = reply(401, r#"{"detail": "Authentication credentials were not provided."}"#);
    let server = Server::answering([with_header(body, "www-authenticate", "Token")]);
    let error = server.client().droplets().get(UUID).await.expect_err("not let in");
    assert!(error.is_unauthorized());
    assert_eq!(error.headers().and_then(|it| it.get("www-authenticate")).map(|it| it.as_bytes()), Some(&b"Token"[..]));
    let server = Server::answering([with_header(reply(429, "{}"), "retry-after", "17")]);
    let error = server.client().droplets().list().await.expect_err("too many");
    assert!(error.is_rate_limited());
    assert_eq!(error.retry_after(), Some(Duration::from_secs(17)));
}

#[tokio::test]
async fn a_deletion_is_waited_for_until_nothing_is_there() {
    let scheduled = || reply(202, r#"{"detail": "Deletion was scheduled."}"#);
    let droplet = |state: &str| reply(200, &format!(r#"{{"uuid": "{UUID}", "state": "{state}"}}"#));
    let server = Server::answering([scheduled(), droplet("DELETING"), reply(404, r#"{"detail": "Not found."}"#)]);
    let wait = server.client().droplets().delete(UUID).wait().interval(Duration::from_millis(1));
    wait.await.expect("it is gone");
    assert_eq!(server.asked().len(), 3);
    let server = Server::answering([scheduled(), droplet("ERRED")]);
    let error = server.client().droplets().delete(UUID).wait().await.expect_err("the deletion failed");
    assert!(error.is_wait_failed() && error.to_string().contains("`state` is ERRED"), "{error}");
    assert!(error.begun().is_some_and(|begun| begun.starts_with(b"{\"detail\"")));
}
