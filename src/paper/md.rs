//! A report as Markdown, as GitHub and most others read it. What people wrote is words and never a mark.

use std::fmt::Write as _;

use super::plotted::shown_as_tables;
use super::safe::{one_line, shown};
use super::{Cell, ColumnKind, Paper, PaperBlock, PaperTable, text};

/// The report as Markdown.
pub fn md(paper: &Paper) -> String {
    let mut page = format!("# {}\n", line(&paper.title));
    if let Some(council) = &paper.council {
        let _ = write!(page, "\n{}\n", line(council));
    }
    let _ = write!(
        page,
        "\n{}. As at {}.\n",
        line(&paper.period),
        paper.as_of.spoken()
    );
    for part in &paper.parts {
        let _ = write!(page, "\n## {}\n", line(&part.title));
        for (block, figures) in part.blocks.iter().zip(shown_as_tables(&part.blocks)) {
            let said = piece(block, figures.is_some());
            if !said.is_empty() {
                let _ = write!(page, "\n{said}\n");
            }
            if let Some(figures) = figures {
                let _ = write!(page, "\n{}\n", table(&figures));
            }
        }
    }
    page
}

/// A piece that is no table; of a chart whose figures follow, their caption is its title.
fn piece(block: &PaperBlock, has_figures: bool) -> String {
    match block {
        PaperBlock::Figure(figure) => format!("**{}**", line(&text::figure(figure))),
        PaperBlock::Heading(title) => format!("### {}", line(title)),
        PaperBlock::Text(said) | PaperBlock::Note(said) => paragraphs(said),
        PaperBlock::Warning(said) => format!("**Note:** {}", paragraphs(said)),
        PaperBlock::Room(_) => "> ".to_owned(),
        PaperBlock::List(lines) => {
            let lines: Vec<String> = lines.iter().map(|said| format!("- {}", line(said))).collect();
            lines.join("\n")
        }
        PaperBlock::Facts(facts) => {
            let facts = facts.iter();
            let lines = facts.map(|(name, said)| format!("- **{}:** {}", line(name), line(said)));
            lines.collect::<Vec<_>>().join("\n")
        }
        PaperBlock::Table(_) => String::new(),
        PaperBlock::Chart(chart) if has_figures => paragraphs(&chart.words),
        PaperBlock::Chart(chart) => format!("*{}:* {}", line(&chart.title), paragraphs(&chart.words)),
    }
}

/// A table under its caption.
fn table(table: &PaperTable) -> String {
    let table = &*table.undrawn();
    let caption = format!("**{}**", line(&table.caption));
    if table.rows.is_empty() || table.columns.is_empty() {
        return format!("{caption}\n\n{}", paragraphs(&table.empty));
    }
    let (in_sight, _) = table.in_sight();
    let more = table.more().map(|more| line(&more));
    let mut lines = vec![caption, String::new()];
    lines.push(row(table.columns.iter().map(|column| line(&column.name))));
    let sides = table.columns.iter().map(|column| side(column.kind).to_owned());
    lines.push(row(sides));
    for cells in in_sight {
        let shown = |place| cells.get(place).map(cell).unwrap_or_default();
        lines.push(row((0..table.columns.len()).map(shown)));
    }
    if let Some(total) = &table.total {
        lines.push(row(total.iter().map(|cell| match cell {
            Cell::Blank => String::new(),
            cell => strong(&cell.shown()),
        })));
    }
    let table = lines.join("\n");
    more.map_or(table.clone(), |more| format!("{table}\n\n{more}"))
}

fn side(kind: ColumnKind) -> &'static str {
    if kind.is_number() { "---:" } else { "---" }
}

fn row(cells: impl Iterator<Item = String>) -> String {
    format!("| {} |", cells.collect::<Vec<_>>().join(" | "))
}

