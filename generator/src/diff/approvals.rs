//! Findings that somebody has looked at and let pass: `approved-changes.toml`.
//!
//! ```toml
//! [[approved]]
//! fingerprint = "1f0c5a7e9b3d2468"
//! change = "property `email` of `Owner` was removed"
//! reason = "nobody ever filled it, says the server's team"
//! ```

use super::Comparison;
use serde::Deserialize;

#[derive(Clone, Debug, Default, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Approvals {
    #[serde(default)]
    pub approved: Vec<Approval>,
}

#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Approval {
    /// Of rule, place and values: another wording of the finding keeps it.
    pub fingerprint: String,
    /// For readers of the file.
    #[serde(default)]
    pub change: String,
    pub reason: String,
}

impl Approvals {
    /// The error names line and column.
    pub fn parse(text: &str) -> Result<Self, String> {
        let res: Self = toml::from_str(text).map_err(|err| err.to_string())?;
        match res.approved.iter().find(|it| it.reason.trim().is_empty()) {
            Some(it) => Err(format!("`{}` is approved without a reason", it.fingerprint)),
            None => Ok(res),
        }
    }

    /// Notes every approval at its finding, and gives those that approve nothing.
    pub fn apply(&self, comparison: &mut Comparison) -> Vec<&Approval> {
        let mut stale = Vec::new();
        for approval in &self.approved {
            let mut found = false;
            for change in comparison.changes.iter_mut().filter(|it| it.fingerprint() == approval.fingerprint) {
                change.approved = Some(approval.reason.clone());
                found = true;
            }
            if !found {
                stale.push(approval);
            }
        }
        stale
    }
}

#[cfg(test)]
mod tests {
    use super::Approvals;

    #[test]
    fn a_reason_is_asked_for() {
        let text = "[[approved]]\nfingerprint = \"0\"\nreason = \" \"\n";
        assert_eq!(Approvals::parse(text).map(|_| ()), Err("`0` is approved without a reason".to_owned()));
        assert!(
            Approvals::parse("[[approved]]\nfingerprint = \"0\"\n").unwrap_err().contains("missing field `reason`")
        );
        assert!(Approvals::parse("[[approve]]\n").unwrap_err().contains("unknown field"));
    }
}
