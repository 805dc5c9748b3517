"""`search`, `misses`, `offers`: what citizens' words find, what they did not find, what can be done at home."""

from __future__ import annotations

import argparse
import json
import os
import sys
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path
from typing import Any, TypeAlias, get_args

from kiosk.content.content import Content
from kiosk.content.shelf import read_pack
from kiosk.errors import ContentRefused, KioskError, Problem
from kiosk.parts import read_content
from kiosk.procedures.everyday_words import EverydayWords
from kiosk.procedures.misses import Miss
from kiosk.procedures.procedure import OFFERED_AT_HOME
from kiosk.procedures.search import Findings, Found, Search, WhyKind, entry_of
from kiosk.procedures.search_index import Entry
from kiosk.settings import Settings, find_settings_file, read_settings, state_folder
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
_MISSES: dict[str, str] = {"search-not-found": "not found", "search-left": "left"}
MOST, TITLE_WIDTH = 10, 60
Subparsers: TypeAlias = "argparse._SubParsersAction[argparse.ArgumentParser]"  # noqa: SLF001 -- its type has no other name


def add_to(verbs: Subparsers) -> None:
    """Describe the verbs."""
    search = verbs.add_parser("search", help="procedures for everyday words; one query a line on standard input")
    search.add_argument(
        "--content",
        type=Path,
        metavar="PACK",
        help="folder of a release, or a table of names (.tsv: code, name, field); without: the settings' one",
    )
    search.add_argument("--limit", type=int, default=MOST, help="results for each query")
    search.add_argument("--json", action="store_true", help="one JSON object a line")
    search.add_argument("--settings", type=Path, help="kiosk.toml to use")
    search.set_defaults(run=run_search)
    misses = verbs.add_parser("misses", help="phrases typed on this terminal that found nothing, most often first")
    misses.add_argument("--json", action="store_true", help="one JSON object a line")
    misses.add_argument("--settings", type=Path, help="kiosk.toml to use")
    misses.set_defaults(run=run_misses)
    offers = verbs.add_parser("offers", help="procedures that were offered to be done at home, most often first")
    offers.add_argument("--json", action="store_true", help="one JSON object a line")
    offers.add_argument("--settings", type=Path, help="kiosk.toml to use")
    offers.set_defaults(run=run_offers)


def run_search(chosen: argparse.Namespace) -> int:
    """0: every line was answered; 2: there is no release to search."""
    try:
        entries, everyday = _searched(chosen)
    except KioskError as error:
        sys.stderr.write(f"{error}\n")
        return REFUSED
    search, known = Search(entries, everyday), {entry.code: entry for entry in entries}
    for line in _lines():
        findings = search.find(line, max(chosen.limit, 0))
        print(json.dumps(_facts(findings, known), ensure_ascii=False) if chosen.json else _table(findings, known))
        sys.stdout.flush()
    return DONE


def run_misses(chosen: argparse.Namespace) -> int:
    """0: listed; 2: the settings or the state folder cannot be used."""
    try:
        counted = _counted(read_settings(find_settings_file(chosen.settings, os.environ)), *get_args(Miss))
    except KioskError as error:
        sys.stderr.write(f"{error}\n")
        return REFUSED
    for kind, each in counted:
        told = json.dumps({"kind": kind, "phrase": each.key} | _times(each), ensure_ascii=False)
        print(told if chosen.json else f"{_row(each)}  {_MISSES[kind]:16}{each.key}")
    return DONE


def run_offers(chosen: argparse.Namespace) -> int:
    """0: listed; 2: the settings or the state folder cannot be used. Without a release codes stand alone."""
    try:
        settings = read_settings(find_settings_file(chosen.settings, os.environ))
        counted = _counted(settings, OFFERED_AT_HOME)
    except KioskError as error:
        sys.stderr.write(f"{error}\n")
        return REFUSED
    content, _problems = read_content(settings)
    known = content.catalogue.by_code if content else {}
    for _kind, each in counted:
        title = entry_of(known[each.key]).title if each.key in known else None
        told = json.dumps({"code": each.key, "title": title} | _times(each), ensure_ascii=False)
        print(told if chosen.json else f"{_row(each)}  {each.key:9}  {title or ''}")
    return DONE


def _counted(settings: Settings, *kinds: str) -> list[tuple[str, Tally]]:
    """What this terminal counted, most often first."""
    tallies = open_tallies(state_folder(settings))
    rows = [(kind, each) for kind in kinds for each in tallies.listed(kind)]
    tallies.close()
    return sorted(rows, key=lambda row: (-row[1].times, row[1].key))


def _searched(chosen: argparse.Namespace) -> tuple[Sequence[Entry], Sequence[EverydayWords]]:
    if chosen.content and chosen.content.suffix == ".tsv":
        return _names_in(chosen.content), ()
    content = read_pack(chosen.content) if chosen.content else _content_of_settings(chosen.settings)
    return [entry_of(each) for each in content.catalogue.by_code.values()], content.everyday_words


def _names_in(table: Path) -> list[Entry]:
    """The procedures of a table of names: code, name and field, with a heading line."""
    try:
        lines = table.read_text(encoding="utf-8-sig").splitlines()[1:]
    except (OSError, UnicodeDecodeError) as error:
        cure = "Give a UTF-8 table with the columns code, name and field."
        raise ContentRefused(Problem(table.name, "", f"this table cannot be read ({error}).", cure)) from error
    rows = [[*line.split("\t"), "", ""][:3] for line in lines if line.strip()]
    return [Entry(code or f"none-{place}", name, name, field) for place, (code, name, field) in enumerate(rows)]


def _content_of_settings(file: Path | None) -> Content:
    content, problems = read_content(read_settings(find_settings_file(file, os.environ)))
    if content is None:
        raise ContentRefused(*problems)
    return content


def _lines() -> Iterator[str]:
    """Standard input line by line; what is no UTF-8 is read as well as it can be."""
    for line in sys.stdin.buffer:
        yield line.decode("utf-8", errors="replace").rstrip("\r\n")


def _facts(findings: Findings, known: Mapping[str, Entry]) -> dict[str, Any]:
    results = [
        {
            "code": each.code,
            "name": known[each.code].official_name,
            "title": known[each.code].title,
            "score": each.score,
            "why": _why(each),
            "found_by": each.why.kind,
            "phrase": each.why.phrase,
        }
        for each in findings.results
    ]
    about = {"total": findings.total, "is_close": findings.is_close, "is_weak": findings.is_weak}
    return {"query": findings.query, "results": results} | about


def _table(findings: Findings, known: Mapping[str, Entry]) -> str:
    lines = (
        f"  {each.code:9}  {each.score:5.2f}  {_short(known[each.code].title):{TITLE_WIDTH}}  {_why(each)}"
        for each in findings.results
    )
    remark = (
        "  (Ông/Bà cần việc nào?)" if findings.is_close else "  (chưa rõ, gần giống nhất)" if findings.is_weak else ""
    )
    return "\n".join((f"{findings.query}: {findings.total}{remark}", *lines))


def _short(title: str) -> str:
    return title if len(title) <= TITLE_WIDTH else title[: TITLE_WIDTH - 1] + "…"


def _why(found: Found) -> str:
    return _WHY[found.why.kind].format(found.why.phrase)


def _times(each: Tally) -> dict[str, Any]:
    return {"times": each.times, "first_on": each.first_on.isoformat(), "last_on": each.last_on.isoformat()}


def _row(each: Tally) -> str:
    return f"{each.times:6}  {each.first_on} … {each.last_on}"
