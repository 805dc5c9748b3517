"""Every dossier of the sample office, as the terminal reads it from the wire."""

from __future__ import annotations

import json
from collections.abc import Iterator

from kiosk.dossiers.answer_reading import AnswerReader
from kiosk.dossiers.dossier import Dossier
from kiosk.dossiers.provider import Found
from kiosk.dossiers.sample_office import SampleOffice
from tests.kiosk.dossiers.sample_answers import full_answer


def all_dossiers(office: SampleOffice) -> Iterator[Dossier]:
    for record in office.content["dossiers"]:
        code = record["code"]
        outcome = AnswerReader().read(code, 200, json.dumps(full_answer(code)).encode())
        assert isinstance(outcome, Found), code
        yield outcome.dossier
