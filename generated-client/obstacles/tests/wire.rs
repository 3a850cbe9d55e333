//! What every operation puts on the wire, against a server that echoes: the request line and every header but the usual ones,
//! byte for byte, written out by hand from the standard's tables. What is mirrored must come back as the same value.

mod support;

#[allow(dead_code, reason = "made for more")]
#[path = "../../../templates/roundtrip/description.rs"]
mod description;

use std::collections::BTreeSet;
use std::path::Path;

use description::Description;
use futures::TryStreamExt;
use obstacles::models::{
    self, Chat, Color, Echo, Form, Level, Many, Mood, NestedForm, NestedFormDeep, NestedFormDeepGeo, One, Outage,
    Parts, Presence, QueryScalarsEither, SeveralReply, Size, TemplatesExt, Tone,
};
use obstacles::{Client, Error, Part, StatusCode};
use serde_json::{Value, json};
use support::{Course, Reply, Seen};

/// Of the description, but not of the client: `skip` in client.toml.
const SKIPPED: &[&str] = &["DELETE /jobs/{job_id}"];

#[tokio::test]
async fn every_operation() -> Result<(), Error> {
    let course = Course::start();
    let client = course.client();
    names(&client).await;
    tags(&client).await;
    paths(&client).await;
    queries(&client).await;
    headers_and_cookies(&client).await;
    mirrors(&course, &client).await;
    scalars_there_and_back(&client).await?;
    bodies(&course, &client).await;
    replies(&course, &client).await?;
    streams(&course, &client).await?;
    lists(&course, &client).await?;
    access(&course).await?;

    let called = called(&course.seen());
    let missing: Vec<String> =
        described().into_iter().filter(|it| !called.contains(it) && !SKIPPED.contains(&it.as_str())).collect();
    assert!(missing.is_empty(), "operations that no request was sent to: {missing:#?}");
    Ok(())
}

/// Each request, and what arrives: the request line, the headers that are not in every request, and the body.
macro_rules! arrives {
    ($($request:expr => $expected:expr;)*) => {$(
        let echo: Echo = $request.await.unwrap_or_else(|error| panic!("{}: {error}", stringify!($request)));
        assert_eq!(told(&echo), $expected, "{}", stringify!($request));
    )*};
}

fn told(echo: &Echo) -> String {
    const USUAL: [&str; 5] = ["accept", "authorization", "content-length", "host", "user-agent"];
    let mut text = format!("{} {}", echo.method, echo.target);
    for (name, value) in echo.headers.iter().filter(|(name, _)| !USUAL.contains(&name.as_str())) {
        text.push_str(&format!("\n{name}: {value}"));
    }
    if !echo.body.is_empty() {
        text.push_str(&format!("\n\n{}", echo.body));
    }
    text
}

