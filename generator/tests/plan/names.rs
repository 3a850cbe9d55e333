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

/// Names of methods by their resource: (tag, method, path, id) and what comes of it. A path in `…` gives a list.
#[test]
fn methods_are_called_as_a_person_would() {
    use Method::{Delete, Get, Patch, Post, Put};
    let cases = [
        // The resource says its own words.
        ("pet", Put, "/pet", "updatePet", "update"),
        ("pet", Get, "/pet/findByStatus", "findPetsByStatus", "find_by_status"),
        ("pet", Get, "/pet/{petId}", "getPetById", "get"),
        ("pet", Post, "/pet/{petId}/uploadImage", "uploadFile", "upload_file"),
        ("pages", Get, "/v1/pages/{id}", "retrieveAPage", "retrieve"),
        ("Messages", Post, "/v1/messages", "messages_post", "create"),
        ("Calls", Post, "/realtime/calls/{call_id}/refer", "refer-call-to", "refer_to"),
        ("Bodies", Post, "/bodies/form", "form_body", "form_body"),
        // Somebody was short, and two things cannot be called alike.
        ("Threads", Get, "/threads/{id}/messages/{message_id}", "getMessage", "get_message"),
        ("Roles", Get, "/roles", "list-roles", "list"),
        ("Roles", Get, "/projects/{id}/roles", "list-roles-", "list_roles"),
        ("Moves", Post, "/moves/{id}", "moveMove", "move_move"),
        // The id only repeats method and path.
        ("coupons", Get, "/v1/coupons…", "GetCoupons", "list"),
        ("coupons", Post, "/v1/coupons", "PostCoupons", "create"),
        ("coupons", Post, "/v1/coupons/{coupon}", "PostCouponsCoupon", "update"),
        ("coupons", Delete, "/v1/coupons/{coupon}", "DeleteCouponsCoupon", "delete"),
        ("coupons", Post, "/v1/coupons/{coupon}/cancel", "PostCouponsCouponCancel", "cancel"),
        ("coupons", Get, "/v1/coupons/search…", "GetCouponsSearch", "search"),
        ("coupons", Post, "/v1/coupons/{coupon}/usage_records", "PostCouponsCouponUsageRecords", "create_usage_record"),
        ("issuing", Post, "/v1/issuing/cards/{card}/approve", "PostIssuingCardsCardApprove", "approve_card"),
        ("lists", Patch, "/lists/{id}", "patch_lists_by_id", "update"),
        ("lists", Put, "/lists/{id}", "put_lists_by_id", "replace"),
        // And so does what FastAPI adds, and what frameworks call functions.
        ("Health", Get, "/api/v1/heartbeat", "heartbeat_api_v1_heartbeat_get", "heartbeat"),
        ("Application", Get, "/api/v1/app/", "list_applications_api_v1_app__get", "list"),
        ("agents", Get, "/v1/convai/agents/{id}", "get_agent_route", "get"),
    ];
    let mut all = api(Vec::new(), Vec::new());
    all.groups.clear();
    for (tag, method, path, id, _) in cases {
        let group = all.groups.iter().position(|it| it.tag == tag).unwrap_or_else(|| {
            all.groups.push(Group { tag: tag.to_owned(), description: None, origin: None });
            all.groups.len() - 1
        });
        let group = GroupId(u32::try_from(group).expect("a handful"));
        let mut made = Operation { group, ..operation(id, method, path.trim_end_matches('…')) };
        if path.ends_with('…') {
            made.reply.content = Some(Content::Json(Ty::List(Box::new(Ty::Any))));
        }
        all.operations.push(made);
    }
    let (krate, _) = plan(&all, &Config::default());
    let requests: Vec<_> = krate.resources.iter().flat_map(|it| &it.requests).collect();
    for (_, _, _, id, wanted) in cases {
        let request = requests.iter().find(|it| it.operation.id == id).expect("every operation is planned");
        assert_eq!(request.method.as_str(), wanted, "{id}");
    }
}

#[test]
fn resources_are_called_after_their_tags_without_noise() {
    let tags = ["apps_v1", "Catalog API", "pet-controller", "v1 Users", "v2 Users", "Client API"];
    let mut all = api(Vec::new(), Vec::new());
    all.groups.clear();
    for (group, tag) in (0..).zip(tags) {
        all.groups.push(Group { tag: tag.to_owned(), description: None, origin: None });
        all.operations.push(Operation { group: GroupId(group), ..operation(tag, Method::Get, "/x") });
    }
    let (krate, _) = plan(&all, &Config::default());
    let modules: Vec<&str> = krate.resources.iter().map(|it| it.module.as_str()).collect();
    assert_eq!(modules, ["apps", "catalog", "pet", "v1_users", "v2_users", "client_api"]);
}

#[test]
fn a_place_that_is_taken_says_all_its_words() {
    let placed = |words: [&str; 2]| TypeDef {
        name: TypeName::Place(words.map(str::to_owned).to_vec()),
        ..object("unused", &[("x", BOOL, Optional)])
    };
    let types = vec![object("BoatPart", &[]), placed(["BoatPart", "part"]), placed(["Boat", "boat_hull"])];
    let (krate, _) = plan(&api(types, Vec::new()), &Config::default());
    let models: Vec<&str> = krate.models.iter().flat_map(|it| &it.items).map(|it| it.ident.as_str()).collect();
    assert_eq!(models, ["BoatPart", "BoatPartPart", "BoatHull"]);
}
