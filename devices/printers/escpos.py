"""ESC/POS commands -> bytes, and a picture -> commands. Pure.

source  Epson ESC/POS Command Reference, download4.epson.biz/sec_pubs/pos/reference_en/escpos/
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence

from PIL import Image

from devices.printers.command import Command, Question
from devices.printers.escpos_images import burning, feeding
from devices.printers.escpos_status import FULL_STATUS, EscPosParser
from devices.printers.facts import Sign, StatusParser
from devices.printers.models import Model
from devices.printers.raster import packed

INITIALISE = b"\x1b@"
CENTRE = b"\x1ba\x01"
# Online/offline, errors, roll paper, panel: the printer tells each change by itself.
TELL_CHANGES = b"\x1da\x4e"
TELL_FULL_STATUS = b"\x1d\xe0\x0f"  # the same of Custom: paper, user, recoverable, unrecoverable
ASK_PAPER_IN_ORDER = b"\x1dr\x01"
# A QR symbol of one digit, stored and never printed: forgotten by ESC @ and by switching off (GS ( k 180 and 182).
LEAVE_MARK = b"\x1d(k\x04\x001P00"
ASK_MARK = b"\x1d(k\x03\x001R0"
BEGUN = "~"  # no job begins with it
# Of a job, before the printer is asked in order again: more is never on its way to one that may be asked.
PORTION_BYTES = 512
CLEAR = {
    "dle_dc4_8": b"\x10\x14\x08\x01\x03\x14\x01\x06\x02\x08",
    "dle_enq_2": b"\x10\x05\x02",
    "esc_at": b"",
}
CUT = {
    "gs_v_0": b"\x1dV\x00",
    "gs_v_1": b"\x1dV\x01",
    "gs_v_65": b"\x1dV\x41\x00",
    "gs_v_66": b"\x1dV\x42\x00",
    "esc_i": b"\x1bi",
    "esc_m": b"\x1bm",
    "none": b"",
}
CUTS_AFTER_ITS_OWN_FEED = {"gs_v_65", "gs_v_66"}
PRESENT = b"\x1de\x03"  # and how far
UNWANTED = {"none": b"", "eject": b"\x1de\x05", "retract": b"\x1de\x02"}


def question(number: int) -> Question:
    """DLE EOT 1 printer, 2 why offline, 3 errors, 4 paper: one byte back, at once. 20 is Custom's full status."""
    return Question(number, bytes((0x10, 0x04, number)))


def process_id_question(job: str) -> bytes:
    """GS ( H, function 48: answered with these four characters when everything before it is done."""
    return b"\x1d(H\x06\x0000" + job.encode("ascii")


def job_commands(picture: Image.Image, model: Model, *, job: str, ends: int = 0) -> list[Command]:  # noqa: ARG001
    """See Dialect. The job is its process id; ends are not counted here."""
    burnt = _asked_along(burning(packed(picture), model), model)
    return [*_beginning(model, job), *burnt, *cutting(model), *_presenting(model), *_asking(model, job)]


def recovery_commands(model: Model, *, longest_bytes: int) -> list[Command]:
    """See Dialect. The stump is cut off, and out of the presenter's way."""
    clear = Command("clear", clearing(model))
    completed = completing(model, longest_bytes=longest_bytes)
    commands = [clear, completed, Command("ESC @", INITIALISE), *cutting(model)]
    away = UNWANTED[model.unwanted]
    return [*commands, Command("GS e", away)] if away and model.present == "custom_gs_e" else commands


def completing(model: Model, *, longest_bytes: int) -> Command:  # noqa: ARG001 -- zeros are zeros
    """See Dialect: a printer without a clear command may wait for the rest of an image for ever."""
    return Command("zeros", bytes(longest_bytes))


def clearing(model: Model) -> bytes:
    """See Dialect: a real-time command where the model has one."""
    return CLEAR[model.clear]


def greeting(model: Model) -> bytes:
    """See Dialect."""
    if model.status == "custom_full":
        return TELL_FULL_STATUS
    return TELL_CHANGES if model.sends_status_by_itself else b""


def parser(model: Model) -> StatusParser:
    """See Dialect."""
    return EscPosParser(model)


def questions(model: Model, signs: Sign) -> Sequence[Question]:
    """See Dialect. What it says on errors is only asked when there is one."""
    if model.status == "custom_full":
        return (question(FULL_STATUS),)
    return tuple(map(question, (1, 2, 3, 4) if Sign.ERROR in signs else (1, 2, 4)))


def questions_in_mid_job(model: Model) -> Sequence[Question]:
    """See Dialect: all of them are answered in real time."""
    return questions(model, Sign(0))


def question_in_order(model: Model) -> bytes:  # noqa: ARG001 -- every model has it, or stays silent
    """See Dialect: GS r."""
    return ASK_PAPER_IN_ORDER


def mark_question(model: Model) -> bytes:
    """See Dialect."""
    return ASK_MARK if model.confirm == "process-id" and model.confirm_means == "printed" else b""


def ends_after(ends: int) -> int:
    """See Dialect: none are counted."""
    return ends


def cutting(model: Model) -> list[Command]:
    """Move the last row past the knife and cut."""
    fed = [] if model.cut in CUTS_AFTER_ITS_OWN_FEED else list(feeding(model.feed_to_cutter_dots))
    cut = Command("cut", CUT[model.cut], rows=0 if fed else model.feed_to_cutter_dots)
    return [*fed, cut] if cut.data else fed


def _beginning(model: Model, job: str) -> Iterator[Command]:
    yield Command("ESC @", INITIALISE)
    if telling := greeting(model):
        yield Command("GS a", telling)  # ESC @ switches it off on some
    if "no_gs_p" not in model.quirks:
        # One unit = one dot; by default ESC J counts 1/360 inch on 180-dpi heads.
        yield Command("GS P", bytes((0x1D, 0x50, model.dpi, model.dpi)))
    yield Command("ESC a", CENTRE)
    if asking := mark_question(model):
        yield Command("GS ( k", LEAVE_MARK + asking)  # and whether this printer knows such a thing
    elif model.confirm == "process-id":
        yield Command("GS ( H", process_id_question(BEGUN + job[1:]))  # who answers this one must answer the last


def _asked_along(commands: Iterable[Command], model: Model) -> Iterator[Command]:
    """With a question in order after each portion, where nothing else tells that some of the job was lost."""
    may_ask = model.confirm in {"gs-r", "ticket-present"} and "mute_while_printing" not in model.quirks
    portion = 0
    for command in commands:
        yield command
        portion += len(command.data)
        if may_ask and portion >= PORTION_BYTES:
            portion = 0
            yield Command("GS r", ASK_PAPER_IN_ORDER, asks=True)


def _presenting(model: Model) -> Iterator[Command]:
    if model.present == "custom_gs_e":
        yield Command("GS e", PRESENT + bytes((model.present_steps,)))


def _asking(model: Model, job: str) -> Iterator[Command]:
    if model.confirm == "process-id":
        # The id tells that the slip is out, the mark after it that the printer was never off until then.
        yield Command("GS ( H", process_id_question(job) + mark_question(model))
