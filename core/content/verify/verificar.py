#!/usr/bin/env python3
"""Comprueba un paquete de Candado sin internet y sin instalar nada.

    python3 verificar.py paquete.zip [--ancla CODIGO] [--exigir-ancla] [--json]

Termina con 0 si todo coincide, 1 si algo no coincide, 2 si no se puede juzgar.

Verifies a Candado bundle with nothing but the standard library. It does what the app does, in the same order, and
must come to the same findings; the rules stand in docs/evidence-format.md of the project. Each section below stands
for one of them: archive, entries, tree, signatures, verdict.
"""

import argparse
import base64
import hashlib
import json
import os
import re
import struct
import sys
import zlib
from datetime import datetime, timezone

# ---------------------------------------------------------------- archive


class Malformed(Exception):
    """The archive is none, is cut, contradicts itself, or needs more than its caps allow."""


MAX_ARCHIVE = 0xFFFFFFFE
MAX_DIRECTORY = 16 * 1024 * 1024
CHUNK = 64 * 1024


class Member:
    def __init__(self, name, method, crc, packed, size, start):
        self.name, self.method, self.crc = name, method, crc
        self.packed, self.size, self.start = packed, size, start


def read_range(file, start, length):
    file.seek(start)
    data = file.read(length)
    if len(data) != length:
        raise Malformed()
    return data


def find_end(file, length):
    """Start and end of the directory and the number of members, from the last end record that reaches to the end."""
    tail_start = max(0, length - 22 - 0xFFFF)
    tail = read_range(file, tail_start, length - tail_start)
    for at in range(len(tail) - 22, -1, -1):
        if tail[at:at + 4] != b"PK\x05\x06":
            continue
        here, count, size, start, comment = struct.unpack_from("<HHIIH", tail, at + 8)
        if comment != len(tail) - at - 22:
            continue
        if here != count or start + size != tail_start + at:
            raise Malformed()
        return start, tail_start + at, count
    raise Malformed()


def open_archive(file):
    file.seek(0, 2)
    length = file.tell()
    if length < 22:
        raise Malformed()
    start, end, count = find_end(file, length)
    if end - start > MAX_DIRECTORY or length > MAX_ARCHIVE:
        raise Malformed()
    directory = read_range(file, start, end - start)
    members, spans, at = [], [], 0
    for _ in range(count):
        member, local, at = read_central(file, directory, at, length)
        spans.append((local, member.start + member.packed))
        members.append(member)
    if at != len(directory):
        raise Malformed()
    spans.sort()
    for one, following in zip(spans, spans[1:]):
        if one[1] > following[0]:
            raise Malformed()
    if spans and spans[-1][1] > start:
        raise Malformed()
    if sum(member.size for member in members) > MAX_ARCHIVE:
        raise Malformed()
    if len({member.name for member in members}) != len(members):
        raise Malformed()
    return members


def read_central(file, directory, at, length):
    if len(directory) - at < 46 or directory[at:at + 4] != b"PK\x01\x02":
        raise Malformed()
    flags, method = struct.unpack_from("<HH", directory, at + 8)
    crc, packed, size, name_length, extra, comment, disk = struct.unpack_from("<IIIHHHH", directory, at + 16)
    local, = struct.unpack_from("<I", directory, at + 42)
    name = directory[at + 46:at + 46 + name_length]
    following = at + 46 + name_length + extra + comment
    if following > len(directory):
        raise Malformed()
    if flags & 1 or method not in (0, 8) or (method == 0 and packed != size) or disk != 0:
        raise Malformed()
    header = read_range(file, local, 30 + name_length)
    local_flags, local_method = struct.unpack_from("<HH", header, 6)
    local_sizes = struct.unpack_from("<III", header, 14)
    local_name, local_extra = struct.unpack_from("<HH", header, 26)
    agree = local_sizes == (crc, packed, size) or (local_flags & 8 and local_sizes == (0, 0, 0))
    if header[:4] != b"PK\x03\x04" or local_method != method or not agree:
        raise Malformed()
    if local_name != name_length or header[30:] != name:
        raise Malformed()
    try:
        text = name.decode("utf-8")
    except UnicodeDecodeError:
        raise Malformed() from None
    return Member(text, method, crc, packed, size, local + 30 + name_length + local_extra), local, following


