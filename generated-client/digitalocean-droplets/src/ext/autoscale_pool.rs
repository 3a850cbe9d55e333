//! Changing a pool: the API wants all settings back.

use crate::models::{AutoscalePool, AutoscalePoolRequest};

/// The settings of a pool as they are, to change some and send all of them to `update`.
///
/// A reply leaves out what the token may not read, such as the SSH keys without the scope `ssh_key:read`; put it back.
impl From<AutoscalePool> for AutoscalePoolRequest {
    fn from(pool: AutoscalePool) -> Self {
        AutoscalePoolRequest::new(pool.name, pool.config, pool.droplet_template)
    }
}
