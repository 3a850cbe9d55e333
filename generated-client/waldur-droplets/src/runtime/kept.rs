//! What a request was given, read back for what follows it.

use std::str::FromStr;

use percent_encoding::percent_decode_str;

use super::request::RawRequest;

impl RawRequest {
    /// The path parameter `name` as it was set; the default where it was not, or is no `T`.
    pub(crate) fn path_value<T: FromStr + Default>(&self, name: &str) -> T {
        let text = self.path.iter().rfind(|it| it.name == name).map_or("", |it| it.style.scalar(&it.text));
        percent_decode_str(text).decode_utf8_lossy().parse().unwrap_or_default()
    }
}
