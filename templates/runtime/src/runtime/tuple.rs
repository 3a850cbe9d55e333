//! Lists whose places have types of their own: tuples, and tuples with more behind them.

use serde::ser::{Serialize, SerializeSeq, Serializer};
use serde::{Deserialize, Deserializer};
use serde_json::Value;

use super::json::decode::Decode;
use super::json::slot::{Push, Required, Slot};
use super::json::source::{self, Problem, Source};
use super::param::{Param, ToParam};

/// A list that begins with the values of a tuple and goes on with any number of others.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Tuple<T, R = Value> {
    /// The places that the API describes one by one.
    pub first: T,
    /// What comes after them.
    pub rest: Vec<R>,
}

impl<T, R> From<T> for Tuple<T, R> {
    fn from(first: T) -> Self {
        Tuple { first, rest: Vec::new() }
    }
}

/// A tuple that is read place by place.
pub(crate) trait ReadPlaces: Sized {
    /// Reads a list: one item a place, what follows into `rest`.
    fn read_places(
        source: &mut dyn Source,
        slot: &mut Option<Self>,
        rest: Option<&mut dyn Slot>,
    ) -> Result<(), Problem>;
}

/// A tuple that is written place by place.
pub(crate) trait WritePlaces {
    fn write_places<S: SerializeSeq>(&self, seq: &mut S) -> Result<(), S::Error>;
}

macro_rules! tuples {
    ($(($($place:ident)+))*) => {$(
        readable!($($place)+);
        writable!($($place)+);
    )*};
}

macro_rules! readable {
    ($($place:ident)+) => {
        #[allow(non_snake_case, reason = "a place is called as its type is")]
        impl<$($place: Decode),+> ReadPlaces for ($($place,)+) {
            fn read_places(source: &mut dyn Source, slot: &mut Option<Self>, rest: Option<&mut dyn Slot>) -> Result<(), Problem> {
                $(let mut $place = Required::<$place>(None);)+
                read(source, &mut [$(&mut $place),+], rest)?;
                if let ($(Some($place),)+) = ($($place.0,)+) {
                    *slot = Some(($($place,)+));
                }
                Ok(())
            }
        }

        impl<$($place: Decode),+> Decode for ($($place,)+) {
            fn read(source: &mut dyn Source, slot: &mut Option<Self>) -> Result<(), Problem> {
                Self::read_places(source, slot, None)
            }
        }
    };
}

macro_rules! writable {
    ($($place:ident)+) => {
        #[allow(non_snake_case, reason = "a place is called as its type is")]
        impl<$($place: Serialize),+> WritePlaces for ($($place,)+) {
            fn write_places<__S: SerializeSeq>(&self, seq: &mut __S) -> Result<(), __S::Error> {
                let ($($place,)+) = self;
                $(seq.serialize_element($place)?;)+
                Ok(())
            }
        }

        #[allow(non_snake_case, reason = "a place is called as its type is")]
        impl<$($place: ToParam),+> ToParam for ($($place,)+) {
            fn to_param(&self) -> Param {
                let ($($place,)+) = self;
                Param::List(vec![$($place.to_param()),+])
            }
        }
    };
}

tuples! {
    (A) (A B) (A B C) (A B C D) (A B C D E) (A B C D E F) (A B C D E F G) (A B C D E F G H)
}

impl<T: ReadPlaces, R: Decode> Decode for Tuple<T, R> {
    fn read(source: &mut dyn Source, slot: &mut Option<Self>) -> Result<(), Problem> {
        let (mut first, mut rest) = (None, Push(Vec::new()));
        T::read_places(source, &mut first, Some(&mut rest))?;
        *slot = first.map(|first| Tuple { first, rest: rest.0 });
        Ok(())
    }
}

impl<'de, T: ReadPlaces, R: Decode> Deserialize<'de> for Tuple<T, R> {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        source::deserialize(deserializer)
    }
}

impl<T: WritePlaces, R: Serialize> Serialize for Tuple<T, R> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let mut seq = serializer.serialize_seq(None)?;
        self.first.write_places(&mut seq)?;
        self.rest.iter().try_for_each(|item| seq.serialize_element(item))?;
        seq.end()
    }
}

impl<T: ToParam, R: ToParam> ToParam for Tuple<T, R> {
    fn to_param(&self) -> Param {
        match self.first.to_param() {
            Param::List(mut items) => {
                items.extend(self.rest.iter().map(R::to_param));
                Param::List(items)
            }
            other => other,
        }
    }
}

/// A list that is being read place by place.
struct Row<'p, 's, 'r> {
    places: &'p mut [&'s mut (dyn Slot + 's)],
    rest: Option<&'r mut (dyn Slot + 'r)>,
    at: usize,
}

impl Slot for Row<'_, '_, '_> {
    fn fill(&mut self, source: &mut dyn Source) -> Result<(), Problem> {
        let place = self.places.get_mut(self.at);
        self.at += 1;
        match (place, &mut self.rest) {
            (Some(place), _) => place.fill(source),
            (None, Some(rest)) => rest.fill(source),
            (None, None) => source.nothing(),
        }
    }
}

fn read<'s, 'r>(
    source: &mut dyn Source,
    places: &mut [&'s mut (dyn Slot + 's)],
    rest: Option<&'r mut (dyn Slot + 'r)>,
) -> Result<(), Problem> {
    let wanted = places.len();
    let mut row = Row { places, rest, at: 0 };
    source.list(&mut row)?;
    match row.places.iter().position(|place| place.is_missing()) {
        Some(at) => Err(Problem::new(format_args!("item {} of {wanted} is missing", at + 1))),
        None => Ok(()),
    }
}
