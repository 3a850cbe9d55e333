//! Hostile names, as a caller writes them: this file compiles.

use obstacles::models::{
    ApiError, BoxModel, DefaultModel, Hostile, Lookalikes, N2nd, N2ndThing, NamedByHand, OptionModel, Order,
    ResultModel, Self_, Size, SomeModel, Type, Unknown, VecModel, Vote, Word, Words,
};
use serde_json::json;

#[test]
fn keywords_end_in_an_underscore() {
    let words = Words::new("a", "b", 1).match_(2).async_(true).default_("c").clone_("d").new_("e").self_2("Self");
    let Words { type_, self_, fn_, crate_, .. } = &words;
    assert_eq!((type_.as_str(), self_.as_str(), *fn_, crate_), ("a", "b", 1, &None));
    let expected = json!({
        "type": "a", "self": "b", "fn": 1, "Self": "Self", "match": 2, "async": true, "default": "c", "clone": "d", "new": "e"
    });
    assert_eq!(json!(words), expected);
    // Fields may be called like methods; setters may not.
    assert_eq!((words.default.as_deref(), words.clone.as_deref()), (Some("c"), Some("d")));
    assert_eq!(words.clone(), words);
}

#[test]
fn variants_may_be_called_like_the_prelude() {
    let words = ["None", "Some", "Ok", "Self", "self", "_", "Unknown", "unknown", "never seen"];
    let variants = [
        Word::None,
        Word::Some,
        Word::Ok,
        Word::Self2,
        Word::Self_,
        Word::Underscore,
        Word::Unknown,
        Word::Unknown2,
        Word::UnknownValue("never seen".to_owned()),
    ];
    for (word, variant) in words.into_iter().zip(variants) {
        assert_eq!(Word::from(word), variant);
        assert_eq!(variant.as_str(), word);
    }
}

#[test]
fn types_may_be_called_like_the_prelude() {
    let nested = OptionModel::new().box_(BoxModel::new().ok("a"));
    let result = ResultModel::new().option(nested).vec([VecModel::new().default_(DefaultModel::new())]).kind(Type::A);
    let result = result.me(Self_::new().a("b")).error(ApiError::new("c").source("d"));
    let expected = json!({
        "option": {"box": {"ok": "a"}}, "vec": [{"default": {}}], "kind": "a", "me": {"a": "b"},
        "error": {"message": "c", "source": "d"}
    });
    assert_eq!(json!(result), expected);
}

#[test]
fn lookalikes_are_numbered_in_the_order_of_the_description() {
    let value = json!({
        "foo-bar": "1", "foo_bar": 2, "fooBar": true, "FooBar": 4.5, "foo bar": ["5"], "FOO_BAR": "6", "foo_bar_": "7", "foo_bar_2": "8",
        "": "9", " ": "10", "_": "11", "__": "12", "2fa": "13", "7": "14", "@type": "15", "$ref": "16", "größe": "17", "名前": "18",
        "🚀": "19", "it's": "20", "a\"b\\c": "21", "tab\there": "22"
    });
    let it: Lookalikes = serde_json::from_value(value.clone()).expect("it fits");
    assert_eq!(it.foo_bar, "1");
    assert_eq!((it.foo_bar_3, it.foo_bar_4, it.foo_bar_5), (Some(2), Some(true), Some(4.5)));
    assert_eq!(it.foo_bar_6.as_deref(), Some(["5".to_owned()].as_slice()));
    let texts = [
        &it.foo_bar_7,
        &it.foo_bar_8,
        &it.foo_bar_2,
        &it.empty,
        &it.space,
        &it.underscore,
        &it.underscore_underscore,
        &it.n2fa,
        &it.n7,
        &it.type_,
        &it.ref_,
        &it.grosse,
        &it.ming_qian,
        &it.rocket,
        &it.its,
        &it.a_b_c,
        &it.tab_here,
    ];
    for (nth, text) in texts.into_iter().enumerate() {
        assert_eq!(*text, Some((nth + 6).to_string()));
    }
    assert_eq!(json!(it), value);
    assert_eq!(json!(N2ndThing::new().c("d")), json!({"c": "d"}));
}

#[test]
fn values_differ_where_the_wire_does() {
    let sizes = ["1m", "1.0", "1_0", "", " ", "+1", "-1", "<=", "*", "größer", "大", "🚀"];
    let variants = [
        Size::V1m,
        Size::V1_0,
        Size::V1_0_2,
        Size::Empty,
        Size::Space,
        Size::Plus1,
        Size::Minus1,
        Size::LtEq,
        Size::Star,
        Size::Grosser,
        Size::Da,
        Size::Rocket,
    ];
    for (text, variant) in sizes.into_iter().zip(variants) {
        assert_eq!(Size::from(text), variant);
        assert_eq!(variant.to_string(), text);
    }
    let orders = ["asc", "ASC", "Asc", "foo-bar", "foo_bar", "fooBar", "foo bar", "-created", "+created", "null"];
    let variants = [
        Order::Asc,
        Order::Asc2,
        Order::Asc3,
        Order::FooBar,
        Order::FooBar2,
        Order::FooBar3,
        Order::FooBar4,
        Order::MinusCreated,
        Order::PlusCreated,
        Order::Null,
    ];
    for (text, variant) in orders.into_iter().zip(variants) {
        assert_eq!(Order::from(text), variant);
    }
}

#[test]
fn arms_may_be_called_like_what_every_union_has() {
    for (arm, value) in [
        (Hostile::Unknown(Unknown::new().unknown("a")), json!({"self": "Unknown", "unknown": "a"})),
        (Hostile::Some(SomeModel::new().none("b")), json!({"self": "Some", "none": "b"})),
        (Hostile::V2nd(N2nd::new().two("c")), json!({"self": "2nd", "two": "c"})),
        (Hostile::UnknownValue(json!({"self": "else", "d": 1})), json!({"self": "else", "d": 1})),
    ] {
        assert_eq!(json!(arm), value);
        assert_eq!(serde_json::from_value::<Hostile>(value).expect("it fits"), arm);
    }
}

#[test]
fn names_from_client_toml_are_taken_as_they_are() {
    assert_eq!(json!(NamedByHand::new().vote(Vote::Up).id("a")), json!({"type": "+1", "ID": "a"}));
}