async fn names(client: &Client) {
    let names = client.names();
    let keywords = names.type_("a/b").type_("1").match_("2").fn_("3").crate_("4").self_("5").super_("6").body_("7");
    let keywords = keywords.client("8").clone_("9").header_("10").items_("11").new_("12").query_("13").request("14");
    let keywords =
        keywords.response("15").retry_("16").send_("17").timeout_("18").url("19").wait_("20").with_response_("21");
    let lookalikes = names.parameters("a", "b").id("c").id_2("d").id_3("e").foo_bar("1").foo_bar_3("2").foo_bar_4("3");
    let lookalikes = lookalikes.foo_bar_2("4").filter_name("5").n2fa("6").grosse("7").ming_qian("8").underscore("9");
    let lookalikes = lookalikes.rocket("10").a_and_b_c_d("11").called_otherwise("12");
    arrives! {
        keywords => "GET /names/a%2Fb?type=1&match=2&fn=3&crate=4&Self=5&super=6&body=7&client=8&clone=9&header=10&items=11\
            &new=12&query=13&request=14&response=15&retry=16&send=17&timeout=18&url=19&wait=20&with_response=21";
        names.move_(" ") => "DELETE /names/%20";
        names.clone_() => "GET /names/new";
        names.self_() => "PUT /names/new";
        names.new_() => "POST /names/new";
        names.wait() => "PATCH /names/new";
        names.client_() => "DELETE /names/new";
        lookalikes => "GET /names/parameters/a/b?id=c&foo-bar=1&foo_bar=2&fooBar=3&foo_bar_2=4&filter%5Bname%5D=5&2fa=6\
            &gr%C3%B6%C3%9Fe=7&%E5%90%8D%E5%89%8D=8&_=9&%F0%9F%9A%80=10&a%26b%3Dc%20d=11&renamed=12\n\
            cookie: id=e\nid: d\nx-preset: true";
        names.parameters("A", "a").x_preset(false) => "GET /names/parameters/A/a\nx-preset: false";
        names.get_item() => "GET /names/collisions";
        names.get_item_3() => "PUT /names/collisions";
        names.get_item_4() => "POST /names/collisions";
        names.get_item_2() => "PATCH /names/collisions";
        names.n3d_print() => "DELETE /names/collisions";
        names.ubung_grosser_als() => "OPTIONS /names/collisions";
        names.get_without_ids(-1) => "GET /names/without/-1/ids";
        names.delete_without_ids(i64::MAX) => "DELETE /names/without/9223372036854775807/ids";
        names.templates("ü", "x.y", "{x}", TemplatesExt::Csv) => "GET /names/%C3%BC/x.y%7Bx%7D.csv";
        names.cancel("a:b") => "POST /names/a%3Ab:cancel";
    }
}

async fn tags(client: &Client) {
    arrives! {
        client.users().get() => "GET /names/tags/users";
        client.users().users_get() => "PUT /names/tags/users";
        client.models_api().models() => "POST /names/tags/users";
        client.type_api().tag() => "PATCH /names/tags/users";
        client.client_api().tag() => "DELETE /names/tags/users";
        client.n2nd_tag().second() => "GET /names/tags/others";
        client.rocket().emoji() => "PUT /names/tags/others";
        client.names().empty_tag() => "POST /names/tags/others";
        client.names().no_tag() => "PATCH /names/tags/others";
        client.shop().shop() => "DELETE /names/tags/others";
    }
}

/// The object of the standard's table.
fn color() -> Color {
    Color::new().r(100).g(200).b(150)
}

const LIST: [&str; 3] = ["blue", "black", "brown"];

async fn paths(client: &Client) {
    let styles = client.styles();
    arrives! {
        styles.path_simple("blue", LIST, color(), LIST, color())
            => "GET /styles/path/simple/blue/blue,black,brown/R,100,G,200,B,150/blue,black,brown/R=100,G=200,B=150";
        styles.path_simple("a/b c,d", ["a,b", "ü"], color(), ["="], color())
            => "GET /styles/path/simple/a%2Fb%20c%2Cd/a%2Cb,%C3%BC/R,100,G,200,B,150/%3D/R=100,G=200,B=150";
        styles.path_content(color(), "a b")
            => "GET /styles/path/content/%7B%22R%22%3A100%2C%22G%22%3A200%2C%22B%22%3A150%7D/a%20b";
        styles.path_label("blue", LIST, color(), LIST, color())
            => "GET /styles/path/label/.blue/.blue,black,brown/.R,100,G,200,B,150/.blue.black.brown/.R=100.G=200.B=150";
        styles.path_matrix("blue", LIST, color(), LIST, color())
            => "GET /styles/path/matrix/;scalar=blue/;list=blue,black,brown/;object=R,100,G,200,B,150\
                /;list_each=blue;list_each=black;list_each=brown/;R=100;G=200;B=150";
        styles.path_matrix("a=b", ["a;b"], color(), ["x"], color())
            => "GET /styles/path/matrix/;scalar=a%3Db/;list=a%3Bb/;object=R,100,G,200,B,150/;list_each=x/;R=100;G=200;B=150";
    }
}

