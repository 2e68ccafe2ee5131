//! Grades as a reader sees them: the auditor's stays beside the moderator's (Moderation: the moderator has the final
//! decision, with reasons).

use super::may_see::View;
use super::{DocumentBlock, GradeLooks, GradeShown, GradeTable, ShortAnswer, StatementShown};
use crate::framework::form::Section;
use crate::framework::rubric::Statement;
use crate::framework::word::StatementId;
use crate::framework::{Grade, Judgement};

/// Every grade in one table, before all else: of the whole and of each section, the auditor's beside the moderator's and the
/// reason where one was changed. Nothing where nothing is graded yet, or a panel is to have grades of its own.
pub(super) fn blocks(view: &View<'_>, blocks: &mut Vec<DocumentBlock>) {
    let (Some(form), Some(audit), false) = (view.form, view.audit, view.is_blind) else {
        return;
    };
    let graded = form.sections.iter().filter(|section| section.graded);
    let sections = graded.filter_map(|section| {
        let grade = audit.sections.get(&section.id)?.grade;
        Some((section.title.clone(), of_section(view, section, grade)))
    });
    let overall = Some(overall(view)).filter(|grade| grade.auditor.is_some() || grade.moderator.is_some());
    let overall = overall.map(|grade| ("Overall".to_owned(), grade));
    let all: Vec<(String, GradeShown)> = overall.into_iter().chain(sections).collect();
    let all: Vec<_> = all
        .into_iter()
        .filter(|(_, grade)| grade.auditor.is_some() || grade.moderator.is_some())
        .collect();
    if all.len() < 2 {
        return;
    }
    let with_reasons = all.iter().any(|(_, grade)| grade.regraded);
    let mut columns = vec!["Section".to_owned(), "Grade".to_owned()];
    if with_reasons {
        columns.push("The moderator's reason".to_owned());
    }
    let cells = |(title, grade): (String, GradeShown)| {
        let reason = grade
            .reason
            .filter(|_| with_reasons && grade.regraded)
            .unwrap_or_default();
        let words = [title, grade.shown, reason];
        words
            .into_iter()
            .take(columns.len())
            .map(ShortAnswer::Text)
            .collect()
    };
    let rows = all.into_iter().map(cells).collect();
    let caption = "Grades".to_owned();
    blocks.push(DocumentBlock::Table(GradeTable {
        caption,
        columns,
        rows,
    }));
}

/// A section's grade.
pub(super) fn of_section(view: &View<'_>, section: &Section, auditor: Option<Judgement>) -> GradeShown {
    let regrade = view
        .moderation
        .filter(|_| view.progress().moderated)
        .and_then(|moderation| {
            let mut regrades = moderation.regrades.iter();
            regrades.rfind(|regrade| regrade.section.as_ref() == Some(&section.id))
        });
    let moderator = regrade.and_then(|regrade| regrade.to);
    let reason = regrade.and_then(|regrade| regrade.reason.as_deref());
    GradeShown {
        guideline: guideline(view, section),
        ..shown("Grade of this section", auditor, moderator, reason)
    }
}

/// What the section's domains look like at each grade, the best first.
fn guideline(view: &View<'_>, section: &Section) -> Vec<GradeLooks> {
    let domains = section.domains.iter();
    let domains: Vec<_> = domains
        .filter_map(|id| view.source.rubric?.domain(id.as_str()))
        .collect();
    let looks = |grade: Grade| {
        let statements = domains.iter().flat_map(|domain| &domain.statements);
        let of_grade = statements.filter(|statement| statement.grade == grade);
        GradeLooks {
            grade: grade.title(),
            statements: of_grade.map(worded).collect(),
        }
    };
    let all = Grade::ALL.into_iter().rev().map(looks);
    all.filter(|looks| !looks.statements.is_empty()).collect()
}

/// The grade of the whole.
pub(super) fn overall(view: &View<'_>) -> GradeShown {
    let auditor = view.audit.and_then(|audit| audit.overall.grade);
    let moderation = view.moderation.filter(|_| view.progress().moderated);
    let moderator = moderation.and_then(|moderation| moderation.overall_grade);
    let reason = moderation.and_then(|moderation| moderation.overall_reason.as_deref());
    let mut grade = shown("Overall grade", auditor.map(Judgement::Graded), moderator, reason);
    let beside = match (grade.grade, moderator) {
        (None, _) => return grade,
        (_, Some(_)) if grade.regraded => return grade,
        (_, Some(_)) => "auditor and moderator agree",
        _ if view.progress().submitted.is_none() => "so far",
        _ if view.progress().settled.is_none() => "the auditor's, not final",
        _ if view.progress().needs_settling => "the auditor's; the evidence was reviewed",
        _ => return grade,
    };
    grade.shown = format!("{} ({beside})", grade.shown);
    grade
}

/// A re-audit's grade, beside the first audit's.
pub(super) fn again(view: &View<'_>, grade: Option<Grade>) -> GradeShown {
    let mut again = shown("Grade at the re-audit", grade.map(Judgement::Graded), None, None);
    if let Some(first) = view.progress().final_grade {
        again.shown = format!("{} (first audit: {})", again.shown, first.title());
    }
    again
}

fn shown(
    label: &str,
    auditor: Option<Judgement>,
    moderator: Option<Grade>,
    reason: Option<&str>,
) -> GradeShown {
    let words = |judgement: Option<Judgement>| match judgement {
        Some(Judgement::Graded(grade)) => grade.title(),
        Some(Judgement::NotApplicable) => "Not applicable",
        None => "Not graded",
    };
    let regraded = moderator.is_some_and(|to| auditor != Some(Judgement::Graded(to)));
    let final_one = moderator.map(Judgement::Graded).or(auditor);
    let mut shown = words(final_one).to_owned();
    if regraded {
        shown = format!("{shown} (auditor: {})", words(auditor));
    }
    GradeShown {
        label: label.to_owned(),
        shown,
        grade: final_one.and_then(Judgement::grade),
        auditor: auditor.map(|judgement| match judgement {
            Judgement::Graded(grade) => grade.code().to_owned(),
            Judgement::NotApplicable => "N/A".to_owned(),
        }),
        moderator,
        regraded,
        reason: reason.map(str::to_owned),
        guideline: Vec::new(),
    }
}

/// The statements that were cited, with their wording.
pub(super) fn statements(view: &View<'_>, cited: &[StatementId]) -> Vec<StatementShown> {
    cited.iter().map(|id| statement(view, id)).collect()
}

fn statement(view: &View<'_>, id: &StatementId) -> StatementShown {
    let known = view
        .source
        .rubric
        .and_then(|rubric| rubric.statement(id.as_str()));
    known.map_or_else(
        || StatementShown {
            id: id.to_string(),
            grade: None,
            grade_title: None,
            text: "the guideline holds no statement of this number".to_owned(),
        },
        |(_, statement)| worded(statement),
    )
}

/// A statement of the guideline, with what a reader must know of its wording.
fn worded(statement: &Statement) -> StatementShown {
    StatementShown {
        id: statement.id.to_string(),
        grade: Some(statement.grade),
        grade_title: Some(statement.grade.title()),
        text: statement.shown(),
    }
}
