"""Finding ``skpd-eval.toml`` and reading it into :class:`Settings`."""

from __future__ import annotations

import hashlib
import tomllib
import zoneinfo
from collections.abc import Iterable
from decimal import Decimal
from pathlib import Path

from skpd_eval import codes, findings
from skpd_eval.errors import CodeError, ConfigurationError
from skpd_eval.model import Consolidation, Polarity, RealizationBasis
from skpd_eval.settings.records import (
    HEADING_MEANINGS,
    AllowedFinding,
    EvaluationSettings,
    IndicatorRule,
    Letterhead,
    PriorityProgram,
    RegisteredAgency,
    Settings,
    Signatory,
)
from skpd_eval.settings.table import Table

_NAME = "skpd-eval.toml"
_LANGUAGES = ("id", "en")


def find_configuration(start: Path) -> Path | None:
    """Give the nearest ``skpd-eval.toml`` in ``start`` or a folder above it, ``None`` where there is none."""
    folder = start.resolve()
    return next(
        (place / _NAME for place in (folder, *folder.parents) if (place / _NAME).is_file()),
        None,
    )


def load_settings(path: Path | None) -> Settings:
    """Read a configuration; ``None`` gives the defaults.

    :class:`ConfigurationError` names file, key and reason: ``unreadable``, ``not-toml``, ``unknown-key``,
    ``missing-key``, ``wrong-type``, ``out-of-range``, ``unknown-value``, ``code-malformed``, ``code-twice``,
    ``ambiguous-alias``, ``weights-not-one``; its code is ``allow-unknown`` or ``allow-no-warning`` where a
    finding cannot be accepted.
    """
    if path is None:
        return Settings()
    file = str(path)
    try:
        content = path.read_bytes()
    except OSError:
        raise ConfigurationError(file, "", "unreadable") from None
    try:
        data = tomllib.loads(content.decode("utf-8-sig"), parse_float=Decimal)
    except (tomllib.TOMLDecodeError, UnicodeDecodeError):
        raise ConfigurationError(file, "", "not-toml") from None
    return _settings(Table(data, file), path.resolve(), hashlib.sha256(content).hexdigest())


def _settings(root: Table, path: Path, sha256: str) -> Settings:
    root.only(
        *("government", "ledger", "language", "evaluation", "agency", "allow", "priority"),
        *("indicator", "letterhead", "rules", "layouts", "words", "tables"),
    )
    government = root.table("government")
    government.only("name", "code", "timezone")
    ledger = root.table("ledger")
    ledger.only("path")
    agencies = tuple(_agency(table) for table in root.tables("agency"))
    _check_register(agencies, root)
    return Settings(
        path=path,
        sha256=sha256,
        government=government.text("name"),
        government_code=government.text("code"),
        timezone=_timezone(government),
        ledger=_beside(path, ledger.text("path")),
        language=_language(root),
        short_names=_short_names(root.table("tables")),
        evaluation=_evaluation(root.table("evaluation")),
        agencies=agencies,
        allowed=tuple(_allowed(table) for table in root.tables("allow")),
        priorities=tuple(_priority(table) for table in root.tables("priority")),
        indicators=tuple(_indicator(table) for table in root.tables("indicator")),
        letterhead=_letterhead(root.table("letterhead"), path),
        rules=_beside(path, root.text("rules")),
        layouts=_layouts(root, path),
        words=_words(root.table("words")),
    )


def _beside(configuration: Path, text: str | None) -> Path | None:
    return None if text is None else configuration.parent / Path(text).expanduser()


def _layouts(root: Table, path: Path) -> tuple[Path, ...]:
    single = isinstance(root.data.get("layouts"), str)
    texts: Iterable[str] = filter(None, [root.text("layouts")]) if single else root.texts("layouts")
    return tuple(path.parent / Path(text).expanduser() for text in texts)


def _words(table: Table) -> tuple[tuple[str, str], ...]:
    table.only(*HEADING_MEANINGS)
    return tuple((meaning, words) for meaning in table.data for words in table.texts(meaning))


def _timezone(government: Table) -> str:
    name = government.text("timezone") or Settings.__dataclass_fields__["timezone"].default
    try:
        zoneinfo.ZoneInfo(str(name))
    except (zoneinfo.ZoneInfoNotFoundError, ValueError, OSError):
        raise government.wrong("timezone", "unknown-value") from None
    return str(name)


def _language(root: Table) -> str | None:
    table = root.table("language")
    table.only("default")
    language = table.text("default")
    if language is not None and language not in _LANGUAGES:
        raise table.wrong("default", "unknown-value")
    return language


def _short_names(table: Table) -> bool:
    table.only("short_names")
    return table.flag("short_names")


def _evaluation(table: Table) -> EvaluationSettings:
    table.only(
        "output_cap",
        "scale_boundary",
        "deviation_status",
        "realization_basis_order",
        "combined_weights",
        "lowest_count",
    )
    default = EvaluationSettings()
    weights = table.table("combined_weights")
    weights.only("physical", "absorption")
    physical = weights.number("physical", default.physical_weight)
    absorption = weights.number("absorption", default.absorption_weight)
    if physical < 0 or absorption < 0 or physical + absorption != 1:
        raise table.wrong("combined_weights", "weights-not-one")
    return EvaluationSettings(
        scale_boundary=table.text("scale_boundary") or default.scale_boundary,
        deviation_status=table.text("deviation_status") or default.deviation_status,
        realization_basis_order=_order(table, default.realization_basis_order),
        physical_weight=physical,
        absorption_weight=absorption,
        output_cap=_cap(table, default.output_cap),
        lowest_count=table.count("lowest_count", default.lowest_count),
    )


