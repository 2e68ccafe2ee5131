//! Which sections are meant by what was asked for: a section's id or title on any form, or a domain of Appendix 4.

use std::collections::{BTreeMap, BTreeSet};

use serde::Serialize;

use crate::figures::form_titles::FormTitles;
use crate::framework::form::Section;
use crate::framework::rubric::Domain;
use crate::framework::word::{DomainId, nearest};
use crate::framework::{Form, FormRef, Rubric, SectionId, StatementId};
use crate::reports::quarterly::figures::printed;

/// A section of a form.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize)]
pub struct AskedSection {
    /// The form's id, without its version.
    pub form: String,
    /// The section.
    pub section: SectionId,
    /// Its title in the form's latest version that has it.
    pub title: String,
}

/// What was asked for.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct AskedName {
    /// What it is called, in words.
    pub title: String,
    /// The form that it is narrowed to.
    pub form: Option<String>,
    /// The tag that its audits are narrowed to.
    pub tag: Option<String>,
    /// The sections that are meant, by form and in the form's order.
    pub sections: Vec<AskedSection>,
    /// The domains, where only domains were asked for: then only their own statements are told.
    pub domains: BTreeSet<DomainId>,
}

/// A name that no section and no domain has.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Unknown {
    /// What was asked for.
    pub name: String,
    /// The nearest name that there is.
    pub nearest: Option<String>,
    /// Every name that there is: the sections' ids, and the domains'.
    pub known: Vec<String>,
}

impl AskedName {
    /// What tells it from another thing of the same name: `Supervision (domain SUP)`, `Supervision (fostering)`.
    pub(super) fn label(&self, titles: &FormTitles) -> String {
        let what = if self.domains.is_empty() {
            let forms: BTreeSet<&str> = self
                .sections
                .iter()
                .map(|named| titles.title(&named.form))
                .collect();
            forms.into_iter().collect::<Vec<_>>().join(", ")
        } else {
            let ids: Vec<&str> = self.domains.iter().map(DomainId::as_str).collect();
            format!("domain {}", ids.join(", "))
        };
        format!("{} ({what})", self.title)
    }

    /// Whether a form's section is meant.
    pub fn holds(&self, form: &str, section: &SectionId) -> bool {
        self.sections
            .iter()
            .any(|named| named.form == form && named.section == *section)
    }

    /// Whether a statement is of what was asked for.
    pub(super) fn speaks_of(&self, id: &StatementId, rubrics: &[Rubric]) -> bool {
        self.domains.is_empty()
            || rubrics.iter().any(|rubric| {
                rubric
                    .statement(id.as_str())
                    .is_some_and(|(domain, _)| self.domains.contains(&domain.id))
            })
    }
}

/// What a name may mean: the words for it, its sections, and the domain that it is.
struct MeantSections {
    title: String,
    sections: BTreeSet<(String, SectionId)>,
    domain: Option<DomainId>,
}

/// Where names are looked up.
struct Vocabulary<'a> {
    form: Option<&'a str>,
    forms: &'a BTreeMap<FormRef, Form>,
    rubrics: &'a [Rubric],
}

/// The sections that these names mean together, on every form or on one; and what else a name means, each by itself.
///
/// A word may be a domain's title and a section's too: the domain comes first, as other reports speak of it by that word.
///
/// # Errors
/// Where a name is none of a section or domain, with the nearest that is.
pub fn find(
    names: &[String],
    form: Option<&str>,
    forms: &BTreeMap<FormRef, Form>,
    rubrics: &[Rubric],
) -> Result<(AskedName, Vec<AskedName>), Unknown> {
    let known = Vocabulary { form, forms, rubrics };
    let (mut first, mut further) = (Vec::new(), Vec::new());
    for name in names {
        let mut meant = known.meant(name.trim())?.into_iter();
        first.extend(meant.next());
        further.extend(meant.map(|other| known.asked(vec![other])));
    }
    Ok((known.asked(first), further))
}

