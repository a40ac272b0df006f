"""Hostile input is only text, in imports, on the phone page, in exports, on papers and in the log.

Each naughty text goes through every door that takes text from outside; whatever was kept of it then goes out
through every export and onto every paper. A Refusal is an answer; any other exception is a defect.
"""

from __future__ import annotations

import csv
import io
import logging
import tempfile
import traceback
from collections.abc import Callable, Iterable
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import openpyxl
import pypdf

from db import connection
from ill_desktop import citations
from ill_desktop.cli import make_demo
from ill_desktop.desk import Desk
from ill_desktop.errors import Refusal
from ill_desktop.requests import supplier_file
from ill_desktop.requests.pages import Filter
from ill_desktop.requests.service import NewRequest
from ill_desktop.requests.steps import Inputs
from ill_desktop.requests.suppliers import SupplierFacts
from ill_desktop.staff.rules import Actor
from tests import naughty
from tests.db.phone import Phone, app_of
from tests.trust.outcome import Outcome, Scale, Watch

BY = Actor("周敏", "administrator", staff_id=1)
REGISTRY = ("number", "name", "class", "department", "last six", "valid until")
PERSON = ("22012345", "赵一鸣", "graduate", "信息学院", "12345X", "2027-06-30")
STATEMENT = ("日期", "金额", "流水号", "对方户名", "用途")
LINE = ("2026-11-20", "12.50", "A1", "赵一鸣", "文献传递费")
EXECUTED = ("<script", "<img src=x", ' onerror="')
FORMULA = ("=", "+", "-", "@", "\t", "\r")


@dataclass
class Tried:
    """How many texts went in and files came out, and what broke."""

    desk: Desk
    folder: Path
    went: int = 0
    came: int = 0
    broken: list[str] = field(default_factory=list)

    def refusable(self, where: str, action: Callable[[], Any]) -> Any:
        """Do something that may be refused, and nothing else."""
        self.went += 1
        try:
            return action()
        except Refusal:
            return None
        except Exception as problem:  # noqa: BLE001 that is what is looked for
            last = traceback.extract_tb(problem.__traceback__)[-1]
            self.broken.append(f"{where}: {type(problem).__name__}: {problem} at {last.name}:{last.lineno}")
            return None


def _table(heading: Iterable[str], row: Iterable[str]) -> bytes:
    text = io.StringIO()
    csv.writer(text).writerows([list(heading), list(row)])
    return text.getvalue().encode("utf-8", "surrogatepass")


def _with(row: tuple[str, ...], place: int, text: str) -> tuple[str, ...]:
    return (*row[:place], text, *row[place + 1 :])


def imports(tried: Tried, text: str) -> None:
    """Registry, statement and supplier files with the text in each column; a paste, a dropped file."""
    desk = tried.desk
    for place, column in enumerate(REGISTRY):
        data = _table(REGISTRY, _with(PERSON, place, text))
        tried.refusable(f"registry {column}", lambda data=data: desk.registry.import_file(BY, data, "r.csv"))
        tried.refusable("registry file name", lambda data=data: desk.registry.import_file(BY, data, text))
    for place, column in enumerate(STATEMENT):
        data = _table(STATEMENT, _with(LINE, place, text))
        tried.refusable(
            f"statement {column}",
            lambda data=data: desk.reconciliation.import_statement(BY, "bank", data, "s.csv"),
        )
    whole = supplier_file.export(desk.words("en")).encode()
    rows = list(csv.reader(io.StringIO(whole.decode("utf-8-sig"))))
    for place in range(len(rows[0])):
        data = _table(rows[0], _with(tuple(rows[1]), place, text))
        tried.refusable("suppliers", lambda data=data: supplier_file.read(data))
    tried.refusable("paste", lambda: citations.read_paste(text))
    sent = text.encode("utf-8", "surrogatepass")
    tried.refusable("dropped file", lambda: citations.read_file(sent))
    tried.refusable("the one box", lambda: _find(text))


def _find(text: str) -> None:
    from ill_desktop.cashier import queries as cashier
    from ill_desktop.patrons import queries as patrons
    from ill_desktop.requests import queries as requests

    patrons.find(text)
    patrons.by_number(text)
    requests.by_number(text)
    cashier.paper_by_number(text)
    cashier.transfer_by_number(text)


