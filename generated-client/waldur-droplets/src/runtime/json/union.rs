//! Unions: values of one of several types, told apart without trial decoding.
//!
//! A union is first read as a plain [`Value`](serde_json::Value); its tag, its JSON type or its keys choose the
//! variant (`variant`). What chooses none is kept as the value it was and written back unchanged.

/// A union told apart by a discriminator. Each value of the tag has a variant, with or without content;
/// several variants may share a content type. The tag is written once, whether or not the content has a
/// field for it. The variant behind `untagged` is for objects that do not have the tag.
macro_rules! tagged_union {
    (
        $name:ident, $tag:literal { $($value:literal => $variant:ident $(($content:ty))?),* $(,)? }
        $(untagged $without:ident($other:ty))? else $unknown:ident
    ) => {
        $crate::runtime::json::union::chosen!($name, value => 'chosen: {
            $(if $crate::runtime::json::variant::is_tagged(&value, $tag, $value) {
                break 'chosen $crate::runtime::tagged_union!(@read $name $variant value $tag $($content)?);
            })*
            $(if $crate::runtime::json::variant::lacks(&value, $tag) {
                break 'chosen $crate::runtime::json::variant::content::<$other>(value)?.map($name::$without);
            })?
            ::std::option::Option::Some($name::$unknown(value))
        });

        impl $crate::runtime::json::object::Entries for $name {
            fn write_entries<__M: ::serde::ser::SerializeMap>(&self, map: &mut __M, skip: &[&str]) -> ::std::result::Result<(), __M::Error> {
                $($crate::runtime::tagged_union!(@write $name $variant self map skip $tag $value $($content)?);)*
                match self {
                    $name::$unknown(value) => value.write_entries(map, skip),
                    $($name::$without(content) => content.write_entries(map, skip),)?
                    #[allow(unreachable_patterns)]
                    _ => ::std::result::Result::Ok(()),
                }
            }
        }

        $crate::runtime::json::union::write_object!($name, $unknown);
    };
    (@read $name:ident $variant:ident $value:ident $tag:literal) => {
        ::std::option::Option::Some($name::$variant)
    };
    (@read $name:ident $variant:ident $value:ident $tag:literal $content:ty) => {
        $crate::runtime::json::variant::tagged_content::<$content>($value, $tag)?.map($name::$variant)
    };
    (@write $name:ident $variant:ident $self:ident $map:ident $skip:ident $tag:literal $value:literal) => {
        if let $name::$variant = $self {
            return $crate::runtime::json::variant::write_tag($map, $skip, $tag, $value);
        }
    };
    (@write $name:ident $variant:ident $self:ident $map:ident $skip:ident $tag:literal $value:literal $content:ty) => {
        if let $name::$variant(content) = $self {
            return $crate::runtime::json::variant::write_tagged($map, $skip, $tag, $value, content);
        }
    };
}
pub(crate) use tagged_union;

/// A union told apart by JSON type: `null`, `boolean`, `integer`, `number`, `string`, `array`, `object`;
/// `integer` stands before `number`. An object must fit its variant; a list or scalar that does not is kept as it came.
macro_rules! json_union {
    ($name:ident { $($kind:ident => $variant:ident $(($content:ty))?),* $(,)? } else $unknown:ident) => {
        $crate::runtime::json::union::chosen!($name, value => 'chosen: {
            const KINDS: &[&str] = &[$(::std::stringify!($kind)),*];
            $(if $crate::runtime::json::variant::is_kind(&value, ::std::stringify!($kind), KINDS) {
                break 'chosen $crate::runtime::json_union!(@read $name $kind $variant $unknown value $($content)?);
            })*
            ::std::option::Option::Some($name::$unknown(value))
        });

        $crate::runtime::json::union::write_any!($name { $($variant $(($content))?),* } else $unknown);
    };
    (@read $name:ident $kind:ident $variant:ident $unknown:ident $value:ident) => {
        ::std::option::Option::Some($name::$variant)
    };
    (@read $name:ident object $variant:ident $unknown:ident $value:ident $content:ty) => {
        $crate::runtime::json::variant::content::<$content>($value)?.map($name::$variant)
    };
    (@read $name:ident $kind:ident $variant:ident $unknown:ident $value:ident $content:ty) => {
        ::std::option::Option::Some(match $crate::runtime::json::variant::fitting::<$content>(&$value) {
            ::std::option::Option::Some(content) => $name::$variant(content),
            ::std::option::Option::None => $name::$unknown($value),
        })
    };
}
pub(crate) use json_union;

