//! The council's staff and its case list.

use std::fmt::Write as _;

use super::prose::Chooser;
use crate::framework::Date;

/// How much of the council there is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum DemoSize {
    /// Eight teams and two years of audits, with the wider work of the second.
    Whole,
    /// The sample's people, and the last two cycles alone: few enough to read every file.
    Short,
}

/// A team: its case-holders, its children's statuses, and how many children it has in the short council.
struct DemoTeam {
    name: &'static str,
    holders: &'static [&'static str],
    statuses: &'static [&'static str],
    children: u64,
}

const fn team(
    name: &'static str,
    holders: &'static [&'static str],
    statuses: &'static [&'static str],
    children: u64,
) -> DemoTeam {
    DemoTeam {
        name,
        holders,
        statuses,
        children,
    }
}

const SHORT: [DemoTeam; 5] = [
    team(
        "North",
        &["Kit Adams", "Amara Ives"],
        &["CIN", "CIN", "CP", "CP", "PLO"],
        34,
    ),
    team(
        "South",
        &["Jess Cole", "Callum Rook"],
        &["CIN", "CP", "CP", "CiC"],
        31,
    ),
    team("Through Care 1", &["Dev Shah"], &["CiC"], 27),
    team("Fostering", &["Orla Byrne"], &["CiC"], 12),
    team("Early Help Hub", &["Lou Tansy"], &["CIN"], 2),
];

/// Six teams whose cases are drawn; First Response and Fostering, whose managers pick them, make it eight.
const WHOLE: [DemoTeam; 8] = [
    team(
        "North",
        &["Kit Adams", "Amara Ives"],
        &["CIN", "CIN", "CP", "CP", "PLO"],
        150,
    ),
    team(
        "South",
        &["Callum Rook", "Tess Marlow"],
        &["CIN", "CP", "CP", "CiC"],
        130,
    ),
    team(
        "East",
        &["Mina Rowe", "Paul Strand"],
        &["CIN", "CP", "CP", "PLO"],
        130,
    ),
    team("Through Care 1", &["Dev Shah", "Leo Castell"], &["CiC"], 110),
    team("Through Care 2", &["Hana Webb", "Noel Frayne"], &["CiC"], 110),
    team(
        "Disabled Children",
        &["Cory Field", "Zara Nunn"],
        &["CIN", "CIN", "CP", "CiC"],
        110,
    ),
    team("Fostering", &["Orla Byrne"], &["CiC"], 40),
    team("Early Help Hub", &["Lou Tansy"], &["CIN"], 6),
];

/// The staff of the whole council that the sample's list of people lacks, as lines of `people.csv`.
pub const MORE_PEOPLE: &str = "\
Gwen Talbot,,team-manager,Area Unit,East,Robin Hale,4,,2020-02-03,,,gwen.talbot@example.org
Idris Penn,,deputy-team-manager,Area Unit,East,Gwen Talbot,,,2022-11-14,,,idris.penn@example.org
Mina Rowe,,social-worker,Area Unit,East,Gwen Talbot,,,2021-06-21,,,mina.rowe@example.org
Paul Strand,,social-worker,Area Unit,East,Gwen Talbot,,,2023-09-04,,,paul.strand@example.org
Tess Marlow,,social-worker,Area Unit,South,Lena Fox,,,2022-04-11,,,tess.marlow@example.org
Ivy Renn,,practice-lead,Through Care,Through Care 1,Isaac Wynn,,,2023-01-16,,,ivy.renn@example.org
Leo Castell,,social-worker,Through Care,Through Care 1,Isaac Wynn,,,2021-10-18,,,leo.castell@example.org
Una Fry,,team-manager,Through Care,Through Care 2,Nadia Karim,4,,2019-09-09,,,una.fry@example.org
Mark Sillitoe,,consultant-social-worker,Through Care,Through Care 2,Una Fry,,,2022-05-30,,,mark.sillitoe@example.org
Hana Webb,,social-worker,Through Care,Through Care 2,Una Fry,,,2022-08-01,,,hana.webb@example.org
Noel Frayne,,social-worker,Through Care,Through Care 2,Una Fry,,,2020-03-02,,,noel.frayne@example.org
Rhona Clay,,service-manager,DCSS,,Grace Oduya,3,,2020-07-13,,,rhona.clay@example.org
Aled Morse,,team-manager,DCSS,Disabled Children,Rhona Clay,4,,2021-01-25,,,aled.morse@example.org
Bea Lomax,,practice-lead,DCSS,Disabled Children,Aled Morse,,,2023-03-20,,,bea.lomax@example.org
Cory Field,,social-worker,DCSS,Disabled Children,Aled Morse,,,2022-01-10,,,cory.field@example.org
Zara Nunn,,social-worker,DCSS,Disabled Children,Aled Morse,,,2021-11-29,,,zara.nunn@example.org
";

impl DemoSize {
    fn teams(self) -> &'static [DemoTeam] {
        match self {
            Self::Whole => &WHOLE,
            Self::Short => &SHORT,
        }
    }

    /// So many days before 2026 the first of the list's cases was opened, and over so many days the others after it.
    fn cases_opened(self) -> (u64, u64) {
        match self {
            Self::Whole => (1_100, 1_400),
            Self::Short => (500, 620),
        }
    }

    /// The roster as of a day, in qaf's layout. Some cases have closed, one child stands on two rows, one has no worker.
    pub fn roster(self, as_of: Date, seed: &str) -> String {
        // The children are the same whatever the day; only who is open changes.
        let mut chooser = Chooser::new(seed);
        let (before, span) = self.cases_opened();
        let first = Date::from_year(2026).minus_days(before);
        let mut csv = String::from(
            "child_id,initials,date_of_birth,team,case_holder,legal_status,opened,closed,manager,family_id\n",
        );
        let mut number = 481_200;
        for team in self.teams() {
            for index in 0..team.children {
                number += 1 + chooser.below(40);
                let (holder, status) = (chooser.one(team.holders), chooser.one(team.statuses));
                let born = first.minus_days(365 * (1 + chooser.below(15)) + chooser.below(360));
                let opened = first.plus_days(chooser.below(span));
                let open_for = 30 + chooser.below(500);
                // In the whole council's years most cases close; the short one's few months see a fifth of them do so.
                let is_short_lived = chooser.below(5) == 0 || self == Self::Whole;
                let closed = Some(opened.plus_days(open_for)).filter(|day| is_short_lived && *day <= as_of);
                let letters = [
                    "A", "B", "C", "D", "E", "F", "G", "H", "J", "K", "L", "M", "N", "P", "R", "S", "T", "W",
                ];
                let initials = format!("{}{}", chooser.one(&letters), chooser.one(&letters));
                if opened > as_of {
                    continue;
                }
                let closed = closed.map(|day| day.to_string()).unwrap_or_default();
                let holder = if team.name == "South" && index == 7 {
                    ""
                } else {
                    holder
                };
                let _ = writeln!(
                    csv,
                    "{number:08},{initials},{born},{},{holder},{status},{opened},{closed},,F{}",
                    team.name,
                    number / 30
                );
            }
        }
        csv
    }
}