def phone(tried: Tried, text: str) -> None:
    """Every form of the phone page that needs no account."""
    sent = text.encode("utf-8", "replace").decode()[:60_000]
    home = connection.value("SELECT id FROM institution ORDER BY automatic DESC, id LIMIT 1")
    for page in ("/activate", f"/register/{home}/card", f"/register/{home}/off_campus", "/me"):
        reader = Phone(app_of(tried.desk))

        def fill(page: str = page, reader: Phone = reader) -> None:
            reader.open(page)
            form = reader.form()
            reader.send(form.action, **dict.fromkeys(form.names - {"form_token", "way"}, sent))

        tried.refusable(f"phone {page}", fill)
        answer = reader.page
        if answer.status_code not in (200, 413, 422, 429):
            tried.broken.append(f"phone {page}: answered {answer.status_code} to {text[:30]!a}")
        if any(mark in answer.text for mark in EXECUTED):
            tried.broken.append(f"phone {page}: {text[:30]!a} is markup")


def through_the_house(tried: Tried, text: str) -> None:
    """A request with the text wherever text is free, worked, priced, paid, and told of."""
    desk, words = tried.desk, tried.desk.words()
    patron = connection.value("SELECT id FROM patron WHERE state = 'approved' ORDER BY id LIMIT 1")
    fields = dict.fromkeys(("article_title", "journal", "author", "volume", "issue", "pages"), text)
    new = NewRequest(
        patron, "delivery", "journal_article", {**fields, "year": "2024"}, note=text, proxy=text,
        citation_source=text, copyright_agreed=True,
    )  # fmt: skip
    made = tried.refusable("request", lambda: desk.requests.submit(BY, new))
    if made is None:
        return
    facts = SupplierFacts(name=text, network="CALIS", contact=text, address=text, note=text)
    tried.refusable("supplier", lambda: desk.suppliers.add(BY, facts))
    supplier = connection.value("SELECT id FROM supplier ORDER BY id DESC LIMIT 1")
    tried.refusable("note", lambda: desk.requests.note(BY, made.id, text))
    tried.refusable("attach", lambda: desk.requests.attach(BY, made.id, f"{text}.pdf", b"%PDF-1.7 x"))
    for target in ("accepted", "sent", "received"):
        told = Inputs(
            supplier_id=supplier if target == "sent" else None,
            pages=12 if target == "received" else None,
            note=text,
        )
        tried.refusable(
            f"step {target}", lambda target=target, told=told: desk.counter.step(BY, made.id, target, told)
        )
    for due in desk_dues(patron, made.number):
        slip = tried.refusable(
            "slip", lambda due=due: desk.transfers.issue(BY, patron, [due], f"slip {made.id}")
        )
        if slip is not None:
            _paper(tried, "transfer slip", lambda slip=slip: desk.papers.transfer_slip(slip.paper_id, words))
            tried.refusable(
                "match", lambda slip=slip: desk.counter.match_transfer(BY, slip.paper_id, text, f"m{made.id}")
            )
    _papers(tried, made.id, patron)


def desk_dues(patron: int, number: str) -> list[int]:
    from ill_desktop.cashier import queries

    return [due.charge_id for due in queries.dues(patron) if due.request_number == number]


def _papers(tried: Tried, request: int, patron: int) -> None:
    desk = tried.desk
    for words in (desk.words("zh_CN"), desk.words("en")):
        _paper(tried, "request sheet", lambda words=words: desk.slips.request_sheet(request, words))
        _paper(tried, "return slip", lambda words=words: desk.slips.return_slip(request, words))
        tried.refusable("mail", lambda words=words: desk.slips.request_mail(request, words))


def _paper(tried: Tried, name: str, draw: Callable[[], bytes]) -> None:
    made = tried.refusable(name, draw)
    if made is None:
        return
    tried.came += 1
    if not pypdf.PdfReader(io.BytesIO(made)).pages:
        tried.broken.append(f"{name}: no page")


