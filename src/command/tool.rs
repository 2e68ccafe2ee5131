//! `qaf tool`.

use anyhow::{Context as _, Result, bail};
use clap::Args;

use crate::command::new::form_named;
use crate::context::Context;
use crate::framework::Form;
use crate::framework::name::is_nothing;
use crate::framework::wider_work::WorkEventKind;
use crate::framework::word::{CriterionId, nearest};
use crate::output::Outcome;
use crate::paper::safe::safe;
use crate::record::WorkFile;
use crate::record::work::Work;
use crate::store::document::Document;
use crate::store::scaffold::{FormCut, ToolCriterion, ToolForm, tool_yaml};
use crate::store::{layout, scan, template};

/// Make the audit tool of a theme, from its terms of reference
///
/// It is a form of its own, which measures the criteria of the terms. It lies in the work's folder, as tool.yaml, to be gone over before its first audit: qaf new NAME --part-of ID. Its audits
/// stand in the report of the work, and in no other figures.
#[derive(Debug, Args)]
pub struct ToolArgs {
    /// The tool's name, in small letters, digits and hyphens, as letters-to-parents
    #[arg(value_name = "NAME")]
    name: String,
    /// The work; its id may be shortened, as TH3
    #[arg(long = "for", value_name = "ID")]
    work: String,
    /// The form to cut it from; else it has the criteria alone
    #[arg(long, value_name = "FORM")]
    from: Option<String>,
    /// The sections that are taken from that form, with commas between
    #[arg(long, value_name = "A,B", value_delimiter = ',', requires = "from")]
    sections: Vec<String>,
    /// Go on where the drive has no locks
    #[arg(long)]
    no_lock: bool,
}

/// Makes the tool and says where it is.
pub fn run(args: &ToolArgs, context: &Context) -> Result<Outcome> {
    context.demand_sound()?;
    context.demand_by()?;
    let _lock = context.locked(args.no_lock)?;
    let work = context.work(&args.work)?;
    demand_agreed(&work)?;
    context.tell_redrafted(&work);
    if let Some(tool) = context.store.tool_of(work.id()) {
        bail!(
            "{} has its tool already: {}. Change it in {}; no second one is made.",
            work.id(),
            tool.id.form,
            context.store.template_path(tool)
        );
    }
    demand_free(&args.name, context)?;
    let criteria = criteria(&work)?;
    let from = args
        .from
        .as_deref()
        .map(|name| form_named(name, context))
        .transpose()?;
    let cut = from.map(|form| cut(form, &args.sections)).transpose()?;
    if let Some(form) = &cut {
        demand_no_criteria(form, &work)?;
    }
    let written = from.map(|form| template_of(form, context)).transpose()?;
    let text = tool_yaml(&ToolForm {
        name: &args.name,
        version: context.as_of.to_string().get(..4).unwrap_or_default(),
        work: &work.commission,
        criteria: &criteria,
        cut: cut
            .as_ref()
            .zip(written.as_ref())
            .map(|(form, template)| FormCut { form, template }),
    });
    demand_read_again(&text, cut.as_ref(), context)?;
    let path = format!("{}/{}", work.path, layout::TOOL);
    context.writing()?.create_new(&path, text.as_bytes())?;
    context.told(&told(&args.name, &work, criteria.len(), &path))?;
    Ok(Outcome::Done)
}

/// Refuses what has no terms of reference, or none that are agreed: its criteria might still change.
fn demand_agreed(work: &Work) -> Result<()> {
    let id = work.id();
    if !WorkFile::of(work.kind()).contains(&WorkFile::Terms) {
        bail!(
            "{id} is a {}, which has no terms of reference with criteria. Its audits are made on the forms that there are: qaf \
             new FORM --part-of {id}.",
            work.kind().meaning().title
        );
    }
    let has = |kind| work.log.iter().any(|event| event.event == kind);
    if has(WorkEventKind::Cancelled) || has(WorkEventKind::SignedOff) {
        bail!("{id} is over, so no tool is made for it.");
    }
    let missing = work.missing();
    if !missing.is_empty() || !has(WorkEventKind::Agreed) {
        let lacks = if missing.is_empty() {
            String::new()
        } else {
            format!(" It does not say yet: {}.", missing.join("; "))
        };
        bail!(
            "The tool measures the criteria of {}/{}, which are not agreed yet.{lacks} Fill it in, then: qaf log {id} agreed.",
            work.path,
            WorkFile::Terms.name()
        );
    }
    Ok(())
}

