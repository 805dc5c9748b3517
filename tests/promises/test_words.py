"""Every text exists in both languages, is spelt in one way, and quotes only buttons that exist."""

from __future__ import annotations

import ast
import dataclasses
import inspect
import re
from collections.abc import Iterable, Iterator, Mapping
from functools import cache
from pathlib import Path
from typing import Any

import pytest
from babel.messages.catalog import Catalog, Message
from babel.messages.extract import extract_from_dir
from babel.messages.frontend import parse_keywords, parse_mapping_cfg
from babel.messages.mofile import write_mo
from babel.messages.pofile import read_po

from kiosk.procedures.text import Text
from kiosk.words import LANGUAGES, LOCALES, Language, Words, words_of
from screens.registry import SCREENS

ROOT = Path(__file__).parents[2]
SOURCES = ("kiosk", "screens")
PO = LOCALES / "en" / "LC_MESSAGES" / "kiosk.po"
KEYWORDS = ("words", "of:1c,2", "many:1,1")
PLACEHOLDER = re.compile(r"\{(\w*)\}")
QUOTED_VI = re.compile("«([^»]+)»")
QUOTED_EN = re.compile("“([^”]+)”")
CALL_IN_KV = re.compile(r"\bwords(?:\.of|\.many)?\(\s*(\"?)")
# The house's spelling puts the tone on the last vowel: hoà, khoẻ, uỷ, tuỳ, xoá.
OTHER_SPELLING = re.compile(r"\w*(?:[òóỏõọ][ae]|[ùúủũụ]y)\b", re.IGNORECASE)
VIETNAMESE = re.compile(r"[ăâđêôơưàáảãạèéẻẽẹìíỉĩịòóỏõọùúủũụỳýỷỹỵ\u1ea0-\u1ef9]", re.IGNORECASE)
# Files that hold other people's spelling, and why.
SPELT_BY_OTHERS = {
    "masking.py": "organisations are recognised in whichever spelling the gateway sends",
    "agencies.py": "agencies are recognised in whichever spelling the records have",
    "national_units.py": "says that two tables spell one name in two ways",
    "vietnamese_text.py": "is about both spellings",
}
# Quoted, and no button: what somebody has typed or answered, and an example.
NO_BUTTONS = {"{typed}", "{answer}", "lam so do"}
SAMPLES = [(name, sample) for name, entry in SCREENS.items() for sample in entry.samples]
each_sample = pytest.mark.parametrize(("name", "sample"), SAMPLES)
each_language = pytest.mark.parametrize("language", LANGUAGES)


@pytest.fixture(scope="session")
def words(tmp_path_factory: pytest.TempPathFactory) -> Mapping[Language, Words]:
    """Both languages, the English from the catalogue as it is now, compiled or not."""
    compiled = tmp_path_factory.mktemp("locale")
    target = compiled / "en" / "LC_MESSAGES" / "kiosk.mo"
    target.parent.mkdir(parents=True)
    with target.open("wb") as file:
        write_mo(file, english())
    return {"vi": words_of("vi"), "en": words_of("en", folder=compiled)}


@cache
def english() -> Catalog:
    """The English catalogue."""
    with PO.open("rb") as file:
        return read_po(file, locale="en")


def translations() -> list[Message]:
    """What it holds, without its header."""
    return [message for message in english() if message.id]


@cache
def extracted() -> frozenset[str]:
    """The texts that `make words` finds."""
    with (ROOT / "packaging" / "babel.cfg").open(encoding="utf-8") as file:
        methods, options = parse_mapping_cfg(file)  # type: ignore[no-untyped-call]
    found = (
        text
        for folder in SOURCES
        for _, _, text, _, _ in extract_from_dir(
            ROOT / folder, method_map=methods, options_map=options, keywords=parse_keywords(KEYWORDS)
        )
    )
    return frozenset(text if isinstance(text, str) else text[0] for text in found)


def files(suffix: str) -> Iterator[Path]:
    """Our own sources."""
    return (path for folder in SOURCES for path in sorted((ROOT / folder).rglob(f"*{suffix}")))


