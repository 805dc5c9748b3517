"""What was looked for in vain (cụm từ chưa tìm thấy), and which of it may be counted: words, never a person.

A phrase is dropped rather than kept when in doubt. Counted is the phrase and the day, see `kiosk/tallies.py`.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Callable
from itertools import pairwise
from typing import Literal, TypeAlias

from kiosk.procedures.syllables import from_telex, from_vni, is_syllable
from kiosk.procedures.vietnamese_text import folded, listed, spelled, words_in

Miss: TypeAlias = Literal["search-not-found", "search-left"]
"""Typed and nothing found · found, but left without choosing."""

SHORTEST, LONGEST, MOST_WORDS, LONGEST_WORD = 2, 60, 9, 20
MOST_DIGITS = 3  # «75 tuổi», «cấp 3»: four in a row already begin a date, a plate or a number of somebody
_FULL = 2  # given and middle names behind a surname
_OF_A_PERSON = re.compile(r"@|://|www\.|\.(?:vn|com|net|org)\b", re.IGNORECASE)


def _folds(words: str) -> frozenset[str]:
    return frozenset(map(folded, listed(words)))


# Surnames that are hardly anything else once folded, and those that are everyday words too.
_SURNAMES = _folds(
    """
    nguyen tran pham hoang huynh phan vu bui ngo dinh trinh truong doan luong luu quach vuong phung kieu dam nghiem
    tang trieu khuong thach diep ung giap bach mac mau doi chu quan lieu van khong tieu duong
    """
)
_SURNAMES_TOO = _folds("le ly ho do vo dang cao mai lam ha la ta to thai chau dao tong ton on kim au bang")
_GIVEN_NAMES = _folds(
    """
    an anh bach bao bich binh cam canh chau chi chien chinh chung cong cuc cuong dan dat diem diep doan dong duc dung
    duy duong giang ha hai han hanh hao hau hien hieu hoa hoai hoan hoang hong hue hung huong huu huy huyen khai khang
    khanh khoa khoi khuong kien kieu kim ky lam lan lanh le lien linh loan loc loi long luan luc luong ly mai man manh
    minh my na nam nga ngan nghia ngoc nguyen nguyet nhan nhat nhi nhu nhung nhut oanh phat phi phong phu phuc phung
    phuoc phuong quan quang quoc quy quyen quynh sang son tai tam tan thai thang thanh thao thi thien thinh tho thoa
    thong thu thuan thuc thuy thuong thy tien tin tinh toan toi trang tri trinh trong truc trung truong tu tuan tue
    tung tuong tuyen tuyet uyen van vi viet vinh vu vuong vy xuan y yen
    """
)
_ADDRESSES = listed("ong ba anh chi em co chu bac cau di thay ban chau cu ten la")
# What ordinary words of these letters look like with their accents: then they are no name.
_PLAIN_WORDS = frozenset(map(spelled, listed("làm hộ đồ độ đăng đang lệ phí lễ là tờ tổ mại bằng báo bảo của")))

Beside: TypeAlias = Callable[[str, str], bool]
"""Whether two spelled or folded words stand side by side anywhere in the release."""


def countable(typed: str, are_beside: Beside) -> str | None:
    """The phrase to count for what was typed; None when it may say who somebody is, or says nothing.

    are_beside  tells «trần nhà» from «Trần Nhã»: the words of the release are of errands, not of people
    """
    words = words_in(typed)
    phrase = " ".join(words)
    if not (SHORTEST <= len(phrase) <= LONGEST and len(words) <= MOST_WORDS) or not any(map(str.isalpha, phrase)):
        return None
    if max(map(len, words)) > LONGEST_WORD or _has_a_number(typed) or _OF_A_PERSON.search(typed):
        return None
    return None if looks_like_a_name(words, are_beside) else phrase


def looks_like_a_name(words: list[str], are_beside: Beside) -> bool:
    """Whether some of the words may name a person: «nguyễn văn an», «chị Hoa», «tran thi mai», «nguyenvanan»."""
    meant = [_decoded(word) for word in words]
    folds = [folded(word) for word in meant]
    if any(_is_joined_name(fold) for fold in folds):
        return True
    if _is_full_name(meant, folds) or _is_a_womans_name(meant, folds):
        return True
    known = [are_beside(spelled(a), spelled(b)) for a, b in pairwise(meant)]
    if len(folds) > 1 and not any(known) and all(fold in _GIVEN_NAMES | _SURNAMES | _SURNAMES_TOO for fold in folds):
        return True
    return any(
        not is_known and _begins_a_name(meant[place], folds[place], folds[place + 1], is_last=place + 2 == len(folds))
        for place, is_known in enumerate(known)
    )


def _is_full_name(words: list[str], folds: list[str]) -> bool:
    """Surname and given names and nothing else, or surname with two of them: whatever else the words may mean."""
    for place, fold in enumerate(folds):
        if fold not in _SURNAMES | _SURNAMES_TOO or spelled(words[place]) in _PLAIN_WORDS:
            continue
        behind = next(
            (n for n, each in enumerate(folds[place + 1 :]) if each not in _GIVEN_NAMES), len(folds) - place - 1
        )
        if behind >= _FULL or (behind and place == 0 and behind == len(folds) - 1):
            return True
    return False


def _is_a_womans_name(words: list[str], folds: list[str]) -> bool:
    """Surname, «Thị» and anything: given names are too many for any list."""
    return any(
        fold in _SURNAMES | _SURNAMES_TOO and folds[place + 1] == "thi" and spelled(words[place]) not in _PLAIN_WORDS
        for place, fold in enumerate(folds[:-2])
    )


def _begins_a_name(word: str, fold: str, following: str, *, is_last: bool) -> bool:
    if fold in _SURNAMES:
        return True
    if spelled(word) in _PLAIN_WORDS or following not in _GIVEN_NAMES:
        return False
    return fold in _SURNAMES_TOO or (is_last and fold in _ADDRESSES)


def _is_joined_name(fold: str) -> bool:
    return any(
        fold.startswith(surname) and len(fold) > len(surname) + 2 for surname in ("nguyen", "tran", "pham", "huynh")
    )


def _decoded(word: str) -> str:
    made = next((each for each in (from_telex(word), from_vni(word)) if each and is_syllable(each)), None)
    return made or word


def _has_a_number(typed: str) -> bool:
    """Whether digits follow one another, whatever stands between them that is no letter."""
    plain = unicodedata.normalize("NFKC", typed)
    return any(sum(map(str.isdecimal, run)) > MOST_DIGITS for run in re.findall(r"\d[^\w]*(?:\d[^\w]*)*", plain)) or (
        sum(map(str.isdecimal, plain)) > 2 * MOST_DIGITS
    )
