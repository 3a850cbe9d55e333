//! Unions by tag, by JSON type and by keys.

use bytes::Bytes;
use serde_json::json;

use crate::models::{
    Anything, Bare, ImageRef, Job, Kernel, MachineAction, MachineCreate, MachineCreateBody, MachineMultiCreate, Named,
    Resize, Started,
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
    both_ways(r#"{"type":"reboot"}"#, MachineAction::Reboot);
    both_ways(
        r#"{"type":"resize","disk":true,"size":"s-1"}"#,
        MachineAction::Resize(Resize { disk: true, size: Some("s-1".to_owned()) }),
    );
    both_ways(r#"{"type":"snapshot"}"#, MachineAction::Snapshot(Bare { type_: "snapshot".to_owned() }));
    both_ways(
        r#"{"type":"password_reset"}"#,
        MachineAction::PasswordReset(Bare { type_: "password_reset".to_owned() }),
    );
    both_ways(
        r#"{"type":"rename","name":"n","x":1}"#,
        MachineAction::Rename(Box::new(Named { name: "n".to_owned(), more: [("x".to_owned(), json!(1))].into() })),
    );
}

/// By the status of the reply, whatever the body looks like.
#[test]
fn by_status() {
    let told = |status, body: &'static str| Started::from_reply(status, &Bytes::from_static(body.as_bytes()));
    let bare = || Bare { type_: "x".to_owned() };
    assert_eq!(told(200, r#"{"type":"x"}"#).expect("as described"), Started::Ok(bare()));
    assert_eq!(told(202, "[1]").expect("as described"), Started::Accepted(vec![1]));
    assert_eq!(told(204, "whatever").expect("not read"), Started::NoContent);
    assert_eq!(told(299, "[7]").expect("of the range"), Started::Other(vec![7]));
    assert_eq!(told(300, r#"{"a":1}"#).expect("kept"), Started::Unknown(json!({"a": 1})));
    assert_eq!(told(300, "").expect("kept"), Started::Unknown(Value::Null));
    told(200, "").expect_err("a body is promised");
    told(200, "{}").expect_err("another one is promised");
    let written = |value: Started| serde_json::to_value(&value).expect("JSON");
    assert_eq!((written(Started::Ok(bare())), written(Started::NoContent)), (json!({"type": "x"}), Value::Null));
}

#[test]
fn the_variants_tag_wins_and_is_written_once() {
    let wrong = MachineAction::Snapshot(Bare { type_: "nonsense".to_owned() });
    assert_eq!(serde_json::to_string(&wrong).expect("JSON"), r#"{"type":"snapshot"}"#);
    let doubled =
        MachineAction::Rename(Box::new(Named { name: "n".to_owned(), more: [("type".to_owned(), json!("x"))].into() }));
    assert_eq!(serde_json::to_string(&doubled).expect("JSON"), r#"{"type":"rename","name":"n"}"#);
}

#[test]
fn a_union_within_a_union() {
    both_ways(
        r#"{"kind":"act","type":"resize","disk":false}"#,
        Job::Act(MachineAction::Resize(Resize { disk: false, size: None })),
    );
    both_ways(r#"{"kind":"act","type":"reboot"}"#, Job::Act(MachineAction::Reboot));
}

#[test]
fn unknown_tags_and_shapes_are_kept() {
    for json in [r#"{"a":[1],"type":"polish"}"#, r#"{"disk":true}"#, r#"{"type":7}"#, "[1]", "null", r#""x""#] {
        let value: Value = serde_json::from_str(json).expect("JSON");
        both_ways(json, MachineAction::Unknown(value));
    }
}

#[test]
fn content_that_does_not_fit_says_where() {
    let body = Bytes::from_static(br#"[{"type":"reboot"},{"type":"resize","disk":"x"}]"#);
    let misfit = Vec::<MachineAction>::from_body(&body).expect_err("disk is a boolean");
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
fn a_list_or_scalar_that_does_not_fit_is_kept() {
    both_ways(r#"[1,"two"]"#, Anything::Unknown(json!([1, "two"])));
    both_ways("[1,[null]]", Anything::Unknown(json!([1, [null]])));
    // What fails later has its own path, without the steps of what was kept.
    let body = Bytes::from_static(br#"[[{"id":1}],[1,"two"],{"id":"x"}]"#);
    let misfit = Vec::<Anything>::from_body(&body).expect_err("an object must fit");
    assert_eq!(misfit.path, "[2].id");
}

#[test]
fn by_keys() {
    both_ways(
        r#"{"names":["a","b"]}"#,
        MachineCreateBody::Many(MachineMultiCreate { names: vec!["a".to_owned(), "b".to_owned()] }),
    );
    both_ways(
        r#"{"name":"a","image":5}"#,
        MachineCreateBody::One(MachineCreate { name: "a".to_owned(), image: Some(ImageRef::Integer(5)) }),
    );
    both_ways(r#"{"other":1}"#, MachineCreateBody::Unknown(json!({"other": 1})));
    both_ways("3", MachineCreateBody::Unknown(json!(3)));
    let both: MachineCreateBody =
        serde_json::from_str(r#"{"name":"a","names":["b"]}"#).expect("the first arm that fits");
    assert!(matches!(both, MachineCreateBody::Many(_)));
}
