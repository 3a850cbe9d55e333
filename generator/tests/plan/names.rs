//! Names: hostile ones, colliding ones, and those that client.toml chose.

use crate::build::*;
use crate::surface::render;
use generator::config::{Config, OperationConfig, ParameterConfig, SchemaConfig, TagConfig};
use generator::ir::Presence::{Optional, Required};
use generator::ir::*;

fn surface(types: Vec<TypeDef>) -> String {
    let (krate, diags) = plan(&api(types, Vec::new()), &Config::default());
    render(&krate) + &diags.join("\n")
}

#[test]
fn keywords_and_taken_names() {
    let fields = ["type", "self", "Self", "crate", "r#type", "_", "new", "default", "clone", "additional_properties"];
    let mut hostile = object("Result", &fields.map(|name| (name, BOOL, Optional)));
    if let Shape::Struct(shape) = &mut hostile.shape {
        shape.additional = Additional::Kept(Ty::Any);
    }
    let empty = ["Option", "Vec", "Self", "type", "Error", "Client", "Value"].map(|name| object(name, &[]));
    insta::assert_snapshot!(surface([vec![hostile], empty.to_vec()].concat()));
}

#[test]
fn collisions_are_numbered_in_order() {
    let fields = ["foo-bar", "foo_bar", "fooBar", "FOO_BAR", "foo_bar_2"];
    let types = vec![
        object("C", &fields.map(|name| (name, TEXT, Optional))),
        values(
            "E",
            &["asc", "ASC", "Asc", "1.0", "10", "2024-01-01", "", "-created", "created", "unknown", "Self", "None"],
        ),
        object("foo_bar", &[]),
        object("FooBar", &[]),
    ];
    insta::assert_snapshot!(surface(types));
}

#[test]
fn titles_are_names_only_where_they_are_alone() {
    let inline = |title: &str, place: &[&str]| TypeDef {
        name: TypeName::Title { title: title.to_owned(), place: place.iter().map(|it| (*it).to_owned()).collect() },
        ..object("", &[])
    };
    let types = vec![
        inline("Meta Data", &["things_list", "reply"]),
        inline("Pet", &["things_get", "reply"]),
        inline("Pet", &["things_list", "item"]),
        inline("Thing", &["Box", "thing"]),
        object("Thing", &[]),
    ];
    insta::assert_snapshot!(surface(types));
}

#[test]
fn methods_lose_the_words_of_their_tag() {
    let mut tags = api(Vec::new(), Vec::new());
    let ids = [
        ("Things", vec!["things_list", "thing_get", "things", "send", "new", "type", "thingsNew", "THINGS_NEW"]),
        ("models", vec!["models_list", "wait"]),
        ("Client", vec!["client"]),
        ("1-Click Applications", vec!["oneClicks_list"]),
        ("unused", vec![]),
    ];
    tags.groups =
        ids.iter().map(|(tag, _)| Group { tag: (*tag).to_owned(), description: None, origin: None }).collect();
    for (group, (_, ids)) in (0..).zip(&ids) {
        let made = ids.iter().map(|id| Operation { group: GroupId(group), ..operation(id, Method::Get, "/x") });
        tags.operations.extend(made);
    }
    insta::assert_snapshot!(render(&plan(&tags, &Config::default()).0));
}

#[test]
fn setters_make_way_for_the_methods_of_requests() {
    let names = ["type", "send", "query", "body", "page", "wait", "X-Trace", "x_trace"];
    let params = names.map(|name| param(name, ParamLocation::Query, false, TEXT)).to_vec();
    let op = Operation { params, ..operation("list", Method::Get, "/x") };
    insta::assert_snapshot!(render(&plan(&api(Vec::new(), vec![op]), &Config::default()).0));
}

#[test]
fn client_toml_decides() {
    let mut config = Config::default();
    let schema = SchemaConfig {
        name: Some(spanned("Machine".to_owned())),
        fields: [("uuid".to_owned(), spanned("id".to_owned()))].into(),
        values: Default::default(),
    };
    config.schemas.insert("boat".to_owned(), spanned(schema));
    let states = SchemaConfig { values: [("+1".to_owned(), spanned("Up".to_owned()))].into(), ..Default::default() };
    config.schemas.insert("state".to_owned(), spanned(states));
    config.tags.insert("Things".to_owned(), spanned(TagConfig { name: Some(spanned("machines".to_owned())) }));
    let parameter = ParameterConfig { name: Some(spanned("owner".to_owned())), preset: None };
    let op = OperationConfig { parameters: [("u".to_owned(), spanned(parameter))].into(), ..Default::default() };
    config.operations.insert("things_list".to_owned(), spanned(op));
    let types = vec![
        object("Machine", &[]),
        object("boat", &[("uuid", TEXT, Required), ("id", INT, Required)]),
        values("state", &["+1", "up"]),
    ];
    let params = vec![param("u", ParamLocation::Query, true, TEXT)];
    let op = Operation { params, name: Some("all".to_owned()), ..operation("things_list", Method::Get, "/x") };
    let (krate, diags) = plan(&api(types, vec![op]), &config);
    insta::assert_snapshot!(render(&krate) + &diags.join("\n"));
}

#[test]
fn client_toml_is_checked() {
    let mut config = Config::default();
    let names = |pairs: &[(&str, &str)]| {
        pairs.iter().map(|(key, name)| ((*key).to_owned(), spanned((*name).to_owned()))).collect()
    };
    let schema = SchemaConfig {
        name: Some(spanned("Client".to_owned())),
        fields: names(&[("a", "bad-name"), ("b", "same"), ("c", "same")]),
        values: Default::default(),
    };
    config.schemas.insert("thing".to_owned(), spanned(schema));
    config.tags.insert("Things".to_owned(), spanned(TagConfig { name: Some(spanned("models".to_owned())) }));
    config.client.name = Some(spanned("9lives".to_owned()));
    let types = vec![object("thing", &["a", "b", "c"].map(|name| (name, TEXT, Optional)))];
    let (_, diags) = plan(&api(types, vec![operation("list", Method::Get, "/x")]), &config);
    insta::assert_snapshot!(diags.join("\n"));
}
