//! The report as one long column of rows, before it is cut into pages, and its structure for screen readers.

use super::paragraph::{
    BODY, Color, HAIRLINE, HEADING, Line, PRIMARY, SMALL, Span, Typesetter, span,
};
use krilla::image::Image;

/// Place of a node in [`Sheet::nodes`].
pub(super) type NodeId = usize;

/// What a piece of the report is, for a reader that cannot see it.
#[derive(Debug, Clone)]
pub(super) enum Role {
    /// The report's title.
    Title(String),
    /// Heading of a section.
    Heading(String),
    Paragraph,
    Table,
    TableRow,
    ColumnHead,
    RowHead,
    TableCell,
    /// A picture and the words that stand for it.
    Figure(String),
}

/// A node of the structure.
#[derive(Debug)]
pub(super) struct Node {
    pub(super) role: Role,
    pub(super) children: Vec<NodeId>,
}

/// The smallest thing that a page break does not cut.
#[derive(Debug, Clone)]
pub(super) enum Piece {
    Line(Line),
    /// White space, in points.
    Gap(f32),
    /// A line across the cell.
    Stroke {
        width: f32,
        color: Color,
        thickness: f32,
    },
    /// A thumbnail.
    Picture {
        image: Image,
        width: f32,
        height: f32,
        node: NodeId,
    },
    /// A grey box with words instead of a picture.
    Placeholder {
        lines: Vec<Line>,
        width: f32,
        height: f32,
    },
    /// Dark squares of a QR code, row by row, drawn `side` points wide.
    Code {
        squares: Vec<Vec<bool>>,
        side: f32,
        node: NodeId,
    },
    /// A line in a frame.
    Framed {
        line: Line,
        width: f32,
        height: f32,
    },
}

impl Piece {
    /// Height in points.
    pub(super) fn height(&self) -> f32 {
        match self {
            Piece::Line(line) => line.leading,
            Piece::Gap(height)
            | Piece::Picture { height, .. }
            | Piece::Placeholder { height, .. }
            | Piece::Framed { height, .. } => *height,
            Piece::Stroke { thickness, .. } => *thickness,
            Piece::Code { side, .. } => *side,
        }
    }
}

/// A column of pieces within a row.
#[derive(Debug, Clone)]
pub(super) struct Cell {
    /// From the left edge of the text, in points.
    pub(super) x: f32,
    pub(super) pieces: Vec<Piece>,
    /// What stands here instead when the row is the first of a page.
    pub(super) on_top: Option<Vec<Piece>>,
    /// `None` for decoration.
    pub(super) node: Option<NodeId>,
}

impl Cell {
    pub(super) fn height(&self) -> f32 {
        self.pieces.iter().map(Piece::height).sum()
    }
}

/// Cells side by side.
#[derive(Debug, Clone, Default)]
pub(super) struct Row {
    pub(super) cells: Vec<Cell>,
    /// White space above, not at the top of a page.
    pub(super) space_before: f32,
    /// White space above and below the cells, inside the row.
    pub(super) padding: f32,
    /// Line along the lower edge: colour and thickness.
    pub(super) line_below: Option<(Color, f32)>,
    /// Never the last row of a page.
    pub(super) keep_with_next: bool,
    /// May be cut between any two lines; other rows only when they are taller than a page.
    pub(super) flowing: bool,
    /// Head of the table that the row belongs to, in [`Sheet::heads`]: repeated when the row begins a page.
    pub(super) head: Option<usize>,
}

impl Row {
    /// Height in points without [`Row::space_before`].
    pub(super) fn height(&self) -> f32 {
        self.cells.iter().map(Cell::height).fold(0.0, f32::max) + 2.0 * self.padding
    }
}

/// A column of a table.
#[derive(Debug, Clone, Copy)]
pub(super) struct Column {
    /// From the left edge of the text, in points.
    pub(super) x: f32,
    /// In points.
    pub(super) width: f32,
}

/// White space at the right of each column, in points.
pub(super) const GAP: f32 = 9.0;

/// Cuts `width` into columns by `shares`; each but its [`GAP`] is for text.
pub(super) fn columns<const N: usize>(width: f32, shares: [f32; N]) -> [Column; N] {
    let whole: f32 = shares.iter().sum();
    let mut x = 0.0;
    shares.map(|share| {
        let column = Column { x, width: (width * share / whole - GAP).max(1.0) };
        x += width * share / whole;
        column
    })
}

/// A table being filled.
pub(super) struct Table<const N: usize> {
    columns: [Column; N],
    head: Option<usize>,
    node: NodeId,
    /// The first cell of each row names the row.
    row_heads: bool,
    /// White space above and below the words of a row.
    padding: f32,
}

/// White space above and below the words of a row, where a table says nothing of its own.
const ROW_PADDING: f32 = 3.4;

impl<const N: usize> Table<N> {
    /// The same table with rows that stand closer together, or further apart.
    pub(super) fn with_padding(self, padding: f32) -> Self {
        Self { padding, ..self }
    }
}

/// What stands in a cell: paragraphs one below the other.
pub(super) type Paragraphs = Vec<Vec<Span>>;

/// The column of rows.
pub(super) struct Sheet {
    pub(super) typesetter: Typesetter,
    /// Width of the text in points.
    pub(super) width: f32,
    pub(super) rows: Vec<Row>,
    pub(super) heads: Vec<Row>,
    pub(super) nodes: Vec<Node>,
    pub(super) roots: Vec<NodeId>,
    /// Whether a sign was written by its number somewhere: the first such.
    pub(super) escape: Option<String>,
}

