"""What all adapters share: reading a back-office's JSON without its personal fields, and what its refusals mean.

Two models read an answer. One holds what may be shown, its names already masked; the other the numbers of a person, is
only used when there is a second fact to compare them with, and is let go at once. A field in neither is never a value.
"""

from __future__ import annotations

import html
import re
import unicodedata
from dataclasses import dataclass
from typing import Annotated, TypeVar

from pydantic import AfterValidator, BaseModel, BeforeValidator, ValidationError

from kiosk.dossiers.answer_reading import AnswerReader
from kiosk.dossiers.back_office_time import BackOfficeTimes
from kiosk.dossiers.disclosure import Disclosure
from kiosk.dossiers.http_line import Reply
from kiosk.dossiers.masking import masked_name
from kiosk.dossiers.provider import NoAnswer, ProviderAnswer
from kiosk.dossiers.status_map import StatusMap
from kiosk.time_source import TimeSource

Model = TypeVar("Model", bound=BaseModel)
LONGEST_TEXT = 1000
LONGEST_NUMBER = 12
TAG = re.compile(r"<[^<>]*>")


def _text(value: object) -> str | None:
    """A text or a whole number as one line of text; empty and everything else are None: one odd field is no reason."""
    if isinstance(value, bool) or not isinstance(value, str | int):
        return None
    plain = html.unescape(TAG.sub(" ", value)) if isinstance(value, str) else str(value)
    return " ".join(unicodedata.normalize("NFC", plain).split())[:LONGEST_TEXT] or None


def _flag(value: object) -> bool:
    return value in (True, 1, "1", "true")


def whole(text: str | None) -> int | None:
    """The number in a text of digits; None for anything else."""
    return int(text) if text and text.isascii() and text.isdigit() and len(text) <= LONGEST_NUMBER else None


Flag = Annotated[bool, BeforeValidator(_flag)]
Text = Annotated[str | None, BeforeValidator(_text)]
MaskedName = Annotated[str | None, BeforeValidator(_text), AfterValidator(masked_name)]


@dataclass(frozen=True, slots=True)
class BackOffice:
    """What a site says about the system it asks.

    address   where dossiers are asked about; source: its name, for the small line under an answer
    """

    address: str
    source: str
    disclosure: Disclosure
    statuses: StatusMap
    times: BackOfficeTimes
    time: TimeSource


def parsed(model: type[Model], body: bytes) -> Model | None:
    """A body as a model; None for whatever else it is. What stood in it is in no exception."""
    try:
        return model.model_validate_json(body)
    except ValidationError:
        return None


def refusal(reply: Reply) -> ProviderAnswer:
    """What an answer means that is not 200, where nobody speaks our contract."""
    if reply.status in {200, 404, 422}:  # there they would be about a dossier, here they are about an address
        return NoAnswer("broken_answer")
    return AnswerReader().read("", reply.status, b"", reply.retry_after_s)
