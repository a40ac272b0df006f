"""The month's report in one language: every figure in its part."""

from __future__ import annotations

from collections.abc import Iterable

from ill_desktop.documents.facts import Chart, Report, Series
from ill_desktop.reports.figures import Balance, Count, MonthReport
from ill_desktop.reports.parts import Column, Part
from ill_desktop.words import Words


def paper(report: MonthReport, words: Words, library: str) -> Report:
    """What the printed report states."""
    sections = tuple(part.section() for part in parts(report, words))
    return Report(words("report.month.title"), period(report, words), library, report.made_at, sections)


def period(report: MonthReport, words: Words) -> str:
    """``2026 年 11 月``."""
    first = report.period.first
    return words("report.month.period", year=first.year, month=f"{first.month:02d}")


def parts(report: MonthReport, words: Words) -> tuple[Part, ...]:
    """The report from top to bottom."""
    return (
        _summary(report, words),
        _per_day(report, words),
        _counts("state", report.states, words, words("report.note.now")),
        _counts("document", report.documents, words),
        _counts("service", report.services, words),
        _suppliers(report, words),
        _turnaround(report, words),
        _income(report, words),
        _balance("receivable", report.receivables, words),
        _balance("deposit", report.deposits, words),
        _subsidy(report, words),
        _registrations(report, words),
        _counts("activation", report.activations, words),
    )


def _columns(words: Words, *keys: str) -> tuple[Column, ...]:
    """``name`` is text; other keys say their unit after a colon: ``asked``, ``gross:fen``."""
    made = []
    for key in keys:
        name, _, unit = key.partition(":")
        title = words(f"report.column.{name}")
        made.append(Column(title, unit or ("text" if name == "name" else "count")))  # type: ignore[arg-type]
    return tuple(made)


def _summary(report: MonthReport, words: Words) -> Part:
    """The month in one row."""
    filled, declined = (
        sum(getattr(each, name) for each in report.suppliers) for name in ("filled", "declined")
    )
    columns = _columns(
        words, "requests", "fill_rate:percent", "median_days:days", "registered", "activated", "taken:fen"
    )
    row = (
        report.requests,
        filled / (filled + declined) if filled + declined else None,
        report.turnaround[-1].median,
        sum(each.count for each in report.registrations),
        sum(each.count for each in report.activations),
        sum(each.total_fen for each in report.income),
    )
    return Part("summary", words("report.heading.summary"), columns, (row,))


def _per_day(report: MonthReport, words: Words) -> Part:
    days = report.period.days
    chart = Chart(
        "columns",
        tuple(str(day.day) for day in days),
        (Series(words("report.column.count"), report.per_day),),
    )
    rows = tuple((day.isoformat(), count) for day, count in zip(days, report.per_day, strict=True) if count)
    return Part(
        "day",
        words("report.heading.day"),
        _columns(words, "name", "count"),
        rows,
        (words("report.figure.total"), report.requests),
        chart=chart if rows else None,
        chart_suffices=bool(rows),
    )


_WORDS = {"state": "state", "document": "document", "service": "service", "activation": "activation.way"}


def _counts(key: str, counts: Iterable[Count], words: Words, note: str = "") -> Part:
    """How many of each kind, with the share of the whole and a bar for each."""
    found = [(words(f"{_WORDS[key]}.{each.key}"), each.count) for each in counts]
    whole = sum(count for _, count in found)
    chart = _bars([name for name, _ in found], {words("report.column.count"): [count for _, count in found]})
    columns = (*_columns(words, "name", "count"), Column(words("report.column.share"), "percent"))
    rows = tuple((name, count, count / whole) for name, count in found)
    total = (words("report.figure.total"), whole, 1.0)
    return Part(key, words(f"report.heading.{key}"), columns, rows, total, note, chart if rows else None)


def _bars(labels: list[str], series: dict[str, list[int]], unit: str = "count") -> Chart:
    made = tuple(Series(name, tuple(values)) for name, values in series.items())
    return Chart("bars", tuple(labels), made, unit)  # type: ignore[arg-type]


def _network(code: str, words: Words) -> str:
    key = f"report.network.{code or 'none'}"
    return words(key) if words.has(key) else code