impl Sheet {
    pub(super) fn new(typesetter: Typesetter, width: f32) -> Self {
        Self {
            typesetter,
            width,
            rows: Vec::new(),
            heads: Vec::new(),
            nodes: Vec::new(),
            roots: Vec::new(),
            escape: None,
        }
    }

    /// A node at the top of the structure.
    pub(super) fn root(&mut self, role: Role) -> NodeId {
        let node = self.node(role);
        self.roots.push(node);
        node
    }

    /// A node inside another.
    pub(super) fn child(&mut self, parent: NodeId, role: Role) -> NodeId {
        let node = self.node(role);
        if let Some(parent) = self.nodes.get_mut(parent) {
            parent.children.push(node);
        }
        node
    }

    fn node(&mut self, role: Role) -> NodeId {
        self.nodes.push(Node { role, children: Vec::new() });
        self.nodes.len().saturating_sub(1)
    }

    /// Breaks one paragraph and remembers the first sign written by its number.
    pub(super) fn lines(&mut self, spans: &[Span], width: f32) -> Vec<Line> {
        if self.escape.is_none() {
            self.escape = spans.iter().find_map(|span| self.typesetter.escapes(&span.text));
        }
        self.typesetter.lines(spans, width)
    }

    /// Breaks paragraphs into pieces.
    pub(super) fn pieces(&mut self, paragraphs: &[Vec<Span>], width: f32) -> Vec<Piece> {
        let mut pieces = Vec::new();
        for spans in paragraphs {
            pieces.extend(self.lines(spans, width).into_iter().map(Piece::Line));
        }
        pieces
    }

    /// The heading of a section.
    pub(super) fn heading(&mut self, text: &str) {
        let node = self.root(Role::Heading(text.to_owned()));
        let pieces = self.pieces(&[vec![span(text, HEADING)]], self.width);
        self.rows.push(Row {
            cells: vec![Cell { x: 0.0, pieces, on_top: None, node: Some(node) }],
            space_before: 14.0,
            padding: 2.0,
            keep_with_next: true,
            ..Row::default()
        });
    }

    /// A paragraph over the whole width.
    pub(super) fn paragraph(&mut self, spans: &[Span]) {
        let node = self.root(Role::Paragraph);
        let pieces = self.lines(spans, self.width).into_iter().map(Piece::Line).collect();
        self.rows.push(Row {
            cells: vec![Cell { x: 0.0, pieces, on_top: None, node: Some(node) }],
            space_before: 3.0,
            flowing: true,
            ..Row::default()
        });
    }

    /// A paragraph of running text.
    pub(super) fn text(&mut self, text: &str) {
        self.paragraph(&[span(text, BODY)]);
    }

    /// A small remark under a table.
    pub(super) fn remark(&mut self, text: &str) {
        self.paragraph(&[span(text, SMALL)]);
    }

    /// A table whose `titles` stand over its columns and are repeated on every page.
    pub(super) fn table<const N: usize>(
        &mut self,
        columns: [Column; N],
        titles: [&str; N],
    ) -> Table<N> {
        let node = self.root(Role::Table);
        let row_node = self.child(node, Role::TableRow);
        let mut cells = Vec::new();
        for (column, title) in columns.iter().zip(titles) {
            let head = self.child(row_node, Role::ColumnHead);
            let pieces = self.pieces(&[vec![span(title, SMALL)]], column.width);
            cells.push(Cell { x: column.x, pieces, on_top: None, node: Some(head) });
        }
        let row = Row {
            cells,
            padding: 2.0,
            line_below: Some((HAIRLINE, 0.7)),
            keep_with_next: true,
            ..Row::default()
        };
        self.heads.push(row.clone());
        self.rows.push(row);
        let head = Some(self.heads.len().saturating_sub(1));
        Table { columns, head, node, row_heads: false, padding: ROW_PADDING }
    }

    /// A table of two columns whose left one names the rows.
    pub(super) fn named_table(&mut self, columns: [Column; 2]) -> Table<2> {
        let node = self.root(Role::Table);
        Table { columns, head: None, node, row_heads: true, padding: ROW_PADDING }
    }

    /// A row of `table`. An empty cell gets a dash.
    pub(super) fn row<const N: usize>(&mut self, table: &Table<N>, cells: [Paragraphs; N]) {
        self.row_with_day(table, cells, None);
    }

    /// Like [`Sheet::row`]; `on_top` stands in the second cell when the row is the first of a page.
    pub(super) fn row_with_day<const N: usize>(
        &mut self,
        table: &Table<N>,
        cells: [Paragraphs; N],
        on_top: Option<Paragraphs>,
    ) {
        let row_node = self.child(table.node, Role::TableRow);
        let mut made = Vec::new();
        for (index, (column, paragraphs)) in table.columns.iter().zip(cells).enumerate() {
            let names_row = table.row_heads && index == 0;
            let role = if names_row { Role::RowHead } else { Role::TableCell };
            let node = self.child(row_node, role);
            let empty = paragraphs.iter().flatten().all(|span| span.text.is_empty());
            let paragraphs = if empty { vec![vec![span("–", BODY)]] } else { paragraphs };
            let pieces = self.pieces(&paragraphs, column.width);
            let on_top = match &on_top {
                Some(paragraphs) if index == 1 => Some(self.pieces(paragraphs, column.width)),
                _ => None,
            };
            made.push(Cell { x: column.x, pieces, on_top, node: Some(node) });
        }
        self.rows.push(Row {
            cells: made,
            padding: table.padding,
            line_below: Some((HAIRLINE, 0.7)),
            head: table.head,
            ..Row::default()
        });
    }

    /// The line under the title.
    pub(super) fn title_line(&mut self) {
        if let Some(row) = self.rows.last_mut() {
            row.line_below = Some((PRIMARY, 1.5));
        }
    }
}
