"""The maker of the sample release: same input, same bytes; nothing written unless all of it is right."""

from __future__ import annotations

import json
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from kiosk.content.shelf import SAMPLE, read_pack

ROOT = SAMPLE.parents[1]
MAKER = ROOT / "packaging" / "make_sample_content.py"
PLAIN_WORDS = ROOT / "packaging" / "sample_content"
FEW_RECORDS = Path(__file__).parent / "raw_sample"
ALL_RECORDS = ROOT.parent / "shared" / "data"
FILES = ("lanes.json", "life_events.json", "office.json", "procedures.json")

LIFE_EVENTS = """
[[life_events]]
code = "birth"
name = { vi = "Sinh con", en = "Having a baby" }
icon = "child_care"
family = "red"
procedures = ["1.004194"]
"""
PAPERS = """
[form]
name = { vi = "Tờ khai", en = "Form" }
handling = "given"
"""
NOTES = """
[young]
lead = { vi = "Chưa đủ 18 tuổi?", en = "Under 18?" }
body = { vi = "Cha, mẹ ghi đồng ý.", en = "A parent consents." }
"""
PROCEDURES = """
["1.004194"]
title = { vi = "Đăng ký tạm trú", en = "Register temporary residence" }
papers = ["form"]
notes = ["young"]

["1.012783"]
title = { vi = "Đổi sổ đỏ", en = "Exchange a land certificate" }
place = { vi = "Văn phòng đăng ký đất đai", en = "Land Registration Office" }

["2.002481"]
title = { vi = "Chuyển trường", en = "Change schools" }
telling_line = { vi = "Cho học sinh trung học cơ sở", en = "For pupils" }
"""


@pytest.fixture(name="words")
def few_plain_words(tmp_path: Path) -> Path:
    folder = tmp_path / "words"
    (folder / "procedures").mkdir(parents=True)
    for name in ("office.toml", "lanes.toml", "fields.toml"):
        shutil.copy(PLAIN_WORDS / name, folder / name)
    for name, text in (("life_events", LIFE_EVENTS), ("papers", PAPERS), ("notes", NOTES)):
        (folder / f"{name}.toml").write_text(text, encoding="utf-8")
    (folder / "procedures" / "few.toml").write_text(PROCEDURES, encoding="utf-8")
    return folder


def make(words: Path, out: Path, raw: Path = FEW_RECORDS) -> subprocess.CompletedProcess[str]:
    command = [sys.executable, str(MAKER), str(raw), str(out), "--editorial", str(words)]
    return subprocess.run(command, capture_output=True, text=True, check=False)


def add(words: Path, text: str) -> None:
    (words / "procedures" / "more.toml").write_text(text, encoding="utf-8")


def test_the_same_input_gives_the_same_bytes(words: Path, tmp_path: Path) -> None:
    assert (make(words, tmp_path / "a").returncode, make(words, tmp_path / "b").returncode) == (0, 0)
    for name in FILES:
        written = (tmp_path / "a" / name).read_bytes()
        assert written == (tmp_path / "b" / name).read_bytes()
        assert written.endswith(b"\n")
        assert b"\r" not in written
        assert written.decode() == json.dumps(json.loads(written), ensure_ascii=False, indent=1, sort_keys=True) + "\n"


def test_facts_come_from_the_record_and_words_from_the_staff(words: Path, tmp_path: Path) -> None:
    make(words, tmp_path / "out")
    residence = read_pack(tmp_path / "out").catalogue.by_code["1.004194"]
    assert residence.time
    assert residence.fee
    assert (residence.time.vi, residence.fee.vi) == ("3 ngày làm việc", "10.000 đồng")
    assert residence.telling_line.en == "3 working days · 10,000 VND"
    assert (residence.official_name, residence.as_of, residence.lane) == ("Đăng ký tạm trú", "2026-07", "residence")
    assert [note.body.vi for note in residence.notes] == ["Cha, mẹ ghi đồng ý.", "7.000 đồng."]


def test_a_field_no_lane_serves_goes_to_the_guide_desk(words: Path, tmp_path: Path) -> None:
    make(words, tmp_path / "out")
    school = read_pack(tmp_path / "out").catalogue.by_code["2.002481"]
    assert (school.lane, school.time, school.fee, school.papers) == ("guide_desk", None, None, ())


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ('["9.999999"]\ntitle = { vi = "Gì đó", en = "Something" }\n', "9.999999: no national record"),
        (
            '["1.001193"]\ntitle = { vi = "Khai sinh", en = "Birth" }\ntime = { vi = "Trong ngày", en = "Same day" }\n',
            "1.001193, time = Trong ngày: no record says this.",
        ),
        (
            (
                '["1.001193"]\ntitle = { vi = "Khai sinh", en = "Birth" }\n'
                'telling_line = { vi = "Trong ngày", en = "Same day" }\n'
            ),
            "1.001193, telling_line = Trong ngày: it promises a time or a fee.",
        ),
        (
            '["1.001193"]\ntitle = { vi = "Khai sinh", en = "Birth" }\npapers = ["birth_record"]\n',
            "1.001193, papers = birth_record: nothing is written under this key.",
        ),
    ],
)
def test_a_gap_is_named_and_nothing_is_written(text: str, said: str, words: Path, tmp_path: Path) -> None:
    add(words, text)
    result = make(words, tmp_path / "out")
    assert result.returncode == 1
    assert said in result.stderr
    assert not (tmp_path / "out").exists()


def test_a_wrong_shape_names_its_place_and_a_file_that_is_no_toml_says_so(words: Path, tmp_path: Path) -> None:
    add(words, '["1.001193"]\ntitle = { vi = "Khai sinh" }\n')
    assert "more.toml, 1.001193.title.en: the English text is missing." in make(words, tmp_path / "out").stderr
    add(words, "title = ")
    assert "more.toml: this is not a TOML file" in make(words, tmp_path / "out").stderr


def test_a_statement_without_a_source_passes_as_a_sample_only(words: Path, tmp_path: Path) -> None:
    add(
        words,
        '["1.001193"]\ntitle = { vi = "Khai sinh", en = "Birth" }\nsample_statement = true\n'
        'time = { vi = "Trong ngày", en = "Same day" }\n',
    )
    assert make(words, tmp_path / "out").returncode == 0


def test_a_paper_that_nobody_names_is_reported(words: Path, tmp_path: Path) -> None:
    (words / "papers.toml").write_text(PAPERS + PAPERS.replace("[form]", "[copy]"), encoding="utf-8")
    assert "papers.toml, copy: no procedure names it." in make(words, tmp_path / "out").stderr


@pytest.mark.skipif(
    not ALL_RECORDS.is_dir(), reason="runs on a machine with shared/data (the national records) beside the project"
)
def test_the_sample_release_is_what_the_maker_makes(tmp_path: Path) -> None:
    assert make(PLAIN_WORDS, tmp_path, ALL_RECORDS).returncode == 0
    for name in FILES:
        assert (tmp_path / name).read_bytes() == (SAMPLE / name).read_bytes(), name
