//! Open enums.

use crate::models::{Hour, MachineStatus};

#[test]
fn strings() {
    for (text, status) in [
        ("new", MachineStatus::New),
        ("active", MachineStatus::Active),
        ("odd", MachineStatus::Unknown("odd".to_owned())),
    ] {
        assert_eq!(MachineStatus::from(text), status);
        assert_eq!(MachineStatus::from(text.to_owned()), status);
        assert_eq!((status.as_str(), status.to_string().as_str()), (text, text));
        assert!(status == text && status == *text);
        assert_eq!((text.parse(), status.as_ref()), (Ok(status.clone()), text));
        let json = format!("{text:?}");
        assert_eq!(serde_json::from_str::<MachineStatus>(&json).expect("a string"), status);
        assert_eq!(serde_json::to_string(&status).expect("JSON"), json);
    }
    serde_json::from_str::<MachineStatus>("1").expect_err("no string");
    assert_eq!(format!("{:>5}", MachineStatus::New), "  new");
    assert_eq!(MachineStatus::values(), ["new", "active"]);
}

#[test]
fn integers() {
    for (number, hour) in [(0, Hour::Midnight), (4, Hour::Four), (17, Hour::Unknown(17))] {
        assert_eq!(Hour::from(number), hour);
        assert_eq!((hour.as_i64(), hour.to_string()), (number, number.to_string()));
        assert_eq!(i64::from(hour), number);
        assert_eq!(serde_json::from_str::<Hour>(&format!("{number}.0")).expect("an integer"), hour);
        assert_eq!(serde_json::to_string(&hour).expect("JSON"), number.to_string());
    }
    assert_eq!(Hour::values(), [0, 4]);
}