def read_member(file, member, sink):
    """Gives the content to `sink` piece by piece; says whether it is sound, has another checksum, or is unreadable."""
    file.seek(member.start)
    unpack = zlib.decompressobj(-15) if member.method == 8 else None
    left, size, crc, ended = member.packed, 0, 0, False
    while not ended:
        if unpack is None:
            data = file.read(min(CHUNK, left))
            left -= len(data)
            ended = not data
        else:
            packed = unpack.unconsumed_tail
            if not packed:
                packed = file.read(min(CHUNK, left))
                left -= len(packed)
            try:
                data = unpack.decompress(packed, CHUNK)
            except zlib.error:
                return "unreadable"
            if unpack.eof:
                if unpack.unused_data or left:
                    return "unreadable"
                ended = True
            elif not packed and not data:
                return "unreadable"
        size += len(data)
        if size > member.size:
            return "unreadable"
        crc = zlib.crc32(data, crc)
        sink(data)
    if size != member.size:
        return "unreadable"
    return "sound" if crc == member.crc else "other-checksum"


# ---------------------------------------------------------------- entries

LARGEST = 2 ** 53 - 1
DEEPEST = 127
HASH = re.compile(r"[0-9a-f]{64}")
INSTANT = re.compile(r"[0-9]{4}-[0-9]{2}-[0-9]{2}T[0-9]{2}:[0-9]{2}:[0-9]{2}\.[0-9]{3}Z")
WITHHELD = re.compile(rb'\{"withheld":"([0-9a-f]{64})"\}')


def refuse(*_):
    raise ValueError("not in the one form that every reader reads alike")


def whole_number(text):
    if text == "-0":
        refuse()
    value = int(text)
    if abs(value) > LARGEST:
        refuse()
    return value


def no_key_twice(pairs):
    found = dict(pairs)
    if len(found) != len(pairs):
        refuse()
    return found


def check_depth_and_text(value, depth=0):
    if isinstance(value, str):
        value.encode("utf-8")
    elif isinstance(value, (dict, list)):
        if depth >= DEEPEST:
            refuse()
        for item in value.items() if isinstance(value, dict) else value:
            if isinstance(value, dict):
                check_depth_and_text(item[0], depth + 1)
                item = item[1]
            check_depth_and_text(item, depth + 1)


def read_json(data):
    """JSON without fractions, numbers beyond 53 bits, keys given twice, lone surrogates; None when it is not."""
    try:
        value = json.loads(data.decode("utf-8"), parse_float=refuse, parse_int=whole_number, parse_constant=refuse,
                           object_pairs_hook=no_key_twice)
        check_depth_and_text(value)
        return value
    except (ValueError, RecursionError):
        return None


def is_whole(value):
    return isinstance(value, int) and not isinstance(value, bool)


class Entry:
    def __init__(self, value):
        noted = value.get("noted")
        noted = noted if isinstance(noted, dict) else {}
        self.seq, files = value.get("seq"), value.get("files")
        at, self.auto = noted.get("at"), noted.get("auto")
        self.boot, self.up_ms = noted.get("boot"), noted.get("up_ms")
        if not is_whole(value.get("v")) or value["v"] != 1 or not is_whole(self.seq) or self.seq < 0:
            refuse()
        if not isinstance(at, str) or not INSTANT.fullmatch(at):
            refuse()
        moment = datetime.strptime(at[:19], "%Y-%m-%dT%H:%M:%S").replace(tzinfo=timezone.utc)
        self.noted_ms = ((moment.toordinal() - 719163) * 86400 + moment.hour * 3600 + moment.minute * 60
                         + moment.second) * 1000 + int(at[20:23])
        if not (self.auto is None or isinstance(self.auto, bool)):
            refuse()
        if not all(value is None or is_whole(value) for value in (self.boot, self.up_ms)):
            refuse()
        if not isinstance(files, list):
            refuse()
        self.files = []
        for file in files:
            file = file if isinstance(file, dict) else {}
            sha256, size = file.get("sha256"), file.get("bytes")
            if not isinstance(sha256, str) or not HASH.fullmatch(sha256) or not is_whole(size) or size < 0:
                refuse()
            self.files.append((sha256, size))