def exports(tried: Tried) -> None:
    """Every list that leaves the house holds text and numbers, no formula."""
    desk, folder = tried.desk, tried.folder
    patron = connection.value("SELECT id FROM patron WHERE state = 'approved' ORDER BY id LIMIT 1")
    month = desk.reports.month(BY, desk.clock.day().year, desk.clock.day().month)
    files: dict[str, Callable[[Path], Any]] = {
        "requests.csv": lambda path: desk.request_list.csv(BY, Filter(), "en", path),
        "requests.xlsx": lambda path: desk.request_list.xlsx(BY, Filter(), "en", path),
        "month.csv": lambda path: desk.reports.csv(month, "en", path),
        "month.xlsx": lambda path: desk.reports.xlsx(month, "en", path),
        "account.csv": lambda path: desk.reports.account_file(BY, patron, "en", path),
        "account.xlsx": lambda path: desk.reports.account_file(BY, patron, "en", path),
        "suppliers.csv": lambda path: path.write_text(supplier_file.export(desk.words("en")), "utf-8"),
        "person.zip": lambda path: desk.reports.person(BY, patron, "en", path),
    }
    for name, write in files.items():
        path = folder / name
        tried.refusable(name, lambda write=write, path=path: write(path))
        if not path.exists():
            tried.broken.append(f"{name}: not written")
            continue
        tried.came += 1
        tried.broken += [f"{name}: {cell[:30]!a} is a formula" for cell in _formulas(path)]
    _paper(tried, "month", lambda: desk.reports.pdf(month, "zh_CN"))
    _paper(tried, "account", lambda: desk.reports.account_pdf(BY, patron, "zh_CN"))


def _formulas(path: Path) -> list[str]:
    if path.suffix == ".csv":
        with path.open(encoding="utf-8-sig", newline="") as stream:
            cells = [cell for row in csv.reader(stream) for cell in row]
        return [cell for cell in cells if cell.startswith(FORMULA) and not _is_number(cell)]
    if path.suffix == ".xlsx":
        book = openpyxl.load_workbook(path)
        return [
            str(cell.value)
            for sheet in book
            for row in sheet.iter_rows()
            for cell in row
            if cell.data_type == "f" or (isinstance(cell.value, str) and cell.value.startswith(FORMULA))
        ]
    return []


def _is_number(text: str) -> bool:
    return text.lstrip("-+").replace(".", "", 1).isdigit()


def run(scale: Scale) -> Outcome:
    """Every text through every door; in the short form every twenty-third."""
    watch = Watch()
    texts = naughty.EVERY[:: scale.of(23, 1)]
    log = io.StringIO()
    heard = logging.StreamHandler(log)
    logging.getLogger().addHandler(heard)
    with tempfile.TemporaryDirectory(prefix="ill-desk-trust-") as place:
        desk = make_demo(Path(place) / "library", 12, 30, 3)
        tried = Tried(desk, Path(place))
        for text in texts:
            before = len(tried.broken)
            imports(tried, text)
            phone(tried, text)
            through_the_house(tried, text)
            tried.broken[before:] = [f"{text[:24]!a} · {each}" for each in tried.broken[before:]]
        exports(tried)
        tried.broken += [f"verify: {each}" for each in desk.keeping.verify(BY)]
        tried.broken += [f"the log names {name}" for name in _named(log.getvalue(), desk)]
        desk.close()
    logging.getLogger().removeHandler(heard)
    figure = f"{tried.went:,} texts in, {tried.came:,} papers and files out, {len(tried.broken)} broken"
    if tried.broken:
        figure += f" (first: {tried.broken[0][:300]})"
        print(*tried.broken, sep="\n")
    shown = "imports, phone page, requests, exports, papers, log"
    return Outcome("hostile input is only text", figure, not tried.broken, watch.seconds, shown)


def _named(log: str, desk: Desk) -> list[str]:
    """Names and numbers of readers that a log holds."""
    people = connection.rows(lambda *row: row, "SELECT name, email, mobile FROM patron")
    return [text for person in people for text in person if text and text in log]


if __name__ == "__main__":
    import sys

    print(run(Scale.SHORT if "--short" in sys.argv else Scale.FULL))