impl<'a> Vocabulary<'a> {
    /// What is meant by these together.
    fn asked(&self, meant: Vec<MeantSections>) -> AskedName {
        let mut sections: Vec<(String, usize, AskedSection)> = meant
            .iter()
            .flat_map(|meant| meant.sections.clone())
            .collect::<BTreeSet<_>>()
            .into_iter()
            .map(|(form, section)| {
                let (place, title) = printed(self.forms, &form, &section);
                (form.clone(), place, AskedSection { form, section, title })
            })
            .collect();
        sections.sort();
        let mut titles: Vec<&str> = Vec::new();
        for meant in &meant {
            if !titles.contains(&meant.title.as_str()) {
                titles.push(&meant.title);
            }
        }
        let only_domains = meant.iter().all(|meant| meant.domain.is_some());
        AskedName {
            title: titles.join(" and "),
            form: self.form.map(str::to_owned),
            tag: None,
            sections: sections.into_iter().map(|(_, _, named)| named).collect(),
            domains: meant
                .into_iter()
                .filter(|_| only_domains)
                .filter_map(|meant| meant.domain)
                .collect(),
        }
    }

    /// Everything that a name means, one at least: the domain of this id or title, then the sections.
    fn meant(&self, name: &str) -> Result<Vec<MeantSections>, Unknown> {
        let same = |text: &str| text.to_lowercase() == name.to_lowercase();
        let domain = self.domain_where(|domain| same(domain.id.as_str()) || same(&domain.title));
        let sections = self.sections_where(|section| same(section.id.as_str()) || same(&section.title));
        match (domain, sections) {
            // On a form that has none of the domain's sections, the word can't mean the domain.
            (Some(domain), Some(sections)) if domain.sections.is_empty() => Ok(vec![sections]),
            (Some(domain), Some(sections)) if domain.sections == sections.sections => Ok(vec![domain]),
            (None, None) => Err(self.unknown(name)),
            (domain, sections) => Ok(domain.into_iter().chain(sections).collect()),
        }
    }

    /// Every section of every version of the forms that are meant.
    fn every(&self) -> impl Iterator<Item = (&'a str, &'a Section)> {
        let form = self.form;
        let forms = self.forms.values();
        // What a theme's own tool says stands in its report alone.
        let own = forms.filter(|one| one.of_work.is_none());
        let meant = own.filter(move |one| form.is_none_or(|form| one.id.form == *form));
        meant.flat_map(|form| {
            let sections = form.sections.iter();
            sections.map(|section| (form.id.form.as_str(), section))
        })
    }

    fn ids_where(&self, holds: impl Fn(&Section) -> bool) -> BTreeSet<(String, SectionId)> {
        self.every()
            .filter(|(_, section)| holds(section))
            .map(|(form, section)| (form.to_owned(), section.id.clone()))
            .collect()
    }

    fn sections_where(&self, holds: impl Fn(&Section) -> bool) -> Option<MeantSections> {
        let sections = self.ids_where(holds);
        let (form, section) = sections.first()?;
        Some(MeantSections {
            title: printed(self.forms, form, section).1,
            sections,
            domain: None,
        })
    }

    fn domains(&self) -> impl Iterator<Item = &'a Domain> {
        self.rubrics.iter().flat_map(|rubric| &rubric.domains)
    }

    fn domain_where(&self, holds: impl Fn(&Domain) -> bool) -> Option<MeantSections> {
        let domain = self.domains().find(|domain| holds(domain))?;
        Some(MeantSections {
            title: domain.title.clone(),
            sections: self.ids_where(|section| section.domains.contains(&domain.id)),
            domain: Some(domain.id.clone()),
        })
    }

    fn unknown(&self, name: &str) -> Unknown {
        let ids: BTreeSet<&str> = self.every().map(|(_, section)| section.id.as_str()).collect();
        let titles = self.every().map(|(_, section)| section.title.as_str());
        let domains = self.domains().map(|domain| domain.title.as_str());
        let known: Vec<&str> = ids
            .into_iter()
            .chain(self.domains().map(|domain| domain.id.as_str()))
            .collect();
        // Ids first: they are what the forms and the other reports name.
        let near = nearest(name, known.iter().copied()).or_else(|| nearest(name, titles.chain(domains)));
        Unknown {
            name: name.to_owned(),
            nearest: near.map(str::to_owned),
            known: known.into_iter().map(str::to_owned).collect(),
        }
    }
}
