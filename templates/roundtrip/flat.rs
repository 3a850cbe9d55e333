//! What may a value of a schema be? Every combination of its unions' arms, each as one flat list of demands.

use std::collections::{BTreeMap, BTreeSet};

use serde_json::Value;

use super::description::{At, Description};

/// One way to meet a schema: demands that all hold.
#[derive(Clone, Debug, Default)]
pub(super) struct Flat<'d> {
    /// Allowed JSON types; any, if `None`.
    pub(super) types: Option<BTreeSet<&'d str>>,
    pub(super) nullable: bool,
    pub(super) values: Option<Vec<&'d Value>>,
    pub(super) format: Option<&'d str>,
    pub(super) minimum: Option<f64>,
    pub(super) maximum: Option<f64>,
    pub(super) min_items: Option<u64>,
    /// Each with all schemas that it must meet.
    pub(super) properties: BTreeMap<&'d str, Vec<At<'d>>>,
    pub(super) required: BTreeSet<&'d str>,
    pub(super) rest: Option<Rest<'d>>,
    pub(super) items: Vec<At<'d>>,
    pub(super) first_items: Vec<At<'d>>,
    /// The property that says which arm this is, and what it says.
    pub(super) tags: BTreeMap<&'d str, Value>,
}

/// Properties that have no name in the schema.
#[derive(Clone, Copy, Debug)]
pub(super) enum Rest<'d> {
    None,
    Any,
    Schema(At<'d>),
    /// Their names begin so.
    Prefixed(&'d str, At<'d>),
}

impl<'d> Flat<'d> {
    pub(super) fn may_be(&self, kind: &str) -> bool {
        self.types.as_ref().is_none_or(|it| it.contains(kind))
    }

    /// Says nothing: any JSON.
    pub(super) fn is_blank(&self) -> bool {
        self.types.is_none() && self.values.is_none() && self.properties.is_empty() && self.tags.is_empty()
    }

    /// Both at once; where they disagree, the later one holds.
    fn and(mut self, other: Flat<'d>) -> Flat<'d> {
        self.types = match (self.types, other.types) {
            (Some(one), Some(two)) => {
                let both: BTreeSet<&str> = one.intersection(&two).copied().collect();
                Some(if both.is_empty() || narrows(&one, &two) { two } else { both })
            }
            (one, two) => two.or(one),
        };
        self.values = other.values.or(self.values);
        self.nullable |= other.nullable;
        self.format = other.format.or(self.format);
        self.minimum = other.minimum.or(self.minimum);
        self.maximum = other.maximum.or(self.maximum);
        self.min_items = other.min_items.or(self.min_items);
        for (name, schemas) in other.properties {
            self.properties.entry(name).or_default().extend(schemas);
        }
        self.required.extend(other.required);
        self.rest = other.rest.or(self.rest);
        self.items.extend(other.items);
        if !other.first_items.is_empty() {
            self.first_items = other.first_items;
        }
        self.tags.extend(other.tags);
        self
    }
}

/// `integer` beside `number`.
fn narrows(one: &BTreeSet<&str>, two: &BTreeSet<&str>) -> bool {
    one.contains("number") && two.contains("integer")
}

/// Reads schemas; with `strangers`, arms are among the ways that no union has.
pub(super) struct Reader<'d> {
    pub(super) description: &'d Description,
    pub(super) strangers: bool,
}

