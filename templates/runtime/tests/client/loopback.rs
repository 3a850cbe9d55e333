//! The real transport over a real connection on this machine.

use std::io::{BufRead, BufReader, Read, Write};
use std::net::{TcpListener, TcpStream};
use std::sync::mpsc::{Receiver, channel};
use std::thread;
use std::time::Duration;

use bytes::Bytes;
use futures::{TryStreamExt, stream};

use crate::credentials;
use crate::models::MachineCreate;
use crate::runtime::{Api, Auth, Body, Client, ClientBuilder, Method, RetryPolicy, Scheme, StatusCode};
use crate::support::{TOKEN, enveloped};

/// Serves one connection an answer and hands out what was asked.
fn serve(answers: impl IntoIterator<Item = String> + Send + 'static) -> (String, Receiver<String>) {
    let listener = TcpListener::bind("127.0.0.1:0").expect("a free port");
    let address = format!("http://{}", listener.local_addr().expect("bound"));
    let (asked, received) = channel();
    thread::spawn(move || {
        for answer in answers {
            let Ok((mut stream, _)) = listener.accept() else {
                return;
            };
            let Ok(request) = read_request(&mut stream) else {
                continue;
            };
            // The test may be over already, or the client may have hung up.
            let _ = asked.send(request);
            let _ = stream.write_all(answer.as_bytes());
        }
    });
    (address, received)
}

fn read_request(stream: &mut TcpStream) -> std::io::Result<String> {
    let mut reader = BufReader::new(stream);
    let (mut request, mut length) = (String::new(), 0);
    loop {
        let mut line = String::new();
        if reader.read_line(&mut line)? == 0 {
            return Err(std::io::ErrorKind::UnexpectedEof.into());
        }
        if let Some(value) = line.to_ascii_lowercase().strip_prefix("content-length:") {
            length = value.trim().parse().unwrap_or(0);
        }
        request += &line;
        if line == "\r\n" {
            break;
        }
    }
    let mut body = vec![0; length];
    reader.read_exact(&mut body)?;
    Ok(request + &String::from_utf8_lossy(&body))
}

fn answer(status: &str, headers: &str, body: &str) -> String {
    format!("HTTP/1.1 {status}\r\nconnection: close\r\ncontent-length: {}\r\n{headers}\r\n{body}", body.len())
}

fn builder(address: &str) -> ClientBuilder {
    Client::builder().token(TOKEN).base_url(address).retry(RetryPolicy::none()).configure_http(|http| http.no_proxy())
}

#[tokio::test]
async fn a_call_over_tcp() {
    let (address, asked) = serve([answer("202 Accepted", "x-request-id: r-9\r\n", &enveloped(7, "new"))]);
    let client = builder(&address).build().expect("complete");
    let response = client
        .machines()
        .create(MachineCreate { name: "web".to_owned(), image: None })
        .with_response()
        .await
        .expect("created");
    assert_eq!((response.status(), response.request_id(), response.machine.id), (StatusCode::ACCEPTED, Some("r-9"), 7));
    let asked = asked.recv().expect("one request").to_lowercase();
    assert!(asked.starts_with("post /v2/machines http/1.1\r\n"), "{asked}");
    for part in [
        "authorization: bearer dop_v1_very-secret\r\n",
        "content-type: application/json\r\n",
        "content-length: 14\r\n",
        "user-agent: mini-client/1.2.3\r\n",
        "\r\n\r\n{\"name\":\"web\"}",
    ] {
        assert!(asked.contains(part), "{part:?} is not in {asked}");
    }
}

#[tokio::test]
async fn a_request_without_a_body_has_none() {
    let (address, asked) = serve([answer("204 No Content", "", "")]);
    builder(&address).build().expect("complete").machines().destroy(1).await.expect("destroyed");
    let asked = asked.recv().expect("one request").to_lowercase();
    assert!(
        !asked.contains("content-type") && !asked.contains("transfer-encoding") && asked.contains("accept: */*"),
        "{asked}"
    );
}

#[tokio::test]
async fn a_head_reply_has_a_length_and_no_body() {
    let head = "HTTP/1.1 200 OK\r\nconnection: close\r\ncontent-length: 900\r\nx-result-count: 42\r\n\r\n".to_owned();
    let (address, _asked) = serve([head]);
    assert_eq!(builder(&address).build().expect("complete").machines().count().await.expect("counted"), 42);
}

