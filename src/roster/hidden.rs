//! The rows that Excel hides, sheet by sheet: the workbook names its sheets in one part, and each sheet's part in another.

use std::collections::{HashMap, HashSet};
use std::io::{Cursor, Read};

use quick_xml::events::{BytesStart, Event};
use quick_xml::{Reader, XmlVersion};
use zip::ZipArchive;

use super::packed::Hidden;

/// The rows by the sheet's name, from those by the part's. What can't be told is left out: the reader of the sheets says
/// what is wrong with a workbook.
pub(super) fn by_sheet(bytes: &[u8], hidden: &Hidden) -> HashMap<String, HashSet<usize>> {
    if hidden.is_empty() {
        return HashMap::new();
    }
    let Ok(mut archive) = ZipArchive::new(Cursor::new(bytes)) else {
        return HashMap::new();
    };
    let mut sheets = HashMap::new();
    each(&part(&mut archive, "xl/workbook.xml"), "sheet", |tag| {
        if let (Some(name), Some(id)) = (value(tag, "name"), value(tag, "r:id")) {
            sheets.insert(id, name);
        }
    });
    let mut found = HashMap::new();
    each(
        &part(&mut archive, "xl/_rels/workbook.xml.rels"),
        "Relationship",
        |tag| {
            let (Some(id), Some(target)) = (value(tag, "Id"), value(tag, "Target")) else {
                return;
            };
            let target = target
                .strip_prefix('/')
                .map_or_else(|| format!("xl/{target}"), str::to_owned);
            let rows = hidden.get(&target.to_lowercase());
            if let (Some(name), Some(rows)) = (sheets.get(&id), rows) {
                let rows = rows.iter().filter_map(|row| usize::try_from(*row).ok());
                found.insert(name.clone(), rows.collect());
            }
        },
    );
    found
}

/// A part's text; empty where it can't be read. Its size is known to be bounded.
fn part(archive: &mut ZipArchive<Cursor<&[u8]>>, name: &str) -> String {
    let mut text = String::new();
    let read = archive
        .by_name(name)
        .map(|mut part| part.read_to_string(&mut text));
    if matches!(read, Ok(Ok(_))) {
        text
    } else {
        String::new()
    }
}

fn each(text: &str, name: &str, mut see: impl FnMut(&BytesStart<'_>)) {
    let mut reader = Reader::from_str(text);
    while let Ok(event) = reader.read_event() {
        match event {
            Event::Eof => return,
            Event::Start(tag) | Event::Empty(tag) if tag.local_name().as_ref() == name => see(&tag),
            _ => {}
        }
    }
}

fn value(tag: &BytesStart<'_>, name: &str) -> Option<String> {
    let found = tag.try_get_attribute(name).ok().flatten()?;
    let value = found.normalized_value(XmlVersion::Implicit1_0).ok()?;
    Some(value.into_owned())
}
