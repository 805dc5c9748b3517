"""Millimetres to pixels, small panels, text steps, and the line of low reach."""

from __future__ import annotations

import pytest

from screens.panel_sizes import PanelSizes

UPRIGHT, LYING = (1080, 1920), (1920, 1080)
PANELS = [
    (UPRIGHT, 21.5), (UPRIGHT, 32), (UPRIGHT, 15.6), (LYING, 21.5), ((1366, 768), 18.5), ((1366, 768), 15.6),
    ((1280, 1024), 19), ((1280, 1024), 17), ((800, 1280), 15.6), ((800, 1280), 10.1), ((2160, 3840), 21.5),
]  # fmt: skip


def test_on_the_panel_of_the_drawings_a_layout_pixel_is_a_pixel() -> None:
    assert PanelSizes().px(116) == 116
    assert PanelSizes(LYING).px(116) == 116


def test_a_finer_panel_takes_more_pixels_for_the_same_box() -> None:
    assert PanelSizes((2160, 3840)).px(116) == 232


@pytest.mark.parametrize(("size", "diagonal"), PANELS)
def test_on_every_panel_the_smallest_target_is_20_mm_and_the_smallest_capital_4_8(
    size: tuple[int, int], diagonal: float
) -> None:
    there = PanelSizes(size, diagonal)
    assert there.px(88) >= there.mm(20)
    assert there.text(28) * 0.714 >= there.mm(4.8)
    assert there.landscape == (size[0] > size[1])


@pytest.mark.parametrize(("size", "diagonal"), PANELS)
def test_at_the_largest_step_every_capital_can_be_read_at_60_cm(size: tuple[int, int], diagonal: float) -> None:
    there = PanelSizes(size, diagonal, text_step=4)
    if there.largest_step == 4:
        assert there.text(28) * 0.714 >= there.mm(7.33)


def test_what_screens_md_12_computes_for_real_panels() -> None:
    factors = {panel: round(PanelSizes(*panel).compact, 1) for panel in PANELS}
    assert factors[(UPRIGHT, 21.5)] == factors[(UPRIGHT, 32)] == factors[(LYING, 21.5)] == 1
    assert factors[((1366, 768), 18.5)] == pytest.approx(1.1, abs=0.11)
    assert factors[((1366, 768), 15.6)] == factors[(UPRIGHT, 15.6)] == pytest.approx(1.4, abs=0.01)
    assert factors[((800, 1280), 10.1)] == 2.1


def test_a_panel_below_15_inches_offers_no_larger_letters_for_no_page_would_hold_them() -> None:
    small = PanelSizes((800, 1280), 10.1, text_step=4)
    assert small.largest_step == 1
    assert small.text(32) == PanelSizes((800, 1280), 10.1).text(32)
    assert PanelSizes((1366, 768), 15.6).largest_step == 4


def test_a_millimetre_is_a_millimetre_of_the_panel() -> None:
    assert PanelSizes().px_per_mm == pytest.approx(4.034, abs=0.001)
    assert PanelSizes(diagonal_in=43).mm(20) == pytest.approx(PanelSizes().mm(20) / 2)


def test_pixels_are_whole_so_that_edges_are_sharp() -> None:
    there = PanelSizes((1366, 768))
    assert all(there.px(length).is_integer() for length in range(1, 500))


def test_texts_grow_by_step_headings_stop_and_figures_stay() -> None:
    steps = [PanelSizes(text_step=step) for step in (1, 2, 3, 4)]
    assert [step.text(32) for step in steps] == [32, 38, 45, 50]
    assert [step.text(60) for step in steps] == [60, 72, 76, 76]
    assert [step.text(290) for step in steps] == [290, 290, 290, 290]


def test_no_step_makes_a_text_smaller() -> None:
    for size in range(20, 300):
        sizes = [PanelSizes(text_step=step).text(size) for step in (1, 2, 3, 4)]
        assert sizes == sorted(sizes)


def test_pages_take_their_paged_form_where_letters_are_large_or_the_canvas_is_small() -> None:
    assert [PanelSizes(text_step=step).is_paged for step in (1, 2, 3, 4)] == [False, False, True, True]
    assert PanelSizes((1366, 768), 15.6).is_paged
    assert not PanelSizes(LYING).is_paged
    assert not PanelSizes().one_column
    assert PanelSizes((1366, 768), 15.6, text_step=2).one_column


def low(diagonal: float, limit: float = 1200, size: tuple[int, int] = UPRIGHT, bottom: float = 800) -> PanelSizes:
    return PanelSizes(size, diagonal, low_reach=True, panel_bottom_mm=bottom, reach_limit_mm=limit)


def test_the_line_of_low_reach_is_the_middle_or_lower_where_a_seated_hand_does_not_come_so_high() -> None:
    assert [low(diagonal).line_px for diagonal in (21.5, 27, 32)] == [960, 960, 960]
    assert low(32, 1100).line_px == pytest.approx(1107, abs=1)
    assert PanelSizes().line_px == 0


def test_a_lying_panel_within_reach_needs_no_line_and_one_that_hangs_high_does() -> None:
    assert low(21.5, size=LYING).line_px == 0
    high = low(21.5, size=LYING, bottom=1000)
    assert high.line_px == pytest.approx(1080 - 200 * high.px_per_mm, abs=1)


def test_a_small_upright_panel_within_reach_needs_no_line_and_above_one_that_hangs_high_still_holds_a_page() -> None:
    assert low(15.6).line_px == low(15.6, size=(800, 1280)).line_px == 0
    there = low(15.6, bottom=950)
    assert (there.size_px[1] - there.line_px) / there.scale == pytest.approx(960, abs=1)


def test_a_panel_that_hangs_so_high_that_too_little_is_within_reach_says_so() -> None:
    assert not low(32).is_too_high
    assert not low(32, 1100).is_too_high
    assert low(32, 1100, bottom=900).is_too_high
    assert PanelSizes(diagonal_in=32, reach_limit_mm=1100, panel_bottom_mm=900).is_too_high


def test_things_stand_side_by_side_only_where_each_has_room() -> None:
    assert PanelSizes().side_by_side(1000, 480, most=2) == 2
    assert PanelSizes(text_step=4).side_by_side(1000, 480, most=2) == 1
    assert PanelSizes().side_by_side(100, 480, most=2) == 1
