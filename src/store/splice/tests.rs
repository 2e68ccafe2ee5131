use super::*;

fn set(route: &str, to: NewAnswer) -> AnswerChange {
    AnswerChange::Set {
        route: route.into(),
        to,
    }
}

fn short(text: &str) -> NewAnswer {
    NewAnswer::Short(text.to_owned())
}

fn text(text: &str) -> NewAnswer {
    NewAnswer::Text(text.to_owned())
}

fn made(before: &str, changes: &[AnswerChange]) -> String {
    String::from_utf8(spliced(before.as_bytes(), changes).unwrap()).unwrap()
}

#[test]
fn a_short_answer_stands_behind_its_key() {
    assert_eq!(made("a:\nb: 1\n", &[set("a", short("G"))]), "a: G\nb: 1\n");
}

#[test]
fn a_text_takes_the_place_that_the_form_has_for_it() {
    assert_eq!(
        made(
            "a:\n  b: |\n    \n\n# c\nc:\n",
            &[set("a.b", text("one\n\n# two"))]
        ),
        "a:\n  b: |\n    one\n\n    # two\n\n# c\nc:\n"
    );
}
