//! Bodies that are sent while they are read, and replies that are read while they are sent.

mod support;

use std::error::Error as _;
use std::fs::File;
use std::io::{self, BufReader, Write};
use std::net::{TcpListener, TcpStream};
use std::path::PathBuf;
use std::sync::mpsc::channel;
use std::thread::{self, JoinHandle};

use bytes::Bytes;
use futures::channel::mpsc::unbounded;
use futures::{Stream, StreamExt, TryStreamExt, stream, try_join};
use obstacles::models::{Color, Parts};
use obstacles::{Body, Client, Error, Part, StatusCode};
use support::{Course, Seen};

/// A server of one connection, which after the head of a request, if one comes, does what it is told; and a client of it.
fn serve<T: Send + 'static>(
    talk: impl FnOnce(Seen, &mut BufReader<TcpStream>) -> T + Send + 'static,
) -> (Client, JoinHandle<Option<T>>) {
    let listener = TcpListener::bind(("127.0.0.1", 0)).expect("the loopback has a free port");
    let url = format!("http://{}", listener.local_addr().expect("a bound listener has an address"));
    let served = thread::spawn(move || {
        let (stream, _) = listener.accept().expect("somebody calls");
        let mut reader = BufReader::new(stream);
        let head = support::head(&mut reader)?;
        Some(talk(head, &mut reader))
    });
    (support::builder(&url).build().expect("a base URL and a token make a client"), served)
}

/// The end of an upload, for a server that has read all of it.
fn echo(connection: &BufReader<TcpStream>) {
    let text = r#"{"method": "POST", "target": "", "headers": {}, "body": ""}"#;
    let head = format!("HTTP/1.1 200 OK\r\ncontent-type: application/json\r\ncontent-length: {}\r\n\r\n", text.len());
    say(connection, &(head + text));
}

fn say(connection: &BufReader<TcpStream>, text: &str) {
    connection.get_ref().write_all(text.as_bytes()).expect("the client listens");
}

/// A file of a test's own, removed in the end.
struct Scratch(PathBuf);

impl Scratch {
    fn new(name: &str, content: &[u8]) -> Scratch {
        let path = std::env::temp_dir().join(format!("obstacles-{}-{name}", std::process::id()));
        std::fs::write(&path, content).expect("the folder is writable");
        Scratch(path)
    }
}

impl Drop for Scratch {
    fn drop(&mut self) {
        let _ = std::fs::remove_file(&self.0);
    }
}

#[tokio::test]
async fn a_file_arrives_whole_and_as_what_it_is() -> Result<(), Error> {
    let content: Vec<u8> = (0..300_000_u32).flat_map(u32::to_le_bytes).collect();
    let file = Scratch::new("whole.png", &content);
    let (course, length) = (Course::start(), content.len().to_string());
    let bodies = course.client().bodies();
    bodies.image_body(Body::file(&file.0)).await?;
    let seen = course.last();
    assert_eq!((seen.header("content-type"), seen.header("content-length")), (Some("image/png"), Some(&*length)));
    assert!(seen.header("transfer-encoding").is_none() && seen.body == content);

    let part = Part::file(&file.0).file_name("a.png").content_type("image/png");
    bodies.multipart_body(Parts::new(part, Color::new())).await?;
    let seen = course.last();
    assert_eq!(seen.header("content-length"), Some(&*seen.body.len().to_string()));
    assert!(seen.body.windows(16).any(|it| it == b"filename=\"a.png\""));
    assert!(seen.body.windows(content.len()).any(|it| it == content));
    Ok(())
}

#[tokio::test]
async fn a_file_is_sent_as_it_is_read() {
    // More than what fits between the two ends of a connection.
    const LENGTH: u64 = 64 << 20;
    let file = Scratch::new("shrinks", &[]);
    File::create(&file.0).and_then(|file| file.set_len(LENGTH)).expect("the folder is writable");
    let path = file.0.clone();
    let (client, served) = serve(move |head, connection| {
        let shrunk = File::options().write(true).open(path).and_then(|file| file.set_len(LENGTH / 2));
        shrunk.expect("the file is there");
        let _ = io::copy(connection, &mut io::sink());
        head.header("content-length").map(str::to_owned)
    });
    let error = client.bodies().bytes_body(Body::file(&file.0)).await.expect_err("the file ended early");
    assert!(!error.is_retryable() && causes(&error).contains("fewer bytes"), "{error:?}");
    drop(client);
    assert_eq!(served.join().expect("it has listened"), Some(Some(LENGTH.to_string())));
}

#[tokio::test]
async fn chunks_are_sent_as_they_come() -> Result<(), Error> {
    let (arrived, mut arrivals) = unbounded();
    let (client, served) = serve(move |head, connection| {
        while let Some(chunk) = support::chunk(connection).expect("the body is complete") {
            arrived.unbounded_send(chunk).expect("the test goes on");
        }
        echo(connection);
        head.header("content-type").map(str::to_owned)
    });
    let (chunks, body) = unbounded::<Result<Bytes, io::Error>>();
    let sent = client.bodies().bytes_body(Body::stream(body)).send();
    let fed = async move {
        for chunk in ["first", "second"] {
            chunks.unbounded_send(Ok(chunk.into())).expect("the body is being read");
            // The second is not even there before the first has arrived.
            assert_eq!(arrivals.next().await.as_deref(), Some(chunk.as_bytes()));
        }
        Ok(())
    };
    try_join!(sent, fed)?;
    let kind = served.join().expect("it has listened").flatten();
    assert_eq!(kind.as_deref(), Some("application/octet-stream"));
    Ok(())
}

