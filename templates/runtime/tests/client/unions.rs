//! Unions by tag, by JSON type and by keys.

use bytes::Bytes;
use serde_json::json;

use crate::models::{
    Anything, Bare, DropletAction, DropletCreate, DropletCreateBody, DropletMultiCreate, ImageRef, Job, Kernel, Named,
    Resize,
};
use crate::runtime::{Decode, Value};

/// Reads `json` as `value` and writes it back as `json`.
fn both_ways<T>(json: &str, value: T)
where
    T: Decode + serde::Serialize + serde::de::DeserializeOwned + PartialEq + std::fmt::Debug,
{
    assert_eq!(serde_json::from_str::<T>(json).expect(json), value);
    assert_eq!(serde_json::to_string(&value).expect("JSON"), json);
}

#[test]
fn by_tag() {
    both_ways(r#"{"type":"reboot"}"#, DropletAction::Reboot);
    both_ways(
        r#"{"type":"resize","disk":true,"size":"s-1"}"#,
        DropletAction::Resize(Resize { disk: true, size: Some("s-1".to_owned()) }),
    );
    both_ways(r#"{"type":"snapshot"}"#, DropletAction::Snapshot(Bare { type_: "snapshot".to_owned() }));
    both_ways(
        r#"{"type":"password_reset"}"#,
        DropletAction::PasswordReset(Bare { type_: "password_reset".to_owned() }),
    );
    both_ways(
        r#"{"type":"rename","name":"n","x":1}"#,
        DropletAction::Rename(Box::new(Named { name: "n".to_owned(), more: [("x".to_owned(), json!(1))].into() })),
    );
}

#[test]
fn the_variants_tag_wins_and_is_written_once() {
    let wrong = DropletAction::Snapshot(Bare { type_: "nonsense".to_owned() });
    assert_eq!(serde_json::to_string(&wrong).expect("JSON"), r#"{"type":"snapshot"}"#);
    let doubled =
        DropletAction::Rename(Box::new(Named { name: "n".to_owned(), more: [("type".to_owned(), json!("x"))].into() }));
    assert_eq!(serde_json::to_string(&doubled).expect("JSON"), r#"{"type":"rename","name":"n"}"#);
}

#[test]
fn a_union_within_a_union() {
    both_ways(
        r#"{"kind":"act","type":"resize","disk":false}"#,
        Job::Act(DropletAction::Resize(Resize { disk: false, size: None })),
    );
    both_ways(r#"{"kind":"act","type":"reboot"}"#, Job::Act(DropletAction::Reboot));
}

#[test]
fn unknown_tags_and_shapes_are_kept() {
    for json in [r#"{"a":[1],"type":"polish"}"#, r#"{"disk":true}"#, r#"{"type":7}"#, "[1]", "null", r#""x""#] {
        let value: Value = serde_json::from_str(json).expect("JSON");
        both_ways(json, DropletAction::Unknown(value));
    }
}

#[test]
fn content_that_does_not_fit_says_where() {
    let body = Bytes::from_static(br#"[{"type":"reboot"},{"type":"resize","disk":"x"}]"#);
    let misfit = Vec::<DropletAction>::from_body(&body).expect_err("disk is a boolean");
    assert_eq!(misfit.path, "[1].disk");
}

#[test]
fn by_json_type() {
    both_ways("7", ImageRef::Integer(7));
    both_ways(r#""ubuntu""#, ImageRef::String("ubuntu".to_owned()));
    both_ways("true", ImageRef::Unknown(json!(true)));
    both_ways("1.5", ImageRef::Unknown(json!(1.5)));
    assert_eq!(serde_json::from_str::<ImageRef>("7.0").expect("a whole number"), ImageRef::Integer(7));
    both_ways("null", Anything::Null);
    both_ways("true", Anything::Yes(true));
    both_ways("7", Anything::Integer(7));
    both_ways("7.0", Anything::Number(7.0));
    both_ways("[1,2]", Anything::List(vec![1, 2]));
    both_ways(r#"{"id":1}"#, Anything::Object(Kernel { id: 1 }));
    both_ways(r#""x""#, Anything::Unknown(json!("x")));
}

#[test]
fn by_keys() {
    both_ways(
        r#"{"names":["a","b"]}"#,
        DropletCreateBody::Many(DropletMultiCreate { names: vec!["a".to_owned(), "b".to_owned()] }),
    );
    both_ways(
        r#"{"name":"a","image":5}"#,
        DropletCreateBody::One(DropletCreate { name: "a".to_owned(), image: Some(ImageRef::Integer(5)) }),
    );
    both_ways(r#"{"other":1}"#, DropletCreateBody::Unknown(json!({"other": 1})));
    both_ways("3", DropletCreateBody::Unknown(json!(3)));
    let both: DropletCreateBody =
        serde_json::from_str(r#"{"name":"a","names":["b"]}"#).expect("the first arm that fits");
    assert!(matches!(both, DropletCreateBody::Many(_)));
}
