//! A method for each action that takes little to say; [`DropletActions::perform`] takes all of them.

use crate::droplet_actions::{DropletActions, Perform};
use crate::models::{
    BackupPolicyRequest, ChangeBackupPolicyAction, DropletActionRequest, EnableBackupsAction, ImageRef, RebuildAction,
    RenameAction, ResizeAction, RestoreAction, SnapshotAction,
};

/// One action each. Awaiting it gives the action just started; `.wait()` gives it when it is over.
///
/// ```rust,no_run
/// # async fn example(client: &digitalocean_droplets::Client) -> digitalocean_droplets::Result<()> {
/// let actions = client.droplet_actions();
/// actions.shutdown(3164444).wait().await?;
/// actions.snapshot(3164444, "before the upgrade").wait().await?;
/// actions.power_on(3164444).wait().await?;
/// # Ok(())
/// # }
/// ```
impl DropletActions {
    /// Asks the operating system to restart; it may not obey, as [`power_cycle`](Self::power_cycle) does.
    pub fn reboot(&self, droplet_id: i64) -> Perform {
        self.perform(droplet_id, DropletActionRequest::Reboot)
    }

    /// Asks the operating system to shut down; it may not obey, as [`power_off`](Self::power_off) does.
    pub fn shutdown(&self, droplet_id: i64) -> Perform {
        self.perform(droplet_id, DropletActionRequest::Shutdown)
    }

    /// Cuts the power, which can damage data. A Droplet that is off is billed still.
    pub fn power_off(&self, droplet_id: i64) -> Perform {
        self.perform(droplet_id, DropletActionRequest::PowerOff)
    }

    /// Switches on a Droplet that is off.
    pub fn power_on(&self, droplet_id: i64) -> Perform {
        self.perform(droplet_id, DropletActionRequest::PowerOn)
    }

    /// Cuts the power and switches it on again, which can damage data.
    pub fn power_cycle(&self, droplet_id: i64) -> Perform {
        self.perform(droplet_id, DropletActionRequest::PowerCycle)
    }

    /// Sends a new root password by e-mail.
    pub fn password_reset(&self, droplet_id: i64) -> Perform {
        self.perform(droplet_id, DropletActionRequest::PasswordReset)
    }

    /// Gives the Droplet a public IPv6 address, for good.
    pub fn enable_ipv6(&self, droplet_id: i64) -> Perform {
        self.perform(droplet_id, DropletActionRequest::EnableIpv6)
    }

    /// Switches daily backups on, which are billed extra. [`EnableBackupsAction`] takes another policy.
    pub fn enable_backups(&self, droplet_id: i64) -> Perform {
        self.perform(droplet_id, EnableBackupsAction::new())
    }

    /// Changes when backups are taken. They must be on already.
    pub fn change_backup_policy(&self, droplet_id: i64, policy: impl Into<BackupPolicyRequest>) -> Perform {
        self.perform(droplet_id, ChangeBackupPolicyAction::new(policy))
    }

    /// Switches backups off.
    pub fn disable_backups(&self, droplet_id: i64) -> Perform {
        self.perform(droplet_id, DropletActionRequest::DisableBackups)
    }

    /// Takes a snapshot under this name. The Droplet need not be off, but is better so.
    pub fn snapshot(&self, droplet_id: i64, name: impl Into<String>) -> Perform {
        self.perform(droplet_id, SnapshotAction::new().name(name))
    }

    /// Moves the Droplet, which must be off, to a size with other memory and CPUs. The disk stays as it is, so that the
    /// way back stays open; [`ResizeAction::disk`] enlarges it too, for good.
    pub fn resize(&self, droplet_id: i64, size: impl Into<String>) -> Perform {
        self.perform(droplet_id, ResizeAction::new(size))
    }

    /// Changes the Droplet's display name.
    pub fn rename(&self, droplet_id: i64, name: impl Into<String>) -> Perform {
        self.perform(droplet_id, RenameAction::new(name))
    }

    /// Overwrites the disk with an image, given as its number or its slug; **what is on the disk is lost**.
    pub fn rebuild(&self, droplet_id: i64, image: impl Into<ImageRef>) -> Perform {
        self.perform(droplet_id, RebuildAction::new(image))
    }

    /// Overwrites the disk with one of the Droplet's backups; **what was written since then is lost**.
    pub fn restore(&self, droplet_id: i64, backup_image_id: i64) -> Perform {
        self.perform(droplet_id, RestoreAction::new(backup_image_id))
    }
}
