//! Which role of a worker is audited, where a form serves several and the worker holds more than one of them: it decides the
//! audit's service, and with it the row, and the questions that are asked.

use anyhow::{Result, bail};

use super::NewArgs;
use crate::context::Context;
use crate::framework::{Form, Person, RoleId, Service};
use crate::paper::safe::safe;

/// The service in which the worker's role is audited; `None` where the roles of the form decide nothing.
///
/// # Errors
/// Where a role is named that the form does not serve or the worker does not hold; and where the worker holds several that
/// are audited in several services, and neither role nor row says which.
pub(super) fn service(
    args: &NewArgs,
    form: &Form,
    worker: &Person,
    context: &Context,
) -> Result<Option<Service>> {
    let held = form.roles_served(worker);
    let schedule = &context.store.schedule;
    let audited_in = |role: &RoleId| schedule.service_of_role(role, form.id.form.as_str());
    if let Some(named) = &args.role {
        let titles = &context.store.settings;
        let is_named = |role: &&&RoleId| {
            let named = named.trim();
            ***role == *named || titles.title(role).eq_ignore_ascii_case(named)
        };
        return match held.iter().find(is_named) {
            Some(role) => Ok(audited_in(role).cloned()),
            None => bail!("{}", no_such_role(named, form, worker, &held, context)),
        };
    }
    let of_row = args
        .row
        .as_deref()
        .and_then(|row| schedule.row(row)?.service.as_ref());
    let mut here: Vec<&Service> = held.iter().filter_map(|role| audited_in(role)).collect();
    here.dedup();
    if let Some(service) = of_row.filter(|service| here.contains(service)) {
        return Ok(Some(service.clone()));
    }
    if here.len() > 1 {
        let roles: Vec<String> = held.iter().map(|role| format!("--role {role}")).collect();
        bail!(
            "{} is {}. For which role is this audit? Add {}.",
            worker.name,
            titles(&held, context, " and "),
            roles.join(" or ")
        );
    }
    Ok(None)
}

fn no_such_role(named: &str, form: &Form, worker: &Person, held: &[&RoleId], context: &Context) -> String {
    let title = form.title.to_lowercase();
    if form.role_field().is_none() {
        return format!("An audit on the form {title} is the same for every role. Leave out --role.");
    }
    if held.is_empty() {
        return format!(
            "{} holds no role that the form {title} serves, by people.csv. Leave out --role, or put the role there.",
            worker.name
        );
    }
    format!(
        "{} is not audited as {} on the form {title}: by people.csv the roles are {}. Write one of: {}.",
        worker.name,
        safe(named),
        titles(held, context, ", "),
        held.iter()
            .map(|role| role.as_str())
            .collect::<Vec<_>>()
            .join(", ")
    )
}

fn titles(roles: &[&RoleId], context: &Context, between: &str) -> String {
    let titles: Vec<String> = roles.iter().map(|role| context.title(role)).collect();
    titles.join(between)
}
