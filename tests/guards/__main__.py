"""`python -m tests.guards [word]`, which is what `make guards ONLY=…` runs."""

import os
import sys

if __name__ == "__main__":
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "portal.settings.test")
    from tests.guards.running import main

    sys.exit(main(sys.argv[1] if len(sys.argv) > 1 else ""))
