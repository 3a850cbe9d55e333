//! Bodies in parts.

use bytes::Bytes;
use futures::stream;

use crate::models::Kernel;
use crate::runtime::{Body, FieldStyle, Form, Method, Part, RawRequest, form_object};
use crate::support::{Network, reply, run};

struct Upload {
    photo: Part,
    more: Option<Vec<Part>>,
    kernel: Kernel,
    tags: Vec<String>,
    note: Option<String>,
    size: Option<i64>,
}

form_object!(Upload {
    "photo" => photo: files,
    "more" => more: files,
    "kernel" => kernel: value,
    "tags" => tags: value,
    "note" => note: value,
    "size" => size: value,
});

fn upload(photo: impl Into<Part>) -> Upload {
    let kernel = Kernel { id: 1 };
    Upload { photo: photo.into(), more: None, kernel, tags: Vec::new(), note: None, size: None }
}

fn request(network: &Network) -> RawRequest {
    network.client().request(Method::POST, "/upload")
}

/// The body with `b` for its boundary, which must be that of the header.
fn sent(form: impl Into<Form>, styles: &[(&str, FieldStyle)]) -> String {
    let network = Network::new([reply(200, "")]);
    run(request(&network).parts(form.into().boundary("b"), styles).send_bytes()).expect("sent");
    assert_eq!(network.sent()[0].headers()["content-type"], "multipart/form-data; boundary=b");
    network.body().replace("\r\n", "\n")
}

#[test]
fn files_values_and_lists() {
    let body = Upload {
        more: Some(vec![Part::new("1"), Part::new("2").file_name("two")]),
        tags: vec!["x".to_owned(), "y".to_owned()],
        size: Some(3),
        ..upload(Part::new(vec![0x41]).file_name("cat.png").content_type("image/png").header("X-Crc", "7"))
    };
    let expected = r#"--b
content-disposition: form-data; name="photo"; filename="cat.png"
x-crc: 7
content-type: image/png

A
--b
content-disposition: form-data; name="more"; filename="more"
content-type: application/octet-stream

1
--b
content-disposition: form-data; name="more"; filename="two"
content-type: application/octet-stream

2
--b
content-disposition: form-data; name="kernel"
content-type: application/json

{"id":1}
--b
content-disposition: form-data; name="tags"

x
--b
content-disposition: form-data; name="tags"

y
--b
content-disposition: form-data; name="size"

3
--b--
"#;
    assert_eq!(sent(body, &[]), expected);
}

#[test]
fn the_description_says_types_and_styles() {
    let form = Form::new()
        .part("photo", "A")
        .text("note", "hello")
        .text("page", "1")
        .part("mine", Part::new("B").content_type("a/b"));
    let typed = FieldStyle::Typed("image/png");
    let body = sent(
        form,
        &[("photo", typed), ("mine", typed), ("note", FieldStyle::Json), ("page", FieldStyle::Typed("text/html"))],
    );
    assert!(body.contains("filename=\"photo\"\ncontent-type: image/png\n\nA\n"), "{body}");
    assert!(body.contains("filename=\"mine\"\ncontent-type: a/b\n\nB\n"), "{body}");
    assert!(body.contains("name=\"note\"\ncontent-type: application/json\n\n\"hello\"\n"), "{body}");
    assert!(body.contains("name=\"page\"\ncontent-type: text/html\n\n1\n"), "{body}");
    let deep = sent(upload("A"), &[("kernel", FieldStyle::Deep)]);
    assert!(deep.contains("name=\"kernel[id]\"\n\n1\n"), "{deep}");
}

#[test]
fn no_name_leaves_its_quotes() {
    let form = Form::new().part("a\"\r\nx: y", Part::new("A").file_name("b\"; c=\"d\ne/ü"));
    let body = sent(form, &[]);
    assert!(body.contains("name=\"a%22%0D%0Ax: y\"; filename=\"b%22; c=%22d%0Ae/ü\"\n"), "{body}");
}

#[test]
fn what_cannot_be_sent_is_said() {
    for form in [
        Form::new().part("a", Part::new("A").header("no good", "x")),
        Form::new().part("a", Part::new("A").content_type("a\nb")),
        Form::new().part("a", Part::new("A").header("Content-Disposition", "form-data; name=\"b\"")),
        Form::new().boundary("no good"),
        Form::new().boundary(""),
    ] {
        let error = run(request(&Network::new([])).multipart(form).send_bytes()).expect_err("it cannot be sent");
        assert!(error.is_usage(), "{error}");
    }
}

#[test]
fn a_content_type_is_one_however_it_is_set() {
    let body = sent(Form::new().part("a", Part::new("A").header("Content-Type", "a/b")), &[]);
    assert!(body.contains("filename=\"a\"\ncontent-type: a/b\n\nA\n"), "{body}");
}

#[test]
fn boundaries_are_random() {
    let network = Network::new([reply(200, ""), reply(200, "")]);
    for _ in 0..2 {
        run(request(&network).multipart(Form::new().text("a", "b")).send_bytes()).expect("sent");
    }
    let kinds: Vec<_> = network.sent().iter().map(|it| it.headers()["content-type"].clone()).collect();
    assert_ne!(kinds[0], kinds[1]);
    assert_eq!(kinds[0].len(), "multipart/form-data; boundary=".len() + 32);
}

#[test]
fn streams_make_the_whole_a_stream() {
    let chunks = stream::iter(["ab", "c"].map(|it| Ok::<_, std::io::Error>(Bytes::from(it))));
    let network = Network::new([reply(503, ""), reply(200, "")]);
    let form = Form::new().text("note", "n").part("file", Body::stream(chunks)).boundary("b");
    let error = run(request(&network).multipart(form).send_bytes()).expect_err("not sent again");
    assert!(network.body().contains("\r\n\r\nabc\r\n--b--\r\n"), "{}", network.body());
    assert_eq!(network.sent().len(), 1, "{error}");
}

#[tokio::test]
async fn files_are_sent_again_with_a_length() {
    let path = std::env::temp_dir().join(format!("runtime-{}-cat.png", std::process::id()));
    std::fs::write(&path, "meow").expect("the folder is writable");
    let network = Network::new([reply(307, "").header("location", "/elsewhere"), reply(200, "")]);
    let form = Form::new().part("file", Part::file(&path)).boundary("b");
    request(&network).multipart(form).send_bytes().await.expect("sent in the end");
    let name = path.file_name().expect("it has one").to_string_lossy();
    assert!(network.body().contains(&format!("filename=\"{name}\"")) && network.body().contains("\r\n\r\nmeow\r\n"));
    assert_eq!(network.sent().len(), 2);
    std::fs::remove_file(path).expect("it was there");
}
