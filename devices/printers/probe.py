"""Asks a connected printer who it is and what it answers, and compares that with the model in the address.

For technicians: nothing is printed, nothing is switched. Whoever probes owns the line; no driver has it meanwhile.
source  Epson ESC/POS Command Reference: gs_ci, gs_lparen_ch_fn48; Star Line Mode specification.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, replace

from devices.errors import DeviceLost
from devices.printers import escpos
from devices.printers.dialect import dialect_of
from devices.printers.escpos_status import FULL_STATUS, TEXT
from devices.printers.facts import NOTHING, Fact, InOrderAnswer, ProcessDone, Reported, Told
from devices.printers.models import Model, known_models
from devices.printers.port_signs import TellsPortStatus, port_report
from devices.transports.contract import Transport

ANSWER_S = 0.3  # an answer in real time takes milliseconds; a converter adds 16
SLOW_ANSWER_S = 1.0
IN_ORDER_S = 0.6
OPEN_S = 2.0
DISCARDED_BYTES = 65536
TICKET_BYTES = 20_000  # a full ticket as we send it
BEST_BAUD = 115200
BITS_A_BYTE = 10
JOB = "PRBE"
TEXTS = (0x41, 0x42, 0x43, 0x44)  # GS I n: firmware, maker, name, serial number
PROBED_BAUDS = (115200, 38400, 19200, 9600)
IN_ORDER = frozenset({"gs-i-1", "gs-i-2", "process-id", "usb-port"})  # a port answers for a printer that cannot

OpenAt = Callable[[int | None, float], Transport]


@dataclass(frozen=True, slots=True)
class ProbeReport:
    """What was found. Texts are English, for the technician.

    model        key of the model in the address.
    baud         the speed at which it answered; None when silent, or where speed does not matter.
    answers      what it answered: "dle-eot-1" and so on, "full-status", "star-asb", "gs-i-1", "gs-i-2", "process-id",
                 and "usb-port" when its port tells its status.
    suggested    key of the model whose name it gives; "" when none fits or none was given.
    differences  from the model in the address, one sentence each.
    advice       what could be better, one sentence each.
    trouble      why the line could not be used to the end; "" when it could.
    """

    model: str
    baud: int | None = None
    answers: frozenset[str] = frozenset()
    maker: str = ""
    name: str = ""
    firmware: str = ""
    serial: str = ""
    suggested: str = ""
    differences: tuple[str, ...] = ()
    advice: tuple[str, ...] = ()
    trouble: str = ""

    @property
    def is_silent(self) -> bool:
        """Whether it answered nothing at any speed."""
        return not self.answers


def probe(
    open_at: OpenAt, model: Model, bauds: Sequence[int | None], now_s: Callable[[], float], deadline_s: float
) -> ProbeReport:
    """Find out who is at the other end.

    open_at     opens the line at a speed, within so many seconds, or raises DeviceLost.
    model       as the address has it; never switched.
    bauds       speeds to try until it answers, the configured one first; (None,) where there is no speed.
    now_s       a stopwatch that keeps step with the line.
    deadline_s  seconds from now after which the report is given as it is.
    """
    until_s = now_s() + deadline_s
    report = ProbeReport(model.key)
    try:
        for baud in bauds:
            if now_s() >= until_s:
                break
            report = _probed_at(baud, open_at, model, Watch(now_s, until_s), report)
            if not report.is_silent:
                break
    except DeviceLost as lost:
        report = replace(report, trouble=str(lost))
    report = replace(report, suggested=suggested_model(report.name, model.dialect))
    return replace(report, differences=tuple(_differences(report, model, bauds)), advice=tuple(_advice(report, model)))


def suggested_model(name: str, dialect: str) -> str:
    """The key of the model with the longest name that stands in this answer to GS I 67; "" when there is none."""
    fits = [
        model
        for model in known_models().values()
        if model.dialect == dialect and model.match.gs_i_name and model.match.gs_i_name in name
    ]
    return max(fits, key=lambda model: len(model.match.gs_i_name)).key if fits else ""


def ticket_seconds(baud: int) -> float:
    """How long a full ticket is on the wire."""
    return TICKET_BYTES * BITS_A_BYTE / baud


@dataclass(frozen=True, slots=True)
class Watch:
    """A stopwatch, and the moment at which all is over."""

    now_s: Callable[[], float]
    until_s: float


class _Asking:
    """Questions to one line, each with its time."""

    def __init__(self, link: Transport, model: Model, watch: Watch) -> None:
        self.model = model
        self.parser = dialect_of(model).parser(model)
        self._link = link
        self._now_s = watch.now_s
        self._until_s = watch.until_s
        left = DISCARDED_BYTES
        while left > 0 and (stale := link.read(timeout_s=0)):
            left -= len(stale)

    def ask(self, data: bytes, is_it: Callable[[Fact], bool], within_s: float) -> Fact | None:
        """Send a question whole and wait for a fact that answers it."""
        until_s = min(self._now_s() + within_s, self._until_s)
        if not self._sent(data, until_s):
            return None
        while self._now_s() < until_s:
            answer = self._link.read(timeout_s=max(0.0, until_s - self._now_s()))
            if found := next(filter(is_it, self.parser.feed(answer, self._now_s())), None):
                return found
        return None

    def ask_now(self, number: int, data: bytes) -> bool:
        """Ask something that is answered in real time."""
        self.parser.expect(number)
        within_s = SLOW_ANSWER_S if "slow_answer" in self.model.quirks else ANSWER_S
        if self.ask(data, lambda fact: isinstance(fact, Reported) and fact.question == number, within_s):
            return True
        self.parser.forget_questions()
        return False

    def port_answers(self) -> bool:
        """Whether the line is a USB port that tells the printer's status."""
        link = self._link
        return isinstance(link, TellsPortStatus) and port_report(link.port_status(), self.model, 0.0) is not None

    def _sent(self, data: bytes, until_s: float) -> bool:
        while data and self._now_s() < until_s:
            data = data[self._link.write(data, deadline_s=max(0.0, until_s - self._now_s())) :]
        return not data


