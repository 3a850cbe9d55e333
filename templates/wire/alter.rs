//! A case with one thing changed, in every way that must make it fail: the test of the harness itself.

use std::sync::Arc;

use serde_json::{Value, json};

use super::case::{Case, Outcome, Reply};
use super::values::{others, variations};

/// A changed case.
pub(super) struct Alteration {
    /// What was changed, for the report.
    pub(super) what: String,
    /// The case, or why it is none any more.
    pub(super) case: Result<Case, String>,
    /// Whether the call itself changes, and not only what is expected of it.
    pub(super) calls_again: bool,
}

/// Every alteration of a case; the other cases lend operations and replies. `typed`: the operation promises a reply body.
/// `fresh`: no case before had the same arguments, and so the same request.
pub(super) fn alterations(case: &Case, all: &[Case], typed: bool, fresh: bool) -> Vec<Alteration> {
    let mut altered = Altered { case, typed, list: Vec::new() };
    if fresh {
        altered.expectations();
        altered.arguments();
        altered.operation(all);
    }
    altered.outcome(all);
    altered.list
}

struct Altered<'c> {
    case: &'c Case,
    typed: bool,
    list: Vec<Alteration>,
}

impl Altered<'_> {
    fn add(&mut self, what: impl Into<String>, calls_again: bool, change: impl FnOnce(&mut Value)) {
        let mut case = self.case.raw.clone();
        change(&mut case);
        let case = Case::with_reply(case, Arc::clone(&self.case.reply));
        let what = what.into();
        self.list.push(Alteration { what, case, calls_again });
    }

    fn serve(&mut self, what: impl Into<String>, status: u16, body: Value) {
        let reply = Reply { status, body, ..Reply::clone(&self.case.reply) };
        self.serve_other(what, Arc::new(reply));
    }

    fn serve_other(&mut self, what: impl Into<String>, reply: Arc<Reply>) {
        let case = Case { reply, ..self.case.clone() };
        let what = what.into();
        self.list.push(Alteration { what, case: Ok(case), calls_again: true });
    }

    fn set(&mut self, calls_again: bool, key: &str, value: Value) {
        self.add(format!("{key} = {value}"), calls_again, |case| case[key] = value);
    }

    fn expectations(&mut self) {
        for key in self.case.raw.as_object().into_iter().flat_map(|case| case.keys()) {
            if key == "error" {
                continue; // a case need not look at an error's words
            }
            self.add(format!("no {key}"), false, |case| {
                case.as_object_mut().expect("a case is an object").remove(key);
            });
        }
        for method in ["GET", "HEAD", "POST", "PUT", "PATCH", "DELETE", "get"] {
            if method != self.case.method {
                self.set(false, "method", method.into());
            }
        }
        for key in ["path", "path_template"] {
            let path = self.case.raw[key].as_str().unwrap_or_default().to_owned();
            let (parent, last) = path.rsplit_once('/').unwrap_or(("", &path));
            for path in [
                format!("{path}/"),
                format!("{path}/more"),
                format!("/{path}"),
                parent.to_owned(),
                format!("{parent}/x{last}"),
            ] {
                self.set(false, key, path.into());
            }
            self.set(false, key, path.replacen('/', "%2F", 2).into());
            self.set(false, key, path.to_uppercase().into());
        }
        self.query();
        self.headers();
        for (what, error) in self.case.raw.get("error").into_iter().flat_map(variations) {
            self.add(format!("error{what}"), false, |case| case["error"] = error);
        }
        for (what, body) in variations(&self.case.body) {
            self.add(format!("body{what}"), false, |case| case["body"] = body);
        }
    }

    fn query(&mut self) {
        let pairs = self.case.query_pairs.clone();
        let list =
            |pairs: &[(String, String)]| json!(pairs.iter().map(|(name, value)| [name, value]).collect::<Vec<_>>());
        for position in 0..pairs.len() {
            let mut without = pairs.clone();
            without.remove(position);
            self.set(false, "query_pairs", list(&without));
            let mut renamed = pairs.clone();
            renamed[position].0.push('x');
            self.set(false, "query_pairs", list(&renamed));
            for value in ["x", " ", "%20"] {
                let mut other = pairs.clone();
                other[position].1.push_str(value);
                self.set(false, "query_pairs", list(&other));
            }
            let twice = [pairs.as_slice(), &pairs[position..=position]].concat();
            self.set(false, "query_pairs", list(&twice));
        }
        for (name, value) in [("per_page", "20"), ("page", "1"), ("", "")] {
            let more = [pairs.as_slice(), &[(name.to_owned(), value.to_owned())]].concat();
            self.set(false, "query_pairs", list(&more));
        }
    }

    fn headers(&mut self) {
        for (name, value) in self.case.headers.clone() {
            self.add(format!("header {name} = other"), false, |case| {
                case["headers"][&name] = format!("{}x", value.as_deref().unwrap_or_default()).into();
            });
            if value.is_some() {
                self.add(format!("header {name} = null"), false, |case| case["headers"][&name] = Value::Null);
            }
            // What the caller adds may go unlisted.
            let given = self.case.kwargs.contains_key("headers");
            if name != "accept" && !given {
                self.add(format!("no header {name}"), false, |case| {
                    case["headers"].as_object_mut().expect("headers are an object").remove(&name);
                });
            }
        }
        self.add("one more header", false, |case| case["headers"]["x-more"] = "1".into());
    }

    fn arguments(&mut self) {
        for (position, arg) in self.case.args.iter().enumerate() {
            for other in others(arg) {
                self.add(format!("args[{position}] = {other}"), true, |case| case["args"][position] = other);
            }
        }
        let args = |case: &mut Value, change: fn(&mut Vec<Value>)| {
            change(case["args"].as_array_mut().expect("args are a list"))
        };
        self.add("one more argument", true, |case| args(case, |list| list.push(1.into())));
        if !self.case.args.is_empty() {
            self.add("one argument less", true, |case| args(case, |list| drop(list.pop())));
        }
        for (name, value) in self.case.kwargs.clone() {
            let given = value.to_string();
            // A body in which nothing is set may be that of a request in which nothing is set.
            let is_blank = name == "body" && value == json!({});
            if !is_blank {
                self.add(format!("no kwargs.{name}"), true, |case| {
                    case["kwargs"].as_object_mut().expect("kwargs are an object").remove(&name);
                });
            }
            let others = if name == "body" {
                variations(&value)
            } else {
                others(&value).into_iter().map(|other| (format!(" = {other}"), other)).collect()
            };
            for (what, other) in others {
                let unspaced = other.to_string().replace(" \"", "\"");
                if name == "headers" && unspaced == given {
                    continue; // space around a header's value is no part of it
                }
                if is_blank && other.is_null() {
                    continue;
                }
                self.add(format!("kwargs.{name}{what}"), true, |case| case["kwargs"][&name] = other);
            }
        }
        self.add("one more kwarg", true, |case| case["kwargs"]["no_such_argument"] = 1.into());
        if !self.case.kwargs.contains_key("body") {
            self.add("kwargs.body", true, |case| case["kwargs"]["body"] = json!({"no_such_key": 1}));
        }
    }

    fn operation(&mut self, all: &[Case]) {
        self.set(true, "op", "no_such_operation".into());
        let case = self.case;
        let differs = |other: &&Case| other.method != case.method || other.path_template != case.path_template;
        let same_place = |other: &&Case| other.path_template == case.path_template;
        let next = all.iter().filter(differs).find(|other| other.op > case.op);
        for other in all.iter().filter(differs).find(same_place).into_iter().chain(next) {
            self.set(true, "op", other.op.as_str().into());
        }
    }

    fn outcome(&mut self, all: &[Case]) {
        self.set(false, "outcome", "no_such_outcome".into());
        let opposite = match self.case.outcome {
            Outcome::Value => "error",
            Outcome::Error => "ok",
            Outcome::Any => return,
        };
        self.set(false, "outcome", opposite.into());
        let other = |other: &&Case| {
            let called = (&other.op, &other.args, &other.kwargs);
            called == (&self.case.op, &self.case.args, &self.case.kwargs) && other.raw["outcome"] == opposite
        };
        if let Some(other) = all.iter().find(other) {
            self.serve_other(format!("the reply of {}", other.name), Arc::clone(&other.reply));
        }
        if self.case.outcome == Outcome::Value {
            self.serve("reply.status = 500", 500, self.case.reply.body.clone());
            if self.typed && self.case.reply.body.is_object() {
                if !may_be_empty(&self.case.op, all) {
                    self.serve("no reply.body", self.case.reply.status, Value::Null);
                }
                self.serve("half a reply.body", self.case.reply.status, "{\"".into());
            }
        }
    }
}

/// Whether a success of this operation may come without a body.
fn may_be_empty(op: &str, all: &[Case]) -> bool {
    all.iter().any(|it| it.op == op && it.outcome == Outcome::Value && it.reply.body.is_null())
}
