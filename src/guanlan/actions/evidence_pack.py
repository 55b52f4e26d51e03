"""The evidence of a development, report or entry in one file that a stranger can check."""

from __future__ import annotations

import hashlib
import io
import json
import zipfile
from collections.abc import Mapping
from importlib.resources import files
from pathlib import Path
from typing import Any, NamedTuple

from guanlan.actions.act import acting, permit
from guanlan.actions.context import Context
from guanlan.actions.evidence_summaries import Packed
from guanlan.actions.steps.packing.asked import Asked, asked
from guanlan.actions.steps.packing.originals import Originals, carried, is_whole, originals
from guanlan.actions.steps.packing.proof import chain_files, statements
from guanlan.actions.steps.packing.texts import Mask, Texts, names_in, texts_of
from guanlan.errors import GuanlanError, InputError
from guanlan.formats import read
from guanlan.records.evidence import Head, canonical, instant_text
from guanlan.store import blobs
from guanlan.store.blobs import write_whole
from guanlan.store.models import Capture, ChainLink
from guanlan.text.persons import persons_in

VERB = "evidence"
FORMAT = "guanlan-evidence/1"
MASKED, REMOVED = "names are masked in its text, so the bytes are withheld", "removed by order"
_CODES = ("utf-8", "gb18030")
_DAY = (2000, 1, 1, 0, 0, 0)  # of every file in the pack: the same evidence, the same bytes


class _Parts(NamedTuple):
    asked: Asked
    links: list[ChainLink]
    texts: Texts
    originals: Originals
    mask: Mask


def evidence_pack(what: str, out: Path, *, context: Context, strip_names: bool = False) -> Packed:
    """Write the pack about ``what`` (entry as ``18/3.2.05``, development, report) to ``out``, whole or not at all.

    With ``strip_names``, who acted and who handed in is not disclosed, names of persons that can be found are masked in
    texts and annotations, and bytes that hold such a name are withheld: their hashes stay in the statements, so the
    chain can be checked all the same. Raises ``InputError`` where there is nothing of that name, or no room for it.
    """
    permit(context, VERB)
    wanted = asked(what)
    mask = Mask(names_in(wanted.reports, wanted.text) if strip_names else ())
    parts = _parts(wanted, mask, strip_names=strip_names)
    proof, head = chain_files(parts.links)
    packed = _zipped(_files(parts, proof, head, context, strip_names=strip_names))
    if out.exists():
        raise InputError("evidence.exists", path=str(out))
    with acting(context, VERB, wanted.key[:2600]) as details:
        try:
            write_whole(out, packed)
        except OSError as error:
            raise InputError("actions.cannot_write", path=str(out), why=error.strerror or str(error)) from error
        sha256 = hashlib.sha256(packed).hexdigest()
        details.update(sha256=sha256, head=head.hash, strip_names=strip_names)
    withheld = sum(row["kind"] == "withheld" for row in parts.originals.rows)
    masked = tuple(dict.fromkeys(mask.text(name) for name in mask.names))
    return Packed(str(out), len(packed), sha256, len(parts.links), len(parts.texts.notes), masked, withheld, head)


def _parts(wanted: Asked, mask: Mask, *, strip_names: bool) -> _Parts:
    names = {row.extraction.reading.blob_id for row in wanted.reports}
    rows = Capture.objects.filter(blob_id__in=names) | Capture.objects.filter(part_of_id__in=names)
    captures = {row.pk: row for row in rows.select_related("blob", "exchange")}
    links = list(ChainLink.objects.filter(kind="capture", ref__in=captures).order_by("number"))
    hidden: dict[str, str] = {}

    def why_not(capture: Capture) -> str:
        if hasattr(capture.blob, "removal"):
            return REMOVED
        if not is_whole(capture):
            return "lost"
        if strip_names and capture.blob_id not in hidden:
            hidden[capture.blob_id] = MASKED if _names(capture, mask) else ""
        return hidden.get(capture.blob_id, "")

    return _Parts(wanted, links, texts_of(wanted.reports, mask), originals(links, captures, why_not), mask)


def _names(capture: Capture, mask: Mask) -> bool:
    """Whether the bytes hold a name of a person: one of those masked, or another that is found in them. Bytes that no
    reader can look into (a picture) may hold one.
    """
    data = blobs.get(capture.blob_id)
    try:
        text = read(data, name="", media_type=capture.blob.media_type).text
    except GuanlanError:
        return True
    around = "".join(one.decode(code, errors="ignore") for one in (data, *carried(capture)) for code in _CODES)
    return mask.hits(text + around) or bool(persons_in(text + around))


def _files(
    parts: _Parts, proof: Mapping[str, bytes], head: Head, context: Context, *, strip_names: bool
) -> dict[str, bytes]:
    """Name and bytes of everything in the pack."""
    here = files("guanlan.actions.steps.packing")
    made = {
        "README.txt": (here / "readme.txt").read_text(encoding="utf-8").replace("{head}", head.text).encode(),
        "check.py": (here / "check.py").read_bytes(),
        "captures.warc.gz": parts.originals.data,
        "records.json": _json(parts.originals.rows),
        "links.json": _json(statements(parts.links, strip_names=strip_names)),
        "readings.json": _json(parts.texts.rows),
        "annotations.jsonl": "".join(canonical(one) + "\n" for one in parts.texts.notes).encode(),
        **proof,
        **parts.texts.files,
    }
    if parts.asked.text:
        made["entry.txt"] = parts.mask.text(parts.asked.text).encode()
    manifest = {
        "format": FORMAT,
        "about": {"kind": parts.asked.kind, "title": parts.mask.text(parts.asked.title)},
        "made": instant_text(context.now),
        "head": {"day": head.day.isoformat(), "number": head.number, "hash": head.hash},
        "names_stripped": strip_names,
        "masked": sorted({parts.mask.text(name) for name in parts.mask.names}),
    }
    if not strip_names:
        manifest["about"] = {**manifest["about"], "key": parts.asked.key}  # type: ignore[dict-item]
    made = {"manifest.json": _json(manifest), **made}
    sums = "".join(f"{hashlib.sha256(data).hexdigest()}  {name}\n" for name, data in sorted(made.items()))
    return {"README.txt": made.pop("README.txt"), "SHA256SUMS": sums.encode(), **made}


def _json(value: object) -> bytes:
    return (json.dumps(value, ensure_ascii=False, indent=1, sort_keys=True) + "\n").encode()


def _zipped(named: Mapping[str, bytes]) -> bytes:
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w") as archive:
        for name, data in named.items():
            info = zipfile.ZipInfo(name, _DAY)
            info.external_attr = 0o644 << 16
            packed: Any = zipfile.ZIP_STORED if name.endswith(".gz") else zipfile.ZIP_DEFLATED
            archive.writestr(info, data, compress_type=packed)
    return buffer.getvalue()