def _probed_at(baud: int | None, open_at: OpenAt, model: Model, watch: Watch, report: ProbeReport) -> ProbeReport:
    link = open_at(baud, min(OPEN_S, watch.until_s - watch.now_s()))
    try:
        asking = _Asking(link, model, watch)
        answers = frozenset(_status_answers(asking))
        if not answers or (baud is not None and not _are_repeated(answers, asking)):
            return report
        found = replace(report, baud=baud, answers=answers)
        return _identified(asking, found) if model.dialect == "escpos" else found
    finally:
        link.close()


def _are_repeated(answers: frozenset[str], asking: _Asking) -> bool:
    """At a wrong speed noise looks like an answer now and then, but not to several questions, and not twice."""
    enough = 1 if asking.model.dialect == "star-raster" else 2
    return len(answers) >= enough and frozenset(_status_answers(asking)) == answers


def _status_answers(asking: _Asking) -> Iterator[str]:
    """Which questions on its state it answers; two silent ones are enough to know that nobody is there."""
    if asking.port_answers():
        yield "usb-port"
    if asking.model.dialect == "star-raster":
        (question,) = dialect_of(asking.model).questions(asking.model, NOTHING)
        if asking.ask_now(question.number, question.data):
            yield "star-asb"
        return
    silent = 0
    for number in (1, 4, 2, 3):
        asked = escpos.question(number)
        if asking.ask_now(asked.number, asked.data):
            yield f"dle-eot-{number}"
        elif (silent := silent + 1) == 2:
            break
    full = escpos.question(FULL_STATUS)
    if asking.model.status == "custom_full" and asking.ask_now(full.number, full.data):
        yield "full-status"


