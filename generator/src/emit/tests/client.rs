//! What the client, the crate's root and the texts around them look like.

use super::build::*;
use super::{file, items, sample};
use crate::plan::*;
use insta::assert_snapshot;

#[test]
fn errors_of_several_shapes() {
    let mut krate = krate();
    let case = |operation: &str, status, variant| ErrorCase { operation: operation.to_owned(), status, variant };
    krate.error = ErrorPlan::Many {
        ident: id("ApiErrorBody"),
        variants: vec![(id("Problem"), model_ty("Problem")), (id("Text"), RustTy::String)],
        cases: vec![
            case("things_get", StatusPattern::Exact(404), Some(0)),
            case("things_get", StatusPattern::Range(5), Some(1)),
            case("things_list", StatusPattern::Exact(423), None),
            case("things_list", StatusPattern::Default, Some(0)),
        ],
    };
    assert_snapshot!(items(&krate, "src/client.rs"));
}

/// Two keys that most operations want together, a user elsewhere; two servers, one of which has a variable.
#[test]
fn several_schemes_and_servers() {
    let mut krate = krate();
    krate.client.schemes = vec![
        scheme("X-Key", "x_key", AuthPlan::ApiKeyHeader("X-Key".to_owned())),
        scheme("tenant", "tenant", AuthPlan::ApiKeyQuery("tenant".to_owned())),
        scheme("sess", "sess", AuthPlan::ApiKeyCookie("SESSION".to_owned())),
        scheme("basic", "basic_auth", AuthPlan::Basic),
        scheme("oauth", "oauth", AuthPlan::Bearer { prefix: "Bearer".to_owned() }),
    ];
    krate.client.security = vec![lines("X-Key\ntenant"), lines("basic"), lines("oauth")];
    let mut regional = server("regional", "https://{region}.example.com");
    let values = lines("eu\nus");
    regional.server.variables = vec![VariablePlan { name: "region".to_owned(), default: "eu".to_owned(), values }];
    krate.client.servers.all = vec![regional, server("staging", "https://staging.example.com")];
    krate.client.servers.setters = vec![(id("region"), "region".to_owned(), lines("Where."))];
    assert_snapshot!(items(&krate, "src/client.rs"));
}

/// No server: the base URL is the caller's. No scheme: nothing is shown.
#[test]
fn neither_schemes_nor_servers() {
    let mut krate = krate();
    krate.client.servers = ServersPlan { base_path: "/api/v3".to_owned(), ..ServersPlan::default() };
    krate.client.base_url_env = Some("SMALL_BASE_URL".to_owned());
    krate.client.schemes.clear();
    krate.client.security.clear();
    assert_snapshot!(items(&krate, "src/client.rs"));
}

#[test]
fn headers_and_views_of_errors() {
    let mut krate = krate();
    let header = |name: &str, ty| HeaderPlan {
        ident: id(&name.replace('-', "_")),
        name: name.to_owned(),
        ty,
        docs: lines("Of all items."),
        deprecated: name == "x-old",
    };
    krate.headers = vec![header("x-total", RustTy::I64), header("x-tags", vec(RustTy::String))];
    krate.headers.push(header("x-old", RustTy::Timestamp));
    krate.client.error_views = Some(ErrorViews { detail: lines("detail\nerrors"), fields: Some("fields".to_owned()) });
    assert_snapshot!(items(&krate, "src/client.rs"));
}

#[test]
fn the_root_of_a_crate() {
    assert_snapshot!(file(&sample::krate(), "src/lib.rs"));
}

#[test]
fn the_readme() {
    assert_snapshot!(file(&sample::krate(), "README.md"));
}

#[test]
fn the_index_of_models() {
    assert_snapshot!(file(&sample::krate(), "src/models.rs"));
}

/// The runtime's crates are the client's; those for uploads only where something is uploaded.
#[test]
fn the_manifest_names_what_the_runtime_needs() {
    let mut upload = request("Upload", operation("upload", "PUT", "/file"));
    let media_type = "image/png".to_owned();
    upload.body = Some(BodyPlan { kind: BodyKind::Bytes, media_type, ..json_body(RustTy::Body, true) });
    let uploads = Crate { resources: vec![resource("files", "Files", vec![upload])], ..krate() };
    let ours: toml::Table = file(&uploads, "Cargo.toml").parse().expect("the manifest is TOML");
    assert!(!file(&krate(), "Cargo.toml").contains("http-body = "));
    let runtime = include_str!("../../../../templates/runtime/Cargo.toml");
    let runtime: toml::Table = runtime.parse().expect("the runtime's manifest is TOML");
    let names = |table: &toml::Table, key: &str| -> Vec<String> {
        table[key].as_table().expect("a table").keys().cloned().collect()
    };
    assert_eq!(names(&ours, "dependencies"), names(&runtime, "dependencies"));
    assert_eq!(ours["features"], runtime["features"]);
}
