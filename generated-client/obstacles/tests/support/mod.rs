//! The course: a loopback server that echoes, and a client of it.
#![allow(dead_code, reason = "each test file uses a part of it")]

use std::collections::VecDeque;
use std::io::{BufRead, BufReader, Read, Write};
use std::net::{TcpListener, TcpStream};
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};

use obstacles::{Client, ClientBuilder, RetryPolicy};
use serde_json::{Map, Value, json};

/// The token that every client here shows.
pub const TOKEN: &str = "5ec2e7";

/// The server; it ends with the process. What it was told to reply comes first; then it echoes: what is sent below `/mirror`
/// as it came, any other request as an `Echo`.
pub struct Course {
    /// `http://127.0.0.1:PORT`
    pub url: String,
    script: Arc<Mutex<Script>>,
}

#[derive(Default)]
struct Script {
    replies: VecDeque<Reply>,
    seen: Vec<Seen>,
}

/// A request as it arrived; header names are in lower case.
#[derive(Clone, Debug)]
pub struct Seen {
    pub method: String,
    /// Path and query, undecoded.
    pub target: String,
    pub headers: Vec<(String, String)>,
    pub body: Vec<u8>,
}

impl Seen {
    pub fn header(&self, name: &str) -> Option<&str> {
        self.headers.iter().find(|(known, _)| known == name).map(|(_, value)| value.as_str())
    }

    pub fn text(&self) -> String {
        String::from_utf8_lossy(&self.body).into_owned()
    }

    fn echo(&self) -> Reply {
        if self.target.starts_with("/mirror/") {
            return Reply::new(200, self.header("content-type").unwrap_or("text/plain"), self.body.clone());
        }
        let headers: Map<String, Value> =
            self.headers.iter().map(|(name, value)| (name.clone(), value.as_str().into())).collect();
        let echo = json!({"method": self.method, "target": self.target, "headers": headers, "body": self.text()});
        Reply::new(200, "application/json", echo.to_string())
    }
}

/// A reply, byte for byte.
#[derive(Clone, Debug)]
pub struct Reply {
    status: u16,
    headers: Vec<(String, String)>,
    body: Vec<u8>,
}

impl Reply {
    pub fn new(status: u16, media_type: &str, body: impl Into<Vec<u8>>) -> Reply {
        let headers = vec![("content-type".to_owned(), media_type.to_owned())];
        Reply { status, headers, body: body.into() }
    }

    pub fn json(status: u16, body: Value) -> Reply {
        Reply::new(status, "application/json", body.to_string())
    }

    pub fn empty(status: u16) -> Reply {
        Reply { status, headers: Vec::new(), body: Vec::new() }
    }

    pub fn header(mut self, name: &str, value: &str) -> Reply {
        self.headers.push((name.to_owned(), value.to_owned()));
        self
    }

    fn write(&self, stream: &mut impl Write, is_head: bool) -> std::io::Result<()> {
        let mut text = format!("HTTP/1.1 {} Served\r\n", self.status);
        for (name, value) in &self.headers {
            text.push_str(&format!("{name}: {value}\r\n"));
        }
        if self.status != 204 {
            text.push_str(&format!("content-length: {}\r\n", self.body.len()));
        }
        let mut bytes = (text + "\r\n").into_bytes();
        if !is_head {
            bytes.extend(&self.body);
        }
        stream.write_all(&bytes)
    }
}

impl Course {
    pub fn start() -> Course {
        let listener = TcpListener::bind(("127.0.0.1", 0)).expect("the loopback has a free port");
        let url = format!("http://{}", listener.local_addr().expect("a bound listener has an address"));
        let script = Arc::<Mutex<Script>>::default();
        let shared = Arc::clone(&script);
        std::thread::spawn(move || {
            for stream in listener.incoming().flatten() {
                let script = Arc::clone(&shared);
                std::thread::spawn(move || converse(&stream, &script));
            }
        });
        Course { url, script }
    }

    pub fn builder(&self) -> ClientBuilder {
        builder(&self.url)
    }

    pub fn client(&self) -> Client {
        self.builder().build().expect("a base URL and a token make a client")
    }

    /// What the next requests get, in order.
    pub fn replies(&self, replies: impl IntoIterator<Item = Reply>) {
        lock(&self.script).replies.extend(replies);
    }

    /// Every request so far.
    pub fn seen(&self) -> Vec<Seen> {
        lock(&self.script).seen.clone()
    }

    pub fn last(&self) -> Seen {
        self.seen().pop().expect("something was sent")
    }
}

/// A client of what listens at `url`, which it asks once.
pub fn builder(url: &str) -> ClientBuilder {
    Client::builder().base_url(url).token(TOKEN).retry(RetryPolicy::none())
}

fn lock(script: &Mutex<Script>) -> MutexGuard<'_, Script> {
    script.lock().unwrap_or_else(PoisonError::into_inner)
}

/// Serves one connection for as long as both sides keep it.
fn converse(stream: &TcpStream, script: &Mutex<Script>) {
    let _ = stream.set_nodelay(true);
    let mut reader = BufReader::new(stream);
    let mut stream = stream;
    while let Some(seen) = read(&mut reader) {
        let is_head = seen.method == "HEAD";
        let reply = {
            let mut script = lock(script);
            script.seen.push(seen.clone());
            script.replies.pop_front().unwrap_or_else(|| seen.echo())
        };
        if reply.write(&mut stream, is_head).is_err() {
            return;
        }
    }
}

/// `None` when the peer is done.
fn read(reader: &mut impl BufRead) -> Option<Seen> {
    let mut seen = head(reader)?;
    if let Some(length) = seen.header("content-length") {
        seen.body = exactly(reader, length.parse().ok()?)?;
    } else if seen.header("transfer-encoding") == Some("chunked") {
        while let Some(chunk) = chunk(reader)? {
            seen.body.extend(chunk);
        }
    }
    Some(seen)
}

/// A request without its body.
pub fn head(reader: &mut impl BufRead) -> Option<Seen> {
    let start = line(reader)?;
    let mut words = start.split(' ').map(str::to_owned);
    let (method, target) = (words.next()?, words.next()?);
    let mut headers = Vec::new();
    loop {
        let header = line(reader)?;
        let Some((name, value)) = header.split_once(':') else { break };
        headers.push((name.to_ascii_lowercase(), value.trim().to_owned()));
    }
    Some(Seen { method, target, headers, body: Vec::new() })
}

/// The next chunk of a chunked body; `Some(None)` at its end.
pub fn chunk(reader: &mut impl BufRead) -> Option<Option<Vec<u8>>> {
    let size = usize::from_str_radix(&line(reader)?, 16).ok()?;
    let bytes = exactly(reader, size)?;
    line(reader)?;
    Some(Some(bytes).filter(|bytes| !bytes.is_empty()))
}

fn exactly(reader: &mut impl Read, length: usize) -> Option<Vec<u8>> {
    let mut bytes = vec![0; length];
    reader.read_exact(&mut bytes).ok()?;
    Some(bytes)
}

/// A line without its end; `None` at the end of the stream.
fn line(reader: &mut impl BufRead) -> Option<String> {
    let mut text = String::new();
    reader.read_line(&mut text).ok().filter(|length| *length > 0)?;
    Some(text.trim_end_matches(['\r', '\n']).to_owned())
}
