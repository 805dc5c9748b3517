"""No .kv file has one of the traps in which kv goes silent, and none has colours, sizes or words of its own."""

from __future__ import annotations

import ast
import builtins
import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from pathlib import Path

import pytest

SCREENS = Path(__file__).parents[2] / "screens"
KV_FILES = sorted(SCREENS.rglob("*.kv"))
ids = [str(path.relative_to(SCREENS)) for path in KV_FILES]
each_file = pytest.mark.parametrize("path", KV_FILES, ids=ids)

# Lines that may name a colour themselves, and why.
ALLOWED_COLOURS = {
    ("sheet.kv", "rgba: .08, .055, .04, .62"): "the veil darkens every theme alike",
    ("still_there.kv", "rgba: .08, .055, .04, .62"): "the same veil",
    (
        "type_receipt_code.kv",
        "ink: 0.12, 0.1, 0.09, 1",
    ): "a picture of printed paper: black ink on white in every theme",
}
# Not a colour: a texture that brings its own is drawn as it is.
NO_TINT = "1, 1, 1, 1"
COLOUR_KEYS = re.compile(r"(^|_)(color|colour|rgba|rgb|ground|border|ink)$")
SIZE_KEYS = re.compile(
    r"^(size|width|height|minimum_width|minimum_height|size_hint_min_[xy]|size_hint_min|padding|spacing|pos|x|y|font_size"
    r"|radius|radius_px|border_px|text_size|row_default_height|col_default_width)$"
)
TEXT_KEYS = frozenset(
    {"text", "rich", "label", "caption", "heading", "note", "value", "figure", "unit", "say", "hint_text"}
)
# Zero, one, the half of a thing and both sides of it are no sizes.
NO_SIZES = frozenset({"0", "1", "2"})
NUMBER = re.compile(r"(?<![\w.])(?:\d+\.?\d*|\.\d+)(?!\w)")
LITERAL = re.compile(r'"([^"\\]*)"|\'([^\'\\]*)\'')
LETTER = re.compile(r"[^\W\d_]")
VIETNAMESE = re.compile(r"[ăâđêôơưĂÂĐÊÔƠƯáàảãạéèẻẽẹíìỉĩịóòỏõọúùủũụýỳỷỹỵ\u1ea0-\u1ef9]")
# A method of a text's class, called on anything but a literal: Kivy would watch the method, not the text.
TEXT_METHOD = re.compile(
    r"[\w)\]]\.(upper|lower|title|capitalize|strip|lstrip|rstrip|replace|format|split|startswith|endswith)\((?!app\.words)"
)
METHOD_ON_A_TEXT = re.compile(r"\b\w+\.(text|rich)\.\w+\(")
F_STRING = re.compile(r"(?<!\w)[rRbB]?[fF][rRbB]?[\"']")
GUARD = re.compile(r"\bif (?:not )?(?:root|self|app)\.(?:state|item|words|theme)\b(?!\.)")
# Properties that kv looks through: what lies behind them is followed only with rebind.
LOOKED_THROUGH = frozenset({"state", "item", "words", "theme", "child", "sheet"})
PRESSABLE = frozenset({"Pressable", "PressableBox", "PressableItem", "PressableAnchor"})


@dataclass
class Block:
    """A rule or a widget in it. name: as in kv; base: what a dynamic class is made of."""

    name: str
    line: int
    indent: int
    base: str = ""
    keys: dict[str, tuple[int, str]] = field(default_factory=dict)
    children: list[Block] = field(default_factory=list)

    def below(self) -> Iterator[Block]:
        """All widgets in this rule."""
        for child in self.children:
            yield child
            yield from child.below()


def code_lines(path: Path) -> Iterator[tuple[int, str]]:
    """Lines that are neither blank nor remark, with their numbers."""
    for number, line in enumerate(path.read_text("utf-8").splitlines(), 1):
        if line.strip() and not line.lstrip().startswith("#"):
            yield number, line


def keys(path: Path) -> Iterator[tuple[int, str, str]]:
    """Line, key and value of everything that is set."""
    for number, line in code_lines(path):
        key, _, value = line.strip().partition(":")
        if value.strip() and not line.startswith("<"):
            yield number, key, value.strip()