async fn queries(client: &Client) {
    let styles = client.styles();
    let map = [("a b".to_owned(), "1&2".to_owned()), ("c".to_owned(), String::new())];
    let scalars = styles.query_scalars().boolean(true).int32(i32::MIN).int64(9_007_199_254_740_993).uint64(u64::MAX);
    let scalars = scalars.float(0.1).double(1.5e-7).date("2020-02-29".parse::<jiff::civil::Date>().expect("a date"));
    let scalars = scalars.instant("2020-01-01T00:00:00.5+05:30".parse::<jiff::Timestamp>().expect("an instant"));
    let scalars = scalars.size(Size::V2xl).level(Level::Minus1).sizes([Size::Empty, Size::from("new one")]);
    let scalars = scalars.either(QueryScalarsEither::Integer(7)).null("null");
    let scalars = scalars.beyond_uint64(i128::from(u64::MAX) + 1);
    arrives! {
        styles.query_form() => "GET /styles/query/form";
        styles.query_form().scalar("blue").list(LIST).object(color()).list_each(LIST).object_each(color())
            => "GET /styles/query/form?scalar=blue&list=blue,black,brown&object=R,100,G,200,B,150\
                &list_each=blue&list_each=black&list_each=brown&R=100&G=200&B=150";
        styles.query_form().scalar("").list(["a,b", "c&d"]) => "GET /styles/query/form?scalar=&list=a%2Cb,c%26d";
        styles.query_delimited().spaces(LIST).spaces_object(color()).spaces_each(LIST)
            => "GET /styles/query/delimited?spaces=blue%20black%20brown&spaces_object=R%20100%20G%20200%20B%20150\
                &spaces_each=blue&spaces_each=black&spaces_each=brown";
        styles.query_delimited().spaces_each(["a b"]).pipes_each(["a|b"])
            => "GET /styles/query/delimited?spaces_each=a%20b&pipes_each=a%7Cb";
        styles.query_delimited().pipes(LIST).pipes_object(color()).pipes_each(LIST)
            => "GET /styles/query/delimited?pipes=blue%7Cblack%7Cbrown&pipes_object=R%7C100%7CG%7C200%7CB%7C150\
                &pipes_each=blue&pipes_each=black&pipes_each=brown";
        styles.query_deep().object(color()).map(map)
            => "GET /styles/query/deep?object%5BR%5D=100&object%5BG%5D=200&object%5BB%5D=150&map%5Ba%20b%5D=1%262&map%5Bc%5D=";
        styles.query_content().json(color()).list(["a", "b"]).text("plain text")
            => "GET /styles/query/content?json=%7B%22R%22%3A100%2C%22G%22%3A200%2C%22B%22%3A150%7D&list=%5B%22a%22%2C%22b%22%5D&text=plain%20text";
        styles.query_reserved().scalar("a/b?c=d&e:f g").list(["a,b", "c"]).empty("")
            => "GET /styles/query/reserved?scalar=a/b?c=d%26e:f%20g&list=a,b&list=c&empty=";
        scalars
            => "GET /styles/query/scalars?boolean=true&int32=-2147483648&int64=9007199254740993&uint64=18446744073709551615\
                &float=0.1&double=0.00000015&date=2020-02-29&instant=2019-12-31T18%3A30%3A00.5Z&size=2xl&level=-1\
                &sizes=&sizes=new%20one&either=7&null=null&beyond_uint64=18446744073709551616";
    }
}

