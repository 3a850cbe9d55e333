//! The mini-client's `client.rs`.

use std::collections::BTreeMap;

use crate::machines::Machines;
use crate::models;
use crate::runtime::{
    Api, Auth, Client, ClientBuilder, Error, ErrorFields, ErrorViews, RateLimitHeaders, Result, Scheme, Secret,
    ServerUrl, TokenProvider,
};

pub(crate) static API: Api = Api {
    name: "mini-client",
    version: "1.2.3",
    servers: &[ServerUrl { url: "https://api.example.com", variables: &[] }],
    base_path: "",
    base_url_env: None,
    schemes: &[Scheme {
        name: "bearer",
        auth: Auth::Bearer { prefix: "Bearer" },
        env: &["MINI_TOKEN_FOR_TESTS", "MINI_ACCESS_TOKEN_FOR_TESTS"],
    }],
    security: &[&["bearer"]],
    rate_limit: Some(RateLimitHeaders {
        limit: "ratelimit-limit",
        remaining: "ratelimit-remaining",
        reset: "ratelimit-reset",
    }),
    error_fields: ErrorFields { code: &["id"], message: &["message"], request_id: &["request_id"] },
    request_id_header: Some("x-request-id"),
};

impl Client {
    /// A client that calls with this token.
    pub fn new(token: impl Into<Secret>) -> Result<Client> {
        Client::builder().token(token).build()
    }

    /// A client whose token is in the environment.
    pub fn from_env() -> Result<Client> {
        Client::builder().credentials_from_env().build()
    }

    /// A builder of clients.
    pub fn builder() -> ClientBuilder {
        ClientBuilder::new(&API)
    }

    /// Machines of the account.
    pub fn machines(&self) -> Machines {
        Machines::new(self.clone())
    }
}

static ERROR_VIEWS: ErrorViews = ErrorViews { detail: &["detail", "non_field_errors"], fields: None };
static FIELDS_APART: ErrorViews = ErrorViews { detail: &["message"], fields: Some("errors") };

impl ClientBuilder {
    /// The token to send with every call.
    pub fn token(self, token: impl Into<Secret>) -> Self {
        self.secret("bearer", token)
    }

    /// Whom to ask for a token before every attempt.
    pub fn token_provider(self, provider: impl TokenProvider) -> Self {
        self.provider("bearer", provider)
    }
}

impl Error {
    /// What is wrong as a whole.
    pub fn detail(&self) -> Option<String> {
        ERROR_VIEWS.detail(self)
    }

    /// What is wrong with each field.
    pub fn field_errors(&self) -> BTreeMap<String, Vec<String>> {
        ERROR_VIEWS.fields(self)
    }

    /// The same of an API that keeps its fields under a key.
    pub fn fields_apart(&self) -> BTreeMap<String, Vec<String>> {
        FIELDS_APART.fields(self)
    }

    /// The API's own description of the error.
    pub fn api(&self) -> Option<models::ApiError> {
        self.body_as()
    }
}
