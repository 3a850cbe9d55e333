//! The HTTP side: connections, requests, replies, on a thread of its own, so that blocking tests work too.

use std::future::{Future, poll_fn};
use std::io;
use std::net::{SocketAddr, TcpListener};
use std::pin::pin;
use std::sync::Arc;
use std::task::Poll;
use std::thread::{self, JoinHandle};

use bytes::Bytes;
use http::{Request, Response};
use http_body_util::{BodyExt, Full};
use hyper::body::Incoming as HyperBody;
use hyper::server::conn::http1;
use hyper::service::service_fn;
use hyper_util::rt::{TokioIo, TokioTimer};
use tokio::sync::oneshot;

use super::incoming::{Incoming, pairs};
use super::state::Shared;

/// A thread that serves until it is dropped.
pub(super) struct Listening {
    pub(super) address: SocketAddr,
    stop: Option<oneshot::Sender<()>>,
    thread: Option<JoinHandle<()>>,
}

impl Listening {
    pub(super) fn new(address: SocketAddr, shared: Arc<Shared>) -> io::Result<Listening> {
        let listener = TcpListener::bind(address)?;
        listener.set_nonblocking(true)?;
        let address = listener.local_addr()?;
        let runtime = tokio::runtime::Builder::new_current_thread().enable_all().build()?;
        let (stop, stopped) = oneshot::channel();
        let thread = thread::Builder::new().name("mock-server".to_owned()).spawn(move || {
            runtime.block_on(async {
                let serving = pin!(serve(listener, shared));
                either(serving, pin!(stopped)).await;
            });
        })?;
        Ok(Listening { address, stop: Some(stop), thread: Some(thread) })
    }
}

impl Drop for Listening {
    fn drop(&mut self) {
        drop(self.stop.take());
        if let Some(thread) = self.thread.take() {
            // It has nothing to say: what goes wrong with a request stays with its connection.
            let _ = thread.join();
        }
    }
}

/// Until one of them is done.
async fn either(mut a: impl Future + Unpin, mut b: impl Future + Unpin) {
    poll_fn(|context| {
        let done =
            std::pin::Pin::new(&mut a).poll(context).is_ready() || std::pin::Pin::new(&mut b).poll(context).is_ready();
        if done { Poll::Ready(()) } else { Poll::Pending }
    })
    .await;
}

async fn serve(listener: TcpListener, shared: Arc<Shared>) {
    let Ok(listener) = tokio::net::TcpListener::from_std(listener) else {
        return;
    };
    loop {
        let Ok((stream, _)) = listener.accept().await else {
            continue;
        };
        let shared = shared.clone();
        tokio::spawn(async move {
            let service = service_fn(|request| answer(&shared, request));
            // A connection that breaks off is the client's affair, or a rule's.
            let _ =
                http1::Builder::new().timer(TokioTimer::new()).serve_connection(TokioIo::new(stream), service).await;
        });
    }
}

async fn answer(shared: &Shared, request: Request<HyperBody>) -> Result<Response<Full<Bytes>>, io::Error> {
    let (parts, body) = request.into_parts();
    let body = body.collect().await.map_err(io::Error::other)?.to_bytes();
    let incoming = Incoming {
        method: parts.method,
        path: parts.uri.path().to_owned(),
        query: pairs(parts.uri.query().unwrap_or_default()),
        headers: parts.headers,
        body,
    };
    let ready = shared.respond(&incoming);
    tokio::time::sleep(ready.delay).await;
    let Some((status, headers, body)) = ready.reply else {
        return Err(io::Error::other("a rule breaks the connection off"));
    };
    let mut response = Response::new(Full::new(body));
    *response.status_mut() = status;
    *response.headers_mut() = headers;
    Ok(response)
}
