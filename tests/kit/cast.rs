//! Who does what on each form, from a list of people of the test's own.

/// `people.csv`.
pub const PEOPLE: &str = "\
name,aliases,role,service,team,manager,tier,bg,started,left,probation_ends,email
Grace Oduya,,head-of-service,,,,3,,2022-09-05,,,
Colin Peake,,principal-social-worker,,,,4,13,2020-01-13,,,
Priya Nand,\"NAND, Priya\",qa-service-manager;panel,,,Grace Oduya,4,13,2019-06-03,,,
Tom Ellery,,qa-social-worker,,,Priya Nand,,11,2023-03-06,,,
Robin Hale,\"HALE, Robin\",service-manager,Area Unit,,Grace Oduya,4,13,2018-11-12,,,
Ann Brook,\"BROOK, Ann\",team-manager,Area Unit,North,Robin Hale,5,12,2020-09-01,,,
Sam Okoro,\"OKORO, Sam\",deputy-team-manager,Area Unit,North,Ann Brook,,11,2023-01-09,,,
Maria Dunn,,practice-lead,Area Unit,North,Ann Brook,,11,2024-05-07,,,
Ivo Lark,,practice-lead,Area Unit,North,Ann Brook,,11,2020-05-07,2026-08-31,,
Uma Keel,,service-manager,Area Unit,,Grace Oduya,4,13,2026-10-05,,,
Kit Adams,\"ADAMS, Kit\",social-worker,Area Unit,North,Ann Brook,,,2022-07-18,,,
Amara Ives,\"IVES, Amara\",social-worker,Area Unit,North,Ann Brook,,,2021-03-08,,,
Nadia Karim,,service-manager,Fostering/SGO,,Grace Oduya,4,13,2021-05-10,,,
Hugh Denby,,team-manager,Fostering/SGO,Fostering,Nadia Karim,5,12,2021-02-01,,,
Orla Byrne,,supervising-social-worker,Fostering/SGO,Fostering,Hugh Denby,,,2019-09-16,,,
Gail Sorrel,,service-manager,First Response,,Grace Oduya,4,13,2020-11-02,,,
Nora Quayle,,team-manager,First Response,First Response,Gail Sorrel,5,12,2019-01-14,,,
Ben Ashdown,,deputy-team-manager,First Response,First Response,Nora Quayle,,11,2022-06-20,,,
Ruth Vane,,iro,IRO,,Priya Nand,,12,2018-01-08,,,
Fay Rudd,,lado,LADO,,Priya Nand,,12,2023-11-06,,,
";

/// Who does what on a form.
#[derive(Debug)]
pub struct Cast {
    /// The form's id.
    pub form: &'static str,
    /// The audit's id.
    pub id: &'static str,
    /// The row of the schedule.
    pub row: &'static str,
    /// The service.
    pub service: &'static str,
    /// The team.
    pub team: &'static str,
    /// The worker.
    pub worker: &'static str,
    /// The worker's manager.
    pub manager: &'static str,
    /// Who may audit.
    pub auditors: &'static [&'static str],
    /// Who may moderate, or review the evidence.
    pub moderators: &'static [&'static str],
    /// Who may audit again.
    pub second: &'static str,
}

impl Cast {
    /// Whether this is the worker's manager, in either spelling.
    pub fn is_managed_by(&self, name: &str) -> bool {
        let surname = self.manager.rsplit(' ').next().unwrap_or("").to_lowercase();
        name.to_lowercase().contains(&surname)
    }

    /// The audit's folder, within the store.
    pub fn folder(&self) -> String {
        format!("audits/2026-27/Q2/north/{}", self.id)
    }
}

/// The forms that are shipped.
pub const CAST: [Cast; 7] = [
    Cast {
        form: "child-case",
        id: "CF-26-0001",
        row: "area-case",
        service: "Area Unit",
        team: "North",
        worker: "Amara Ives",
        manager: "Ann Brook",
        auditors: &["Sam Okoro", "OKORO, Sam", "Maria Dunn", "Ann Brook"],
        moderators: &["Robin Hale", "HALE, Robin", "Priya Nand"],
        second: "Maria Dunn",
    },
    Cast {
        form: "observed-practice",
        id: "OP-26-0002",
        row: "area-obs",
        service: "Area Unit",
        team: "North",
        worker: "Kit Adams",
        manager: "Ann Brook",
        auditors: &["Maria Dunn", "Sam Okoro"],
        moderators: &["Tom Ellery", "Priya Nand"],
        second: "Ann Brook",
    },
    Cast {
        form: "iro-cp-chair",
        id: "IR-26-0003",
        row: "iro-combined",
        service: "IRO",
        team: "IRO",
        worker: "Ruth Vane",
        manager: "Priya Nand",
        auditors: &["Colin Peake", "Grace Oduya"],
        moderators: &["Priya Nand", "NAND, Priya"],
        second: "Grace Oduya",
    },
    Cast {
        form: "first-response",
        id: "FR-26-0004",
        row: "fr-case",
        service: "First Response",
        team: "First Response",
        worker: "Ben Ashdown",
        manager: "Nora Quayle",
        auditors: &["Nora Quayle"],
        moderators: &["Gail Sorrel", "Priya Nand"],
        second: "Gail Sorrel",
    },
    Cast {
        form: "fostering",
        id: "FO-26-0005",
        row: "fost-case",
        service: "Fostering/SGO",
        team: "Fostering",
        worker: "Orla Byrne",
        manager: "Hugh Denby",
        auditors: &["Hugh Denby"],
        moderators: &["Nadia Karim", "Priya Nand"],
        second: "Nadia Karim",
    },
    Cast {
        form: "lado",
        id: "LA-26-0006",
        row: "lado-case",
        service: "LADO",
        team: "LADO",
        worker: "Fay Rudd",
        manager: "Priya Nand",
        auditors: &["Priya Nand", "NAND, Priya"],
        moderators: &["Grace Oduya"],
        second: "Colin Peake",
    },
    // Of no row: it is part of a wider work, or stands by itself as here.
    Cast {
        form: "supervision",
        id: "SF-26-0007",
        row: "",
        service: "Area Unit",
        team: "North",
        worker: "Kit Adams",
        manager: "Ann Brook",
        auditors: &["Colin Peake", "Maria Dunn"],
        moderators: &["Robin Hale", "Priya Nand"],
        second: "Maria Dunn",
    },
];
