"""YAML as text: in the order of the data, and read back the same by programs of YAML 1.1 and 1.2."""

from __future__ import annotations

from typing import Any, Final

import yaml

from sphinxext_privacy.patterns import pattern

_LIKE_OTHERS: Final = frozenset({'y', 'n'})
"""Yes and no of YAML 1.1 that PyYAML itself takes for words."""

_OTHER_BREAKS: Final = pattern(r'[\r\x85\u2028\u2029\ufeff]')
"""What is read back as a new line, or not at all, unless it is escaped."""


class _Dumper(yaml.SafeDumper):
    """Writes each text so that nothing else can be read, and everything in full: no anchors, no aliases."""

    def ignore_aliases(self, data: Any) -> bool:
        """Write what stands in several places several times."""
        return True

    def represent_text(self, text: str) -> yaml.ScalarNode:
        """Quote what does not begin with a letter: dates, numbers (``1e5`` is one in YAML 1.2 only), signs.

        What else must be quoted or escaped, PyYAML knows, and it takes another style where one cannot hold the text.
        """
        if _OTHER_BREAKS.search(text):
            style: str | None = '"'
        elif '\n' in text:
            style = '|'
        else:
            style = None if text[:1].isalpha() and text.casefold() not in _LIKE_OTHERS else "'"
        return self.represent_scalar('tag:yaml.org,2002:str', text, style=style)


_Dumper.add_representer(str, _Dumper.represent_text)


def yaml_text(data: Any) -> str:
    """Give plain data as the text of a file."""
    # Not the dumper of libyaml, which not all have: it folds lines elsewhere.
    text: str = yaml.dump(data, Dumper=_Dumper, sort_keys=False, allow_unicode=True, width=120)
    return text
