//! How the parameters of a description are set on a request.

use serde::Serialize;

use super::encode::{PathValue, Style};
use super::param::ToParam;
use super::request::RawRequest;

impl RawRequest {
    /// Sets the path parameter `name`, percent-encoded whatever it contains. It must not be empty.
    pub fn path(self, name: &str, value: &dyn ToParam) -> Self {
        self.path_styled(name, Style::Simple { explode: false }, value)
    }

    /// Sets a path parameter that the description writes in another style.
    pub fn path_styled(self, name: &str, style: Style, value: &dyn ToParam) -> Self {
        self.set_path(name, style, value, false)
    }

    /// Sets a path parameter that the description writes as JSON.
    pub fn path_json<T: Serialize + ?Sized>(self, name: &str, value: &T) -> Self {
        let style = Style::Simple { explode: false };
        self.set_json(name, serde_json::to_string(value), |it, json| it.set_path(name, style, &json, true))
    }

    /// Sets the query parameter `name`; of a list, every value. An absent value unsets it.
    pub fn query(self, name: &str, value: &dyn ToParam) -> Self {
        self.query_styled(name, Style::Form { explode: true }, value)
    }

    /// Sets a query parameter that the description writes in another style.
    pub fn query_styled(self, name: &str, style: Style, value: &dyn ToParam) -> Self {
        let value = value.to_param();
        self.refuse_ambiguous(name, style.ambiguous(&value, false)).set_query(name, style.encode(name, &value))
    }

    /// Sets a query parameter in which `/`, `:` and other reserved characters, and escapes, stay as they are.
    pub fn query_reserved(self, name: &str, style: Style, value: &dyn ToParam) -> Self {
        let value = value.to_param();
        self.refuse_ambiguous(name, style.ambiguous(&value, true)).set_query(name, style.encode_reserved(name, &value))
    }

    /// Sets a query parameter that the description writes as JSON.
    pub fn query_json<T: Serialize + ?Sized>(self, name: &str, value: &T) -> Self {
        self.set_json(name, serde_json::to_string(value), |it, json| it.query(name, &json))
    }

    /// Sets the query parameter `name` unless it is set already.
    pub(crate) fn query_default(self, name: &str, value: &dyn ToParam) -> Self {
        if self.query.iter().any(|(given, _)| given == name) { self } else { self.query(name, value) }
    }

    /// Sets a header parameter of the description; an absent value is not sent.
    pub fn header_param(self, name: &str, value: &dyn ToParam) -> Self {
        self.header_styled(name, Style::Simple { explode: false }, value)
    }

    /// Sets a header parameter that the description writes in another style.
    pub fn header_styled(self, name: &str, style: Style, value: &dyn ToParam) -> Self {
        match style.plain(&value.to_param()) {
            Some(text) => self.header(name, &text),
            None => self,
        }
    }

    /// Sets a header parameter that the description writes as JSON.
    pub fn header_json<T: Serialize + ?Sized>(self, name: &str, value: &T) -> Self {
        self.set_json(name, serde_json::to_string(value), |it, json| it.header(name, &in_ascii(&json)))
    }

    /// Sets a cookie parameter of the description; an absent value unsets it.
    pub fn cookie_param(self, name: &str, value: &dyn ToParam) -> Self {
        self.cookie_styled(name, Style::Form { explode: true }, value)
    }

    /// Sets a cookie parameter that the description writes in another style. Exploded values are cookies of their own.
    pub fn cookie_styled(mut self, name: &str, style: Style, value: &dyn ToParam) -> Self {
        self.cookies.retain(|(given, _)| given != name);
        if let Some(pairs) = style.cookies(name, &value.to_param()) {
            self.cookies.push((name.to_owned(), pairs));
        }
        self
    }

    /// Sets a cookie parameter that the description writes as JSON.
    pub fn cookie_json<T: Serialize + ?Sized>(self, name: &str, value: &T) -> Self {
        self.set_json(name, serde_json::to_string(value), |it, json| it.cookie_param(name, &json))
    }

    fn set_path(mut self, name: &str, style: Style, value: &dyn ToParam, is_json: bool) -> Self {
        match style.encode(name, &value.to_param()) {
            Some(text) if !text.is_empty() => {
                self.path.push(PathValue { name: name.to_owned(), style, is_json, text });
            }
            _ => self.fail(|| format!("path parameter `{name}` is empty")),
        }
        self
    }

    fn refuse_ambiguous(mut self, name: &str, item: Option<String>) -> Self {
        if let Some(item) = item {
            self.fail(|| format!("query parameter `{name}`: the item `{item}` contains the delimiter of its list"));
        }
        self
    }

    fn set_query(mut self, name: &str, pairs: Option<String>) -> Self {
        self.query.retain(|(given, _)| given != name);
        self.query.extend(pairs.map(|pairs| (name.to_owned(), pairs)));
        self
    }

    fn set_json(
        mut self,
        name: &str,
        json: serde_json::Result<String>,
        set: impl FnOnce(Self, String) -> Self,
    ) -> Self {
        match json {
            Ok(json) => set(self, json),
            Err(error) => {
                self.fail(|| format!("parameter `{name}` cannot be written as JSON: {error}"));
                self
            }
        }
    }
}

/// JSON with escapes for what no header can carry.
fn in_ascii(json: &str) -> String {
    let mut ascii = String::with_capacity(json.len());
    for c in json.chars() {
        if c.is_ascii() {
            ascii.push(c);
        } else {
            let mut units = [0; 2];
            ascii.extend(c.encode_utf16(&mut units).iter().map(|unit| format!("\\u{unit:04x}")));
        }
    }
    ascii
}