async fn headers_and_cookies(client: &Client) {
    let styles = client.styles();
    arrives! {
        styles.header().x_scalar("blue").x_number(-5).x_list(LIST).x_object(color()).x_list_each(LIST)
            .x_object_each(color()).x_json(color())
            => "GET /styles/header\nx-json: {\"R\":100,\"G\":200,\"B\":150}\nx-list: blue,black,brown\nx-list-each: blue,black,brown\nx-number: -5\n\
                x-object: R,100,G,200,B,150\n\
                x-object-each: R=100,G=200,B=150\nx-scalar: blue";
        styles.cookie().scalar("blue").list(LIST).object(color()).list_each(LIST).json(color())
            => "GET /styles/cookie\ncookie: scalar=blue; list=blue,black,brown; object=R,100,G,200,B,150; \
                list_each=blue; list_each=black; list_each=brown; json={%22R%22:100%2C%22G%22:200%2C%22B%22:150}";
        styles.cookie().scalar("s%3Aid.c2lnbg==") => "GET /styles/cookie\ncookie: scalar=s%3Aid.c2lnbg==";
    }
}

/// Sends each value as its model, and takes the same back.
macro_rules! same_again {
    ($course:ident $($request:expr, $model:ident: $value:tt;)*) => {$({
        let value = json!($value);
        let body: models::$model = serde_json::from_value(value.clone()).expect(stringify!($model));
        let reply = $request(body).await.unwrap_or_else(|error| panic!("{}: {error}", stringify!($model)));
        let sent: Value = serde_json::from_slice(&$course.last().body).expect("JSON was sent");
        assert_eq!(sent, value, "{} as it was sent", stringify!($model));
        assert_eq!(json!(reply), value, "{} as it came back", stringify!($model));
    })*};
}

async fn mirrors(course: &Course, client: &Client) {
    let mirror = client.mirror();
    same_again! { course
        |it| mirror.words(it), Words: {"type": "a", "self": "b", "fn": 1, "Self": "c", "r#type": "d", "enum": "_", "words": ["?"]};
        |it| mirror.prelude(it), ResultModel: {"option": {"box": {"ok": "b"}}, "vec": [{}], "result": {"kind": "a"}};
        |it| mirror.lookalikes(it), Lookalikes: {"foo-bar": "a", "foo_bar": 1, "FooBar": 0.5, "": "b", "$ref": "c", "🚀": "d"};
        |it| mirror.values(it), Values: {"int64": 9007199254740993_i64, "date": "2020-02-29", "anything": [1]};
        |it| mirror.presence(it), Presence: {"there": "", "there_or_null": null, "list": [], "list_or_null": null, "maybe_or_null": null};
        |it| mirror.recursion(it), Node: {"value": "a", "children": [{"value": "b", "children": []}], "next": {"value": "c", "children": []}};
        |it| mirror.expression(it), Expression: {"op": "Negation", "of": {"op": "Literal", "value": 1.5}};
        |it| mirror.collections(it), Collections: {"grid": [[[1.5]], []], "lists": {"a": [1]}, "maps": [{"": true}]};
        |it| mirror.open(it), Open: {"id": "a", "additional_properties": "b", "more": {"c": [null]}, "typed": {"x": "d", "y": 1}};
        |it| mirror.composed(it), Puppy: {"id": "a", "name": "b", "bark": true, "age": 1};
        |it| mirror.unions(it), Unions: {"mapped": {"type": "evt.reopened"}, "nested": [{"type": "brand new", "x": 1}], "hostile": {"self": "2nd"}};
        |it| mirror.tagged(it), Tagged: {"by_number": {"code": 1}, "by_flag": [{"ok": false, "value": "a"}], "nested": {"kind": "ship", "drive": "steam", "class": 3}, "untagged": {"command": "b"}, "empty_child": [{"kind": "diagnostics", "level": 1}], "nest": [[], [[]]]};
        |it| mirror.choice(it), Choice: {"names": ["a"]};
    }
}

