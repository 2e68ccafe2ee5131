//! The page as one file, for whoever has no qaf, and the answers that come back from it.

use std::fmt::Write as _;
use std::path::Path;

use anyhow::{Result, anyhow, bail};
use minijinja::{Value, context};
use serde::Serialize;

use super::open_file::{OpenFile, PageOf};
use super::sitting::{SavedPage, Sitting, print_of};
use crate::context::Context;
use crate::draw::Digest;
use crate::fill::answers_file::{About, AnswersFile, FORMAT, about_in_page};
use crate::fill::asked::AskedPage;
use crate::fill::boxes::{BoxesShown, ItemView};
use crate::fill::merge::{prints, unknown_name};
use crate::fill::templates::{SCRIPT, STYLE, environment};
use crate::output::Outcome;
use crate::paper::count;
use crate::paper::html::hash;
use crate::paper::safe::{safe, safe_lines};
use crate::record::FileKind;
use crate::store::files::{Access, create_new};
use crate::store::outside::lies_within;
use crate::store::scan::{MOST_OF_PEOPLE, read_file, read_named};

/// The most bytes of a file of answers: twice what a file may hold, for what the boxes held stands in it too.
const MOST: u64 = 2 * MOST_OF_PEOPLE;

#[derive(Serialize)]
struct OfflinePart {
    title: String,
    intro: Vec<String>,
    known: Vec<(String, String)>,
    items: Vec<ItemView>,
}

/// What a page of a file is about.
pub fn about(sitting: &Sitting, looked: &OpenFile, context: &Context) -> About {
    let folder = looked.judged.folder();
    let allocation =
        folder.and_then(|folder| read_file(&context.store.root, &folder.file(FileKind::Allocation)).ok());
    About {
        schema: FORMAT.to_owned(),
        audit: sitting.of.to_string(),
        allocation: allocation
            .map(|bytes| Digest::of(&bytes).to_string())
            .unwrap_or_default(),
        form: folder
            .and_then(|folder| folder.allocation.as_ref())
            .map(|allocation| allocation.form.to_string())
            .unwrap_or_default(),
        file: sitting.name().to_owned(),
        of: print_of(&looked.bytes),
    }
}

/// Writes the page, or one part of it, as a file.
pub fn write_page(sitting: &Sitting, part: Option<&str>, to: &Path, context: &Context) -> Result<Outcome> {
    let shown = safe(&to.to_string_lossy()).into_owned();
    if lies_within(to, &context.store.root) {
        bail!(
            "{shown} lies in the store, where nothing but audits belongs. Name a place outside it; nothing was written."
        )
    }
    let looked = sitting.look(context)?;
    if let Some(why) = looked.read_only(sitting.part()) {
        bail!("{why} Nothing was written.")
    }
    let pages = parts(&looked, part, sitting)?;
    let body = page(sitting, &looked, &pages, context)?;
    create_new(to, body.as_bytes(), Access::Private)?;
    context.out.told(&format!(
        "{shown} holds {} of {}. Whoever fills it in needs nothing but a browser; what they send back you take in with\n  qaf fill {} --step {}{} --from FILE\nIt holds what stands in the form already: send it only where it may go.\n",
        sitting.part().title.to_lowercase(),
        sitting.of,
        sitting.of,
        sitting.part().name,
        sitting.of.by(),
    ))?;
    Ok(Outcome::Done)
}

/// The parts that go onto the page: all of them, or the one that is named.
fn parts(looked: &OpenFile, named: Option<&str>, sitting: &Sitting) -> Result<Vec<AskedPage>> {
    let titled = |page: &AskedPage| -> String {
        if page.title.is_empty() {
            sitting.part().title.to_owned()
        } else {
            page.title.clone()
        }
    };
    let mut pages = looked.file.pages.clone();
    if let Some(named) = named {
        pages.retain(|page| titled(page).eq_ignore_ascii_case(named.trim()));
        if pages.is_empty() {
            let all: Vec<String> = looked.file.pages.iter().map(titled).collect();
            bail!(
                "The form has no part called \u{201c}{}\u{201d}. Its parts are: {}.",
                safe(named),
                all.join("; ")
            )
        }
    }
    for page in &mut pages {
        page.title = titled(page);
    }
    Ok(pages)
}

