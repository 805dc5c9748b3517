"""Every word the release is written in (từ vựng): numbered, counted, and found again when it is misspelt."""

from __future__ import annotations

from bisect import bisect_left
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from collections.abc import Set as AbstractSet
from itertools import pairwise
from typing import Any, TypeAlias

from kiosk.procedures.vietnamese_text import Tone, folded, put_together, spelled, taken_apart

Fold: TypeAlias = int
"""The number of a folded word."""

# How much a word counts that was found in spite of a slip.
DOUBLED, SWAPPED, SOUNDS_ALIKE, LETTER_LEFT_OUT, OTHER_LETTER, OTHER_FIRST_LETTER = 0.9, 0.82, 0.78, 0.75, 0.66, 0.5
_SHORT = 2
_TELLING = 12  # words of a text whose neighbours are remembered: what people join are the first words of a name
_SOUNDS = (("ngh", "ng"), ("gh", "g"), ("ph", "f"), ("tr", "ch"), ("gi", "d"), ("qu", "k"), ("x", "s"), ("r", "d"))
_LETTER_SOUNDS = {"v": "d", "l": "n", "q": "k", "c": "k"}
_FINAL_SOUNDS = (("ng", "n"), ("nh", "n"), ("ch", "t"), ("c", "t"), ("y", "i"))


class _Numbers(dict[str, int]):
    """Written word -> number of its spelling; a new word is numbered as it is met."""

    def __init__(self, vocabulary: Vocabulary) -> None:
        super().__init__()
        self._vocabulary = vocabulary

    def __missing__(self, written: str) -> int:
        self[written] = self._vocabulary.number_of(spelled(written), written)
        return self[written]


