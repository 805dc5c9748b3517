"""The file of the numbers cannot be trusted: no number is promised, and everything else works."""

from __future__ import annotations

from pathlib import Path

from tests.at_the_kiosk import AtTheKiosk, OpenKiosk

HOUSEHOLD = "Hộ tịch, chứng thực"


def damage(folder: Path) -> Path:
    (folder / "state").mkdir()
    store = folder / "state" / "tickets.db"
    store.write_bytes(b"this is no database, and it is long enough to be read as one" * 100)
    return store


def test_no_number_is_promised_and_the_way_to_the_desk_is_shown(open_kiosk: OpenKiosk, tmp_path: Path) -> None:
    damage(tmp_path)
    kiosk = open_kiosk()
    kiosk.touch("Lấy số thứ tự", HOUSEHOLD)
    assert kiosk.sheet() == ("Chưa lấy được số", "Mời đến bàn hướng dẫn. Cán bộ sẽ giúp lấy số.")
    kiosk.touch("Đã hiểu")
    kiosk.sees("take_ticket", issuing="")
    assert kiosk.whole_tickets == []


def test_the_rest_works(open_kiosk: OpenKiosk, tmp_path: Path) -> None:
    damage(tmp_path)
    kiosk = open_kiosk()
    kiosk.sees("home", ticket_line="Chọn việc cần làm", waiting=None)
    kiosk.scan("H24.15-261124-0037")
    kiosk.sees("dossier_status", heading="Đang giải quyết, đúng hạn")
    kiosk.touch("Trang đầu", "Sinh con", "Đăng ký khai sinh")
    kiosk.sees("procedure", title="Đăng ký khai sinh")


def test_the_lanes_can_still_be_read(open_kiosk: OpenKiosk, tmp_path: Path) -> None:
    damage(tmp_path)
    kiosk = open_kiosk()
    kiosk.touch("Lấy số thứ tự")
    assert [tile.people(kiosk.terminal.words) for tile in kiosk.state.tiles] == [""] * 6


def test_the_technician_reads_where_and_what_to_do(open_kiosk: OpenKiosk, tmp_path: Path) -> None:
    store = damage(tmp_path)
    kiosk = open_kiosk()
    (event,) = kiosk.events("store-refused")
    assert str(store) in str(event["problem"])
    assert "backup" in str(event["problem"])
    assert kiosk.kiosk.facts.store_is_broken


def test_the_damaged_file_is_left_as_it_is(open_kiosk: OpenKiosk, tmp_path: Path) -> None:
    store = damage(tmp_path)
    before = store.read_bytes()
    open_kiosk().touch("Lấy số thứ tự", HOUSEHOLD)
    assert store.read_bytes() == before


def test_a_store_mended_while_the_terminal_runs_gives_numbers_again(open_kiosk: OpenKiosk, tmp_path: Path) -> None:
    store = damage(tmp_path)
    kiosk = open_kiosk()
    kiosk.touch("Lấy số thứ tự", HOUSEHOLD, "Đã hiểu")
    store.unlink()
    kiosk.touch(HOUSEHOLD)
    kiosk.sees("ticket_issued", number="A001")
    assert not kiosk.kiosk.facts.store_is_broken


def test_a_store_that_vanishes_under_a_running_terminal_is_heard(kiosk: AtTheKiosk) -> None:
    kiosk.touch("Lấy số thứ tự", HOUSEHOLD, "Xong")
    for file in kiosk.kiosk.folder.glob("tickets.db*"):
        file.write_bytes(b"overwritten by somebody" * 400)
    kiosk.turn_clock(21)
    kiosk.touch("Lấy số thứ tự", HOUSEHOLD)
    assert kiosk.sheet()[0] == "Chưa lấy được số"
    assert kiosk.events("ticket-store-silent") or kiosk.events("ticket-not-issued")
