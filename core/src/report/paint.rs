//! Draws pages as a tagged PDF/A-2a that also meets PDF/UA-1.

use super::ReportError;
use super::pages::{Page, Placed};
use super::paragraph::{Color, FAINT_INK, FOOT, HAIRLINE, INK, Line, Typesetter, span};
use super::sheet::{Node, NodeId, Piece, Role, Sheet};
use crate::ClockReading;
use chrono::{Datelike, Timelike};
use krilla::Document;
use krilla::SerializeSettings;
use krilla::color::rgb;
use krilla::configure::{Accessibility, Archival, ConfigurationBuilder};
use krilla::destination::XyzDestination;
use krilla::geom::{Path, PathBuilder, Point, Rect, Size, Transform};
use krilla::metadata::{DateTime, Metadata, TextDirection};
use krilla::num::NormalizedF32;
use krilla::outline::{Outline, OutlineNode};
use krilla::page::PageSettings;
use krilla::paint::{Fill, Stroke};
use krilla::surface::Surface;
use krilla::tagging::{
    Artifact, ArtifactType, ContentTag, Identifier, Node as TagNode, SpanTag, TableHeaderScope,
    Tag, TagGroup, TagKind, TagTree,
};
use krilla::text::KrillaGlyph;
use std::num::NonZeroU16;

/// Measures of the paper in points.
#[derive(Debug, Clone, Copy)]
pub(super) struct Paper {
    pub(super) width: f32,
    pub(super) height: f32,
}

/// White space beside the text.
pub(super) const SIDE: f32 = 52.0;
/// White space above the text.
pub(super) const TOP: f32 = 46.0;
/// White space under the text; the foot stands in it.
pub(super) const BOTTOM: f32 = 64.0;
/// Where the line over the foot stands, from the lower edge of the paper.
const FOOT_FROM_EDGE: f32 = 52.0;

/// What stands at the foot of every page.
pub(super) struct Foot {
    /// Left, one below the other.
    pub(super) lines: [String; 2],
    /// Right: the number of the page for its index and the number of pages.
    pub(super) page: Box<dyn Fn(usize, usize) -> String>,
}

/// What the file says about itself.
pub(super) struct About<'a> {
    pub(super) title: String,
    pub(super) language: String,
    pub(super) clock: &'a ClockReading,
}

/// Draws `pages` of `sheet` on `paper`.
pub(super) fn paint(
    pages: Vec<Page>,
    sheet: &Sheet,
    paper: Paper,
    foot: &Foot,
    about: &About<'_>,
) -> Result<Vec<u8>, ReportError> {
    let configuration = ConfigurationBuilder::new()
        .with_archival_validator(Archival::A2_A)
        .with_accessibility_validator(Accessibility::UA1)
        .finish()
        .map_err(|_| ReportError::Configuration)?;
    let mut document =
        Document::new_with(SerializeSettings { configuration, ..SerializeSettings::default() });
    let mut tags = Tags { leaves: sheet.nodes.iter().map(|_| Vec::new()).collect() };
    let mut outline = Outline::new();
    let count = pages.len();
    for (index, page) in pages.into_iter().enumerate() {
        for placed in &page.placed {
            if let Some(title) = placed.node.and_then(|node| heading(sheet, node)) {
                let point = Point::from_xy(SIDE, TOP + placed.y);
                let node = OutlineNode::new(title.to_owned(), XyzDestination::new(index, point));
                outline.push_child(node);
            }
        }
        let settings =
            PageSettings::from_wh(paper.width, paper.height).ok_or(ReportError::Configuration)?;
        let mut started = document.start_page_with(settings);
        let mut surface = started.surface();
        paint_strokes(&mut surface, &page, sheet.width);
        let mut brush = Brush { surface: &mut surface, typesetter: &sheet.typesetter };
        brush.pieces(page.placed, &mut tags);
        brush.foot(foot, index, count, paper);
        surface.finish();
        started.finish();
    }
    document.set_outline(outline);
    document.set_metadata(metadata(about));
    document.set_tag_tree(tags.tree(sheet));
    document.finish().map_err(|_| ReportError::Pdf)
}

/// The words of a heading, if `node` is one.
fn heading(sheet: &Sheet, node: NodeId) -> Option<&str> {
    match sheet.nodes.get(node).map(|node| &node.role) {
        Some(Role::Title(title) | Role::Heading(title)) => Some(title),
        _ => None,
    }
}

fn metadata(about: &About<'_>) -> Metadata {
    let local = about.clock.local_time();
    let part = |number: u32| u8::try_from(number).unwrap_or_default();
    let offset_minutes = local.offset().local_minus_utc() / 60;
    let date = DateTime::new(u16::try_from(local.year()).unwrap_or_default())
        .month(part(local.month()))
        .day(part(local.day()))
        .hour(part(local.hour()))
        .minute(part(local.minute()))
        .second(part(local.second()))
        .utc_offset_hour(i8::try_from(offset_minutes / 60).unwrap_or_default())
        .utc_offset_minute(part(offset_minutes.unsigned_abs() % 60));
    Metadata::new()
        .title(about.title.clone())
        .language(about.language.clone())
        .creator("Candado".to_owned())
        .creation_date(date)
        .text_direction(TextDirection::LeftToRight)
}

