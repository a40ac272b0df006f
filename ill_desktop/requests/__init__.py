"""The work: references asked for, through their states, until they are in the reader's hands."""
