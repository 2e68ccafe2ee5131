use super::package::Package;
use super::*;
use crate::paper::{Cell, ColumnKind, PaperBlock, PaperPart, PaperTable};

fn paper(columns: usize) -> Paper {
    let names: Vec<String> = (0..columns).map(|number| format!("Column {number}")).collect();
    let columns: Vec<(&str, ColumnKind)> = names
        .iter()
        .map(|name| (name.as_str(), ColumnKind::Count))
        .collect();
    let mut table = PaperTable::new("t", "A table", &columns, "none");
    table.row(columns.iter().map(|_| Cell::Count(7)));
    Paper {
        title: "Quality <assurance> {{ day }}".to_owned(),
        period: "1 October to 31 December 2026".to_owned(),
        council: None,
        as_of: "2026-12-07".parse().unwrap(),
        parts: vec![
            PaperPart::new("first", "First")
                .with(table)
                .text("After the table."),
            PaperPart::new("second", "Second").with(PaperBlock::Warning("Look up.".to_owned())),
        ],
    }
}

/// The shipped template with one piece of a part changed.
fn spoiled(part: &str, from: &str, to: &str) -> Vec<u8> {
    let mut package = Package::read(&shipped().unwrap()).unwrap();
    let text = package.text(part).unwrap();
    assert!(text.contains(from), "{from} in {part}");
    package.replace(part, text.replace(from, to).into_bytes());
    package.write().unwrap()
}

fn fault(part: &str, from: &str, to: &str) -> String {
    WordTemplate::read(&spoiled(part, from, to))
        .unwrap_err()
        .to_string()
}

fn text_of(bytes: &[u8], part: &str) -> String {
    let package = Package::read(bytes).unwrap();
    package.text(part).unwrap()
}

/// The texts of a part, a line a paragraph.
fn said(bytes: &[u8], part: &str) -> Vec<String> {
    let text = text_of(bytes, part);
    let found = xml::paragraphs(part, &text).unwrap();
    found
        .paragraphs
        .iter()
        .map(|paragraph| paragraph.text(&text))
        .collect()
}

#[test]
fn the_shipped_template_is_filled_in() {
    let template = WordTemplate::read(&shipped().unwrap()).unwrap();
    assert_eq!(template.page.size, (11_906, 16_838));
    let document = docx(&paper(2), &template).unwrap();
    // The council has no name, so its line is gone; a mark within the title is no mark.
    assert_eq!(
        said(&document, DOCUMENT),
        [
            "Quality &lt;assurance&gt; {{ day }}",
            "1 October to 31 December 2026. As at Mon 7 Dec 2026.",
            "First",
            "A table",
            "Column 0",
            "Column 1",
            "7",
            "7",
            "After the table.",
            "Second",
            "Note: Look up.",
        ]
    );
    assert_eq!(
        said(&document, "word/header1.xml"),
        ["Quality &lt;assurance&gt; {{ day }}"]
    );
    let core = text_of(&document, CORE);
    assert!(
        core.contains("<dc:title>Quality &lt;assurance&gt; {{ day }}</dc:title>"),
        "{core}"
    );
    assert!(core.contains("2026-12-07T00:00:00Z"), "{core}");
}

