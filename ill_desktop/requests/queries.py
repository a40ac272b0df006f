"""The read side of requests: one in full, its history, suppliers, files; the table is in ``pages``."""

from __future__ import annotations

import json
from collections.abc import Mapping

from db import connection, merged, sqlite
from ill_desktop.requests.pages import count, grouped, page, tabs
from ill_desktop.requests.rows import (
    Agreed,
    Asked,
    Asker,
    Detail,
    Event,
    FileRow,
    Filter,
    Item,
    Loan,
    Row,
    SupplierRow,
)

__all__ = [
    "Agreed",
    "Asked",
    "Asker",
    "Detail",
    "Event",
    "FileRow",
    "Filter",
    "Item",
    "Loan",
    "Row",
    "SupplierRow",
    "asked",
    "asked_cost",
    "asker",
    "by_barcode",
    "by_number",
    "charged_since",
    "cost_agreed",
    "count",
    "detail",
    "events",
    "files_of",
    "grouped",
    "index",
    "item",
    "items_of",
    "last_event",
    "loan",
    "look_alikes",
    "page",
    "pickup_until",
    "state_of",
    "supplier_active",
    "suppliers",
    "suppliers_asked",
    "tabs",
]

_DETAIL = (
    "SELECT r.id, r.number, r.patron_id, p.name, p.number, p.class, p.language, "
    # The other records of a reader are looked at only where there are any.
    "p.activated_at IS NOT NULL OR (EXISTS (SELECT 1 FROM patron m WHERE m.merged_into = p.id) AND "
    f"EXISTS (SELECT 1 FROM {merged.same('p.id')} s JOIN patron a ON a.id = s.id "
    "WHERE a.activated_at IS NOT NULL)), "
    "r.service_type, r.document_type, r.level, r.state, r.state_since, r.title, r.container, r.author, "
    "r.fields, r.pages, r.needed_by, r.max_cost_fen, r.delivery, r.branch, r.note, r.citation_source, "
    "r.submitted_at, r.supplier_id, s.name, s.network, r.came_from, r.approved_cost_fen, r.due_on, "
    "r.pickup_until, r.total_fen, r.any_edition, r.proxy, r.reason, r.address, r.shelf, r.tracking, r.link "
    # Who asked is whom the record was merged into; the request itself stays where it stands.
    f"FROM request r JOIN patron p ON p.id = {merged.kept('r.patron_id')} "
    "LEFT JOIN supplier s ON s.id = r.supplier_id WHERE r.id = ?"
)


def detail(request_id: int) -> Detail:
    """Raises LookupError for an unknown id."""
    found = connection.first(Detail, _DETAIL, (request_id,))
    if found is None:
        raise LookupError(request_id)
    return found


def state_of(request_id: int) -> str:
    """Raises LookupError for an unknown id."""
    state = connection.value("SELECT state FROM request WHERE id = ?", (request_id,))
    if state is None:
        raise LookupError(request_id)
    return str(state)


def awaiting_payment(request_id: int) -> tuple[str, str, bool] | None:
    """``(delivery, service type, whether there is a document)`` of a request that waits for its money, which
    decide where it goes once it is settled; None when it does not wait."""
    return connection.first(
        lambda delivery, service, document: (str(delivery), str(service), bool(document)),
        "SELECT delivery, service_type, link <> '' OR EXISTS (SELECT 1 FROM request_file "
        "WHERE request_id = request.id) FROM request WHERE id = ? AND state = 'awaiting_payment'",
        (request_id,),
    )


def by_number(number: str) -> int | None:
    found = connection.value("SELECT id FROM request WHERE number = ?", (number.strip().upper(),))
    return None if found is None else int(found)


_EVENT = "SELECT id, at, actor, kind, from_state, to_state, reason, note, facts, reverses FROM request_event "


def events(request_id: int) -> list[Event]:
    """The whole history, newest first."""
    return connection.rows(Event, f"{_EVENT} WHERE request_id = ? ORDER BY id DESC", (request_id,))


def last_event(request_id: int) -> Event | None:
    """The newest event that is a step or a step back; one that was taken back is no longer the last."""
    newest = connection.first(
        Event,
        f"{_EVENT} WHERE request_id = ?1 AND kind IN ('step', 'back') ORDER BY id DESC LIMIT 1",
        (request_id,),
    )
    return newest


def charged_since(request_id: int, at: str) -> bool:
    """Whether money was posted for a request at or after an instant."""
    return bool(
        connection.value(
            "SELECT 1 FROM charge c JOIN posting p ON p.charge_id = c.id JOIN entry e ON e.id = p.entry_id "
            "WHERE c.request_id = ? AND e.at >= ? LIMIT 1",
            (request_id, at),
        )
    )


def asked_cost(request_id: int) -> int | None:
    """The cost the reader was last asked to agree to."""
    found = connection.value(
        "SELECT json_extract(facts, '$.cost_fen') FROM request_event WHERE request_id = ? "
        "AND to_state = 'awaiting_cost_approval' ORDER BY id DESC LIMIT 1",
        (request_id,),
    )
    return None if found is None else int(found)


