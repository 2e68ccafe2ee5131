//! What the framework says: grades, forms, the guideline, the schedule, roles, periods, working days.
//!
//! Nothing here touches a file, a clock or a random source.

pub mod calendar;
pub mod council_words;
pub mod date;
pub mod exit_form;
pub mod expected;
mod fact;
pub mod form;
pub mod grade;
pub mod id;
pub mod interface;
pub mod item_id;
pub mod name;
pub mod name_finder;
pub mod period;
pub mod process;
pub mod rubric;
pub mod schedule;
mod schedule_names;
pub mod staff;
pub mod wider_work;
pub mod word;
mod work_event;

pub use calendar::{Calendar, Unlisted, WorkingDays};
pub use date::Date;
pub use expected::{CountedBy, Expectancy, NamedByRow};
pub use form::{Form, FormRef};
pub use grade::{Grade, Judgement};
pub use id::AuditId;
pub use item_id::ItemId;
pub use period::{CouncilYear, Cycle, Period, Quarter, YearStart};
pub use process::Process;
pub use rubric::Rubric;
pub use schedule::{Row, Schedule, Step};
pub use staff::{Exemption, People, Person};
pub use wider_work::{WorkId, WorkKind};
pub use word::{ChildId, FormId, PersonName, RoleId, RowId, SectionId, Service, StatementId, Team};