#[test]
fn a_councils_own_words_and_styles_stay_and_a_mark_that_word_cut_in_two_is_found() {
    let before =
        "<w:p><w:r><w:t>Our &amp; own words, as at {{ d</w:t></w:r><w:r><w:b/><w:t>ay }}.</w:t></w:r></w:p>";
    let report = "<w:p><w:r><w:t>{{ report }}</w:t></w:r></w:p>";
    let after = "<w:p><w:r><w:t>The end.</w:t></w:r></w:p>";
    let own = spoiled(DOCUMENT, report, &format!("{before}{report}{after}"));
    let mut package = Package::read(&own).unwrap();
    let styles = package.text("word/styles.xml").unwrap();
    let german = styles.replace("\"Heading1\"", "\"berschrift1\"");
    package.replace("word/styles.xml", german.into_bytes());
    let template = WordTemplate::read(&package.write().unwrap()).unwrap();
    let document = docx(&paper(2), &template).unwrap();
    let said = said(&document, DOCUMENT);
    assert_eq!(said[2], "Our &amp; own words, as at Mon 7 Dec 2026.");
    assert_eq!(said.last().unwrap(), "The end.");
    let text = text_of(&document, DOCUMENT);
    assert_eq!(text.matches(r#"<w:pStyle w:val="berschrift1"/>"#).count(), 2);
    assert!(!text.contains("Heading1"));
}

#[test]
fn a_wide_table_stands_on_a_page_turned_on_its_side() {
    let template = WordTemplate::read(&shipped().unwrap()).unwrap();
    let text = |columns| text_of(&docx(&paper(columns), &template).unwrap(), DOCUMENT);
    assert_eq!(text(8).matches("w:sectPr>").count(), 2);
    let wide = text(14);
    let turned = wide.find("landscape").unwrap();
    assert!(wide.find("After the table.").unwrap() < turned && turned < wide.find("Second").unwrap());
    assert_eq!(wide.matches("landscape").count(), 1);
    // Its header and footer go with it.
    assert_eq!(wide.matches("<w:headerReference").count(), 2);

    // Where nothing follows, the document ends with it, and no empty page.
    let mut last = paper(14);
    last.parts.truncate(1);
    let last = text_of(&docx(&last, &template).unwrap(), DOCUMENT);
    assert_eq!(last.matches("<w:headerReference").count(), 1);
    assert_eq!(last.matches("landscape").count(), 1);
}

#[test]
fn what_is_late_and_what_adds_up_stands_out() {
    let columns = [("What", ColumnKind::Words), ("Late", ColumnKind::Code)];
    let mut table = PaperTable::new("t", "T", &columns, "none");
    table.row([Cell::text("one"), Cell::Late(31)]);
    table.row([Cell::text("other"), Cell::Blank]);
    let mut late = paper(1);
    late.parts = vec![PaperPart::new("p", "P").with(table.totalling([Cell::text("Total"), Cell::Count(1)]))];
    let template = WordTemplate::read(&shipped().unwrap()).unwrap();
    let text = text_of(&docx(&late, &template).unwrap(), DOCUMENT);
    for bold in ["LATE, 31", "Total"] {
        let run = format!(r#"<w:r><w:rPr><w:b/></w:rPr><w:t xml:space="preserve">{bold}</w:t>"#);
        assert!(text.contains(&run), "{bold} in {text}");
    }
}

#[test]
fn a_mistake_of_a_template_is_told_with_its_place() {
    let styles = "word/styles.xml";
    assert_eq!(
        fault(styles, "\"QAF Note\"", "\"QAF Notes\""),
        "word/styles.xml, line 49: The template lacks the paragraph style \"QAF Note\". In Word a style is kept once it \
         was used; copy what is missing from the shipped template."
    );
    assert!(fault(styles, "\"QAF Table\"", "\"T\"").contains("the table style \"QAF Table\""));
    assert!(fault(DOCUMENT, "{{ report }}", "report").contains("line 16: No paragraph says {{ report }}"));
    assert_eq!(
        fault(DOCUMENT, "{{ title }}", "{{ titel }}"),
        "word/document.xml, line 4: {{ titel }} is no mark that qaf knows. There are {{ report }}, {{ title }}, \
         {{ council }}, {{ period }}, {{ day }}."
    );
    assert!(
        fault(DOCUMENT, "{{ title }}", "{{ report }}")
            .contains("line 7: {{ report }} stands here a second time")
    );
    assert!(
        fault(DOCUMENT, "{{ report }}", "Here: {{ report }}")
            .contains("line 7: {{ report }} stands in \"Here:")
    );
    assert!(
        fault("word/header1.xml", "{{ title }}", "{{ report }}")
            .contains("word/header1.xml, line 3: {{ report }}")
    );
    assert!(
        fault(DOCUMENT, "</w:body>", "</w:bdy>")
            .contains("word/document.xml, line 14: This is not well-formed")
    );
    assert!(fault(DOCUMENT, "</w:document>", "").contains("ends in the middle"));
    assert!(
        fault(
            DOCUMENT,
            "schemas.openxmlformats.org/wordprocessingml/2006",
            "purl.oclc.org/x"
        )
        .contains("Strict")
    );
    assert!(
        fault(
            DOCUMENT,
            "<w:document",
            "<!DOCTYPE x [<!ENTITY a \"b\">]><w:document"
        )
        .contains("document type")
    );
    for bytes in [b"no zip".as_slice(), b"PK\x03\x04", b""] {
        let fault = WordTemplate::read(bytes).unwrap_err().to_string();
        assert!(fault.starts_with("This is no Word document."), "{fault}");
    }
}

#[test]
fn a_template_that_unpacks_to_too_much_is_refused() {
    let big = vec![b' '; 33 << 20];
    let mut package = Package::read(&shipped().unwrap()).unwrap();
    package.replace("word/settings.xml", big);
    let fault = WordTemplate::read(&package.write().unwrap())
        .unwrap_err()
        .to_string();
    assert!(fault.contains("more than 32 MB"), "{fault}");
}

/// A part that is cut off, or has a piece taken out, is refused or filled in, and never more than that.
#[test]
fn a_spoiled_template_is_refused_or_filled_in() {
    let whole = Package::read(&shipped().unwrap()).unwrap();
    let mut refused = 0;
    for part in [DOCUMENT, "word/styles.xml", "word/footer1.xml"] {
        let text = whole.text(part).unwrap();
        for from in (0..text.len()).step_by(41) {
            for to in [text.len(), (from + 5).min(text.len())] {
                let mut bytes = text.clone().into_bytes();
                bytes.drain(from..to);
                let mut package = whole.clone();
                package.replace(part, bytes);
                match WordTemplate::read(&package.write().unwrap()) {
                    Ok(template) => drop(docx(&paper(14), &template)),
                    Err(fault) => {
                        refused += 1;
                        let said = fault.to_string();
                        assert!(said.ends_with('.'), "{said}");
                    }
                }
            }
        }
    }
    assert!(refused > 100, "{refused}");
}
