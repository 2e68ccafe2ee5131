use super::*;

mod items;
mod refused;
mod short;
mod texts;
mod whole;

fn set(route: impl Into<Route>, to: NewAnswer) -> AnswerChange {
    AnswerChange::Set {
        route: route.into(),
        to,
    }
}

fn add(route: &str, item: &[(&str, NewAnswer)]) -> AnswerChange {
    AnswerChange::Add {
        route: route.into(),
        item: item.iter().map(|(key, to)| ((*key).into(), to.clone())).collect(),
    }
}

fn remove(list: &str, index: usize) -> AnswerChange {
    AnswerChange::Remove {
        route: Route::from(list).item(index),
    }
}

fn short(text: &str) -> NewAnswer {
    NewAnswer::Short(text.to_owned())
}

fn text(text: &str) -> NewAnswer {
    NewAnswer::Text(text.to_owned())
}

fn several(words: &[&str]) -> NewAnswer {
    NewAnswer::Several(words.iter().map(|word| (*word).to_owned()).collect())
}

#[track_caller]
fn made(before: &str, changes: &[AnswerChange]) -> String {
    match spliced(before.as_bytes(), changes) {
        Ok(bytes) => String::from_utf8(bytes).unwrap(),
        Err(error) => panic!("{error}\n{before}"),
    }
}

/// What becomes of a file by one answer at `a`.
#[track_caller]
fn with_a(before: &str, to: NewAnswer) -> String {
    made(before, &[set("a", to)])
}

#[track_caller]
fn refused(before: &str, changes: &[AnswerChange]) -> NotSpliced {
    match spliced(before.as_bytes(), changes) {
        Ok(bytes) => panic!("{}", String::from_utf8_lossy(&bytes)),
        Err(error) => error,
    }
}
