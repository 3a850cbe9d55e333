//! What is copied of the runtime.

use super::build::*;
use crate::emit::needs::Needs;
use crate::plan::*;

#[test]
fn types_are_found_wherever_a_crate_names_them() {
    let needed = |krate: &Crate| ["tuple", "base64"].map(|module| Needs::of(krate).has(module));
    assert_eq!(needed(&krate()), [false, false]);
    let ty = || RustTy::Tuple(vec![option(vec(RustTy::Base64Url)), RustTy::I64]);
    let all = |change: fn(&mut Request, RustTy)| {
        let mut it = request("Get", operation("get", "GET", "/things"));
        change(&mut it, ty());
        needed(&Crate { resources: vec![resource("things", "Things", vec![it])], ..krate() })
    };
    assert_eq!(all(|it, ty| it.reply = reply(ty)), [true, true]);
    assert_eq!(all(|it, ty| it.body = Some(json_body(ty, true))), [true, true]);
    assert_eq!(all(|it, ty| it.args = vec![path_arg("a", ty)]), [true, true]);
    assert_eq!(needed(&Crate { error: ErrorPlan::One(ty()), ..krate() }), [true, true]);
    let open = RustTy::OpenTuple(vec![RustTy::I64], Box::new(map(RustTy::Base64)));
    assert_eq!(needed(&Crate { error: ErrorPlan::One(open), ..krate() }), [true, true]);
}