def _suppliers(report: MonthReport, words: Words) -> Part:
    found = report.suppliers
    columns = _columns(
        words, "name", "network:text", "asked", "filled", "declined", "fill_rate:percent", "days:days"
    )
    rows = tuple(
        (
            each.name,
            _network(each.network, words),
            each.asked,
            each.filled,
            each.declined,
            each.fill_rate,
            each.days,
        )
        for each in found
    )
    asked, filled, declined = (
        sum(getattr(each, name) for each in found) for name in ("asked", "filled", "declined")
    )
    rate = filled / (filled + declined) if filled + declined else None
    chart = _bars(
        [each.name for each in found],
        {
            words("report.column.filled"): [each.filled for each in found],
            words("report.column.declined"): [each.declined for each in found],
        },
    )
    return Part(
        "supplier",
        words("report.heading.supplier"),
        columns,
        rows,
        (words("report.figure.total"), "", asked, filled, declined, rate, None),
        words("report.note.supplier"),
        chart if rows else None,
    )


def _turnaround(report: MonthReport, words: Words) -> Part:
    rows = tuple(
        (words(f"report.stage.{each.stage}"), each.count, each.median, each.ninth)
        for each in report.turnaround
        if each.count
    )
    columns = _columns(words, "name", "count", "median:days", "ninth:days")
    return Part(
        "turnaround", words("report.heading.turnaround"), columns, rows, note=words("report.note.turnaround")
    )


def _income(report: MonthReport, words: Words) -> Part:
    sums = ("for_charges:fen", "into_deposits:fen", "reversed:fen", "refunded:fen", "taken:fen")
    columns = _columns(words, "name", "payments", *sums)
    rows = tuple(
        (
            words(f"tender.{each.tender}"),
            each.payments,
            each.for_charges_fen,
            each.into_deposits_fen,
            each.reversed_fen,
            each.refunded_fen,
            each.total_fen,
        )
        for each in report.income
    )
    total = (
        (words("report.figure.total"), *(sum(column) for column in list(zip(*rows, strict=True))[1:]))
        if rows
        else None
    )
    chart = _bars(
        [str(row[0]) for row in rows],
        {words("report.column.taken"): [each.total_fen for each in report.income]},
        "fen",
    )
    heading, note = words("report.heading.income"), words("report.note.income")
    return Part("income", heading, columns, rows, total, note, chart if rows else None)


def _balance(key: str, balance: Balance, words: Words) -> Part:
    rows = (
        (words("report.figure.opening"), balance.opening_fen),
        *((words(f"entry.{kind}"), fen) for kind, fen in balance.changes),
    )
    total = (words("report.figure.closing"), balance.closing_fen)
    columns = (Column(words("report.column.name"), "text"), Column(words("report.column.amount"), "fen"))
    return Part(key, words(f"report.heading.{key}"), columns, rows, total)


def _subsidy(report: MonthReport, words: Words) -> Part:
    found = report.subsidies
    columns = _columns(words, "network:text", "charges", "gross:fen", "subsidy:fen", "due:fen")
    rows = tuple(
        (_network(each.network, words), each.charges, each.gross_fen, each.subsidy_fen, each.due_fen)
        for each in found
    )
    total = (
        words("report.figure.total"),
        *(
            sum(getattr(each, name) for each in found)
            for name in ("charges", "gross_fen", "subsidy_fen", "due_fen")
        ),
    )
    chart = _bars(
        [str(row[0]) for row in rows],
        {
            words("report.column.due"): [each.due_fen for each in found],
            words("report.column.subsidy"): [each.subsidy_fen for each in found],
        },
        "fen",
    )
    return Part(
        "subsidy", words("report.heading.subsidy"), columns, rows, total, chart=chart if rows else None
    )


def _registrations(report: MonthReport, words: Words) -> Part:
    found = report.registrations
    columns = _columns(words, "name", "registered", "approved", "waiting", "others")
    rows = tuple(
        (words(f"patron.road.{each.road}"), each.count, each.approved, each.waiting, each.others)
        for each in found
    )
    total = (
        words("report.figure.total"),
        *(sum(getattr(each, name) for each in found) for name in ("count", "approved", "waiting", "others")),
    )
    return Part("registration", words("report.heading.registration"), columns, rows, total)