#[tokio::test]
async fn a_redirect_to_another_port_loses_the_token() {
    let (second, asked_second) = serve([answer("200 OK", "", &enveloped(1, "active"))]);
    let (first, asked_first) = serve([answer("302 Found", &format!("location: {second}/elsewhere\r\n"), "")]);
    builder(&first).build().expect("complete").machines().get(1).await.expect("the redirect is followed");
    assert!(asked_first.recv().expect("asked").contains(TOKEN));
    let asked = asked_second.recv().expect("asked");
    assert!(asked.starts_with("GET /elsewhere ") && !asked.contains(TOKEN), "{asked}");
}

#[tokio::test]
async fn reqwests_own_redirects_cannot_be_turned_on() {
    let (second, asked_second) = serve([answer("200 OK", "", &enveloped(1, "active"))]);
    let (first, _asked) = serve([answer("302 Found", &format!("location: {second}/\r\n"), "")]);
    let greedy = builder(&first).configure_http(|http| http.no_proxy().redirect(reqwest::redirect::Policy::limited(5)));
    greedy
        .build()
        .expect("complete")
        .machines()
        .get(1)
        .header("x-mine", TOKEN)
        .await
        .expect("the redirect is followed by us");
    assert!(!asked_second.recv().expect("asked").contains(TOKEN));
}

#[tokio::test]
async fn a_reply_may_not_be_too_large() {
    let large = answer("200 OK", "x-request-id: r-4\r\n", &" ".repeat(5000));
    let endless = format!("HTTP/1.1 200 OK\r\ntransfer-encoding: chunked\r\n\r\n{}", "5\r\nhello\r\n".repeat(1000));
    for reply in [large, endless] {
        let (address, _asked) = serve([reply]);
        let client = builder(&address).max_reply_bytes(4999).retry(RetryPolicy::new()).build().expect("complete");
        let error = client.request(Method::GET, "/big").send_bytes().await.expect_err("too large");
        assert_eq!((error.status(), error.attempts(), error.is_retryable()), (Some(StatusCode::OK), 1, false));
    }
    let (address, _asked) = serve([answer("200 OK", "", &"x".repeat(5000))]);
    let client = builder(&address).max_reply_bytes(5000).build().expect("complete");
    assert_eq!(client.request(Method::GET, "/big").send_bytes().await.expect("just so").len(), 5000);
}

#[tokio::test]
async fn a_body_that_breaks_off_keeps_status_and_request_id() {
    let (address, _asked) =
        serve(["HTTP/1.1 202 Accepted\r\ncontent-length: 100\r\nx-request-id: r-5\r\n\r\n{\"machine\"".to_owned()]);
    let create = builder(&address)
        .build()
        .expect("complete")
        .machines()
        .create(MachineCreate { name: "web".to_owned(), image: None });
    let error = create.retry(RetryPolicy::new()).await.expect_err("broken off");
    assert_eq!((error.status(), error.request_id(), error.attempts()), (Some(StatusCode::ACCEPTED), Some("r-5"), 1));
    assert!(!error.is_decode() && !error.is_connect());
}

#[tokio::test]
async fn silence_is_a_timeout() {
    let listener = TcpListener::bind("127.0.0.1:0").expect("a free port");
    let address = format!("http://{}", listener.local_addr().expect("bound"));
    let client = builder(&address).read_timeout(Duration::from_millis(50)).build().expect("complete");
    let error = client.machines().get(1).await.expect_err("nobody answers");
    assert!(error.is_timeout() && !error.is_connect(), "{error:?}");
    let client = builder(&address).build().expect("complete");
    let error = client.machines().get(1).timeout(Duration::from_millis(50)).await.expect_err("nobody answers");
    assert!(error.is_timeout() && error.attempts() == 1, "{error:?}");
}

#[tokio::test]
async fn nobody_there_is_a_connect_error() {
    let listener = TcpListener::bind("127.0.0.1:0").expect("a free port");
    let address = format!("http://{}", listener.local_addr().expect("bound"));
    drop(listener);
    let error = builder(&address).build().expect("complete").machines().get(1).await.expect_err("nobody there");
    assert!(error.is_connect() && error.is_retryable(), "{error:?}");
    assert!(!format!("{error:?}").contains(TOKEN));
}

static IN_THE_QUERY: Api = credentials::api(&[Scheme { name: "bearer", auth: Auth::Query { name: "key" }, env: &[] }]);

