//! The shape of `audit.yaml`.

use std::borrow::Cow;
use std::collections::BTreeMap;

use super::{BLANK, KeyKind, KeyWalker, key};
use crate::framework::form::{Block, FamilyFeedback, Form, graded};
use crate::framework::word::{FieldId, QuestionId};
use crate::framework::{Date, FormRef};
use crate::record::audit::{Audit, Consent, Explained, OverallGrade, Professional, SystemLearning};
use crate::record::{Action, FamilyEntry, TwoAnswers};

/// What is asked of an action where the form grades sections.
const OF_SECTION: &str = "\nSay of each which section it answers, by its title, where it answers one; each Inadequate section needs one that does.";

impl Audit {
    /// The way over `audit.yaml`.
    pub(crate) fn walk<'a>(&'a self, form: &'a Form, w: &mut impl KeyWalker<'a>) -> Self {
        let done = "The day on which you are done. Leave it empty until then, and never change it after";
        let again =
            "Only if it was sent back to you: the day you submitted again; as in: resubmitted: [2026-12-09]";
        let form_key = key("form", "The form and its version").under("");
        let named = form_key.said(w, KeyKind::Form(&form.id), None);
        let mut audit = Self {
            form: named.as_deref().and_then(FormRef::parse),
            date_of_audit: key("date_of_audit", "The day of the audit")
                .asks("The day of the audit, such as 2026-12-03")
                .date(w, self.date_of_audit),
            submitted: key(
                "submitted",
                "The day on which you are done; empty until then, never changed after",
            )
            .asks(done)
            .at_the_end()
            .date(w, self.submitted),
            resubmitted: key(
                "resubmitted",
                "A day for each time it was sent back to you and submitted again",
            )
            .asks(again)
            .at_the_end()
            .dates(w, &self.resubmitted),
            ..Self::default()
        };
        let header = key("header", "About the case").under("About the case");
        let header = header.asked_if(form.asks_in_header());
        let header = w.block(header, |w| w.fields(&form.header, &self.header));
        audit.header = header.unwrap_or_default();
        if form.process().asks_consent {
            self.walk_consent(&mut audit, w);
        } else {
            self.walk_checklist(&mut audit, form, w);
        }
        let sections = key("sections", "The graded sections").of(KeyKind::EverySection);
        let sections = w.block(sections, |w| self.walk_sections(form, w));
        audit.sections = sections.unwrap_or_default();
        if let Some(asked) = &form.worker_feedback {
            let intro = asked.intro.as_deref();
            let block = key("worker_feedback", intro.unwrap_or("What the worker says"))
                .under("What the worker says")
                .asks(intro.unwrap_or_default());
            let said = w.block(block, |w| self.worker_feedback.walk(asked, w));
            audit.worker_feedback = said.unwrap_or_default();
        }
        if let Some(family) = &form.family_feedback {
            audit.family_feedback = self.walk_family(family, w);
        }
        self.walk_rest(&mut audit, form, w);
        audit
    }

    /// What an observation has in the place of a checklist.
    fn walk_consent<'a>(&'a self, audit: &mut Self, w: &mut impl KeyWalker<'a>) {
        let before = key(
            "agreed_with_worker",
            "The day on which the case was talked over with the worker before",
        )
        .under("Before and after the observation")
        .asks("The day on which you talked the case over with the worker before");
        audit.agreed_with_worker = before.date(w, self.agreed_with_worker);
        let agreed = "Who of the family agreed to the observation, and when; as in:\nconsent: [ { from: mother, date: 2026-12-01 } ]";
        let consent = key("consent", "Who of the family agreed to be observed").asks(agreed);
        let consent = consent.each("", "A consent");
        audit.consent = w.list(consent, &self.consent, &BLANK.consent, |it, w| Consent {
            from: key("from", "Who agreed").name(w, &it.from),
            date: key("date", "When").date(w, it.date),
        });
        let after = key(
            "discussed_with_worker",
            "The day on which the report was talked over with the worker",
        )
        .asks("The day on which you talked the report over with the worker");
        audit.discussed_with_worker = after.date(w, self.discussed_with_worker);
        let filed = "The day on which it went onto the supervision file, for appraisal";
        audit.filed_for_appraisal = key("filed_for_appraisal", filed)
            .asks(filed)
            .date(w, self.filed_for_appraisal);
    }

    /// The ten-day checklist of a case-file audit.
    fn walk_checklist<'a>(&'a self, audit: &mut Self, form: &'a Form, w: &mut impl KeyWalker<'a>) {
        let steps = key("preparation", "The steps of the audit, each with its day")
            .under("Your ten working days")
            .asks("The date of each step, as you take it.");
        let steps = steps.asked_if(!form.preparation.is_empty());
        let steps = w.block(steps, |w| {
            let mut days: BTreeMap<FieldId, Date> = BTreeMap::new();
            for step in &form.preparation {
                let asked = key(step.id.as_str(), &step.label).asks(&step.label);
                let day = asked.date(w, self.preparation.get(&step.id).copied());
                days.extend(day.map(|day| (step.id.clone(), day)));
            }
            days
        });
        audit.preparation = steps.unwrap_or_default();
        let notes = match &form.session_notes {
            Some(asked) => key("session_notes", asked).under("").asks(asked),
            None => key("session_notes", "Notes of the session").asked_if(false),
        };
        audit.session_notes = notes.text(w, &self.session_notes);
    }

    fn walk_family<'a>(&'a self, family: &'a FamilyFeedback, w: &mut impl KeyWalker<'a>) -> Vec<FamilyEntry> {
        let intro = family.intro.as_deref();
        w.list(
            key("family_feedback", intro.unwrap_or("What the family said"))
                .under("What the family said")
                .asks(intro.unwrap_or_default())
                .each("", "One family member"),
            &self.family_feedback,
            &BLANK.family,
            |it, w| it.walk(family, w),
        )
    }

    /// What every form has after its sections, and the further blocks that it asks for.
    fn walk_rest<'a>(&'a self, audit: &mut Self, form: &'a Form, w: &mut impl KeyWalker<'a>) {
        let wording = |name: &str| form.wording(name).unwrap_or_default();
        let asked = |block: Block, heading| {
            let says = form.wording(block.name()).unwrap_or(block.name());
            key(block.name(), says).under(heading).asks(wording(block.name()))
        };
        if form.asks_for(Block::Professionals) {
            let list = asked(Block::Professionals, "Other professionals")
                .each("professional", "What another professional said");
            audit.professionals = w.list(list, &self.professionals, &BLANK.professional, Professional::walk);
        }
        let teams = form.wording("specialist_teams");
        let has_teams = teams.is_some();
        let teams = key(
            "specialist_teams",
            teams.unwrap_or("The impact of specialist teams"),
        )
        .asked_if(has_teams)
        .under("Specialist teams")
        .asks(wording("specialist_teams"));
        audit.specialist_teams = teams.text(w, &self.specialist_teams);
        if form.overall {
            audit.overall = self.overall.walk(form, w);
        }
        if form.asks_for(Block::KeyFindings) {
            let findings = w.block(asked(Block::KeyFindings, "Key findings"), |w| {
                self.walk_findings(w)
            });
            audit.key_findings = findings.unwrap_or_default();
        }
        if form.asks_for(Block::Improvement) {
            audit.improvement = asked(Block::Improvement, "Improvement").text(w, &self.improvement);
        }
        if form.asks_for(Block::Actions) {
            let mut list = asked(Block::Actions, "Actions");
            if graded(&form.sections).next().is_some() {
                list.asks.to_mut().push_str(OF_SECTION);
            }
            audit.actions = Action::walk_all(list, &self.actions, &form.sections, w);
        }
        if form.asks_for(Block::SystemLearning) {
            let list = asked(Block::SystemLearning, "Learning for the whole system");
            audit.system_learning = SystemLearning::walk_all(list, &self.system_learning, form, w);
        }
        self.walk_last(audit, w);
    }

    fn walk_findings<'a>(&'a self, w: &mut impl KeyWalker<'a>) -> BTreeMap<String, String> {
        let mut findings = BTreeMap::new();
        for (name, says) in [
            ("findings", "The findings"),
            ("learning_points", "The learning points"),
            ("recommendations", "The recommendations"),
        ] {
            let stands = self.key_findings.get(name).map(String::as_str);
            let said = key(name, says).said(w, KeyKind::Text, stands);
            findings.extend(said.map(|said| (name.to_owned(), said)));
        }
        findings
    }

    fn walk_last<'a>(&'a self, audit: &mut Self, w: &mut impl KeyWalker<'a>) {
        let tags = "Tags of your own, so that audits on one theme are found together, or on where services meet (adoption, adult-mental-health, preparing-for-adulthood); as in:\nthemes: [voice-of-child]";
        audit.themes = key(
            "themes",
            "Tags of your own, by which audits on one theme are found",
        )
        .under("Last things")
        .asks(tags)
        .tags(w, &self.themes);
        let right = "If qaf asks about something that is right as it stands, say why instead of changing it.";
        audit.explained = w.list(
            key("explained", "Queries that are answered instead of amended")
                .asks(right)
                .each("query", "A query answered")
                .at_the_end(),
            &self.explained,
            &BLANK.explained,
            |it, w| Explained {
                query: key("query", "The query, by the name that qaf gives it")
                    .asks("the-rule-it-names")
                    .name(w, &it.query),
                reason: key("reason", "Why it is right as it stands")
                    .asks("Why it is right")
                    .text(w, &it.reason),
            },
        );
    }
}

