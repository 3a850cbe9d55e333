//! A loopback API for the tests: real connections, replies from a closure, every request taken down.
#![allow(dead_code, reason = "each test file uses a part of it")]

use std::io::{BufRead, BufReader, Write};
use std::net::{TcpListener, TcpStream};
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};
use std::time::{Duration, Instant};

use digitalocean_droplets::{BoxFuture, Client, ClientBuilder, Clock, RetryPolicy, Timestamp};
use serde_json::{Value, json};

/// The token that every client here shows, and that nothing may print.
pub const TOKEN: &str = "dop_v1_5ec2e700feedfacecafe";

/// The server; it ends with the process.
pub struct Server {
    /// `http://127.0.0.1:PORT`
    pub url: String,
    seen: Arc<Mutex<Vec<Seen>>>,
}

/// A request as it arrived; header names are in lower case.
#[derive(Clone, Debug)]
pub struct Seen {
    pub method: String,
    pub target: String,
    pub headers: Vec<(String, String)>,
    pub body: Vec<u8>,
}

impl Seen {
    /// `GET /v2/droplets?page=2`
    pub fn line(&self) -> String {
        format!("{} {}", self.method, self.target)
    }

    pub fn header(&self, name: &str) -> Option<&str> {
        self.headers.iter().find(|(given, _)| given == name).map(|(_, value)| value.as_str())
    }

    pub fn json(&self) -> Value {
        serde_json::from_slice(&self.body).expect("the body is JSON")
    }
}

/// A reply, byte for byte.
#[derive(Clone, Debug)]
pub struct Reply {
    status: u16,
    headers: Vec<(String, String)>,
    body: Vec<u8>,
    /// How much of the body is sent before the connection is closed; all of it, and no close, if `None`.
    broken_after: Option<usize>,
}

impl Reply {
    pub fn new(status: u16) -> Reply {
        Reply { status, headers: Vec::new(), body: Vec::new(), broken_after: None }
    }

    pub fn json(status: u16, body: Value) -> Reply {
        Reply::text(status, "application/json; charset=utf-8", body.to_string())
    }

    pub fn text(status: u16, media_type: &str, body: impl Into<Vec<u8>>) -> Reply {
        let reply = Reply::new(status).header("content-type", media_type);
        Reply { body: body.into(), ..reply }
    }

    /// What the API says in its own form when it refuses.
    pub fn error(status: u16, id: &str, message: &str) -> Reply {
        Reply::json(status, json!({"id": id, "message": message, "request_id": "5c1fd6c6-0000"}))
    }

    pub fn header(mut self, name: &str, value: &str) -> Reply {
        self.headers.push((name.to_owned(), value.to_owned()));
        self
    }

    /// Promises the whole body, sends so many bytes and closes the connection.
    pub fn broken_after(self, bytes: usize) -> Reply {
        Reply { broken_after: Some(bytes), ..self }
    }

    fn send(&self, mut stream: &TcpStream) -> std::io::Result<()> {
        let mut head = format!("HTTP/1.1 {} Served\r\n", self.status);
        for (name, value) in &self.headers {
            head.push_str(&format!("{name}: {value}\r\n"));
        }
        if self.status != 204 {
            head.push_str(&format!("content-length: {}\r\n", self.body.len()));
        }
        let body = &self.body[..self.broken_after.unwrap_or(self.body.len())];
        stream.write_all(&[head.as_bytes(), b"\r\n", body].concat())
    }
}

impl Server {
    /// Answers each request with what the closure makes of it.
    pub fn answering(mut answer: impl FnMut(&Seen) -> Reply + Send + 'static) -> Server {
        Server::numbered(move |_, request| answer(request))
    }

    /// Answers one request after the other with these; any further one is refused, and not to be repeated.
    pub fn in_turn(replies: impl IntoIterator<Item = Reply>) -> Server {
        let replies: Vec<Reply> = replies.into_iter().collect();
        Server::numbered(move |number, request| {
            let unexpected = || Reply::error(418, "unexpected", &request.line());
            replies.get(number).cloned().unwrap_or_else(unexpected)
        })
    }

    fn numbered(answer: impl FnMut(usize, &Seen) -> Reply + Send + 'static) -> Server {
        let listener = TcpListener::bind(("127.0.0.1", 0)).expect("the loopback has a free port");
        let url = format!("http://{}", listener.local_addr().expect("a bound listener has an address"));
        let seen = Arc::<Mutex<Vec<Seen>>>::default();
        let (log, answer) = (Arc::clone(&seen), Arc::new(Mutex::new(answer)));
        std::thread::spawn(move || {
            for stream in listener.incoming().flatten() {
                let (log, answer) = (Arc::clone(&log), Arc::clone(&answer));
                std::thread::spawn(move || {
                    converse(&stream, |request| {
                        let number = {
                            let mut log = lock(&log);
                            log.push(request.clone());
                            log.len() - 1
                        };
                        lock(&answer)(number, request)
                    });
                });
            }
        });
        Server { url, seen }
    }

    /// A client of this server that does not wait long before it repeats.
    pub fn client(&self) -> Client {
        self.builder().build().expect("the settings are good")
    }

    pub fn builder(&self) -> ClientBuilder {
        let quick = Duration::from_millis(1);
        let retry = RetryPolicy::new().min_delay(quick).max_delay(quick);
        Client::builder().base_url(&self.url).token(TOKEN).retry(retry)
    }

    /// Every request so far.
    pub fn seen(&self) -> Vec<Seen> {
        lock(&self.seen).clone()
    }

    /// Every request so far, as `GET /v2/droplets?page=2`.
    pub fn lines(&self) -> Vec<String> {
        self.seen().iter().map(Seen::line).collect()
    }
}

