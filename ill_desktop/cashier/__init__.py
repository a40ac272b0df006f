"""Money: the ledger, the tariff, tenders, numbered papers, shifts."""
