"""Papers in the words of the record: in its order, whole or not at all."""

from __future__ import annotations

from typing import Any

import pytest

from kiosk.content.national_record import Document, NationalRecord
from kiosk.content.published import LONGEST_ROW, Published, published
from kiosk.procedures.procedure import Flag


def row(name: str, **more: Any) -> Document:
    return Document(name=name, **({"is_note": False} | more))


def of(*rows: Document, flags: tuple[Flag, ...] = ()) -> Published:
    return published(
        NationalRecord(
            code="1.004194",
            name="Đăng ký tạm trú",
            field="Đăng ký, quản lý cư trú",
            issuing_agency="Bộ Công an",
            level=("commune",),
            executing_agency=None,
            applicants=(),
            channels=(),
            working_days=None,
            fee_text=None,
            documents=rows,
            result=(),
            conditions=None,
            legal_basis=(),
            decision=None,
            quality=flags,
            source="Cổng Dịch vụ công quốc gia",
            url=None,
            as_of="2026-07",
        )
    )


def test_rows_keep_their_words_counts_and_handling() -> None:
    (paper,) = of(row("Tờ khai", kind="given", originals=1, copies=2)).papers
    assert (paper.wording, paper.handling, paper.originals, paper.copies) == ("Tờ khai", "given", 1, 2)


def test_what_the_source_does_not_say_is_not_said() -> None:
    (paper,) = of(row("Tờ khai")).papers
    assert (paper.handling, paper.originals, paper.copies, paper.case) == ("unknown", None, None, None)


def test_what_always_applies_comes_before_the_cases_each_in_its_order() -> None:
    rows = (row("A", case="Trường hợp uỷ quyền"), row("B"), row("C", case="Trường hợp cấp lại"), row("D"))
    papers = of(*rows).papers
    assert [(paper.wording, paper.case) for paper in papers] == [
        ("B", None),
        ("D", None),
        ("A", "Trường hợp uỷ quyền"),
        ("C", "Trường hợp cấp lại"),
    ]


def test_remarks_are_no_papers_however_long() -> None:
    found = of(row("Tờ khai"), row("Người tiếp nhận " * 40, is_note=True))
    assert ([paper.wording for paper in found.papers], found.left_out) == (["Tờ khai"], False)


@pytest.mark.parametrize("long", [{"name": "x" * (LONGEST_ROW + 1)}, {"name": "Đơn", "case": "x" * (LONGEST_ROW + 1)}])
def test_a_row_too_long_is_left_out_whole_and_this_is_said(long: dict[str, str]) -> None:
    found = of(row("Tờ khai"), row(**long))
    assert ([paper.wording for paper in found.papers], found.left_out) == (["Tờ khai"], True)


def test_the_longest_row_is_shown_as_it_is() -> None:
    found = of(row("x" * LONGEST_ROW))
    assert (len(found.papers[0].wording), found.left_out) == (LONGEST_ROW, False)


def test_the_same_row_is_shown_once() -> None:
    assert len(of(row("Tờ khai"), row("Tờ khai")).papers) == 1


def test_marks_without_a_shape_are_taken_out() -> None:
    (paper,) = of(row("Tờ\u200e khai ")).papers
    assert paper.wording == "Tờ khai"


def test_papers_that_are_flagged_as_missing_are_not_shown() -> None:
    assert of(row("Tờ khai"), flags=("documents_missing",)) == Published((), left_out=False)
