use super::is_told;
use crate::record::Route;

#[test]
fn what_somebody_wrote_in_their_own_words_is_told_nowhere() {
    let long = "Good ".repeat(13);
    for (key, value, told) in [
        // A day, a grade, a choice or a small number, whatever it answers.
        ("sections.reviews.story", "2026-10-01", true),
        ("sections.reviews.story", "Good", true),
        ("sections.reviews.story", "yes", true),
        ("sections.reviews.story", "false", true),
        ("sections.reviews.story", "120", true),
        // Who of the staff, and whatever else is chosen from a list.
        ("moderator", "Nadia Karim", true),
        ("sections.reviews.grade", "not yet agreed", true),
        // A longer number may be a case's; words may be a child's; what is long or in lines was not chosen.
        ("sections.reviews.story", "1204", false),
        ("sections.reviews.story", "Kit moved", false),
        ("header.child", "Kit Adams", false),
        ("sections.reviews.grade", long.as_str(), false),
        ("sections.reviews.grade", "Good\nKit", false),
    ] {
        assert_eq!(is_told(None, &Route::from(key), value), told, "{key}: {value}");
    }
}
