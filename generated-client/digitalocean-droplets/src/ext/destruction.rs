//! What is left when a Droplet was to be destroyed with what belongs to it.

use crate::models::{AssociatedResourceStatus, DestroyedResource};

impl AssociatedResourceStatus {
    /// What could not be destroyed, the Droplet itself included, with the reason in `error_message`. All of it is billed
    /// on until a retry succeeds.
    pub fn failed(&self) -> impl Iterator<Item = &DestroyedResource> {
        // The floating IPs are the reserved IPs once more.
        let kinds =
            self.resources.iter().flat_map(|it| [&it.reserved_ips, &it.snapshots, &it.volumes, &it.volume_snapshots]);
        self.droplet.iter().chain(kinds.flatten()).filter(|it| it.has_failed())
    }
}

impl DestroyedResource {
    /// Whether it could not be destroyed. False also while it is not known yet.
    pub fn has_failed(&self) -> bool {
        self.error_message.as_ref().is_some_and(|message| !message.trim().is_empty())
    }
}