impl OverallGrade {
    fn walk<'a>(&'a self, form: &'a Form, w: &mut impl KeyWalker<'a>) -> Self {
        let (overall, reasons) = (form.wording("overall"), form.wording("reasons"));
        let block = key("overall", "The grade of the whole")
            .under("Overall grade")
            .asks(format!("{}\n{{outstanding}}", overall.unwrap_or_default()));
        let read = w.block(block, |w| Self {
            grade: key("grade", overall.unwrap_or("The grade of the whole"))
                .asks("O, G, RI or I")
                .grade(w, self.grade),
            reasons: key("reasons", reasons.unwrap_or("Why this grade"))
                .asks(reasons.unwrap_or_default())
                .evidence()
                .text(w, &self.reasons),
        });
        read.unwrap_or_default()
    }
}

impl TwoAnswers {
    /// The way over both boxes, each with what an editor says of it and what it may look like.
    pub(super) fn walk<'a>(
        &'a self,
        strengths: (impl Into<Cow<'a, str>>, &'a str),
        improvements: (impl Into<Cow<'a, str>>, &'a str),
        w: &mut impl KeyWalker<'a>,
    ) -> Self {
        // Where it is one pair for all questions, an editor tells them behind what the box is called.
        let called = |says: &Cow<'a, str>| says.split(". ").next().unwrap_or_default().to_owned();
        let (says, improvements_say): (Cow<'a, str>, Cow<'a, str>) =
            (strengths.0.into(), improvements.0.into());
        let (on_page, improvements_on_page) = (called(&says), called(&improvements_say));
        Self {
            strengths: key("strengths", says)
                .asks(strengths.1)
                .on_page(on_page)
                .evidence()
                .text(w, &self.strengths),
            improvements: key("improvements", improvements_say)
                .asks(improvements.1)
                .on_page(improvements_on_page)
                .evidence()
                .text(w, &self.improvements),
        }
    }
}