/// The structure while it is being filled with what was drawn.
struct Tags {
    /// Content of each node, by its place.
    leaves: Vec<Vec<Identifier>>,
}

impl Tags {
    fn push(&mut self, node: NodeId, identifier: Identifier) {
        if let Some(leaves) = self.leaves.get_mut(node) {
            leaves.push(identifier);
        }
    }

    fn tree(mut self, sheet: &Sheet) -> TagTree {
        let mut tree = TagTree::new();
        for root in &sheet.roots {
            if let Some(group) = self.group(*root, &sheet.nodes) {
                tree.push(group);
            }
        }
        tree
    }

    /// The group of a node; `None` when nothing of it was drawn.
    fn group(&mut self, node: NodeId, nodes: &[Node]) -> Option<TagGroup> {
        let Node { role, children } = nodes.get(node)?;
        let mut content: Vec<TagNode> = Vec::new();
        for child in children {
            content.extend(self.group(*child, nodes).map(TagNode::from));
        }
        let leaves = self.leaves.get_mut(node).map(std::mem::take).unwrap_or_default();
        content.extend(leaves.into_iter().map(TagNode::from));
        (!content.is_empty()).then(|| TagGroup::with_children(kind(role), content))
    }
}

fn kind(role: &Role) -> TagKind {
    const FIRST: NonZeroU16 = NonZeroU16::MIN;
    match role {
        Role::Title(title) => Tag::Hn(FIRST, Some(title.clone())).into(),
        Role::Heading(title) => Tag::Hn(FIRST.saturating_add(1), Some(title.clone())).into(),
        Role::Paragraph => Tag::P.into(),
        Role::Table => Tag::Table.into(),
        Role::TableRow => Tag::TR.into(),
        Role::ColumnHead => Tag::TH(TableHeaderScope::Column).into(),
        Role::RowHead => Tag::TH(TableHeaderScope::Row).into(),
        Role::TableCell => Tag::TD.into(),
        Role::Figure(words) => Tag::Figure(Some(words.clone())).into(),
    }
}

fn fill(color: Color) -> Fill {
    let (red, green, blue) = color;
    Fill { paint: rgb::Color::new(red, green, blue).into(), ..Fill::default() }
}

fn stroke(color: Color, width: f32) -> Stroke {
    let (red, green, blue) = color;
    Stroke {
        paint: rgb::Color::new(red, green, blue).into(),
        width,
        opacity: NormalizedF32::ONE,
        ..Stroke::default()
    }
}

fn rectangle(x: f32, y: f32, width: f32, height: f32) -> Option<Path> {
    let mut path = PathBuilder::new();
    path.push_rect(Rect::from_xywh(x, y, width, height)?);
    path.finish()
}

fn paint_strokes(surface: &mut Surface<'_>, page: &Page, width: f32) {
    surface.start_tagged(ContentTag::Artifact(Artifact::with_kind(ArtifactType::Layout)));
    for (y, color, thickness) in &page.strokes {
        if let Some(path) = rectangle(SIDE, TOP + y, width, *thickness) {
            surface.set_fill(Some(fill(*color)));
            surface.draw_path(&path);
        }
    }
    surface.end_tagged();
}

struct Brush<'a, 'b> {
    surface: &'a mut Surface<'b>,
    typesetter: &'a Typesetter,
}

impl Brush<'_, '_> {
    /// Draws pieces; neighbours of one node share one stretch of tagged content.
    fn pieces(&mut self, placed: Vec<Placed>, tags: &mut Tags) {
        for group in placed.chunk_by(|a, b| owner(a) == owner(b)) {
            let node = group.first().and_then(owner);
            let text = group.iter().all(|placed| matches!(placed.piece, Piece::Line(_)));
            let tag = match node {
                None => ContentTag::Artifact(Artifact::with_kind(ArtifactType::PaginationOther)),
                Some(_) if text => ContentTag::Span(SpanTag::empty()),
                Some(_) => ContentTag::Other,
            };
            let identifier = self.surface.start_tagged(tag);
            for placed in group {
                self.piece(placed);
            }
            self.surface.end_tagged();
            if let Some(node) = node {
                tags.push(node, identifier);
            }
        }
    }

