"""A small office and the sample office for the tests of the search, and the two lists of queries."""

from __future__ import annotations

from functools import cache
from pathlib import Path

from kiosk.content.shelf import SAMPLE, read_pack
from kiosk.procedures.everyday_words import EverydayWords
from kiosk.procedures.search import Search, entry_of
from kiosk.procedures.search_index import Entry
from kiosk.procedures.text import Text

HERE = Path(__file__).parent
EXAMPLES, EVERYDAY = HERE / "example_queries.tsv", HERE / "everyday_queries.tsv"
# Written before the vocabulary was worked on and never looked at while it was: what words nobody listed are worth.
HELD_OUT = HERE / "held_out_queries.tsv"

ENTRIES = (
    Entry("1.001193", "Đăng ký khai sinh", "Thủ tục đăng ký khai sinh", "Hộ tịch", "Register a birth"),
    Entry("1.003583", "Đăng ký khai sinh lưu động", "Thủ tục đăng ký khai sinh lưu động", "Hộ tịch"),
    Entry("1.000656", "Đăng ký khai tử", "Thủ tục đăng ký khai tử", "Hộ tịch", "Register a death"),
    Entry("1.000894", "Đăng ký kết hôn", "Thủ tục đăng ký kết hôn", "Hộ tịch", "Register a marriage"),
    Entry("1.004194", "Đăng ký tạm trú", "Đăng ký tạm trú", "Cư trú", "Temporary residence"),
    Entry("1.013978", "Làm sổ đỏ lần đầu", "Đăng ký đất đai, cấp Giấy chứng nhận quyền sử dụng đất lần đầu", "Đất đai"),
    Entry("1.012786", "Cấp lại sổ đỏ bị mất", "Cấp lại Giấy chứng nhận do bị mất", "Đất đai"),
    Entry("3.000348", "Cấp lại bằng lái xe", "Cấp lại giấy phép lái xe", "Sát hạch", papers=("Ảnh chân dung",)),
    Entry("1.013997", "Hỗ trợ chăn nuôi bị dịch", "Hỗ trợ cơ sở có lợn chết do dịch bệnh động vật", "Thú y"),
)
WORDS = (
    EverydayWords(("sổ đỏ", "bìa đỏ"), ("1.013978", "1.012786"), Text("Hỏi quầy đất đai", "Ask the land desk")),
    EverydayWords(("người nhà mất",), ("1.000656",)),
    EverydayWords(("ở trọ",), ("1.004194",)),
)


def small_search() -> Search:
    """The search over a handful of procedures."""
    return Search(ENTRIES, WORDS)


@cache
def sample_search() -> Search:
    """The search over the sample release; made once."""
    content = read_pack(SAMPLE)
    return Search([entry_of(each) for each in content.catalogue.by_code.values()], content.everyday_words)


def queries(file: Path) -> list[tuple[str, frozenset[str]]]:
    """Query and accepted codes, line by line."""
    rows = [line.split("\t") for line in file.read_text(encoding="utf-8").splitlines()[1:]]
    return [(row[0], frozenset(row[1].split(","))) for row in rows]


def share_found(search: Search, asked: list[tuple[str, frozenset[str]]], *, within: int) -> float:
    """The share of queries with an accepted code among the first so many."""
    return sum(any(f.code in codes for f in search.find(q, within).results) for q, codes in asked) / len(asked)
