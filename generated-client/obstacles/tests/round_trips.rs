//! A value of every model, drawn at random from the description, survives.

#[path = "../../../templates/roundtrip/harness.rs"]
mod harness;

use harness::models;
use obstacles::models;

const MODELS: &[harness::Model] = &models![
    AnyJson,
    ApiError = "Error",
    BTreeMapModel = "BTreeMap",
    Chat = "replies.yaml#/Chat/post/requestBody/content/application~1json/schema",
    Choice,
    Collections,
    Color,
    Echo,
    Expression,
    Form,
    Grid,
    JobsGetReply = "lists.yaml#/Job/get/responses/200/content/application~1json/schema",
    ListCursorReply = "lists.yaml#/Cursor/get/responses/200/content/application~1json/schema",
    ListNextReply = "lists.yaml#/Next/get/responses/200/content/application~1json/schema",
    ListNumberedReply = "lists.yaml#/Numbered/get/responses/200/content/application~1json/schema",
    Links,
    Lookalikes,
    ManyJobs = "schemas/unions.yaml#/JobReply/oneOf/1",
    NestedForm,
    Node,
    OkModel = "Ok",
    OneJob = "schemas/unions.yaml#/JobReply/oneOf/0",
    Open,
    Outage,
    Presence,
    Problem,
    Puppy,
    QueryScalarsEither = "styles.yaml#/QueryScalars/get/parameters/11/schema",
    ResultModel = "Result",
    Statuses409Error = "replies.yaml#/Statuses/get/responses/409/content/application~1json/schema",
    Tagged,
    TemplatesExt = "names.yaml#/Templates/get/parameters/3/schema",
    TwoWay = received "TwoWay",
    TwoWayRequest = sent "TwoWay",
    Unions,
    Values,
    Words,
];

#[test]
fn every_model_survives() {
    harness::run(env!("CARGO_MANIFEST_DIR"), MODELS);
}

#[test]
fn what_the_description_does_not_know_survives() {
    harness::run_strangers(env!("CARGO_MANIFEST_DIR"), MODELS);
}

#[test]
fn a_loss_is_noticed() {
    let fault = |models: &'static [harness::Model]| {
        let panic = std::panic::catch_unwind(|| harness::run(env!("CARGO_MANIFEST_DIR"), models));
        let panic = panic.expect_err("it is noticed");
        panic.downcast_ref::<String>().expect("it says what").clone()
    };
    // A model that has another's properties keeps none of them, and one that is not listed is not drawn.
    assert!(fault(&models![Color = "Problem"]).contains("Color.type: expected"));
    assert!(fault(&models![OneJob = "Echo"]).contains("it does not fit"));
    assert!(fault(&models![Words]).contains("\"Presence\""));
}
