//! Expectations counted by hand beside the people, exemptions and audits that they are of: the reports of compliance and
//! coverage. Every date is written out; the year is 2026-27 from April unless a test says otherwise.
mod agree;
mod coverage;
mod dates;
mod made;
mod meets;
mod properties;
mod random;
mod rows;
