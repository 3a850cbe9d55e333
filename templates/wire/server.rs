//! A loopback HTTP/1.1 server that takes down every request and answers with what the case at hand serves.

use std::io::{BufRead, BufReader, Read, Write};
use std::net::{TcpListener, TcpStream};
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};

use super::case::Reply;

/// The server; it ends with the process.
pub(super) struct Server {
    /// `127.0.0.1:PORT`
    pub(super) address: String,
    script: Arc<Mutex<Script>>,
}

#[derive(Default)]
struct Script {
    reply: Option<Arc<Reply>>,
    arrived: Vec<Arrived>,
}

/// A request as it arrived, or why it was none.
pub(super) type Arrived = Result<Request, String>;

/// A request, undecoded; header names are in lower case.
#[derive(Debug)]
pub(super) struct Request {
    pub(super) method: String,
    pub(super) target: String,
    pub(super) headers: Vec<(String, String)>,
    pub(super) body: Vec<u8>,
}

impl Request {
    pub(super) fn header(&self, name: &str) -> Vec<&str> {
        self.headers.iter().filter(|(known, _)| known == name).map(|(_, value)| value.as_str()).collect()
    }
}

impl Server {
    pub(super) fn start() -> Server {
        let listener = TcpListener::bind(("127.0.0.1", 0)).expect("the loopback has a free port");
        let address = listener.local_addr().expect("a bound listener has an address").to_string();
        let script = Arc::<Mutex<Script>>::default();
        let shared = Arc::clone(&script);
        std::thread::spawn(move || {
            for stream in listener.incoming().flatten() {
                let script = Arc::clone(&shared);
                std::thread::spawn(move || converse(&stream, &script));
            }
        });
        Server { address, script }
    }

    /// Begins a case: whatever is asked now gets this reply.
    pub(super) fn serve(&self, reply: Arc<Reply>) {
        *lock(&self.script) = Script { reply: Some(reply), arrived: Vec::new() };
    }

    /// Ends a case: what was asked.
    pub(super) fn arrived(&self) -> Vec<Arrived> {
        std::mem::take(&mut *lock(&self.script)).arrived
    }
}

fn lock(script: &Mutex<Script>) -> MutexGuard<'_, Script> {
    script.lock().unwrap_or_else(PoisonError::into_inner)
}

/// Serves one connection for as long as both sides keep it.
fn converse(stream: &TcpStream, script: &Mutex<Script>) {
    let _ = stream.set_nodelay(true); // two small writes would wait for each other
    let mut reader = BufReader::new(stream);
    while let Some(request) = read_request(&mut reader, stream) {
        let head = request.as_ref().is_ok_and(|request| request.method == "HEAD");
        let goes_on = request.as_ref().is_ok_and(|request| !wants_close(&request.headers));
        let reply = {
            let mut script = lock(script);
            script.arrived.push(request);
            script.reply.clone()
        };
        let Some(reply) = reply else { return };
        let goes_on = goes_on && !wants_close(&reply.headers);
        let mut stream = stream;
        if stream.write_all(&encode(&reply, head)).is_err() || !goes_on {
            return;
        }
    }
}

fn wants_close(headers: &[(String, String)]) -> bool {
    headers.iter().any(|(name, value)| name == "connection" && value.eq_ignore_ascii_case("close"))
}

/// `None` when the peer is done.
fn read_request(reader: &mut impl BufRead, stream: &TcpStream) -> Option<Arrived> {
    let start = line(reader)?;
    let mut words = start.split(' ');
    let (Some(method), Some(target), Some("HTTP/1.1"), None) = (words.next(), words.next(), words.next(), words.next())
    else {
        return Some(Err(format!("`{start}` is no request line")));
    };
    let mut headers = Vec::new();
    loop {
        let header = line(reader)?;
        if header.is_empty() {
            break;
        }
        let Some((name, value)) = header.split_once(':') else {
            return Some(Err(format!("`{header}` is no header")));
        };
        headers.push((name.to_ascii_lowercase(), value.trim().to_owned()));
    }
    let mut request = Request { method: method.to_owned(), target: target.to_owned(), headers, body: Vec::new() };
    if request.header("expect").iter().any(|value| value.eq_ignore_ascii_case("100-continue")) {
        let mut stream = stream;
        stream.write_all(b"HTTP/1.1 100 Continue\r\n\r\n").ok()?;
    }
    match read_body(reader, &request) {
        Ok(body) => request.body = body,
        Err(problem) => return Some(Err(problem)),
    }
    Some(Ok(request))
}

fn read_body(reader: &mut impl BufRead, request: &Request) -> Result<Vec<u8>, String> {
    let broken = |what: &str| format!("the body of the request is broken: {what}");
    match (request.header("transfer-encoding").as_slice(), request.header("content-length").as_slice()) {
        ([], []) => Ok(Vec::new()),
        ([], [length]) => {
            let length = length.parse().map_err(|_| broken("its length is no number"))?;
            exactly(reader, length).ok_or_else(|| broken("it ends early"))
        }
        ([encoding], []) if encoding.eq_ignore_ascii_case("chunked") => {
            chunks(reader).ok_or_else(|| broken("bad chunks"))
        }
        _ => Err(broken("its length is told twice")),
    }
}

fn chunks(reader: &mut impl BufRead) -> Option<Vec<u8>> {
    let mut body = Vec::new();
    loop {
        let size = line(reader)?;
        let size = usize::from_str_radix(size.split(';').next()?.trim(), 16).ok()?;
        if size == 0 {
            while !line(reader)?.is_empty() {} // trailers
            return Some(body);
        }
        body.extend(exactly(reader, size)?);
        line(reader).filter(String::is_empty)?;
    }
}

fn exactly(reader: &mut impl Read, length: usize) -> Option<Vec<u8>> {
    let mut bytes = vec![0; length];
    reader.read_exact(&mut bytes).ok()?;
    Some(bytes)
}

/// A line without its end; `None` at the end of the stream.
fn line(reader: &mut impl BufRead) -> Option<String> {
    let mut bytes = Vec::new();
    reader.read_until(b'\n', &mut bytes).ok().filter(|length| *length > 0)?;
    let text = String::from_utf8_lossy(&bytes);
    Some(text.trim_end_matches(['\r', '\n']).to_owned())
}

/// The reply's bytes. What a recorded reply said about its length and encoding was true of other bytes.
fn encode(reply: &Reply, head: bool) -> Vec<u8> {
    let body = if head { String::new() } else { reply.text() };
    let recorded = |name: &str| reply.header(name).is_some();
    let mut text = format!("HTTP/1.1 {} Served\r\n", reply.status);
    for (name, value) in &reply.headers {
        if !["content-length", "transfer-encoding", "content-encoding"].contains(&name.as_str()) {
            text.push_str(&format!("{name}: {value}\r\n"));
        }
    }
    if reply.status == 204 || reply.status == 304 {
        return (text + "\r\n").into_bytes();
    }
    if recorded("transfer-encoding") && !body.is_empty() {
        text.push_str(&format!("transfer-encoding: chunked\r\n\r\n{:x}\r\n{body}\r\n0\r\n\r\n", body.len()));
    } else {
        text.push_str(&format!("content-length: {}\r\n\r\n{body}", body.len()));
    }
    text.into_bytes()
}
