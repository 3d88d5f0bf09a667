"""Sphinx's settings for the documentation of the extension, which is an example of its use as well."""

from __future__ import annotations

import os
import sys
from pathlib import Path

from sphinxext_privacy import __version__
from sphinxext_privacy.rules.table import RULES

sys.path.insert(0, str(Path(__file__).parent / '_ext'))

project = 'sphinxext-privacy'
author = 'the sphinxext-privacy developers'
copyright = f'2026, {author}'
release = __version__
version = '.'.join(release.split('.')[:2])
language = 'en'

extensions = [
    'myst_parser',
    'sphinxext_privacy',
    'accessible_theme',
    'editor_snippets',
    'exported',
    'published_schema',
    'reference',
    'samples',
    'tox_environments',
]
# The fragments are part of other pages.
exclude_patterns = ['_build', '_generated', 'snippets']
nitpicky = True

myst_enable_extensions = ['colon_fence', 'deflist', 'substitution']

privacy_register = ['privacy.yaml', 'examples/model.yaml', 'snippets/register.yaml']
privacy_controller = 'psf'
# Each sample of the gallery shows one form: some entries name the data they are about, and some do not.
privacy_rules = {'X-ORPHAN': 'info'}

# A notice of the gallery has findings, so that there is something to report; they are no mistakes of these docs.
suppress_warnings = [f'privacy.{rule.id.lower()}' for rule in RULES.values() if rule.profile != 'consistency']

# -- HTML

html_theme = 'furo'
html_title = project
html_static_path = ['_static']
html_css_files = ['docs.css']
# Readers can enlarge images themselves; in a PDF the link would lead to a file that is not there.
html_scaled_image_link = False

# Hosts that nobody can have.
linkcheck_ignore = [r'https://[\w.]+\.example(/|$)']
linkcheck_timeout = 30
linkcheck_retries = 2

# Where the pages are: PDFs link to those that are not in them. Read the Docs says it; elsewhere a name that nobody can
# have stands in until there is a place.
html_baseurl = os.environ.get('READTHEDOCS_CANONICAL_URL', 'https://sphinxext-privacy.example/')

# -- PDF, beside the pages and by itself; and data

privacy_publish = ['pdf', 'json', 'jsonld', 'tilt']
noticepdf_documents = [
    'python.org',
    'psf',
    'lesezeichen',
    {'pages': ['index'], 'toctree': True, 'title': project, 'file': 'sphinxext-privacy'},
]

# -- PDF through LaTeX
#
# LuaLaTeX, as pdfLaTeX cannot set Greek. FreeFont has Latin, Greek, Cyrillic and Hebrew in all styles, and Arabic;
# for Chinese and Japanese the fallback font steps in.

latex_engine = 'lualatex'
# One short document, without blank pages: howto, on one side.
latex_documents = [('index', 'sphinxext-privacy.tex', project, author, 'howto')]
# makeindex is a part of every TeX installation, xindy is not.
latex_use_xindy = False

latex_elements = {
    'papersize': 'a4paper',
    'pointsize': '10pt',
    'extraclassoptions': 'oneside',
    # babel, not polyglossia: with LuaLaTeX it alone sets right-to-left words within a line right.
    'polyglossia': '',
    'babel': r"""
\usepackage[bidi=basic]{babel}
\babelprovide[import, onchar=ids fonts]{arabic}
\babelprovide[import, onchar=ids fonts]{hebrew}
""",
    'fontpkg': r"""
\directlua{luaotfload.add_fallback('cjk', {'DroidSansFallback:mode=harf;'})}
\defaultfontfeatures{RawFeature={fallback=cjk}}
\babelfont{rm}{FreeSerif}
\babelfont{sf}{FreeSans}
\babelfont{tt}[Scale=0.9]{FreeMono}
\babelfont[arabic]{sf}{FreeSerif}
\babelfont[arabic]{tt}{FreeMono}
\babelfont[hebrew]{sf}{FreeSerif}
""",
    'fncychap': '',
    # Long addresses break anywhere, not only after a slash.
    'extrapackages': r'\usepackage{xurl}',
    # The headings of notices bring numbers of their own ("2. Use of third party services").
    'preamble': rf'\hypersetup{{pdflang={{{language}}}}}\setcounter{{secnumdepth}}{{0}}',
}
