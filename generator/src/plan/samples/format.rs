//! Texts that have to be of a format. Only of those that everybody reads alike: an example that is not is no sample.

use std::net::{Ipv4Addr, Ipv6Addr};

pub(super) fn is_of(text: &str, format: Option<&str>) -> bool {
    match format {
        Some("uuid") => has_shape(text, "xxxxxxxx-xxxx-xxxx-xxxx-xxxxxxxxxxxx"),
        Some("email") => text.split_once('@').is_some_and(|(user, host)| !user.is_empty() && !host.is_empty()),
        Some("ipv4") => text.parse::<Ipv4Addr>().is_ok(),
        Some("ipv6") => text.parse::<Ipv6Addr>().is_ok(),
        _ => true,
    }
}

/// `2025-01-15`
pub(super) fn is_date(text: &str) -> bool {
    let number = |at: std::ops::Range<usize>| text.get(at).and_then(|it| it.parse::<u32>().ok()).unwrap_or_default();
    let days = match number(5..7) {
        2 if number(0..4) % 4 == 0 => 29,
        2 => 28,
        4 | 6 | 9 | 11 => 30,
        1..=12 => 31,
        _ => 0,
    };
    has_shape(text, "0000-00-00") && (1..=days).contains(&number(8..10))
}

/// `2025-01-15T09:30:00.5+01:00`
pub(super) fn is_date_time(text: &str) -> bool {
    let Some((date, time)) = text.split_once(['T', 't']) else { return false };
    let Some(zone) = time.find(['Z', 'z', '+', '-']) else { return false };
    let (time, zone) = time.split_at(zone);
    let (time, fraction) = time.split_once('.').unwrap_or((time, "0"));
    let is_clock = |text: &str| text.split(':').zip(["24", "60", "60"]).all(|(it, end)| it < end);
    let is_zone = zone.eq_ignore_ascii_case("z") || has_shape(&zone[1..], "00:00") && is_clock(&zone[1..]);
    let is_fraction = !fraction.is_empty() && fraction.bytes().all(|it| it.is_ascii_digit());
    is_date(date) && has_shape(time, "00:00:00") && is_clock(time) && is_fraction && is_zone
}

/// `0` stands for a digit, `x` for one in base 16, anything else for itself.
fn has_shape(text: &str, shape: &str) -> bool {
    let fits = |(it, shape): (char, char)| match shape {
        '0' => it.is_ascii_digit(),
        'x' => it.is_ascii_hexdigit(),
        other => it == other,
    };
    text.len() == shape.len() && text.chars().zip(shape.chars()).all(fits)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn formats() {
        let good = [
            ("uuid", "4f4e4e10-c824-4d63-b37a-d8d698862f1d"),
            ("email", "a@b"),
            ("ipv4", "192.0.2.1"),
            ("ipv6", "2001:db8::1"),
            ("whatever", ""),
        ];
        let bad = [
            ("uuid", "4f4e4e1-c824-4d63-b37a-d8d698862f1d"),
            ("uuid", "4f4e4e10c8244d63b37ad8d698862f1d"),
            ("email", "a.b"),
            ("ipv4", "192.0.2.256"),
            ("ipv6", "192.0.2.1"),
        ];
        assert!(good.iter().all(|(format, text)| is_of(text, Some(format))));
        assert!(bad.iter().all(|(format, text)| !is_of(text, Some(format))));
    }

    #[test]
    fn dates_and_instants() {
        let good = ["2025-01-15T09:30:00Z", "2024-02-29t23:59:59.125+05:30", "2025-12-31T00:00:00-00:00"];
        assert!(good.iter().all(|it| is_date_time(it)));
        let bad = [
            "2025-01-15",
            "2025-01-15T09:30:00",
            "2025-01-15 09:30:00Z",
            "2025-13-15T09:30:00Z",
            "2025-02-29T09:30:00Z",
            "2025-01-00T09:30:00Z",
            "2025-01-15T24:30:00Z",
            "2025-01-15T09:30:00.Z",
            "2025-01-15T09:30:00+0100",
            "2025-01-15T09:30:00+é",
        ];
        assert_eq!(bad.iter().filter(|it| is_date_time(it)).count(), 0);
    }
}
