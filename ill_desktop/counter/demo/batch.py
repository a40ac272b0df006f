"""Rows collected by table and written many at a time, in an order in which they may point at each other."""

from __future__ import annotations

from typing import Any

from db import connection

COLUMNS = {
    "registry_import": "id at actor file added updated left_out",
    "registry_person": "number name class department last_six valid_until import_id",
    "patron": (
        "id number road institution_id class name pinyin initials sex email mobile unit last_six "
        "password_hash language state submitted_at review_due reviewed_at activated_at blocked_until "
        "automatic_debit"
    ),
    "patron_event": "patron_id at actor kind from_state to_state note",
    "patron_search": "rowid text",
    "activation": "patron_id at way terms_version terms_hash language actor mobile_proof",
    "tariff": "version valid_from rules",
    "request": (
        "id number patron_id service_type document_type level state state_since title container author "
        "fields pages needed_by max_cost_fen any_edition delivery branch proxy note citation_source "
        "copyright_agreed submitted_at supplier_id came_from approved_cost_fen due_on pickup_until total_fen "
        "title_key place_key reason shelf"
    ),
    "request_identifier": "key request_id",
    "request_loan": "id partner_due collected_by",
    "request_item": "request_id position barcode due_on out_at back_at gone_at",
    "journal": "id name issn used last_at",
    "journal_search": "rowid text",
    "request_event": "request_id at actor kind from_state to_state reason note facts",
    "request_supplier": (
        "request_id position supplier_id asked_at answered_at answer reason cost_fen expected_on"
    ),
    "request_file": "request_id sha256 name size added_at actor",
    "request_search": "rowid text",
    "shift": "id till_id opened_at opened_by float_fen closed_at closed_by expected_fen counted_fen",
    "account": "id code kind",
    "charge": (
        "id patron_id request_id kind label gross_fen subsidy_fen amount_fen reasons tariff_id day facts"
    ),
    "posting": "entry_id account_id amount_fen charge_id reference",  # before the entry, which seals them
    "entry": "id operation_id content_hash kind at day actor patron_id shift_id reverses note",
    "paper": (
        "id number device year series sequence operation_id entry_id patron_id shift_id amount_fen facts "
        "issued_at"
    ),
    "paper_void": "id at actor reason",
    "paper_print": "paper_id at actor copy",
    "incoming": "id entry_id day amount_fen payer reference at actor purpose",
    "incoming_use": "incoming_id entry_id amount_fen",
    "invoice": "id patron_id buyer title tax_number medium email address amount_fen created_at",
    "invoice_line": "invoice_id charge_id top_up_id amount_fen",
    "invoice_event": "invoice_id at actor state number day note",
    "transfer": "id patron_id state amount_fen created_at reference settled_at entry_id",
    "transfer_line": "transfer_id charge_id amount_fen",
    "outbox": (
        "kind patron_id request_id language way facts created_at not_before state attempts sent_at problem"
    ),
}


class Batch:
    """Only the demo writes like this. What the tables refuse they refuse here too: no trigger is put off."""

    def __init__(self) -> None:
        self._rows: dict[str, list[tuple[Any, ...]]] = {table: [] for table in COLUMNS}
        self._inserts = {table: _insert(table, columns.split()) for table, columns in COLUMNS.items()}
        self.written = 0

    def add(self, table: str, *row: Any) -> None:
        self._rows[table].append(row)

    def extend(self, table: str, rows: list[tuple[Any, ...]]) -> None:
        self._rows[table] += rows

    @property
    def waiting(self) -> int:
        """How many rows are not yet written."""
        return sum(map(len, self._rows.values()))

    def write(self) -> None:
        """Write what waits, in the caller's transaction."""
        raw = connection.database.connection()
        for table, rows in self._rows.items():
            if rows:
                raw.executemany(self._inserts[table], rows)
                self.written += len(rows)
                rows.clear()


def _insert(table: str, columns: list[str]) -> str:
    return f"INSERT INTO {table} ({', '.join(columns)}) VALUES ({', '.join('?' * len(columns))})"
