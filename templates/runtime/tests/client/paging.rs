//! Pages and items, and where `next` may lead.

use futures::{StreamExt, TryStreamExt};
use http::header::AUTHORIZATION;

use crate::models::Machine;
use crate::runtime::{Error, Items, Method, Next, Page, Pages, RawRequest};
use crate::support::{Network, machine, reply, run};

fn page(ids: &[i64], next: Option<&str>) -> String {
    let machines: Vec<String> = ids.iter().map(|id| machine(*id, "active")).collect();
    let next = next.map_or("null".to_owned(), |next| format!("{next:?}"));
    format!(r#"{{"machines":[{}],"next":{next},"total":3}}"#, machines.join(","))
}

fn ids(items: Items<Machine>) -> Result<Vec<i64>, Error> {
    run(items.map_ok(|machine| machine.id).try_collect::<Vec<_>>())
}

#[test]
fn every_item_of_every_page() {
    let next = "https://api.example.com/v2/machines?page=2&per_page=200&tag_name=a%3Ab";
    let network = Network::new([reply(200, page(&[1, 2], Some(next))), reply(200, page(&[3], None))]);
    let client = network.client();
    assert_eq!(
        ids(client.machines().list().tag_name("a:b").header("x-mine", "1").items()).expect("all pages"),
        [1, 2, 3]
    );
    assert_eq!(network.lines()[0], "GET https://api.example.com/v2/machines?tag_name=a%3Ab&per_page=200");
    assert_eq!(network.lines()[1], format!("GET {next}"));
    assert_eq!(network.sent()[1].headers()["x-mine"], "1");
    assert!(network.sent()[1].headers().contains_key(AUTHORIZATION));
}

/// The methods of `futures` are not in scope here, and where they are they are the same.
mod without_traits {
    use super::{Network, page, reply, run};

    #[test]
    fn items_and_pages_one_by_one() {
        let pages = || {
            let next = Some("/v2/machines?page=2");
            Network::new([reply(200, page(&[1, 2], next)), reply(200, page(&[3], None))]).client().machines().list()
        };
        let ids = run(async {
            let mut ids = Vec::new();
            let mut items = pages().items();
            while let Some(machine) = items.try_next().await? {
                ids.push(machine.id);
            }
            let mut all = pages().pages();
            assert_eq!(all.try_next().await?.map(|page| page.len()), Some(2));
            let machines = pages().items().into_vec().await?;
            assert_eq!(machines.iter().map(|machine| machine.id).collect::<Vec<_>>(), ids);
            Ok::<_, crate::runtime::Error>(ids)
        });
        assert_eq!(ids.expect("all pages"), [1, 2, 3]);
    }

    #[test]
    fn a_failure_is_the_whole_lists() {
        let network = Network::new([reply(200, page(&[1], Some("?page=2"))), reply(403, "{}")]);
        let error = run(network.client().machines().list().items().into_vec()).expect_err("the second page fails");
        assert!(error.is_forbidden());
    }
}

#[test]
fn awaiting_a_list_gives_one_page() {
    let network = Network::new([reply(200, page(&[1, 2], Some("/v2/machines?page=2")))]);
    let page = run(network.client().machines().list().per_page(2)).expect("a page");
    assert_eq!((page.len(), page.total, page.next), (2, Some(3), Next::Url("/v2/machines?page=2".to_owned())));
    assert_eq!(network.target(), "/v2/machines?per_page=2");
}

#[test]
fn next_is_followed_on_our_own_base_url() {
    let hostile = [
        "https://evil.example/v2/machines?page=2",
        "//evil.example/v2/machines?page=2",
        "/v2/machines?page=2",
        "?page=2",
        "http://x@evil.example:99/v2/machines?page=2",
    ];
    for next in hostile {
        let network = Network::new([reply(200, page(&[1], Some(next))), reply(200, page(&[2], None))]);
        let client = network.builder().base_url("https://proxy.example/do").build().expect("complete");
        assert_eq!(ids(client.machines().list().items()).expect("two pages"), [1, 2]);
        assert_eq!(network.lines()[1], "GET https://proxy.example/do/v2/machines?page=2", "{next}");
    }
}

#[test]
fn a_base_path_that_next_repeats_is_not_doubled() {
    let network = Network::new([
        reply(200, page(&[1], Some("https://api.example.com/base/v2/machines?page=2"))),
        reply(200, page(&[], None)),
    ]);
    let client = network.builder().base_url("https://api.example.com/base/").build().expect("complete");
    assert_eq!(ids(client.machines().list().items()).expect("two pages"), [1]);
    assert_eq!(network.lines()[1], "GET https://api.example.com/base/v2/machines?page=2");
}

#[test]
fn a_circle_is_an_error() {
    let network = Network::new([
        reply(200, page(&[1], Some("/v2/machines?page=2"))),
        reply(200, page(&[2], Some("/v2/machines?page=3"))),
        reply(200, page(&[3], Some("/v2/machines?page=2"))),
    ]);
    let outcome: Vec<Result<Page<Machine>, Error>> =
        run(network.client().machines().list().pages().collect::<Vec<_>>());
    assert_eq!(outcome.iter().map(Result::is_ok).collect::<Vec<_>>(), [true, true, true, false]);
    assert_eq!(network.sent().len(), 3);
}

#[test]
fn the_first_page_counts_as_seen() {
    let network = Network::new([reply(200, page(&[1], Some("/v2/machines?per_page=200")))]);
    ids(network.client().machines().list().items()).expect_err("it leads to itself");
    assert_eq!(network.sent().len(), 1);
}

#[test]
fn an_error_comes_once_and_ends_the_stream() {
    let network = Network::new([
        reply(200, page(&[1], Some("/v2/machines?page=2"))),
        reply(403, "{}"),
        reply(200, page(&[9], None)),
    ]);
    let outcome: Vec<_> = run(network.client().machines().list().items().collect::<Vec<_>>());
    assert_eq!(outcome.len(), 2);
    assert!(outcome[1].as_ref().is_err_and(Error::is_forbidden));
    assert_eq!(network.sent().len(), 2);
}

#[test]
fn link_headers() {
    let link = r#"<https://api.example.com/v2/machines?a=1,2>; rel="first", <https://api.example.com/v2/machines?page=2>; title="a, \"b\""; rel="last next""#;
    let network = Network::new([
        reply(200, format!("[{}]", machine(1, "new"))).header("link", link).header("x-result-count", "2"),
        reply(200, format!("[{}]", machine(2, "new")))
            .header("link", r#"<https://api.example.com/v2/machines>; rel=first"#),
    ]);
    let pages: Vec<Page<Machine>> =
        run(network.client().machines().list_linked().pages().try_collect::<Vec<_>>()).expect("two pages");
    assert_eq!((pages.len(), pages[0].total), (2, Some(2)));
    assert_eq!(network.lines()[1], "GET https://api.example.com/v2/machines?page=2");
}

fn counting(network: &Network, function: fn(Vec<i64>) -> Page<i64>) -> Vec<String> {
    let request: RawRequest = network.client().request(Method::GET, "/n");
    run(Pages::new(request, function).try_collect::<Vec<_>>()).expect("all pages");
    network.lines().iter().map(|line| line.replace("GET https://api.example.com/n", "")).collect()
}

#[test]
fn pages_by_number_offset_and_cursor() {
    let pages = || Network::new([reply(200, "[1,2]"), reply(200, "[3]"), reply(200, "[]")]);
    assert_eq!(counting(&pages(), |items| Page::new(items).with_next_number("page", 1)), ["", "?page=2", "?page=3"]);
    assert_eq!(counting(&pages(), |items| Page::new(items).with_next_offset("offset")), ["", "?offset=2", "?offset=3"]);
    assert_eq!(
        counting(&pages(), |items| Page::new(items).with_total(Some(3)).with_next_offset("offset")),
        ["", "?offset=2"]
    );
    let cursor = |items: Vec<i64>| {
        let last = items.last().map(|last| format!("after {last}"));
        Page::new(items).with_next_cursor("cursor", last)
    };
    assert_eq!(counting(&pages(), cursor), ["", "?cursor=after%202", "?cursor=after%203"]);
}

#[test]
fn streams_can_move_between_threads() {
    fn assert_stream<T: Send + Unpin + 'static>(_: &T) {}
    let network = Network::default();
    assert_stream(&network.client().machines().list().pages());
    assert_stream(&network.client().machines().list().items());
}
