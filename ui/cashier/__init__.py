"""The till: who pays, what is due, how it is paid; slips to match, papers of the shift, the shift itself."""
