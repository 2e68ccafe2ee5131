//! The shapes of the files of wider works.

use std::sync::LazyLock;

use super::{BLANK, KeyKind, KeyWalker, ShapeKey, key};
use crate::record::work::{
    ACTIVITIES, AGAINST, ASSURED, ActionPlan, Activity, Criterion, FocusGroup, Indicator, LineOfEnquiry,
    PlannedAction, Terms, VERDICTS, VisitPlan, WorkFindings,
};

/// The options as a shape has them.
pub(super) fn options(words: &[&str]) -> Vec<String> {
    words.iter().map(|word| (*word).to_owned()).collect()
}

static AGAINST_OPTIONS: LazyLock<Vec<String>> = LazyLock::new(|| options(&AGAINST));
static VERDICT_OPTIONS: LazyLock<Vec<String>> = LazyLock::new(|| options(&VERDICTS));
static ACTIVITY_OPTIONS: LazyLock<Vec<String>> = LazyLock::new(|| options(&ACTIVITIES));
static ASSURED_OPTIONS: LazyLock<Vec<String>> = LazyLock::new(|| options(&ASSURED));

/// A key of a block, asked in the words in which an editor speaks of it.
pub(super) fn asked<'a>(name: &'a str, says: &'static str) -> ShapeKey<'a> {
    key(name, says).asks(says)
}

impl Terms {
    /// The way over `terms.yaml`, in the order of the framework's seven.
    pub(crate) fn walk<'a>(&'a self, w: &mut impl KeyWalker<'a>) -> Self {
        let why = w.block(key("why", "Why it is commissioned").under("1. Why"), |w| Self {
            context: asked("context", "The context").text(w, &self.context),
            why_now: asked("why_now", "Why now").text(w, &self.why_now),
            commissioned_by: asked("commissioned_by", "Who commissioned it")
                .may_name()
                .name(w, &self.commissioned_by),
            ..Self::default()
        });
        let scope = w.block(key("scope", "Its scope").under("2. Scope"), |w| {
            self.walk_scope(w)
        });
        let auditors = asked("auditors", "Who undertakes the audits")
            .may_name()
            .under("3. Auditors")
            .text(w, &self.auditors);
        let groups = asked("focus_groups", "Who is in the focus groups: roles, no names")
            .under("4. Focus groups")
            .each("group", "A focus group");
        let focus_groups = w.list(groups, &self.focus_groups, &BLANK.focus_group, FocusGroup::walk);
        let criteria = asked("criteria", "What is measured, and against what")
            .under("5. Criteria")
            .each("criterion", "A criterion");
        let criteria = w.list(criteria, &self.criteria, &BLANK.criterion, Criterion::walk);
        let timescale = w.block(key("timescale", "When").under("6. Timescale"), |w| {
            self.walk_timescale(w)
        });
        let (why, timescale) = (why.unwrap_or_default(), timescale.unwrap_or_default());
        Self {
            context: why.context,
            why_now: why.why_now,
            commissioned_by: why.commissioned_by,
            auditors,
            focus_groups,
            criteria,
            audits_by: timescale.audits_by,
            report_by: timescale.report_by,
            to_cmt: timescale.to_cmt,
            action_plan_lead: asked("action_plan_lead", "Who leads on the action plan")
                .under("7. Action plan")
                .may_name()
                .name(w, &self.action_plan_lead),
            head_of_service: asked("head_of_service", "The head of service who will own the plan")
                .may_name()
                .name(w, &self.head_of_service),
            audits_planned: asked("audits_planned", "How many audits are planned")
                .count(w, self.audits_planned),
            ..scope.unwrap_or_default()
        }
    }

    fn walk_scope<'a>(&'a self, w: &mut impl KeyWalker<'a>) -> Self {
        let period = "Which time it looks at, as: April to September 2026";
        Self {
            services: asked("services", "Which services").name(w, &self.services),
            teams: asked("teams", "Which teams; empty for all of them").name(w, &self.teams),
            period: asked("period", period).name(w, &self.period),
            within: asked("in", "What is in").text(w, &self.within),
            out: asked("out", "What is left out").text(w, &self.out),
            partners: asked("partners", "Partner agencies, where they take part").text(w, &self.partners),
            ..Self::default()
        }
    }

    fn walk_timescale<'a>(&'a self, w: &mut impl KeyWalker<'a>) -> Self {
        Self {
            audits_by: asked("audits_by", "The day by which the audits are in").due(w, self.audits_by),
            report_by: asked("report_by", "The day by which it is reported").due(w, self.report_by),
            to_cmt: asked("to_cmt", "The day on which it goes to CMT").due(w, self.to_cmt),
            ..Self::default()
        }
    }
}