/// Refuses a name that no form can have, and that of another.
fn demand_free(name: &str, context: &Context) -> Result<()> {
    let fits = |c: char| c.is_ascii_lowercase() || c.is_ascii_digit() || c == '-';
    if is_nothing(name) || !name.chars().all(fits) || !name.starts_with(|c: char| c.is_ascii_lowercase()) {
        bail!(
            "A tool can't be called {}. Use small letters, digits and hyphens, such as letters-to-parents.",
            safe(name)
        );
    }
    if let Some(form) = context.store.newest(name) {
        bail!(
            "There is a form {name} already: {}. Give the tool another name.",
            form.title
        );
    }
    Ok(())
}

/// The criteria of the terms, as questions.
fn criteria(work: &Work) -> Result<Vec<ToolCriterion>> {
    let terms = format!("{}/{}", work.path, WorkFile::Terms.name());
    let mut criteria: Vec<ToolCriterion> = Vec::new();
    for (number, one) in (1..).zip(work.terms.iter().flat_map(|terms| &terms.criteria)) {
        let id = one.id.as_deref().filter(|id| template::is_id(id));
        let (Some(id), Some(text)) = (id.and_then(CriterionId::new), &one.text) else {
            bail!(
                "Criterion {number} of {terms} lacks its text, or an id such as c{number} (letters, digits, hyphens). Write it, \
                 then make the tool."
            );
        };
        if criteria.iter().any(|known| known.id == id) {
            bail!("{terms} has two criteria {id}. Give each an id of its own, then make the tool.");
        }
        let against = [one.against.as_deref(), one.reference.as_deref()];
        let against: Vec<&str> = against.into_iter().flatten().collect();
        criteria.push(ToolCriterion {
            id,
            text: text.split_whitespace().collect::<Vec<_>>().join(" "),
            against: against.join(": "),
        });
    }
    Ok(criteria)
}

/// A form with the sections alone that are taken from it.
fn cut(form: &Form, wanted: &[String]) -> Result<Form> {
    let ids = || form.sections.iter().map(|section| section.id.as_str());
    if wanted.is_empty() {
        bail!(
            "Which sections of {}? Add --sections, with commas between. It has: {}.",
            form.id,
            ids().collect::<Vec<_>>().join(", ")
        );
    }
    let mut cut = form.clone();
    for name in wanted.iter().map(|name| name.trim()) {
        if form.section(name).is_none() {
            match nearest(name, ids()) {
                Some(meant) => bail!("{} has no section {}. Did you mean {meant}?", form.id, safe(name)),
                None => bail!(
                    "{} has no section {}. Its sections are: {}.",
                    form.id,
                    safe(name),
                    ids().collect::<Vec<_>>().join(", ")
                ),
            }
        }
    }
    cut.sections
        .retain(|section| wanted.iter().any(|name| section.id == *name.trim()));
    Ok(cut)
}

/// Refuses sections that measure criteria: the tool measures its own work's already.
fn demand_no_criteria(cut: &Form, work: &Work) -> Result<()> {
    let Some(criterion) = cut.criteria().next() else {
        return Ok(());
    };
    let mut own = work.terms.iter().flat_map(|terms| &terms.criteria);
    let is_own = own.any(|one| one.id.as_deref() == Some(criterion.as_str()));
    let why = if is_own {
        format!("which the tool of {} measures already", work.id())
    } else {
        format!("which the terms of reference of {} lack", work.id())
    };
    bail!(
        "A section of {} measures the criterion {criterion}, {why}. Leave the section out; nothing was written.",
        cut.id
    )
}

fn template_of(form: &Form, context: &Context) -> Result<Document> {
    let path = context.store.template_path(form);
    let bytes = scan::read_file(&context.store.root, &path)?;
    Ok(Document::read(path, &bytes))
}

/// Refuses to write what would not be read again as it is meant.
fn demand_read_again(text: &str, cut: Option<&Form>, context: &Context) -> Result<()> {
    let document = Document::read(layout::TOOL, text.as_bytes());
    let (form, findings) = template::form(&document, &context.store.rubrics);
    let wanted = cut.map_or(0, |cut| cut.sections.len()) + 1;
    let from = cut.map_or_else(String::new, |cut| format!(" of {}", cut.id));
    let form = form.filter(|form| findings.is_empty() && form.sections.len() == wanted);
    form.map(|_| ()).with_context(|| {
        let why = findings
            .first()
            .map_or("Write each on lines of its own there.", |found| &found.message);
        format!("The sections{from} can't be cut out of its file, so nothing was written. {why}")
    })
}

fn told(name: &str, work: &Work, criteria: usize, path: &str) -> String {
    let id = work.id();
    format!(
        "{name}: the tool of {id}, {}. It measures {criteria} {}.\nIts file: {path}\nNext: go over it, then qaf validate; then, \
         for each audit: qaf new {name} --part-of {id} ...\n",
        safe(&work.commission.title),
        if criteria == 1 { "criterion" } else { "criteria" }
    )
}
