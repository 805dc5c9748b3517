"""queue_policy.toml: every class names its law, and every mistake is told with its place."""

from __future__ import annotations

from pathlib import Path

import pytest

from kiosk.tickets.policy_file import POLICY_FILE, PolicyRefused, read_policy

TEXT = POLICY_FILE.read_text("utf-8")


def refused(tmp_path: Path, text: str) -> str:
    file = tmp_path / "policy.toml"
    file.write_text(text, encoding="utf-8")
    with pytest.raises(PolicyRefused) as error:
        read_policy(file)
    return str(error.value)


def test_the_policy_that_comes_along_names_a_law_for_every_class() -> None:
    policy = read_policy()
    assert policy.ratio == "1:2"
    assert [each.code for each in policy.classes] == ["urgent80", "priority", "appointment"]
    assert all(each.law for each in policy.classes)
    assert policy.class_of("normal") is None


@pytest.mark.parametrize(
    ("old", "new", "said"),
    [
        ('"PNN"', '"PPP"', "ordinary numbers would wait"),
        ('"PNN"', '"PXN"', "pattern"),
        ("fairness_min = 45", "fairness_min = 1", "fairness_min = 1"),
        ("{minutes} phút", "{hours} phút", "no value {hours}"),
        ('code       = "priority"', 'code       = "normal"', "none of them"),
        ('law        = "Luật Người cao tuổi"', 'law        = ""', "class.1.law"),
        ("tier       = 0", "tier       = 3", "class.1.tier"),
        ("restored   ", "restord   ", "restord"),
        ("pattern ", "patern ", "patern"),
        ("[[class]]", "[[class", "not TOML"),
    ],
)
def test_a_mistake_is_told_with_its_place(tmp_path: Path, old: str, new: str, said: str) -> None:
    assert old in TEXT
    assert said in refused(tmp_path, TEXT.replace(old, new, 1))


def test_a_file_that_is_not_there_names_the_key(tmp_path: Path) -> None:
    with pytest.raises(PolicyRefused, match=r"queue\.policy_file"):
        read_policy(tmp_path / "none.toml")