/// A union of objects told apart by their keys: the first arm whose keys are all there.
macro_rules! keyed_union {
    ($name:ident { $([$($key:literal),*] => $variant:ident($content:ty)),* $(,)? } else $unknown:ident) => {
        $crate::runtime::json::union::chosen!($name, value => 'chosen: {
            $(if $crate::runtime::json::variant::has_keys(&value, &[$($key),*]) {
                break 'chosen $crate::runtime::json::variant::content::<$content>(value)?.map($name::$variant);
            })*
            ::std::option::Option::Some($name::$unknown(value))
        });

        impl $crate::runtime::json::object::Entries for $name {
            fn write_entries<__M: ::serde::ser::SerializeMap>(&self, map: &mut __M, skip: &[&str]) -> ::std::result::Result<(), __M::Error> {
                match self {
                    $($name::$variant(content) => $crate::runtime::json::object::Entries::write_entries(content, map, skip),)*
                    $name::$unknown(value) => $crate::runtime::json::object::Entries::write_entries(value, map, skip),
                }
            }
        }

        $crate::runtime::json::union::write_object!($name, $unknown);
    };
}
pub(crate) use keyed_union;

/// A union told apart by the status of the reply that it is the body of; exact statuses stand before ranges. Read from anywhere
/// else, it is none of its known variants. A variant without content has no body.
macro_rules! status_union {
    ($name:ident { $($status:pat => $variant:ident $(($content:ty))?),* $(,)? } else $unknown:ident) => {
        $crate::runtime::json::decode::impl_decode!($name {
            fn from_reply(
                status: u16,
                body: &::bytes::Bytes,
            ) -> ::std::result::Result<Self, $crate::runtime::json::body::Misfit> {
                match status {
                    $($status => $crate::runtime::status_union!(@read $name $variant body $($content)?),)*
                    _ => $crate::runtime::json::variant::any(body).map($name::$unknown),
                }
            }
        } |source, slot| {
            *slot = ::std::option::Option::Some($name::$unknown(source.value()?));
            ::std::result::Result::Ok(())
        });

        $crate::runtime::json::union::write_any!($name { $($variant $(($content))?),* } else $unknown);
    };
    (@read $name:ident $variant:ident $body:ident) => {
        ::std::result::Result::Ok($name::$variant)
    };
    (@read $name:ident $variant:ident $body:ident $content:ty) => {
        <$content as $crate::runtime::json::Decode>::from_body($body).map($name::$variant)
    };
}
pub(crate) use status_union;

/// Reading a union: `choose` makes it of a plain value.
macro_rules! chosen {
    ($name:ident, $value:ident => $choose:expr) => {
        $crate::runtime::json::decode::impl_decode!($name { const IS_UNION: bool = true; } |source, slot| {
            let $value = source.value()?;
            *slot = $choose;
            ::std::result::Result::Ok(())
        });
    };
}
pub(crate) use chosen;

/// Writing a union whose known variants are objects.
macro_rules! write_object {
    ($name:ident, $unknown:ident) => {
        impl ::serde::Serialize for $name {
            fn serialize<__S: ::serde::Serializer>(
                &self,
                serializer: __S,
            ) -> ::std::result::Result<__S::Ok, __S::Error> {
                match self {
                    $name::$unknown(value) => ::serde::Serialize::serialize(value, serializer),
                    _ => $crate::runtime::json::object::serialize(self, serializer),
                }
            }
        }
    };
}
pub(crate) use write_object;

/// Writing a union whose known variants are anything; one without content is `null`.
macro_rules! write_any {
    ($name:ident { $($variant:ident $(($content:ty))?),* } else $unknown:ident) => {
        impl ::serde::Serialize for $name {
            fn serialize<__S: ::serde::Serializer>(&self, serializer: __S) -> ::std::result::Result<__S::Ok, __S::Error> {
                $($crate::runtime::json::union::write_any!(@write $name $variant self serializer $($content)?);)*
                match self {
                    $name::$unknown(value) => ::serde::Serialize::serialize(value, serializer),
                    _ => serializer.serialize_unit(),
                }
            }
        }
    };
    (@write $name:ident $variant:ident $self:ident $serializer:ident) => {};
    (@write $name:ident $variant:ident $self:ident $serializer:ident $content:ty) => {
        if let $name::$variant(content) = $self {
            return ::serde::Serialize::serialize(content, $serializer);
        }
    };
}
pub(crate) use write_any;
