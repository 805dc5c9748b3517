"""The slip as it is burnt: readable, inside its margins, the same every time."""

from __future__ import annotations

import hashlib
import unicodedata
from dataclasses import replace
from datetime import UTC, date, datetime
from itertools import product

import pytest
import zxingcpp
from PIL import Image, ImageOps

from kiosk.tickets.compose import compose
from kiosk.tickets.lane import Lane
from kiosk.tickets.layout import COMPACT_FILE, Layout, read_layout
from kiosk.tickets.lettering import GlyphMissing, Lettering
from kiosk.tickets.slip import OfficeOnSlip, Slip, slip_values
from kiosk.tickets.ticket import Ticket

WIDTHS = (384, 512, 576, 640)
LAYOUT = read_layout()
AT = datetime(2026, 11, 25, 2, 42, tzinfo=UTC)
TICKET = Ticket(
    30, date(2026, 11, 25), "A", 30, "ho_tich", "normal", "r", 1, AT, clock_trusted=True, ahead=5, valid_until=AT
)
LANE = Lane("ho_tich", "A", "Hộ tịch, chứng thực", "Civil status, certification", (1, 2), "family")
OFFICE = OfficeOnSlip("Trung tâm Phục vụ hành chính công", "Phường Ngô Quyền, Hải Phòng")
SLIP = Slip(TICKET, LANE, OFFICE, "morning")
LONG = Slip(
    TICKET,
    replace(
        LANE,
        name="Đất đai, xây dựng, giao thông vận tải, tài nguyên và môi trường nông thôn",
        counters=(1, 3, 5, 7, 9, 11, 13),
    ),
    OfficeOnSlip("Trung tâm Phục vụ hành chính công " * 3, "X" * 90, notice="Nghỉ Tết từ ngày 05 đến hết ngày 14 " * 5),
)
GOLDEN = "c15b1e985a3acfe460cdf968da89868f00563d8e8f67e045d9b28285ea8dcfd1"


def drawn(slip: Slip = SLIP, *, width: int = 576, is_english: bool = False) -> Image.Image:
    return compose(LAYOUT, slip_values(slip, LAYOUT.words), width_dots=width, is_english=is_english)


def inked_rows(picture: Image.Image) -> list[tuple[int, int]]:
    """The rows of ink from top to bottom, as (first, last)."""
    ink = ImageOps.invert(picture.convert("L"))
    rows = [ink.crop((0, y, ink.width, y + 1)).getbbox() is not None for y in range(ink.height)]
    edges = [y for y in range(len(rows) + 1) if (y < len(rows) and rows[y]) != (y > 0 and rows[y - 1])]
    return [(top, bottom - 1) for top, bottom in zip(edges[::2], edges[1::2], strict=True)]


def said(slip: Slip) -> str:
    return " | ".join(value for value in slip_values(slip, LAYOUT.words).values() if value)


def test_the_slip_is_black_and_white_and_as_wide_as_the_head() -> None:
    for width in WIDTHS:
        assert (drawn(width=width).mode, drawn(width=width).width) == ("1", width)


def test_its_blocks_stand_in_the_order_of_the_picture() -> None:
    # Upper edges of the ink: mark, centre, ward, line, label and its dot below, number, lane, counter (ADR 0013).
    expected = [26, 87, 120, 161, 186, 215, 267, 472, 529]
    assert [abs(top - there) <= 4 for (top, _), there in zip(inked_rows(drawn()), expected, strict=False)] == [True] * 9


def test_the_same_ticket_gives_the_same_dots() -> None:
    assert drawn().tobytes() == drawn().tobytes()
    assert hashlib.sha256(drawn().tobytes()).hexdigest() == GOLDEN, "look at the slip before accepting its new picture"


def test_what_is_kept_of_one_slip_never_stands_on_another() -> None:
    letters = Lettering()
    others = (SLIP, replace(SLIP, ticket=replace(TICKET, n=31, klass="priority")), LONG, SLIP)
    for slip, is_english, width in product(others, (True, False), (576, 384)):
        values = slip_values(slip, LAYOUT.words)
        kept = compose(LAYOUT, values, width_dots=width, letters=letters, is_english=is_english)
        assert kept.tobytes() == drawn(slip, width=width, is_english=is_english).tobytes()


def on_its_roll(picture: Image.Image) -> Image.Image:
    """With the white beside the head: 4 mm and more are never printed."""
    return ImageOps.expand(picture.convert("L"), (32, 0), fill=255)


@pytest.mark.parametrize("layout", [LAYOUT, read_layout(COMPACT_FILE)], ids=["full", "compact"])
@pytest.mark.parametrize("width", WIDTHS)
def test_a_reader_finds_office_date_and_number_in_the_bars(width: int, layout: Layout) -> None:
    ids = {("NQ1", "A", 30): "NQ1-261125-A030", ("NQ1", "A", 1000): "NQ1-261125-A1000", ("", "A", 999): "T261125-A999"}
    # On 58 mm paper a long office gives way to the day and the number.
    long = {("HP1234", "A", 30): "HP1234-261125-A030", ("NQ1", "K2", 1): "NQ1-261125-K2-001"}
    ids |= {key: "T" + told.partition("-")[2] for key, told in long.items()} if width == 384 else long
    for (office, series, n), expected in ids.items():
        slip = replace(SLIP, ticket=replace(TICKET, n=n, series=series), office=replace(OFFICE, code=office))
        paper = on_its_roll(compose(layout, slip_values(slip, layout.words), width_dots=width))
        codes = zxingcpp.read_barcodes(paper)
        assert [(code.text, code.format) for code in codes] == [(expected, zxingcpp.BarcodeFormat.Code128)]


