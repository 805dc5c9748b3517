"""The semantic tree: what those read who cannot see the pixels."""

from __future__ import annotations

from dataclasses import dataclass, field

from screens.spoken_tree import Node, nodes, visible

HEIGHT = 1920.0


@dataclass
class Piece:
    """What Kivy and Said give every widget; the last child comes first, as Kivy keeps them."""

    node_id: str = ""
    text: str = ""
    say: str = ""
    role: str = "text"
    pos: tuple[float, float] = (0.0, 0.0)
    width: float = 100.0
    height: float = 50.0
    opacity: float = 1.0
    enabled: bool = True
    private: bool = False
    children: list[Piece] = field(default_factory=list)

    def to_window(self, x: float, y: float) -> tuple[float, float]:
        return x, y


@dataclass
class Rich(Piece):
    """A text with marks for bold words."""

    def plain(self) -> str:
        return self.text.replace("**", "")


def ids(root: Piece) -> list[str]:
    return [node.id for node in nodes(root, HEIGHT)]


def test_pieces_are_read_in_the_order_they_were_put_there() -> None:
    page = Piece(children=[Piece("third"), Piece("second"), Piece("first")])
    assert ids(page) == ["first", "second", "third"]


def test_a_group_is_read_before_what_is_in_it() -> None:
    page = Piece(children=[Piece("list", role="list", children=[Piece("row 2"), Piece("row 1")])])
    assert ids(page) == ["list", "row 1", "row 2"]


def test_pieces_without_a_name_are_passed_through() -> None:
    page = Piece(children=[Piece(children=[Piece("inside")])])
    assert ids(page) == ["inside"]


def test_what_is_hidden_is_not_there_nor_is_anything_in_it() -> None:
    hidden = [
        Piece("clear", opacity=0, children=[Piece("in clear")]),
        Piece("flat", height=0, children=[Piece("in flat")]),
        Piece("thin", width=0),
    ]
    assert ids(Piece(children=[*hidden, Piece("seen")])) == ["seen"]
    assert len(list(visible(Piece(children=hidden)))) == 1


def test_rectangles_are_whole_pixels_from_the_top_left() -> None:
    (node,) = nodes(Piece("door", pos=(40.4, 1000.0), width=490.2, height=250.0), HEIGHT)
    assert node.rect == (40, 1920 - 1000 - 250, 490, 250)


def test_what_is_said_is_what_is_written_unless_told_otherwise() -> None:
    said, silent = Piece("a", text="A030", say="A, không ba không"), Piece("b", text="Xong")
    assert [node.say for node in nodes(Piece(children=[silent, said]), HEIGHT)] == ["A, không ba không", "Xong"]


def test_marks_for_bold_words_are_neither_said_nor_shown() -> None:
    (node,) = nodes(Rich("note", text="Máy **đã báo** cán bộ"), HEIGHT)
    assert (node.text, node.say) == ("Máy đã báo cán bộ", "Máy đã báo cán bộ")


def test_a_node_tells_role_state_and_whether_it_is_private() -> None:
    (node,) = nodes(Piece("code", text="x", role="field", enabled=False, private=True), HEIGHT)
    assert node.as_json() == {
        "id": "code",
        "role": "field",
        "say": "x",
        "text": "x",
        "rect": (0, 1870, 100, 50),
        "enabled": False,
        "private": True,
    }
    assert isinstance(node, Node)
