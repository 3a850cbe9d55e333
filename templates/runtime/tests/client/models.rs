//! The mini-client's models: every kind of slot, enum and union.

use std::collections::BTreeMap;

use crate::runtime::{
    Timestamp, Value, integer_enum, json_object, json_union, keyed_union, object_param, status_union, string_enum,
    tagged_union,
};

#[derive(Clone, Debug, PartialEq)]
#[non_exhaustive]
pub struct Machine {
    pub id: i64,
    pub name: String,
    pub status: MachineStatus,
    pub vpc_uuid: Option<String>,
    pub kernel: Option<Kernel>,
    pub tags: Vec<String>,
    pub networks: Option<Networks>,
    pub created_at: Option<Timestamp>,
    pub parent: Option<Box<Machine>>,
    pub price: Option<f64>,
    pub additional_properties: BTreeMap<String, Value>,
}

json_object!(Machine {
    "id" => id: required,
    "name" => name: required,
    "status" => status: required,
    "vpc_uuid" => vpc_uuid: optional,
    "kernel" => kernel: nullable,
    "tags" => tags: list,
    "networks" => networks: optional,
    "created_at" => created_at: optional,
    "parent" => parent: optional,
    "price" => price: optional,
    .. => additional_properties: rest,
});

#[derive(Clone, Debug, PartialEq)]
pub struct Kernel {
    pub id: i64,
}

json_object!(Kernel { "id" => id: required });

#[derive(Clone, Debug, PartialEq)]
pub struct Networks {
    pub v4: Vec<Network>,
    pub by_name: BTreeMap<String, Network>,
}

json_object!(Networks {
    "v4" => v4: list,
    "by_name" => by_name: list,
});

#[derive(Clone, Debug, PartialEq)]
pub struct Network {
    pub netmask: String,
    pub ports: Vec<i64>,
}

json_object!(Network {
    "netmask" => netmask: required,
    "ports" => ports: required,
});

#[derive(Clone, Debug, PartialEq, Eq, Hash)]
#[non_exhaustive]
pub enum MachineStatus {
    New,
    Active,
    Unknown(String),
}

string_enum!(MachineStatus { "new" => New, "active" => Active } else Unknown);

#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
#[non_exhaustive]
pub enum Hour {
    Midnight,
    Four,
    Unknown(i64),
}

integer_enum!(Hour { 0 => Midnight, 4 => Four } else Unknown);

/// A body in which absent, `null` and a value are three things.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct MachineUpdate {
    pub name: Option<String>,
    pub tags: Option<Option<Vec<String>>>,
}

json_object!(MachineUpdate {
    "name" => name: optional,
    "tags" => tags: tristate,
});

#[derive(Clone, Debug, PartialEq)]
pub struct MachineCreate {
    pub name: String,
    pub image: Option<ImageRef>,
}

json_object!(MachineCreate {
    "name" => name: required,
    "image" => image: optional,
});

#[derive(Clone, Debug, PartialEq)]
pub struct MachineMultiCreate {
    pub names: Vec<String>,
}

json_object!(MachineMultiCreate { "names" => names: required });

#[derive(Clone, Debug, PartialEq)]
#[non_exhaustive]
pub enum MachineCreateBody {
    Many(MachineMultiCreate),
    One(MachineCreate),
    Unknown(Value),
}

keyed_union!(MachineCreateBody { ["names"] => Many(MachineMultiCreate), ["name"] => One(MachineCreate) } else Unknown);

#[derive(Clone, Debug, PartialEq)]
#[non_exhaustive]
pub enum ImageRef {
    Integer(i64),
    String(String),
    Unknown(Value),
}

json_union!(ImageRef { integer => Integer(i64), string => String(String) } else Unknown);
object_param!(ImageRef);

#[derive(Clone, Debug, PartialEq)]
#[non_exhaustive]
pub enum Started {
    Ok(Bare),
    Accepted(Vec<i64>),
    NoContent,
    Other(Vec<i64>),
    Unknown(Value),
}

status_union!(Started {
    200 => Ok(Bare),
    202 => Accepted(Vec<i64>),
    204 => NoContent,
    200..=299 => Other(Vec<i64>),
} else Unknown);

#[derive(Clone, Debug, PartialEq)]
#[non_exhaustive]
pub enum Anything {
    Null,
    Yes(bool),
    Integer(i64),
    Number(f64),
    List(Vec<i64>),
    Object(Kernel),
    Unknown(Value),
}

json_union!(Anything {
    null => Null,
    boolean => Yes(bool),
    integer => Integer(i64),
    number => Number(f64),
    array => List(Vec<i64>),
    object => Object(Kernel),
} else Unknown);

#[derive(Clone, Debug, PartialEq)]
#[non_exhaustive]
pub enum MachineAction {
    Reboot,
    Resize(Resize),
    PasswordReset(Bare),
    Snapshot(Bare),
    Rename(Box<Named>),
    Unknown(Value),
}

tagged_union!(MachineAction, "type" {
    "reboot" => Reboot,
    "resize" => Resize(Resize),
    "password_reset" => PasswordReset(Bare),
    "snapshot" => Snapshot(Bare),
    "rename" => Rename(Box<Named>),
} else Unknown);

#[derive(Clone, Debug, PartialEq)]
pub struct Resize {
    pub disk: bool,
    pub size: Option<String>,
}

json_object!(Resize {
    "disk" => disk: required,
    "size" => size: optional,
});

/// Content that has a field for the tag.
#[derive(Clone, Debug, PartialEq)]
pub struct Bare {
    pub type_: String,
}

json_object!(Bare { "type" => type_: required });

/// Content that keeps what it does not know.
#[derive(Clone, Debug, PartialEq)]
pub struct Named {
    pub name: String,
    pub more: BTreeMap<String, Value>,
}

json_object!(Named { "name" => name: required, .. => more: rest });

/// A union whose variant is itself a union.
#[derive(Clone, Debug, PartialEq)]
#[non_exhaustive]
pub enum Job {
    Act(MachineAction),
    Unknown(Value),
}

tagged_union!(Job, "kind" { "act" => Act(MachineAction) } else Unknown);

#[derive(Clone, Debug, PartialEq)]
pub struct Filter {
    pub region: Option<String>,
    pub size: i64,
}

json_object!(Filter {
    "region" => region: optional,
    "size" => size: required,
});
object_param!(Filter);

#[derive(Clone, Debug, PartialEq)]
pub struct ApiError {
    pub id: String,
    pub message: String,
    pub request_id: Option<String>,
}

json_object!(ApiError {
    "id" => id: required,
    "message" => message: required,
    "request_id" => request_id: optional,
});

#[derive(Clone, Debug, PartialEq)]
pub struct MachineResponse {
    pub machine: Machine,
}

json_object!(MachineResponse { "machine" => machine: required });

#[derive(Clone, Debug, PartialEq)]
pub struct MachineCreateResponse {
    pub machine: Machine,
    pub action_id: Option<i64>,
}

json_object!(MachineCreateResponse {
    "machine" => machine: required,
    "action_id" => action_id: optional,
});

#[derive(Clone, Debug, PartialEq)]
pub struct Action {
    pub id: i64,
    pub status: String,
}

json_object!(Action {
    "id" => id: required,
    "status" => status: required,
});

#[derive(Clone, Debug, PartialEq)]
pub struct MachineList {
    pub machines: Vec<Machine>,
    pub next: Option<String>,
    pub total: Option<i64>,
}

json_object!(MachineList {
    "machines" => machines: list,
    "next" => next: optional,
    "total" => total: optional,
});
