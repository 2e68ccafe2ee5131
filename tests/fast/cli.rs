//! The program as people meet it: the binary run in folders of its own, with its output and its exit status.
// What can't be tried here is said.
#![allow(clippy::print_stderr)]

mod access;
mod action_sections;
mod after_event;
mod allocate;
mod annual;
mod asked;
mod audits;
mod blind_pack;
mod boards;
mod by_name;
mod certificate;
mod chain;
mod comments;
mod completions;
mod compliance;
mod due;
#[cfg(target_os = "linux")]
mod durable;
mod exit;
mod export;
mod faulty;
mod files;
mod fill;
mod first_faults;
mod freeze;
mod golden;
mod history;
mod holidays;
mod hostile;
mod ids;
mod in_short;
mod in_use;
mod init;
mod inspect;
mod issue;
#[cfg(target_os = "linux")]
mod killed;
mod learning;
mod limits;
mod links;
mod log;
mod lost;
mod names;
mod next_steps;
mod observed;
mod odd_lists;
mod output;
mod own_words;
mod pages;
mod panel;
mod passed_on;
mod people;
mod picked;
mod platforms;
mod public;
mod quarter;
mod reading;
mod register;
mod remind;
mod repairs;
mod report_schema;
mod resumed;
mod rosters;
mod rows;
mod said;
mod samples;
mod section;
mod sent;
mod settings;
mod show;
mod shown_help;
mod shut;
mod signed_off;
mod spoils;
mod steps;
mod stopped;
pub mod store;
#[cfg(target_os = "linux")]
mod strace;
mod strays;
mod streams;
mod tools;
mod unknown;
mod unread;
#[cfg(target_os = "linux")]
mod unsaid;
mod verify;
mod waiting;
mod watch;
mod whole;
mod widths;
mod work_agreed;
mod work_fill;
mod work_flows;
mod work_reports;
mod work_shown;
mod work_texts;
mod works;
mod writers;

use store::{Ran, Store};

/// How often a test goes round: less in the ordinary run, more where `QAF_LONG_TESTS` is set.
fn long(ordinary: usize, long: usize) -> usize {
    if std::env::var_os("QAF_LONG_TESTS").is_some() {
        long
    } else {
        ordinary
    }
}
