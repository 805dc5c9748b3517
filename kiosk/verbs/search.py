"""`search` and `misses`: what citizens' words find, and what they did not find."""

from __future__ import annotations

import argparse
import json
import os
import sys
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any, TypeAlias, get_args

from kiosk.content.content import Content
from kiosk.content.shelf import read_pack
from kiosk.errors import ContentRefused, KioskError
from kiosk.parts import read_content
from kiosk.procedures.misses import Miss
from kiosk.procedures.procedure import Procedure
from kiosk.procedures.search import Findings, Found, Search, WhyKind, entry_of
from kiosk.settings import find_settings_file, read_settings, state_folder
from kiosk.tallies import Tally, open_tallies

DONE, REFUSED = 0, 2
_WHY: dict[WhyKind, str] = {
    "said": "vì Ông/Bà gõ: {}",
    "title": "tên thủ tục có: {}",
    "english": "tên tiếng Anh có: {}",
    "official_name": "tên trong danh mục có: {}",
    "field": "lĩnh vực: {}",
    "texts": "có các từ ấy: {}",
    "papers": "có trong giấy tờ của: {}",
    "code": "mã thủ tục: {}",
}
_MISSES: dict[Miss, str] = {"search-not-found": "not found", "search-left": "left"}
MOST = 10
Subparsers: TypeAlias = "argparse._SubParsersAction[argparse.ArgumentParser]"  # noqa: SLF001 -- its type has no other name


def add_to(verbs: Subparsers) -> None:
    """Describe both verbs."""
    search = verbs.add_parser("search", help="procedures for everyday words; one query a line on standard input")
    search.add_argument("--content", type=Path, metavar="PACK", help="folder of a release; without: the settings' one")
    search.add_argument("--limit", type=int, default=MOST, help="results for each query")
    search.add_argument("--json", action="store_true", help="one JSON object a line")
    search.add_argument("--settings", type=Path, help="kiosk.toml to use")
    search.set_defaults(run=run_search)
    misses = verbs.add_parser("misses", help="phrases typed on this terminal that found nothing, most often first")
    misses.add_argument("--json", action="store_true", help="one JSON object a line")
    misses.add_argument("--settings", type=Path, help="kiosk.toml to use")
    misses.set_defaults(run=run_misses)


def run_search(chosen: argparse.Namespace) -> int:
    """0: every line was answered; 2: there is no release to search."""
    try:
        content = read_pack(chosen.content) if chosen.content else _content_of_settings(chosen.settings)
    except KioskError as error:
        sys.stderr.write(f"{error}\n")
        return REFUSED
    procedures = content.catalogue.by_code
    search = Search([entry_of(each) for each in procedures.values()], content.everyday_words)
    for line in _lines():
        findings = search.find(line, max(chosen.limit, 0))
        print(
            json.dumps(_facts(findings, procedures), ensure_ascii=False)
            if chosen.json
            else _table(findings, procedures)
        )
        sys.stdout.flush()
    return DONE


def run_misses(chosen: argparse.Namespace) -> int:
    """0: listed; 2: the settings or the state folder cannot be used."""
    try:
        folder = state_folder(read_settings(find_settings_file(chosen.settings, os.environ)))
        tallies = open_tallies(folder)
    except KioskError as error:
        sys.stderr.write(f"{error}\n")
        return REFUSED
    rows = [(kind, each) for kind in get_args(Miss) for each in tallies.listed(kind)]
    tallies.close()
    for kind, each in sorted(rows, key=lambda row: (-row[1].times, row[1].key)):
        print(json.dumps(_of(kind, each), ensure_ascii=False) if chosen.json else _row(kind, each))
    return DONE


def _content_of_settings(file: Path | None) -> Content:
    content, problems = read_content(read_settings(find_settings_file(file, os.environ)))
    if content is None:
        raise ContentRefused(*problems)
    return content


def _lines() -> Iterator[str]:
    """Standard input line by line; what is no UTF-8 is read as well as it can be."""
    for line in sys.stdin.buffer:
        yield line.decode("utf-8", errors="replace").rstrip("\r\n")


def _facts(findings: Findings, procedures: Mapping[str, Procedure]) -> dict[str, Any]:
    results = [
        {
            "code": each.code,
            "name": procedures[each.code].official_name,
            "title": _title(procedures[each.code]),
            "score": each.score,
            "why": _why(each),
            "found_by": each.why.kind,
            "phrase": each.why.phrase,
        }
        for each in findings.results
    ]
    return {"query": findings.query, "results": results, "total": findings.total, "is_close": findings.is_close}


def _table(findings: Findings, procedures: Mapping[str, Procedure]) -> str:
    lines = (
        f"  {each.code}  {each.score:5.2f}  {_title(procedures[each.code]):60}  {_why(each)}"
        for each in findings.results
    )
    asks = "  (Ông/Bà cần việc nào?)" if findings.is_close else ""
    return "\n".join((f"{findings.query}: {findings.total}{asks}", *lines))


def _why(found: Found) -> str:
    return _WHY[found.why.kind].format(found.why.phrase)


def _title(procedure: Procedure) -> str:
    return procedure.title.vi.replace("\u00a0", " ")


def _of(kind: Miss, each: Tally) -> dict[str, Any]:
    first, last = each.first_on.isoformat(), each.last_on.isoformat()
    return {"kind": kind, "phrase": each.key, "times": each.times, "first_on": first, "last_on": last}


def _row(kind: Miss, each: Tally) -> str:
    return f"{each.times:6}  {each.first_on} … {each.last_on}  {_MISSES[kind]:16}{each.key}"
