//! What the request type of an operation can do; it is a newtype over [`RawRequest`](super::RawRequest).

/// What every request type of this crate can do, over the [`RawRequest`] in it.
///
/// - `request!(Get: Reply => Output, function)`: the reply is a `Reply`, awaiting the request gives what the
///   function makes of it.
/// - `request!(List: Response<Reply> => Output, function)`: the function sees the headers too.
/// - `request!(Count: Response<()> => Output, try function)`: the function may fail.
/// - `request!(Get: Reply)`: awaiting the request gives the reply.
/// - `request!(Watch: stream Events<Reply>, function)`: awaiting the request gives what the function makes of the reply
///   while that is coming in.
macro_rules! request {
    ($name:ident: stream $stream:ty, $open:expr) => {
        impl $name {
            /// Sends the request. Awaiting it does the same; this is for where a plain future is needed.
            #[inline]
            pub fn send(self) -> $crate::runtime::Opening<$stream> {
                $crate::runtime::Opening::new(self.0, $open)
            }
        }
        $crate::runtime::request!(@common $name, $stream, $crate::runtime::Opening<$stream>);
    };
    ($name:ident: Response<$reply:ty> => $output:ty, try $function:expr) => {
        $crate::runtime::request!(@impl $name, $reply, $output, |reply| {
            let output: fn($crate::runtime::Response<$reply>) -> $crate::runtime::Result<$output> = $function;
            match reply.into_response() {
                Ok(reply) => output(reply),
                Err(error) => Err(error),
            }
        });
    };
    ($name:ident: Response<$reply:ty> => $output:ty, $function:expr) => {
        $crate::runtime::request!(@impl $name, $reply, $output, |reply| {
            let output: fn($crate::runtime::Response<$reply>) -> $output = $function;
            match reply.into_response() {
                Ok(reply) => Ok(output(reply)),
                Err(error) => Err(error),
            }
        });
    };
    ($name:ident: $reply:ty => $output:ty, $function:expr) => {
        $crate::runtime::request!(@impl $name, $reply, $output, |reply| {
            let output: fn($reply) -> $output = $function;
            match reply.decode() {
                Ok(reply) => Ok(output(reply)),
                Err(error) => Err(error),
            }
        });
    };
    ($name:ident: $reply:ty) => {
        $crate::runtime::request!(@impl $name, $reply, $reply, $crate::runtime::Reply::decode::<$reply>);
    };
    (@impl $name:ident, $reply:ty, $output:ty, $decode:expr) => {
        impl $name {
            /// Sends the request. Awaiting it does the same; this is for where a plain future is needed.
            #[inline]
            pub fn send(self) -> $crate::runtime::ResponseFuture<$output> {
                $crate::runtime::ResponseFuture::new(self.0, $decode)
            }

            /// Sends the request and gives everything about the reply: status, headers, rate limit, and the
            /// whole body as the API sent it.
            #[inline]
            pub fn with_response(self) -> $crate::runtime::ResponseFuture<$crate::runtime::Response<$reply>> {
                $crate::runtime::ResponseFuture::new(self.0, $crate::runtime::Reply::into_response::<$reply>)
            }
        }
        $crate::runtime::request!(@common $name, $output, $crate::runtime::ResponseFuture<$output>);
    };
    (@common $name:ident, $output:ty, $future:ty) => {
        impl $name {
            /// Sets a header that has no method here.
            #[inline]
            pub fn header(self, name: &str, value: &str) -> Self {
                $name(self.0.header(name, value))
            }

            /// Sets a query parameter that has no method here.
            #[inline]
            pub fn query(self, name: &str, value: impl $crate::runtime::ToParam) -> Self {
                $name(self.0.query(name, &value))
            }

            /// Sets a key of the JSON body that has no method here.
            #[inline]
            pub fn body_field(self, key: &str, value: impl ::serde::Serialize) -> Self {
                $name(self.0.body_field(key, &value))
            }

            /// Limits the whole call, its retries and the waits between them, instead of the client's timeout.
            #[inline]
            pub fn timeout(self, timeout: ::std::time::Duration) -> Self {
                $name(self.0.timeout(timeout))
            }

            /// Retries by this policy instead of the client's.
            #[inline]
            pub fn retry(self, policy: $crate::runtime::RetryPolicy) -> Self {
                $name(self.0.retry(policy))
            }
        }

        impl ::std::future::IntoFuture for $name {
            type Output = $crate::runtime::Result<$output>;
            type IntoFuture = $future;

            #[inline]
            fn into_future(self) -> Self::IntoFuture {
                self.send()
            }
        }
    };
}
pub(crate) use request;
