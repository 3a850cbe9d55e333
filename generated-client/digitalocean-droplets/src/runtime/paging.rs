//! Lists that come in pages: every page, every item.

use std::collections::{HashSet, VecDeque};
use std::fmt;
use std::pin::Pin;
use std::sync::Arc;
use std::task::{Context, Poll, ready};

use futures_core::Stream;

use super::call;
use super::error::{Error, Result};
use super::json::decode::Decode;
use super::page::{Next, Page};
use super::request::RawRequest;
use super::response::{Reply, Response};
use super::transport::{BoxFuture, next};

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
    ///
    /// # Errors
    ///
    /// If the call for the page fails, or the page before leads nowhere or in a circle. It is the end then.
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
    ///
    /// # Errors
    ///
    /// If a page cannot be had, after the items of all pages before it. It is the end then.
    pub async fn try_next(&mut self) -> Result<Option<T>> {
        next(self).await.transpose()
    }

    /// All items in a list.
    ///
    /// # Errors
    ///
    /// If a page cannot be had; the items of the pages before it are lost.
    pub async fn into_vec(mut self) -> Result<Vec<T>> {
        let mut items = Vec::new();
        while let Some(item) = self.try_next().await? {
            items.push(item);
        }
        Ok(items)
    }
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
