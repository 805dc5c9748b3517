"""What the manuals say is so: generated ones are current; the files, verbs, keys and addresses they name exist."""

from __future__ import annotations

import re
import subprocess
import sys
import tomllib
from collections.abc import Iterator
from pathlib import Path

import pytest
from babel.messages.pofile import read_po

from devices.address import parse_printer_address, parse_scanner_address
from kiosk.dossiers.sample_office import load_sample_office
from kiosk.journal import event_kinds
from kiosk.settings import Settings, known_keys, read_settings
from tests.manual_pictures import SHOWN, is_of_today

ROOT = Path(__file__).parents[2]
DOCS = ROOT / "docs"
MANUALS = sorted([*ROOT.glob("*.md"), *DOCS.rglob("*.md")])
TECHNICIAN = (DOCS / "technician.md").read_text("utf-8")

each_manual = pytest.mark.parametrize("manual", MANUALS, ids=lambda manual: str(manual.relative_to(ROOT)))


def blocks(text: str, language: str) -> list[str]:
    """The code blocks of a manual in one language."""
    return re.findall(rf"^```{language}\n(.*?)^```", text, re.DOTALL | re.MULTILINE)


def makes() -> set[str]:
    """The verbs of the Makefile."""
    return set(re.findall(r"^(\w+):", (ROOT / "Makefile").read_text("utf-8"), re.MULTILINE))


def named_verbs(text: str) -> Iterator[str]:
    """Verbs that a text tells people to give to make."""
    yield from re.findall(r"`make (\w+)", text)
    for block in blocks(text, "sh"):
        yield from re.findall(r"^make (\w+)", block, re.MULTILINE)


def test_generated_manuals_are_current() -> None:
    judged = subprocess.run(
        [sys.executable, ROOT / "packaging" / "make_docs.py", "--check"],
        capture_output=True,
        text=True,
        timeout=60,
        check=False,
    )
    assert judged.returncode == 0, judged.stdout + judged.stderr


def test_the_sample_file_says_what_the_terminal_does_without_it() -> None:
    assert read_settings(DOCS / "kiosk.toml") == Settings()


def test_the_sample_file_names_every_key(tmp_path: Path) -> None:
    text = (DOCS / "kiosk.toml").read_text("utf-8")
    opened = tmp_path / "kiosk.toml"
    opened.write_text(re.sub(r"^#(?=\w+ = )", "", text, flags=re.MULTILINE), "utf-8")
    tables = tomllib.loads(opened.read_text("utf-8"))
    assert [f"{section}.{key}" for section, keys in tables.items() for key in keys] == list(known_keys())
    assert read_settings(opened) != Settings()  # what stands behind a # is allowed too


def test_every_setting_is_in_the_manual() -> None:
    text = (DOCS / "settings.md").read_text("utf-8")
    assert [key for key in known_keys() if f"| `{key.split('.')[1]}` |" not in text] == []


def test_every_event_is_in_the_manual() -> None:
    text = (DOCS / "events.md").read_text("utf-8")
    assert [name for name in event_kinds() if f"| `{name}` |" not in text] == []


@each_manual
def test_every_verb_that_is_named_can_be_made(manual: Path) -> None:
    assert set(named_verbs(manual.read_text("utf-8"))) - makes() == set()


@each_manual
def test_every_link_leads_somewhere(manual: Path) -> None:
    targets = re.findall(r"\]\(([^)#]+)", manual.read_text("utf-8"))
    local = [target for target in targets if not target.startswith("http")]
    assert [target for target in local if not (manual.parent / target).exists()] == []


@each_manual
def test_every_piece_of_settings_is_accepted(manual: Path, tmp_path: Path) -> None:
    for number, block in enumerate(blocks(manual.read_text("utf-8"), "toml")):
        if block.startswith("["):  # others are printer.toml, tried below
            file = tmp_path / f"{number}.toml"
            file.write_text(block, "utf-8")
            assert read_settings(file)


def test_every_address_in_the_readme_can_be_read_also_those_behind_a_hash() -> None:
    readme = (ROOT / "README.md").read_text("utf-8")
    addresses = re.findall(r'address = "([^"]+)"', readme)
    printers = [address for address in addresses if address.startswith(("escpos", "virtual"))]
    assert len(printers) == 3
    assert all(str(parse_printer_address(address)) for address in printers)


def test_every_address_of_the_technicians_tables_can_be_read() -> None:
    printers, scanners = TECHNICIAN.split("| scanner | |")[0], TECHNICIAN.split("| scanner | |")[1]
    cell = re.compile(r"^\| `(\w[^`]*:[^`]*)` \|", re.MULTILINE)
    assert [str(parse_printer_address(address)) for address in cell.findall(printers)]
    assert [str(parse_scanner_address(address)) for address in cell.findall(scanners)]


def test_the_sample_dossiers_a_technician_is_told_about_exist() -> None:
    told = re.findall(r"^\| `(H24[^`]+)` \| (\d{4}) \|", TECHNICIAN, re.MULTILINE)
    known = {entry["code"]: entry["factor"] for entry in load_sample_office().content["dossiers"]}
    assert told
    assert all(known.get(code) == factor for code, factor in told)


def test_every_dependency_has_a_sentence_that_says_what_it_spares_us() -> None:
    project = tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))
    named = [*project["project"]["dependencies"], *project["dependency-groups"]["dev"]]
    names = {re.split(r"[<>=~;\[ ]", each)[0].removeprefix("types-") for each in named}
    text = (ROOT / "CONTRIBUTING.md").read_text("utf-8")
    assert {name for name in names if name not in text} == set()


def test_every_word_of_the_glossary_is_used_in_the_code() -> None:
    rows = re.findall(r"^\| (\w+)[ ,|]", (DOCS / "glossary.md").read_text("utf-8"), re.MULTILINE)
    folders = (ROOT / "kiosk", ROOT / "screens")
    code = "\n".join(file.read_text("utf-8") for folder in folders for file in folder.rglob("*.py"))
    concepts = {"in"}  # the heading
    assert [word for word in rows if word not in concepts and not re.search(rf"{word}", code, re.IGNORECASE)] == []


def test_the_pictures_of_the_manuals_are_those_of_todays_screens() -> None:
    assert {file.stem for file in (DOCS / "pictures").glob("*.png")} == set(SHOWN)
    assert [name for name in SHOWN if not is_of_today(name)] == [], "`make pictures`"


def test_the_staff_s_vietnamese_manual_quotes_the_screen() -> None:
    """«…» stands for what changes; {you} is said as the terminal usually says it."""
    with (ROOT / "assets/locale/en/LC_MESSAGES/kiosk.po").open("rb") as file:
        said = {str(message.id if isinstance(message.id, str) else message.id[0]) for message in read_po(file)}
    shown = {text.replace("\u00a0", " ").replace("**", "").replace("{you}", "Ông/Bà") for text in said}
    quoted = set(re.findall("«([^»]+)»", (DOCS / "staff.vi.md").read_text("utf-8")))
    assert len(quoted) > 25
    pieces = {piece.strip() for text in quoted for piece in text.split("…")} - {""}
    missing = {piece for piece in pieces if not any(piece.rstrip(".") in text for text in shown)}
    assert not missing