async fn scalars_there_and_back(client: &Client) -> Result<(), Error> {
    let mirror = client.mirror();
    assert_eq!(mirror.text("\"\\\n\u{0}ü").await?, "\"\\\n\u{0}ü");
    assert_eq!(mirror.integer(i64::MIN).await?, i64::MIN);
    assert_eq!(mirror.nullable(None).await?, None);
    assert_eq!(mirror.nullable(Some(false)).await?, Some(false));
    assert_eq!(mirror.any_json(None).await?, None);
    assert_eq!(
        mirror.any_json(Some(models::AnyJson::Array(vec![None]))).await?,
        Some(models::AnyJson::Array(vec![None]))
    );
    assert_eq!(mirror.grid([vec![vec![0.5]], vec![]]).await?, [vec![vec![0.5]], vec![]]);
    assert_eq!(mirror.anything(json!({"a": null})).await?, json!({"a": null}));
    let sent: models::TwoWayRequest =
        serde_json::from_value(json!({"name": "a", "secret": "b"})).expect("what is sent");
    let refused = mirror.two_way(sent).await.expect_err("the reply lacks what only a server says");
    assert!(refused.to_string().contains("`id`"), "{refused}");
    Ok(())
}

async fn bodies(course: &Course, client: &Client) {
    let bodies = client.bodies();
    let form = Form::new(5).live(true).note("a b&c=ü");
    arrives! {
        bodies.optional_body() => "POST /bodies/optional";
        bodies.optional_body().maybe_or_null_null().list(["a"])
            => "POST /bodies/optional\ncontent-type: application/json\n\n{\"list\":[\"a\"],\"maybe_or_null\":null}";
        bodies.optional_body().body(Presence::new("a", ["b"]).maybe("c"))
            => "POST /bodies/optional\ncontent-type: application/json\n\n\
                {\"there\":\"a\",\"there_or_null\":null,\"maybe\":\"c\",\"list\":[\"b\"],\"list_or_null\":null}";
        bodies.optional_list_body() => "PUT /bodies/optional";
        bodies.optional_list_body().body(["a"]) => "PUT /bodies/optional\ncontent-type: application/json\n\n[\"a\"]";
        bodies.delete_with_body(color()) => "DELETE /bodies/optional\ncontent-type: application/json\n\n{\"R\":100,\"G\":200,\"B\":150}";
        bodies.text_body("a\nü") => "POST /bodies/text\ncontent-type: text/plain\n\na\nü";
        bodies.form_body(form)
            => "POST /bodies/form\ncontent-type: application/x-www-form-urlencoded\n\namount=5&live=true&note=a%20b%26c%3D%C3%BC";
        bodies.several_media_types(color())
            => "POST /bodies/media-types\ncontent-type: application/json\n\n{\"R\":100,\"G\":200,\"B\":150}";
        bodies.vendor_json(color())
            => "POST /bodies/vendor\ncontent-type: application/vnd.course+json\n\n{\"R\":100,\"G\":200,\"B\":150}";
        bodies.merge_patch() => "PATCH /bodies/vendor\ncontent-type: application/merge-patch+json\n\n{}";
        bodies.merge_patch().body(color())
            => "PATCH /bodies/vendor\ncontent-type: application/merge-patch+json\n\n{\"R\":100,\"G\":200,\"B\":150}";
    }
    let nested = NestedForm::new().each(["a", "b"]).csv(["a", "b c"]).pipes(["a", "b"]).json(color());
    let nested = nested.deep(NestedFormDeep::new().line("x y").geo(NestedFormDeepGeo::new().lat(0.5)));
    arrives! {
        bodies.encoded_form_body(nested)
            => "POST /bodies/form-encoded\ncontent-type: application/x-www-form-urlencoded\n\n\
                csv=a,b%20c&deep%5Bgeo%5D%5Blat%5D=0.5&deep%5Bline%5D=x%20y&each=a&each=b\
                &json=%7B%22B%22%3A150%2C%22G%22%3A200%2C%22R%22%3A100%7D&pipes=a%7Cb";
    }
    let parts = Parts::new(Part::new("file content").file_name("ü.txt"), color()).tags(["a", "b"]).count(5);
    let parts = parts.thumb(Part::new(vec![1_u8]).content_type("image/png").header("x-crc", "7")).type_("t");
    let sent = bodies.multipart_body(parts).await.expect("parts are echoed");
    let boundary = sent.headers["content-type"].rsplit_once('=').expect("parts have a boundary").1.to_owned();
    let expected = [
        "POST /bodies/multipart\ncontent-type: multipart/form-data; boundary=B\n\n--B\r\n",
        "content-disposition: form-data; name=\"file\"; filename=\"ü.txt\"\r\ncontent-type: application/octet-stream\r\n\r\nfile content\r\n--B\r\n",
        "content-disposition: form-data; name=\"thumb\"; filename=\"thumb\"\r\nx-crc: 7\r\ncontent-type: image/png\r\n\r\n\u{1}\r\n--B\r\n",
        "content-disposition: form-data; name=\"meta\"\r\ncontent-type: application/json\r\n\r\n{\"B\":150,\"G\":200,\"R\":100}\r\n--B\r\n",
        "content-disposition: form-data; name=\"tags\"\r\n\r\na\r\n--B\r\n",
        "content-disposition: form-data; name=\"tags\"\r\n\r\nb\r\n--B\r\n",
        "content-disposition: form-data; name=\"type\"\r\n\r\nt\r\n--B\r\n",
        "content-disposition: form-data; name=\"count\"\r\n\r\n5\r\n--B--\r\n",
    ];
    assert_eq!(told(&sent).replace(&boundary, "B"), expected.concat());
    for (sent, media_type) in [
        (bodies.bytes_body(vec![0, 255]).await.map(drop), "application/octet-stream"),
        (bodies.image_body(vec![0, 255]).await.map(drop), "image/png"),
    ] {
        sent.expect("bytes are echoed");
        let seen = course.seen().into_iter().rfind(|it| it.header("content-type") == Some(media_type));
        assert_eq!(seen.map(|it| it.body), Some(vec![0, 255]), "{media_type}");
    }
}