def calls_of_words() -> Iterator[tuple[str, ast.expr]]:
    """Where a text is asked for in Python, and its first argument, f-strings looked into."""
    for path in files(".py"):
        for node in ast.walk(ast.parse(path.read_text("utf-8"))):
            if not (isinstance(node, ast.Call) and node.args):
                continue
            match node.func:
                case ast.Name(id="words") | ast.Attribute(attr="words"):
                    yield f"{path.name}:{node.lineno}", node.args[0]
                case ast.Attribute(attr="many", value=ast.Name(id="words") | ast.Attribute(attr="words")):
                    yield f"{path.name}:{node.lineno}", node.args[0]
                case ast.Attribute(attr="of", value=ast.Name(id="words") | ast.Attribute(attr="words")):
                    yield f"{path.name}:{node.lineno}", node.args[1]


def msgid(message: Message) -> str:
    """The Vietnamese text of a message."""
    return message.id if isinstance(message.id, str) else str(message.id[0])


def forms(message: Message) -> tuple[str, ...]:
    """Its English forms; none while it is untranslated."""
    return (message.string,) if isinstance(message.string, str) else tuple(message.string or ())


def placeholders(text: str) -> set[str]:
    """What has to be filled in; {you} is one word in English and may be left out."""
    return set(PLACEHOLDER.findall(text)) - {"you"}


def parts_of(value: Any) -> Iterator[Any]:
    """A state and everything in it: fields, properties and rows, not the values of other libraries."""
    if isinstance(value, tuple | list | frozenset):
        for each in value:
            yield from parts_of(each)
    elif dataclasses.is_dataclass(value) and not isinstance(value, type):
        yield value
        names = {field.name for field in dataclasses.fields(value)}
        names |= {name for name, found in inspect.getmembers(type(value)) if isinstance(found, property)}
        for name in names:
            yield from parts_of(getattr(value, name))


def plain_strings(state: Any) -> set[str]:
    """Names and other texts that came into a sample from content or a gateway."""
    return {
        text
        for part in parts_of(state)
        for field in dataclasses.fields(part)
        for text in strings_in(getattr(part, field.name))
        if VIETNAMESE.search(text)
    }


def breakable(text: str) -> str:
    """A text whose words may be parted at every blank."""
    return text.replace("\u00a0", " ")


def strings_in(value: object) -> Iterable[str]:
    """The value, or those in it, that are texts."""
    match value:
        case str():
            return [value]
        case tuple():
            return [each for each in value if isinstance(each, str)]
        case _:
            return []


def put_in_words(state: Any, words: Words) -> Iterator[tuple[str, str]]:
    """Everything a state and its rows say: each method that takes the words and nothing else."""
    for part in parts_of(state):
        if isinstance(part, Text):
            continue
        for name, method in inspect.getmembers(part, inspect.ismethod):
            required = [
                each
                for each in inspect.signature(method).parameters.values()
                if each.default is inspect.Parameter.empty
            ]
            if [each.name for each in required] != ["words"]:
                continue
            answer = method(words)
            texts = [answer] if isinstance(answer, str) else [each for each in parts(answer) if isinstance(each, str)]
            yield from ((f"{type(part).__name__}.{name}", text) for text in texts)


def parts(answer: object) -> list[object]:
    """What a method that answers with several texts has given."""
    return list(answer) if isinstance(answer, Iterable) else []


def test_every_text_that_is_asked_for_is_found_by_the_extraction() -> None:
    asked = {(place, ast.unparse(text)) for place, text in calls_of_words()}
    literal = {(place, ast.literal_eval(text)) for place, text in asked if text[0] in "'\""}
    assert len(literal) > 100
    assert not sorted(asked - {(place, repr(text)) for place, text in literal}), (
        "a text must stand where it is asked for"
    )
    assert not sorted((place, text) for place, text in literal if text not in extracted())


def test_every_text_in_kv_stands_where_it_is_asked_for() -> None:
    computed = [
        f"{path.name}:{number}"
        for path in files(".kv")
        for number, line in enumerate(path.read_text("utf-8").splitlines(), 1)
        for quote in CALL_IN_KV.findall(line)
        if not quote
    ]
    assert not computed


def test_the_catalogue_has_every_text_and_no_other() -> None:
    known = {msgid(message) for message in translations()}
    assert not sorted(extracted() - known), "run `make words` and translate these"
    assert not sorted(known - extracted()), "nobody asks for these any more"
    assert not english().obsolete


