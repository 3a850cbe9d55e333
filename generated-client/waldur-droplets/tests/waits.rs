//! What a wait does where the reply that began it does not say what to wait for.

use std::sync::Arc;
use std::sync::atomic::{AtomicUsize, Ordering};

use bytes::Bytes;
use http::{Request, Response};
use waldur_droplets::models::{DropletRequest, DropletRequestRequired};
use waldur_droplets::{BoxFuture, Client, Transport, TransportError};

/// Answers everything alike, and counts.
struct Always(&'static str, Arc<AtomicUsize>);

impl Transport for Always {
    fn send(&self, _: Request<Bytes>) -> BoxFuture<'_, Result<Response<Bytes>, TransportError>> {
        self.1.fetch_add(1, Ordering::Relaxed);
        let mut reply = Response::new(Bytes::from_static(self.0.as_bytes()));
        *reply.status_mut() = http::StatusCode::CREATED;
        Box::pin(async { Ok(reply) })
    }
}

#[tokio::test]
async fn a_reply_without_the_id_is_not_polled_for() {
    let sent = Arc::new(AtomicUsize::new(0));
    let transport = Always(r#"{"name": "web-1"}"#, sent.clone());
    let client = Client::builder().base_url("https://waldur.example.com").transport(transport).build();
    let client = client.expect("the settings are good");
    let request = DropletRequest::new(DropletRequestRequired {
        name: "web-1".to_owned(),
        service_settings: "https://waldur.example.com/api/service-settings/1/".to_owned(),
        project: "https://waldur.example.com/api/projects/1/".to_owned(),
        region: "https://waldur.example.com/api/digitalocean-regions/1/".to_owned(),
        image: "https://waldur.example.com/api/digitalocean-images/1/".to_owned(),
        size: "https://waldur.example.com/api/digitalocean-sizes/1/".to_owned(),
    });
    let error = client.droplets().create(request).wait().await.expect_err("there is no id");
    assert!(error.is_wait_failed() && error.to_string().contains("no `uuid`"), "{error}");
    assert_eq!(error.begun(), Some(&br#"{"name": "web-1"}"#[..]));
    assert_eq!(sent.load(Ordering::Relaxed), 1);
}
