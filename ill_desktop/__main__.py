"""``python -m ill_desktop``: the desk without a window."""

import sys

from ill_desktop.cli import main

if __name__ == "__main__":
    sys.exit(main())
