//! Replies as the live API sends them, rather than as it describes them: none of them may be lost.

mod support;

use digitalocean_droplets::models::{
    DiskType, Droplet, DropletActionRequest, DropletCreate, DropletStatus, ImageType, NetworkType,
};
use digitalocean_droplets::{Error, RetryPolicy};
use serde_json::{Value, json};
use support::{Reply, Server, action, droplet};

/// What the client reads when one thing about a Droplet is otherwise.
async fn read(change: impl FnOnce(&mut Value)) -> Droplet {
    let mut body = droplet(3_164_444);
    change(&mut body);
    let server = Server::in_turn([Reply::json(200, json!({"droplet": body}))]);
    server.client().droplets().get(3_164_444).await.expect("the reply is acceptable")
}

/// What the client makes of a refusal.
async fn refused(reply: Reply) -> Error {
    let server = Server::in_turn([reply]);
    let request = server.client().droplets().get(1).retry(RetryPolicy::none());
    request.await.expect_err("the reply is an error")
}

fn remove(object: &mut Value, key: &str) {
    object.as_object_mut().expect("an object").remove(key).expect("the key is there");
}

#[tokio::test]
async fn unknown_values_of_enums_are_kept() {
    let droplet = read(|it| {
        it["status"] = json!("hibernating");
        it["disk_info"][0]["type"] = json!("remote");
        it["image"]["type"] = json!("golden");
        it["image"]["status"] = json!("NEW");
        it["image"]["distribution"] = json!("AlmaLinux");
        it["image"]["regions"] = json!(["atl1", "ric1"]);
        it["networks"]["v4"][0]["type"] = json!("anycast");
    })
    .await;
    assert_eq!(droplet.status, DropletStatus::Unknown("hibernating".to_owned()));
    assert_eq!(droplet.status.as_str(), "hibernating");
    assert_eq!(droplet.disk_info[0].type_, Some(DiskType::from("remote")));
    let image = droplet.image.expect("an image");
    assert_eq!(image.type_, Some(ImageType::Unknown("golden".to_owned())));
    assert_eq!(image.status.expect("a status"), "NEW");
    assert_eq!(image.distribution.as_deref(), Some("AlmaLinux"));
    assert_eq!(image.regions, ["atl1", "ric1"]);
    assert_eq!(droplet.networks.expect("networks").v4[0].type_, NetworkType::Unknown("anycast".to_owned()));
}

#[tokio::test]
async fn new_fields_do_no_harm() {
    let droplet = read(|it| {
        it["neighbourhood"] = json!({"quiet": true});
        it["image"]["signatures"] = json!([[1, null], {}]);
        it["networks"]["v8"] = json!("soon");
    })
    .await;
    assert_eq!((droplet.id, droplet.name.as_str()), (3_164_444, "cache-02"));
    assert_eq!(droplet.image.and_then(|image| image.id), Some(190_211_748));
}

#[tokio::test]
async fn every_spelling_of_no_gateway() {
    for gateway in [json!("<nil>"), json!("nil"), json!(""), json!(null)] {
        let droplet = read(|it| it["networks"]["v4"][0]["gateway"] = gateway.clone()).await;
        assert_eq!(droplet.networks.as_ref().expect("networks").v4[0].gateway.as_deref(), gateway.as_str());
        assert_eq!(droplet.private_ipv4(), Some([10, 114, 0, 6].into()), "{gateway}");
        assert_eq!(droplet.public_ipv4(), Some([203, 0, 113, 61].into()), "{gateway}");
    }
}

#[tokio::test]
async fn lists_that_are_null_or_absent_are_empty() {
    let droplet = read(|it| {
        for list in ["tags", "volume_ids", "backup_ids", "features"] {
            it[list] = Value::Null;
        }
        for key in ["snapshot_ids", "disk_info", "next_backup_window", "vpc_uuid"] {
            remove(it, key);
        }
        remove(&mut it["region"], "sizes");
    })
    .await;
    assert!(droplet.tags.is_empty() && droplet.volume_ids.is_empty() && droplet.backup_ids.is_empty());
    assert!(droplet.features.is_empty() && droplet.snapshot_ids.is_empty() && droplet.disk_info.is_empty());
    assert_eq!((droplet.region_slug(), droplet.region.as_ref().map(|it| it.sizes.len())), (Some("fra1"), Some(0)));
    assert_eq!((droplet.next_backup_window, droplet.vpc_uuid), (None, None));
}

#[tokio::test]
async fn parts_that_are_empty_null_or_absent() {
    let empty = read(|it| {
        for part in ["image", "size", "region", "networks", "next_backup_window"] {
            it[part] = json!({});
        }
    })
    .await;
    assert_eq!(empty.image.as_ref().expect("an empty image").id, None);
    assert_eq!(empty.size.as_ref().expect("an empty size").slug, None);
    assert!(empty.region.is_some() && empty.region_slug().is_none());
    assert!(empty.next_backup_window.is_some());
    assert_eq!((empty.public_ipv4(), empty.private_ipv4(), empty.public_ipv6()), (None, None, None));
    assert_eq!(empty.size_slug, "s-2vcpu-4gb-amd");

    let null = read(|it| {
        for part in ["image", "size", "region", "networks", "next_backup_window"] {
            it[part] = Value::Null;
        }
    })
    .await;
    assert!(null.image.is_none() && null.size.is_none() && null.region.is_none() && null.networks.is_none());

    let absent = read(|it| {
        for part in ["image", "size", "region", "networks", "next_backup_window", "kernel"] {
            remove(it, part);
        }
    })
    .await;
    assert_eq!(absent, null);
}

