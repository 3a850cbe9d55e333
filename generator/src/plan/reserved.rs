//! What a name becomes that is taken already; the same for all of a list.

use super::taken::{
    AT_HAND, BUILDER_METHODS, CLIENT_FUNCTIONS, CLIENT_METHODS, CREDENTIAL_ARGUMENTS, INHERITED, MOCK_SERVER_FUNCTIONS,
    MOCK_SERVER_METHODS, MODULES, PRELUDE, REQUEST_ADDITIONS, REQUEST_METHODS, RESPONSE_METHODS, SERVER_METHODS,
    WINDOWS_DEVICES,
};

/// The name on the mock server of the resource's rules: `url` → `url_rules`.
pub(crate) fn rules(name: String) -> String {
    if is_in(&[MOCK_SERVER_METHODS, MOCK_SERVER_FUNCTIONS, INHERITED], &name) { name + "_rules" } else { name }
}

/// `Option` → `OptionModel`, `Error` → `ApiError`.
pub(crate) fn model(name: String) -> String {
    match name.as_str() {
        "Error" => "ApiError".to_owned(),
        _ if is_type(&name) => name + "Model",
        _ => name,
    }
}

/// `Client` → `ClientApi`
pub(crate) fn handle(name: String) -> String {
    if is_type(&name) { name + "Api" } else { name }
}

/// `Send` → `SendRequest`, also where the handle has that name already.
pub(crate) fn request(name: String, handle: &str) -> String {
    if is_type(&name) || name == handle { name + "Request" } else { name }
}

/// `models` → `models_api`, `type_` → `type_api`
pub(crate) fn module(name: String) -> String {
    let taken = [MODULES, WINDOWS_DEVICES, CLIENT_METHODS, CLIENT_FUNCTIONS, INHERITED];
    match name.strip_suffix('_') {
        Some(stem) => format!("{stem}_api"),
        None if is_in(&taken, &name) => name + "_api",
        None => name,
    }
}

/// `new` → `new_`
pub(crate) fn handle_method(name: String) -> String {
    underscore(name, &[&["client", "new"], INHERITED])
}

/// `send` → `send_`
pub(crate) fn request_setter(name: String) -> String {
    underscore(name, &[REQUEST_METHODS, REQUEST_ADDITIONS, INHERITED])
}

/// `timeout` → `timeout_`
pub(crate) fn builder_method(name: String) -> String {
    underscore(name, &[BUILDER_METHODS, CREDENTIAL_ARGUMENTS, INHERITED])
}

/// `default` → `default_`
pub(crate) fn server_method(name: String) -> String {
    underscore(name, &[SERVER_METHODS, &["new"], INHERITED])
}

/// `status` → `status_`
pub(crate) fn response_method(name: String) -> String {
    underscore(name, &[RESPONSE_METHODS, INHERITED])
}

/// `default` → `default_`
pub(crate) fn model_setter(name: String) -> String {
    underscore(name, &[&["new"], INHERITED])
}

/// `new` → `new_`
pub(crate) fn field(name: String) -> String {
    underscore(name, &[&["new"]])
}

fn is_type(name: &str) -> bool {
    is_in(&[PRELUDE, AT_HAND], name)
}

fn underscore(name: String, taken: &[&[&str]]) -> String {
    if is_in(taken, &name) { name + "_" } else { name }
}

fn is_in(lists: &[&[&str]], name: &str) -> bool {
    lists.iter().any(|list| list.contains(&name))
}

#[cfg(test)]
mod tests {
    use super::*;

    /// The mock server's `somewhere`, of which a list by hand knew nothing, and what no source says.
    #[test]
    fn the_lists_are_those_of_the_runtime() {
        for (list, names) in [
            (CLIENT_METHODS, ["request", "rate_limit"]),
            (BUILDER_METHODS, ["build", "at"]),
            (MOCK_SERVER_METHODS, ["verify", "rule"]),
            (RESPONSE_METHODS, ["map", "deref"]),
            (SERVER_METHODS, ["url", "of"]),
            (REQUEST_METHODS, ["send", "into_future"]),
        ] {
            assert!(names.iter().all(|it| list.contains(it)), "{names:?} in {list:?}");
        }
    }

    #[test]
    fn nothing_takes_the_name_of_a_device() {
        assert_eq!(
            ["aux", "com1", "nul", "console"].map(|it| module(it.to_owned())),
            ["aux_api", "com1_api", "nul_api", "console"]
        );
    }
}
