//! `qaf.toml`: the settings of a store.

mod handed_in;

use std::borrow::Cow;
use std::collections::BTreeMap;

use super::files::Access;
use super::toml_text::{At, TomlFault, TomlTable, read_with};
use super::{layout, shipped};
use crate::finding::Location;
use crate::framework::council_words::CouncilWords;
use crate::framework::expected::{role_title, role_titles};
use crate::framework::{Date, FormId, RoleId, YearStart};

pub use handed_in::{LEAVE_OUT, NO_SERVICE, PEOPLE_COLUMNS, ROSTER_COLUMNS, STATUSES};

/// The settings of a store.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Settings {
    /// The council's name, as reports print it.
    pub council: String,
    /// The month in which the council's year starts.
    pub year_starts: YearStart,
    /// The day from which the schedule expects audits of this store; none: from ever. Periods that ended before it expect
    /// nothing.
    pub in_use_since: Option<Date>,
    /// Who may open what qaf makes.
    pub access: Access,
    /// The group that alone may write what qaf keeps, by name or number; none: whoever may open the store may.
    pub qa_group: Option<String>,
    /// The group that may write moderations beside it.
    pub moderators_group: Option<String>,
    /// A case can be drawn that was open on any of so many days up to the day of the draw.
    pub window_days: u32,
    /// A child is not drawn twice in so many cycles.
    pub memory_cycles: u32,
    /// What the first seed of the year's chain hashes to: 64 lowercase hexadecimal digits; `None` without a chain.
    pub chain_anchor: Option<String>,
    /// So many rows of a roster may be unreadable.
    pub max_bad_rows: u32,
    /// Which header of the council's own roster stands for a column of qaf's.
    pub roster_columns: BTreeMap<String, String>,
    /// Ids of children that somebody has looked at: they may be another's but for the spelling.
    pub ids_checked: Vec<String>,
    /// Which of our statuses a word of the council's stands for; `leave-out` for none.
    pub roster_statuses: BTreeMap<String, String>,
    /// Which header of the HR system's list of staff stands for a column of qaf's.
    pub people_columns: BTreeMap<String, String>,
    /// Which role a title of the HR system's stands for; `leave-out` for none.
    pub people_titles: BTreeMap<String, String>,
    /// Which service a word of the HR system's stands for; `none` for the whole council.
    pub people_services: BTreeMap<String, String>,
    /// The forms whose audits make the headline figure.
    pub headline_forms: Vec<FormId>,
    /// The forms that have a part of their own in the quarterly report.
    pub own_part: Vec<FormId>,
    /// The most of a quarter's case audits that may be Inadequate, in percent, as the council sets it; none: nothing is set.
    pub inadequate_ceiling: Option<u32>,
    /// In a public report, counts from 1 to this are hidden.
    pub hide_up_to: u32,
    /// Nothing is said of exit interviews while fewer than this many are completed that no edition holds; never under
    /// [`LEAST_EXITS`].
    pub least_exits: u32,
    /// The rules whose queries the council wants as notes, and where each stands; never an error's.
    pub as_notes: Vec<(String, Location)>,
    /// Every role with its title, in the file's order.
    pub roles: Vec<(RoleId, String)>,
    /// The framework's words for systems and services, and the council's.
    pub words: CouncilWords,
    /// The roles of the Children's Management Team: who signs off action plans and the yearly review.
    pub cmt: Vec<RoleId>,
    /// The boards that have each quarter's report, in their order.
    pub quarterly_to: Vec<RoleId>,
    /// The roles of the moderation panel: who reads finished audits, and grades them anew.
    pub panel: Vec<RoleId>,
    /// Where reports are presented, each with its title, in the order in which they are.
    pub boards: Vec<(RoleId, String)>,
}

/// The fewest completed exit interviews that an edition may rest on, whatever the settings say.
pub const LEAST_EXITS: u32 = 5;

/// Reads `qaf.toml`. What it leaves out is as in the one that is shipped. `forms` are the forms that there are; none
/// given: their ids are not checked.
pub fn read(bytes: &[u8], forms: &[FormId]) -> Result<Settings, Vec<TomlFault>> {
    let mut settings = shipped_settings();
    read_with(bytes, |top| {
        fill(&mut settings, top, forms);
    })?;
    Ok(settings)
}

/// The settings of a new store.
pub(super) fn shipped_settings() -> Settings {
    let mut settings = bare();
    // The shipped file is sound, which a test sees to; were it not, the bare settings would stand.
    let _ = read_with(shipped::SETTINGS.as_bytes(), |top| {
        fill(&mut settings, top, &[]);
    });
    settings
}