async fn streams(course: &Course, client: &Client) -> Result<(), Error> {
    let replies = client.replies();
    course.replies([
        Reply::new(
            200,
            "text/event-stream",
            "event: a\nid: 7\ndata: {\"R\": 1}\n\n: comment\ndata: {\"G\":\ndata: 2}\n\ndata: [DONE]\n\n",
        ),
        Reply::new(200, "application/x-ndjson", "{\"R\": 1}\n{\"G\": 2}\n"),
    ]);
    let events: Vec<_> = replies.events().await?.try_collect().await?;
    let data: Vec<_> = events.iter().map(|it| it.data.clone()).collect();
    assert_eq!(data, [Some(Color::new().r(1)), Some(Color::new().g(2)), None]);
    assert_eq!((events[0].event.as_deref(), events[0].id.as_deref()), (Some("a"), Some("7")));
    let lines: Vec<Color> = replies.lines().await?.try_collect().await?;
    assert_eq!(lines, [Color::new().r(1), Color::new().g(2)]);
    // Awaited, the body is as it was set; read as it comes, it asks for that.
    let chat = replies.chat(Chat::new("hi").mood(Mood::Wild).tone(Tone::Curt));
    course.replies([Reply::json(200, json!({"R": 1})), Reply::new(200, "text/event-stream", "data: {\"R\": 2}\n\n")]);
    assert_eq!(chat.clone().await?, Color::new().r(1));
    let body = || serde_json::from_slice::<Value>(&course.last().body).expect("JSON was sent");
    assert_eq!(body(), json!({"text": "hi", "mood": 1, "tone": "c"}));
    let events: Vec<_> = chat.events().await?.try_collect().await?;
    assert_eq!(events[0].data, Some(Color::new().r(2)));
    assert_eq!(body(), json!({"text": "hi", "mood": 1, "tone": "c", "stream": true}));
    Ok(())
}