fn lock<T: ?Sized>(mutex: &Mutex<T>) -> MutexGuard<'_, T> {
    mutex.lock().unwrap_or_else(PoisonError::into_inner)
}

/// Serves one connection for as long as both sides keep it.
fn converse(stream: &TcpStream, mut answer: impl FnMut(&Seen) -> Reply) {
    let mut reader = BufReader::new(stream);
    while let Some(request) = read(&mut reader) {
        let reply = answer(&request);
        if reply.send(stream).is_err() || reply.broken_after.is_some() {
            // The listening half would keep it open.
            let _ = stream.shutdown(std::net::Shutdown::Both);
            return;
        }
    }
}

/// `None` when the peer is done.
fn read(reader: &mut impl BufRead) -> Option<Seen> {
    let start = line(reader)?;
    let mut words = start.split(' ');
    let (method, target) = (words.next()?.to_owned(), words.next()?.to_owned());
    let mut seen = Seen { method, target, headers: Vec::new(), body: Vec::new() };
    loop {
        let header = line(reader)?;
        let Some((name, value)) = header.split_once(':') else {
            break;
        };
        seen.headers.push((name.to_ascii_lowercase(), value.trim().to_owned()));
    }
    let length = seen.header("content-length").map_or(0, |length| length.parse().expect("a length is a number"));
    seen.body.resize(length, 0);
    reader.read_exact(&mut seen.body).ok()?;
    Some(seen)
}

fn line(reader: &mut impl BufRead) -> Option<String> {
    let mut text = String::new();
    reader.read_line(&mut text).ok().filter(|length| *length > 0)?;
    Some(text.trim_end().to_owned())
}

/// A clock on which a wait of a few seconds is over at once, and taken down. A longer one never is: it is a limit.
#[derive(Clone)]
pub struct Impatient {
    begun: Instant,
    waits: Arc<Mutex<Vec<Duration>>>,
}

impl Impatient {
    pub fn new() -> Impatient {
        Impatient { begun: Instant::now(), waits: Arc::default() }
    }

    /// Every wait so far.
    pub fn waits(&self) -> Vec<Duration> {
        lock(&self.waits).clone()
    }
}

impl Clock for Impatient {
    fn now(&self) -> Instant {
        self.begun + self.waits().iter().sum()
    }

    fn timestamp(&self) -> Timestamp {
        Timestamp::from_second(1_767_225_600).expect("a date")
    }

    fn sleep(&self, duration: Duration) -> BoxFuture<'static, ()> {
        if duration > Duration::from_secs(7) {
            return Box::pin(std::future::pending());
        }
        lock(&self.waits).push(duration);
        Box::pin(std::future::ready(()))
    }
}

/// A Droplet as the API sends it while it runs.
pub fn droplet(id: u64) -> Value {
    json!({
        "id": id,
        "name": "cache-02",
        "memory": 4096,
        "vcpus": 2,
        "disk": 80,
        "disk_info": [{"type": "boot", "size": {"amount": 80, "unit": "gib"}}],
        "locked": false,
        "status": "active",
        "kernel": null,
        "created_at": "2026-01-17T05:41:09Z",
        "features": ["droplet_agent", "private_networking"],
        "backup_ids": [],
        "next_backup_window": {"start": "2026-02-01T04:00:00Z", "end": "2026-02-01T08:00:00Z"},
        "snapshot_ids": [],
        "image": {
            "id": 190211748, "name": "13 x64", "distribution": "Debian", "slug": "debian-13-x64", "public": true,
            "regions": ["fra1"], "created_at": "2025-11-03T08:14:59Z", "min_disk_size": 10, "type": "base",
            "size_gigabytes": 0.74, "description": "Debian 13", "tags": [], "status": "available", "error_message": ""
        },
        "volume_ids": ["4b9d3f60-1f0e-11f1-a3a5-0a58ac148b2e"],
        "size": {
            "slug": "s-2vcpu-4gb-amd", "memory": 4096, "vcpus": 2, "disk": 80, "transfer": 4, "price_monthly": 28,
            "price_hourly": 0.0416700005531311, "regions": ["fra1"], "available": true, "description": "Premium AMD"
        },
        "size_slug": "s-2vcpu-4gb-amd",
        "networks": {
            "v4": [
                {"ip_address": "10.114.0.6", "netmask": "255.255.240.0", "gateway": "<nil>", "type": "private"},
                {"ip_address": "203.0.113.61", "netmask": "255.255.255.0", "gateway": "203.0.113.1", "type": "public"}
            ],
            "v6": [{"ip_address": "2001:db8::4e:c001", "netmask": 64, "gateway": "2001:db8::1", "type": "public"}]
        },
        "region": {"name": "Frankfurt 1", "slug": "fra1", "features": ["backups"], "available": true, "sizes": []},
        "tags": ["team:billing"],
        "vpc_uuid": "0f4cbb44-6a57-4a0b-9ad7-2f5f8ad9e6d1"
    })
}

/// A Droplet as the reply to a create request has it, or a poll before it is there.
pub fn new_droplet(id: u64) -> Value {
    let mut droplet = droplet(id);
    droplet["status"] = json!("new");
    droplet["locked"] = json!(true);
    droplet["networks"] = json!({"v4": [], "v6": []});
    droplet
}

/// An action in this state.
pub fn action(id: u64, status: &str) -> Value {
    let completed_at = if status == "in-progress" { Value::Null } else { json!("2026-01-17T05:42:00Z") };
    json!({
        "id": id, "status": status, "type": "create", "started_at": "2026-01-17T05:41:09Z",
        "completed_at": completed_at, "resource_id": 1, "resource_type": "droplet", "region_slug": "fra1"
    })
}
