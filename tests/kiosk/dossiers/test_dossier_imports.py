"""Files that only think stay apart from the world; one file alone knows the network."""

from __future__ import annotations

import ast
from pathlib import Path

import pytest

import kiosk.dossiers

FOLDER = Path(kiosk.dossiers.__file__).parent
WORLD = {"requests", "urllib3", "socket", "threading", "subprocess", "concurrent", "waitress"}
TOUCHES_THE_WORLD = {
    "http_line": {"requests", "urllib3"},
    "http_provider": {"requests"},
    "http_gateway": {"requests"},
    "file_provider": {"threading"},
    "time_limit": {"threading", "concurrent"},
    "office_server": {"waitress", "socket"},
    "office_faults": {"waitress"},
}
STRANGERS = {"tickets", "procedures", "content", "session", "console"}


def imported(path: Path) -> list[str]:
    """Names of all modules a file imports."""
    nodes = list(ast.walk(ast.parse(path.read_text("utf-8"))))
    plain = [alias.name for node in nodes if isinstance(node, ast.Import) for alias in node.names]
    return plain + [node.module or "" for node in nodes if isinstance(node, ast.ImportFrom)]


@pytest.mark.parametrize("path", sorted(FOLDER.rglob("*.py")), ids=lambda path: path.stem)
def test_a_file_imports_only_what_is_its_business(path: Path) -> None:
    tops = {name.split(".")[0] for name in imported(path)}
    assert tops & WORLD == TOUCHES_THE_WORLD.get(path.stem, set())
    assert not tops & {"screens", "devices", "kivy"}
    assert not {name.split(".")[1] for name in imported(path) if name.startswith("kiosk.")} & STRANGERS


@pytest.mark.parametrize("name", ["receipt_code", "dossier", "provider", "standing", "stage_line", "typed_code"])
def test_what_screens_import_brings_no_pydantic_and_no_network(name: str) -> None:
    seen: set[str] = set()
    waiting = [f"kiosk.dossiers.{name}"]
    while waiting:
        module = waiting.pop()
        path = FOLDER / f"{module.rpartition('.')[2]}.py"
        if module.startswith("kiosk.dossiers.") and module not in seen:
            seen.add(module)
            waiting += imported(path)
        else:
            seen.add(module)
    assert not {module.split(".")[0] for module in seen} & (WORLD | {"pydantic"})