def _identified(asking: _Asking, report: ProbeReport) -> ProbeReport:
    """Model and type bytes, the texts, and one process id; afterwards nothing of it is left in the line buffer."""
    answers = set(report.answers)
    for number in (1, 2):
        asking.parser.expect_in_order()
        if asking.ask(b"\x1dI" + bytes((number,)), lambda fact: isinstance(fact, InOrderAnswer), ANSWER_S):
            answers.add(f"gs-i-{number}")
        asking.parser.forget_questions()
    firmware, maker, name, serial = (_text(asking, number) for number in TEXTS)
    if asking.ask(escpos.process_id_question(JOB), lambda fact: isinstance(fact, ProcessDone), IN_ORDER_S):
        answers.add("process-id")
    asking.ask(escpos.INITIALISE, lambda _: False, 0.05)
    return replace(report, answers=frozenset(answers), firmware=firmware, maker=maker, name=name, serial=serial)


def _text(asking: _Asking, number: int) -> str:
    fact = asking.ask(b"\x1dI" + bytes((number,)), lambda fact: isinstance(fact, Told) and fact.kind == TEXT, ANSWER_S)
    return fact.data.decode("ascii", "replace").strip() if isinstance(fact, Told) else ""


def _differences(report: ProbeReport, model: Model, bauds: Sequence[int | None]) -> Iterator[str]:
    if report.is_silent:
        if model.answers and not report.trouble:
            tried = ", ".join(str(baud) for baud in bauds if baud)
            yield f"It answers nothing{f' at {tried} baud' if tried else ''}; {model.key} should answer."
        return
    if report.suggested and report.suggested != model.key:
        yield f"It calls itself {report.name}: that is model={report.suggested}, not {model.key}."
    if report.baud is not None and bauds[0] != report.baud:
        yield f"It answers at {report.baud} baud, not at {bauds[0]}."
    yield from _status_differences(report.answers, model)
    if model.dialect == "escpos":
        yield from _confirmation_differences("process-id" in report.answers, model)


def _status_differences(answers: frozenset[str], model: Model) -> Iterator[str]:
    if not model.answers:
        yield "It answers, though its model says that it cannot: another model would tell when paper is out."
    if answers == {"usb-port"} and model.status != "usb_port":
        yield "It answers through its USB port alone: status=usb_port would tell when paper is out."
        return
    missing = [name for name in _promised(model) if name not in answers]
    if missing:
        yield f"It does not answer {', '.join(missing)}, which {model.key} promises."


def _promised(model: Model) -> tuple[str, ...]:
    promises = {
        "dle_eot+asb": ("dle-eot-1", "dle-eot-2", "dle-eot-4"),
        "dle_eot": ("dle-eot-1", "dle-eot-2", "dle-eot-4"),
        "custom_full": ("full-status",),
        "usb_port": ("usb-port",),
        "star_asb": ("star-asb",),
    }
    return promises.get(model.status, ())


def _confirmation_differences(has_process_id: bool, model: Model) -> Iterator[str]:  # noqa: FBT001 - said by its name
    if model.confirm == "process-id" and not has_process_id:
        yield "It does not answer process ids: its slips would be assumed, never confirmed; set confirm=gs-r."
    if model.confirm in {"gs-r", "time"} and has_process_id:
        yield "It answers process ids: confirm=process-id would tell when a slip was received."


def _advice(report: ProbeReport, model: Model) -> Iterator[str]:
    if report.baud is not None and report.baud < BEST_BAUD:
        seconds = ticket_seconds(report.baud)
        yield f"At {report.baud} baud a ticket takes {seconds:.1f} s; set printer and port to {BEST_BAUD}."
    if model.dialect == "escpos" and report.answers and not report.answers & IN_ORDER and not _any_text(report):
        yield "It works nothing off: it may wait for the rest of a torn slip. Switch it off and on, and probe again."
    if report.is_silent and model.answers and not report.trouble:
        yield f"Look at cable, switches and flow control; if it prints all the same, use {mute_model(model)}."


def _any_text(report: ProbeReport) -> bool:
    return any((report.firmware, report.maker, report.name, report.serial))


def mute_model(model: Model) -> str:
    """The key of the model for a printer of this width that never answers."""
    same = (found.key for found in known_models().values() if found.status == "none" and found.dots == model.dots)
    return f"model={key}" if (key := next(same, "")) else "status=none"
