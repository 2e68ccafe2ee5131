//! How wide the columns of a table are on a page of Word: no word, id or day is broken where all find room.

use crate::paper::{Cell, ColumnKind, PaperColumn, PaperTable};

/// The room of a letter in a cell, in twentieths of a point: of Arial at 9 pt, and rather more than less.
const LETTER: u32 = 112;
/// What stands beside the words of a cell, left and right.
const BESIDE: u32 = 230;
/// No column asks for more than so many letters in a line.
const MOST: usize = 46;

/// How wide each column is, of this width together: first each has what its longest word needs, or its longest text where
/// none may be broken; then each what its longest cell needs; and what is left goes to the columns of words, or where there
/// are none, to all.
pub(super) fn widths(table: &PaperTable, whole: u32) -> Vec<u32> {
    let columns = 0..table.columns.len();
    let (least, most): (Vec<u32>, Vec<u32>) = columns.map(|place| needed(table, place)).unzip();
    let asked: u32 = least.iter().sum();
    if asked >= whole {
        return shares(&least, whole);
    }
    let more: Vec<u32> = most
        .iter()
        .zip(&least)
        .map(|(most, least)| most - least)
        .collect();
    let left = whole - asked;
    let in_lines: u32 = more.iter().sum();
    if in_lines > left {
        return added(&least, &shares(&more, left));
    }
    let is_words = |column: &PaperColumn| column.kind == ColumnKind::Words;
    let has_words = table.columns.iter().any(is_words);
    let takes = |(column, most): (&PaperColumn, &u32)| {
        if has_words && !is_words(column) { 0 } else { *most }
    };
    let weights: Vec<u32> = table.columns.iter().zip(&most).map(takes).collect();
    added(&most, &shares(&weights, left - in_lines))
}

fn added(widths: &[u32], more: &[u32]) -> Vec<u32> {
    widths
        .iter()
        .zip(more)
        .map(|(width, more)| width + more)
        .collect()
}

/// The least room of a whole table.
pub(super) fn least(table: &PaperTable) -> u32 {
    (0..table.columns.len()).map(|place| needed(table, place).0).sum()
}

/// The whole shared out by weight.
fn shares(weights: &[u32], whole: u32) -> Vec<u32> {
    let sum = weights
        .iter()
        .map(|weight| u64::from(*weight))
        .sum::<u64>()
        .max(1);
    let share = |weight: &u32| u32::try_from(u64::from(*weight) * u64::from(whole) / sum).unwrap_or(0);
    weights.iter().map(share).collect()
}

/// The least room of a column, and what it would take to have every cell in a line.
fn needed(table: &PaperTable, place: usize) -> (u32, u32) {
    let column = &table.columns[place];
    let is_whole = column.kind != ColumnKind::Words;
    let long = |text: &str| text.chars().count();
    let longest_word = |text: &str| text.split_whitespace().map(long).max().unwrap_or(0);
    let name = longest_word(&column.name);
    let (mut least, mut most) = (name, long(&column.name));
    for cell in table
        .rows_and_total()
        .filter_map(|row| row.get(place))
        .map(Cell::shown)
    {
        let all = cell.lines().map(long).max().unwrap_or(0);
        least = least.max(if is_whole { all } else { longest_word(&cell) });
        most = most.max(all);
    }
    let room = |letters: usize| u32::try_from(letters.min(MOST)).unwrap_or(0) * LETTER + BESIDE;
    (room(least), room(most))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn no_word_id_or_day_is_broken_where_all_find_room() {
        let columns = [
            ("Audit", ColumnKind::Code),
            ("What came of it", ColumnKind::Words),
            ("n", ColumnKind::Count),
        ];
        let mut table = PaperTable::new("t", "T", &columns, "none");
        let long = "a supervisor's recommendation that is set out at length, and at more length than a line has room for";
        table.row([Cell::text("CF-26-0001"), Cell::text(long), Cell::Count(3)]);
        let found = widths(&table, 5_000);
        assert!(
            found[0] >= 10 * LETTER + BESIDE && found[1] >= 14 * LETTER + BESIDE,
            "{found:?}"
        );
        assert!(found.iter().sum::<u32>() <= 5_000, "{found:?}");
        assert!(found[1] > found[0], "{found:?}");
        // Where there is no room for all, each has its share.
        let tight = widths(&table, 1_000);
        assert!(
            tight.iter().sum::<u32>() <= 1_000 && tight.iter().all(|width| *width > 0),
            "{tight:?}"
        );
    }

    #[test]
    fn what_is_left_goes_to_words_and_among_numbers_alone_to_all() {
        let row = [Cell::text("North"), Cell::Count(3), Cell::Count(12)];
        let of = |kind: ColumnKind| {
            let columns = [
                ("Team", kind),
                ("Done", ColumnKind::Count),
                ("Overdue of these", ColumnKind::Count),
            ];
            let mut table = PaperTable::new("t", "T", &columns, "none");
            table.row(row.clone());
            widths(&table, 9_000)
        };
        let with_words = of(ColumnKind::Words);
        assert!(with_words[0] > 5_000, "{with_words:?}");
        let numbers = of(ColumnKind::Code);
        assert!(numbers[2] < 6_500 && numbers[0] > 1_500, "{numbers:?}");
        assert!(numbers.iter().sum::<u32>() > 8_900, "{numbers:?}");
    }
}
