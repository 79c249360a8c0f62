"""Lays out with reportlab what the report holds: headings, the account in order of time, tables, annexes.

Content and fonts are those of ours; checking marks, PDF/A, links and fitting of thumbnails are left out, which is in
the peer's favour.
"""

import json
import sys
from pathlib import Path

import reportlab
from reportlab.lib import colors
from reportlab.lib.pagesizes import LETTER
from reportlab.lib.styles import ParagraphStyle
from reportlab.pdfbase import pdfmetrics
from reportlab.pdfbase.ttfonts import TTFont
from reportlab.platypus import Paragraph, SimpleDocTemplate, Spacer, Table, TableStyle
from rounds import serve
from xml.sax.saxutils import escape

folder = Path(sys.argv[1])
entries = json.loads((folder / "entries.json").read_text(encoding="utf-8"))
fonts = Path(__file__).resolve().parents[3] / "core/fonts"
for name in ("Roboto-Regular", "Roboto-Medium", "RobotoMono-Regular"):
    pdfmetrics.registerFont(TTFont(name, fonts / f"{name}.ttf"))
text = ParagraphStyle("text", fontName="Roboto-Regular", fontSize=10, leading=14)
strong = ParagraphStyle("strong", parent=text, fontName="Roboto-Medium")
mono = ParagraphStyle("mono", parent=text, fontName="RobotoMono-Regular", fontSize=8, leading=11)
heading = ParagraphStyle("heading", parent=strong, fontSize=14, leading=20)
lines = TableStyle([("LINEBELOW", (0, 0), (-1, -1), 0.5, colors.lightgrey), ("VALIGN", (0, 0), (-1, -1), "TOP")])


def paragraph(words, style=text):
    return Paragraph(escape(words).replace("\n", "<br/>"), style)


def footer(canvas, document):
    canvas.setFont("Roboto-Regular", 8)
    canvas.drawString(54, 30, f"Página {document.page}")


def work():
    story = [paragraph("Relato de hechos", heading), Spacer(1, 8)]
    for entry in entries:
        when = paragraph(f"{entry['day']} {entry['time']}", mono)
        story.append(Table([[when, [paragraph(entry["title"], strong), paragraph(entry["detail"])]]], (110, 394),
                           style=lines))
    story += [paragraph("Anexos", heading), Spacer(1, 8)]
    rows = [[paragraph(file["sha256"], mono), paragraph(file["name"]), paragraph(str(file["bytes"]))]
            for entry in entries for file in entry["files"]]
    if rows:
        story.append(Table(rows, (300, 134, 70), style=lines))
    document = SimpleDocTemplate(str(folder / "peer.pdf"), pagesize=LETTER, leftMargin=54, rightMargin=54)
    document.build(story, onFirstPage=footer, onLaterPages=footer)


serve(f"reportlab {reportlab.__version__}", work)
