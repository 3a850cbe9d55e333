//! Bytes in texts.

use bytes::Bytes;

use crate::runtime::{Base64, Base64Url, Decode, ToParam};

fn read(text: &str) -> Result<Vec<u8>, String> {
    let json = Bytes::from(serde_json::to_string(text).expect("JSON"));
    Base64::from_body(&json).map(Into::into).map_err(|misfit| misfit.cause.to_string())
}

#[test]
fn is_written_with_padding() {
    for (bytes, text) in
        [(&b""[..], ""), (b"f", "Zg=="), (b"fo", "Zm8="), (b"foobar", "Zm9vYmFy"), (b"\xfb\xff\xfe", "+//+")]
    {
        assert_eq!(serde_json::to_string(&Base64::from(bytes)).expect("JSON"), format!("{text:?}"));
        assert_eq!(Base64::from(bytes).to_string(), text);
    }
    assert_eq!(Base64Url::from(b"\xfb\xff\xfe\x00").to_string(), "-__-AA==");
    assert_eq!(Base64::from(b"\xfb\xff").to_param().text().as_deref(), Some("+/8="));
}

#[test]
fn is_read_as_anybody_writes_it() {
    for text in ["+//+AA==", "-__-AA==", "+//+AA", "-__-AA", " +//+\r\n\tAA== ", "+//+AB=="] {
        assert_eq!(read(text), Ok(b"\xfb\xff\xfe\x00".to_vec()), "{text}");
    }
    assert_eq!(read(""), Ok(Vec::new()));
    for text in ["a", "Zg*=", "Zg==Zg==", "é"] {
        read(text).expect_err(text);
    }
    assert!(serde_json::from_str::<Base64Url>("7").is_err());
}

#[test]
fn is_made_of_bytes_and_gives_bytes() {
    let [a, b, c] = [Base64::from(b"abc"), vec![b'a', b'b', b'c'].into(), Bytes::from_static(b"abc").into()];
    assert!(a == b && b == c && a.len() == 3 && a.as_ref() == b"abc");
    assert_eq!(a.clone().into_bytes(), Bytes::from(b));
    assert_eq!(a.to_string().parse(), Ok(c));
    assert_eq!(format!("{a:?}"), r#"Base64(b"abc")"#);
}