def test_bars_are_two_dots_wide_and_begin_on_a_whole_byte_pair() -> None:
    picture = drawn().convert("L")
    top = next(top for top, bottom in inked_rows(drawn()) if bottom - top == 69)
    row = picture.crop((0, top, 576, top + 70))
    box = ImageOps.invert(row).getbbox()
    assert box is not None
    assert (box[0], box[2] - box[0]) == (128, 312)
    halved = row.resize((288, 35), Image.Resampling.NEAREST)
    assert halved.resize((576, 70), Image.Resampling.NEAREST).tobytes() == row.tobytes()


def test_a_code_that_does_not_fit_the_paper_is_left_out_and_its_id_stays() -> None:
    slip = replace(SLIP, ticket=replace(TICKET, series="K2", n=1))
    assert zxingcpp.read_barcodes(drawn(slip, width=576).convert("L"))
    narrow = drawn(slip, width=320)
    assert not zxingcpp.read_barcodes(narrow.convert("L"))
    assert 69 not in {bottom - top for top, bottom in inked_rows(narrow)}
    assert inked_rows(narrow)[-1][1] - inked_rows(narrow)[-1][0] == 16  # the capitals of its readable id


@pytest.mark.parametrize("width", WIDTHS)
@pytest.mark.parametrize("slip", [SLIP, LONG], ids=["usual", "long"])
@pytest.mark.parametrize("is_english", [False, True])
def test_nothing_burns_outside_the_margins(width: int, slip: Slip, *, is_english: bool) -> None:
    box = ImageOps.invert(drawn(slip, width=width, is_english=is_english).convert("L")).getbbox()
    assert box is not None
    assert box[0] >= 16
    assert box[2] <= width - 16


def test_long_words_make_a_longer_slip_and_lose_nothing() -> None:
    assert drawn(LONG, width=384).height > drawn(LONG, width=640).height > drawn(width=640).height


def test_a_number_of_a_second_letter_or_a_fourth_digit_still_fits() -> None:
    for series, n in (("AB", 30), ("A", 1000), ("AB", 1000)):
        assert drawn(replace(SLIP, ticket=replace(TICKET, series=series, n=n))).width == 576


def test_english_lines_stand_under_the_vietnamese_ones() -> None:
    assert drawn(is_english=True).height == drawn().height + 2 * 35 + 44


def test_a_lane_without_a_counter_has_no_counter_block() -> None:
    guide = replace(SLIP, lane=replace(LANE, counters=(), is_guide_desk=True))
    assert drawn(guide).height == drawn().height - 94


def test_the_slip_tells_the_office_time_and_what_it_is_good_for() -> None:
    assert "09:42, 25/11/2026" in said(SLIP)
    assert "buổi sáng nay" in said(SLIP)
    assert "buổi chiều nay" in said(replace(SLIP, session="afternoon"))


def test_a_doubtful_clock_is_not_printed() -> None:
    doubtful = said(replace(SLIP, ticket=replace(TICKET, clock_trusted=False)))
    assert "giờ chưa xác định" in doubtful
    assert "09:42" not in doubtful
    assert "ngày hôm nay" in doubtful


def test_a_reprint_says_so_at_its_foot_and_moves_nothing() -> None:
    again = replace(SLIP, reprinted_at=datetime(2026, 11, 25, 2, 55, tzinfo=UTC))
    assert "09:55, 25/11/2026" in said(again)
    first, second = inked_rows(drawn()), inked_rows(drawn(again))
    assert second[: len(first)] == first
    assert len(second) > len(first)


def test_a_declared_priority_stands_on_the_slip() -> None:
    priority = replace(SLIP, ticket=replace(TICKET, klass="priority"))
    assert drawn(priority).height == drawn().height + 41


def test_a_letter_the_font_lacks_is_an_error_never_a_box() -> None:
    for name in ("漢字", "Hộ tịch 🙂", "Hộ\ntịch"):
        with pytest.raises(GlyphMissing, match="no sign for U"):
            drawn(replace(SLIP, lane=replace(LANE, name=name)))


def test_every_vietnamese_letter_can_be_drawn() -> None:
    vowels = [
        base + mark
        for base in ("a", "ă", "â", "e", "ê", "i", "o", "ô", "ơ", "u", "ư", "y")
        for mark in ("", *"\u0300\u0301\u0303\u0309\u0323")
    ]
    letters = unicodedata.normalize("NFC", "".join(vowels)) + "đ"
    drawn(replace(SLIP, lane=replace(LANE, name=f"{letters} {letters.upper()}")))


def test_a_name_typed_in_pieces_is_drawn_composed() -> None:
    pieces = replace(SLIP, lane=replace(LANE, name=unicodedata.normalize("NFD", LANE.name)))
    assert drawn(pieces).tobytes() == drawn().tobytes()
