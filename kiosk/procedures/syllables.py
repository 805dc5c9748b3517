"""Which letters make a Vietnamese syllable (âm tiết), and what Telex and VNI keys left in a text would have made.

People who learnt to type on a computer go on typing «lamf» or «la2m» where no such program listens.
"""

from __future__ import annotations

from kiosk.procedures.vietnamese_text import VOWELS, Tone, bare, listed, put_together, taken_apart

_ONSETS = ("", *listed("b c ch d đ g gh gi h k kh l m n ng ngh nh p ph qu r s t th tr v x"))
_RHYMES = listed(
    """
    a ac ach ai am an ang anh ao ap at au ay ăc ăm ăn ăng ăp ăt âc âm ân âng âp ât âu ây
    e ec em en eng eo ep et ê êch êm ên ênh êp êt êu
    i ia ich im in inh ip it iu iêc iêm iên iêng iêp iêt iêu
    o oa oac oach oai oam oan oang oanh oao oap oat oay oăc oăm oăn oăng oăt oc oe oen oeo oet oi om on ong ooc oong
    op ot ô ôc ôi ôm ôn ông ôp ôt ơ ơi ơm ơn ơp ơt
    u ua uâng uân uât uây uc uê uêch uênh ui um un ung uôc uôi uôm uôn uông uôt uơ up ut uy uya uych uyên uyêt uynh
    uyt uyu ư ưa ưc ưi ưm ưn ưng ươc ươi ươm ươn ương ươp ươt ươu ưt ưu
    y ych yêm yên yêng yêt yêu yn ynh yt
    """
)
_BARE_RHYMES = frozenset(map(bare, _RHYMES))
_TELEX_TONES = {"s": Tone.SAC, "f": Tone.HUYEN, "r": Tone.HOI, "x": Tone.NGA, "j": Tone.NANG, "z": Tone.LEVEL}
_VNI_TONES = {"1": Tone.SAC, "2": Tone.HUYEN, "3": Tone.HOI, "4": Tone.NGA, "5": Tone.NANG, "0": Tone.LEVEL}
_CIRCUMFLEX = {"a": "â", "e": "ê", "o": "ô"}
_HORN = {"u": "ư", "o": "ơ"}
_BREVE = {"a": "ă"}


def is_syllable(word: str) -> bool:
    """Whether a lower-case word can be a Vietnamese syllable: onset and rhyme; tones are not judged."""
    letters, _tone = taken_apart(word)
    return any(letters.startswith(onset) and letters[len(onset) :] in _RHYMES for onset in _ONSETS)


def is_bare_syllable(word: str) -> bool:
    """The same for letters without marks."""
    return any(word.startswith(onset) and word[len(onset) :] in _BARE_RHYMES for onset in _ONSETS)


def from_telex(word: str) -> str | None:
    """What the keys of a lower-case word make under Telex; None when none of them has a meaning there."""
    letters: list[str] = []
    tone = taken_apart(word)[1]
    for key in taken_apart(word)[0]:
        if key in _TELEX_TONES and VOWELS.intersection(letters):
            tone = _TELEX_TONES[key]
        elif not (
            (key == "w" and (_marked(letters, _HORN) or _marked(letters, _BREVE)))
            or (key in _CIRCUMFLEX and _marked(letters, {key: _CIRCUMFLEX[key]}))
            or (key == "d" and _barred(letters))
        ):
            letters.append("ư" if key == "w" else key)
    # «dduwong»: the program that would have listened puts the second horn itself.
    made = put_together("".join(letters).replace("ưo", "ươ"), tone)
    return None if made == word else made


def from_vni(word: str) -> str | None:
    """What the digits in a lower-case word make under VNI; None without a letter before one."""
    if not any(key.isdigit() for key in word[1:]):
        return None
    letters: list[str] = []
    tone = taken_apart(word)[1]
    marks = {"6": _CIRCUMFLEX, "7": _HORN, "8": _BREVE}
    for key in taken_apart(word)[0]:
        if key in _VNI_TONES and VOWELS.intersection(letters):
            tone = _VNI_TONES[key]
        elif not ((key in marks and _marked(letters, marks[key])) or (key == "9" and _barred(letters))):
            letters.append(key)
    made = put_together("".join(letters), tone)
    return None if made == word else made


def _marked(letters: list[str], marks: dict[str, str]) -> bool:
    """Give the last letter that can take one its mark; «uo» takes the horn on both."""
    for place in range(len(letters) - 1, -1, -1):
        if letters[place] in marks:
            if marks is _HORN and letters[place] == "o" and place and letters[place - 1] == "u":
                letters[place - 1] = "ư"
            letters[place] = marks[letters[place]]
            return True
    return bool(marks is _HORN and {"ư", "ơ"} <= set(letters))  # «cuwow»: the second w has nothing left to do


def _barred(letters: list[str]) -> bool:
    if "d" not in letters:
        return False
    letters[letters.index("d")] = "đ"
    return True
