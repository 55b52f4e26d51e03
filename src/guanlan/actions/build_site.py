"""All issues that are out → a static site."""

from __future__ import annotations

import hashlib
from pathlib import Path

from guanlan.actions.act import acting, permit
from guanlan.actions.build_issue import stem_of
from guanlan.actions.context import Context
from guanlan.actions.steps.assemble import assembled, journal_of
from guanlan.actions.steps.pictures import pictures_of
from guanlan.actions.summaries import Built
from guanlan.errors import InputError
from guanlan.publish.render.pictures import printable
from guanlan.publish.render.sheet import lay_out
from guanlan.publish.render.site import SiteIssue, site
from guanlan.store.blobs import write_whole
from guanlan.store.models import Issue
from guanlan.store.selectors.developments import SIGNED_OFF
from guanlan.store.selectors.issues import all_issues

VERB = "build site"


def build_site(out: Path, *, context: Context, address: str = "", drafts: bool = False) -> Built:
    """Write the site into the folder ``out``: the signed-off and imported issues, with ``drafts`` the others, too.
    Gives how large all is, and the hash over names and bytes. Raises ``InputError`` for an address that is none,
    where there is no issue to show, and where ``out`` cannot be written to.
    """
    permit(context, VERB)
    if address and not address.startswith(("https://", "http://")):
        raise InputError("deliver.site_address", value=address)
    rows = [row for row in all_issues() if drafts or row.state == SIGNED_OFF or row.release_id is not None]
    if not rows:
        raise InputError("deliver.no_issues")
    rows.sort(key=lambda row: (row.date.isoformat() if row.date else "", row.number or 0), reverse=True)
    files = site([_issue(row, several=_titles(rows) > 1) for row in rows], f"{address.rstrip('/')}/" if address else "")
    digest = hashlib.sha256()
    with acting(context, VERB, str(len(rows))) as details:
        for name, data in sorted(files.items()):
            digest.update(f"{name}\0{len(data)}\0".encode() + data)
            try:
                write_whole(out / name, data)
            except OSError as error:
                raise InputError("actions.cannot_write", path=str(out), why=error.strerror or str(error)) from error
        details.update(files=len(files), sha256=digest.hexdigest())
    return Built("site", str(out), sum(map(len, files.values())), digest.hexdigest())


def _titles(rows: list[Issue]) -> int:
    return len({row.title for row in rows})


def _issue(row: Issue, *, several: bool) -> SiteIssue:
    bulletin = assembled(row)
    pictures = printable(pictures_of(bulletin))
    folder = stem_of(row).removeprefix("issue-")
    if several:  # two journals may each have an issue 18
        folder = f"{hashlib.sha256(row.title.encode()).hexdigest()[:6]}-{folder}"
    return SiteIssue(lay_out(bulletin, journal_of(row), pictures), folder, pictures)
