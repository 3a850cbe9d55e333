//! Lists that come in pages: one page, every page, every item.

use std::collections::{HashSet, VecDeque};
use std::fmt;
use std::future::poll_fn;
use std::pin::Pin;
use std::sync::Arc;
use std::task::{Context, Poll, ready};

use futures_core::Stream;
use http::HeaderMap;

use super::call;
use super::error::{Error, Result};
use super::json::decode::Decode;
use super::link;
use super::request::RawRequest;
use super::response::{Reply, Response};
use super::transport::BoxFuture;

/// One page of a list.
#[derive(Clone, Debug, PartialEq)]
#[non_exhaustive]
pub struct Page<T> {
    /// What is on this page.
    pub items: Vec<T>,
    /// How many items all pages have, if the API says so.
    pub total: Option<i64>,
    /// What leads to the next page.
    pub next: Next,
}

/// What leads from a page to the next one.
#[derive(Clone, Default, PartialEq, Eq)]
#[non_exhaustive]
pub enum Next {
    /// This is the last page.
    #[default]
    End,
    /// A URL, of which path and query are followed on this client's own base URL.
    Url(String),
    /// The same request with another value of a query parameter, such as a cursor.
    Parameter {
        /// The parameter.
        name: String,
        /// Its value.
        value: String,
    },
    /// The same request with the number of the next page, until a page is empty or the total is reached.
    Number {
        /// The parameter.
        name: &'static str,
        /// The number of the first page.
        first: i64,
    },
    /// The same request with the number of items so far, until a page is empty or the total is reached.
    Offset {
        /// The parameter.
        name: &'static str,
    },
}

/// Shows where it leads, and no values: an API that takes a secret in the query may copy it into its URLs.
impl fmt::Debug for Next {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Next::End => f.write_str("End"),
            Next::Url(url) => f.debug_tuple("Url").field(&url.split('?').next()).finish(),
            Next::Parameter { name, .. } => f.debug_tuple("Parameter").field(name).finish(),
            Next::Number { name, .. } => f.debug_tuple("Number").field(name).finish(),
            Next::Offset { name } => f.debug_tuple("Offset").field(name).finish(),
        }
    }
}

impl<T> Page<T> {
    pub(crate) fn new(items: Vec<T>) -> Self {
        Page { items, total: None, next: Next::End }
    }

    pub(crate) fn with_total(mut self, total: Option<i64>) -> Self {
        self.total = total;
        self
    }

    pub(crate) fn with_next(mut self, url: Option<String>) -> Self {
        self.next = url.filter(|url| !url.is_empty()).map_or(Next::End, Next::Url);
        self
    }

    /// Follows the `Link` header's `rel="next"`.
    pub(crate) fn with_next_link(self, headers: &HeaderMap) -> Self {
        self.with_next(link::target(headers, "next"))
    }

    pub(crate) fn with_next_cursor(mut self, name: &str, cursor: Option<String>) -> Self {
        self.next = cursor
            .filter(|cursor| !cursor.is_empty())
            .map_or(Next::End, |value| Next::Parameter { name: name.to_owned(), value });
        self
    }

    pub(crate) fn with_next_number(mut self, name: &'static str, first: i64) -> Self {
        self.next = Next::Number { name, first };
        self
    }

    pub(crate) fn with_next_offset(mut self, name: &'static str) -> Self {
        self.next = Next::Offset { name };
        self
    }

    /// The number of items on this page.
    pub fn len(&self) -> usize {
        self.items.len()
    }

    /// Whether there is nothing on this page.
    pub fn is_empty(&self) -> bool {
        self.items.is_empty()
    }
}

impl<T> IntoIterator for Page<T> {
    type Item = T;
    type IntoIter = std::vec::IntoIter<T>;

    fn into_iter(self) -> Self::IntoIter {
        self.items.into_iter()
    }
}

impl<'a, T> IntoIterator for &'a Page<T> {
    type Item = &'a T;
    type IntoIter = std::slice::Iter<'a, T>;

    fn into_iter(self) -> Self::IntoIter {
        self.items.iter()
    }
}

type Read<T> = Arc<dyn Fn(Reply) -> Result<Page<T>> + Send + Sync>;

/// Every page of a list, fetched one after the other as the stream is polled. After an error it ends.
#[must_use = "streams do nothing unless polled"]
pub struct Pages<T> {
    /// The request for the page to come or in flight; `None` at the end.
    request: Option<RawRequest>,
    flight: Option<BoxFuture<'static, Result<Reply>>>,
    read: Read<T>,
    /// Why there is no next page though the last one named one.
    fault: Option<Error>,
    seen: HashSet<String>,
    /// Items so far, and pages.
    items: i64,
    pages: i64,
}

impl<T> Pages<T> {
    /// Pages that `function` finds in the reply.
    pub(crate) fn new<R: Decode>(request: RawRequest, function: impl Fn(R) -> Page<T> + Send + Sync + 'static) -> Self {
        Self::reading(request, Arc::new(move |reply| reply.decode::<R>().map(&function)))
    }