#[tokio::test]
async fn fields_of_an_image_that_are_null() {
    let droplet = read(|it| {
        for field in ["description", "error_message", "slug", "min_disk_size", "size_gigabytes", "created_at", "tags"] {
            it["image"][field] = Value::Null;
        }
    })
    .await;
    let image = droplet.image.expect("an image");
    assert_eq!((image.description, image.slug, image.min_disk_size), (None, None, None));
    assert!(image.created_at.is_none() && image.tags.is_empty());
}

#[tokio::test]
async fn a_private_ipv6_interface_is_not_the_public_one() {
    let droplet = read(|it| {
        let private = json!({"ip_address": "fd00::7", "netmask": 64, "gateway": null, "type": "private"});
        let v6 = it["networks"]["v6"].as_array_mut().expect("a list");
        v6.insert(0, private);
    })
    .await;
    assert_eq!(droplet.networks.as_ref().expect("networks").v6[0].type_, NetworkType::Private);
    assert_eq!(droplet.public_ipv6(), Some("2001:db8::4e:c001".parse().expect("an address")));
}

#[tokio::test]
async fn numbers_of_any_size_and_form() {
    let wide = read(|it| it["id"] = json!(3_169_590_176_u64)).await;
    assert_eq!(wide.id, 3_169_590_176);
    let widest = read(|it| it["id"] = json!(9_223_372_036_854_775_808_u64)).await;
    assert_eq!(widest.id, i64::MAX);
    let fractional = read(|it| {
        it["id"] = json!(3164444.0);
        it["size"]["price_monthly"] = json!(28.0);
        it["size"]["transfer"] = json!(1);
        it["networks"]["v6"][0]["netmask"] = json!(64.0);
    })
    .await;
    assert_eq!(fractional.id, 3_164_444);
    let size = fractional.size.expect("a size");
    assert_eq!((size.price_monthly, size.transfer), (Some(28.0), Some(1.0)));
    assert_eq!(size.price_hourly, Some(0.0416700005531311));
}

#[tokio::test]
async fn another_success_is_a_success() {
    let body = json!({"droplet": droplet(1)});
    let server = Server::in_turn([
        Reply::json(200, body.clone()),
        Reply::json(201, body),
        Reply::json(202, json!({"action": action(7, "in-progress")})),
        Reply::new(202),
        Reply::json(200, json!({"extra": true})),
    ]);
    let client = server.client();
    let web = DropletCreate::new("cache-02", "s-1vcpu-1gb", "debian-13-x64");
    for status in [200, 201] {
        let reply = client.droplets().create(web.clone()).with_response().await.expect("a success");
        assert_eq!((reply.status().as_u16(), reply.droplet.id), (status, 1));
        assert!(reply.links.is_none());
    }
    let action = client.droplet_actions().perform(1, DropletActionRequest::Reboot).await;
    assert_eq!(action.expect("202 will do for 201").id, 7);
    // 204 without a body is described; neither of these is.
    client.droplets().destroy(1).await.expect("202 will do for 204");
    client.droplets().destroy(1).await.expect("a body is ignored where none is described");
}

#[tokio::test]
async fn errors_that_are_not_in_the_form_described() {
    let page = "<!DOCTYPE html><title>502</title><h1>Bad gateway</h1>";
    let html = refused(Reply::text(502, "text/html", page).header("x-request-id", "edge-1")).await;
    assert!(html.is_server_error() && html.is_retryable() && !html.is_decode());
    assert_eq!((html.code(), html.message(), html.request_id()), (None, None, Some("edge-1")));
    assert_eq!((html.api(), html.raw_body()), (None, Some(page.as_bytes())));
    assert!(html.to_string().contains("502") && html.to_string().contains("Bad gateway"), "{html}");

    let empty = refused(Reply::new(404)).await;
    assert!(empty.is_not_found());
    assert_eq!((empty.message(), empty.api(), empty.raw_body()), (None, None, Some(&b""[..])));

    let object = json!({"id": "unprocessable_entity", "message": {"names": ["taken"]}});
    let object = refused(Reply::json(422, object)).await;
    assert!(object.is_validation());
    assert_eq!(object.message(), Some(r#"{"names":["taken"]}"#));

    let list = refused(Reply::json(400, json!(["no"]))).await;
    assert_eq!((list.code(), list.message(), list.raw_body()), (None, None, Some(&b"[\"no\"]"[..])));

    let undescribed = refused(Reply::error(412, "precondition_failed", "Try again.")).await;
    assert_eq!(undescribed.status().map(|status| status.as_u16()), Some(412));
    let said = undescribed.api().expect("it is in the form described");
    assert_eq!((said.id.as_deref(), said.message.as_deref()), (Some("precondition_failed"), Some("Try again.")));
}

#[tokio::test]
async fn broken_headers_are_no_reason_to_fail() {
    let reply = Reply::json(200, json!({"droplet": droplet(1)}));
    let reply = reply.header("ratelimit-limit", "many").header("ratelimit-remaining", " 41 ");
    let server = Server::in_turn([reply.header("ratelimit-reset", "1444931833.5")]);
    let client = server.client();
    let reply = client.droplets().get(1).with_response().await.expect("a success");
    let rate_limit = reply.rate_limit();
    assert_eq!((rate_limit.limit, rate_limit.remaining, rate_limit.reset), (None, Some(41), None));
    assert_eq!(client.rate_limit(), rate_limit);

    let limited = refused(Reply::error(429, "too_many_requests", "Slow down.").header("retry-after", "soon")).await;
    assert!(limited.is_rate_limited());
    assert_eq!(limited.retry_after(), None);
}