impl FamilyEntry {
    fn walk<'a>(&'a self, family: &'a FamilyFeedback, w: &mut impl KeyWalker<'a>) -> Self {
        let from = self.walk_from(family, w);
        let is_resident = self
            .from
            .as_ref()
            .is_some_and(|from| family.residence.contains(from));
        let resident = key("resident", "Whether the child lives with them")
            .asks("Does the child live with them? yes or no")
            .asked_if(is_resident);
        let day = "The day on which they were asked";
        let peer = key(
            "sought_by",
            "The peer who asked in your place, where you know the family",
        )
        .asks("The peer who asked, if you know the family");
        let mut entry = Self {
            from,
            resident: resident.yes_no(w, self.resident),
            date: key("date", day).asks(day).date(w, self.date),
            sought_by: peer.name(w, &self.sought_by),
            ..Self::default()
        };
        let answers = w.block(key("answers", "What they said"), |w| self.walk_answers(family, w));
        entry.answers = answers.unwrap_or_default();
        entry.score = self.walk_score(family, w);
        let why = key("not_obtained", "Where they were not heard: why")
            .asks("If they were not heard: why")
            .on_page("If they were not heard, why");
        entry.not_obtained = why.text(w, &self.not_obtained);
        entry
    }

    fn walk_from<'a>(&'a self, family: &'a FamilyFeedback, w: &mut impl KeyWalker<'a>) -> Option<String> {
        let stands = self.from.as_deref();
        if family.givers.is_empty() {
            let from = key("from", "Who gives the feedback, in your words")
                .asks("Who gives the feedback, in your words; copy these lines for a second person");
            return from.said(w, KeyKind::Name, stands);
        }
        let from = key("from", "Who gives the feedback").prefilled();
        let from = match stands {
            Some(giver) if family.heard_or_explained.iter().any(|must| must == giver) => from.asks(format!(
                "{}: what they said, or why they were not heard",
                family.label(giver)
            )),
            Some(giver) => from.asks(format!("{}, where asked", family.label(giver))),
            None => from,
        };
        from.said(w, KeyKind::Giver(family), stands)
    }

    fn walk_answers<'a>(
        &'a self,
        family: &'a FamilyFeedback,
        w: &mut impl KeyWalker<'a>,
    ) -> BTreeMap<QuestionId, String> {
        let mut answers = BTreeMap::new();
        for question in &family.questions {
            let id = &question.id;
            let is_scaled = family.scale.as_ref().is_some_and(|scale| scale.question == *id);
            let mut says = question.shown();
            let asks = format!("{id}. {says}");
            if is_scaled {
                says.push_str(" The number itself stands at score");
            }
            let asked = key(id.as_str(), says)
                .asks(asks)
                .on_page(question.shown())
                .asked_if(!is_scaled);
            let given = asked.said(w, KeyKind::Text, self.answers.get(id).map(String::as_str));
            answers.extend(given.map(|given| (id.clone(), given)));
        }
        answers
    }

    fn walk_score<'a>(&'a self, family: &'a FamilyFeedback, w: &mut impl KeyWalker<'a>) -> Option<u8> {
        let Some(scale) = &family.scale else {
            return key("score", "0 to 10").asked_if(false).score(w, self.score);
        };
        let doubt = if scale.doubtful {
            " (wording to be confirmed)"
        } else {
            ""
        };
        let asked = family
            .questions
            .iter()
            .find(|question| question.id == scale.question);
        let question = asked.map(|question| format!("{}. {} ", question.id, question.shown()));
        let says = format!("0: {}. 10: {}{doubt}", scale.low, scale.high);
        let ends = format!("0 is \"{}\"; 10 is \"{}\"{doubt}", scale.low, scale.high);
        let on_page = asked.map(|question| format!("{} {ends}", question.shown()));
        let score = key("score", says)
            .asks(question.unwrap_or_default() + &ends)
            .on_page(on_page.unwrap_or_default());
        score.score(w, self.score)
    }
}
