"""Layouts that can have a ground, be pressed, or build their rows from data."""

from __future__ import annotations

from typing import Any

from kivy.event import EventDispatcher
from kivy.factory import Factory
from kivy.properties import ListProperty, ObjectProperty, StringProperty
from kivy.uix.anchorlayout import AnchorLayout
from kivy.uix.boxlayout import BoxLayout
from kivy.uix.gridlayout import GridLayout
from kivy.uix.stacklayout import StackLayout
from kivy.uix.widget import Widget

from screens.widgets.said import Grounded, Pressable


class GroundedBox(Grounded, BoxLayout):
    """A box with a ground."""


class GroundedAnchor(Grounded, AnchorLayout):
    """A ground with something in its middle."""


class PressableBox(Pressable, Grounded, BoxLayout):
    """A box that can be pressed."""


class PressableAnchor(Pressable, Grounded, AnchorLayout):
    """Something in the middle of a ground that can be pressed."""


class FromItems(EventDispatcher):
    """A layout with one child of the class `row` for each value of `items`; children are kept and given new values.

    row      name of a kv class with a property `item`.
    items    the values, at most some ten.
    on_pick  a child was pressed; its value comes along.
    """

    __events__ = ("on_pick",)
    row = StringProperty("")
    items = ListProperty([])

    def __init__(self, **kwargs: Any) -> None:
        self._spare: list[Widget] = []  # taken out, not thrown away: results come and go with every letter typed
        super().__init__(**kwargs)

    def on_items(self, _widget: object, items: list[object]) -> None:
        """Build what is missing, take away what is too much, hand each child its value."""
        children: list[Widget] = list(reversed(self.children))
        for child in children[len(items) :]:
            self.remove_widget(child)
            self._spare.append(child)
        for child, item in zip(children, items, strict=False):
            child.item = item
        for item in items[len(children) :]:
            self.add_widget(self._child_of(item))

    def forget(self) -> None:
        """Children that were taken out still hold what they showed."""
        self._spare.clear()

    def on_pick(self, _item: object) -> None:
        """Kv says what happens."""

    def _child_of(self, item: object) -> Widget:
        if self._spare:
            child = self._spare.pop()
            child.item = item
            return child
        child = Factory.get(self.row)(item=item)
        if isinstance(child, PressableItem):
            child.bind(on_release=self._picked)
        return child

    def _picked(self, child: PressableItem) -> None:
        self.dispatch("on_pick", child.item)


class Rows(FromItems, GridLayout):
    """Children in rows and columns."""


class Flow(FromItems, StackLayout):
    """Children one after the other, on as many lines as they need."""


class ItemBox(GroundedBox):
    """A row that shows one value and cannot be pressed."""

    item = ObjectProperty(None, rebind=True, allownone=True)


class PressableItem(PressableBox):
    """A row that shows one value and can be pressed."""

    item = ObjectProperty(None, rebind=True, allownone=True)


class StateCard(GroundedBox):
    """A card that shows a part of a page's state, and reaches the page's presenter."""

    state = ObjectProperty(None, rebind=True, allownone=True)
    presenter = ObjectProperty(None, allownone=True)


class PressableCard(PressableBox):
    """A part of a page's state that can be pressed as a whole."""

    state = ObjectProperty(None, rebind=True, allownone=True)
    presenter = ObjectProperty(None, allownone=True)


class Part(BoxLayout):
    """A place in a page for a StateCard, built as soon as there is a state to show.

    kv sets a child's own values only after its rule has run; a rule that reads `root.state` would meet nothing there.

    rule       name of the kv rule
    presenter  handed on; stands before `state` in kv, for the state builds the card
    state      handed on, and again whenever it is replaced
    """

    rule = StringProperty("")
    state = ObjectProperty(None, rebind=True, allownone=True)
    presenter = ObjectProperty(None, allownone=True)
    child = ObjectProperty(None, rebind=True, allownone=True)

    def on_rule(self, *_: object) -> None:
        """See `_follow`."""
        self._follow()

    def on_state(self, *_: object) -> None:
        """See `_follow`."""
        self._follow()

    def on_presenter(self, *_: object) -> None:
        """See `_follow`."""
        if self.child is not None:
            self.child.presenter = self.presenter

    def _follow(self) -> None:
        if self.state is None:
            return
        if self.child is not None:
            self.child.state = self.state
        elif self.rule:
            self.child = Factory.get(self.rule)(state=self.state, presenter=self.presenter)
            self.add_widget(self.child)


class Swap(BoxLayout):
    """A place in a page for one StateCard of several, each built when it is first wanted and kept.

    rule       name of the kv rule now wanted
    presenter  handed on; stands before `state` in kv, as in a Part
    state      handed on, and again whenever it is replaced
    """

    rule = StringProperty("")
    state = ObjectProperty(None, rebind=True, allownone=True)
    presenter = ObjectProperty(None, allownone=True)

    def __init__(self, **kwargs: Any) -> None:
        self._built: dict[str, Any] = {}
        super().__init__(**kwargs)

    def on_rule(self, *_: object) -> None:
        """See `_follow`."""
        self._follow()

    def on_state(self, *_: object) -> None:
        """See `_follow`."""
        self._follow()

    def _follow(self) -> None:
        if not self.rule or self.state is None:
            return
        card = self._built.get(self.rule)
        if card is None:
            card = self._built[self.rule] = Factory.get(self.rule)(state=self.state, presenter=self.presenter)
        card.state = self.state
        if card.parent is None:
            self.clear_widgets()
            self.add_widget(card)