class Vocabulary:
    """Words by number. Filled by `numbers`, then closed by `finish`; afterwards it only answers."""

    def __init__(self) -> None:
        self.spellings: list[str] = []
        self.fold_of: list[Fold] = []
        self.folds: list[str] = []
        self.counts: Counter[int] = Counter()
        self._met: list[int] = []
        self._shown: list[str] = []
        self._by_spelling: dict[str, int] = {}
        self._by_fold: dict[str, Fold] = {}
        self._numbers = _Numbers(self)
        self._sorted: list[tuple[str, Fold]] = []
        self._without_a_letter: dict[str, list[Fold]] = {}
        self._by_sound: dict[str, list[Fold]] = {}
        self._words_of: dict[Fold, list[int]] = {}
        self._parts: dict[int, tuple[str, Tone]] = {}
        self._pairs: set[int] = set()

    def numbers(self, words: Iterable[str], *, is_text: bool = True) -> tuple[int, ...]:
        """The numbers of lower-case words in order; those of a text are counted."""
        found = tuple(map(self._numbers.__getitem__, words))
        if is_text:
            self._met += found
            folds = list(map(self.fold_of.__getitem__, found[:_TELLING]))
            self._pairs.update([before << 20 | after for before, after in pairwise(folds)])
        return found

    def number_of(self, spelling: str, written: str) -> int:
        """The number of one spelled word; a new one where it is met for the first time."""
        number = self._by_spelling.setdefault(spelling, len(self.spellings))
        if number == len(self.spellings):
            self.spellings.append(spelling)
            self._shown.append(put_together(*taken_apart(written)))
            fold = folded(spelling)
            self.fold_of.append(self._by_fold.setdefault(fold, len(self.folds)))
            if len(self._by_fold) > len(self.folds):
                self.folds.append(fold)
        return number

    def finish(self) -> None:
        """Make it ready to answer."""
        self.counts = Counter(self._met)  # at once: a count for each phrase takes ten times as long
        self._met.clear()
        without, sounds = defaultdict(list), defaultdict(list)
        for fold, text in enumerate(self.folds):
            sounds[_sound(text)].append(fold)
            for shorter in _without_a_letter(text):
                without[shorter].append(fold)
        self._without_a_letter, self._by_sound = dict(without), dict(sounds)
        self._find_again()

    def kept(self) -> dict[str, Any]:
        """What a finished vocabulary is made of; the rest follows from it."""
        return {
            "spellings": self.spellings,
            "fold_of": self.fold_of,
            "folds": self.folds,
            "counts": self.counts,
            "pairs": self._pairs,
            "shown": self._shown,
            "written": dict(self._numbers),
            "without": self._without_a_letter,
            "sounds": self._by_sound,
        }

    @classmethod
    def again(cls, kept: Mapping[str, Any]) -> Vocabulary:
        """A vocabulary from what `kept` told; finished."""
        made = cls()
        made.spellings, made.fold_of, made.folds = kept["spellings"], kept["fold_of"], kept["folds"]
        made.counts, made._pairs, made._shown = kept["counts"], kept["pairs"], kept["shown"]
        made._without_a_letter, made._by_sound = kept["without"], kept["sounds"]
        made._numbers.update(kept["written"])
        made._find_again()
        return made

    def _find_again(self) -> None:
        """What is looked up by text or number, from the lists."""
        words = defaultdict(list)
        for number, fold in enumerate(self.fold_of):
            words[fold].append(number)
        self._words_of = dict(words)
        self._by_spelling = {spelling: number for number, spelling in enumerate(self.spellings)}
        self._by_fold = {text: fold for fold, text in enumerate(self.folds)}
        self._sorted = sorted((text, fold) for fold, text in enumerate(self.folds))

    def fold(self, text: str) -> Fold | None:
        """The number of a folded word; None when no text has it."""
        return self._by_fold.get(text)

    def number(self, spelling: str) -> int | None:
        """The number of a spelled word; None when no text has it with these accents."""
        return self._by_spelling.get(spelling)

    def as_written(self, written: str) -> tuple[str, str] | None:
        """Spelling and folded form of a lower-case word that was met exactly so; None for any other."""
        number = self._numbers.get(written)
        return None if number is None else (self.spellings[number], self.folds[self.fold_of[number]])

    def stands_in_a_text(self, spelling: str) -> bool:
        """Whether a spelled word stands in a text, not only in the table of same words."""
        return self.counts[self._by_spelling.get(spelling, -1)] > 0

    def words_of(self, fold: Fold) -> Sequence[int]:
        """The words that are written with these letters; none for another number."""
        return self._words_of.get(fold, ())

    def parts(self, word: int) -> tuple[str, Tone]:
        """Letters and tone of a word by number."""
        if word not in self._parts:
            self._parts[word] = taken_apart(self.spellings[word])
        return self._parts[word]

    def known(self, words: Iterable[str]) -> set[Fold]:
        """The folded forms of those lower-case words that have been met before."""
        return {self.fold_of[self._numbers[word]] for word in set(words) if word in self._numbers}

    def share(self, fold: Fold, words: AbstractSet[int]) -> float:
        """How much of what is written with these letters is one of the words, 0 to 1."""
        every = sum(self.counts[word] for word in self._words_of[fold])
        return sum(self.counts[word] for word in self._words_of[fold] if word in words) / every if every else 1.0

    def are_beside(self, first: str, second: str) -> bool:
        """Whether two spelled words stand side by side in a text, accents or not."""
        before, after = self._by_fold.get(folded(first)), self._by_fold.get(folded(second))
        return before is not None and after is not None and before << 20 | after in self._pairs

    def beginning_with(self, text: str) -> Iterator[Fold]:
        """Every folded word that begins so."""
        for place in range(bisect_left(self._sorted, (text, -1)), len(self._sorted)):
            word, fold = self._sorted[place]
            if not word.startswith(text):
                return
            yield fold

    def is_beginning(self, text: str) -> bool:
        """Whether any folded word begins so."""
        return next(self.beginning_with(text), None) is not None

    def resembling(self, text: str) -> dict[Fold, float]:
        """Folded words one slip away or sounding alike, and how much each still counts."""
        found = dict.fromkeys(self._by_sound.get(_sound(text), ()), SOUNDS_ALIKE)
        near = set(self._without_a_letter.get(text, ()))
        for shorter in _without_a_letter(text):
            near.update(self._without_a_letter.get(shorter, ()))
            if (fold := self._by_fold.get(shorter)) is not None:
                near.add(fold)
        for fold in near:
            quality = _likeness(text, self.folds[fold])
            if quality > found.get(fold, 0.0):
                found[fold] = quality
        found.pop(self._by_fold.get(text, -1), None)
        return found

    def times(self, fold: Fold) -> int:
        """How often words of these letters stand in the texts."""
        return sum(self.counts[word] for word in self.words_of(fold))

    def candidates(self, syllable: str, limit: int = 5) -> tuple[str, ...]:
        """Words for the letters of a syllable, most frequent first, as the house spells them; the present one is in.

        syllable  as typed, in any case; answers are in lower case.
        """
        present = put_together(*taken_apart(syllable.lower()))
        fold = self._by_fold.get(folded(syllable.lower()))
        numbers = sorted(self._words_of.get(fold, ()) if fold is not None else (), key=lambda n: -self.counts[n])
        shown = [self._shown[number] for number in numbers if self.counts[number]][:limit]
        if not shown or present in shown:
            return tuple(shown)
        return (*shown[: limit - 1], present)


def _without_a_letter(text: str) -> set[str]:
    if len(text) <= _SHORT:
        return set()
    return {text[:place] + text[place + 1 :] for place in range(len(text))}


def _likeness(typed: str, word: str) -> float:
    """How much `word` counts for what was typed; 0 when more than one slip lies between them."""
    if len(typed) == len(word):
        differing = [place for place, (a, b) in enumerate(zip(typed, word, strict=True)) if a != b]
        match differing:
            case [one]:
                return OTHER_LETTER if one else OTHER_FIRST_LETTER
            case [one, two] if two == one + 1 and typed[one] == word[two] and typed[two] == word[one]:
                return SWAPPED
        return 0.0
    shorter, longer = sorted((typed, word), key=len)
    for place in range(len(longer)):
        if longer[:place] + longer[place + 1 :] == shorter:
            is_doubled = longer[place] in {longer[place - 1] if place else "", longer[place + 1 : place + 2]}
            return DOUBLED if is_doubled else LETTER_LEFT_OUT if place else OTHER_FIRST_LETTER
    return 0.0


def _sound(text: str) -> str:
    """What is heard in most of the country: s = x, ch = tr, d = gi = r = v, l = n, n = ng, t = c at the end."""
    for letters, sound in _SOUNDS:
        if text.startswith(letters) and len(text) > len(letters):
            text = sound + text[len(letters) :]
            break
    text = _LETTER_SOUNDS.get(text[:1], text[:1]) + text[1:]
    for letters, sound in _FINAL_SOUNDS:
        if text.endswith(letters) and len(text) > len(letters):
            return text[: -len(letters)] + sound
    return text
