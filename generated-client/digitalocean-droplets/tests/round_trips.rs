//! A value of every model, drawn at random from the description, survives.

#[path = "../../../templates/roundtrip/harness.rs"]
mod harness;

use digitalocean_droplets::models;
use harness::models;

const MODELS: &[harness::Model] = &models![
    ActionLinks,
    ActionList,
    ActionResponse,
    ApiError,
    AssociatedResourceStatus,
    AssociatedResources,
    AutoscalePoolHistory,
    AutoscalePoolList,
    AutoscalePoolMemberList,
    AutoscalePoolRequest,
    AutoscalePoolResponse,
    BackupList,
    BackupPolicyList,
    BackupPolicyResponse,
    DropletActionRequest,
    DropletCreate,
    DropletCreateResponse,
    DropletKind,
    DropletList,
    DropletMultiCreate,
    DropletMultiCreateResponse,
    DropletNeighbors,
    DropletResponse,
    FirewallList,
    KernelList,
    NeighborIds,
    SelectiveDestroy,
    SnapshotList,
    SupportedBackupPolicyList,
    TagActionRequest,
    TagActionResponse,
];

#[test]
fn every_model_survives() {
    harness::run(env!("CARGO_MANIFEST_DIR"), MODELS);
}

#[test]
fn what_the_description_does_not_know_survives() {
    harness::run_strangers(env!("CARGO_MANIFEST_DIR"), MODELS);
}