fn page(sitting: &Sitting, looked: &OpenFile, pages: &[AskedPage], context: &Context) -> Result<String> {
    let shown = BoxesShown::default();
    let views: Vec<OfflinePart> = pages
        .iter()
        .map(|page| OfflinePart {
            title: page.title.clone(),
            intro: page.intro.clone(),
            known: page.known.clone(),
            items: shown.items(page),
        })
        .collect();
    let all = AskedPage {
        items: pages.iter().flat_map(|page| page.items.clone()).collect(),
        ..AskedPage::default()
    };
    let back = if context.by.is_empty() {
        "whoever sent it to you".to_owned()
    } else {
        context.by.clone()
    };
    let exact = |text: &str| Value::from_safe_string(text.to_owned());
    let body = environment()?.get_template("offline.html")?.render(context! {
        heading => sitting.part().title,
        audit => sitting.of.to_string(),
        what => sitting.part().title,
        home => "#main", council => "", saved => "",
        pages => views,
        was => serde_json::to_string(&prints(&all))?,
        about => exact(&about_in_page(&about(sitting, looked, context))),
        back,
        style => exact(STYLE),
        style_hash => exact(&hash(STYLE)),
        script => exact(SCRIPT),
        script_hash => exact(&hash(SCRIPT)),
    })?;
    Ok(body)
}

/// Takes answers in that came back, with the same merge as a page's.
pub fn take_in(sitting: &mut Sitting, from: &Path, keep: Option<&str>, context: &Context) -> Result<Outcome> {
    let shown = safe(&from.to_string_lossy()).into_owned();
    let bytes = read_named(from, MOST).map_err(|why| anyhow!("{why}. Nothing was written."))?;
    let file = AnswersFile::parse(&bytes).map_err(|why| anyhow!("{shown}: {why} Nothing was written."))?;
    let looked = sitting.look(context)?;
    demand_of_this(&file.about, &about(sitting, &looked, context), &shown)?;
    let page = looked.page(PageOf::Whole).unwrap_or_default();
    let posted = file.posted();
    if let Some(name) = unknown_name(&page, &[], &posted) {
        bail!(
            "{shown} has an answer at \u{201c}{}\u{201d}, which the form does not ask. It was made from another form, or changed by hand. Nothing was written.",
            safe(name)
        )
    }
    let mut saved = sitting.save(PageOf::Whole, &posted, &|_| Vec::new(), context)?;
    if let Some(keep) = keep.filter(|_| !saved.merged.conflicts.is_empty()) {
        let posted = posted.keeping(keep, &saved.merged.conflicts);
        saved = sitting.save(PageOf::Whole, &posted, &|_| Vec::new(), context)?;
    }
    told(sitting, &saved, &shown, context)
}

/// Refuses answers that are about something else.
fn demand_of_this(sent: &About, own: &About, shown: &str) -> Result<()> {
    let nothing = "Nothing was written.";
    if sent.schema != own.schema {
        bail!("{shown} is no file of answers that this version of qaf reads. {nothing}")
    }
    if sent.audit != own.audit {
        bail!(
            "{shown} is about {}, and not about {}. {nothing}",
            safe(&sent.audit),
            own.audit
        )
    }
    if sent.allocation != own.allocation {
        bail!(
            "{shown} is about an audit called {} of another store. {nothing}",
            own.audit
        )
    }
    if sent.file != own.file {
        let part = FileKind::parse(&sent.file).map(super::part::of_kind);
        let how = part
            .map(|part| format!(" Take it in with --step {}.", part.name))
            .unwrap_or_default();
        bail!(
            "{shown} holds answers for {}, and not for {}.{how} {nothing}",
            safe(&sent.file),
            own.file
        )
    }
    if sent.form != own.form {
        bail!(
            "{shown} was made from the form {}, and {} has {}. {nothing}",
            safe(&sent.form),
            own.audit,
            own.form
        )
    }
    Ok(())
}

fn told(sitting: &Sitting, saved: &SavedPage, shown: &str, context: &Context) -> Result<Outcome> {
    let mut text = String::new();
    let (changes, id) = (saved.merged.changes.len(), &sitting.of);
    if saved.wrote {
        let answers = count(changes, "answer was", "answers were");
        let at = context.shown(&sitting.stored());
        let _ = writeln!(text, "{answers} taken in from {shown} to {}.", at.display());
    } else if saved.merged.conflicts.is_empty() {
        let _ = writeln!(
            text,
            "Everything in {shown} stands in the form already; nothing was written."
        );
    }
    for conflict in &saved.merged.conflicts {
        let _ = write!(
            text,
            "Both changed: {}\n  sent back: {}\n  in the file: {}\n",
            safe_lines(&conflict.label),
            safe_lines(&conflict.mine.join("; ")),
            safe_lines(&conflict.theirs.join("; "))
        );
    }
    if saved.merged.conflicts.is_empty() {
        let _ = writeln!(
            text,
            "Look at it, and hand it in: qaf fill {id} --step {}{}",
            sitting.part().name,
            sitting.of.by()
        );
        context.out.told(&text)?;
        return Ok(Outcome::Done);
    }
    text.push_str("The file was left as it is there. Run the command again with --keep sent, --keep file or --keep both.\n");
    context.out.told(&text)?;
    Ok(Outcome::Look)
}