def rules(path: Path) -> list[Block]:
    """The rules of a file as trees."""
    found: list[Block] = []
    stack: list[Block] = []
    for number, line in code_lines(path):
        indent = len(line) - len(line.lstrip())
        while stack and stack[-1].indent >= indent:
            stack.pop()
        text = line.strip()
        if header := re.fullmatch(r"<(\w+)(?:@([\w+]+))?>:", text):
            found.append(Block(header[1], number, indent, header[2] or ""))
            stack = [found[-1]]
        elif text.endswith(":") and re.fullmatch(r"[A-Za-z.]+:", text):
            block = Block(text[:-1], number, indent)
            stack[-1].children.append(block)
            stack.append(block)
        else:
            key, _, value = text.partition(":")
            stack[-1].keys[key] = (number, value.strip())
    return found


RULES = {rule.name: rule for path in KV_FILES for rule in rules(path)}


def family(name: str) -> Iterator[str]:
    """A class of kv and what it is made of."""
    yield name
    if name in RULES and RULES[name].base:
        for base in RULES[name].base.split("+"):
            yield from family(base)


def without_calls(value: str, opening: str) -> str:
    """A value without the calls that begin like this, brackets balanced."""
    while (start := value.find(opening)) >= 0:
        depth, end = 0, start + len(opening) - 1
        for end in range(start + len(opening) - 1, len(value)):
            depth += {"(": 1, ")": -1}.get(value[end], 0)
            if depth == 0:
                break
        value = value[:start] + value[end + 1 :]
    return value


def without_literals(value: str) -> str:
    """A value without its texts."""
    return LITERAL.sub('""', value)


def test_the_reader_of_kv_finds_rules_and_widgets() -> None:
    assert {"Home", "LaneTile", "BigButton"} <= set(RULES)
    assert "PressableItem" in list(family("LaneTile"))
    assert any(child.name == "Heading" for child in RULES["Home"].below())


@each_file
def test_no_f_strings_for_kv_never_follows_them(path: Path) -> None:
    assert not [f"{path.name}:{number}" for number, line in code_lines(path) if F_STRING.search(line)]


@each_file
def test_no_walrus(path: Path) -> None:
    assert not [f"{path.name}:{number}" for number, line in code_lines(path) if ":=" in without_literals(line)]


@each_file
def test_no_method_of_a_text_for_kv_watches_the_method(path: Path) -> None:
    assert not [
        f"{path.name}:{number}"
        for number, line in code_lines(path)
        if METHOD_ON_A_TEXT.search(line) or TEXT_METHOD.search(without_literals(line))
    ]


@each_file
def test_no_guard_hides_a_state_that_is_not_followed(path: Path) -> None:
    assert not [f"{path.name}:{number}" for number, line in code_lines(path) if GUARD.search(line)]


@each_file
def test_ids_shadow_no_builtin(path: Path) -> None:
    assert not [
        f"{path.name}:{number} {value}" for number, key, value in keys(path) if key == "id" and hasattr(builtins, value)
    ]


@each_file
def test_colours_are_roles_of_the_theme(path: Path) -> None:
    own: list[str] = []
    for number, key, value in keys(path):
        if not COLOUR_KEYS.search(key) or (path.name, f"{key}: {value}") in ALLOWED_COLOURS:
            continue
        # A role may be made more transparent; what is compared with a number is no colour.
        bare = re.sub(r"\[:3\] \+ [(\[][^)\]]*[)\]]", "", without_literals(value).removeprefix(NO_TINT))
        bare = re.sub(r"\[\d\]|[<>=]=? *[\d.]+|\belse 0$", "", bare)
        if NUMBER.search(bare) or re.search(r"#[0-9A-Fa-f]{3,8}\b", value):
            own.append(f"{path.name}:{number} {key}: {value}")
    assert not own


@each_file
def test_sizes_come_from_the_theme(path: Path) -> None:
    own: list[str] = []
    for number, key, value in keys(path):
        if not SIZE_KEYS.match(key):
            continue
        bare = value
        for opening in ("app.theme.px(", "app.theme.text(", "app.theme.mm("):
            bare = without_calls(bare, opening)
        bare = re.sub(r"\[\d\]|[<>=]=? *\d+", "", without_literals(bare))
        if set(NUMBER.findall(bare)) - NO_SIZES:
            own.append(f"{path.name}:{number} {key}: {value}")
    assert not own


