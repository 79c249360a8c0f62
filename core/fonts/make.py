#!/usr/bin/env python3
"""Makes the fonts of the report from the published ones: fewer characters, no hints, no layout tables.

The report embeds them in every native library of the app, so they must be small. Run it in an empty folder after

    pip install fonttools==4.68.0
    npm pack @expo-google-fonts/roboto@0.4.3 @expo-google-fonts/roboto-mono@0.4.2

with the two archives as they came:

    core/fonts/make.py . core/fonts

The same archives and the same fonttools give the same bytes.
"""

import io
import pathlib
import sys
import tarfile

from fontTools import subset
from fontTools.ttLib import TTFont

ROBOTO = "expo-google-fonts-roboto-0.4.3.tgz"
ROBOTO_MONO = "expo-google-fonts-roboto-mono-0.4.2.tgz"
SOURCES = {
    "Roboto-Regular.ttf": (ROBOTO, "package/400Regular/Roboto_400Regular.ttf"),
    "Roboto-Medium.ttf": (ROBOTO, "package/500Medium/Roboto_500Medium.ttf"),
    "RobotoMono-Regular.ttf": (ROBOTO_MONO, "package/400Regular/RobotoMono_400Regular.ttf"),
}
LICENCES = {
    "OFL-Roboto.txt": (ROBOTO, "package/LICENSE_FONT"),
    "OFL-RobotoMono.txt": (ROBOTO_MONO, "package/LICENSE_FONT"),
}

# What people in Mexico write: Latin with its accents (Latin-1, Latin Extended-A and Additional, the saltillo), the
# punctuation of phone keyboards, money, and simple signs. Greek and Cyrillic stay out on purpose: in a link they are
# look-alikes, and the report writes them as escapes.
CHARACTERS = [
    *range(0x20, 0x7F),
    *range(0xA1, 0x180),
    0x02BC,
    *range(0x1E00, 0x1EFA),
    0x2010, 0x2011, 0x2013, 0x2014, 0x2015, *range(0x2018, 0x201F), *range(0x2020, 0x2023), 0x2026, 0x2030, 0x2032, 0x2033, 0x2039, 0x203A, 0x2044,
    0x20AC, 0x2116, 0x2122,
    0x2212, 0x2248, 0x2260, 0x2264, 0x2265, 0x25CF, 0x25CB,
]
CHARACTERS.remove(0xAD)


def member(folder: pathlib.Path, archive: str, name: str) -> bytes:
    with tarfile.open(folder / archive) as opened:
        found = opened.extractfile(name)
        if found is None:
            sys.exit(f"{archive} has no {name}")
        return found.read()


def smaller(font_bytes: bytes) -> bytes:
    options = subset.Options()
    options.hinting = False
    options.layout_features = []
    options.glyph_names = False
    options.notdef_outline = True
    options.recalc_timestamp = False
    options.name_IDs = [0, 1, 2, 4, 6, 13, 14]
    options.drop_tables += ["GDEF", "GPOS", "GSUB", "STAT", "DSIG", "gasp", "HVAR", "MVAR"]
    font = TTFont(io.BytesIO(font_bytes), recalcTimestamp=False)
    subsetter = subset.Subsetter(options)
    subsetter.populate(unicodes=CHARACTERS)
    subsetter.subset(font)
    written = io.BytesIO()
    font.save(written)
    return written.getvalue()


def main() -> None:
    archives, destination = (pathlib.Path(argument) for argument in sys.argv[1:3])
    total = 0
    for name, (archive, inside) in SOURCES.items():
        made = smaller(member(archives, archive, inside))
        total += len(made)
        (destination / name).write_bytes(made)
        print(f"{name}: {len(made)} bytes")
    for name, (archive, inside) in LICENCES.items():
        (destination / name).write_bytes(member(archives, archive, inside))
    print(f"together: {total} bytes")


if __name__ == "__main__":
    main()
