//! Lists whose places have types of their own.

use bytes::Bytes;
use serde_json::json;

use crate::runtime::{Decode, Style, ToParam, Tuple, Value};

fn read<T: Decode>(json: &str) -> Result<T, String> {
    T::from_body(&Bytes::copy_from_slice(json.as_bytes())).map_err(|it| format!("{}: {}", it.path, it.cause))
}

#[test]
fn a_tuple_is_a_list() {
    let pair = ("a".to_owned(), 7_i64);
    assert_eq!(read(r#"["a",7.0]"#), Ok(pair.clone()), "lenient as anywhere");
    assert_eq!(serde_json::to_string(&pair).expect("JSON"), r#"["a",7]"#);
    assert_eq!(read::<(i64,)>("[1,2]"), Ok((1,)), "what is not described is skipped");
    assert_eq!(read::<(i64, Option<String>)>("[1,null]"), Ok((1, None)));
    assert!(read::<(i64, i64, i64)>("[1,2]").expect_err("one is missing").contains("item 3 of 3 is missing"));
    assert!(read::<(i64, (i64, bool))>("[1,[2,3]]").expect_err("3 is no bool").starts_with("[1][1]: "));
    assert!(read::<(i64,)>("null").is_err() && read::<(i64,)>("{}").is_err());
}

#[test]
fn what_comes_after_the_places_is_kept() {
    for (json, value) in [
        ("[1.5,2.5]", Tuple { first: (1.5, 2.5), rest: vec![] }),
        ("[1.5,2.5,true,false]", Tuple { first: (1.5, 2.5), rest: vec![true, false] }),
    ] {
        assert_eq!(read(json), Ok(value.clone()));
        assert_eq!(serde_json::from_str::<Tuple<(f64, f64), bool>>(json).expect("plain serde"), value);
        assert_eq!(serde_json::to_string(&value).expect("JSON"), json);
    }
    let open: Tuple<(String,)> = read(r#"["a",{"b":1},null]"#).expect("anything may follow");
    assert_eq!(open.rest, [json!({"b": 1}), Value::Null]);
    assert!(read::<Tuple<(f64,), bool>>("[1,true,2]").expect_err("2 is no bool").starts_with("[2]: "));
    assert_eq!(Tuple::<(i32, i32), bool>::from((1, 2)), Tuple { first: (1, 2), rest: vec![] });
}

#[test]
fn as_parameters() {
    let style = Style::Form { explode: false };
    assert_eq!(style.encode("p", &(1.5, "a,b").to_param()).as_deref(), Some("p=1.5,a%2Cb"));
    let more = Tuple { first: (1, 2), rest: vec![3] };
    assert_eq!(style.encode("p", &more.to_param()).as_deref(), Some("p=1,2,3"));
}
