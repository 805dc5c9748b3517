"""Write the manuals that come from the program itself: `make docs`.

docs/settings.md   every key of kiosk.toml, and every printer model an address may name
docs/kiosk.toml    the same as a file to copy: it says what the program does without any file
docs/events.md     every event of the journal

With --check nothing is written; the exit status says whether they are current.
"""

from __future__ import annotations

import argparse
import json
import sys
from collections.abc import Iterator, Mapping
from dataclasses import fields
from pathlib import Path
from types import NoneType
from typing import Any, Literal, get_args, get_origin, get_type_hints

ROOT = Path(__file__).parent.parent
sys.path.insert(0, str(ROOT))

from devices.printers.models import known_models  # noqa: E402 -- the path above comes first
from kiosk.journal import event_kinds  # noqa: E402
from kiosk.settings import Settings, known_keys  # noqa: E402

MADE = "<!-- Made by `make docs` from {source}. Do not edit: change the source. -->"
# What a key without a default could say; shown commented out.
EXAMPLES: Mapping[str, object] = {
    "terminal.metrics_file": "/var/lib/kiosk/metrics/kiosk.prom",
    "staff_call.line_file": "/sys/class/gpio/gpio17/value",
    "terminal.state_folder": "/var/lib/kiosk",
    "terminal.always_open": False,
    "panel.width_px": 1080,
    "panel.height_px": 1920,
    "panel.scanner_side": "below",
    "sound.voices_folder": "/etc/kiosk/voices",
    "dossiers.token_file": "/etc/kiosk/gateway.token",
    "dossiers.ca_file": "/etc/kiosk/gateway-ca.pem",
    "dossiers.client_cert_file": "/etc/kiosk/terminal.pem",
    "dossiers.client_key_file": "/etc/kiosk/terminal.key",
    "dossiers.client_secret_file": "$CREDENTIALS_DIRECTORY/one-stop-secret",
    "dossiers.folder": "/srv/one-stop-export",
    "dossiers.key_file": "$CREDENTIALS_DIRECTORY/export-key",
    "dossiers.status_map_file": "/etc/kiosk/statuses.toml",
    "content.folder": "/var/lib/kiosk/content",
    "tickets.password_file": "$CREDENTIALS_DIRECTORY/tickets.password",
    "printer.layout_file": "/etc/kiosk/ticket_layout.toml",
    "queue.policy_file": "/etc/kiosk/queue_policy.toml",
}


def manuals() -> dict[Path, str]:
    """Every generated manual with its text."""
    docs = ROOT / "docs"
    return {
        docs / "settings.md": "\n".join(_settings()) + "\n",
        docs / "kiosk.toml": "\n".join(_sample()) + "\n",
        docs / "events.md": "\n".join(_events()) + "\n",
    }


def main(arguments: list[str]) -> int:
    """Write, or only compare."""
    parser = argparse.ArgumentParser(prog="make_docs.py")
    parser.add_argument("--check", action="store_true", help="write nothing; say whether they are current")
    only_check = parser.parse_args(arguments).check
    stale = [path for path, text in manuals().items() if not path.is_file() or path.read_text("utf-8") != text]
    for path in stale:
        if not only_check:
            path.write_text(manuals()[path], "utf-8")
        print(f"{path.relative_to(ROOT)} {'is not current: run `make docs`' if only_check else 'written'}")
    return 1 if stale and only_check else 0


