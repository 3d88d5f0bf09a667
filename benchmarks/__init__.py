"""How the cost of the extension is measured; ``python -m benchmarks --help`` tells how to run it.

A number is a ratio of two builds of one run, since the speed of a machine says nothing about the extension.
"""

from __future__ import annotations
