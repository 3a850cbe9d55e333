//! Objects: every kind of slot, every leniency, and where it goes wrong.

use std::collections::BTreeMap;

use bytes::Bytes;
use jiff::civil::Date;
use serde::de::value::{Error as ValueError, MapDeserializer};
use serde::{Deserialize, Serialize};

use crate::models::{Kernel, Machine, MachineList, MachineUpdate, Network, Networks};
use crate::runtime::{Decode, Text, Value};

fn read<T: Decode>(json: &str) -> Result<T, String> {
    T::from_body(&Bytes::copy_from_slice(json.as_bytes()))
        .map_err(|misfit| format!("{}: {}", misfit.path, misfit.cause))
}

const LEAST: &str = r#"{"id":1,"name":"a","status":"new"}"#;

fn machine(more: &str) -> Result<Machine, String> {
    read(&LEAST.replace('}', &format!(",{more}}}")))
}

#[test]
fn absent_and_null_are_the_same_for_a_reader() {
    let absent: Machine = read(LEAST).expect("the rest is optional");
    let null = machine(r#""vpc_uuid":null,"kernel":null,"tags":null,"networks":null,"created_at":null,"parent":null"#)
        .expect("null is nothing");
    assert_eq!(absent, null);
    assert!(absent.tags.is_empty() && absent.kernel.is_none());
    let networks: Networks = read(r#"{"v4":null,"by_name":null}"#).expect("empty");
    assert_eq!(networks, Networks { v4: Vec::new(), by_name: BTreeMap::new() });
    let network: Network = read(r#"{"netmask":"x","ports":null}"#).expect("a required list may be null");
    assert!(network.ports.is_empty());
}

#[test]
fn required_is_required() {
    assert_eq!(read::<Kernel>("{}"), Err("id: missing field `id` at line 1 column 2".to_owned()));
    assert!(
        read::<Kernel>(r#"{"id":null}"#)
            .expect_err("null is no integer")
            .starts_with("id: invalid type: null, expected an integer")
    );
    assert!(read::<Network>(r#"{"netmask":"x"}"#).expect_err("absent").starts_with("ports: missing field `ports`"));
}

#[test]
fn integers() {
    let id = |text: &str| read::<Kernel>(&format!(r#"{{"id":{text}}}"#)).map(|kernel| kernel.id);
    assert_eq!(
        [id("3164444.0"), id("3e3"), id("-0.0"), id("3169590176")],
        [Ok(3164444), Ok(3000), Ok(0), Ok(3169590176)]
    );
    assert_eq!(
        [id("9223372036854775808"), id("1e300"), id("-1e300"), id("18446744073709552000")],
        [Ok(i64::MAX), Ok(i64::MAX), Ok(i64::MIN), Ok(i64::MAX)]
    );
    assert!(id("1.5").is_err() && id(r#""1""#).is_err() && id("true").is_err());
    assert_eq!(read::<Vec<i32>>("[1, 2147483648, -2147483649]"), Ok(vec![1, i32::MAX, i32::MIN]));
    assert_eq!(read::<Vec<u64>>("[18446744073709551615, -1]"), Ok(vec![u64::MAX, 0]));
    let wide = "[170141183460469231731687303715884105727, 18446744073709551616, -1, 7]";
    assert_eq!(read::<Vec<i128>>(wide), Ok(vec![i128::MAX, i128::from(u64::MAX) + 1, -1, 7]));
    assert!(read::<i128>("null").is_err() && read::<i128>(r#""1""#).is_err() && read::<i128>("1.5").is_err());
    assert_eq!(read::<BTreeMap<String, i64>>(r#"{"a":2.0}"#), Ok(BTreeMap::from([("a".to_owned(), 2)])));
    assert_eq!(machine(r#""price":1"#).expect("a whole price").price, Some(1.0));
}

#[test]
fn moments() {
    let at = |text: &str| machine(&format!(r#""created_at":{text}"#)).map(|it| it.created_at.map(|it| it.to_string()));
    let is = |text: &str| Ok(Some(text.to_owned()));
    for (written, read) in [
        (r#""2020-07-21T18:37:44.5+05:30""#, "2020-07-21T13:07:44.5Z"),
        (r#""2016-12-31T23:59:60Z""#, "2016-12-31T23:59:59Z"),
        (r#""0001-01-01T00:00:00Z""#, "0001-01-01T00:00:00Z"),
        (r#""2020-07-21T18:37:44""#, "2020-07-21T18:37:44Z"),
        (r#""2020-07-21 18:37:44""#, "2020-07-21T18:37:44Z"),
        (r#""2020-07-21""#, "2020-07-21T00:00:00Z"),
        ("1595356664", "2020-07-21T18:37:44Z"),
        ("1595356664.25", "2020-07-21T18:37:44.25Z"),
        ("-1", "1969-12-31T23:59:59Z"),
        ("1595356664250", "2020-07-21T18:37:44.25Z"),
    ] {
        assert_eq!(at(written), is(read), "{written}");
    }
    assert_eq!((at(r#""""#), at("null")), (Ok(None), Ok(None)));
    for text in [r#""yesterday""#, r#""2020-13-01T00:00:00Z""#, "1e300", "true", "[]"] {
        assert!(at(text).expect_err(text).starts_with("created_at: "));
    }
    assert_eq!(
        read::<Vec<Option<Date>>>(r#"["2020-02-29","",null]"#),
        Ok(vec![Some(Date::constant(2020, 2, 29)), None, None])
    );
    assert!(read::<Date>(r#""""#).is_err() && read::<Date>("7").is_err(), "what is required is required");
}

#[test]
fn unknown_keys_are_kept_or_skipped() {
    let kept = machine(r#""new_thing":{"deep":[1]},"\u0061b":2"#).expect("kept");
    assert_eq!(
        kept.additional_properties,
        BTreeMap::from([("new_thing".to_owned(), serde_json::json!({"deep": [1]})), ("ab".to_owned(), Value::from(2))])
    );
    assert_eq!(read::<Kernel>(r#"{"x":[{"y":1}],"id":4,"":null}"#), Ok(Kernel { id: 4 }));
}

#[test]
fn the_last_of_equal_keys_counts() {
    assert_eq!(read::<Kernel>(r#"{"id":1,"id":2}"#), Ok(Kernel { id: 2 }));
    assert_eq!(machine(r#""vpc_uuid":"a","vpc_uuid":null"#).expect("null came last").vpc_uuid, None);
}

#[test]
fn keys_in_any_order_and_escaped() {
    assert_eq!(read::<Machine>(r#"{"status":"new","n\u0061me":"a","id":1}"#), read(LEAST));
}

#[test]
fn three_states() {
    let states =
        [("{}", None), (r#"{"tags":null}"#, Some(None)), (r#"{"tags":["a"]}"#, Some(Some(vec!["a".to_owned()])))];
    for (json, tags) in states {
        let update = MachineUpdate { name: None, tags };
        assert_eq!(read::<MachineUpdate>(json).as_ref(), Ok(&update));
        assert_eq!(serde_json::to_string(&update).expect("JSON"), json);
    }
}

#[test]
fn what_is_written() {
    let mut machine: Machine = read(LEAST).expect("a Machine");
    assert_eq!(
        serde_json::to_string(&machine).expect("JSON"),
        r#"{"id":1,"name":"a","status":"new","kernel":null,"tags":[]}"#
    );
    machine.parent = Some(Box::new(machine.clone()));
    machine.additional_properties.insert("zone".to_owned(), Value::from("z"));
    let written = serde_json::to_string(&machine).expect("JSON");
    assert!(written.ends_with(r#""tags":[]},"zone":"z"}"#), "{written}");
    assert_eq!(read::<Machine>(&written), Ok(machine));
}

#[test]
fn the_path_of_what_does_not_fit() {
    let page = |machine: &str| {
        read::<MachineList>(&format!(r#"{{"machines":[{LEAST},{machine}]}}"#)).expect_err("it does not fit")
    };
    let path = |machine: &str| page(machine).split(':').next().map(str::to_owned);
    assert_eq!(
        path(&LEAST.replace('}', r#","networks":{"v4":[{"netmask":7,"ports":[]}]}}"#)).as_deref(),
        Some("machines[1].networks.v4[0].netmask")
    );
    assert_eq!(
        path(&LEAST.replace('}', r#","networks":{"by_name":{"a b":{"netmask":"x","ports":[1,2,"c"]}}}}"#)).as_deref(),
        Some(r#"machines[1].networks.by_name["a b"].ports[2]"#)
    );
    assert_eq!(
        path(&LEAST.replace('}', r#","parent":{"id":1,"name":"x"}}"#)).as_deref(),
        Some("machines[1].parent.status")
    );
    assert_eq!(path(&LEAST.replace('}', r#","created_at":"yesterday"}"#)).as_deref(), Some("machines[1].created_at"));
    assert_eq!(path("3").as_deref(), Some("machines[1]"));
    assert!(read::<Kernel>("nonsense").expect_err("no JSON").starts_with(": "));
    assert!(read::<Kernel>(r#"{"id":1} x"#).expect_err("more than JSON").contains("trailing"));
}

#[test]
fn failures_elsewhere_leave_no_trace() {
    serde_json::from_str::<Machine>(r#"{"id":"x"}"#).expect_err("plain serde has no path");
    assert!(read::<Kernel>(r#"{"id":"x"}"#).expect_err("it does not fit").starts_with("id: "));
}

#[test]
fn plain_serde_works_with_other_formats() {
    let from_value: Kernel = serde_json::from_value(serde_json::json!({"id": 3})).expect("a value is a format");
    let entries = MapDeserializer::<_, ValueError>::new([("id", 3_i64)].into_iter());
    assert_eq!(Kernel::deserialize(entries), Ok(from_value.clone()));
    assert_eq!(from_value.serialize(serde_json::value::Serializer).expect("a value"), serde_json::json!({"id": 3}));
    let within: Vec<Machine> = serde_json::from_str(&format!("[{LEAST}]")).expect("inside a serde container");
    assert_eq!(within.len(), 1);
}

#[test]
fn a_reply_that_may_be_missing_need_not_be_json() {
    assert_eq!(read::<Option<Bytes>>("\u{1}raw").expect("as it came"), Some(Bytes::from_static(b"\x01raw")));
    assert_eq!(read::<Option<Text>>("null").expect("a word"), Some(Text("null".to_owned())));
    assert_eq!(read::<Option<Text>>("").expect("nothing"), None);
    assert_eq!(read::<Option<i64>>("null").expect("JSON"), None);
}