def _settings() -> Iterator[str]:
    yield MADE.format(source="kiosk/settings.py and devices/printers/models.toml")
    yield ""
    yield "# Settings"
    yield ""
    yield (
        "Settings stand in `kiosk.toml`. The terminal takes the first of: the file after `--settings`, the one named "
        "by `KIOSK_SETTINGS`, `kiosk.toml` in the working folder, `/etc/kiosk/kiosk.toml`. Without any file it uses "
        "the defaults below. An unknown key is a mistake; all mistakes are told at once by `python main.py check`, and "
        "the screen shows the house's own page until they are mended. [kiosk.toml](kiosk.toml) is a file to copy."
    )
    for section, keys in _sections().items():
        yield ""
        yield f"## [{section}]"
        yield ""
        yield str(_table(section).__doc__).splitlines()[0]
        yield ""
        yield "| key | default | allowed | meaning |"
        yield "|---|---|---|---|"
        for key, text in keys.items():
            default = _default(section, key)
            shown = f"`{_toml(default)}`" if default is not None else "none"
            yield f"| `{key}` | {shown} | {_allowed(section, key)} | {_cell(text)} |"
    yield ""
    yield "## Printer models"
    yield ""
    yield (
        "A printer's address may end in `model=…`; without it the printer is taken for a `generic-80`. Left-out `baud` "
        "and `flow` are the model's."
    )
    yield ""
    yield "| model | printer | paper | dots | serial | tells its state |"
    yield "|---|---|---|---|---|---|"
    for name, model in known_models().items():
        tells = "no" if model.status == "none" else ", ".join(sorted(model.sensors)).replace("_", " ")
        serial = f"{model.baud} baud, {model.flow}"
        yield f"| `{name}` | {model.name} | {model.paper_mm} mm | {model.dots} | {serial} | {tells} |"


def _sample() -> Iterator[str]:
    yield "# Settings of one terminal; copy it to /etc/kiosk/kiosk.toml. Made by `make docs` from kiosk/settings.py."
    yield "# Every line says what the terminal does without it. A key behind a # has no default."
    for section, keys in _sections().items():
        yield ""
        yield f"[{section}]"
        for key, text in keys.items():
            default = _default(section, key)
            line = f"{key} = {_toml(EXAMPLES[f'{section}.{key}'] if default is None else default)}"
            yield f"# {text}"
            yield f"#{line}" if default is None else line


def _events() -> Iterator[str]:
    yield MADE.format(source="kiosk/events.toml")
    yield ""
    yield "# Events"
    yield ""
    yield (
        "The terminal writes one JSON object a line to standard output; the journal daemon adds the time and rotates. "
        "Changes are written, not states. Fields marked «last four» are shortened before they are written; no name, no "
        "identity number and no dossier code is ever written."
    )
    for kind in dict.fromkeys(event.kind for event in event_kinds().values()):
        yield ""
        yield f"## {kind}"
        yield ""
        yield "| event | meaning | in Vietnamese | fields |"
        yield "|---|---|---|---|"
        for event in event_kinds().values():
            if event.kind == kind:
                fields = ", ".join(_field(name, privacy) for name, privacy in event.fields.items()) or "–"
                yield f"| `{event.name}` | {_cell(event.meaning)} | {_cell(event.text)} | {fields} |"


def _field(name: str, privacy: str) -> str:
    return {"open": f"`{name}`", "short": f"`{name}` (last four)", "never": f"`{name}` (not written)"}[privacy]


def _sections() -> dict[str, dict[str, str]]:
    sections: dict[str, dict[str, str]] = {}
    for name, text in known_keys().items():
        section, key = name.split(".")
        sections.setdefault(section, {})[key] = text
    return sections


def _table(section: str) -> type:
    return type(getattr(Settings(), section))


def _default(section: str, key: str) -> Any:
    return getattr(getattr(Settings(), section), key)


def _toml(value: Any) -> str:
    """One value as TOML writes it; JSON agrees with TOML on strings, numbers, booleans and lists of them."""
    return json.dumps(list(value) if isinstance(value, tuple) else value, ensure_ascii=False)


def _allowed(section: str, key: str) -> str:
    """What a key accepts, in words."""
    table = _table(section)
    limits = next(each.metadata["limits"] for each in fields(table) if each.name == key)
    return _words_for(get_type_hints(table)[key], limits)


def _words_for(kind: Any, limits: Mapping[str, float | str]) -> str:
    inner = tuple(each for each in get_args(kind) if each not in (NoneType, ...))
    if get_origin(kind) is Literal:
        return " · ".join(f"`{choice}`" for choice in inner)
    if get_origin(kind) is tuple:
        return f"list of {_words_for(inner[0], {})}"
    if inner:  # or None
        return _words_for(inner[0], limits)
    if kind is bool:
        return "`true` · `false`"
    if kind in (int, float):
        least = f"more than {limits['gt']}" if "gt" in limits else f"{limits['ge']}"
        return f"{least} to {limits['le']}"
    return "path" if kind is Path else "text"


def _cell(text: str) -> str:
    return text.replace("|", "\\|")


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
