//! What the mock server refuses: requests that the description does not allow.

use serde_json::{Value, json};

use crate::mock::{Outcome, get, post, refusal, run, server};
use crate::runtime::{Client, Method};

#[test]
fn paths_and_methods_that_are_not_there() -> Outcome {
    let unknown = refusal(async |client| get(&client, "/v2/machine/1").await)?;
    assert_eq!(unknown, "GET /v2/machine/1\n  no operation has this path; nearest: GET /v2/machines/policies");
    let method = refusal(async |client| {
        Ok(client.request(Method::PUT, "/v2/machines/1").send_json::<Value>().await?.into_inner())
    })?;
    assert_eq!(method, "PUT /v2/machines/1\n  this path is for GET, DELETE");
    Ok(())
}

#[test]
fn parameters_that_break_their_schema() -> Outcome {
    let cases = [
        ("/v2/checked?limit=1", "query parameter `kind` is required, and is missing"),
        ("/v2/checked?kind=a&limit=many", "query parameter `limit`: \"many\" is not of type \"integer\""),
        ("/v2/checked?kind=c", "query parameter `kind`: \"c\" is not one of \"a\" or \"b\""),
        ("/v2/checked?kind=a&limit=1&limit=2", "query parameter `limit`: [1,2] is not of type \"integer\""),
        ("/v2/checked?kind=a&limit=201", "query parameter `limit`: 201 is greater than the maximum of 200"),
        ("/v2/checked?kind=a&name=A1", "query parameter `name`: \"A1\" does not match \"^[a-z]+$\""),
        ("/v2/checked?kind=a&ids=1&ids=x", "query parameter `ids`: `/1`: \"x\" is not of type \"integer\""),
        ("/v2/checked?kind=a&at[low]=9&at[high]=b", "query parameter `at`: `/high`: \"b\" is not of type \"integer\""),
        ("/v2/checked?kind=a&knd=a", "query parameter `knd` is not described"),
        ("/v2/machines/0", "path parameter `machine_id`: 0 is less than the minimum of 1"),
    ];
    for (path, fault) in cases {
        let refused = refusal(async |client| get(&client, path).await)?;
        assert!(refused.ends_with(&format!("takes:\n  {fault}")), "{path}: {refused}");
    }
    Ok(())
}

#[test]
fn maps_in_a_query_take_any_name() -> Outcome {
    run(async |client, _| {
        assert_eq!(get(&client, "/v2/search?limit=1&cores=2&disks=3&deep[on]=true").await?, json!({}));
        Ok(())
    })?;
    let cases = [
        ("/v2/search?limit=1&cores=many", "query parameter `filter`: `/cores`: \"many\" is not of type \"integer\""),
        ("/v2/search?deep[on]=1", "query parameter `deep`: `/on`: \"1\" is not of type \"boolean\""),
    ];
    for (path, fault) in cases {
        let refused = refusal(async |client| get(&client, path).await)?;
        assert!(refused.ends_with(&format!("takes:\n  {fault}")), "{path}: {refused}");
    }
    Ok(())
}

#[test]
fn bodies_that_break_their_schema() -> Outcome {
    let cases = [
        (json!({ "image": "debian" }), "body: \"name\" is a required property"),
        (json!({ "name": 1 }), "body: `/name`: 1 is not of type \"string\""),
        (json!({ "name": "Web" }), "body: `/name`: \"Web\" does not match \"^[a-z-]+$\""),
        (json!({ "name": "web", "region": "moon" }), "body: `/region`: \"moon\" is not one of \"nyc\" or \"ams\""),
        (json!({ "name": "web", "count": 0 }), "body: `/count`: 0 is less than the minimum of 1"),
        (json!({ "name": "web", "tags": ["a", "a"] }), "body: `/tags`: [\"a\",\"a\"] has non-unique elements"),
    ];
    for (body, fault) in cases {
        let refused = refusal(async |client| post(&client, &body).await)?;
        assert!(refused.ends_with(&format!("takes:\n  {fault}")), "{body}: {refused}");
    }
    let none = refusal(async |client| {
        Ok(client.request(Method::POST, "/v2/machines").send_json::<Value>().await?.into_inner())
    })?;
    assert!(none.ends_with("a body (`application/json`) is required, and is missing"), "{none}");
    let form = crate::Body::new("application/x-www-form-urlencoded", "name=web");
    let typed = refusal(async |client| {
        Ok(client.request(Method::POST, "/v2/machines").body(form).send_json::<Value>().await?.into_inner())
    })?;
    assert!(
        typed.ends_with("the body came as `application/x-www-form-urlencoded`, and is expected as `application/json`")
    );
    let broken = crate::Body::new("application/json", "{");
    let cut = refusal(async |client| {
        Ok(client.request(Method::POST, "/v2/machines").body(broken).send_json::<Value>().await?.into_inner())
    })?;
    assert!(cut.contains("the body is no JSON"), "{cut}");
    Ok(())
}

#[test]
fn requests_without_credentials() -> Outcome {
    let server = server();
    let client = Client::builder().base_url(server.url()).build()?;
    let runtime = tokio::runtime::Builder::new_current_thread().enable_all().build()?;
    let error = runtime.block_on(client.machines().get(1).send()).err().ok_or("an error")?;
    assert_eq!(error.status().map(|it| it.as_u16()), Some(401));
    let expected = "no credentials: they are expected in header `authorization` (`Bearer …`)";
    assert!(server.take_problems()[0].ends_with(expected));
    Ok(())
}

#[test]
fn credentials_of_another_scheme() -> Outcome {
    for value in ["secret", "Basic c2VjcmV0", "Bearer", "Bearer ", "Bearersecret"] {
        let refused = refusal(async |client| {
            let request = client.request(Method::GET, "/v2/machines/1").header("authorization", value);
            Ok(request.send_json::<Value>().await?.into_inner())
        })?;
        assert!(refused.contains("no credentials"), "{value}: {refused}");
    }
    run(async |client, _| {
        client.machines().get(1).header("authorization", "bearer secret").await?;
        Ok(())
    })
}