/// A cell. A table's row is one line, so lines of text are kept by a mark of our own between them.
fn cell(cell: &Cell) -> String {
    match cell {
        Cell::Text(words) => {
            let lines: Vec<String> = shown(words).lines().map(line).collect();
            lines.join("<br>")
        }
        Cell::Hidden => line(&cell.shown()),
        Cell::Late(_) => strong(&cell.shown()),
        number => number.shown(),
    }
}

/// Words that stand out.
fn strong(text: &str) -> String {
    format!("**{}**", line(text))
}

/// Words in one line, wherever it stands.
pub fn line(text: &str) -> String {
    escaped(&one_line(text))
}

/// Words in their lines and paragraphs.
pub fn paragraphs(text: &str) -> String {
    let text = shown(text);
    let mut page = String::new();
    let mut broken = true;
    for words in text.lines().map(str::trim) {
        if words.is_empty() {
            broken = true;
            continue;
        }
        page.push_str(match (page.is_empty(), broken) {
            (true, _) => "",
            (false, true) => "\n\n",
            (false, false) => "\\\n",
        });
        page.push_str(&escaped(words));
        broken = false;
    }
    page
}

/// A line's words, in which nothing is a mark: neither within it nor as what begins a list, a heading or a rule.
fn escaped(text: &str) -> String {
    let mut words = String::with_capacity(text.len() + 8);
    let digits = text.bytes().take_while(u8::is_ascii_digit).count();
    let mut last = ' ';
    for (index, c) in text.char_indices() {
        match c {
            '<' => words.push_str("&lt;"),
            '>' => words.push_str("&gt;"),
            '&' => words.push_str("&amp;"),
            '\\' | '`' | '*' | '_' | '{' | '}' | '[' | ']' | '|' | '~' | '$' | '^' | '@' | '#' => {
                words.push('\\');
                words.push(c);
            }
            // What begins a list, a rule or a definition.
            '-' | '+' | '=' | ':' | '%' if index == 0 => {
                words.push('\\');
                words.push(c);
            }
            '.' | ')' if digits > 0 && index == digits => {
                words.push('\\');
                words.push(c);
            }
            // What some readers make a link of: an address with its scheme, or one that begins with www.
            ':' if text[index..].starts_with("://") => words.push_str("\\:"),
            // What some make a small picture of, by its name between colons.
            ':' if text[index + 1..]
                .starts_with(|next: char| next.is_ascii_alphabetic() || next == '+' || next == '-') =>
            {
                words.push_str("\\:");
            }
            '.' if last.eq_ignore_ascii_case(&'w') => words.push_str("\\."),
            c => words.push(c),
        }
        last = c;
    }
    words
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::paper::PaperPart;

    #[test]
    fn what_people_wrote_is_words() {
        let columns = [("Name", ColumnKind::Words), ("Share", ColumnKind::Percent)];
        let mut names = PaperTable::new("names", "Names | and *stars*", &columns, "none");
        names.row([Cell::text("a|b\n# c <b> :smile: `x`"), Cell::Percent(66.666)]);
        names.row([Cell::text("- 1. =1+1"), Cell::Hidden]);
        let empty = PaperTable::new("empty", "Nobody", &columns, "There is nobody.");
        let paper = Paper {
            title: "Of [x](http://y)".to_owned(),
            period: "1 to 2".to_owned(),
            council: None,
            as_of: "2026-12-07".parse().unwrap(),
            parts: vec![
                PaperPart::new("p", "P")
                    .text("1. no list\n\n# no heading")
                    .with(names)
                    .with(empty),
            ],
        };
        assert_eq!(
            md(&paper),
            r"# Of \[x\](http\://y)

1 to 2. As at Mon 7 Dec 2026.

## P

1\. no list

\# no heading

**Names \| and \*stars\***

| Name | Share |
| --- | ---: |
| a\|b<br>\# c &lt;b&gt; \:smile: \`x\` | 66.7% |
| \- 1. =1+1 | \[c\] |

**Nobody**

There is nobody.
"
        );
    }
}
