//! What the mock server asks of forms: urlencoded ones, and those in parts.

use crate::mock::{Outcome, refusal, run};
use crate::runtime::{Client, Form, Method, Part};
use crate::{Body, Result};

async fn send(client: &Client, path: &str, content_type: &'static str, body: impl Into<Body>) -> Result<()> {
    let body = body.into();
    let bytes = body.bytes().cloned().unwrap_or_default();
    client.request(Method::POST, path).body(Body::new(content_type, bytes)).send_bytes().await.map(drop)
}

fn refused(
    path: &str,
    content_type: &'static str,
    body: &str,
) -> std::result::Result<String, Box<dyn std::error::Error>> {
    refusal(async |client| send(&client, path, content_type, body.to_owned()).await.map(|()| "taken".into()))
}

const URLENCODED: &str = "application/x-www-form-urlencoded";
const PARTS: &str = "multipart/form-data; boundary=x";

#[test]
fn properties_of_a_form_are_read_in_their_style() -> Outcome {
    run(async |client, _| {
        let body = "csv=1,2&deep%5Blow%5D=3&meta=%5B%7B%22kind%22%3A1%7D%5D&name=a%2Cb";
        send(&client, "/v2/form", URLENCODED, body).await?;
        send(&client, "/v2/form", URLENCODED, "csv=1&meta=%7B%22kind%22%3A1%7D").await?;
        Ok(())
    })?;
    let cases = [
        ("name=a", "\"csv\" is a required property"),
        ("csv=1,b", "`/csv/1`: \"b\" is not of type \"integer\""),
        ("csv=1&deep%5Blow%5D=b", "`/deep/low`: \"b\" is not of type \"integer\""),
        ("csv=1&meta=%5B%7B%7D%5D", "`/meta/0`: \"kind\" is a required property"),
        ("csv=1&name=a&name=b", "`/name`: [\"a\",\"b\"] is not of type \"string\""),
    ];
    for (body, fault) in cases {
        let refused = refused("/v2/form", URLENCODED, body)?;
        assert!(refused.ends_with(&format!("  body: {fault}")), "{body}: {refused}");
    }
    Ok(())
}

#[test]
fn parts_are_what_the_client_sends() -> Outcome {
    run(async |client, _| {
        let file = Part::new(vec![0xFF, 0x00, b'\r', b'\n']).file_name("a; name=\"b\".bin");
        let form = Form::new().part("file", file).text("tags", "a,b").text("tags", "c").text("count", "2");
        let form = form.text("csv", "1,2").text("meta", "{\"kind\":1}").text("other", "--x\r\n%");
        client.request(Method::POST, "/v2/upload").multipart(form).send_bytes().await?;
        Ok(())
    })
}

#[test]
fn parts_that_break_their_schema() -> Outcome {
    let part =
        |name: &str, text: &str| format!("--x\r\nContent-Disposition: form-data; name=\"{name}\"\r\n\r\n{text}\r\n");
    let file = part("file", "a");
    let cases = [
        (part("fiel", "a"), "\"file\" is a required property"),
        (file.clone() + &part("count", "0"), "`/count`: 0 is less than the minimum of 1"),
        (file.clone() + &part("csv", "1,b"), "`/csv/1`: \"b\" is not of type \"integer\""),
        (file.clone() + &part("meta", "{}"), "`/meta`: \"kind\" is a required property"),
        (file.clone() + &file, "`/file`: [\"a\",\"a\"] is not of type \"string\""),
    ];
    for (body, fault) in cases {
        let refused = refused("/v2/upload", PARTS, &(body.clone() + "--x--\r\n"))?;
        assert!(refused.ends_with(&format!("  body: {fault}")), "{body}: {refused}");
    }
    Ok(())
}

#[test]
fn parts_that_are_none() -> Outcome {
    let whole = "--x\r\nContent-Disposition: form-data; name=file; filename=\"a\"\r\n\r\na\r\n--x--";
    let cases = [
        ("multipart/form-data", whole, "its `content-type` has no `boundary`"),
        (PARTS, "file=a", "its boundary is not there"),
        (PARTS, "--x\r\n\r\na", "it does not end with its boundary"),
        (PARTS, "--x\r\nContent-Type: a/b\r\n\r\na\r\n--x--", "a part has no name"),
    ];
    for (content_type, body, problem) in cases {
        let refused = refused("/v2/upload", content_type, body)?;
        assert!(refused.ends_with(&format!("  the body is no `multipart/form-data`: {problem}")), "{body}: {refused}");
    }
    run(async |client, _| Ok(send(&client, "/v2/upload", "multipart/form-data; boundary=\"x\"", whole).await?))
}
