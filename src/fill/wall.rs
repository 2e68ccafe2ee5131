//! Who may be answered: the page's own browser, and nobody else on the machine or from outside.
//!
//! The address is 127.0.0.1 alone. Other users of a shared desktop reach it too, so a token of 128 bits is the wall: it
//! stands in the first address, becomes a cookie there, and without it nothing is said, not even a name. A page of
//! somebody else's that is open in the same browser can neither read (`Host`, the cookie that is sent to no other site) nor
//! write (`Sec-Fetch-Site` or `Origin`, and a token in the form).

use std::collections::BTreeMap;
use std::fmt::Write as _;

use rand::Rng as _;

use super::posted::{MOST_BYTES, Posted, TOKEN};

/// A request as it came.
#[derive(Clone, Debug, Default)]
pub struct Request {
    /// `GET` or `POST`; anything else is refused.
    pub method: String,
    /// The path, without what follows a question mark.
    pub path: String,
    /// What follows the question mark.
    pub query: String,
    /// The headers, by their name in small letters; several of one name each.
    pub headers: BTreeMap<String, Vec<String>>,
    /// The body.
    pub body: Vec<u8>,
}

/// Why a request is not answered.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum NotLetIn {
    /// It was sent to another host's name.
    Host,
    /// It has no right to anything.
    NoToken,
    /// It comes from another site's page.
    OtherSite,
    /// It is larger than any page.
    TooLarge,
    /// It is no request that is answered here.
    Method,
    /// It is no page of ours.
    BadPost,
}

/// What comes in.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum LetIn {
    /// The first address: it turns into a cookie.
    First,
    /// A page that is asked for.
    Get,
    /// A page that was filled in.
    Post(Posted),
}

/// The wall of one run.
#[derive(Clone, Debug)]
pub struct Wall {
    port: u16,
    token: String,
    form_token: String,
}

/// 128 bits that nobody can guess.
fn secret() -> String {
    let mut bytes = [0_u8; 16];
    rand::rng().fill_bytes(&mut bytes);
    bytes.iter().fold(String::new(), |mut text, byte| {
        let _ = write!(text, "{byte:02x}");
        text
    })
}

/// Whether two texts are the same, in a time that does not tell where they differ.
fn same(given: &str, own: &str) -> bool {
    let pairs = given.bytes().zip(own.bytes());
    given.len() == own.len() && pairs.fold(0, |differ, (a, b)| differ | (a ^ b)) == 0
}

impl Request {
    fn header(&self, name: &str) -> Option<&str> {
        match self.headers.get(name).map(Vec::as_slice) {
            Some([one]) => Some(one),
            _ => None,
        }
    }
}

impl Wall {
    /// The wall of a run that answers at a port.
    pub fn new(port: u16) -> Self {
        Self {
            port,
            token: secret(),
            form_token: secret(),
        }
    }

    /// The address served, without a path.
    pub fn origin(&self) -> String {
        format!("http://127.0.0.1:{}", self.port)
    }

    /// The first address, which holds the token.
    pub fn first_address(&self) -> String {
        format!("{}/?key={}", self.origin(), self.token)
    }

    /// The token that each form sends along.
    pub fn form_token(&self) -> &str {
        &self.form_token
    }

    /// The cookie that stands for the token: cookies are shared among ports.
    fn cookie_name(&self) -> String {
        format!("qaf-{}", self.port)
    }

    /// The header that sets it.
    pub fn set_cookie(&self) -> String {
        format!(
            "{}={}; HttpOnly; SameSite=Strict; Path=/",
            self.cookie_name(),
            self.token
        )
    }

    /// Lets a request in, or says why not.
    ///
    /// # Errors
    /// Where it is not of the page's own browser.
    pub fn look(&self, request: &Request) -> Result<LetIn, NotLetIn> {
        if request.header("host") != Some(&format!("127.0.0.1:{}", self.port)) {
            return Err(NotLetIn::Host);
        }
        let key = form_urlencoded::parse(request.query.as_bytes()).find(|(name, _)| name == "key");
        if request.method == "GET"
            && let Some((_, key)) = key
        {
            let is_ours = request.path == "/" && same(&key, &self.token);
            return if is_ours {
                Ok(LetIn::First)
            } else {
                Err(NotLetIn::NoToken)
            };
        }
        let cookie = self.cookie_name();
        let cookies = request
            .headers
            .get("cookie")
            .into_iter()
            .flatten()
            .flat_map(|line| line.split(';'));
        let mut pairs = cookies.filter_map(|pair| pair.trim().split_once('='));
        if !pairs.any(|(name, value)| name == cookie && same(value, &self.token)) {
            return Err(NotLetIn::NoToken);
        }
        match request.method.as_str() {
            "GET" => Ok(LetIn::Get),
            "POST" => self.look_at_post(request),
            _ => Err(NotLetIn::Method),
        }
    }

    fn look_at_post(&self, request: &Request) -> Result<LetIn, NotLetIn> {
        let is_own = match request.headers.get("sec-fetch-site") {
            Some(site) => *site == ["same-origin"],
            None => request.header("origin") == Some(&self.origin()),
        };
        if !is_own {
            return Err(NotLetIn::OtherSite);
        }
        if request.body.len() > MOST_BYTES {
            return Err(NotLetIn::TooLarge);
        }
        let posted = Posted::parse(&request.body).map_err(|_| NotLetIn::BadPost)?;
        match posted.one(TOKEN) {
            Some(token) if same(token, &self.form_token) => Ok(LetIn::Post(posted)),
            _ => Err(NotLetIn::OtherSite),
        }
    }
}

impl NotLetIn {
    /// The status, and the sentence that is sent with it; no name is in it.
    pub fn told(self) -> (u16, &'static str) {
        match self {
            Self::Host => (421, "This address is not served here."),
            Self::NoToken => (
                403,
                "This page opens only by the address that qaf fill printed when it was started. Start it again, or look \
                 for the address in its window.",
            ),
            Self::OtherSite => (
                403,
                "This did not come from a page of qaf that is still open, so nothing was saved. Go back, copy what you \
                 typed, and open the page anew.",
            ),
            Self::TooLarge => (
                413,
                "This page holds more text than a file may have, so nothing was saved. Go back and shorten it.",
            ),
            Self::Method => (405, "This is not answered here."),
            Self::BadPost => (
                400,
                "This is no page of qaf, so nothing was saved. Go back and open the page anew.",
            ),
        }
    }
}

#[cfg(test)]
mod tests;
