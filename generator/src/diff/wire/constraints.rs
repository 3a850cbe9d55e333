//! Limits and defaults: tighter, looser, or another.

use crate::diff::edit::{Edit, Site};
use crate::diff::rules::Rule;
use crate::diff::rules::values as rules;
use crate::ir::Constraints;
use serde_json::{Number, Value};

pub(super) fn compare(site: &Site, was: &Constraints, is: &Constraints) -> Vec<Edit> {
    let Constraints {
        minimum,
        maximum,
        exclusive_minimum,
        exclusive_maximum,
        multiple_of,
        min_length,
        max_length,
        min_items,
        max_items,
        unique_items,
        pattern,
        format,
        values,
        items,
    } = was;
    let mut cx = Limits { site, res: Vec::new() };
    // Without a bound, whether it is exclusive says nothing.
    let bound = |of: &Option<Number>, open: bool| of.as_ref().and_then(|it| Some((it.as_f64()?, open)));
    cx.limit("minimum", bound(minimum, *exclusive_minimum), bound(&is.minimum, is.exclusive_minimum), above, edge);
    cx.limit("maximum", bound(maximum, *exclusive_maximum), bound(&is.maximum, is.exclusive_maximum), below, edge);
    cx.limit("minLength", positive(*min_length), positive(is.min_length), |was, is| is > was, u64::to_string);
    cx.limit("maxLength", *max_length, is.max_length, |was, is| is < was, u64::to_string);
    cx.limit("minItems", positive(*min_items), positive(is.min_items), |was, is| is > was, u64::to_string);
    cx.limit("maxItems", *max_items, is.max_items, |was, is| is < was, u64::to_string);
    let unique = |it: bool| it.then_some(());
    cx.limit("uniqueItems", unique(*unique_items), unique(is.unique_items), |(), ()| false, |()| "true".to_owned());
    cx.step(multiple_of.as_ref(), is.multiple_of.as_ref());
    cx.text("pattern", pattern.as_deref(), is.pattern.as_deref());
    cx.text("format", hint(format), hint(&is.format));
    cx.known(values, &is.values);
    let mut res = cx.res;
    if items.is_some() || is.items.is_some() {
        let none = Constraints::default();
        let of = |it: &Option<Box<Constraints>>| it.as_deref().unwrap_or(&none).clone();
        res.extend(compare(&site.within("an item", "[]"), &of(items), &of(&is.items)));
    }
    res
}

/// A format that is no type of its own: those that are stand in the type.
fn hint(format: &Option<String>) -> Option<&str> {
    const TYPES: [&str; 9] = ["int32", "int64", "uint32", "uint64", "float", "double", "date-time", "date", "byte"];
    format.as_deref().filter(|it| !TYPES.contains(it) && !["binary", "string", ""].contains(it))
}

type Bound = (f64, bool);

/// Whether the new lower bound leaves less.
fn above(was: &Bound, is: &Bound) -> bool {
    is.0 > was.0 || (is.0 == was.0 && is.1 && !was.1)
}

fn below(was: &Bound, is: &Bound) -> bool {
    is.0 < was.0 || (is.0 == was.0 && is.1 && !was.1)
}

fn edge((value, exclusive): &Bound) -> String {
    if *exclusive { format!("{value} (exclusive)") } else { value.to_string() }
}

/// At least nothing is no limit.
fn positive(limit: Option<u64>) -> Option<u64> {
    limit.filter(|it| *it > 0)
}

struct Limits<'a> {
    site: &'a Site,
    res: Vec<Edit>,
}

