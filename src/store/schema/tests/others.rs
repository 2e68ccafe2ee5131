use super::{allocation, check, schema, shipped_forms};
use crate::framework::{Date, Grade};
use crate::record::FileKind;

#[test]
fn the_other_roles_files_are_held_to_their_keys() {
    for (form, rubric) in shipped_forms() {
        let of = |kind| schema(&form, rubric.as_ref(), kind);
        let section = form.sections[0].id.as_str();
        let moderation = if form.process().regrades {
            format!(
                "moderator: Una Quill\nstarted: 2026-12-10\nevidence_sufficient: no\nrecord_sampled: [{section}]\nregrades: [ {{ section: {section}, to: RI, reason: thin }} ]\noverall: {{ grade: G, reason: }}\nmanagement_oversight:\nfindings:\ncomments_for_auditor:\nsigned_off:\n"
            )
        } else {
            "reviewer: Una Quill\nstarted:\nevidence_sufficient: yes\ncomments_for_auditor: |\n  Good\nsigned_off: 2026-12-20\n".to_owned()
        };
        let first = form.staff_feedback[0].id.as_str();
        let good = [
            (FileKind::Moderation, moderation),
            (
                FileKind::CaseDirection,
                "by: A\ndate: 2026-12-10\ndirection: |\n  Do\nactions_reviewed:\nreview:\n".to_owned(),
            ),
            (
                FileKind::Feedback,
                format!(
                    "by: A\ndate:\ndiscussed_in_supervision:\nanswers: {{ {first}: yes }}\nimprovement_plan:\nsupervisor: {{ by: B, date: 2026-12-20, comment: Thanks }}\n"
                ),
            ),
            (
                FileKind::ReAudit,
                "auditor: C\ndate: 2027-02-01\nprogress: |\n  Some\ngrade: G\nactions: []\n".to_owned(),
            ),
            (
                FileKind::AppreciativeEnquiry,
                "what_went_well:\nhow_it_was_done:\nwhat_to_share:\nagreed_with_worker: 2026-12-10\n"
                    .to_owned(),
            ),
        ];
        for (kind, text) in good {
            assert_eq!(check(&of(kind), &text), Ok(()), "{} {}", form.id, kind.name());
            let more = format!("{text}nonsense: 1\n");
            assert!(check(&of(kind), &more).is_err(), "{more}");
        }
    }
}

#[test]
fn a_slip_in_another_roles_file_is_refused() {
    let (form, rubric) = shipped_forms().swap_remove(0);
    for (kind, slip) in [
        (FileKind::Moderation, "signed_off: soon\n"),
        (FileKind::Moderation, "evidence_sufficient: perhaps\n"),
        (FileKind::Moderation, "regrades: [ { section: nonsense } ]\n"),
        (FileKind::Feedback, "answers: { q99: x }\n"),
        (FileKind::ReAudit, "grade: N/A\n"),
    ] {
        assert!(
            check(&schema(&form, rubric.as_ref(), kind), slip).is_err(),
            "{slip}"
        );
    }
}

#[test]
fn what_is_made_for_the_other_roles_passes_its_schema() {
    use crate::record::{Allocation, Audit};
    use crate::store::scaffold as made;
    let day = |text: &str| -> Date { text.parse().unwrap() };
    for (form, rubric) in shipped_forms() {
        let allocation = Allocation {
            worker: Some("Kit Adams".to_owned()),
            manager: Some("Ann Brook".to_owned()),
            ..allocation(&form)
        };
        let step = made::StepForm {
            form: &form,
            rubric: rubric.as_ref(),
            allocation: &allocation,
            due: None,
        };
        let moderation = made::moderation_yaml(&made::ModerationForm {
            step,
            moderator: "Una",
            auditor: "Bryn",
            started: day("2026-12-08"),
            audit: &Audit::default(),
            oversight: true,
        });
        let direction = made::direction_yaml(&made::DirectionForm {
            step,
            by: None,
            auditor: "Bryn",
            is_final: true,
            actions: &[],
            review_due: None,
        });
        let feedback = made::feedback_yaml(&made::FeedbackForm {
            step,
            grade: Some(Grade::Inadequate),
            heard: true,
            supervisor: None,
            given: None,
        });
        let again = made::re_audit_yaml(&made::ReAuditForm {
            step,
            auditor: "Ida",
            first: "Bryn",
            actions: &[],
        });
        for (kind, text) in [
            (FileKind::Moderation, moderation),
            (FileKind::CaseDirection, direction),
            (FileKind::Feedback, feedback),
            (FileKind::ReAudit, again),
            (
                FileKind::AppreciativeEnquiry,
                made::appreciative_yaml(&step, "Bryn"),
            ),
        ] {
            let schema = schema(&form, rubric.as_ref(), kind);
            assert_eq!(check(&schema, &text), Ok(()), "{text}");
        }
    }
}
