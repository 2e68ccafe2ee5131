//! The store as reports see it.

use super::Context;
use crate::figures::StoreView;

impl Context {
    /// What the store says, for a report.
    pub fn view(&self) -> StoreView<'_> {
        let settings = &self.store.settings;
        StoreView {
            schedule: &self.store.schedule,
            calendar: &self.store.calendar,
            people: &self.people,
            exemptions: &self.exemptions,
            forms: &self.store.forms,
            rubrics: &self.store.rubrics,
            headline_forms: &settings.headline_forms,
            own_part: &settings.own_part,
            roles: &settings.roles,
            cmt: &settings.cmt,
            boards: &settings.boards,
            works: &self.works().all,
            commentaries: self.commentaries(),
            starts: settings.year_starts,
            in_use_since: settings.in_use_since,
            as_of: self.as_of,
        }
    }
}
