"""Which way of asking about dossiers a site has chosen, made from its settings. Each brings its own libraries."""

from __future__ import annotations

import time as system_time
from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING, assert_never

from kiosk.dossiers.back_office_time import BackOfficeTimes
from kiosk.dossiers.disclosure import Disclosure
from kiosk.dossiers.local_names import LocalNames
from kiosk.dossiers.provider import Provider
from kiosk.dossiers.secret_file import filled_in
from kiosk.dossiers.status_map import StatusMap, built_in, with_site_words
from kiosk.errors import Problem
from kiosk.journal import Journal
from kiosk.settings import Dossiers
from kiosk.time_source import TimeSource

if TYPE_CHECKING:
    from kiosk.dossiers.adapters.back_office import BackOffice
    from kiosk.dossiers.gateway import Gateway
    from kiosk.dossiers.http_line import HttpLine, Trust

# Tables of status_maps.toml; the words of free text do not hold for systems with a list of their own.
WORDS = {"file": ("words",), "igate": ("words",), "opencps": ("opencps",), "national": ()}


def provider_of(
    rules: Dossiers,
    *,
    names: LocalNames | None = None,
    time: TimeSource,
    journal: Journal,
    pause: Callable[[float], None] = system_time.sleep,
) -> Provider:
    """The provider of checked settings.

    names  of procedures and units here; None: only what the back-office says
    """
    match rules.provider:
        case "sample":
            from kiosk.dossiers.sample_office import load_sample_office  # noqa: PLC0415
            from kiosk.dossiers.sample_provider import SampleProvider  # noqa: PLC0415

            return SampleProvider(load_sample_office(), time, pause)
        case "http":
            from kiosk.dossiers.http_provider import HttpProvider, Limits  # noqa: PLC0415

            limits = Limits(rules.connect_timeout_s, rules.read_timeout_s, rules.total_timeout_s)
            return HttpProvider(rules.address, limits=limits, trust=_trust(rules), time=time)
        case "file":
            return _file(rules, _disclosure(rules, names), time, journal)
        case "igate" | "opencps" | "national":
            return _back_office(rules, _disclosure(rules, names), time, journal)
        case _:
            assert_never(rules.provider)


def line_of(rules: Dossiers, *, time: TimeSource) -> HttpLine:
    """The line to the server of checked settings, with its limits and its trust."""
    from kiosk.dossiers.http_line import HttpLine, Limits  # noqa: PLC0415

    limits = Limits(rules.connect_timeout_s, rules.read_timeout_s, rules.total_timeout_s)
    return HttpLine(limits=limits, trust=_trust(rules), time=time)


def gateway_of(rules: Dossiers, *, time: TimeSource) -> Gateway:
    """Who is asked for the public board's figures, and told what citizens say, by the same settings."""
    from kiosk.dossiers.gateway import NoGateway, SampleGateway  # noqa: PLC0415 -- when asked

    match rules.provider:
        case "sample":
            from kiosk.dossiers.sample_office import load_sample_office  # noqa: PLC0415

            return SampleGateway(load_sample_office(), time)
        case "http":
            from kiosk.dossiers.http_gateway import HttpGateway  # noqa: PLC0415
            from kiosk.dossiers.http_line import Limits  # noqa: PLC0415

            limits = Limits(rules.connect_timeout_s, rules.read_timeout_s, rules.total_timeout_s)
            return HttpGateway(rules.address, limits=limits, trust=_trust(rules), time=time)
        case _:
            return NoGateway()


def statuses_of(rules: Dossiers) -> tuple[StatusMap, tuple[Problem, ...]]:
    """The table of states of the chosen way, and every mistake of the site's own file."""
    usual = built_in(*WORDS.get(rules.provider, ()))
    if rules.status_map_file is None:
        return usual, ()
    return with_site_words(usual, Path(filled_in(rules.status_map_file)))


def _statuses(rules: Dossiers, journal: Journal) -> StatusMap:
    statuses, problems = statuses_of(rules)
    for problem in problems:
        journal.write("dossier-status-map-mistake", problem=str(problem))
    return statuses


def _disclosure(rules: Dossiers, names: LocalNames | None) -> Disclosure:
    return Disclosure(rules.policy, rules.factors, names or LocalNames())


def _file(rules: Dossiers, disclosure: Disclosure, time: TimeSource, journal: Journal) -> Provider:
    from kiosk.dossiers.file_provider import FileProvider, FileRules  # noqa: PLC0415

    folder = Path(filled_in(rules.folder or Path()))
    chosen = FileRules(folder, rules.key_file, rules.source_name, rules.total_timeout_s)
    return FileProvider(chosen, disclosure, _statuses(rules, journal), time, journal)


def _back_office(rules: Dossiers, disclosure: Disclosure, time: TimeSource, journal: Journal) -> Provider:
    from kiosk.dossiers.adapters.back_office import BackOffice  # noqa: PLC0415

    statuses, times = _statuses(rules, journal), BackOfficeTimes(journal, rules.provider)
    office = BackOffice(rules.address, rules.source_name, disclosure, statuses, times, time)
    return _adapter(rules, office, line_of(rules, time=time), _trust(rules))


def _adapter(rules: Dossiers, office: BackOffice, line: HttpLine, trust: Trust) -> Provider:
    secret_file = rules.client_secret_file or Path()
    if rules.provider == "igate":
        from kiosk.dossiers.adapters.igate import Client, IGateProvider  # noqa: PLC0415

        client = Client(rules.token_address, rules.client_id, secret_file)
        return IGateProvider(office, line, client, rules.applicant_id_field)
    if rules.provider == "opencps":
        from kiosk.dossiers.adapters.opencps import OpenCpsProvider  # noqa: PLC0415

        return OpenCpsProvider(office, line, trust)
    from kiosk.dossiers.adapters.national import Account, NationalProvider  # noqa: PLC0415

    agency, destination = rules.agency_code, rules.destination_code
    account = Account(rules.token_address, rules.client_id, secret_file, agency, destination)
    return NationalProvider(office, line, account)


def _trust(rules: Dossiers) -> Trust:
    from kiosk.dossiers.http_line import Trust  # noqa: PLC0415

    return Trust(rules.token_file, rules.ca_file, rules.client_cert_file, rules.client_key_file, rules.proxy)