def _order(table: Table, default: tuple[RealizationBasis, ...]) -> tuple[RealizationBasis, ...]:
    key = "realization_basis_order"
    words = table.texts(key)
    try:
        order = tuple(RealizationBasis(word) for word in words)
    except ValueError:
        raise table.wrong(key, "unknown-value") from None
    if len(set(order)) < len(order):
        raise table.wrong(key, "value-twice")
    return order + tuple(basis for basis in default if basis not in order)


def _agency(table: Table) -> RegisteredAgency:
    table.only(
        *("code", "codes", "name", "short", "aliases", "formerly", "group"),
        *("valid_from", "valid_to", "exclude", "exclude_reason"),
    )
    start, end = table.day("valid_from"), table.day("valid_to")
    if start is not None and end is not None and end < start:
        raise table.wrong("valid_to", "out-of-range")
    now = table.text("code")
    had = tuple(_agency_code(table, "codes", code) for code in table.texts("codes"))
    code = had[-1] if had and now is None else None if now is None else _agency_code(table, "code", now)
    return RegisteredAgency(
        code=code,
        name=table.required("name"),
        aliases=table.texts("aliases"),
        group=table.text("group"),
        valid_from=start,
        valid_to=end,
        exclude=table.flag("exclude"),
        exclude_reason=table.text("exclude_reason") or "",
        codes=tuple(other for other in dict.fromkeys(had) if other != code),
        formerly=table.texts("formerly"),
        short=table.text("short"),
    )


def _agency_code(table: Table, key: str, code: str) -> str:
    try:
        agency = codes.agency_of(code)
    except CodeError:
        raise table.wrong(key, "code-malformed") from None
    if agency != code:
        raise table.wrong(key, "code-of-unit")
    return code


def _check_register(agencies: tuple[RegisteredAgency, ...], root: Table) -> None:
    """Refuse a code or a name of two agencies; one may have a code from the day on that another had it before."""
    owners: dict[str, RegisteredAgency] = {}
    for number, agency in enumerate(agencies, 1):
        place = f"agency[{number}]"
        if agency.code is not None and any(agency.code == other.code for other in agencies[: number - 1]):
            raise root.wrong(f"{place}.code", "code-twice")
        if any(
            _claims_too(other, code) for code in agency.codes for other in agencies if other is not agency
        ):
            raise root.wrong(f"{place}.codes", "code-twice")
        for alias in (agency.name, *agency.aliases, *([agency.short] if agency.short else [])):
            if owners.setdefault(codes.agency_name_key(alias), agency) is not agency:
                raise root.wrong(f"{place}.aliases {alias}", "ambiguous-alias")


def _claims_too(other: RegisteredAgency, code: str) -> bool:
    return code in other.codes or (code == other.code and other.valid_from is None)


def _allowed(table: Table) -> AllowedFinding:
    table.only("finding", "reason")
    code, reason = table.required("finding"), table.required("reason")
    known = findings.record(code)
    if known is None:
        near = ", ".join(findings.near(code))
        raise table.wrong("finding", "unknown-value", "allow-unknown", finding=code, near=near)
    if not known.allowable:
        raise table.wrong("finding", "unknown-value", "allow-no-warning", finding=code)
    return AllowedFinding(code, reason)


def _cap(table: Table, default: Decimal | None) -> Decimal | None:
    if table.data.get("output_cap") == "none":
        return None
    found = table.number("output_cap", default or Decimal(100))
    if found < 100:
        raise table.wrong("output_cap", "out-of-range")
    return found


def _indicator(table: Table) -> IndicatorRule:
    table.only("name", "polarity", "consolidation", "upper")
    upper = table.number("upper", Decimal(0)) if "upper" in table.data else None
    told, how = table.text("polarity"), table.text("consolidation")
    try:
        polarity = None if told is None else Polarity(told)
    except ValueError:
        raise table.wrong("polarity", "unknown-value") from None
    try:
        consolidation = None if how is None else Consolidation(how)
    except ValueError:
        raise table.wrong("consolidation", "unknown-value") from None
    if polarity is Polarity.RANGE and upper is None:
        raise table.wrong("upper", "missing-key")
    return IndicatorRule(table.required("name"), polarity, consolidation, upper)


def _priority(table: Table) -> PriorityProgram:
    table.only("label", "codes", "owner")
    codes_given = tuple(" ".join(code.split()).strip(".") for code in table.texts("codes"))
    if not codes_given or not all(codes_given):
        raise table.wrong("codes", "missing-key")
    return PriorityProgram(table.required("label"), codes_given, table.text("owner") or "")


def _letterhead(table: Table, path: Path) -> Letterhead:
    table.only("lines", "place", "logo", "signatory")
    return Letterhead(
        lines=table.texts("lines"),
        place=table.text("place") or "",
        logo=_beside(path, table.text("logo")),
        signatories=tuple(_signatory(signatory) for signatory in table.tables("signatory")),
    )


def _signatory(table: Table) -> Signatory:
    table.only("position", "name", "rank", "nip")
    return Signatory(
        position=table.required("position"),
        name=table.text("name") or "",
        rank=table.text("rank") or "",
        nip=table.text("nip") or "",
    )
