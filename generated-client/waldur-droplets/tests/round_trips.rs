//! A value of every model, drawn at random from the description, survives.

#[path = "../../../templates/roundtrip/harness.rs"]
mod harness;

use harness::models;
use waldur_droplets::models;

const MODELS: &[harness::Model] = &models![
    ApiError,
    Droplet,
    DropletField,
    DropletList,
    DropletPatch,
    DropletRequest,
    DropletResize,
    FieldMessages,
    ResizeReply,
    Scheduled,
];

#[test]
fn every_model_survives() {
    harness::run(env!("CARGO_MANIFEST_DIR"), MODELS);
}

#[test]
fn what_the_description_does_not_know_survives() {
    harness::run_strangers(env!("CARGO_MANIFEST_DIR"), MODELS);
}
