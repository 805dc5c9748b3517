"""Say how much of a release is written in plain words, and fail when it is less than the sample promises.

    python packaging/content_coverage.py [RELEASE_FOLDER] [--artefacts]

--artefacts  also list the records that staff set aside because their official names are broken.
"""

from __future__ import annotations

import argparse
import sys
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]
# The program is no installed package, and a script finds only its own folder.
sys.path.insert(0, str(ROOT))

from kiosk.content.content import Artefact, Content  # noqa: E402 - after the path, see above
from kiosk.content.shelf import SAMPLE, read_pack  # noqa: E402
from kiosk.errors import ContentRefused  # noqa: E402

LEAST_COVERED = 428
LEAST_PLAIN = 150
LEAST_WITH_QUESTIONS = 20


@dataclass(frozen=True, slots=True)
class Coverage:
    """How many of a release's records stand in which words.

    covered        shown and set aside together
    plain          with papers in plain words · as_published  with the record's own rows · without_papers  the rest
    unsaid         codes that no everyday phrase leads to
    said           phrases and procedures they lead to, counted once each pair
    """

    shown: int
    artefacts: tuple[Artefact, ...]
    english: int
    plain: int
    as_published: int
    without_papers: int
    with_questions: int
    without_agency: int
    said: int
    unsaid: tuple[str, ...]
    flags: tuple[tuple[str, int], ...]

    @property
    def covered(self) -> int:
        """Every record somebody has judged."""
        return self.shown + len(self.artefacts)


def coverage_of(content: Content) -> Coverage:
    """What is covered; nothing is judged here."""
    procedures = tuple(content.catalogue.by_code.values())
    said = Counter(code for words in content.everyday_words for code in words.codes for _ in words.phrases)
    as_published = sum(any(paper.is_official_wording for paper in each.papers) for each in procedures)
    without = sum(not each.papers for each in procedures)
    return Coverage(
        shown=len(procedures),
        artefacts=content.artefacts,
        english=sum(each.title.en != each.title.vi for each in procedures),
        plain=len(procedures) - as_published - without,
        as_published=as_published,
        without_papers=without,
        with_questions=sum(bool(each.questions) for each in procedures),
        without_agency=sum(each.agency is None for each in procedures),
        said=sum(said.values()),
        unsaid=tuple(each.code for each in procedures if not said[each.code]),
        flags=tuple(Counter(flag for each in procedures for flag in each.flags).most_common()),
    )


def too_little(coverage: Coverage) -> Iterator[str]:
    """Each promise of the sample that this release does not keep."""
    for what, found, least in (
        ("records covered", coverage.covered, LEAST_COVERED),
        ("procedures with papers in plain words", coverage.plain, LEAST_PLAIN),
        ("procedures with questions", coverage.with_questions, LEAST_WITH_QUESTIONS),
    ):
        if found < least:
            yield f"{what}: {found}, at least {least}"
    if coverage.unsaid:
        yield f"no everyday words lead to: {', '.join(coverage.unsaid)}"


def told(coverage: Coverage) -> Iterator[str]:
    """The report, a line each."""
    yield f"{coverage.covered} records: {coverage.shown} shown, {len(coverage.artefacts)} set aside"
    yield f"titles in plain words {coverage.shown}, in English {coverage.english}"
    yield (
        f"papers in plain words {coverage.plain}, as published {coverage.as_published}, "
        f"none known {coverage.without_papers}"
    )
    yield f"with questions {coverage.with_questions}, without an agency {coverage.without_agency}"
    yield f"everyday words {coverage.said / max(coverage.shown, 1):.1f} a procedure"
    yield "flags: " + ", ".join(f"{flag} {count}" for flag, count in coverage.flags)


def main(arguments: list[str] | None = None) -> int:
    """Print the report; 1 when a promise is not kept or the release cannot be read."""
    parser = argparse.ArgumentParser(description=__doc__.partition("\n")[0])
    parser.add_argument("release_folder", type=Path, nargs="?", default=SAMPLE)
    parser.add_argument("--artefacts", action="store_true", help="list the records that are set aside")
    chosen = parser.parse_args(arguments)
    try:
        coverage = coverage_of(read_pack(chosen.release_folder))
    except ContentRefused as refused:
        print(refused, file=sys.stderr)
        return 1
    print("\n".join(told(coverage)))
    if chosen.artefacts:
        print("\n".join(f"{each.code}  {each.official_name}" for each in coverage.artefacts))
    missing = tuple(too_little(coverage))
    print("\n".join(missing), file=sys.stderr, end="\n" if missing else "")
    return 1 if missing else 0


if __name__ == "__main__":
    sys.exit(main())