/// Settings that name no form and no role.
fn bare() -> Settings {
    Settings {
        council: String::new(),
        year_starts: YearStart::default(),
        in_use_since: None,
        access: Access::default(),
        qa_group: None,
        moderators_group: None,
        window_days: 28,
        memory_cycles: 6,
        chain_anchor: None,
        max_bad_rows: 0,
        roster_columns: BTreeMap::new(),
        ids_checked: Vec::new(),
        roster_statuses: BTreeMap::new(),
        people_columns: BTreeMap::new(),
        people_titles: BTreeMap::new(),
        people_services: BTreeMap::new(),
        headline_forms: Vec::new(),
        own_part: Vec::new(),
        inadequate_ceiling: None,
        hide_up_to: 5,
        least_exits: LEAST_EXITS,
        as_notes: Vec::new(),
        roles: Vec::new(),
        words: CouncilWords::default(),
        cmt: Vec::new(),
        quarterly_to: Vec::new(),
        panel: Vec::new(),
        boards: Vec::new(),
    }
}

impl Settings {
    /// The title of a role ([`role_title`]).
    pub fn title<'a>(&'a self, role: &'a RoleId) -> Cow<'a, str> {
        role_title(&self.roles, role)
    }

    /// The title of whom something is reported to: a board, or a role. How often it meets is left out.
    pub fn board<'a>(&'a self, id: &'a str) -> Option<&'a str> {
        let mut known = self.boards.iter().chain(&self.roles);
        let (_, title) = known.find(|(own, _)| *own == *id)?;
        Some(title.split_once(" (").map_or(title.as_str(), |(title, _)| title))
    }

    /// The ids of the boards, in their order.
    pub fn board_ids(&self) -> Vec<String> {
        let ids = self.boards.iter().map(|(id, _)| id.as_str().to_owned());
        ids.collect()
    }

    /// The titles of roles, one after the other, as people say them.
    pub fn titles(&self, roles: &[RoleId]) -> String {
        role_titles(&self.roles, roles)
    }

    /// Whether a role may stand in a schedule or in `people.csv`: one of the list, `bg:` or `tier:` and a number.
    pub fn knows(&self, role: &str) -> bool {
        is_level(role) || self.roles.iter().any(|(id, _)| *id == *role)
    }
}

/// Whether it is `bg:12` or `tier:4`.
pub fn is_level(role: &str) -> bool {
    let level = role.strip_prefix("bg:").or_else(|| role.strip_prefix("tier:"));
    level.is_some_and(|level| (1..=3).contains(&level.len()) && level.bytes().all(|b| b.is_ascii_digit()))
}

fn fill_council(settings: &mut Settings, top: &TomlTable<'_, '_>) {
    if let Some(council) = top.text("council") {
        settings.council = council.value;
    }
    if let Some(month) = top.number("year_starts") {
        match YearStart::new(month.value) {
            Some(start) => settings.year_starts = start,
            None => top.reader().note(
                &month.span,
                format!("there is no month {}", month.value),
                Some("Write the month in which the council's year starts, 1 to 12.".to_owned()),
            ),
        }
    }
    settings.in_use_since = top.day("in_use_since").map(|day| day.value);
}

fn fill(settings: &mut Settings, top: &TomlTable<'_, '_>, forms: &[FormId]) {
    fill_council(settings, top);
    if let Some(store) = top.table("store") {
        if let Some(access) = store.choice("access", &Access::NAMES) {
            settings.access = access.value;
        }
        store.done();
    }
    if let Some(access) = top.table("access") {
        settings.qa_group = access.text("qa").map(|at| at.value);
        settings.moderators_group = access.text("moderators").map(|at| at.value);
        access.done();
    }
    if let Some(draw) = top.table("draw") {
        set(&mut settings.window_days, draw.number("window_days"));
        set(&mut settings.memory_cycles, draw.number("memory_cycles"));
        if let Some(anchor) = draw.text("chain_anchor") {
            settings.chain_anchor = read_anchor(&draw, anchor);
        }
        draw.done();
    }
    if let Some(roster) = top.table("roster") {
        handed_in::fill_roster(settings, &roster);
    }
    if let Some(report) = top.table("report") {
        fill_report(settings, &report, forms);
    }
    if let Some(exit) = top.table("exit") {
        fill_exit(settings, &exit);
    }
    if let Some(validate) = top.table("validate") {
        settings.as_notes = read_as_notes(&validate);
    }
    if let Some(roles) = top.table("roles") {
        settings.roles = read_roles(&roles);
    }
    if let Some(words) = top.table("words") {
        settings.words = handed_in::read_words(&words);
    }
    // Its titles stand for roles.
    if let Some(people) = top.table("people") {
        handed_in::fill_people(settings, &people);
    }
    if let Some(boards) = top.table("boards") {
        settings.boards = read_roles(&boards);
    }
    if let Some(governance) = top.table("governance") {
        fill_governance(settings, &governance);
    }
    let boards = &settings.boards;
    settings
        .quarterly_to
        .retain(|to| boards.iter().any(|(board, _)| board == to));
}

