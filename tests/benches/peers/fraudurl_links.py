"""Judges links with fraudurl: the verdict on each scoring link once, then many links for each line it is sent."""

import json
import sys
from pathlib import Path

import fraudurl
from fraudurl import cli
from rounds import serve

folder = Path(sys.argv[1])
cli._init_worker(False, None)
rows = json.loads((folder / "links.json").read_text(encoding="utf-8"))
verdicts = [row["fraud_verdict"] for row in cli.score_rows(rows)]
(folder / "fraudurl.json").write_text(json.dumps(verdicts), encoding="utf-8")
many = json.loads((folder / "many.json").read_text(encoding="utf-8"))
serve(f"fraudurl {fraudurl.__version__}", lambda: cli.score_rows(many))
