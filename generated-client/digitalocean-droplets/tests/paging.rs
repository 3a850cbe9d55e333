//! Lists of several pages: every item comes once, in order, and a failure comes once, after what came before it.

mod support;

use digitalocean_droplets::models::{BackupPlan, DropletKind};
use digitalocean_droplets::{Next, RetryPolicy};
use futures::{StreamExt, TryStreamExt};
use serde_json::{Value, json};
use support::{Reply, Seen, Server, droplet};

/// The number after `page=`; 1 if there is none.
fn page_of(request: &Seen) -> u64 {
    let query = request.target.split_once('?').map_or("", |(_, query)| query);
    let page = query.split('&').find_map(|pair| pair.strip_prefix("page="));
    page.map_or(1, |page| page.parse().expect("a number"))
}

/// Page `page` of `of`, as the API would send it in reply to `request`.
fn links(request: &Seen, page: u64, of: u64) -> Value {
    let (path, query) = request.target.split_once('?').expect("a query");
    let others: String =
        query.split('&').filter(|pair| !pair.starts_with("page=")).map(|pair| format!("&{pair}")).collect();
    let url = |page: u64| json!(format!("https://api.digitalocean.com{path}?page={page}{others}"));
    match page {
        1 => json!({"pages": {"next": url(2), "last": url(of)}}),
        page if page < of => {
            json!({"pages": {"first": url(1), "prev": url(page - 1), "next": url(page + 1), "last": url(of)}})
        }
        page => json!({"pages": {"first": url(1), "prev": url(page - 1)}}),
    }
}

/// Three pages of two Droplets.
fn three_pages() -> Server {
    Server::answering(|request| {
        let page = page_of(request);
        let droplets = [droplet(2 * page - 1), droplet(2 * page)];
        Reply::json(200, json!({"droplets": droplets, "links": links(request, page, 3), "meta": {"total": 6}}))
    })
}

#[tokio::test]
async fn every_item_of_every_page() {
    let server = three_pages();
    let droplets: Vec<_> = server.client().droplets().list().items().try_collect().await.expect("three pages");
    assert_eq!(droplets.iter().map(|it| it.id).collect::<Vec<_>>(), [1, 2, 3, 4, 5, 6]);
    assert_eq!(
        server.lines(),
        [
            "GET /v2/droplets?per_page=200",
            "GET /v2/droplets?page=2&per_page=200",
            "GET /v2/droplets?page=3&per_page=200"
        ]
    );
}

#[tokio::test]
async fn what_was_asked_for_holds_on_every_page() {
    let server = three_pages();
    let request = server.client().droplets().list().per_page(2).kind(DropletKind::Gpus).header("x-own", "1");
    let pages: Vec<_> = request.pages().try_collect().await.expect("three pages");
    assert_eq!(pages.iter().map(|page| (page.len(), page.total)).collect::<Vec<_>>(), [(2, Some(6)); 3]);
    assert!(matches!(&pages[1].next, Next::Url(url) if url.contains("page=3")) && pages[2].next == Next::End);
    for (index, request) in server.seen().iter().enumerate() {
        assert_eq!(page_of(request), index as u64 + 1);
        assert!(request.target.contains("per_page=2") && request.target.contains("type=gpus"), "{request:?}");
        assert_eq!(request.header("x-own"), Some("1"));
        assert!(request.header("authorization").is_some());
    }
}

#[tokio::test]
async fn one_page_is_what_the_api_makes_of_it() {
    let server = three_pages();
    let page = server.client().droplets().list().page(2).await.expect("a page");
    assert_eq!(page.items.iter().map(|it| it.id).collect::<Vec<_>>(), [3, 4]);
    assert_eq!((page.len(), page.total), (2, Some(6)));
    // Nothing is asked for that the caller did not ask for, and a walk begins where it is told to.
    assert_eq!(server.lines(), ["GET /v2/droplets?page=2"]);
    let rest: Vec<_> = server.client().droplets().list().page(2).items().try_collect().await.expect("two pages");
    assert_eq!(rest.iter().map(|it| it.id).collect::<Vec<_>>(), [3, 4, 5, 6]);
}

#[tokio::test]
async fn a_stream_asks_no_more_than_it_gives() {
    let server = three_pages();
    let mut items = server.client().droplets().list().items();
    assert_eq!(server.lines().len(), 0);
    for id in [1, 2] {
        assert_eq!(items.try_next().await.expect("a page").map(|it| it.id), Some(id));
    }
    assert_eq!(server.lines().len(), 1);
}