impl FocusGroup {
    fn walk<'a, W: KeyWalker<'a>>(&'a self, w: &mut W) -> Self {
        Self {
            who: key("who", "Who is in it")
                .asks("social workers of North and South")
                .name(w, &self.who),
            led_by: key("led_by", "Who leads it")
                .asks("their name")
                .may_name()
                .name(w, &self.led_by),
            date: key("date", "When").asks("2027-01-15").due(w, self.date),
        }
    }
}

impl Criterion {
    fn walk<'a, W: KeyWalker<'a>>(&'a self, w: &mut W) -> Self {
        let against = key("against", "Against what").asks("procedure");
        Self {
            id: key("id", "Its short name").asks("c1").name(w, &self.id),
            text: key("text", "What is measured")
                .asks("Parents have the letter before the meeting")
                .text(w, &self.text),
            against: against.said(w, KeyKind::Option(&AGAINST_OPTIONS), self.against.as_deref()),
            reference: key("reference", "Which of them")
                .asks("PLO procedure, 4.2")
                .name(w, &self.reference),
        }
    }
}

impl VisitPlan {
    /// The way over `plan.yaml`.
    pub(crate) fn walk<'a>(&'a self, w: &mut impl KeyWalker<'a>) -> Self {
        let coordinator = asked("coordinator", "Who coordinates it")
            .under("The visit")
            .may_name()
            .name(w, &self.coordinator);
        let theme = asked("theme", "Of a deep dive: its one theme").name(w, &self.theme);
        let data = asked("led_by_data", "What the performance data say, that it is led by");
        let led_by_data = w.list(
            data.each("indicator", "An indicator"),
            &self.led_by_data,
            &BLANK.indicator,
            Indicator::walk,
        );
        let preparation = asked("preparation", "The day of the half day's preparation").under("Preparation");
        let preparation = preparation.due(w, self.preparation);
        let present = asked("present", "Who was there")
            .may_name()
            .text(w, &self.present);
        let absent = asked("absent", "Of a deep dive: who of CMT was absent, and why")
            .may_name()
            .text(w, &self.absent);
        let on_site = asked("on_site", "The day on site").due(w, self.on_site);
        let lines = asked("kloe", "Key lines of enquiry").under("Key lines of enquiry");
        let kloe = w.list(
            lines.each("line", "A key line of enquiry"),
            &self.kloe,
            &BLANK.enquiry,
            LineOfEnquiry::walk,
        );
        let done = asked("activities", "What was done on the day; numbers, no names").under("Activities");
        let activities = w.list(
            done.each("activity", "An activity"),
            &self.activities,
            &BLANK.activity,
            Activity::walk,
        );
        Self {
            coordinator,
            theme,
            led_by_data,
            preparation,
            present,
            absent,
            on_site,
            kloe,
            activities,
        }
    }
}

impl Indicator {
    fn walk<'a, W: KeyWalker<'a>>(&'a self, w: &mut W) -> Self {
        Self {
            indicator: key("indicator", "Which")
                .asks("Visits on time")
                .name(w, &self.indicator),
            value: key("value", "What it says")
                .asks("61% in September")
                .name(w, &self.value),
            why: key("why", "Why it leads here")
                .asks("It fell for three months")
                .text(w, &self.why),
        }
    }
}

