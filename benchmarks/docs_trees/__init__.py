"""Whether the extension is welcome in docs that exist: they are built without it and with it, and compared.

``python -m benchmarks.docs_trees --help`` tells how to run it. It stands among the benchmarks because it is run by
hand, on docs from elsewhere: no check of each change could bring those along. It needs nothing but the standard
library; Sphinx, the theme and the extension are those of the environment that builds the docs.
"""

from __future__ import annotations
