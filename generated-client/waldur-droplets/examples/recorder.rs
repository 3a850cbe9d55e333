//! A transport of one's own: here one that writes down what is sent, in front of canned replies. No network at all.
//!
//! Run with `cargo run --example recorder`.

use std::error::Error;
use std::sync::{Arc, Mutex, PoisonError};

use bytes::Bytes;
use http::{Request, Response};
use waldur_droplets::{BoxFuture, Client, Transport, TransportError};

/// What was sent, and what is answered.
#[derive(Clone, Default)]
struct Recorder {
    sent: Arc<Mutex<Vec<String>>>,
}

impl Transport for Recorder {
    fn send(&self, request: Request<Bytes>) -> BoxFuture<'_, Result<Response<Bytes>, TransportError>> {
        let line = format!("{} {}", request.method(), request.uri().path());
        let is_first = {
            let mut sent = self.sent.lock().unwrap_or_else(PoisonError::into_inner);
            sent.push(line);
            sent.len() == 1
        };
        Box::pin(async move {
            // Retries are the client's affair: a transport says what happened, and no more.
            if is_first {
                return Err(TransportError::connect("the cable is out"));
            }
            let body = r#"{"uuid": "1f3a5c7e9b0d42648ace13579bdf0246", "name": "web-01", "state": "OK"}"#;
            Response::builder()
                .header("content-type", "application/json")
                .body(Bytes::from_static(body.as_bytes()))
                .map_err(TransportError::refused)
        })
    }
}

#[tokio::main]
async fn main() -> Result<(), Box<dyn Error>> {
    let recorder = Recorder::default();
    let client =
        Client::builder().base_url("https://waldur.example.com").token("any").transport(recorder.clone()).build()?;
    let droplet = client.droplets().get("1f3a5c7e9b0d42648ace13579bdf0246").await?;
    println!("{:?} is {:?}", droplet.name, droplet.state);
    for line in recorder.sent.lock().unwrap_or_else(PoisonError::into_inner).iter() {
        println!("sent {line}");
    }
    Ok(())
}
