//! The door to 127.0.0.1: requests come in over a socket and are answered one after another by one thread.

use std::collections::BTreeMap;
use std::future::IntoFuture as _;
use std::net::Ipv4Addr;
use std::sync::mpsc;
use std::time::Duration;

use anyhow::{Context as _, Result};
use axum::Router;
use axum::body::{Body, to_bytes};
use axum::http::{HeaderValue, Response, StatusCode, header};
use tokio::net::TcpListener;
use tokio::sync::{oneshot, watch};

use super::app::Answer;
use crate::fill::posted::MOST_BYTES;
use crate::fill::wall::{NotLetIn, Request};

/// The program ends so long after the last request.
const IDLE: Duration = Duration::from_mins(30);

/// What is under way when it ends has so long to come to its end.
const GRACE: Duration = Duration::from_secs(2);

/// What the pages may do: nothing but what came with them.
const POLICY: &str = "default-src 'none'; style-src 'self'; script-src 'self'; connect-src 'self'; form-action 'self'; \
                      frame-ancestors 'none'; base-uri 'none'";
/// A document that is read has its style in it, and no script.
const POLICY_OF_DOCUMENT: &str = "default-src 'none'; style-src 'unsafe-inline'; form-action 'none'; frame-ancestors 'none'; base-uri 'none'";

/// A request that waits for its answer.
struct Waiting {
    request: Request,
    answer: oneshot::Sender<Answer>,
}

/// A listener on a port of 127.0.0.1 that the system chooses.
///
/// # Errors
/// Where the system has none.
pub fn listen() -> Result<std::net::TcpListener> {
    let listener = std::net::TcpListener::bind((Ipv4Addr::LOCALHOST, 0));
    let listener = listener.context("no page could be opened on this machine")?;
    listener.set_nonblocking(true)?;
    Ok(listener)
}

/// Answers requests until it ends: half an hour after the last, by a page that ends it, or by Ctrl-C. What is being saved is
/// saved first.
///
/// # Errors
/// Where the socket fails.
pub fn serve(listener: std::net::TcpListener, mut answer: impl FnMut(&Request) -> Answer) -> Result<()> {
    let (requests, waiting) = mpsc::channel::<Waiting>();
    let (end, ended) = watch::channel(false);
    let door = std::thread::spawn(move || door(listener, requests, ended));
    // Nobody comes for half an hour, or the door is closed by Ctrl-C; or a page ends it, whose style is still asked for.
    let mut patience = IDLE;
    while let Ok(Waiting { request, answer: to }) = waiting.recv_timeout(patience) {
        let answer = answer(&request);
        if answer.ends {
            patience = GRACE;
        }
        let _ = to.send(answer);
    }
    let _ = end.send(true);
    drop(waiting);
    door.join()
        .map_err(|_| anyhow::anyhow!("the page stopped working"))?
}

/// Takes requests in until the end.
fn door(
    listener: std::net::TcpListener,
    requests: mpsc::Sender<Waiting>,
    mut ended: watch::Receiver<bool>,
) -> Result<()> {
    let runtime = tokio::runtime::Builder::new_current_thread()
        .enable_all()
        .build()?;
    runtime.block_on(async move {
        let listener = TcpListener::from_std(listener)?;
        let router = Router::new().fallback(move |request: axum::extract::Request| {
            let requests = requests.clone();
            async move { response(request, requests).await }
        });
        let (closing, mut closed) = watch::channel(false);
        let until = async move {
            tokio::select! {
                _ = ended.wait_for(|ended| *ended) => {}
                _ = tokio::signal::ctrl_c() => {}
            }
            let _ = closing.send(true);
        };
        let serving = axum::serve(listener, router).with_graceful_shutdown(until);
        tokio::select! {
            served = serving.into_future() => served?,
            // A browser may hold a connection open for which it asks nothing any more.
            () = async {
                let _ = closed.wait_for(|closed| *closed).await;
                tokio::time::sleep(GRACE).await;
            } => {}
        }
        Ok(())
    })
}

async fn response(request: axum::extract::Request, requests: mpsc::Sender<Waiting>) -> Response<Body> {
    let (head, body) = request.into_parts();
    let mut headers: BTreeMap<String, Vec<String>> = BTreeMap::new();
    for (name, value) in &head.headers {
        let value = String::from_utf8_lossy(value.as_bytes()).into_owned();
        headers.entry(name.as_str().to_owned()).or_default().push(value);
    }
    let Ok(body) = to_bytes(body, MOST_BYTES).await else {
        return sent(Answer::refused(NotLetIn::TooLarge));
    };
    let request = Request {
        method: head.method.as_str().to_owned(),
        path: head.uri.path().to_owned(),
        query: head.uri.query().unwrap_or_default().to_owned(),
        headers,
        body: body.to_vec(),
    };
    let (to, answer) = oneshot::channel();
    let waiting = Waiting { request, answer: to };
    if requests.send(waiting).is_err() {
        return sent(Answer::refused(NotLetIn::Method));
    }
    sent(answer.await.unwrap_or_else(|_| Answer::refused(NotLetIn::Method)))
}

/// An answer with the headers that every answer has.
fn sent(answer: Answer) -> Response<Body> {
    let policy = if answer.own_style {
        POLICY_OF_DOCUMENT
    } else {
        POLICY
    };
    let mut response = Response::new(Body::from(answer.body));
    *response.status_mut() = StatusCode::from_u16(answer.status).unwrap_or(StatusCode::INTERNAL_SERVER_ERROR);
    let headers = response.headers_mut();
    for (name, value) in [
        (header::CONTENT_TYPE, answer.content_type),
        (header::CONTENT_SECURITY_POLICY, policy),
        (header::X_CONTENT_TYPE_OPTIONS, "nosniff"),
        (header::REFERRER_POLICY, "no-referrer"),
        (header::CACHE_CONTROL, "no-store"),
    ] {
        headers.insert(name, HeaderValue::from_static(value));
    }
    for (name, value) in [
        (header::LOCATION, answer.location),
        (header::SET_COOKIE, answer.cookie),
    ] {
        if let Some(value) = value.and_then(|value| HeaderValue::from_str(&value).ok()) {
            headers.insert(name, value);
        }
    }
    response
}
