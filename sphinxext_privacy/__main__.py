"""``python -m sphinxext_privacy``: the same as ``sphinx-privacy``."""

from __future__ import annotations

import sys

from sphinxext_privacy.cli.main import main

sys.exit(main())
