"""queue_policy.toml -> Policy; every mistake at once, with its place and cure."""

from __future__ import annotations

import tomllib
from collections.abc import Iterator, Mapping
from pathlib import Path
from string import Formatter
from typing import Annotated, Literal

from pydantic import AfterValidator, BaseModel, ConfigDict, Field, ValidationError, model_validator

from kiosk.errors import KioskError, Problem
from kiosk.tickets.policy import NORMAL, NORMAL_CLASS, PRIORITY, RULES, Policy, PriorityClass, Rule, Spoken

POLICY_FILE = Path(__file__).with_name("queue_policy.toml")
VALUES = {"ratio", "minutes"}


class PolicyRefused(KioskError):
    """queue_policy.toml holds mistakes; carries every problem."""


def _known_values(text: str) -> str:
    for _, name, _, _ in Formatter().parse(text):
        if name is not None and name not in VALUES:
            raise ValueError(f"there is no value {{{name}}}; known are {', '.join(sorted(VALUES))}")
    return text


Words = Annotated[str, Field(min_length=1), AfterValidator(_known_values)]


class _Part(BaseModel):
    model_config = ConfigDict(extra="forbid", frozen=True, strict=True)


class _SpokenPart(_Part):
    vi: Words
    en: Words


class _ClassPart(_Part):
    code: Annotated[str, Field(pattern=r"^[a-z][a-z0-9_]*$")]
    tier: Literal[0, 1]
    name: _SpokenPart
    law: Annotated[str, Field(min_length=1)]
    is_checked: bool = False


class _Whole(_Part):
    pattern: Annotated[str, Field(pattern=rf"^[{PRIORITY}{NORMAL}]{{1,12}}$")]
    fairness_min: Annotated[int, Field(ge=5, le=240)]
    classes: tuple[_ClassPart, ...] = Field(default=(), alias="class", strict=False)
    reasons: Mapping[Rule, _SpokenPart]

    @model_validator(mode="after")
    def _is_whole(self) -> _Whole:
        codes = [each.code for each in self.classes]
        if NORMAL_CLASS in codes or len(set(codes)) != len(codes):
            raise ValueError(f"each class stands once, and {NORMAL_CLASS} is none of them")
        if NORMAL not in self.pattern:
            raise ValueError(f"the pattern needs an {NORMAL}, or ordinary numbers would wait for {self.pattern} only")
        if missing := set(RULES) - set(self.reasons):
            raise ValueError(f"[reasons] lacks {', '.join(sorted(missing))}")
        return self


def read_policy(path: Path | None = None) -> Policy:
    """The policy of a file, or the one that comes along.

    raises  PolicyRefused with every problem.
    """
    path = path or POLICY_FILE
    try:
        whole = _Whole.model_validate(tomllib.loads(path.read_text("utf-8")))
    except OSError as error:
        meaning = f"Cannot be read ({error.strerror})."
        raise PolicyRefused(Problem(str(path), "", meaning, "Check queue.policy_file and its rights.")) from None
    except (tomllib.TOMLDecodeError, UnicodeDecodeError) as error:
        raise PolicyRefused(Problem(str(path), "", f"This is not TOML: {error}.", "Correct that line.")) from None
    except ValidationError as error:
        raise PolicyRefused(*_problems(path, error)) from None
    classes = tuple(
        PriorityClass(each.code, each.tier, _spoken(each.name), each.law, each.is_checked) for each in whole.classes
    )
    reasons = {rule: _spoken(said) for rule, said in whole.reasons.items()}
    return Policy(classes, whole.pattern, whole.fairness_min, reasons)


def _spoken(part: _SpokenPart) -> Spoken:
    return Spoken(part.vi, part.en)


def _problems(path: Path, error: ValidationError) -> Iterator[Problem]:
    for mistake in error.errors(include_url=False):
        where = ".".join(str(each + 1 if isinstance(each, int) else each) for each in mistake["loc"])
        value = "" if isinstance(mistake["input"], dict | list) else str(mistake["input"])
        meaning = mistake["msg"].removeprefix("Value error, ").rstrip(".") + "."
        yield Problem(f"{path.name}, {where}".rstrip(", "), value, meaning, f"Compare it with {POLICY_FILE.name}.")