class Line:
    """One line of the log: its leaf hash, whether it is withheld, and the entry it holds, if it holds one."""

    def __init__(self, data):
        withheld = WITHHELD.fullmatch(data)
        self.withheld, self.entry = withheld is not None, None
        if withheld:
            self.leaf = bytes.fromhex(withheld.group(1).decode())
            return
        self.leaf = hashlib.sha256(b"\0" + data).digest()
        value = read_json(data)
        if isinstance(value, dict):
            try:
                self.entry = Entry(value)
            except ValueError:
                pass


def split_lines(content):
    """The lines, and whether the last one was ended."""
    if not content:
        return [], True
    whole = content.endswith(b"\n")
    return [Line(data) for data in (content[:-1] if whole else content).split(b"\n")], whole


# ---------------------------------------------------------------- tree


class Tree:
    """The Merkle tree of RFC 6962, section 2.1."""

    def __init__(self, leaves=()):
        self.size, self.peaks = 0, []
        for leaf in leaves:
            self.push(leaf)

    def push(self, leaf):
        size = self.size
        while size & 1:
            leaf = hashlib.sha256(b"\1" + self.peaks.pop() + leaf).digest()
            size >>= 1
        self.peaks.append(leaf)
        self.size += 1

    def root(self):
        if not self.peaks:
            return hashlib.sha256(b"").digest()
        root = self.peaks[-1]
        for left in reversed(self.peaks[:-1]):
            root = hashlib.sha256(b"\1" + left + root).digest()
        return root


def beginnings(leaves, sizes):
    """Roots of the first leaves, for each size asked for that the log reaches."""
    tree, found = Tree(), {}
    if 0 in sizes:
        found[0] = tree.root()
    for leaf in leaves:
        tree.push(leaf)
        if tree.size in sizes:
            found[tree.size] = tree.root()
    return found


CROCKFORD = "0123456789ABCDEFGHJKMNPQRSTVWXYZ"


def root_code(root):
    bits = int.from_bytes(root[:13], "big") >> 4
    return "".join(CROCKFORD[bits >> shift & 31] for shift in range(95, -1, -5))


def head_code(size, root):
    code = root_code(root)
    return f"{size} · " + "-".join(code[at:at + 5] for at in range(0, 20, 5))


def read_head_code(text):
    """Size and twenty characters, or None. Forgives what handwriting does, and anything before the first digit."""
    match = re.fullmatch(r"[^0-9]*0*([0-9]{1,20})([^0-9].*)", text, re.DOTALL)
    if not match or int(match.group(1)) >= 2 ** 64:
        return None
    code = ""
    for character in match.group(2):
        if not character.isascii() or not character.isalnum():
            continue
        character = character.upper()
        character = {"O": "0", "I": "1", "L": "1"}.get(character, character)
        if character not in CROCKFORD:
            return None
        code += character
    return (int(match.group(1)), code) if len(code) == 20 else None


# ---------------------------------------------------------------- signatures