impl LineOfEnquiry {
    fn walk<'a, W: KeyWalker<'a>>(&'a self, w: &mut W) -> Self {
        let verdict = key("verdict", "Whether it was borne out").asks("not-tested");
        Self {
            id: key("id", "Its short name").asks("k1").name(w, &self.id),
            hypothesis: key("hypothesis", "What is supposed")
                .asks("Visits are made and not recorded")
                .text(w, &self.hypothesis),
            question: key("question", "What is asked")
                .asks("Are children seen when the plan says?")
                .text(w, &self.question),
            methods: key("methods", "How it is tested")
                .asks("ten files, two focus groups")
                .name(w, &self.methods),
            led_by: key("led_by", "Who leads on it")
                .asks("their name")
                .may_name()
                .name(w, &self.led_by),
            found: key("found", "What was found")
                .asks("Seen in eight of ten")
                .text(w, &self.found),
            verdict: verdict.said(w, KeyKind::Option(&VERDICT_OPTIONS), self.verdict.as_deref()),
        }
    }
}

impl Activity {
    fn walk<'a, W: KeyWalker<'a>>(&'a self, w: &mut W) -> Self {
        let kind = key("kind", "What").asks("focus-group");
        let tested = key("kloe", "The lines of enquiry that it tested").asks("[k1]");
        Self {
            kind: kind.said(w, KeyKind::Option(&ACTIVITY_OPTIONS), self.kind.as_deref()),
            date: key("date", "When").asks("2027-01-20").date(w, self.date),
            led_by: key("led_by", "Who led it")
                .asks("their name")
                .may_name()
                .name(w, &self.led_by),
            kloe: tested.tags(w, &self.kloe),
            heard: key("heard", "What was heard")
                .asks("Six of eight have supervision monthly")
                .text(w, &self.heard),
        }
    }
}

impl WorkFindings {
    /// The way over `findings.yaml`.
    pub(crate) fn walk<'a>(&'a self, w: &mut impl KeyWalker<'a>) -> Self {
        let assured = asked(
            "assured",
            "Of supervision files: how assured the service is; one of full, substantial, limited, none",
        );
        Self {
            evaluation: asked("evaluation", "The quality of the area")
                .under("What was found")
                .text(w, &self.evaluation),
            partners: asked("partners", "Work with partner agencies, where it matters here")
                .text(w, &self.partners),
            strengths: asked("strengths", "Strengths").text(w, &self.strengths),
            barriers: asked("barriers", "What stands in the way").text(w, &self.barriers),
            good_practice: asked("good_practice", "Good practice to spread").text(w, &self.good_practice),
            areas: asked("areas", "Areas for improvement").text(w, &self.areas),
            assured: assured.said(w, KeyKind::Option(&ASSURED_OPTIONS), self.assured.as_deref()),
            because: asked("because", "Why so").text(w, &self.because),
        }
    }
}

impl ActionPlan {
    /// The way over `action-plan.yaml`.
    pub(crate) fn walk<'a>(&'a self, w: &mut impl KeyWalker<'a>) -> Self {
        let actions = asked("actions", "What is done about the findings").under("Actions");
        Self {
            owner: asked("owner", "The head of service who owns it")
                .under("The plan")
                .may_name()
                .name(w, &self.owner),
            compiled_by: asked("compiled_by", "Who wrote it")
                .may_name()
                .name(w, &self.compiled_by),
            actions: w.list(
                actions.each("action", "An action"),
                &self.actions,
                &BLANK.planned,
                PlannedAction::walk,
            ),
        }
    }
}

impl PlannedAction {
    pub(super) fn walk<'a, W: KeyWalker<'a>>(&'a self, w: &mut W) -> Self {
        Self {
            action: key("action", "What is to be done")
                .asks("Send the letter by post and by hand")
                .may_name()
                .text(w, &self.action),
            finding: key("finding", "The finding that it answers")
                .asks("c1")
                .name(w, &self.finding),
            owner: key("owner", "Who sees to it")
                .asks("their name")
                .may_name()
                .name(w, &self.owner),
            by: key("by", "By which day").asks("2027-03-31").due(w, self.by),
            measure: key("measure", "By what it is told that it worked")
                .asks("nine of ten at the next audit")
                .name(w, &self.measure),
            carried_over: key("carried_over", "Where it goes on after this plan, and why")
                .asks("leave it out until then")
                .name(w, &self.carried_over),
        }
    }
}
