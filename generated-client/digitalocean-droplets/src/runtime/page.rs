//! One page of a list, and what leads to the next.

use std::fmt;

use http::HeaderMap;

use super::link;

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