async fn replies(course: &Course, client: &Client) -> Result<(), Error> {
    let replies = client.replies();
    course.replies([
        Reply::json(206, json!({"R": 1})),
        Reply::json(200, json!({"G": 2}))
            .header("x-total", "7")
            .header("x-limit", "9")
            .header("set-cookie", "a=1; Expires=Wed, 09 Jun 2027 10:18:14 GMT")
            .header("set-cookie", "b=2"),
        Reply::empty(200).header("x-total", "8"),
        Reply::empty(204),
        Reply::json(200, json!({"B": 3})),
        Reply::empty(202),
        Reply::new(200, "text/plain; charset=utf-8", "ü"),
        Reply::new(200, "application/octet-stream", [0, 255]),
        Reply::json(201, json!({"until": "2020-01-01T00:00:00Z"})),
        Reply::json(200, json!({"R": 4})),
    ]);
    let ranged = replies.statuses().with_response().await?;
    assert_eq!((ranged.status(), ranged.r), (StatusCode::PARTIAL_CONTENT, Some(1)));
    let headed = replies.headers().with_response().await?;
    assert_eq!((headed.header_value("x-total"), headed.rate_limit().limit), (Some(7), Some(9)));
    assert_eq!(
        headed.set_cookie(),
        Some(vec!["a=1; Expires=Wed, 09 Jun 2027 10:18:14 GMT".to_owned(), "b=2".to_owned()])
    );
    assert_eq!(replies.headers_only().await?, 8);
    replies.nothing().await?;
    assert_eq!(replies.maybe_nothing().await?, Some(Color::new().b(3)));
    assert_eq!(replies.maybe_nothing().await?, None);
    assert_eq!(replies.text().await?, "ü");
    assert_eq!(replies.bytes().await?, [0, 255].as_slice());
    let until = "2020-01-01T00:00:00Z".parse::<jiff::Timestamp>().expect("an instant");
    assert_eq!(replies.several().await?, SeveralReply::Created(Outage::new(until)));
    assert_eq!(replies.several().await?, SeveralReply::Ok(Color::new().r(4)));
    Ok(())
}

async fn lists(course: &Course, client: &Client) -> Result<(), Error> {
    let lists = client.lists();
    let job = json!({"id": 7, "status": "running"});
    course.replies([
        Reply::json(200, json!({"colors": [{"R": 1}], "total": 1})),
        Reply::json(200, json!([{"R": 2}])),
        Reply::json(200, json!({"data": [{"R": 3}], "next": null})),
        Reply::json(200, json!({"data": {"a": {"R": 4}}})),
        Reply::json(202, json!({"job": job})),
        Reply::json(202, json!({"jobs": [job]})),
        Reply::json(200, json!({"job": job})),
        Reply::empty(202),
    ]);
    let numbered = lists.numbered().page(2).await?;
    assert_eq!((numbered.items.as_slice(), numbered.total), ([Color::new().r(1)].as_slice(), Some(1)));
    assert_eq!(lists.linked().await?.items, [Color::new().r(2)]);
    assert_eq!(lists.next().await?.items, [Color::new().r(3)]);
    assert_eq!(lists.cursor().await?.items, [Color::new().r(4)]);
    assert_eq!(lists.create_job(One::new("a")).await?.id, 7);
    assert_eq!(lists.create_jobs(Many::new(["a", "b"])).await?.len(), 1);
    assert_eq!(lists.job(7).await?.status, "running");
    lists.jobs_restart(7).await?;
    lists.jobs_pause(7).await?;
    let lines: Vec<String> =
        course.seen().iter().rev().take(9).map(|it| format!("{} {}", it.method, it.target)).collect();
    let expected = [
        "PATCH /jobs/7",
        "PUT /jobs/7",
        "GET /jobs/7",
        "POST /jobs",
        "POST /jobs",
        "GET /lists/cursor",
        "GET /lists/next",
        "GET /lists/linked",
    ];
    assert_eq!(lines[..8], expected);
    assert_eq!(lines[8], "GET /lists/numbered?page=2");
    Ok(())
}

