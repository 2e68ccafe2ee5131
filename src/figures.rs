//! Figures that several reports count by: an audit summed up, what meets an expectation, grades, timeliness, trend, what
//! followed. No text is laid out here.

pub mod expectation;
pub mod follow_up;
pub mod form_titles;
pub mod grades;
pub mod left_out;
pub mod of_works;
pub mod past;
pub mod stats;
pub mod summary;
pub mod timeliness;
pub mod trend;
pub mod view;
pub mod work_account;

pub use follow_up::{Actions, ActionsDue, GradedInadequate, InadequateLine};
pub use grades::GradeCounts;
pub use left_out::{ChangedAfter, Excluded, Faulty};
pub use past::LongOver;
pub use summary::Summary;
pub use timeliness::Timeliness;
pub use trend::{TrendLines, TrendPoint, TrendSign, TrendSignal};
pub use view::StoreView;
pub use work_account::{WorkAccount, WorkActions, WorksOfTime};