def cost_agreed(request_id: int) -> Agreed | None:
    """The reader's last yes to a cost that was not taken back: who wrote it down, when, how it was said."""
    return connection.first(
        Agreed,
        "SELECT e.facts ->> '$.agreed_fen', e.facts ->> '$.agreed_way', e.at, e.actor FROM request_event e "
        "WHERE e.request_id = ? AND e.facts ->> '$.agreed_way' IS NOT NULL AND NOT EXISTS "
        "(SELECT 1 FROM request_event b WHERE b.reverses = e.id) ORDER BY e.id DESC LIMIT 1",
        (request_id,),
    )


def asker(patron_id: int) -> Asker | None:
    """What decides whether a reader may submit; of merged records the state of the one that is kept."""
    return connection.first(
        Asker,
        f"SELECT p.state, (SELECT MAX(a.activated_at) FROM {merged.same('?1')} s "
        "JOIN patron a ON a.id = s.id), "
        f"p.class FROM patron p WHERE p.id = {merged.kept('?1')}",
        (patron_id,),
    )


def pickup_until(request_id: int) -> str | None:
    return connection.value("SELECT pickup_until FROM request WHERE id = ?", (request_id,))  # type: ignore[no-any-return]


def loan(request_id: int) -> Loan:
    """The facts of a loan; empty ones for what has not been lent."""
    found = connection.first(
        Loan,
        "SELECT l.partner_due, l.conditions, l.recalled_at, l.renewal, l.renewal_until, l.renewals, "
        "IIF(l.collected_by = 'proxy', r.proxy, ''), l.back_tracking "
        "FROM request_loan l JOIN request r ON r.id = l.id WHERE l.id = ?",
        (request_id,),
    )
    return found or Loan()


_ITEM = (
    "SELECT id, request_id, position, barcode, label, due_on, out_at, back_at, gone_at, fined_until, damage "
    "FROM request_item "
)


def items_of(request_id: int) -> list[Item]:
    """The volumes of a loan in their order."""
    return connection.rows(Item, f"{_ITEM} WHERE request_id = ? ORDER BY position", (request_id,))


def item(item_id: int) -> Item | None:
    return connection.first(Item, f"{_ITEM} WHERE id = ?", (item_id,))


def by_barcode(barcode: str) -> Item | None:
    """The volume with a barcode that has not gone back to its library."""
    return connection.first(
        Item, f"{_ITEM} WHERE barcode = ? AND barcode <> '' AND gone_at IS NULL", (barcode.strip(),)
    )


def files_of(request_id: int) -> list[FileRow]:
    return connection.rows(
        FileRow,
        "SELECT id, name, size, sha256, added_at FROM request_file WHERE request_id = ? ORDER BY id",
        (request_id,),
    )


def suppliers() -> list[SupplierRow]:
    """Partner libraries that can be asked."""
    return connection.rows(
        SupplierRow,
        "SELECT id, name, network, expected_days FROM supplier WHERE active = 1 ORDER BY network, name",
    )


def supplier_active(supplier_id: int) -> bool:
    return bool(connection.value("SELECT 1 FROM supplier WHERE id = ? AND active = 1", (supplier_id,)))


def suppliers_asked(request_id: int) -> int:
    return int(connection.value("SELECT COUNT(*) FROM request_supplier WHERE request_id = ?", (request_id,)))


def asked(request_id: int) -> list[Asked]:
    """Suppliers in the order they were asked."""
    return connection.rows(
        Asked,
        "SELECT q.position, s.name, q.asked_at, q.answer, q.answered_at, q.supplier_id, q.reason, q.note, "
        "q.cost_fen, q.expected_on, q.chased, q.chased_at FROM request_supplier q "
        "JOIN supplier s ON s.id = q.supplier_id WHERE q.request_id = ? ORDER BY q.position",
        (request_id,),
    )


def look_alikes(document_type: str, fields: Mapping[str, str], limit: int = 3) -> list[Row]:
    """Earlier requests for what is probably the same thing; see :func:`duplicates.duplicates`."""
    from ill_desktop.requests import duplicates  # what compares titles is not needed to paint a table

    return [each.row for each in duplicates.duplicates(document_type, fields, limit)]


def index(request_id: int) -> None:
    """Renew what the search finds a request by, in the caller's transaction."""
    connection.execute("DELETE FROM request_search WHERE rowid = ?", (request_id,))
    number, title, author, container, fields, reader = connection.rows(
        lambda *row: row,
        "SELECT r.number, r.title, r.author, r.container, r.fields, (SELECT GROUP_CONCAT(p.name || ' ' || "
        f"p.pinyin || ' ' || p.initials, ' ') FROM patron p WHERE p.id IN {merged.same('r.patron_id')}) "
        "FROM request r WHERE r.id = ?",
        (request_id,),
    )[0]
    known = json.loads(fields)
    identifiers = [known.get(key) for key in ("doi", "isbn", "issn", "pmid", "number")]
    text = sqlite.searchable(number, title, author, container, reader, *identifiers)
    connection.execute("INSERT INTO request_search (rowid, text) VALUES (?, ?)", (request_id, text))