#[tokio::test]
async fn a_key_in_the_query_is_sent_and_not_shown() {
    let (second, asked_second) = serve([answer("200 OK", "", "")]);
    let (first, asked_first) = serve([answer("302 Found", &format!("location: {second}/there?key={TOKEN}\r\n"), "")]);
    let client = |address: &str| {
        let builder = ClientBuilder::new(&IN_THE_QUERY).secret("bearer", TOKEN).base_url(address);
        builder.retry(RetryPolicy::none()).configure_http(|http| http.no_proxy()).build().expect("complete")
    };
    client(&first).request(Method::GET, "/here").send_bytes().await.expect("the redirect is followed");
    assert!(asked_first.recv().expect("asked").starts_with(&format!("GET /here?key={TOKEN} ")));
    let asked = asked_second.recv().expect("asked");
    assert!(asked.starts_with("GET /there HTTP"), "{asked}");
    let broken = client(&first).request(Method::GET, "/here").send_bytes().await.expect_err("nobody serves any more");
    let mut text = format!("{broken:?} {broken}");
    let mut source = std::error::Error::source(&broken);
    while let Some(error) = source {
        text += &format!(" {error} {error:?}");
        source = error.source();
    }
    assert!(!text.contains(TOKEN), "{text}");
}

#[cfg(any(feature = "rustls-tls", feature = "native-tls"))]
#[tokio::test]
async fn https_needs_a_certificate() {
    let (address, _asked) = serve([answer("200 OK", "", "{}")]);
    let client = builder(&address.replace("http:", "https:")).build().expect("TLS is there");
    assert!(client.machines().get(1).await.expect_err("plain text is no TLS").is_connect());
}

/// Accepts one connection, reads as much of the request as `until` needs, then writes the pieces with a pause before each.
fn trickle(until: &'static str, pieces: Vec<(u64, &'static str)>) -> (String, Receiver<String>) {
    let listener = TcpListener::bind("127.0.0.1:0").expect("a free port");
    let address = format!("http://{}", listener.local_addr().expect("bound"));
    let (asked, received) = channel();
    thread::spawn(move || {
        let Ok((mut stream, _)) = listener.accept() else {
            return;
        };
        let mut request = Vec::new();
        let mut buffer = [0; 4096];
        while !String::from_utf8_lossy(&request).ends_with(until) {
            match stream.read(&mut buffer) {
                Ok(0) | Err(_) => break,
                Ok(n) => request.extend_from_slice(&buffer[..n]),
            }
        }
        let _ = asked.send(String::from_utf8_lossy(&request).into_owned());
        for (pause, piece) in pieces {
            thread::sleep(Duration::from_millis(pause));
            let _ = stream.write_all(piece.as_bytes());
        }
    });
    (address, received)
}

const CHUNKED: &str =
    "HTTP/1.1 200 OK\r\nconnection: close\r\ncontent-type: text/plain\r\ntransfer-encoding: chunked\r\n\r\n";

#[tokio::test]
async fn a_stream_is_read_while_it_comes_and_may_take_longer_than_any_timeout() {
    let pieces = vec![(0, CHUNKED), (0, "2\r\nab\r\n"), (60, "1\r\nc\r\n"), (60, "1\r\nd\r\n"), (60, "0\r\n\r\n")];
    let (address, _asked) = trickle("\r\n\r\n", pieces);
    let client = builder(&address).read_timeout(Duration::from_millis(150)).build().expect("complete");
    let request = client.request(Method::GET, "/log").timeout(Duration::from_millis(150));
    let chunks: Vec<_> = request.stream().await.expect("it begins").try_collect().await.expect("it ends well");
    assert_eq!(chunks.concat(), b"abcd");
}

#[tokio::test]
async fn a_stream_that_falls_silent_is_a_timeout() {
    let (address, _asked) = trickle("\r\n\r\n", vec![(0, CHUNKED), (0, "2\r\nab\r\n"), (2000, "0\r\n\r\n")]);
    let client = builder(&address).read_timeout(Duration::from_millis(50)).build().expect("complete");
    let mut stream = client.request(Method::GET, "/log").stream().await.expect("it begins");
    assert_eq!(stream.try_next().await.expect("a chunk").expect("it is there"), "ab");
    let error = stream.try_next().await.expect_err("silence");
    assert!(error.is_timeout() && error.status() == Some(StatusCode::OK), "{error}");
}

#[tokio::test]
async fn a_stream_that_breaks_off_is_an_error() {
    let (address, _asked) = trickle("\r\n\r\n", vec![(0, CHUNKED), (0, "2\r\nab\r\n"), (0, "9\r\nc")]);
    let mut stream =
        builder(&address).build().expect("complete").request(Method::GET, "/log").stream().await.expect("it begins");
    let mut last = Ok(None);
    while let Ok(Some(_)) | Ok(None) = last {
        last = stream.try_next().await;
    }
    assert!(last.expect_err("broken off").is_retryable());
}

