//! The two who judge: the schema, as an editor applies it, and qaf's reader.

use std::collections::BTreeMap;

use jsonschema::Validator;
use qaf::framework::form::Form;
use qaf::framework::{People, Rubric, YearStart};
use qaf::record::{FileKind, KeptCopies};
use qaf::rule;
use qaf::store::read::{self, Reading};
use qaf::store::scaffold::allocation_yaml;
use qaf::store::schema;
use serde_json::Value as Json;

use super::tree::{ITEM, Tree};
use super::{allocation, shipped_forms};

/// The rules that say a document is not well-formed. What is missing, unusual or out of order is no matter of form, and
/// no schema says it.
const OF_FORM: [&str; 17] = [
    "read-as-meant",
    "unreadable",
    "syntax",
    "unclosed-quote",
    "colon-in-text",
    "missing-space",
    "lost-indent",
    "wrong-kind",
    "unknown-key",
    "not-an-option",
    "not-a-date",
    "not-a-grade",
    "not-a-number",
    "number-in-quotes",
    "score-range",
    "unknown-statement",
    "statement-of-another-domain",
];

/// One kind of file of one form, with both judges.
pub struct Judges {
    pub form: Form,
    pub rubric: Option<Rubric>,
    pub kind: FileKind,
    pub schema: Json,
    validator: Validator,
    /// A day on which everything allocated is under way.
    allocation: Vec<u8>,
}

/// Every kind of file of every form.
pub fn all() -> Vec<Judges> {
    let mut all = Vec::new();
    for (form, rubric) in shipped_forms() {
        for (kind, text) in schema::schemas(&form, rubric.as_ref(), "") {
            let schema: Json = serde_json::from_str(&text).unwrap();
            all.push(Judges {
                validator: jsonschema::validator_for(&schema).unwrap(),
                allocation: allocation_yaml(&allocation(&form.id)).into_bytes(),
                form: form.clone(),
                rubric: rubric.clone(),
                kind,
                schema,
            });
        }
    }
    // Each form has six files that people write.
    assert_eq!(all.len(), 6 * qaf::store::shipped::FORMS.len());
    all
}

impl Judges {
    /// What an editor marks.
    pub fn editor(&self, document: &Tree) -> Vec<String> {
        let seen = document.seen();
        self.validator
            .iter_errors(&seen)
            .map(|fault| format!("{}: {fault}", fault.instance_path()))
            .collect()
    }

    /// What qaf finds of that sort, as the rule with its message.
    pub fn qaf(&self, document: &Tree) -> Vec<String> {
        self.findings(document.written().as_bytes())
            .into_iter()
            .filter(|(rule, _)| OF_FORM.contains(rule) || *rule == "form-mismatch")
            .map(|(rule, message)| format!("{rule}: {message}"))
            .collect()
    }

    /// What qaf advises where it finds something of that sort, each with its rule.
    pub fn helps(&self, document: &Tree) -> Vec<(&'static str, String)> {
        let read = self.read(document.written().as_bytes()).findings;
        let of_form = read.into_iter().filter(|finding| OF_FORM.contains(&finding.rule));
        of_form
            .map(|finding| (finding.rule, finding.help.unwrap_or_default()))
            .collect()
    }

    fn read(&self, bytes: &[u8]) -> Reading {
        let mut files = BTreeMap::from([(FileKind::Allocation, self.allocation.clone())]);
        files.insert(self.kind, bytes.to_owned());
        let id = "CF-26-0042".parse().unwrap();
        read::folder(id, "audits/CF-26-0042", &files, |_| Some(&self.form))
    }

    /// Everything that qaf finds in this file.
    pub fn findings(&self, bytes: &[u8]) -> Vec<(&'static str, String)> {
        let reading = self.read(bytes);
        let subject = rule::RuleSubject {
            folder: &reading.folder,
            form: &self.form,
            rubric: self.rubric.as_ref(),
            row: None,
            people: &People::default(),
            titles: &[],
            year_starts: YearStart::new(4).unwrap(),
            as_of: "2026-12-01".parse().unwrap(),
            ready: false,
            faulty: &reading.faulty,
            kept: &KeptCopies::default(),
            texts: rule::FreeTexts::default(),
        };
        let drafts = rule::check_all(&subject);
        let by_rule = drafts.into_iter().map(|draft| (draft.rule, draft.message));
        let read = reading.findings.iter().map(|finding| {
            let help = finding.help.clone().unwrap_or_default();
            (finding.rule, format!("{} {help}", finding.message))
        });
        read.chain(by_rule).collect()
    }

    /// Every place of the file, by its way from the top, with what the schema says of it. The top is none.
    pub fn places(&self) -> Vec<(Vec<String>, Json)> {
        let mut places = Vec::new();
        below(&self.schema, &mut Vec::new(), &mut places);
        places
    }
}

fn below(schema: &Json, way: &mut Vec<String>, places: &mut Vec<(Vec<String>, Json)>) {
    let keys = schema["properties"].as_object().into_iter().flatten();
    let item = schema.get("items").map(|items| (ITEM.to_owned(), items));
    let each = keys.map(|(key, below)| (key.clone(), below)).chain(item);
    for (step, schema) in each {
        way.push(step);
        places.push((way.clone(), schema.clone()));
        below(schema, way, places);
        way.pop();
    }
}