async fn access(course: &Course) -> Result<(), Error> {
    let builder =
        course.builder().prefixed("p").key("k").query_key("q&").session("s").basic_auth("u", "p:w").oauth("o");
    let client = builder.build()?;
    let access = client.access();
    client.names().clone_().await?;
    assert_eq!(shown(course), "GET /names/new authorization: Bearer 5ec2e7");
    access.open().await?;
    assert_eq!(shown(course), "GET /access/open");
    access.by_prefixed().await?;
    assert_eq!(shown(course), "GET /access/prefixed authorization: Token p");
    access.by_key().await?;
    assert_eq!(shown(course), "GET /access/key x-key: k");
    access.by_query().await?;
    assert_eq!(shown(course), "GET /access/query?api%20key=q%26");
    access.by_session().await?;
    assert_eq!(shown(course), "GET /access/session cookie: SESSION=s");
    access.by_user().await?;
    assert_eq!(shown(course), "GET /access/user authorization: Basic dTpwOnc=");
    access.by_oauth().await?;
    assert_eq!(shown(course), "GET /access/oauth authorization: Bearer o");
    access.by_several().await?;
    assert_eq!(shown(course), "GET /access/several cookie: SESSION=s x-key: k");
    // The first alternative that is complete, else none.
    course.builder().key("k").basic_auth("u", "w").build()?.access().by_several().await?;
    assert_eq!(shown(course), "GET /access/several authorization: Basic dTp3");
    course.client().access().by_several().await?;
    assert_eq!(shown(course), "GET /access/several");
    // A base URL of the caller's is above every server.
    access.elsewhere().await?;
    access.upload().await?;
    assert_eq!(shown(course), "POST /access/elsewhere authorization: Bearer 5ec2e7");
    Ok(())
}

/// The last request, and the credentials in its headers.
fn shown(course: &Course) -> String {
    let seen = course.last();
    let headers = ["authorization", "cookie", "x-key"].map(|name| Some(format!(" {name}: {}", seen.header(name)?)));
    format!("{} {}{}", seen.method, seen.target, headers.into_iter().flatten().collect::<String>())
}

/// `GET /names/{self}`, for every operation of the description.
fn described() -> BTreeSet<String> {
    let spec = Description::read(Path::new(concat!(env!("CARGO_MANIFEST_DIR"), "/../../spec/obstacles")));
    let mut found = BTreeSet::new();
    for (path, item) in spec.members(spec.root(), "paths") {
        let methods = item
            .value
            .as_object()
            .into_iter()
            .flatten()
            .map(|(key, _)| key)
            .filter(|it| !["parameters", "servers"].contains(&it.as_str()));
        found.extend(methods.map(|method| format!("{} {path}", method.to_uppercase())));
    }
    found
}

/// The operations that the requests were sent to: of several that fit, the one with the fewest parameters.
fn called(seen: &[Seen]) -> BTreeSet<String> {
    let described = described();
    let mut found = BTreeSet::new();
    for seen in seen {
        let line = format!("{} {}", seen.method, seen.target.split('?').next().unwrap_or_default());
        let fits = described.iter().filter(|it| fits(it, &line));
        found.extend(fits.min_by_key(|it| it.matches('{').count()).cloned());
    }
    found
}

/// Whether the line is the template with something without `/` for each of its parameters.
fn fits(template: &str, line: &str) -> bool {
    let (mut template, mut line) = (template.split('/'), line.split('/'));
    loop {
        match (template.next(), line.next()) {
            (None, None) => return true,
            (Some(template), Some(line)) => {
                let ends =
                    (template.split('{').next().unwrap_or_default(), template.rsplit('}').next().unwrap_or_default());
                let is_literal = !template.contains('{');
                if is_literal && template != line || !line.starts_with(ends.0) || !line.ends_with(ends.1) {
                    return false;
                }
            }
            _ => return false,
        }
    }
}
