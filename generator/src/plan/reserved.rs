//! What a name becomes that is taken already; the same for all of a list.

use super::taken::{BUILDER_METHODS, HANDLE_METHODS, MOCK_SERVER, MODEL_METHODS, MODULES};
use super::taken::{REQUEST_FILE, REQUEST_METHODS, SERVER_METHODS, TYPES};

/// The name on the mock server of the resource's rules.
pub(crate) fn rules(name: &str) -> String {
    if MOCK_SERVER.contains(&name) { format!("{name}_rules") } else { name.to_owned() }
}

/// `Option` → `OptionModel`, `Error` → `ApiError`.
pub(crate) fn model(name: String) -> String {
    match name.as_str() {
        "Error" => "ApiError".to_owned(),
        _ if TYPES.contains(&name.as_str()) => name + "Model",
        _ => name,
    }
}

/// `Client` → `ClientApi`
pub(crate) fn handle(name: String) -> String {
    if TYPES.contains(&name.as_str()) || REQUEST_FILE.contains(&name.as_str()) { name + "Api" } else { name }
}

/// `Wait` → `WaitRequest`, also where the handle has that name already.
pub(crate) fn request(name: String, handle: &str) -> String {
    let taken = TYPES.contains(&name.as_str()) || REQUEST_FILE.contains(&name.as_str()) || name == handle;
    if taken { name + "Request" } else { name }
}

/// `models` → `models_api`, `type_` → `type_api`
pub(crate) fn module(name: String) -> String {
    match name.strip_suffix('_') {
        Some(stem) => format!("{stem}_api"),
        None if MODULES.contains(&name.as_str()) => name + "_api",
        None => name,
    }
}

/// `new` → `new_`
pub(crate) fn handle_method(name: String) -> String {
    underscore(name, HANDLE_METHODS)
}

/// `send` → `send_`
pub(crate) fn request_setter(name: String) -> String {
    underscore(name, REQUEST_METHODS)
}

/// `timeout` → `timeout_`
pub(crate) fn builder_method(name: String) -> String {
    underscore(name, BUILDER_METHODS)
}

/// `default` → `default_`
pub(crate) fn server_method(name: String) -> String {
    underscore(name, SERVER_METHODS)
}

/// `default` → `default_`
pub(crate) fn model_setter(name: String) -> String {
    underscore(name, MODEL_METHODS)
}

/// `new` → `new_`
pub(crate) fn field(name: String) -> String {
    underscore(name, &["new"])
}

fn underscore(name: String, taken: &[&str]) -> String {
    if taken.contains(&name.as_str()) { name + "_" } else { name }
}

#[cfg(test)]
mod tests {
    #[test]
    fn methods_of_the_builder_are_taken() {
        let source = include_str!("../../../templates/runtime/src/runtime/builder.rs");
        let methods = source
            .lines()
            .filter(|it| it.starts_with("    "))
            .filter_map(|it| it.split_once("fn ")?.1.split('(').next());
        let missing: Vec<_> = methods
            .filter(|it| it.chars().all(|c| c.is_ascii_lowercase() || c == '_'))
            .filter(|it| !super::BUILDER_METHODS.contains(it))
            .collect();
        assert!(missing.is_empty(), "{missing:?}");
    }
}