    fn piece(&mut self, placed: &Placed) {
        let (x, y) = (SIDE + placed.x, TOP + placed.y);
        match &placed.piece {
            Piece::Line(line) => self.line(line, x, y),
            Piece::Gap(_) => {}
            Piece::Stroke { width, color, thickness } => {
                if let Some(path) = rectangle(x, y, *width, *thickness) {
                    self.surface.set_fill(Some(fill(*color)));
                    self.surface.draw_path(&path);
                }
            }
            Piece::Picture { image, width, height, .. } => {
                if let Some(size) = Size::from_wh(*width, *height) {
                    self.surface.push_transform(&Transform::from_translate(x, y));
                    self.surface.draw_image(image.clone(), size);
                    self.surface.pop();
                    self.frame(x, y, *width, *height, HAIRLINE, 0.7);
                }
            }
            Piece::Placeholder { lines, width, height } => {
                self.frame(x, y, *width, *height, FAINT_INK, 0.7);
                let text: f32 = lines.iter().map(|line| line.leading).sum();
                let mut line_y = y + (height - text).max(0.0) / 2.0;
                for line in lines {
                    self.line(line, x + (width - line.width) / 2.0, line_y);
                    line_y += line.leading;
                }
            }
            Piece::Code { squares, side, .. } => self.squares(squares, *side, x, y),
            Piece::Framed { line, width, height } => {
                self.frame(x, y, *width, *height, INK, 1.1);
                self.line(line, x + 11.0, y + (height - line.leading) / 2.0);
            }
        }
    }

    fn frame(&mut self, x: f32, y: f32, width: f32, height: f32, color: Color, thickness: f32) {
        let half = thickness / 2.0;
        let inside = rectangle(x + half, y + half, width - thickness, height - thickness);
        if let Some(path) = inside {
            self.surface.set_fill(None);
            self.surface.set_stroke(Some(stroke(color, thickness)));
            self.surface.draw_path(&path);
            self.surface.set_stroke(None);
        }
    }

    /// Draws a QR code as one path; dark squares side by side are one rectangle.
    fn squares(&mut self, squares: &[Vec<bool>], side: f32, x: f32, y: f32) {
        let step = side / f32::from(u16::try_from(squares.len()).unwrap_or(u16::MAX)).max(1.0);
        let mut path = PathBuilder::new();
        let mut top = y;
        for row in squares {
            let mut left = x;
            for run in row.chunk_by(|a, b| a == b) {
                let width = step * f32::from(u16::try_from(run.len()).unwrap_or(u16::MAX));
                if run.first() == Some(&true)
                    && let Some(rectangle) = Rect::from_xywh(left, top, width, step)
                {
                    path.push_rect(rectangle);
                }
                left += width;
            }
            top += step;
        }
        if let Some(path) = path.finish() {
            self.surface.set_fill(Some(fill((0, 0, 0))));
            self.surface.draw_path(&path);
        }
    }

    fn line(&mut self, line: &Line, x: f32, y: f32) {
        /// Height of a capital letter of the shipped fonts in parts of their size.
        const CAPITAL: f32 = 0.711;
        let size = line.runs.iter().map(|run| run.style.size).fold(0.0, f32::max);
        let baseline = y + (line.leading + CAPITAL * size) / 2.0;
        for run in &line.runs {
            let mut offset = 0_usize;
            let glyphs: Vec<KrillaGlyph> = run
                .text
                .chars()
                .zip(&run.glyphs)
                .map(|(character, glyph)| {
                    let end = offset.saturating_add(character.len_utf8());
                    let range = offset..end;
                    offset = end;
                    KrillaGlyph::new(glyph.id, glyph.advance, 0.0, 0.0, 0.0, range, None)
                })
                .collect();
            self.surface.set_fill(Some(fill(run.style.color)));
            self.surface.draw_glyphs(
                Point::from_xy(x + run.x, baseline),
                &glyphs,
                self.typesetter.fonts().font(run.style.face),
                &run.text,
                run.style.size,
                false,
            );
        }
    }

    fn foot(&mut self, foot: &Foot, index: usize, count: usize, paper: Paper) {
        let width = paper.width - 2.0 * SIDE;
        let top = paper.height - FOOT_FROM_EDGE;
        self.surface.start_tagged(ContentTag::Artifact(Artifact::with_kind(ArtifactType::Footer)));
        if let Some(path) = rectangle(SIDE, top, width, 0.7) {
            self.surface.set_fill(Some(fill(HAIRLINE)));
            self.surface.draw_path(&path);
        }
        let mut y = top + 5.0;
        for text in &foot.lines {
            // The origin and the code are short; were they not, one line of them is still enough to tell logs apart.
            for line in self.typesetter.lines(&[span(&**text, FOOT)], width - 60.0).iter().take(1) {
                self.line(line, SIDE, y);
                y += line.leading;
            }
        }
        let page = (foot.page)(index, count);
        for line in self.typesetter.lines(&[span(page, FOOT)], width).iter().take(1) {
            self.line(line, SIDE + width - line.width, top + 5.0);
        }
        self.surface.end_tagged();
    }
}

/// The node that a piece belongs to: pictures have their own.
fn owner(placed: &Placed) -> Option<NodeId> {
    match placed.piece {
        Piece::Picture { node, .. } | Piece::Code { node, .. } => Some(node),
        Piece::Gap(_)
        | Piece::Stroke { .. }
        | Piece::Line(_)
        | Piece::Placeholder { .. }
        | Piece::Framed { .. } => placed.node,
    }
}