#[tokio::test]
async fn a_map_is_paged_by_its_values() {
    let server = Server::answering(|request| {
        let page = page_of(request);
        let policy = |id: u64| {
            let window = json!({"start": "2026-02-01T04:00:00Z", "end": "2026-02-01T08:00:00Z"});
            let policy = json!({"plan": "daily", "hour": 4, "window_length_hours": 4, "retention_period_days": 7});
            json!({"droplet_id": id, "backup_enabled": true, "backup_policy": policy, "next_backup_window": window})
        };
        let policies =
            json!({(page * 10).to_string(): policy(page * 10), (page * 10 + 1).to_string(): policy(page * 10 + 1)});
        Reply::json(200, json!({"policies": policies, "links": links(request, page, 2), "meta": {"total": 4}}))
    });
    let policies: Vec<_> =
        server.client().droplets().list_backup_policies().items().try_collect().await.expect("two pages");
    assert_eq!(policies.iter().map(|policy| policy.droplet_id).collect::<Vec<_>>(), [10, 11, 20, 21]);
    assert_eq!(policies[0].backup_policy.as_ref().and_then(|it| it.plan.clone()), Some(BackupPlan::Daily));
    assert_eq!(server.lines()[0], "GET /v2/droplets/backups/policies?per_page=200");
}

#[tokio::test]
async fn a_failure_comes_once_and_after_what_came_before() {
    let server = Server::answering(|request| match page_of(request) {
        1 => Reply::json(
            200,
            json!({"droplets": [droplet(1), droplet(2)], "links": links(request, 1, 3), "meta": {"total": 6}}),
        ),
        _ => Reply::error(403, "forbidden", "No more for you."),
    });
    let items: Vec<_> = server.client().droplets().list().items().collect().await;
    assert_eq!(items.len(), 3);
    assert_eq!(items[..2].iter().map(|it| it.as_ref().map(|it| it.id).ok()).collect::<Vec<_>>(), [Some(1), Some(2)]);
    assert!(items[2].as_ref().is_err_and(|error| error.is_forbidden()));

    let mut items = server.client().droplets().list().retry(RetryPolicy::none()).items();
    while items.next().await.is_some_and(|item| item.is_ok()) {}
    assert!(items.next().await.is_none() && items.next().await.is_none());
}

#[tokio::test]
async fn a_circle_is_an_error() {
    let server = Server::answering(|request| {
        let next = "https://api.digitalocean.com/v2/droplets?page=2&per_page=200";
        let id = page_of(request);
        Reply::json(200, json!({"droplets": [droplet(id)], "links": {"pages": {"next": next}}, "meta": {"total": 9}}))
    });
    let items: Vec<_> = server.client().droplets().list().items().collect().await;
    let ids: Vec<_> = items.iter().map_while(|it| it.as_ref().ok()).map(|it| it.id).collect();
    assert_eq!(ids, [1, 2]);
    let error = items.last().and_then(|it| it.as_ref().err()).expect("an error at the end");
    assert!(error.to_string().contains("circle") && error.to_string().contains("droplets_list"), "{error}");
    assert_eq!((items.len(), server.lines().len()), (3, 2));
}

#[tokio::test]
async fn no_links_no_pages_and_empty_pages_end_a_list() {
    for links in [json!(null), json!({}), json!({"pages": null}), json!({"pages": {}}), json!({"pages": {"next": ""}})]
    {
        let body = json!({"droplets": [droplet(1)], "links": links, "meta": {"total": 1}});
        let server = Server::in_turn([Reply::json(200, body)]);
        let droplets: Vec<_> = server.client().droplets().list().items().try_collect().await.expect("one page");
        assert_eq!(droplets.len(), 1);
    }
    // An empty page is not the last one if it leads on.
    let next = json!({"pages": {"next": "/v2/droplets?page=2"}});
    let server = Server::in_turn([
        Reply::json(200, json!({"droplets": [], "links": next, "meta": {"total": 1}})),
        Reply::json(200, json!({"droplets": [droplet(1)], "meta": {"total": 1}})),
    ]);
    let droplets: Vec<_> = server.client().droplets().list().items().try_collect().await.expect("two pages");
    assert_eq!((droplets.len(), server.lines()[1].as_str()), (1, "GET /v2/droplets?page=2"));
}

#[tokio::test]
async fn a_proxy_with_a_path_of_its_own_is_kept_to() {
    let next = json!({"pages": {"next": "https://api.digitalocean.com/v2/droplets?page=2"}});
    let server = Server::in_turn([
        Reply::json(200, json!({"droplets": [droplet(1)], "links": next, "meta": {"total": 2}})),
        Reply::json(200, json!({"droplets": [droplet(2)], "meta": {"total": 2}})),
    ]);
    let proxied = server.builder().base_url(format!("{}/proxy/", server.url)).build().expect("the settings are good");
    let droplets: Vec<_> = proxied.droplets().list().items().try_collect().await.expect("two pages");
    assert_eq!(droplets.len(), 2);
    assert_eq!(server.lines(), ["GET /proxy/v2/droplets?per_page=200", "GET /proxy/v2/droplets?page=2"]);
}
