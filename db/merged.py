"""Two records of one reader: SQL that follows ``patron.merged_into``, for every query that takes a reader.

A merge is an alias: nothing is moved, so whoever asks for a reader asks for all records of that person. A
kept record may later be merged itself; both fragments follow such chains.
"""

from __future__ import annotations


def kept(who: str) -> str:
    """A scalar: the id of the record that stands for ``who``; NULL when there is no such record.

    ``who`` is ``?1`` or a column with its table before it, ``r.patron_id``: a bare ``id`` would be the
    fragment's own.
    """
    return (
        "(WITH RECURSIVE up (id, above) AS ("
        f"SELECT id, merged_into FROM patron WHERE id = {who} "
        "UNION SELECT p.id, p.merged_into FROM patron p JOIN up ON p.id = up.above) "
        "SELECT id FROM up WHERE above IS NULL)"
    )


def same(who: str) -> str:
    """A column of ids for ``IN``: all records of the person that ``who`` is one of, the kept one first."""
    return (
        f"(WITH RECURSIVE same (id) AS (SELECT {kept(who)} "
        "UNION SELECT p.id FROM patron p JOIN same ON p.merged_into = same.id) "
        "SELECT id FROM same WHERE id IS NOT NULL)"  # NOT IN a list with a NULL is never true
    )