#[tokio::test]
async fn a_body_that_ends_early_is_an_error_and_never_a_whole_request() {
    let torn = || stream::iter([Ok(Bytes::from("abc")), Err("the tape tore")]);
    let short = || stream::iter([Ok::<_, io::Error>(Bytes::from("abc"))]);
    for (body, cause) in [
        (Body::stream(torn()), "the tape tore"),
        (Body::stream_of_length(torn(), 9), "the tape tore"),
        (Body::stream_of_length(short(), 9), "fewer bytes"),
        (Body::stream_of_length(short(), 2), "more bytes"),
    ] {
        // The server sees nothing, or that it is not complete.
        let (client, served) = serve(|head, connection| match head.header("content-length") {
            Some(length) => io::copy(connection, &mut io::sink()).unwrap_or_default() < length.parse().unwrap_or(0),
            None => std::iter::from_fn(|| support::chunk(connection)).all(|it| it.is_some()),
        });
        let error = client.bodies().bytes_body(body).await.expect_err("the body is not complete");
        assert!(!error.is_retryable() && causes(&error).contains(cause), "{cause}: {error:?}");
        drop(client);
        assert_ne!(served.join().expect("it has listened"), Some(false), "{cause}");
    }
}

/// What an error says, with all that led to it.
fn causes(error: &Error) -> String {
    let mut text = error.to_string();
    let mut cause = error.source();
    while let Some(it) = cause {
        text.push_str(&format!(": {it}"));
        cause = it.source();
    }
    text
}

/// What has a reply in two pieces.
const PIECES: [(&str, [&str; 2]); 3] = [
    ("application/octet-stream", ["first", "second"]),
    ("text/event-stream", ["data: {\"R\": 1}\n\n", "data: {\"G\": 2}\n\n"]),
    ("application/x-ndjson", ["{\"R\": 1}\n", "{\"G\": 2}\n"]),
];

/// What the operation of a media type gives, as text.
async fn open(client: &Client, kind: &str) -> Result<stream::BoxStream<'static, Result<String, Error>>, Error> {
    let replies = client.replies();
    Ok(match kind {
        "text/event-stream" => shown(replies.events().await?.map_ok(|it| it.data)),
        "application/x-ndjson" => shown(replies.lines().await?.map_ok(Some)),
        _ => replies.bytes().stream().await?.map_ok(|it| String::from_utf8_lossy(&it).into_owned()).boxed(),
    })
}

fn shown(
    colors: impl Stream<Item = Result<Option<Color>, Error>> + Send + 'static,
) -> stream::BoxStream<'static, Result<String, Error>> {
    colors.map_ok(|it| serde_json::to_string(&it).expect("a color is JSON")).boxed()
}

/// What the pieces are for a caller.
fn read(kind: &str) -> [&'static str; 2] {
    if kind == "application/octet-stream" { ["first", "second"] } else { [r#"{"R":1}"#, r#"{"G":2}"#] }
}

#[tokio::test]
async fn a_reply_is_read_while_it_is_being_sent() -> Result<(), Error> {
    for (kind, pieces) in PIECES {
        let (go, going) = channel();
        let (client, _) = serve(move |_, connection| {
            say(connection, &format!("HTTP/1.1 200 OK\r\ncontent-type: {kind}\r\ntransfer-encoding: chunked\r\n\r\n"));
            for piece in pieces {
                going.recv().expect("the test goes on");
                say(connection, &format!("{:x}\r\n{piece}\r\n", piece.len()));
            }
            going.recv().expect("the test goes on");
            say(connection, "0\r\n\r\n");
        });
        // The head alone begins the stream.
        let mut reply = open(&client, kind).await?;
        for expected in read(kind) {
            go.send(()).expect("the server waits");
            assert_eq!(reply.try_next().await?.as_deref(), Some(expected), "{kind}");
        }
        go.send(()).expect("the server waits");
        assert_eq!(reply.try_next().await?, None, "{kind}");
    }
    Ok(())
}

#[tokio::test]
async fn a_reply_that_ends_early_is_an_error() -> Result<(), Error> {
    for (kind, [first, second]) in PIECES {
        let cut_off = [
            format!("content-length: 99\r\n\r\n{first}"),
            format!("transfer-encoding: chunked\r\n\r\n{:x}\r\n{first}\r\n", first.len()),
            format!("transfer-encoding: chunked\r\n\r\n{:x}\r\n{first}\r\n{:x}\r\n", first.len(), second.len()),
        ];
        for rest in cut_off {
            let (client, _) = serve(move |_, connection| {
                say(connection, &format!("HTTP/1.1 200 OK\r\ncontent-type: {kind}\r\n{rest}"))
            });
            let mut reply = open(&client, kind).await?;
            assert_eq!(reply.try_next().await?.as_deref(), Some(read(kind)[0]), "{kind}");
            let error = reply.try_next().await.expect_err("it broke off");
            assert!(error.is_retryable() && error.status() == Some(StatusCode::OK), "{kind}: {error}");
            assert!(reply.next().await.is_none(), "after an error it ends");
        }
    }
    Ok(())
}
