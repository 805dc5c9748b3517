"""The maker of the sample release: same input, same bytes; nothing written unless all of it is right."""

from __future__ import annotations

import json
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from kiosk.content.content import FILES, Content
from kiosk.content.shelf import SAMPLE, read_pack
from kiosk.procedures.procedure import Condition, Paper, Procedure
from kiosk.procedures.text import Text

ROOT = SAMPLE.parents[1]
MAKER = ROOT / "packaging" / "make_sample_content.py"
PLAIN_WORDS = ROOT / "packaging" / "sample_content"
FEW_RECORDS = Path(__file__).parent / "raw_sample"
ALL_RECORDS = ROOT.parent / "shared" / "data"

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
originals = 1
copies = 0

[other_papers]
name = { vi = "Giấy tờ khác tuỳ trường hợp", en = "Other papers, depending on the case" }
handling = "unknown"
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
popularity = 30
said = ["chuyển trường", "change school"]
papers_as_published = true
"""
# The fourth of the few records; tests that write about it themselves leave it away.
BIRTH = """
["1.001193"]
title = { vi = "Đăng ký khai sinh", en = "Register a birth" }
popularity = 100
said = ["khai sinh", "chuyển trường"]
questions = [
    { key = "married", text = { vi = "Cha mẹ đã kết hôn?", en = "Parents married?" } },
    { key = "father", text = { vi = "Ghi tên cha?", en = "Name the father?" }, asked_when = { married = false }, NO },
]
papers = ["form", { paper = "form_for_alone", when = { married = false }, originals = 2, copies = 1 }]
notes = [{ note = "young", when = { married = false } }]
""".replace("NO", 'no_leads_to = "1.004194"')
FOR_ALONE = """
[form_for_alone]
name = { vi = "Giấy cam đoan", en = "Pledge" }
handling = "given"
"""
WORDS = """
[[words]]
say = ["Chuyển trường", "đổi lớp"]
codes = ["2.002481"]
remark = { vi = "Hỏi nhà trường trước", en = "Ask the school first" }
"""


@pytest.fixture(name="words")
def few_plain_words(tmp_path: Path) -> Path:
    folder = tmp_path / "words"
    folder.mkdir()
    for name in ("office", "brand", "units", "announcements", "lanes", "fields", "agencies"):
        shutil.copy(PLAIN_WORDS / f"{name}.toml", folder / f"{name}.toml")
    (folder / "life_events.toml").write_text(LIFE_EVENTS, encoding="utf-8")
    for name, text in (("papers", PAPERS), ("notes", NOTES), ("procedures", PROCEDURES)):
        (folder / name).mkdir()
        (folder / name / "few.toml").write_text(text, encoding="utf-8")
    return folder


@pytest.fixture(name="whole")
def words_for_every_record(words: Path) -> Path:
    add(words, BIRTH)
    (words / "papers" / "more.toml").write_text(FOR_ALONE, encoding="utf-8")
    (words / "everyday_words").mkdir()
    (words / "everyday_words" / "few.toml").write_text(WORDS, encoding="utf-8")
    return words


def make(words: Path, out: Path, *options: str, raw: Path = FEW_RECORDS) -> subprocess.CompletedProcess[str]:
    command = [sys.executable, str(MAKER), str(raw), str(out), "--editorial", str(words), *options]
    return subprocess.run(command, capture_output=True, text=True, check=False)


def add(words: Path, text: str) -> None:
    (words / "procedures" / "more.toml").write_text(text, encoding="utf-8")


def made(words: Path, out: Path, *options: str) -> Content:
    result = make(words, out, *options)
    assert result.returncode == 0, result.stderr
    return read_pack(out)


def of(content: Content, code: str) -> Procedure:
    found = content.catalogue.procedure(code)
    assert found
    return found


def test_the_same_input_gives_the_same_bytes(whole: Path, tmp_path: Path) -> None:
    assert (make(whole, tmp_path / "a").returncode, make(whole, tmp_path / "b").returncode) == (0, 0)
    assert sorted(path.name for path in (tmp_path / "a").iterdir()) == sorted(FILES)
    for name in FILES:
        written = (tmp_path / "a" / name).read_bytes()
        assert written == (tmp_path / "b" / name).read_bytes()
        assert written.endswith(b"\n")
        assert b"\r" not in written
        assert written.decode() == json.dumps(json.loads(written), ensure_ascii=False, indent=1, sort_keys=True) + "\n"


def test_facts_come_from_the_record_and_words_from_the_staff(whole: Path, tmp_path: Path) -> None:
    residence = of(made(whole, tmp_path / "out"), "1.004194")
    assert residence.time
    assert residence.fee
    assert (residence.time.vi, residence.fee.vi) == ("3 ngày làm việc", "10.000 đồng")
    assert residence.telling_line.en == "3 working days · 10,000 VND"
    assert (residence.official_name, residence.as_of, residence.lane) == ("Đăng ký tạm trú", "2026-07", "residence")
    assert (residence.agency, residence.decision) == ("commune_police", "9354/QĐ-BCA-C06")
    assert [note.body.vi for note in residence.notes] == ["Cha, mẹ ghi đồng ý."]
    assert [(way.kind, way.fee and way.fee.vi) for way in residence.ways] == [
        ("here", None),
        ("online", "7.000 đồng"),
    ]


def test_questions_choose_papers_and_procedures(whole: Path, tmp_path: Path) -> None:
    birth = of(made(whole, tmp_path / "out"), "1.001193")
    alone = (Condition("married", answer=False),)
    assert [(each.key, each.asked_when, each.no_leads_to) for each in birth.questions] == [
        ("married", (), None),
        ("father", alone, "1.004194"),
    ]
    assert birth.papers == (
        Paper(Text("Tờ khai", "Form"), handling="given", originals=1, copies=0),
        Paper(Text("Giấy cam đoan", "Pledge"), handling="given", originals=2, copies=1, when=alone),
    )
    assert [note.when for note in birth.notes] == [alone]
    assert birth.popularity == 100


def test_a_field_no_lane_serves_goes_to_the_guide_desk(whole: Path, tmp_path: Path) -> None:
    school = of(made(whole, tmp_path / "out"), "2.002481")
    assert (school.lane, school.time, school.fee) == ("guide_desk", None, None)


def test_what_nobody_has_put_into_plain_words_is_shown_as_published(whole: Path, tmp_path: Path) -> None:
    papers = of(made(whole, tmp_path / "out"), "1.012783").papers
    assert papers
    assert all(paper.is_official_wording and paper.name.en == paper.name.vi for paper in papers)


def test_a_row_too_long_for_the_screen_is_one_standing_row(whole: Path, tmp_path: Path) -> None:
    few = whole / "procedures" / "few.toml"
    few.write_text(few.read_text("utf-8").replace('papers = ["form"]\n', "", 1), encoding="utf-8")
    first, last = of(made(whole, tmp_path / "out"), "1.004194").papers
    assert (first.is_official_wording, last.is_official_wording) == (True, False)
    assert last.name.vi == "Giấy tờ khác tuỳ trường hợp"


def test_a_phrase_stands_once_with_all_it_may_mean(whole: Path, tmp_path: Path) -> None:
    words = made(whole, tmp_path / "out").everyday_words
    assert [(each.phrases, each.codes, each.remark and each.remark.en) for each in words] == [
        (("Chuyển trường",), ("2.002481", "1.001193"), "Ask the school first"),
        (("đổi lớp",), ("2.002481",), "Ask the school first"),
        (("khai sinh",), ("1.001193",), None),
        (("change school",), ("2.002481",), None),
    ]


@pytest.mark.parametrize("count", [0, 111])
def test_no_papers_and_a_hundred_and_eleven_and_a_name_without_end_are_shown(
    count: int, whole: Path, tmp_path: Path
) -> None:
    raw, name = Path(shutil.copytree(FEW_RECORDS, tmp_path / "raw")), "Thủ tục " * 136 + "cuối."
    records = [json.loads(line) for line in (raw / "procedures.jsonl").read_text("utf-8").splitlines()]
    papers = [{"name": f"Giấy {each}", "originals": 1, "copies": None, "is_note": False} for each in range(count)]
    records[2] |= {"name": name, "documents": papers}
    lines = [json.dumps(record, ensure_ascii=False) + "\n" for record in records]
    (raw / "procedures.jsonl").write_text("".join(lines), encoding="utf-8")
    assert make(whole, tmp_path / "out", raw=raw).returncode == 0
    procedure = of(read_pack(tmp_path / "out"), records[2]["code"])
    assert (len(procedure.papers), procedure.official_name) == (count, name)


def test_an_artefact_is_listed_for_staff_and_shown_to_nobody(words: Path, tmp_path: Path) -> None:
    add(words, '["1.001193"]\nis_artefact = true\n')
    content = made(words, tmp_path / "out")
    assert [(each.code, each.official_name) for each in content.artefacts] == [
        ("1.001193", "Thủ tục đăng ký khai sinh")
    ]
    assert content.catalogue.procedure("1.001193") is None


def test_a_record_nobody_wrote_about_is_a_gap_unless_words_are_still_being_written(words: Path, tmp_path: Path) -> None:
    result = make(words, tmp_path / "out")
    assert "1.001193 = Thủ tục đăng ký khai sinh: nobody has written about it." in result.stderr
    assert "other_papers" not in result.stderr
    content = made(words, tmp_path / "out", "--partial")
    assert list(content.catalogue.by_code) == ["1.004194", "1.012783", "2.002481"]


def test_without_a_folder_to_write_to_the_words_are_only_checked(whole: Path, tmp_path: Path) -> None:
    command = [sys.executable, str(MAKER), str(FEW_RECORDS), "--editorial", str(whole)]
    assert subprocess.run(command, check=False).returncode == 0
    assert [path.name for path in tmp_path.iterdir()] == ["words"]


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
        ('["1.001193"]\npapers = ["form"]\n', "1.001193, title: it has no title."),
        (
            '["1.001193"]\ntitle = { vi = "Khai sinh", en = "Birth" }\npapers = ["form"]\npapers_as_published = true\n',
            "1.001193, papers: plain papers and the record's own rows exclude each other.",
        ),
        (
            (
                '["1.001193"]\ntitle = { vi = "Khai sinh", en = "Birth" }\n'
                'questions = [{ key = "a", text = { vi = "A?", en = "A?" }, yes_leads_to = "9.999999" }]\n'
            ),
            "1.001193, questions, a = 9.999999: there is no such procedure",
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
    said = make(words, tmp_path / "out").stderr
    assert "procedures/more.toml, 1.001193.title.en: the English text is missing." in said
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
    (words / "papers" / "more.toml").write_text(FOR_ALONE, encoding="utf-8")
    assert "papers, form_for_alone: no procedure names it." in make(words, tmp_path / "out").stderr


def test_a_key_that_stands_in_two_files_is_named(words: Path, tmp_path: Path) -> None:
    (words / "papers" / "more.toml").write_text(PAPERS, encoding="utf-8")
    said = make(words, tmp_path / "out").stderr
    assert "papers/more.toml = form: this stands in another file already." in said


@pytest.mark.skipif(
    not ALL_RECORDS.is_dir(), reason="runs on a machine with shared/data (the national records) beside the project"
)
def test_the_sample_release_is_what_the_maker_makes(tmp_path: Path) -> None:
    assert make(PLAIN_WORDS, tmp_path, raw=ALL_RECORDS).returncode == 0
    for name in FILES:
        assert (tmp_path / name).read_bytes() == (SAMPLE / name).read_bytes(), name