def test_everything_is_translated_for_certain() -> None:
    assert not [
        msgid(message) for message in translations() if message.fuzzy or not forms(message) or not all(forms(message))
    ]


def test_english_has_two_forms_where_something_is_counted() -> None:
    assert english().num_plurals == 2
    assert english().plural_expr == "(n != 1)"
    assert not [msgid(message) for message in translations() if message.pluralizable and len(forms(message)) != 2]


def test_the_catalogue_changes_only_when_words_change() -> None:
    text = PO.read_text("utf-8")
    assert "Date:" not in text
    assert not re.search(r"^#: \S+:\d+", text, re.MULTILINE)
    ids = [msgid(message) for message in translations()]
    assert ids == sorted(ids)


@pytest.mark.parametrize("message", translations(), ids=msgid)
def test_a_translation_has_the_same_placeholders_and_bold_marks(message: Message) -> None:
    for form in forms(message):
        assert placeholders(form) == placeholders(msgid(message))
        assert form.count("**") == msgid(message).count("**")
        assert form.count("**") % 2 == 0
        assert form.count("\n") == msgid(message).count("\n")
        assert form.strip() == form or msgid(message).strip() != msgid(message)
        assert not VIETNAMESE.search(form)


def test_an_instruction_quotes_a_button_that_exists() -> None:
    quoted = {text for message in translations() for text in QUOTED_VI.findall(msgid(message))}
    assert quoted
    assert quoted - NO_BUTTONS <= extracted()


def test_english_instructions_quote_the_english_button() -> None:
    english_of = {msgid(message): forms(message)[0] for message in translations()}
    for message in translations():
        buttons = [english_of[text] for text in QUOTED_VI.findall(msgid(message)) if text not in NO_BUTTONS]
        found = [[text for text in QUOTED_EN.findall(form) if text not in NO_BUTTONS] for form in forms(message)]
        assert found == [buttons] * len(forms(message))


@pytest.mark.parametrize("path", [*files(".py"), *files(".kv")], ids=lambda path: str(path.relative_to(ROOT)))
def test_no_word_is_spelt_in_two_ways(path: Path) -> None:
    if path.name in SPELT_BY_OTHERS:
        return
    lines = enumerate(path.read_text("utf-8").splitlines(), 1)
    assert not [f"{path.name}:{number} {word[0]}" for number, line in lines for word in OTHER_SPELLING.finditer(line)]


def test_the_spelling_lint_knows_both_spellings() -> None:
    assert OTHER_SPELLING.findall("ủy, tùy, xóa, hòa, thủy, khỏe") == ["ủy", "tùy", "xóa", "hòa", "thủy", "khỏe"]
    assert not OTHER_SPELLING.search("uỷ, tuỳ, xoá, hoà, thuỷ, khoẻ, của, mùa, quý, hoàn, toàn, loại")


@each_language
@each_sample
def test_every_sample_can_be_read_out(
    words: Mapping[Language, Words], name: str, sample: str, language: Language
) -> None:
    spoken = list(SCREENS[name].samples[sample].spoken(words[language]))  # type: ignore[index]
    assert spoken
    assert spoken[0].strip()
    assert not [text for text in spoken if PLACEHOLDER.search(text) or "**" in text]


@each_language
@each_sample
def test_no_text_of_a_sample_has_a_gap_left(
    words: Mapping[Language, Words], name: str, sample: str, language: Language
) -> None:
    state = SCREENS[name].samples[sample]  # type: ignore[index]
    assert not [(method, text) for method, text in put_in_words(state, words[language]) if PLACEHOLDER.search(text)]


@each_sample
def test_no_vietnamese_is_left_in_english_but_names(words: Mapping[Language, Words], name: str, sample: str) -> None:
    """What a sample's values hold may stay as it is, whole or without «Thủ tục»: names, officials' words, reasons."""
    state = SCREENS[name].samples[sample]  # type: ignore[index]
    names = sorted((breakable(text) for text in plain_strings(state)), key=len, reverse=True)
    left: list[tuple[str, str]] = []
    for method, text in put_in_words(state, words["en"]):
        rest = breakable(text)
        for each in names:
            rest = rest.replace(each, "")
        if VIETNAMESE.search(rest):
            left.append((method, text))
    assert not left
