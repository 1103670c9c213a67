"""`python -m tests.bench [family,…]`, which is what `make bench ONLY=…` runs."""

import sys

from tests.bench.harness import main

if __name__ == "__main__":
    sys.exit(main(sys.argv[1] if len(sys.argv) > 1 else ""))
