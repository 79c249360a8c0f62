"""Judges messages with a linear support vector machine over character n-grams, trained on what it is handed."""

import json
import sys
from pathlib import Path

import sklearn
from rounds import serve
from sklearn.feature_extraction.text import TfidfVectorizer
from sklearn.pipeline import make_pipeline
from sklearn.svm import LinearSVC

folder = Path(sys.argv[1])
train, rows = (json.loads((folder / f"{name}.json").read_text(encoding="utf-8")) for name in ("train", "rows"))
grams = TfidfVectorizer(analyzer="char_wb", ngram_range=(2, 5), sublinear_tf=True)
model = make_pipeline(grams, LinearSVC(class_weight="balanced"))
model.fit([row["text"] for row in train], [row["deceives"] for row in train])
verdicts = [bool(verdict) for verdict in model.predict(rows)]
(folder / "svm.json").write_text(json.dumps(verdicts), encoding="utf-8")
serve(f"scikit-learn {sklearn.__version__}", lambda: model.predict(rows))
