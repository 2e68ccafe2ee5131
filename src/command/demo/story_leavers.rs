//! The leavers of the demo's council: their questionnaires come back, and are taken in by the real command's code.

use anyhow::Result;

use super::story::{DemoDay, save};
use crate::command::exit::{self, ExitArgs};
use crate::demo::leavers::{LEAVERS, questionnaire};
use crate::framework::Date;
use crate::store::exit_interviews::ExitForms;
use crate::store::scaffold::exit_blank;

impl DemoDay<'_> {
    /// Five questionnaires come back, each deleted once it is taken in.
    pub(super) fn left(&self) -> Result<()> {
        let Some(today) = Date::new(2026, 10, 12) else {
            return Ok(());
        };
        self.out.say(format!(
            "$ qaf --as-of {today} exit --from questionnaire.txt    (and four more)"
        ));
        let desk = tempfile::tempdir()?;
        let file = desk.path().join("questionnaire.txt");
        for (index, leaver) in LEAVERS.iter().enumerate() {
            let context = self.on(today)?;
            let forms = ExitForms::of(&context.store);
            let Some(form) = forms.newest() else { return Ok(()) };
            save(&file, questionnaire(&exit_blank(form), leaver))?;
            exit::take_in(
                &ExitArgs::of_file(&file, &format!("{}/{index}", self.seed)),
                &context,
            )?;
        }
        Ok(())
    }
}
