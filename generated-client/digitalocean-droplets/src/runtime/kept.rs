//! What a request was given, read back for what follows it.

use std::str::FromStr;

use percent_encoding::percent_decode_str;

use super::request::RawRequest;

impl RawRequest {
    /// The path parameter `name` as it was set; the default where it was not, or is no `T`.
    pub(crate) fn path_value<T: FromStr + Default>(&self, name: &str) -> T {
        let Some(value) = self.path.iter().rfind(|it| it.name == name) else {
            return T::default();
        };
        let text = percent_decode_str(value.style.scalar(&value.text)).decode_utf8_lossy();
        let unquoted = serde_json::from_str::<String>(&text).ok().filter(|_| value.is_json);
        unquoted.as_deref().unwrap_or(&text).parse().unwrap_or_default()
    }
}