/// The rules whose queries are notes, each with its place.
fn read_as_notes(validate: &TomlTable<'_, '_>) -> Vec<(String, Location)> {
    let place = |rule: At<String>| {
        let place = validate.reader().location(&rule.span, layout::SETTINGS);
        (rule.value, place)
    };
    let rules = validate.texts("as_notes").into_iter().map(place).collect();
    validate.done();
    rules
}

fn fill_exit(settings: &mut Settings, exit: &TomlTable<'_, '_>) {
    if let Some(least) = exit.number("least") {
        if least.value < LEAST_EXITS {
            exit.reader().note(
                &least.span,
                format!("{} exit interviews are too few to say anything of", least.value),
                Some(format!("Write {LEAST_EXITS} or more.")),
            );
        }
        settings.least_exits = least.value.max(LEAST_EXITS);
    }
    exit.done();
}

/// Reads who makes the Children's Management Team and the moderation panel, and who has the quarter's report. A role that
/// nobody can have would leave nobody to sign a plan off, or to grade.
fn fill_governance(settings: &mut Settings, governance: &TomlTable<'_, '_>) {
    for name in ["cmt", "panel"] {
        if !governance.has(name) {
            continue;
        }
        let mut roles = Vec::new();
        for role in governance.texts(name) {
            match RoleId::new(&role.value).filter(|role| settings.knows(role.as_str())) {
                Some(role) => roles.push(role),
                None => governance.reader().note(
                    &role.span,
                    format!("[roles] has no role \"{}\"", role.value),
                    Some("Write a role as [roles] has it, such as head-of-service.".to_owned()),
                ),
            }
        }
        match name {
            "cmt" => settings.cmt = roles,
            _ => settings.panel = roles,
        }
    }
    if governance.has("quarterly") {
        settings.quarterly_to.clear();
        for board in governance.texts("quarterly") {
            let known = settings.boards.iter().find(|(id, _)| *id == *board.value);
            match known {
                Some((id, _)) => settings.quarterly_to.push(id.clone()),
                None => governance.reader().note(
                    &board.span,
                    format!("[boards] has no board \"{}\"", board.value),
                    Some("Write a board as [boards] has it, such as performance-board.".to_owned()),
                ),
            }
        }
    }
    governance.done();
}

fn set(setting: &mut u32, read: Option<At<u32>>) {
    if let Some(at) = read {
        *setting = at.value;
    }
}

/// Reads the anchor of a chain of seeds. An empty one counts as none, as every text does.
fn read_anchor(draw: &TomlTable<'_, '_>, anchor: At<String>) -> Option<String> {
    let digit = |b: u8| b.is_ascii_digit() || (b'a'..=b'f').contains(&b);
    let text = anchor.value;
    if text.len() == 64 && text.bytes().all(digit) {
        Some(text)
    } else {
        draw.reader().note(
            &anchor.span,
            format!("\"{text}\" is no anchor of a chain of seeds"),
            Some(
                "Copy it whole as `qaf draw chain new` printed it, 64 of the characters 0 to 9 and a to f; leave it \
                 empty where no chain is kept."
                    .to_owned(),
            ),
        );
        None
    }
}

fn fill_report(settings: &mut Settings, report: &TomlTable<'_, '_>, forms: &[FormId]) {
    for (key, known) in [
        ("headline_forms", &mut settings.headline_forms),
        ("own_part", &mut settings.own_part),
    ] {
        if report.has(key) {
            known.clear();
        }
        for form in report.texts(key) {
            let id = FormId::new(&form.value);
            match id.filter(|id| forms.is_empty() || forms.contains(id)) {
                Some(id) => known.push(id),
                None => report
                    .reader()
                    .unknown(&form, "form", forms.iter().map(FormId::as_str)),
            }
        }
    }
    settings.inadequate_ceiling = report.percent("inadequate_ceiling").map(|at| at.value);
    set(&mut settings.hide_up_to, report.number("hide_up_to"));
    report.done();
}

fn read_roles(roles: &TomlTable<'_, '_>) -> Vec<(RoleId, String)> {
    let mut known = Vec::new();
    for (id, title) in roles.named_texts() {
        let plain = id
            .value
            .bytes()
            .all(|b| b.is_ascii_lowercase() || b.is_ascii_digit() || b == b'-');
        match RoleId::new(&id.value).filter(|_| plain) {
            Some(role) => known.push((role, title.value)),
            None => roles.reader().note(
                &id.span,
                format!("\"{}\" is no id of a role", id.value),
                Some("Write it in small letters with hyphens, such as team-manager.".to_owned()),
            ),
        }
    }
    known
}

#[cfg(test)]
mod tests;
