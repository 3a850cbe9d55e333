//! Open enums: what the description lists has a variant, what it does not is kept as it came.

use super::source::{Problem, Source};

/// The JSON form and the conversions of an open enum of strings.
macro_rules! string_enum {
    ($name:ident { $($value:literal => $variant:ident),* $(,)? } else $unknown:ident) => {
        impl $name {
            /// The value as the API writes it.
            #[inline]
            pub fn as_str(&self) -> &str {
                match self {
                    $($name::$variant => $value,)*
                    $name::$unknown(value) => value,
                }
            }

            /// The values that the API documents, as it writes them.
            #[inline]
            pub const fn values() -> &'static [&'static str] {
                &[$($value),*]
            }

            #[inline]
            fn known(value: &str) -> ::std::option::Option<Self> {
                match value {
                    $($value => ::std::option::Option::Some($name::$variant),)*
                    _ => ::std::option::Option::None,
                }
            }
        }

        impl ::std::convert::From<&str> for $name {
            #[inline]
            fn from(value: &str) -> Self {
                $name::known(value).unwrap_or_else(|| $name::$unknown(value.to_owned()))
            }
        }

        impl ::std::convert::From<::std::string::String> for $name {
            #[inline]
            fn from(value: ::std::string::String) -> Self {
                $name::known(&value).unwrap_or($name::$unknown(value))
            }
        }

        impl ::std::str::FromStr for $name {
            type Err = ::std::convert::Infallible;

            #[inline]
            fn from_str(value: &str) -> ::std::result::Result<Self, ::std::convert::Infallible> {
                ::std::result::Result::Ok($name::from(value))
            }
        }

        impl ::std::convert::AsRef<str> for $name {
            #[inline]
            fn as_ref(&self) -> &str {
                self.as_str()
            }
        }

        impl ::std::fmt::Display for $name {
            #[inline]
            fn fmt(&self, f: &mut ::std::fmt::Formatter<'_>) -> ::std::fmt::Result {
                f.pad(self.as_str())
            }
        }

        impl ::std::cmp::PartialEq<str> for $name {
            #[inline]
            fn eq(&self, other: &str) -> bool {
                self.as_str() == other
            }
        }

        impl ::std::cmp::PartialEq<&str> for $name {
            #[inline]
            fn eq(&self, other: &&str) -> bool {
                self.as_str() == *other
            }
        }

        impl $crate::runtime::ToParam for $name {
            #[inline]
            fn to_param(&self) -> $crate::runtime::Param {
                $crate::runtime::Param::Text(self.as_str().to_owned())
            }
        }

        $crate::runtime::json::decode::impl_decode!($name {} |source, slot| {
            $crate::runtime::json::enums::read_text(source, slot, |text| $name::from(text))
        });

        impl ::serde::Serialize for $name {
            fn serialize<__S: ::serde::Serializer>(&self, serializer: __S) -> ::std::result::Result<__S::Ok, __S::Error> {
                serializer.serialize_str(self.as_str())
            }
        }
    };
}
pub(crate) use string_enum;

/// The JSON form and the conversions of an open enum of integers.
macro_rules! integer_enum {
    ($name:ident { $($value:literal => $variant:ident),* $(,)? } else $unknown:ident) => {
        impl $name {
            /// The value as the API writes it.
            #[inline]
            pub fn as_i64(&self) -> i64 {
                match self {
                    $($name::$variant => $value,)*
                    $name::$unknown(value) => *value,
                }
            }

            /// The values that the API documents.
            #[inline]
            pub const fn values() -> &'static [i64] {
                &[$($value),*]
            }
        }

        impl ::std::convert::From<i64> for $name {
            #[inline]
            fn from(value: i64) -> Self {
                match value {
                    $($value => $name::$variant,)*
                    _ => $name::$unknown(value),
                }
            }
        }

        impl ::std::convert::From<$name> for i64 {
            #[inline]
            fn from(value: $name) -> i64 {
                value.as_i64()
            }
        }

        impl ::std::fmt::Display for $name {
            #[inline]
            fn fmt(&self, f: &mut ::std::fmt::Formatter<'_>) -> ::std::fmt::Result {
                ::std::fmt::Display::fmt(&self.as_i64(), f)
            }
        }

        impl ::std::cmp::PartialEq<i64> for $name {
            #[inline]
            fn eq(&self, other: &i64) -> bool {
                self.as_i64() == *other
            }
        }

        impl $crate::runtime::ToParam for $name {
            #[inline]
            fn to_param(&self) -> $crate::runtime::Param {
                $crate::runtime::Param::Literal(self.as_i64().to_string())
            }
        }

        $crate::runtime::json::decode::impl_decode!($name {} |source, slot| {
            $crate::runtime::json::decode::converted::<i64, $name>(source, slot, $name::from)
        });

        impl ::serde::Serialize for $name {
            fn serialize<__S: ::serde::Serializer>(&self, serializer: __S) -> ::std::result::Result<__S::Ok, __S::Error> {
                serializer.serialize_i64(self.as_i64())
            }
        }
    };
}
pub(crate) use integer_enum;

/// Reads a text that may be one of those known, without a copy of it.
pub(crate) fn read_text<T>(
    source: &mut dyn Source,
    slot: &mut Option<T>,
    convert: fn(&str) -> T,
) -> Result<(), Problem> {
    source.text(&mut |text| {
        *slot = Some(convert(text));
        Ok(())
    })
}
