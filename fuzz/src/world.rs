//! What a file is read against: the forms, guidelines, settings, schedule and staff that qaf ships.

use std::sync::LazyLock;

use qaf::framework::form::{Form, FormRef};
use qaf::framework::{FormId, People, RoleId, RowId, Rubric, Service};
use qaf::record::Allocation;
use qaf::roster;
use qaf::store::document::Document;
use qaf::store::settings::{self, Settings};
use qaf::store::{schedule_toml, shipped, template};

pub(crate) struct World {
    pub forms: Vec<Form>,
    pub rubrics: Vec<Rubric>,
    pub form_ids: Vec<FormId>,
    pub settings: Settings,
    pub roles: Vec<RoleId>,
    pub services: Vec<Service>,
    pub rows: Vec<RowId>,
    pub people: People,
}

pub(crate) static WORLD: LazyLock<World> = LazyLock::new(World::shipped);

impl World {
    fn shipped() -> Self {
        let document = |name: &str, text: &str| Document::read(name, text.as_bytes());
        let rubrics: Vec<Rubric> = shipped::RUBRICS
            .iter()
            .filter_map(|(name, text)| template::rubric(&document(name, text)).0)
            .collect();
        let forms: Vec<Form> = shipped::FORMS
            .iter()
            .filter_map(|(name, text)| template::form(&document(name, text), &rubrics).0)
            .collect();
        let form_ids: Vec<FormId> = forms.iter().map(|form| form.id.form.clone()).collect();
        let settings = settings::read(shipped::SETTINGS.as_bytes(), &form_ids).expect("sound settings");
        let schedule = schedule_toml::read(shipped::SCHEDULE.as_bytes(), &settings, &form_ids)
            .expect("a sound schedule");
        let roles: Vec<RoleId> = settings.roles.iter().map(|(role, _)| role.clone()).collect();
        let services: Vec<Service> = schedule.services.iter().map(|entry| entry.name.clone()).collect();
        let rows = schedule.rows.iter().map(|row| row.id.clone()).collect();
        let (people, _) = roster::people::read(shipped::PEOPLE.as_bytes(), &roles, &services);
        Self {
            forms,
            rubrics,
            form_ids,
            settings,
            roles,
            services,
            rows,
            people,
        }
    }

    pub fn form(&self, id: &FormRef) -> Option<&Form> {
        self.forms.iter().find(|form| form.id == *id)
    }

    pub fn rubric(&self, form: &Form) -> Option<&Rubric> {
        let guideline = form.guideline.as_ref()?;
        self.rubrics.iter().find(|rubric| rubric.guideline == *guideline)
    }

    /// The form that a text names first, so that a fault in the line that names it still leaves one to read by.
    pub fn form_named(&self, bytes: &[u8]) -> &Form {
        let named = |form: &&Form| {
            let id = form.id.form.as_str().as_bytes();
            bytes.windows(id.len()).any(|window| window == id)
        };
        self.forms.iter().find(named).unwrap_or(&self.forms[0])
    }

    /// An audit of this form, allocated to somebody of the shipped staff.
    pub fn allocation(&self, form: &Form) -> Allocation {
        let name = |index: usize| self.people.all()[index].name.to_string();
        Allocation {
            audit: "CF-26-0042".parse().expect("an id"),
            form: form.id.clone(),
            row: None,
            part_of: Some("a visit".to_owned()),
            cycle: None,
            selection: None,
            selected_by: None,
            reason: None,
            draw: None,
            service: None,
            team: None,
            child_id: qaf::framework::ChildId::new("0012345"),
            initials: Some("LT".to_owned()),
            age: Some(7),
            legal_status: Some("CP".to_owned()),
            worker: Some("Ben Ashdown".to_owned()),
            manager: None,
            auditor: name(0),
            moderator: Some(name(1)),
            allocated: "2026-11-24".parse().expect("a day"),
            by: None,
        }
    }
}
