"""Two records of one reader: SQL that follows ``patron.merged_into``, for every query that takes a reader.

A merge is an alias: nothing is moved, so whoever asks for a reader asks for all records of that person. A
kept record may later be merged itself; both fragments follow such chains.
"""

from __future__ import annotations

# Nobody has so many records; a file in which two point at each other comes to an end too. UNION would see to
# that as well, and costs fifty times as much for the table it makes.
MOST = 500


def kept(who: str) -> str:
    """A scalar: the id of the record that stands for ``who``; NULL when there is no such record.

    ``who`` is ``?1`` or a column with its table before it, ``r.patron_id``: a bare ``id`` would be the
    fragment's own.
    """
    return (
        "(WITH RECURSIVE up (id, above) AS ("
        f"SELECT id, merged_into FROM patron WHERE id = {who} "
        f"UNION ALL SELECT p.id, p.merged_into FROM patron p JOIN up ON p.id = up.above LIMIT {MOST}) "
        "SELECT id FROM up WHERE above IS NULL)"
    )


def same(who: str) -> str:
    """A column of ids: all records of the person that ``who`` is one of, the kept one first.

    After ``IN``, or, where it is asked often, to join from: ``IN`` makes a table of it each time.
    """
    return (
        f"(WITH RECURSIVE same (id) AS (SELECT {kept(who)} "
        f"UNION ALL SELECT p.id FROM patron p JOIN same ON p.merged_into = same.id LIMIT {MOST}) "
        "SELECT id FROM same WHERE id IS NOT NULL)"  # NOT IN a list with a NULL is never true
    )