impl Limits<'_> {
    fn limit<T: PartialEq>(
        &mut self,
        name: &str,
        was: Option<T>,
        is: Option<T>,
        is_tighter: impl Fn(&T, &T) -> bool,
        text: impl Fn(&T) -> String,
    ) {
        let rule = match (&was, &is) {
            (was, is) if was == is => return,
            (None, _) => &rules::TIGHTENED,
            (_, None) => &rules::LOOSENED,
            (Some(was), Some(is)) if is_tighter(was, is) => &rules::TIGHTENED,
            _ => &rules::LOOSENED,
        };
        self.push(rule, name, was.as_ref().map(&text), is.as_ref().map(&text));
    }

    fn step(&mut self, was: Option<&Number>, is: Option<&Number>) {
        let number = |it: Option<&Number>| it.and_then(Number::as_f64);
        let divides = |of: f64, by: f64| by != 0.0 && (of / by).fract() == 0.0;
        let rule = match (number(was), number(is)) {
            (was, is) if was == is => return,
            (None, _) => &rules::TIGHTENED,
            (_, None) => &rules::LOOSENED,
            (Some(was), Some(is)) if divides(was, is) => &rules::LOOSENED,
            (Some(was), Some(is)) if divides(is, was) => &rules::TIGHTENED,
            _ => &rules::PATTERN_CHANGED,
        };
        self.push(rule, "multipleOf", was.map(Number::to_string), is.map(Number::to_string));
    }

    /// What cannot be measured.
    fn text(&mut self, name: &str, was: Option<&str>, is: Option<&str>) {
        let rule = match (was, is) {
            (was, is) if was == is => return,
            (None, _) => &rules::TIGHTENED,
            (_, None) => &rules::LOOSENED,
            _ => &rules::PATTERN_CHANGED,
        };
        self.push(rule, name, was.map(str::to_owned), is.map(str::to_owned));
    }

    fn known(&mut self, was: &[Value], is: &[Value]) {
        let within = |of: &[Value], all: &[Value]| of.iter().all(|it| all.contains(it));
        let rule = match (was, is) {
            ([], []) => return,
            ([], _) => &rules::TIGHTENED,
            (_, []) => &rules::LOOSENED,
            _ => match (within(was, is), within(is, was)) {
                (true, true) => return,
                (true, false) => &rules::LOOSENED,
                (false, true) => &rules::TIGHTENED,
                (false, false) => &rules::PATTERN_CHANGED,
            },
        };
        let text = |of: &[Value]| of.iter().map(|it| format!("`{it}`")).collect::<Vec<_>>().join(", ");
        let text = |of: &[Value]| Some(text(of)).filter(|_| !of.is_empty());
        self.push(rule, "list of values", text(was), text(is));
    }

    fn push(&mut self, rule: &'static Rule, name: &str, was: Option<String>, is: Option<String>) {
        let edit = Edit::new(rule, self.site, turn(self.site, name, was.as_deref(), is.as_deref()));
        let named = |it: Option<String>| it.map(|it| format!("{name} {it}")).unwrap_or_default();
        self.res.push(edit.values(named(was), named(is)));
    }
}

/// `maximum of query parameter …: 100 → 500`
fn turn(site: &Site, name: &str, was: Option<&str>, is: Option<&str>) -> String {
    let subject = &site.subject;
    match (was, is) {
        (Some(was), Some(is)) => format!("{name} of {subject} was {was}, is {is}"),
        (None, Some(is)) => format!("{subject} has a {name} now: {is}"),
        (Some(was), None) => format!("{subject} no longer has a {name} (it was {was})"),
        (None, None) => String::new(),
    }
}

pub(super) fn default(site: &Site, was: Option<&Value>, is: Option<&Value>) -> Option<Edit> {
    let text = |it: &Value| format!("`{it}`");
    let rule = match (was, is) {
        (was, is) if was == is => return None,
        (None, _) => &rules::DEFAULT_ADDED,
        (_, None) => &rules::DEFAULT_REMOVED,
        _ => &rules::DEFAULT_CHANGED,
    };
    let (was, is) = (was.map(text), is.map(text));
    let message = turn(site, "default", was.as_deref(), is.as_deref());
    Some(Edit::new(rule, site, message).values(was.unwrap_or_default(), is.unwrap_or_default()))
}