    /// Pages that `function` finds in the reply and its headers.
    pub(crate) fn from_response<R: Decode>(
        request: RawRequest,
        function: impl Fn(Response<R>) -> Page<T> + Send + Sync + 'static,
    ) -> Self {
        Self::reading(request, Arc::new(move |reply| reply.into_response::<R>().map(&function)))
    }

    fn reading(request: RawRequest, read: Read<T>) -> Self {
        Pages { request: Some(request), flight: None, read, fault: None, seen: HashSet::new(), items: 0, pages: 0 }
    }

    /// The next page; `None` at the end. The same as the stream's, without a trait to import.
    pub async fn try_next(&mut self) -> Result<Option<Page<T>>> {
        next(self).await.transpose()
    }

    fn turn(&mut self, request: RawRequest, page: Result<Page<T>>) -> Result<Page<T>> {
        let page = page?;
        self.pages += 1;
        self.items += page.items.len() as i64;
        match self.follow(request, &page) {
            Ok(next) => self.request = next,
            Err(error) => self.fault = Some(error),
        }
        Ok(page)
    }

    /// The request for the page after `page`.
    fn follow(&mut self, request: RawRequest, page: &Page<T>) -> Result<Option<RawRequest>> {
        let counted_out = page.items.is_empty() || page.total.is_some_and(|total| self.items >= total);
        let next = match &page.next {
            Next::End => return Ok(None),
            Next::Url(url) => request.at(url)?,
            Next::Parameter { name, value } => request.query(name, value),
            Next::Number { .. } | Next::Offset { .. } if counted_out => return Ok(None),
            Next::Number { name, first } => {
                let begun_at = request.number(name).unwrap_or(*first);
                request.query(name, &(begun_at + 1))
            }
            Next::Offset { name } => {
                let offset = request.number(name).unwrap_or(0);
                request.query(name, &(offset + page.items.len() as i64))
            }
        };
        if !self.seen.insert(next.address()) {
            return Err(Error::paging("the pages lead in a circle").of(next.operation));
        }
        Ok(Some(next))
    }
}

impl<T> Stream for Pages<T> {
    type Item = Result<Page<T>>;

    fn poll_next(mut self: Pin<&mut Self>, context: &mut Context<'_>) -> Poll<Option<Self::Item>> {
        let this = &mut *self;
        if this.flight.is_none() {
            let Some(request) = &this.request else {
                return Poll::Ready(this.fault.take().map(Err));
            };
            if this.pages == 0 {
                this.seen.insert(request.address());
            }
            this.flight = Some(call::send(request.clone()));
        }
        let Some(flight) = &mut this.flight else {
            return Poll::Ready(None);
        };
        let reply = ready!(flight.as_mut().poll(context));
        this.flight = None;
        let Some(request) = this.request.take() else {
            return Poll::Ready(None);
        };
        let page = reply.and_then(|reply| (this.read)(reply));
        Poll::Ready(Some(this.turn(request, page)))
    }
}

impl<T> fmt::Debug for Pages<T> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Pages").field("next", &self.request).finish_non_exhaustive()
    }
}

/// Every item of every page, fetched page by page as the stream is polled. After an error it ends.
#[must_use = "streams do nothing unless polled"]
pub struct Items<T> {
    pages: Pages<T>,
    ready: VecDeque<T>,
}

impl<T> Items<T> {
    pub(crate) fn new(pages: Pages<T>) -> Self {
        Items { pages, ready: VecDeque::new() }
    }

    /// The next item; `None` at the end. The same as the stream's, without a trait to import.
    pub async fn try_next(&mut self) -> Result<Option<T>> {
        next(self).await.transpose()
    }

    /// All items in a list, or the first error.
    pub async fn into_vec(mut self) -> Result<Vec<T>> {
        let mut items = Vec::new();
        while let Some(item) = self.try_next().await? {
            items.push(item);
        }
        Ok(items)
    }
}

async fn next<S: Stream + Unpin>(stream: &mut S) -> Option<S::Item> {
    poll_fn(|context| Pin::new(&mut *stream).poll_next(context)).await
}

// Nothing is pinned in place: the items are handed out by value.
impl<T> Unpin for Items<T> {}
impl<T> Unpin for Pages<T> {}

impl<T> Stream for Items<T> {
    type Item = Result<T>;

    fn poll_next(mut self: Pin<&mut Self>, context: &mut Context<'_>) -> Poll<Option<Self::Item>> {
        loop {
            if let Some(item) = self.ready.pop_front() {
                return Poll::Ready(Some(Ok(item)));
            }
            match ready!(Pin::new(&mut self.pages).poll_next(context)) {
                Some(Ok(page)) => self.ready = page.items.into(),
                Some(Err(error)) => return Poll::Ready(Some(Err(error))),
                None => return Poll::Ready(None),
            }
        }
    }
}

impl<T> fmt::Debug for Items<T> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Items").field("ready", &self.ready.len()).field("pages", &self.pages).finish()
    }
}
