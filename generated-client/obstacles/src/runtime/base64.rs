//! Bytes that a text carries as base64.

use std::fmt;
use std::ops::Deref;
use std::str::FromStr;

use ::base64::DecodeError;
use ::base64::display::Base64Display;
use ::base64::engine::general_purpose::{GeneralPurpose, GeneralPurposeConfig, STANDARD, URL_SAFE};
use ::base64::engine::{DecodePaddingMode, Engine};
use bytes::Bytes;
use serde::{Deserialize, Deserializer, Serialize, Serializer};

use super::json::decode::{Decode, parsed};
use super::json::source::{self, Problem, Source};
use super::param::{Param, ToParam};

/// Reads what anybody writes: with padding or without, and whatever the last bits are.
const LENIENT: GeneralPurpose = GeneralPurpose::new(
    &::base64::alphabet::STANDARD,
    GeneralPurposeConfig::new()
        .with_decode_allow_trailing_bits(true)
        .with_decode_padding_mode(DecodePaddingMode::Indifferent),
);

macro_rules! encoded_bytes {
    ($(#[$docs:meta])* $name:ident, $engine:ident) => {
        $(#[$docs])*
        ///
        /// It is made of bytes and gives bytes; `to_string` and `parse` are the encoded text.
        /// What is read may be in either alphabet, with padding or without, and have white space in it.
        #[derive(Clone, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash)]
        pub struct $name(Bytes);

        impl $name {
            /// The bytes, without a copy.
            pub fn into_bytes(self) -> Bytes {
                self.0
            }
        }

        impl Deref for $name {
            type Target = [u8];

            fn deref(&self) -> &[u8] {
                &self.0
            }
        }

        impl AsRef<[u8]> for $name {
            fn as_ref(&self) -> &[u8] {
                &self.0
            }
        }

        impl From<Bytes> for $name {
            fn from(bytes: Bytes) -> Self {
                $name(bytes)
            }
        }

        impl From<Vec<u8>> for $name {
            fn from(bytes: Vec<u8>) -> Self {
                $name(bytes.into())
            }
        }

        impl From<&[u8]> for $name {
            fn from(bytes: &[u8]) -> Self {
                $name(Bytes::copy_from_slice(bytes))
            }
        }

        impl<const N: usize> From<&[u8; N]> for $name {
            fn from(bytes: &[u8; N]) -> Self {
                $name(Bytes::copy_from_slice(bytes))
            }
        }

        impl From<$name> for Bytes {
            fn from(encoded: $name) -> Self {
                encoded.0
            }
        }

        impl From<$name> for Vec<u8> {
            fn from(encoded: $name) -> Self {
                encoded.0.into()
            }
        }

        impl fmt::Display for $name {
            fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                Base64Display::new(&self.0, &$engine).fmt(f)
            }
        }

        impl FromStr for $name {
            type Err = DecodeError;

            fn from_str(text: &str) -> Result<Self, DecodeError> {
                decode(text).map(|bytes| $name(bytes.into()))
            }
        }

        impl ToParam for $name {
            fn to_param(&self) -> Param {
                Param::Text(self.to_string())
            }
        }

        impl Decode for $name {
            fn read(source: &mut dyn Source, slot: &mut Option<Self>) -> Result<(), Problem> {
                *slot = Some(parsed(source)?);
                Ok(())
            }
        }

        impl<'de> Deserialize<'de> for $name {
            fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
                source::deserialize(deserializer)
            }
        }

        impl Serialize for $name {
            fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
                serializer.collect_str(self)
            }
        }
    };
}

encoded_bytes!(
    /// Bytes that are written as base64.
    Base64,
    STANDARD
);

encoded_bytes!(
    /// Bytes that are written as base64 in the alphabet that is safe in URLs.
    Base64Url,
    URL_SAFE
);

fn decode(text: &str) -> Result<Vec<u8>, DecodeError> {
    let plain: Vec<u8> = text
        .bytes()
        .filter(|byte| !byte.is_ascii_whitespace())
        .map(|byte| match byte {
            b'-' => b'+',
            b'_' => b'/',
            byte => byte,
        })
        .collect();
    LENIENT.decode(plain)
}