@each_file
def test_visible_words_stand_in_the_catalogue(path: Path) -> None:
    own: list[str] = []
    for number, key, value in keys(path):
        bare = value
        for opening in ("app.words(", "app.words.many(", "app.words.of("):
            bare = without_calls(bare, opening)
        literals = [a or b for a, b in LITERAL.findall(bare)]
        if (key in TEXT_KEYS and any(LETTER.search(text) for text in literals)) or any(
            map(VIETNAMESE.search, literals)
        ):
            own.append(f"{path.name}:{number} {key}: {value}")
    assert not own


@each_file
def test_no_rule_declares_a_property_that_only_python_can_declare_with_rebind(path: Path) -> None:
    assert not [
        f"{rule.name}.{key}" for rule in rules(path) for key in rule.keys if key in LOOKED_THROUGH and rule.base
    ]


@pytest.mark.parametrize("path", sorted(SCREENS.rglob("*.py")), ids=lambda path: str(path.relative_to(SCREENS)))
def test_properties_that_kv_looks_through_rebind(path: Path) -> None:
    assert not [
        f"{path.name}:{node.lineno} {target.id}"
        for node in ast.walk(ast.parse(path.read_text("utf-8")))
        if isinstance(node, ast.Assign)
        and isinstance(node.value, ast.Call)
        and ast.unparse(node.value.func).endswith("Property")
        for target in node.targets
        if isinstance(target, ast.Name) and target.id in LOOKED_THROUGH
        if not any(keyword.arg == "rebind" and ast.unparse(keyword.value) == "True" for keyword in node.value.keywords)
    ]


def answers(block: Block) -> bool:
    """Whether a press on this widget does something: said at the place itself or in its rule."""
    return "on_release" in block.keys or any(
        "on_release" in RULES[name].keys for name in family(block.name) if name in RULES
    )


@each_file
def test_everything_that_can_be_pressed_does_something(path: Path) -> None:
    dumb: list[str] = []
    for rule in rules(path):
        for block in rule.below():
            if PRESSABLE & set(family(block.name)) and not answers(block):
                dumb.append(f"{path.name}:{block.line} {block.name}")
            row = block.keys.get("row", (0, ""))[1].strip('"')
            if PRESSABLE & set(family(row)) and "on_pick" not in block.keys and not answers(RULES[row]):
                dumb.append(f"{path.name}:{block.line} rows of {row}")
    assert not dumb


def test_every_allowed_colour_is_still_there() -> None:
    set_now = {(path.name, f"{key}: {value}") for path in KV_FILES for _, key, value in keys(path)}
    assert set(ALLOWED_COLOURS) <= set_now


TRAPS = (
    (test_no_f_strings_for_kv_never_follows_them, 'text: f"{root.state.name}"'),
    (test_no_walrus, "text: (s := root.state).name"),
    (test_no_method_of_a_text_for_kv_watches_the_method, "text: field.text.upper()"),
    (test_no_method_of_a_text_for_kv_watches_the_method, 'text: root.rich.replace("a", "b")'),
    (test_no_guard_hides_a_state_that_is_not_followed, 'text: root.state.name if root.state else ""'),
    (test_ids_shadow_no_builtin, "id: min"),
    (test_colours_are_roles_of_the_theme, "color: 0, 0, 0, 1"),
    (test_colours_are_roles_of_the_theme, 'ground: "#FFFFFF"'),
    (test_sizes_come_from_the_theme, "height: 116"),
    (test_sizes_come_from_the_theme, "padding: [app.theme.px(40), 22]"),
    (test_visible_words_stand_in_the_catalogue, 'text: "Xong"'),
    (test_visible_words_stand_in_the_catalogue, 'say: self.text + " or so"'),
    (test_everything_that_can_be_pressed_does_something, 'text: app.words("Xong")'),
)


@pytest.mark.parametrize(("habit", "line"), TRAPS)
def test_every_trap_is_noticed(tmp_path: Path, habit: Callable[[Path], None], line: str) -> None:
    planted = tmp_path / "planted.kv"
    planted.write_text(f"<Planted@KioskScreen>:\n    BigButton:\n        {line}\n", "utf-8")
    with pytest.raises(AssertionError):
        habit(planted)


@each_file
def test_pages_set_the_ink_of_words_and_leave_their_colour_to_the_one_rule(path: Path) -> None:
    """A colour bound in two places keeps the one that spoke last: black words on a dark door in another theme."""
    where = [n for n, line in enumerate(path.read_text("utf-8").splitlines(), 1) if re.match(r"\s+color:", line)]
    assert path.name == "basics.kv" or not where
