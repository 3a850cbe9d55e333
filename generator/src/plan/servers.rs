//! Where the API is: its servers, how callers choose among them, and what they must say where the description does not.

use super::chosen::{Candidate, Case, Naming, name_all};
use super::scope::{NAMED, TITLED};
use super::{Ident, ServerPlan, ServerUrlPlan, ServersPlan, VariablePlan, names, reserved};
use crate::config::Config;
use crate::diag::{Diagnostics, codes, nearest};
use crate::ir::{Operation, Server, ServerVariable};
use crate::markdown::{code, lines, paragraph};

pub(crate) fn plan(diags: &mut Diagnostics, servers: &[Server], config: &Config) -> ServersPlan {
    for (url, it) in &config.servers {
        if !servers.iter().any(|server| server.url == *url) {
            let known = nearest(url, servers.iter().map(|it| it.url.as_str()));
            let found = diags.error(codes::plan::NOTHING_TO_SET, it.span, format!("no server has the URL `{url}`"));
            if let Some(near) = known {
                found.help(format!("did you mean `{near}`?"));
            }
        }
    }
    let absolute: Vec<&Server> = servers.iter().filter(|it| is_absolute(it)).collect();
    let relative = servers.iter().map(Server::filled).find(|it| it.starts_with('/') && !it.starts_with("//"));
    let mut all: Vec<&ServerVariable> = Vec::new();
    for variable in absolute.iter().flat_map(|it| &it.variables) {
        if !all.iter().any(|known| known.name == variable.name) {
            all.push(variable);
        }
    }
    let idents = idents(diags, config, &absolute, &all);
    let (constructors, setters) = idents.split_at(absolute.len());
    ServersPlan {
        base_url: absolute.first().map(|it| trimmed(&it.filled()).to_owned()),
        base_path: relative.filter(|_| absolute.is_empty()).map(|it| trimmed(&it).to_owned()).unwrap_or_default(),
        all: absolute
            .iter()
            .zip(constructors)
            .map(|(it, ident)| ServerPlan { ident: ident.clone(), server: described(it), docs: docs(it) })
            .collect(),
        setters: all
            .iter()
            .zip(setters)
            .map(|(it, ident)| (ident.clone(), it.name.clone(), variable_docs(it)))
            .collect(),
    }
}

/// The first server of an operation that has its own.
pub(crate) fn of_operation(operation: &Operation) -> Option<ServerUrlPlan> {
    operation.servers.first().map(described)
}

fn is_absolute(server: &Server) -> bool {
    let url = server.filled().to_ascii_lowercase();
    url.starts_with("https://") || url.starts_with("http://")
}

fn trimmed(url: &str) -> &str {
    url.trim_end_matches('/')
}

fn described(server: &Server) -> ServerUrlPlan {
    let variable = |it: &ServerVariable| VariablePlan {
        name: it.name.clone(),
        default: it.default.clone(),
        values: it.values.clone(),
    };
    ServerUrlPlan { url: trimmed(&server.url).to_owned(), variables: server.variables.iter().map(variable).collect() }
}

/// Names of the functions that make servers, and then of those that set variables.
fn idents(diags: &mut Diagnostics, config: &Config, servers: &[&Server], variables: &[&ServerVariable]) -> Vec<Ident> {
    let named = servers.iter().map(|it| Candidate {
        wanted: names::value_name(&short_name(it)),
        rank: TITLED,
        wish: config.servers.get(&it.url).and_then(|it| it.value.name.clone()),
    });
    let set = variables.iter().map(|it| Candidate { wanted: names::value_name(&it.name), rank: NAMED, wish: None });
    let naming = Naming { case: Case::Snake, avoid: reserved::server_method, what: "server" };
    name_all(diags, naming, &named.chain(set).collect::<Vec<_>>())
}

/// What a short description calls the server («Production server»), else the first word of its host.
fn short_name(server: &Server) -> String {
    let said = server.description.as_deref().map(names::words).unwrap_or_default();
    let words: Vec<String> = said.iter().filter(|it| !EMPTY_WORDS.contains(&it.as_str())).cloned().collect();
    if (1..=3).contains(&words.len()) && said.len() <= 5 {
        return words.join("_");
    }
    let filled = server.filled();
    let host = filled.split("://").nth(1).unwrap_or(&filled);
    host.split(['.', ':', '/']).find(|it| !it.is_empty()).unwrap_or("server").to_owned()
}

/// Words that tell no server from another.
const EMPTY_WORDS: &[&str] = &["the", "a", "our", "server", "api", "url", "endpoint", "environment", "host"];

fn docs(server: &Server) -> Vec<String> {
    told(server.description.as_deref(), &format!("At {}.", code(trimmed(&server.url))))
}

fn variable_docs(variable: &ServerVariable) -> Vec<String> {
    let values: Vec<String> = variable.values.iter().map(|it| code(it)).collect();
    let values = if values.is_empty() { String::new() } else { format!(", one of {}", values.join(", ")) };
    let name = code(&format!("{{{}}}", variable.name));
    let fact = format!("Sets {name} in the URL{values}; unless it is set, it is {}.", code(&variable.default));
    told(variable.description.as_deref(), &fact)
}

/// The description's words, and then ours.
fn told(description: Option<&str>, fact: &str) -> Vec<String> {
    let mut res = description.map(lines).unwrap_or_default();
    if !res.is_empty() {
        res.push(String::new());
    }
    res.extend(paragraph(fact));
    res
}
