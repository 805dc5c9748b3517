"""The demonstration office as a provider inside this process: same answers as over HTTP, without a network."""

from __future__ import annotations

import json
import time as system_time
from collections.abc import Callable
from dataclasses import dataclass, field

from kiosk.dossiers.answer_contract import wire_question
from kiosk.dossiers.answer_reading import AnswerReader
from kiosk.dossiers.provider import NoAnswer, ProviderAnswer, Question
from kiosk.dossiers.retry_after import pause_of
from kiosk.dossiers.sample_office import SampleOffice
from kiosk.time_source import TimeSource


@dataclass(frozen=True)
class SampleProvider:
    """Asks the embedded office.

    pause   waits so many seconds: some samples answer late on purpose; after `read_s` nobody waits any longer.
    """

    office: SampleOffice
    time: TimeSource
    pause: Callable[[float], None] = system_time.sleep
    read_s: float = 5.0
    reader: AnswerReader = field(default_factory=AnswerReader)

    def ask(self, question: Question) -> ProviderAnswer:
        """See Provider."""
        reply = self.office.answer_lookup(wire_question(question), self.time.now(), question.request_id)
        if reply.delay_s:
            self.pause(min(reply.delay_s, self.read_s))
        if reply.delay_s > self.read_s:
            return NoAnswer("timeout")
        body = json.dumps(reply.body, ensure_ascii=False).encode()
        return self.reader.read(question.code.text, reply.status, body, pause_of(reply.headers.get("Retry-After")))
