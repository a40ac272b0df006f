"""Activation of a reader's account: personal tokens, mobile codes, the borrowing terms [N]."""
