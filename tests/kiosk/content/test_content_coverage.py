"""The report on a release: what is in plain words, what is missing, and that the sample keeps its promises."""

from __future__ import annotations

import importlib.util
import subprocess
import sys
from dataclasses import replace
from types import ModuleType

import pytest

from kiosk.content.content import Artefact
from kiosk.content.shelf import SAMPLE, read_pack

SCRIPT = SAMPLE.parents[1] / "packaging" / "content_coverage.py"


@pytest.fixture(scope="module", name="coverage")
def the_script() -> ModuleType:
    spec = importlib.util.spec_from_file_location("content_coverage", SCRIPT)
    assert spec
    assert spec.loader
    module = importlib.util.module_from_spec(spec)
    sys.modules[spec.name] = module
    spec.loader.exec_module(module)
    return module


def test_the_sample_keeps_what_it_promises() -> None:
    result = subprocess.run([sys.executable, str(SCRIPT)], capture_output=True, text=True, check=False)
    assert result.returncode == 0, result.stderr
    assert "flags: " in result.stdout


def test_every_record_is_counted_once(coverage: ModuleType) -> None:
    content = read_pack(SAMPLE)
    found = coverage.coverage_of(content)
    assert found.plain + found.as_published + found.without_papers == found.shown == len(content.catalogue.by_code)
    assert found.covered == found.shown + len(content.artefacts)


def test_what_is_set_aside_is_listed_for_staff(coverage: ModuleType) -> None:
    broken = Artefact("1.000001", "Thành phần hồ sơ:", "Cổng Dịch vụ công quốc gia", "2026-07")
    found = coverage.coverage_of(replace(read_pack(SAMPLE), artefacts=(broken,)))
    assert found.artefacts == (broken,)


def test_a_promise_that_is_not_kept_is_named(coverage: ModuleType) -> None:
    content = replace(read_pack(SAMPLE), everyday_words=())
    found = replace(coverage.coverage_of(content), shown=10, artefacts=(), plain=3)
    said = list(coverage.too_little(found))
    assert said[:2] == ["records covered: 10, at least 428", "procedures with papers in plain words: 3, at least 150"]
    assert said[-1].startswith("no everyday words lead to: 1.000")
