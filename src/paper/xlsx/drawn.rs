//! A chart beside its table: Excel's own, drawn from the cells, so that it can be copied and changed.

use rust_xlsxwriter::{
    Chart, ChartDataLabel, ChartFormat, ChartPatternFill, ChartPatternFillType, ChartType, Worksheet,
    XlsxError,
};

use super::{kept, sheet};
use crate::paper::{PaperChart, PaperTable, Plot};

/// What a chart draws of a table's columns.
struct Drawn {
    kind: ChartType,
    /// The names of the columns.
    columns: &'static [&'static str],
    /// How many rows, the first ones.
    rows: usize,
    /// The greatest value of the axis, where it is known.
    most: Option<u32>,
}

/// Draws a chart right of its table. A table that has not what is drawn is left without one.
pub(super) fn draw(
    sheet: &mut Worksheet,
    name: &str,
    table: &PaperTable,
    chart: &PaperChart,
) -> Result<(), XlsxError> {
    let drawn = Drawn::of(chart);
    let place = |wanted: &str| table.columns.iter().position(|column| column.name == wanted);
    let columns: Vec<u16> = drawn
        .columns
        .iter()
        .filter_map(|column| u16::try_from(place(column)?).ok())
        .collect();
    let rows = drawn.rows.min(table.rows.len());
    if columns.is_empty() || rows == 0 {
        return Ok(());
    }
    let (first, last) = (
        sheet::HEAD + 1,
        sheet::HEAD.saturating_add(u32::try_from(rows).unwrap_or(0)),
    );
    let mut picture = Chart::new(drawn.kind);
    for (place, column) in columns.iter().enumerate() {
        let series = picture
            .add_series()
            .set_categories((name, first, 0, last, 0))
            .set_values((name, first, *column, last, *column))
            .set_name((name, sheet::HEAD, *column))
            .set_data_label(ChartDataLabel::new().show_value());
        if let Some(fill) = texture(place, columns.len()) {
            series.set_format(ChartFormat::new().set_pattern_fill(&fill));
        }
    }
    picture.title().set_name(&kept(&chart.title));
    picture.set_alt_text(kept(&chart.words).chars().take(2000).collect::<String>());
    if let Some(most) = drawn.most {
        picture.y_axis().set_min(0).set_max(most);
    }
    if columns.len() == 1 {
        picture.legend().set_hidden();
    }
    if drawn.kind == ChartType::BarPercentStacked {
        // The first row stands on top, as in the table.
        picture.x_axis().set_reverse();
    }
    let high = 160 + 24 * u32::try_from(rows).unwrap_or(0);
    picture.set_width(720).set_height(high.clamp(300, 1200));
    let right = u16::try_from(table.columns.len()).unwrap_or(0) + 1;
    sheet.insert_chart(sheet::HEAD, right, &picture)?;
    Ok(())
}

impl Drawn {
    fn of(chart: &PaperChart) -> Self {
        match &chart.plot {
            Plot::Trend(trend) => Self {
                kind: ChartType::Line,
                columns: &["Share"],
                rows: trend.points.len(),
                most: Some(1),
            },
            Plot::Grades(bars) => Self {
                kind: ChartType::BarPercentStacked,
                columns: &["Outstanding", "Good", "Requires improvement", "Inadequate"],
                rows: bars.len(),
                most: None,
            },
            Plot::Counts(columns) => Self {
                kind: ChartType::Column,
                columns: &["Times", "Number"],
                rows: columns.len(),
                most: None,
            },
        }
    }
}

/// How the grades are told apart without colour: by the textures that they have on the page.
fn texture(place: usize, of: usize) -> Option<ChartPatternFill> {
    use ChartPatternFillType::{DiagonalStripesLightUpwards, Dotted5Percent, DottedGrid, Trellis};
    if of < 4 {
        return None;
    }
    let (kind, ink, paper) = match place {
        0 => (Dotted5Percent, "#12436D", "#12436D"),
        1 => (DottedGrid, "#FFFFFF", "#2073BC"),
        2 => (DiagonalStripesLightUpwards, "#FFFFFF", "#B34700"),
        _ => (Trellis, "#FFFFFF", "#801650"),
    };
    let mut fill = ChartPatternFill::new();
    fill.set_pattern(kind)
        .set_foreground_color(ink)
        .set_background_color(paper);
    Some(fill)
}
