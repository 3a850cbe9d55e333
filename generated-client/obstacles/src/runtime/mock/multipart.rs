//! Bodies of `multipart/form-data` (RFC 7578), taken apart.

use crate::runtime::encode::percent_encode;

const END_OF_LINE: &[u8] = b"\r\n";

/// Names and texts of the parts, written as in a query, so that both are read by the same code. What is no text is empty:
/// nothing is asked of a file but that it is there.
pub(super) fn pairs(content_type: &str, body: &[u8]) -> Result<Vec<(String, String)>, &'static str> {
    let boundary = attribute(content_type, "boundary").ok_or("its `content-type` has no `boundary`")?;
    let dashes = format!("--{boundary}");
    let between = [END_OF_LINE, dashes.as_bytes()].concat();
    let (_, mut rest) = match body.strip_prefix(dashes.as_bytes()) {
        Some(rest) => (&body[..0], rest),
        None => split(body, &between).ok_or("its boundary is not there")?,
    };
    let mut pairs = Vec::new();
    while !rest.starts_with(b"--") {
        let (part, after) = split(rest, &between).ok_or("it does not end with its boundary")?;
        pairs.push(pair(part).ok_or("a part has no name")?);
        rest = after;
    }
    Ok(pairs)
}

/// Everything between two boundaries.
fn pair(part: &[u8]) -> Option<(String, String)> {
    let (head, content) = split(part, b"\r\n\r\n")?;
    let head = String::from_utf8_lossy(head);
    let mut fields = head.lines().filter_map(|line| line.split_once(':'));
    let (_, disposition) = fields.find(|(name, _)| name.trim().eq_ignore_ascii_case("content-disposition"))?;
    let name = attribute(disposition, "name")?.replace("%22", "\"").replace("%0D", "\r").replace("%0A", "\n");
    // A comma stands between the items of a list, or means nothing.
    let text = percent_encode(std::str::from_utf8(content).unwrap_or_default()).replace("%2C", ",");
    Some((name, text))
}

/// `boundary` of `multipart/form-data; boundary="x"`
fn attribute(header: &str, wanted: &str) -> Option<String> {
    let mut rest = header;
    while let Some((_, after)) = rest.split_once(';') {
        let (name, value) = after.split_once('=')?;
        let (value, after) = match value.strip_prefix('"') {
            Some(quoted) => quoted.split_once('"')?,
            None => value.split_at(value.find(';').unwrap_or(value.len())),
        };
        if name.trim().eq_ignore_ascii_case(wanted) {
            return Some(value.trim().to_owned());
        }
        rest = after;
    }
    None
}

/// What stands before the first `separator`, and what after it.
fn split<'b>(bytes: &'b [u8], separator: &[u8]) -> Option<(&'b [u8], &'b [u8])> {
    let at = bytes.windows(separator.len()).position(|window| window == separator)?;
    Some((&bytes[..at], &bytes[at + separator.len()..]))
}