impl<'d> Reader<'d> {
    /// Every way to meet all of `schemas`.
    pub(super) fn ways(&self, schemas: &[At<'d>]) -> Vec<Flat<'d>> {
        let all = schemas.iter().map(|at| self.of_schema(*at, false));
        all.fold(vec![Flat::default()], both)
    }

    /// `inherited`: as a member of an `allOf`, where a base is itself and not any of its children.
    fn of_schema(&self, at: At<'d>, inherited: bool) -> Vec<Flat<'d>> {
        let mut ways = vec![own(at)];
        if let Some(target) = self.description.target(at) {
            ways = both(ways, self.of_schema(target, inherited));
        }
        for value in at.value["allOf"].as_array().into_iter().flatten() {
            ways = both(ways, self.of_schema(self.description.resolve(At { value, ..at }), true));
        }
        let members = at.value["allOf"].as_array().into_iter().flatten();
        let discriminator = [at.value].into_iter().chain(members).find_map(|it| it.get("discriminator"));
        for key in ["oneOf", "anyOf"] {
            let Some(arms) = at.value[key].as_array() else { continue };
            let arms: Vec<At<'d>> = arms.iter().map(|value| At { value, ..at }).collect();
            ways = both(ways, self.of_arms(at, &arms, discriminator));
        }
        if let Some(discriminator) = discriminator
            && !inherited
            && ["oneOf", "anyOf"].iter().all(|key| at.value.get(key).is_none())
        {
            ways = self.family(at, &ways, discriminator);
        }
        ways
    }

    fn of_arms(&self, at: At<'d>, arms: &[At<'d>], discriminator: Option<&'d Value>) -> Vec<Flat<'d>> {
        let Some(property) = discriminator.and_then(|it| it["propertyName"].as_str()) else {
            let all = arms.iter().flat_map(|arm| self.of_schema(self.description.resolve(*arm), false));
            return self.without_open_ends(all.collect());
        };
        let mut ways = Vec::new();
        for arm in arms {
            let schema = self.description.resolve(*arm);
            if schema.value["type"] == "null" {
                ways.extend(self.of_schema(schema, false));
                continue;
            }
            for way in self.of_schema(schema, false) {
                let own = self.own_tags(&way, property);
                let mut tags = own;
                // An arm that is a union with the same tag has said which of its own arms this is.
                let mapped =
                    if way.tags.contains_key(property) { Vec::new() } else { self.mapped(at, schema, discriminator) };
                for key in mapped {
                    if !tags.iter().any(|own| text_of(own) == key) {
                        tags.push(key.into());
                    }
                }
                if tags.is_empty() && self.is_untagged(at, schema, property, discriminator) {
                    ways.push(way);
                    continue;
                }
                let tags = if tags.is_empty() { named(*arm).map(Value::from).into_iter().collect() } else { tags };
                ways.extend(tags.into_iter().map(|tag| tagged(&way, property, tag)));
            }
        }
        ways.extend(self.stranger(property));
        ways
    }

    /// Of an enum beside any string, the values of the enum: every other is a stranger.
    fn without_open_ends(&self, mut ways: Vec<Flat<'d>>) -> Vec<Flat<'d>> {
        let is_enum = |it: &Flat<'_>| it.values.as_ref().is_some_and(|it| it.iter().any(|it| it.is_string()));
        if !self.strangers && ways.iter().any(is_enum) {
            ways.retain(|it| it.values.is_some() || !it.types.as_ref().is_some_and(|it| it.contains("string")));
        }
        ways
    }

    /// A base, and those that its mapping names.
    fn family(&self, at: At<'d>, base: &[Flat<'d>], discriminator: &'d Value) -> Vec<Flat<'d>> {
        let Some(property) = discriminator["propertyName"].as_str() else { return base.to_vec() };
        let mapping = discriminator["mapping"].as_object().into_iter().flatten();
        let mut ways: Vec<Flat<'d>> = Vec::new();
        for (tag, reference) in mapping {
            let child = self.description.follow(at.file, reference.as_str().unwrap_or_default());
            ways.extend(self.of_schema(child, true).iter().map(|way| tagged(way, property, tag.clone().into())));
        }
        ways.extend(self.stranger(property));
        if ways.is_empty() { base.to_vec() } else { ways }
    }

    /// The tags that the mapping has for an arm.
    fn mapped(&self, at: At<'d>, arm: At<'d>, discriminator: Option<&'d Value>) -> Vec<String> {
        let mapping = discriminator.and_then(|it| it["mapping"].as_object()).into_iter().flatten();
        let leads_here = |reference: &Value| {
            let reference = reference.as_str().unwrap_or_default();
            reference.contains('#')
                && self.description.resolve(self.description.follow(at.file, reference)).id() == arm.id()
        };
        mapping.filter(|(_, reference)| leads_here(reference)).map(|(tag, _)| tag.clone()).collect()
    }

    /// The values that an arm itself gives to the property.
    fn own_tags(&self, way: &Flat<'d>, property: &str) -> Vec<Value> {
        if let Some(tag) = way.tags.get(property) {
            return vec![tag.clone()];
        }
        let schemas = way.properties.get(property).map_or(&[][..], Vec::as_slice);
        let values = self.ways(schemas).into_iter().filter_map(|it| it.values).flatten();
        values.cloned().collect()
    }

    /// An arm that neither the mapping nor the property knows is for objects without the property.
    fn is_untagged(&self, at: At<'d>, arm: At<'d>, property: &str, discriminator: Option<&'d Value>) -> bool {
        let declares = |way: &Flat<'d>| way.properties.contains_key(property);
        self.mapped(at, arm, discriminator).is_empty() && !self.of_schema(arm, false).iter().any(declares)
    }

    fn stranger(&self, property: &'d str) -> Option<Flat<'d>> {
        let tags = BTreeMap::from([(property, Value::from("a stranger"))]);
        let types = Some(BTreeSet::from(["object"]));
        self.strangers.then(|| Flat { tags, types, rest: Some(Rest::Any), ..Flat::default() })
    }
}

/// As a key of a mapping writes it.
fn text_of(tag: &Value) -> String {
    tag.as_str().map_or_else(|| tag.to_string(), str::to_owned)
}

fn tagged<'d>(way: &Flat<'d>, property: &'d str, tag: Value) -> Flat<'d> {
    let mut way = way.clone();
    way.types = Some(BTreeSet::from(["object"]));
    way.tags.insert(property, tag);
    way
}

/// The name that a reference ends with.
fn named(at: At<'_>) -> Option<String> {
    at.value["$ref"].as_str()?.rsplit('/').next().map(str::to_owned)
}

fn both<'d>(one: Vec<Flat<'d>>, two: Vec<Flat<'d>>) -> Vec<Flat<'d>> {
    one.iter().flat_map(|one| two.iter().map(|two| one.clone().and(two.clone()))).collect()
}

/// The schema's own keywords, without references and unions.
fn own(at: At<'_>) -> Flat<'_> {
    let number = |key: &str| at.value[key].as_f64();
    let mut flat = Flat {
        nullable: at.value["nullable"] == true,
        format: at.value["format"].as_str().or_else(|| at.value.get("contentEncoding").map(|_| "byte")),
        minimum: number("minimum").or_else(|| number("exclusiveMinimum").map(|it| it + 1.0)),
        maximum: number("maximum").or_else(|| number("exclusiveMaximum").map(|it| it - 1.0)),
        min_items: at.value["minItems"].as_u64(),
        items: at.value.get("items").map(|value| At { value, ..at }).into_iter().collect(),
        rest: rest(at),
        ..Flat::default()
    };
    let types: BTreeSet<&str> = match &at.value["type"] {
        Value::String(one) => BTreeSet::from([one.as_str()]),
        Value::Array(several) => several.iter().filter_map(Value::as_str).collect(),
        _ => BTreeSet::new(),
    };
    flat.nullable |= types.contains("null");
    let implied =
        [("pattern", "string"), ("minimum", "number")].into_iter().find(|(key, _)| at.value.get(key).is_some());
    let types = if types.is_empty() { implied.map(|(_, kind)| kind).into_iter().collect() } else { types };
    flat.types = (!types.is_empty()).then_some(types);
    flat.values = at.value["enum"].as_array().map(|it| it.iter().collect());
    if let Some(only) = at.value.get("const") {
        flat.values = Some(vec![only]);
    }
    if flat.values.as_ref().is_some_and(|values| values.iter().all(|value| value.is_null())) {
        (flat.types, flat.values, flat.nullable) = (Some(BTreeSet::from(["null"])), None, true);
    }
    let conditional = ["then", "else"].into_iter().filter_map(|key| at.value.get(key));
    let dependent = at.value["dependentSchemas"].as_object().into_iter().flat_map(|it| it.values());
    let objects = [at.value].into_iter().chain(conditional).chain(dependent);
    for (name, value) in objects.flat_map(|it| it["properties"].as_object().into_iter().flatten()) {
        if value != &Value::Bool(false) {
            flat.properties.insert(name, vec![At { value, ..at }]);
        }
    }
    flat.required = at.value["required"].as_array().into_iter().flatten().filter_map(Value::as_str).collect();
    let first = at.value["prefixItems"].as_array().into_iter().flatten();
    flat.first_items = first.map(|value| At { value, ..at }).collect();
    flat
}

fn rest(at: At<'_>) -> Option<Rest<'_>> {
    let patterns = at.value["patternProperties"].as_object().and_then(|it| it.iter().next());
    if let Some((pattern, value)) = patterns {
        return Some(Rest::Prefixed(pattern.trim_start_matches('^'), At { value, ..at }));
    }
    match at.value.get("additionalProperties")? {
        Value::Bool(false) => Some(Rest::None),
        Value::Bool(true) => Some(Rest::Any),
        value => Some(Rest::Schema(At { value, ..at })),
    }
}