#[tokio::test]
async fn a_stream_is_uploaded_in_chunks() {
    let (address, asked) = trickle("0\r\n\r\n", vec![(0, "HTTP/1.1 204 No Content\r\ncontent-length: 0\r\n\r\n")]);
    let chunks = stream::iter(["ab", "c"].map(|it| Ok::<_, std::io::Error>(Bytes::from(it))));
    let client = builder(&address).build().expect("complete");
    client.request(Method::PUT, "/file").body(Body::stream(chunks)).send_bytes().await.expect("taken");
    let asked = asked.recv().expect("one request").to_lowercase();
    assert!(asked.contains("transfer-encoding: chunked\r\n") && !asked.contains("content-length"), "{asked}");
    assert!(asked.ends_with("\r\n\r\n2\r\nab\r\n1\r\nc\r\n0\r\n\r\n"), "{asked}");
}

#[tokio::test]
async fn a_known_length_is_said() {
    let path = std::env::temp_dir().join(format!("runtime-{}-upload", std::process::id()));
    std::fs::write(&path, vec![b'x'; 100_000]).expect("the folder is writable");
    let chunks = || stream::iter([Ok::<_, std::io::Error>(Bytes::from(vec![b'x'; 100_000]))]);
    for body in [Body::file(&path), Body::stream_of_length(chunks(), 100_000)] {
        let (address, asked) = serve([answer("204 No Content", "", "")]);
        let client = builder(&address).build().expect("complete");
        client.request(Method::PUT, "/file").body(body).send_bytes().await.expect("taken");
        let asked = asked.recv().expect("one request").to_lowercase();
        assert!(asked.contains("content-length: 100000\r\n") && !asked.contains("chunked"));
        assert!(asked.ends_with(&format!("\r\n\r\n{}", "x".repeat(100_000))));
    }
    std::fs::remove_file(path).expect("it was there");
}

#[tokio::test]
async fn a_length_that_is_wrong_is_an_error() {
    for length in [2, 4] {
        let (address, _asked) = serve([answer("204 No Content", "", "")]);
        let chunks = stream::iter([Ok::<_, std::io::Error>(Bytes::from("abc"))]);
        let client = builder(&address).retry(RetryPolicy::new()).build().expect("complete");
        let request = client.request(Method::PUT, "/file").body(Body::stream_of_length(chunks, length));
        let error = request.send_bytes().await.expect_err("not what was said");
        assert!(!error.is_retryable(), "{error}");
    }
}

#[tokio::test]
async fn an_upload_may_take_longer_than_the_read_timeout() {
    let (address, asked) = trickle("0\r\n\r\n", vec![(0, "HTTP/1.1 204 No Content\r\ncontent-length: 0\r\n\r\n")]);
    let slow = stream::unfold(0, |n| async move {
        tokio::time::sleep(Duration::from_millis(60)).await;
        (n < 5).then(|| (Ok::<_, std::io::Error>(Bytes::from("x")), n + 1))
    });
    let client = builder(&address).read_timeout(Duration::from_millis(150)).build().expect("complete");
    client.request(Method::PUT, "/file").body(Body::stream(slow)).send_bytes().await.expect("taken in the end");
    assert_eq!(asked.recv().expect("one request").matches("1\r\nx\r\n").count(), 5);
}

#[tokio::test]
async fn a_stream_that_fails_breaks_the_upload_off() {
    let (address, _asked) = trickle("0\r\n\r\n", vec![]);
    let torn = stream::iter([Ok(Bytes::from("ab")), Err("the tape tore")]);
    let client = builder(&address).retry(RetryPolicy::new()).build().expect("complete");
    let error = client.request(Method::PUT, "/file").body(Body::stream(torn)).send_bytes().await.expect_err("torn");
    assert!(!error.is_retryable() && error.attempts() == 1, "{error}");
}

#[tokio::test]
async fn a_reply_to_a_stream_may_not_be_too_large() {
    let large = answer("200 OK", "x-request-id: r-4\r\n", &" ".repeat(5000));
    let (address, _asked) = trickle("0\r\n\r\n", vec![(0, Box::leak(large.into_boxed_str()))]);
    let chunks = stream::iter([Ok::<_, std::io::Error>(Bytes::from("abc"))]);
    let client = builder(&address).max_reply_bytes(4999).build().expect("complete");
    let error = client.request(Method::PUT, "/file").body(Body::stream(chunks)).send_bytes().await.expect_err("large");
    assert_eq!((error.status(), error.request_id()), (Some(StatusCode::OK), Some("r-4")));
}
