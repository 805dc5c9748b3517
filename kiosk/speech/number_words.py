"""Numbers as they are said, in Vietnamese and English. Pure."""

from __future__ import annotations

from kiosk.words import Language

VI_DIGITS = ("không", "một", "hai", "ba", "bốn", "năm", "sáu", "bảy", "tám", "chín")
EN_DIGITS = ("zero", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine")
EN_TEENS = (
    "ten", "eleven", "twelve", "thirteen", "fourteen", "fifteen", "sixteen", "seventeen", "eighteen", "nineteen",
)  # fmt: skip
EN_TENS = ("", "", "twenty", "thirty", "forty", "fifty", "sixty", "seventy", "eighty", "ninety")
VI_GROUPS = ("", "nghìn", "triệu", "tỷ")
EN_GROUPS = ("", "thousand", "million", "billion")
# As they are called when a code is spelled over a counter.
VI_LETTERS = {
    "A": "a", "B": "bê", "C": "xê", "D": "dê", "Đ": "đê", "E": "e", "F": "ép", "G": "giê", "H": "hát", "I": "i",
    "J": "gi", "K": "ca", "L": "lờ", "M": "mờ", "N": "nờ", "O": "o", "P": "pê", "Q": "quy", "R": "rờ", "S": "sờ",
    "T": "tê", "U": "u", "V": "vê", "W": "vê kép", "X": "ích", "Y": "i dài", "Z": "dét",
}  # fmt: skip
SIGNS = {
    "vi": {".": "chấm", "-": "gạch", "/": "gạch chéo", "_": "gạch dưới"},
    "en": {".": "dot", "-": "dash", "/": "slash", "_": "underscore"},
}
LARGEST = 10**12 - 1


def number_words(number: int, language: Language) -> str:
    """A whole number from 0 to 999,999,999,999: «một trăm linh năm», “one hundred and five”."""
    if not 0 <= number <= LARGEST:
        return spelled(str(number), language)
    if number == 0:
        return digits_of(language)[0]
    return _vietnamese(number) if language == "vi" else _english(number)


def spelled(code: str, language: Language) -> str:
    """A code sign by sign, with pauses: «A, không, ba, không»."""
    return ", ".join(_sign(sign, language) for sign in code if not sign.isspace())


def ordinal_words(number: int) -> str:
    """The day of a month in English: “twenty-seventh”."""
    irregular = {1: "first", 2: "second", 3: "third", 5: "fifth", 8: "eighth", 9: "ninth", 12: "twelfth"}
    if number in irregular:
        return irregular[number]
    tens, ones = divmod(number, 10)
    if number < 20:
        return _english(number) + "th"
    return EN_TENS[tens][:-1] + "ieth" if ones == 0 else f"{EN_TENS[tens]}-{ordinal_words(ones)}"


def digits_of(language: Language) -> tuple[str, ...]:
    """The ten digits."""
    return VI_DIGITS if language == "vi" else EN_DIGITS


def _sign(sign: str, language: Language) -> str:
    if sign.isdecimal():
        return digits_of(language)[int(sign)]
    if sign in SIGNS[language]:
        return SIGNS[language][sign]
    return VI_LETTERS.get(sign.upper(), sign) if language == "vi" else sign.upper()


def _groups(number: int) -> list[tuple[int, int]]:
    """Its thousands, the highest first: (value, power); powers above the highest are left out."""
    found = []
    power = 0
    while number:
        number, value = divmod(number, 1000)
        found.append((value, power))
        power += 1
    return found[::-1]


def _vietnamese(number: int) -> str:
    said: list[str] = []
    for nth, (value, power) in enumerate(_groups(number)):
        if value:
            said += [*_vi_hundreds(value, is_inner=nth > 0), VI_GROUPS[power]]
    return " ".join(word for word in said if word)


def _vi_hundreds(value: int, *, is_inner: bool) -> list[str]:
    hundreds, rest = divmod(value, 100)
    tens, ones = divmod(rest, 10)
    said = [VI_DIGITS[hundreds], "trăm"] if hundreds or is_inner else []
    if tens == 0 and ones and said:
        said += ["linh", VI_DIGITS[ones]]
    elif tens == 0 and ones:
        said.append(VI_DIGITS[ones])
    elif tens:
        said += ["mười"] if tens == 1 else [VI_DIGITS[tens], "mươi"]
        if ones:
            said.append(_vi_ones(tens, ones))
    return said


def _vi_ones(tens: int, ones: int) -> str:
    if ones == 5:
        return "lăm"
    if tens > 1:
        return {1: "mốt", 4: "tư"}.get(ones, VI_DIGITS[ones])
    return VI_DIGITS[ones]


def _english(number: int) -> str:
    said: list[str] = []
    for value, power in _groups(number):
        if value:
            joins = power == 0 and said and value < 100
            said += ["and"] * bool(joins) + _en_hundreds(value) + [EN_GROUPS[power]]
    return " ".join(word for word in said if word)


def _en_hundreds(value: int) -> list[str]:
    hundreds, rest = divmod(value, 100)
    said = [EN_DIGITS[hundreds], "hundred"] if hundreds else []
    if rest and said:
        said.append("and")
    if rest >= 20:
        tens, ones = divmod(rest, 10)
        said.append(EN_TENS[tens] + (f"-{EN_DIGITS[ones]}" if ones else ""))
    elif rest >= 10:
        said.append(EN_TEENS[rest - 10])
    elif rest:
        said.append(EN_DIGITS[rest])
    return said
