//! Who is let in, and who is not: each line of the wall by itself.

use super::*;

fn wall() -> Wall {
    Wall {
        port: 4711,
        token: "a".repeat(32),
        form_token: "b".repeat(32),
    }
}

/// A page that the page's own browser sends.
fn post(body: &str) -> Request {
    let headers = [
        ("host", "127.0.0.1:4711".to_owned()),
        ("cookie", format!("other=1; qaf-4711={}", "a".repeat(32))),
        ("sec-fetch-site", "same-origin".to_owned()),
    ];
    Request {
        method: "POST".to_owned(),
        path: "/1/p/1".to_owned(),
        headers: headers.map(|(name, value)| (name.to_owned(), vec![value])).into(),
        body: body.as_bytes().to_vec(),
        ..Request::default()
    }
}

fn with(header: &str, value: &str) -> Request {
    let mut request = post(&format!("token={}", "b".repeat(32)));
    request.headers.insert(header.to_owned(), vec![value.to_owned()]);
    request
}

fn refused(request: &Request) -> NotLetIn {
    wall().look(request).unwrap_err()
}

#[test]
fn a_page_of_the_pages_own_browser_comes_in() {
    let entry = wall()
        .look(&post(&format!("token={}&a:x=1", "b".repeat(32))))
        .unwrap();
    let LetIn::Post(posted) = entry else {
        panic!("no page")
    };
    assert_eq!(posted.answer("x"), ["1"]);
    let mut get = post("");
    "GET".clone_into(&mut get.method);
    assert_eq!(wall().look(&get), Ok(LetIn::Get));
}

#[test]
fn another_hosts_name_is_not_answered_even_where_it_leads_here() {
    for host in [
        "evil.example:4711",
        "localhost:4711",
        "127.0.0.1",
        "127.0.0.1:4712",
        "",
    ] {
        assert_eq!(refused(&with("host", host)), NotLetIn::Host, "{host}");
    }
    let mut twice = post("");
    twice
        .headers
        .insert("host".to_owned(), vec!["127.0.0.1:4711".to_owned(); 2]);
    assert_eq!(refused(&twice), NotLetIn::Host);
    assert_eq!(NotLetIn::Host.told().0, 421);
}

#[test]
fn without_the_token_nothing_is_answered() {
    for cookie in [
        "",
        "qaf-4711=",
        "qaf-4711=b",
        "qaf-4712=aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa",
    ] {
        assert_eq!(refused(&with("cookie", cookie)), NotLetIn::NoToken, "{cookie}");
    }
    let mut first = post("");
    "GET".clone_into(&mut first.method);
    first.headers.remove("cookie");
    "/".clone_into(&mut first.path);
    first.query = format!("key={}", "a".repeat(32));
    assert_eq!(wall().look(&first), Ok(LetIn::First));
    first.query = format!("key={}", "b".repeat(32));
    assert_eq!(refused(&first), NotLetIn::NoToken);
}

#[test]
fn another_sites_page_can_not_write() {
    for site in ["cross-site", "same-site", "none"] {
        assert_eq!(
            refused(&with("sec-fetch-site", site)),
            NotLetIn::OtherSite,
            "{site}"
        );
    }
    let mut old = with("origin", "http://127.0.0.1:4711");
    old.headers.remove("sec-fetch-site");
    assert!(
        wall().look(&old).is_ok(),
        "a browser that sends no Sec-Fetch-Site sends Origin"
    );
    for origin in ["http://evil.example", "http://127.0.0.1:4712", "null"] {
        old.headers.insert("origin".to_owned(), vec![origin.to_owned()]);
        assert_eq!(refused(&old), NotLetIn::OtherSite, "{origin}");
    }
    old.headers.remove("origin");
    assert_eq!(refused(&old), NotLetIn::OtherSite, "neither is sent");
}

#[test]
fn a_form_without_its_token_is_not_taken() {
    for body in ["", "token=", "token=aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa"] {
        assert_eq!(refused(&post(body)), NotLetIn::OtherSite, "{body}");
    }
}

#[test]
fn what_is_larger_than_any_page_is_not_taken() {
    let token = format!("token={}", "b".repeat(32));
    let large = format!("{token}&a:x={}", "x".repeat(MOST_BYTES));
    assert_eq!(refused(&post(&large)), NotLetIn::TooLarge);
    let many = format!("{token}{}", "&a:x=1".repeat(400));
    assert_eq!(refused(&post(&many)), NotLetIn::BadPost);
    assert_eq!(refused(&post(&format!("{token}&was=1"))), NotLetIn::BadPost);
    assert!(
        wall()
            .look(&post(&format!("{token}{}", "&a:x=1".repeat(399))))
            .is_ok()
    );
}

#[test]
fn no_other_method_is_answered() {
    for method in ["PUT", "DELETE", "OPTIONS", "HEAD"] {
        let mut request = post("");
        method.clone_into(&mut request.method);
        assert_eq!(refused(&request), NotLetIn::Method, "{method}");
    }
}

#[test]
fn a_token_is_new_in_each_run_and_has_128_bits() {
    let (one, other) = (Wall::new(1), Wall::new(1));
    assert_eq!(one.token.len(), 32);
    assert_ne!(one.token, other.token);
    assert_ne!(one.token, one.form_token);
}
