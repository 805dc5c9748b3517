"""Every state of «Nội dung»."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

from kiosk.content.on_shelf import OnShelf
from kiosk.errors import Problem
from kiosk.procedures.text import Text
from screens.health.content_state import ContentOnKioskState, ShownRelease

PROBLEMS = (
    Problem(
        "procedures.json, 1.001193, title.en", "", "the English text is missing.", "Write it beside the Vietnamese."
    ),
    Problem("lanes.json", "", "there must be exactly one guide desk.", "Set is_guide_desk once."),
    Problem("office.json, hours", "07:30, 07:00", "the periods overlap or are missing.", "Put them in order."),
)
PALE = Problem(
    "brand.json, colours.ground", "#D9534F", "its contrast is 3.4; letters need 4.5.", "Take a darker colour."
)
SHOWN = ShownRelease(
    412,
    date(2026, 11, 25),
    is_sample=False,
    office=Text("Trung tâm Phục vụ hành chính công", "Public Administration Service Centre"),
    ward=Text("Phường Ngô Quyền, thành phố Hải Phòng", "Ngô Quyền Ward, Hải Phòng"),
    procedures=412,
    life_events=9,
    lanes=6,
    notices=2,
)
NEWEST = ContentOnKioskState(SHOWN, OnShelf(kept=412, old=7), folder="/var/lib/kiosk/content/current")
REFUSED = replace(NEWEST, shelf=OnShelf(problems=PROBLEMS, kept=412), refused=PROBLEMS)
WAITING = replace(NEWEST, shelf=OnShelf(413, date(2026, 11, 26), kept=412, old=0))
SAMPLES = {
    "newest": NEWEST,
    "looking": replace(NEWEST, shelf=None, is_looking=True),
    "unknown": replace(NEWEST, shelf=None),
    "waiting": WAITING,
    "restart_asked": replace(WAITING, asks=True),
    "refused": REFUSED,
    "problems": replace(REFUSED, view="problems"),
    "pale_brand": replace(NEWEST, shown=replace(SHOWN, has_colours=True, colour_problems=(PALE,))),
    "own_brand": replace(NEWEST, shown=replace(SHOWN, has_colours=True)),
    "sample_in_lobby": replace(NEWEST, shown=replace(SHOWN, is_sample=True), folder="", is_lobby=True),
    "none": ContentOnKioskState(folder=NEWEST.folder),
    "none_refused": ContentOnKioskState(None, OnShelf(problems=PROBLEMS[:1]), PROBLEMS[:1], NEWEST.folder),
}
