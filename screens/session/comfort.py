"""«Dễ đọc hơn»: letters, colours, low buttons, voice, time. All takes effect at once and leaves with its citizen."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field, replace
from typing import Literal, TypeAlias, cast

from devices.sound.contract import SoundState
from kiosk.session.preferences import LOUDEST, Preferences, TextStep, ThemeName
from kiosk.words import Words
from screens.frame import LARGE
from screens.presenter import Presenter

Section: TypeAlias = Literal["text", "colour", "language", "low_reach", "speech", "more_time", "volume"]
Columns: TypeAlias = tuple[tuple[Section, ...], tuple[Section, ...]]
SwitchCode: TypeAlias = Literal["low_reach", "speech", "more_time"]

SAMPLE_PX: dict[TextStep, int] = {1: 43, 2: 51, 3: 60, 4: 72}
SWITCHES: tuple[Section, ...] = ("low_reach", "speech", "more_time")
ICONS: dict[SwitchCode, str] = {"low_reach": "accessible_forward", "speech": "volume_up", "more_time": "timer"}
# What stands on each page, left and right column, by: panel lies, letters are large, buttons are low.
_ALL: Columns = (("text", "colour", "low_reach", "speech", "more_time", "volume"), ())
_LYING_LARGE: tuple[Columns, ...] = (
    (("text",), ("language", "volume")),
    (("colour",), ("low_reach",)),
    (("speech",), ("more_time",)),
)
PAGES: dict[tuple[bool, bool, bool], tuple[Columns, ...]] = {
    (False, False, False): (_ALL,),
    (False, False, True): (_ALL,),
    (False, True, False): (
        (("text", "colour", "language"), ()),
        (("low_reach", "speech", "more_time", "volume"), ()),
    ),
    (False, True, True): (
        (("text",), ()),
        (("colour", "language"), ()),
        (("low_reach", "speech"), ()),
        (("more_time", "volume"), ()),
    ),
    (True, False, False): ((("text", "colour"), ("low_reach", "speech", "more_time", "volume")),),
    (True, False, True): ((("text", "colour"), ()), (("low_reach", "speech"), ("more_time", "volume"))),
    (True, True, False): _LYING_LARGE,
    (True, True, True): _LYING_LARGE,
}


@dataclass(frozen=True, slots=True)
class TextChoice:
    """One size of letters."""

    step: TextStep
    chosen: bool

    @property
    def code(self) -> str:
        """Its name in the page."""
        return f"text-{self.step}"

    @property
    def sample_px(self) -> int:
        """How large its «Aa» is drawn, on every step."""
        return SAMPLE_PX[self.step]

    @property
    def sample(self) -> str:
        """What is drawn to show the size, in every language."""
        return "Aa"

    def label(self, words: Words) -> str:
        """What it is called."""
        match self.step:
            case 1:
                return words("Vừa")
            case 2:
                return words("Lớn")
            case 3:
                return words("Rất lớn")
            case 4:
                return words("Lớn nhất")

    def say(self, words: Words) -> str:
        """What is said of it."""
        return words("Cỡ chữ: {choice}", choice=self.label(words))


@dataclass(frozen=True, slots=True)
class ColourChoice:
    """One set of colours."""

    theme: ThemeName
    chosen: bool

    @property
    def code(self) -> str:
        """Its name in the page."""
        return f"colour-{self.theme}"

    def label(self, words: Words) -> str:
        """What it is called."""
        match self.theme:
            case "light":
                return words("Thường")
            case "black_on_white":
                return words("Chữ đen, nền trắng")
            case "light_on_black":
                return words("Chữ sáng, nền đen")

    def say(self, words: Words) -> str:
        """What is said of it."""
        return words("Màu: {choice}", choice=self.label(words))


@dataclass(frozen=True, slots=True)
class Switch:
    """Something that is on or off. sound: only speech needs it."""

    code: SwitchCode
    is_on: bool
    sound: SoundState = SoundState.LOUDSPEAKER

    @property
    def icon(self) -> str:
        """Its picture."""
        return ICONS[self.code]

    def title(self, words: Words) -> str:
        """What it is."""
        match self.code:
            case "low_reach":
                return words("Nút ở thấp")
            case "speech":
                return words("Đọc to màn hình")
            case "more_time":
                return words("Cho thêm thời gian")

    def note(self, words: Words) -> str:
        """Whom it helps, or why it cannot be had here."""
        match self.code, self.sound:
            case "low_reach", _:
                return words("Tiện khi ngồi xe lăn, trẻ em")
            case "more_time", _:
                return words("Máy chờ lâu gấp ba")
            case _, SoundState.HEADPHONES:
                return words("Đang dùng tai nghe")
            case _, SoundState.LOUDSPEAKER:
                return words("Dùng tai nghe riêng hoặc loa")
            case _:
                return words("Máy này chưa có loa")

    def value(self, words: Words) -> str:
        """On or off."""
        return words("Bật") if self.is_on else words("Tắt")


@dataclass(frozen=True, slots=True)
class VolumeBar:
    """One step of the volume."""

    is_filled: bool


@dataclass(frozen=True, slots=True)
class ComfortState:
    """preferences: what is worn now. lies: the panel lies. page: of those that large letters need."""

    preferences: Preferences = field(default_factory=Preferences)
    sound: SoundState = SoundState.LOUDSPEAKER
    lies: bool = False
    page: int = 1

    @property
    def large(self) -> bool:
        """Whether letters are so large that the page is divided."""
        return self.preferences.text_step >= LARGE

    @property
    def low(self) -> bool:
        """Whether every control stands low."""
        return self.preferences.low_reach

    @property
    def _pages(self) -> tuple[Columns, ...]:
        return PAGES[self.lies, self.large, self.low]

    @property
    def pages(self) -> int:
        """How many pages there are."""
        return len(self._pages)

    @property
    def columns(self) -> Columns:
        """What stands on this page."""
        return self._pages[min(self.page, self.pages) - 1]

    @property
    def texts(self) -> tuple[TextChoice, ...]:
        """Sizes to choose from; none where they stand on another page."""
        steps = cast("tuple[TextStep, ...]", tuple(SAMPLE_PX))
        return tuple(TextChoice(step, step == self.preferences.text_step) for step in steps) if self.has("text") else ()

    @property
    def colours(self) -> tuple[ColourChoice, ...]:
        """Colours to choose from; none where they stand on another page."""
        names: tuple[ThemeName, ...] = ("light", "black_on_white", "light_on_black")
        return tuple(ColourChoice(name, name == self.preferences.theme) for name in names) if self.has("colour") else ()

    @property
    def left_switches(self) -> tuple[Switch, ...]:
        """Switches below each other in the left column, or in the only one."""
        return () if self.is_tiled else self._switches(self.columns[0])

    @property
    def tiles(self) -> tuple[Switch, ...]:
        """Switches side by side, where low buttons leave no height for rows."""
        return self._switches(self.columns[0]) if self.is_tiled else ()

    @property
    def right_switches(self) -> tuple[Switch, ...]:
        """Those of the right column."""
        return self._switches(self.columns[1])

    @property
    def is_tiled(self) -> bool:
        """Whether the switches stand side by side."""
        return self.low and not self.large and not self.lies

    @property
    def bars(self) -> tuple[VolumeBar, ...]:
        """The ten bars of the volume, filled up to it."""
        return tuple(VolumeBar(nth < self.preferences.volume) for nth in range(LOUDEST))

    @property
    def has_loudspeaker(self) -> bool:
        """Whether there is anything to turn louder."""
        return self.sound.can_be_heard

    def has(self, section: Section) -> bool:
        """Whether this stands on the page in front."""
        return any(section in column for column in self.columns)

    def _switches(self, column: tuple[Section, ...]) -> tuple[Switch, ...]:
        on = {code: bool(getattr(self.preferences, code)) for code in SWITCHES}
        return tuple(Switch(cast("SwitchCode", code), on[code], self.sound) for code in column if code in SWITCHES)

    def volume_text(self, words: Words) -> str:
        """How loud it is, in words."""
        return words("{volume} trên {most}", volume=self.preferences.volume, most=LOUDEST)

    def spoken(self, words: Words) -> Iterator[str]:
        """Title, then each control with its value."""
        yield words("Dễ đọc hơn")
        yield words("Chạm để đổi ngay. Khi rời máy, mọi thứ trở lại như cũ.")
        choices: tuple[TextChoice | ColourChoice, ...] = (*self.texts, *self.colours)
        for choice in choices:
            if choice.chosen:
                yield words("{control}, đang chọn", control=choice.say(words))
        for switch in (*self.left_switches, *self.tiles, *self.right_switches):
            yield f"{switch.title(words)}: {switch.value(words)}. {switch.note(words)}"
        if self.has("volume"):
            yield f"{words('Âm lượng')}: {self.volume_text(words)}"


class ComfortPresenter(Presenter[ComfortState]):
    """Changes how the terminal is worn; the page left behind waits."""

    def first(self) -> ComfortState:
        """What is worn now."""
        lies = self.terminal.kiosk.settings.panel.orientation == "landscape"
        return ComfortState(self.terminal.preferences, self.terminal.facts.sound, lies=lies)

    def facts_changed(self) -> None:
        """Headphones come and go, and the language may be changed in the bar."""
        state = replace(self.state, preferences=self.terminal.preferences, sound=self.terminal.facts.sound)
        self.show(replace(state, page=min(state.page, state.pages)))

    def choose_text(self, step: TextStep) -> None:
        """Letters of this size."""
        self._prefer(replace(self.terminal.preferences, text_step=step))

    def choose_colour(self, theme: ThemeName) -> None:
        """These colours."""
        self._prefer(replace(self.terminal.preferences, theme=theme))

    def toggle(self, code: SwitchCode) -> None:
        """Turn something on or off; a voice that nobody could hear stays off, and its row says why."""
        if code == "speech" and not self.state.sound.can_be_heard:
            return
        liked = self.terminal.preferences
        match code:
            case "low_reach":
                self._prefer(replace(liked, low_reach=not liked.low_reach))
            case "speech":
                self._prefer(replace(liked, speech=not liked.speech))
            case "more_time":
                self._prefer(replace(liked, more_time=not liked.more_time))

    def turn_volume(self, by: int) -> None:
        """Louder or less loud by one step."""
        liked = self.terminal.preferences
        self._prefer(replace(liked, volume=max(liked.volume + by, 0)))

    def speak_other(self) -> None:
        """The other language."""
        self.terminal.speak(self.words.other)

    def turn(self, by: int) -> None:
        """To the next or the previous page."""
        self.show(replace(self.state, page=min(max(self.state.page + by, 1), self.state.pages)))

    def restore(self) -> None:
        """All as it was before anybody touched it; the language stays, for this one wants to read on."""
        self._prefer(replace(self.terminal.usual, language=self.terminal.language))

    def done(self) -> None:
        """Back to the page left."""
        self.terminal.back()

    def _prefer(self, liked: Preferences) -> None:
        self.terminal.prefer(liked)


SAMPLES = {
    "defaults": ComfortState(),
    "changed": ComfortState(Preferences(speech=True, theme="light", more_time=True, volume=8)),
    "large_1": ComfortState(Preferences(text_step=4)),
    "large_2": ComfortState(Preferences(text_step=4), page=2),
    "low_reach": ComfortState(Preferences(low_reach=True)),
    "no_sound": ComfortState(sound=SoundState.NONE),
    "headphones": ComfortState(sound=SoundState.HEADPHONES),
}