# Ed25519 as in RFC 8032, section 5.1, refusing what ed25519-dalek's verify_strict refuses: unreduced scalars and
# coordinates, and keys or points of small order.
P = 2 ** 255 - 19
Q = 2 ** 252 + 27742317777372353535851937790883648493
D = -121665 * pow(121666, P - 2, P) % P
ROOT_OF_MINUS_1 = pow(2, (P - 1) // 4, P)


def point_add(a, b):
    ab, cd = (a[1] - a[0]) * (b[1] - b[0]) % P, (a[1] + a[0]) * (b[1] + b[0]) % P
    e, f = 2 * a[3] * b[3] * D % P, 2 * a[2] * b[2] % P
    h, g, j, k = cd - ab, f - e, f + e, cd + ab
    return h * g % P, j * k % P, g * j % P, h * k % P


def point_multiply(scalar, point):
    result = (0, 1, 1, 0)
    while scalar:
        if scalar & 1:
            result = point_add(result, point)
        point = point_add(point, point)
        scalar >>= 1
    return result


def point_equal(a, b):
    return (a[0] * b[2] - b[0] * a[2]) % P == 0 and (a[1] * b[2] - b[1] * a[2]) % P == 0


def point_read(data):
    y = int.from_bytes(data, "little")
    sign, y = y >> 255, y & (1 << 255) - 1
    if y >= P:
        return None
    x2 = (y * y - 1) * pow(D * y * y + 1, P - 2, P) % P
    x = pow(x2, (P + 3) // 8, P)
    if (x * x - x2) % P:
        x = x * ROOT_OF_MINUS_1 % P
    if (x * x - x2) % P or (x == 0 and sign):
        return None
    if x & 1 != sign:
        x = P - x
    return x, y, 1, x * y % P


BASE = point_read(bytes.fromhex("58" + "66" * 31))


def small_order(point):
    return point_equal(point_multiply(8, point), (0, 1, 1, 0))


def ed25519_verify(key, message, signature):
    a, r = point_read(key), point_read(signature[:32])
    s = int.from_bytes(signature[32:], "little")
    if len(signature) != 64 or a is None or r is None or s >= Q or small_order(a) or small_order(r):
        return False
    h = int.from_bytes(hashlib.sha512(signature[:32] + key + message).digest(), "little") % Q
    return point_equal(point_multiply(s, BASE), point_add(r, point_multiply(h, a)))


def read_base64(text):
    """Standard base64 in its one right form, or None."""
    try:
        data = base64.b64decode(text.encode("ascii"), validate=True)
    except ValueError:
        return None
    return data if base64.b64encode(data).decode() == text else None


LOG_NAME = re.compile(r"candado-[0-9a-f]{16}")


class VerifierKey:
    def __init__(self, name, typed):
        self.name, self.key = name, typed[1:]
        self.id = hashlib.sha256(name.encode("utf-8") + b"\n" + typed).digest()[:4]


def read_verifier_key(content):
    try:
        text = content.decode("utf-8")
    except UnicodeDecodeError:
        return None
    parts = text[:-1].split("+", 2) if text.endswith("\n") else []
    if len(parts) != 3 or not LOG_NAME.fullmatch(parts[0]):
        return None
    typed = read_base64(parts[2])
    if typed is None or len(typed) != 33 or typed[0] != 1 or point_read(typed[1:]) is None:
        return None
    key = VerifierKey(parts[0], typed)
    return key if key.id.hex() == parts[1] else None


def open_note(key, note):
    """Size and root of a checkpoint signed by `key`, or the name of the problem: malformed, other-key, bad-signature."""
    body, separator, signatures = note.rpartition("\n\n")
    lines = body.split("\n")
    if not separator or len(lines) < 3 or not lines[0] or not re.fullmatch(r"0|[1-9][0-9]{0,19}", lines[1]):
        return "malformed"
    size, root = int(lines[1]), read_base64(lines[2])
    if size >= 2 ** 64 or root is None or len(root) != 32 or not signatures.endswith("\n"):
        return "malformed"
    ours = None
    for line in signatures[:-1].split("\n"):
        match = re.fullmatch(r"— ([^ ]*) (.*)", line, re.DOTALL)
        signature = read_base64(match.group(2)) if match else None
        if signature is None or len(signature) < 4:
            return "malformed"
        if match.group(1) == key.name and signature[:4] == key.id:
            if len(signature) != 68:
                return "malformed"
            ours = signature[4:]
    if ours is None:
        return "other-key"
    if not ed25519_verify(key.key, (body + "\n").encode("utf-8"), ours):
        return "bad-signature"
    return (size, root) if lines[0] == key.name else "other-key"


def split_notes(content):
    """Notes with an empty line between them, or None."""
    if not content:
        return []
    try:
        text = content.decode("utf-8")
    except UnicodeDecodeError:
        return None
    parts = text[:-1].split("\n\n") if text.endswith("\n") else [""]
    if len(parts) % 2:
        return None
    return [f"{parts[at]}\n\n{parts[at + 1]}\n" for at in range(0, len(parts), 2)]


# ---------------------------------------------------------------- verdict

KINDS = ["entry-altered", "entry-missing", "order-changed", "root-mismatch", "signature-bad", "key-changed",
         "not-an-extension", "truncated", "file-missing", "file-altered", "file-unlisted", "malformed"]
LOG, LEAVES, KEY = "bitacora.jsonl", "hojas.txt", "clave-publica.txt"
CHECKPOINT, EARLIER, MANIFEST = "checkpoint.txt", "checkpoints-anteriores.txt", "MANIFIESTO.sha256"
READ_FILES = [LOG, LEAVES, CHECKPOINT, EARLIER, KEY, MANIFEST]
FIXED_FILES = READ_FILES + ["informe.pdf", "verificar.html", "verificar.py", "LEEME.txt"]
READ_LIMIT = 512 * 1024 * 1024
ATTACHMENT = re.compile(r"adjuntos/([0-9a-f]{64})\.[a-z0-9]{1,8}")
CLOCK_TOLERANCE_MS = 60_000


class Findings:
    def __init__(self):
        self.found = set()

    def add(self, kind, seq=None, file=None):
        self.found.add((KINDS.index(kind), -1 if seq is None else seq, file is not None, file or ""))

    def sorted(self):
        return [{"kind": KINDS[kind], "seq": None if seq < 0 else seq, "file": file if about_file else None}
                for kind, seq, about_file, file in sorted(self.found)]


def shown(name):
    return "".join(character if " " <= character <= "~" else "?" for character in name[:120])


def is_hostile(name):
    return (name.startswith("/") or ".." in name.split("/") or "\\" in name or ":" in name
            or any(ord(character) < 32 or 127 <= ord(character) < 160 for character in name))


class Seen:
    def __init__(self, size):
        self.size, self.sha256, self.content = size, hashlib.sha256(), bytearray()


def read_members(file, members, findings):
    seen = {}
    for member in members:
        if member.name == "adjuntos/" and member.size == 0:
            continue
        if member.name not in FIXED_FILES and not ATTACHMENT.fullmatch(member.name):
            findings.add("malformed" if is_hostile(member.name) else "file-unlisted", file=shown(member.name))
            continue
        wanted = member.name in READ_FILES
        if wanted and member.size > READ_LIMIT:
            findings.add("malformed", file=member.name)
            continue
        found = Seen(member.size)

        def sink(data, found=found, wanted=wanted):
            found.sha256.update(data)
            if wanted:
                found.content += data

        read = read_member(file, member, sink)
        if read != "sound":
            findings.add("malformed", file=member.name)
        if read == "unreadable":
            # How much came before the error depends on who unpacks; all verifiers look at none of it.
            found = Seen(member.size)
        seen[member.name] = found
    for name in FIXED_FILES:
        if name not in seen:
            findings.add("file-missing", file=name)
    return seen


def read_manifest(content):
    try:
        text = content.decode("utf-8")
    except UnicodeDecodeError:
        return None
    listed = {}
    for line in text[:-1].split("\n") if text.endswith("\n") else [""]:
        sha256, _, name = line.partition("  ")
        if not HASH.fullmatch(sha256) or not name or name in listed:
            return None
        listed[name] = sha256
    return listed


def check_manifest(seen, findings):
    if MANIFEST not in seen:
        return
    listed = read_manifest(bytes(seen[MANIFEST].content))
    if listed is None:
        findings.add("malformed", file=MANIFEST)
        return
    for name, sha256 in listed.items():
        if name not in seen:
            findings.add("file-missing", file=shown(name))
        elif seen[name].sha256.hexdigest() != sha256:
            findings.add("file-altered", file=name)
    for name in seen:
        if name != MANIFEST and name not in listed:
            findings.add("file-unlisted", file=name)


def against_leaves(lines, leaves, findings):
    """Compares with the leaves that the checkpoint covers; True when that finds nothing."""
    if [line.leaf for line in lines] == leaves:
        return True
    before = len(findings.found)
    places = {leaf: place for place, leaf in enumerate(leaves)}
    found = {line.leaf for line in lines}
    claimed, strangers = {}, []
    for place, line in enumerate(lines):
        if line.leaf in places:
            continue
        claim = line.entry.seq if line.entry else place
        if claim in claimed:
            strangers.append(place)
        else:
            claimed[claim] = place
    for seq, leaf in enumerate(leaves):
        if leaf not in found:
            findings.add("entry-altered" if claimed.pop(seq, None) is not None else "entry-missing", seq)
    for place in strangers + list(claimed.values()):
        findings.add("entry-altered", place)
    highest = -1
    for line in lines:
        place = places.get(line.leaf)
        if place is None:
            continue
        if place <= highest:
            findings.add("order-changed", place)
            break
        highest = place
    return len(findings.found) == before


def by_numbers(lines, size, findings):
    numbered = [(place, line.entry.seq) for place, line in enumerate(lines) if line.entry]
    for one, following in zip(numbered, numbered[1:]):
        if following[1] <= one[1]:
            findings.add("order-changed", following[1])
            return
    missing, any_found = 0, False
    for place, seq in numbered:
        if seq > place + missing:
            findings.add("entry-missing", place + missing)
            missing, any_found = seq - place, True
        elif seq < place + missing:
            findings.add("order-changed", seq)
            any_found = True
            break
    if not any_found and size is not None and len(lines) < size:
        findings.add("entry-missing", len(lines))


def read_leaves(seen, checkpoint, findings):
    """The leaf hashes, if they are those that the checkpoint covers."""
    if LEAVES not in seen:
        return None
    content = bytes(seen[LEAVES].content)
    if content and not re.fullmatch(rb"(?:[0-9a-f]{64}\n)+", content):
        findings.add("malformed", file=LEAVES)
        return None
    if checkpoint is None:
        return None
    leaves = [bytes.fromhex(line.decode()) for line in content.split()]
    if (len(leaves), Tree(leaves).root()) == checkpoint:
        return leaves
    findings.add("root-mismatch", file=LEAVES)
    return None


def check_earlier(seen, key, base, findings):
    notes = split_notes(bytes(seen[EARLIER].content)) if EARLIER in seen else []
    if notes is None:
        findings.add("malformed", file=EARLIER)
        return
    opened = [open_note(key, note) for note in notes]
    roots = beginnings(base, {note[0] for note in opened if not isinstance(note, str)})
    names = {"malformed": "malformed", "other-key": "key-changed", "bad-signature": "signature-bad"}
    for note in opened:
        if isinstance(note, str):
            findings.add(names[note], file=EARLIER)
        elif note[0] not in roots:
            findings.add("truncated", file=EARLIER)
        elif roots[note[0]] != note[1]:
            findings.add("not-an-extension", file=EARLIER)


def check_attachments(seen, lines, findings):
    """Every file that an entry names, once, and none besides. Gives the number of sound ones."""
    # Names differ in their ending too: each that claims a hash is held to it.
    by_hash = {}
    for name in sorted(seen):
        match = ATTACHMENT.fullmatch(name)
        if match:
            by_hash.setdefault(match.group(1), []).append(name)
    named, sound = set(), set()
    for line in lines:
        for sha256, size in line.entry.files if line.entry else []:
            named.add(sha256)
            if sha256 not in by_hash:
                findings.add("file-missing", file="adjuntos/" + sha256)
            for name in by_hash.get(sha256, []):
                if seen[name].sha256.hexdigest() == sha256 and seen[name].size == size:
                    sound.add(sha256)
                else:
                    findings.add("file-altered", file=name)
    for sha256, names in by_hash.items():
        wanted = 1 if sha256 in named else 0
        copies = [name for name in names if not wanted or seen[name].sha256.hexdigest() == sha256]
        for name in copies[wanted:]:
            findings.add("file-unlisted", file=name)
    return len(sound)


def facts_of(lines, reach):
    """What is worth knowing. The anchor fixes `reach` entries; fewer than all, none, or None: nothing to say of it."""
    facts = []
    withheld = sum(line.withheld for line in lines)
    if withheld:
        facts.append({"fact": "withheld", "count": withheld})
    before = None
    for entry in (line.entry for line in lines if line.entry):
        if entry.auto is not True:
            facts.append({"fact": "time-not-automatic", "seq": entry.seq})
        if before and before.boot is not None and entry.boot is not None:
            if before.boot != entry.boot:
                facts.append({"fact": "boot-changed", "seq": entry.seq})
            elif before.up_ms is not None and entry.up_ms is not None:
                by_ms = (entry.noted_ms - before.noted_ms) - (entry.up_ms - before.up_ms)
                by_ms = max(-LARGEST, min(LARGEST, by_ms))
                if abs(by_ms) > CLOCK_TOLERANCE_MS:
                    facts.append({"fact": "clock-moved", "seq": entry.seq, "by_ms": by_ms})
        before = entry
    if reach == 0:
        facts.append({"fact": "no-anchor"})
    elif reach is not None:
        facts.append({"fact": "anchor-reaches", "size": reach})
    return facts


def verify(file, anchor=None):
    findings = Findings()
    try:
        members = open_archive(file)
    except Malformed:
        findings.add("malformed")
        return {"outcome": "cannot-judge", "entries": 0, "files": 0, "head_code": "", "findings": findings.sorted(),
                "facts": facts_of([], 0 if anchor is None else None)}
    seen = read_members(file, members, findings)
    check_manifest(seen, findings)
    lines, whole = split_lines(bytes(seen[LOG].content) if LOG in seen else b"")
    if not whole:
        findings.add("malformed", file=LOG)
    tree = Tree(line.leaf for line in lines)
    key = None
    if KEY in seen:
        key = read_verifier_key(bytes(seen[KEY].content))
        if key is None:
            findings.add("malformed", file=KEY)
    checkpoint = None
    if CHECKPOINT in seen and key:
        try:
            checkpoint = open_note(key, bytes(seen[CHECKPOINT].content).decode("utf-8"))
        except UnicodeDecodeError:
            checkpoint = "malformed"
        if isinstance(checkpoint, str):
            findings.add("malformed" if checkpoint == "malformed" else "signature-bad", file=CHECKPOINT)
            checkpoint = None
    leaves = read_leaves(seen, checkpoint, findings)
    if checkpoint and checkpoint != (tree.size, tree.root()):
        findings.add("root-mismatch")
    if leaves is None or against_leaves(lines, leaves, findings):
        by_numbers(lines, checkpoint[0] if checkpoint else None, findings)
    for place, line in enumerate(lines):
        if not line.withheld and line.entry is None:
            findings.add("malformed", place)
    base = leaves if leaves is not None else [line.leaf for line in lines]
    if key:
        check_earlier(seen, key, base, findings)
    code = read_head_code(anchor) if anchor is not None else None
    reach = 0 if code is None else None
    if code:
        roots = beginnings(base, {code[0]})
        if code[0] not in roots:
            findings.add("truncated")
        elif root_code(roots[code[0]]) != code[1]:
            findings.add("not-an-extension")
        elif code[0] < max(len(base), 1):
            # Every log begins with the empty one: its code fixes nothing.
            reach = code[0]
    files = check_attachments(seen, lines, findings)
    outcome = "failed" if findings.found else "verified"
    if not findings.found and anchor is not None and code is None:
        outcome = "cannot-judge"
    return {"outcome": outcome, "entries": tree.size, "files": files, "head_code": head_code(tree.size, tree.root()),
            "findings": findings.sorted(), "facts": facts_of(lines, reach)}


# ---------------------------------------------------------------- for people

EXIT_CODES = {"verified": 0, "failed": 1, "cannot-judge": 2}
OUTCOMES = {"verified": "TODO COINCIDE", "failed": "ALGO NO COINCIDE", "cannot-judge": "NO SE PUEDE JUZGAR"}
MEANINGS = {
    "entry-altered": "una nota no es la que se firmó",
    "entry-missing": "falta una nota",
    "order-changed": "las notas están en otro orden",
    "root-mismatch": "las notas no son las que resume la firma",
    "signature-bad": "la firma no es de esta clave o no es válida",
    "key-changed": "un código anterior está firmado con otra clave",
    "not-an-extension": "lo que se entregó antes ya no está igual al principio de esta bitácora",
    "truncated": "la bitácora es más corta que un código anterior",
    "file-missing": "falta un archivo",
    "file-altered": "un archivo cambió",
    "file-unlisted": "hay un archivo que nadie menciona",
    "malformed": "algo no se puede leer",
}
FACTS = {
    "withheld": "notas que no se entregaron: {count}; la firma las cuenta",
    "clock-moved": "entre la nota {note} y la entregada antes de ella, el reloj del teléfono se {moved} {span}",
    "boot-changed": "el teléfono se reinició antes de la nota {note}",
    "time-not-automatic": "la hora automática estaba apagada o no se pudo leer en la nota {note}",
    "no-anchor": "sin un código completo, dado antes a otra persona, no se puede saber si se cortó algo del final",
    "anchor-reaches": "el código dado antes alcanza hasta la nota {last}; de las que siguen no dice nada, ni si se cortó "
                      "algo del final",
}


def time_span(milliseconds):
    seconds = abs(milliseconds) // 1000
    if seconds >= 3600:
        parts = (seconds // 3600, "h"), (seconds // 60 % 60, "min")
    else:
        parts = (seconds // 60, "min"), (seconds % 60, "s")
    return " ".join(f"{count} {unit}" for count, unit in parts if count)


def print_report(report):
    print(OUTCOMES[report["outcome"]])
    if report["head_code"]:
        print(f"Código: {report['head_code']}")
    print(f"Notas: {report['entries']}   Archivos: {report['files']}")
    for finding in report["findings"]:
        place = "" if finding["seq"] is None else f", nota {finding['seq']}"
        place += "" if finding["file"] is None else f", {finding['file']}"
        print(f"  ✗ {finding['kind']}: {MEANINGS[finding['kind']]}{place}")
    for fact in report["facts"]:
        by_ms = fact.get("by_ms", 0)
        text = FACTS[fact["fact"]].format(count=fact.get("count"), note=fact.get("seq"), last=fact.get("size", 0) - 1,
                                          moved="atrasó" if by_ms < 0 else "adelantó", span=time_span(by_ms))
        print(f"  · {text}")


def main():
    parser = argparse.ArgumentParser(description="Comprueba un paquete de Candado sin internet.")
    parser.add_argument("paquete", help="el archivo ZIP completo")
    parser.add_argument("--ancla", "--anchor", metavar="CODIGO", help="código escrito antes en papel o en un mensaje")
    parser.add_argument("--exigir-ancla", "--require-anchor", action="store_true",
                        help="sin código, responde que no se puede juzgar (2)")
    parser.add_argument("--json", action="store_true", help="el resultado como JSON")
    arguments = parser.parse_args()
    try:
        with open(arguments.paquete, "rb") as file:
            report = verify(file, arguments.ancla)
    except OSError as error:
        print(f"No se pudo leer el paquete: {error.strerror}", file=sys.stderr)
        return 2
    anchored = {"fact": "no-anchor"} not in report["facts"]
    if arguments.exigir_ancla and not anchored and report["outcome"] == "verified":
        report["outcome"] = "cannot-judge"
    try:
        if arguments.json:
            print(json.dumps(report, indent=2))
        else:
            print_report(report)
        if sys.stdout:
            sys.stdout.flush()
    except BrokenPipeError:
        # Nobody listens any more; the exit code still says the verdict.
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
    return EXIT_CODES[report["outcome"]]


def run():
    """The exit code. 1 says only that something in the bundle does not agree; whatever else goes wrong is a 2."""
    for stream in (sys.stdout, sys.stderr):
        if hasattr(stream, "reconfigure"):
            # Windows writes files in an alphabet of its own, which lacks some signs.
            stream.reconfigure(errors="replace")
    try:
        return main()
    except Exception as error:
        print(f"No se pudo comprobar: {type(error).__name__}", file=sys.stderr)
        return 2


if __name__ == "__main__":
    sys.exit(run())
