//! Who sits on a moderation panel.

use anyhow::{Result, bail};

use crate::command::new::who;
use crate::context::Context;
use crate::framework::{Date, Person, RoleId, WorkKind};

/// Who grades.
pub(super) fn members(named: &[String], date: Date, context: &Context) -> Result<Vec<String>> {
    let roles = &context.store.settings.panel;
    let titles = || {
        let titles = roles
            .iter()
            .map(|role| context.store.settings.title(role).into_owned());
        titles.collect::<Vec<_>>().join(", ")
    };
    let mut members: Vec<String> = Vec::new();
    if named.is_empty() {
        let people = context.people.all().iter();
        let fit = people.filter(|person| person.in_post(date) && person.holds_any(roles));
        members.extend(fit.map(|person| person.name.to_string()));
    }
    for name in named {
        let person = who::person("member", name, context)?;
        if !(person.holds_any(roles) || chairs(person, context)) {
            bail!(
                "{} holds no role of the moderation panel. By qaf.toml ([governance] panel) these are: {}. Nothing was \
                 written.",
                person.name,
                titles()
            );
        }
        if members.iter().any(|other| other.as_str() == person.name.as_str()) {
            bail!("{} is named twice. Nothing was written.", person.name);
        }
        members.push(person.name.to_string());
    }
    if members.len() < 2 {
        bail!(
            "A panel has two members at least, so that grades can be held side by side. Name them with --member, or give \
             people of people.csv one of its roles: {}. Nothing was written.",
            titles()
        );
    }
    Ok(members)
}

/// Whether somebody chairs panels, by the schedule.
fn chairs(person: &Person, context: &Context) -> bool {
    let roles = chair_roles(context);
    person.holds_any(&roles)
}

fn chair_roles(context: &Context) -> Vec<RoleId> {
    let row = WorkKind::Panel.row(&context.store.schedule);
    row.map(|row| row.auditors.clone()).unwrap_or_default()
}

/// Who chairs: whoever is named, else the first whom the row of the schedule names.
pub(super) fn chair(named: Option<&str>, date: Date, context: &Context) -> Result<Option<String>> {
    if let Some(name) = named {
        return Ok(Some(who::person("chair", name, context)?.name.to_string()));
    }
    let mut people = context.people.all().iter();
    let fit = people.find(|person| person.in_post(date) && chairs(person, context));
    Ok(fit.map(|person| person.name.to_string()))
}
