"""The reference pages, made from the code: what stands in them cannot differ from what the package does.

Each directive here builds standard nodes while its page is read, and notes the modules it reads as dependencies.
"""

from __future__ import annotations

import argparse
import re
import sys
from abc import ABC, abstractmethod
from typing import TYPE_CHECKING, Any, Final, cast, get_args

from docutils import nodes
from reference_nodes import Row, code, field_list, grid, label_link, words
from sphinx.util.docutils import SphinxDirective

from sphinxext_privacy import config, diagnostics
from sphinxext_privacy.changes import material
from sphinxext_privacy.changes.material import ADDED, MATERIAL, REASONS, REMOVED, How
from sphinxext_privacy.cli import check, command, diff, lock, project
from sphinxext_privacy.cli import main as commands
from sphinxext_privacy.cli import schema as schema_command
from sphinxext_privacy.domain import indices, roles
from sphinxext_privacy.domain.privacy import PrivacyDomain
from sphinxext_privacy.exports import forms, losses, records, report_schema
from sphinxext_privacy.exports import schema as json_schema
from sphinxext_privacy.model import fields, kinds, overviews, vocabularies
from sphinxext_privacy.model.fields import COMMON, STYLES, Field, FieldType, Kind
from sphinxext_privacy.model.kinds import BY_DIRECTIVE, BY_TABLE, KINDS
from sphinxext_privacy.model.overviews import EXTRA, MATRIX, OPTIONS, OVERVIEWS, SCOPES, SUBJECT, Overview
from sphinxext_privacy.model.vocabularies import VOCABULARIES
from sphinxext_privacy.pdf import settings as pdf_settings
from sphinxext_privacy.publish import settings as publish_settings
from sphinxext_privacy.rendering import terms
from sphinxext_privacy.rendering.compose import SINGLE
from sphinxext_privacy.rules import rule, table
from sphinxext_privacy.rules.rule import CONSISTENCY, REGIMES, Profile, Rule
from sphinxext_privacy.rules.table import RULES
from sphinxext_privacy.words import periods

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence
    from types import ModuleType

    from sphinx.application import Sphinx
    from sphinx.domains.rst import ReSTDomain
    from sphinx.domains.std import StandardDomain
    from sphinx.util.typing import ExtensionMetadata

TYPE_WORDS: Final[dict[FieldType, str]] = {
    'prose': 'prose',
    'blocks': 'paragraphs',
    'text': 'text',
    'texts': 'texts',
    'lines': 'lines',
    'id': 'id',
    'ids': 'ids',
    'link': 'link',
    'url': 'address',
    'email': 'e-mail address',
    'phone': 'phone number',
    'contact': 'contact',
    'countries': 'countries',
    'date': 'date',
    'retention': 'period',
    'flag': 'yes or no',
    'key': 'key',
    'keys': 'keys',
    'number': 'number',
    'negative': 'none',
    'terms': 'sentence',
}
"""What the types of fields are called in tables; each is explained under ``value-<type>`` on its page."""

assert set(TYPE_WORDS) == set(get_args(FieldType))

PERIODS: Final = (
    'P90D',
    'P1Y6M',
    'P2W',
    'PT12H',
    'P90D after account deletion',
    'until 2027-12-31',
    'until account deletion',
    'session',
    'not stored',
    'indefinite',
)
"""One example of each form that a period can have."""

CHOICES: Final = {'scopes': SCOPES, 'overview-styles': overviews.STYLES}
"""The words that an option of an overview takes, the default first."""

TYPE_NAMES: Final[dict[type, str]] = {
    list: 'a list',
    str: 'text',
    dict: 'a table',
    bool: 'True or False',
    int: 'a whole number',
}
"""What the types of settings are called."""

ARGUMENTS: Final = {
    'notice': 'the id of the notice; without one, a slug of the name of the document',
    'processor': 'an id of the register, several with commas between them, or the `name` of the entry',
    'statement': 'the topic, or an id of the register',
    'change': 'the date',
}
"""What the argument is, of those directives that differ from the others."""


PROFILES: Final[dict[Profile, str]] = {
    'consistency': 'What agrees with the rest',
    'gdpr-common': 'What the GDPR asks of every notice',
    'gdpr-13': 'Data collected from the person (GDPR 13)',
    'gdpr-14': 'Data not obtained from the person (GDPR 14)',
    'cookies': 'Cookies and similar storage',
    'style': 'Plain words',
    'html': 'The pages',
    'i18n': 'Languages',
    'changes': 'Changes and reviews',
    'ropa': 'Records of processing (GDPR 30)',
    'ccpa': 'California',
    'lgpd': 'Brazil',
    'fadp': 'Switzerland',
}
"""The profiles of rules in the order of their page, with what their sections are called."""

assert set(PROFILES) == set(get_args(Profile))


class ReferenceDirective(SphinxDirective, ABC):
    """A directive that reads modules of the package."""

    modules: tuple[ModuleType, ...] = ()

    def run(self) -> list[nodes.Node]:
        """Note what the nodes depend on, and make them."""
        for path in (__file__, *(module.__file__ for module in self.modules)):
            if path:
                self.env.note_dependency(path)
        return self.make()

    @abstractmethod
    def make(self) -> list[nodes.Node]:
        """Make the nodes."""

    def section(self, label: str, title: Sequence[nodes.Node], *content: nodes.Node) -> nodes.section:
        """Make a section that links can name by *label*."""
        made = nodes.section('', nodes.title('', '', *title), *content, ids=[label], names=[label])
        self.state.document.note_explicit_target(made)
        return made

    def note_directive(self, name: str) -> None:
        """List a directive in the inventory, by both names; its section has the label ``directive-<name>``."""
        domain = cast('ReSTDomain', self.env.domains['rst'])
        for shown in (name, f'{PrivacyDomain.name}:{name}'):
            domain.note_object('directive', shown, f'directive-{name}', location=self.get_location())


class DirectiveFields(ReferenceDirective):
    """What a directive takes: the argument is its name."""

    required_arguments = 1
    modules = (kinds, fields)

    def make(self) -> list[nodes.Node]:
        """Make the facts about the directive, and the table of its fields."""
        kind = BY_DIRECTIVE[self.arguments[0]]
        self.note_directive(kind.directive)
        return [
            nodes.paragraph('', '', *words(kind.help)),
            field_list(self._facts(kind)),
            field_table(kind.fields),
        ]

    def _facts(self, kind: Kind) -> list[tuple[str, list[nodes.Node]]]:
        argument = ARGUMENTS.get(kind.name, '')
        if not argument:
            name = f'the `{kind.title_field}` of the entry'
            argument = f'an id of the register, or {name}' if kind.table else name
        if kind.takes_list:
            argument = f'{argument}; without one, the body is a bullet list, one entry a bullet'
        style: list[nodes.Node] = [code(kind.style)]
        if kind.name in SINGLE:
            style = words('none: prose, or a line with dates; `hidden` shows nothing')
        facts: list[tuple[str, list[nodes.Node]]] = [('Argument', words(argument)), ('Default style', style)]
        if kind.table:
            facts.append(('Table of the register', [code(kind.table)]))
        if kind.is_object:
            facts.append(('Role', [code(f'privacy:{kind.name}')]))
        if kind.law:
            facts.append(('Law', [nodes.Text(kind.law)]))
        return facts


class CommonOptions(ReferenceDirective):
    """The options that all directives take."""

    modules = (fields,)

    def make(self) -> list[nodes.Node]:
        """Make their table."""
        return [field_table(COMMON)]


def field_table(items: Sequence[Field]) -> nodes.table:
    """Make the table of *items*."""
    rows: list[Row] = [[[code(item.name)], _value(item), _meaning(item)] for item in items]
    return grid(('Field', 'Value', 'Meaning'), (22, 24, 54), rows)


def _value(item: Field) -> list[nodes.Node]:
    found: list[nodes.Node] = [label_link(f'value-{item.type}', TYPE_WORDS[item.type])]
    if item.vocabulary:
        found += [nodes.Text(' of '), label_link(f'vocabulary-{item.vocabulary}', item.vocabulary)]
    elif item.refers_to == '*':
        found.append(nodes.Text(' of any entry'))
    elif item.refers_to in KINDS:
        kind = KINDS[item.refers_to]
        found += [nodes.Text(' of '), label_link(f'directive-{kind.directive}', kind.directive)]
    return found


def _meaning(item: Field) -> list[nodes.Node]:
    found: list[nodes.Node] = [nodes.paragraph('', '', *words(item.help))]
    remarks = []
    if item.law:
        remarks.append(item.law)
    if item.shared:
        remarks.append('same in all notices')
    if item.machine:
        remarks.append('recorded, not shown')
    if remarks:
        text = ' · '.join(remarks)
        found.append(nodes.paragraph('', '', nodes.emphasis(text, text)))
    return found


class OverviewOptions(ReferenceDirective):
    """The options of the overviews."""

    modules = (overviews,)

    def make(self) -> list[nodes.Node]:
        """Make their table."""
        rows: list[Row] = [[[code(item.name)], self._value(item), words(item.help)] for item in OPTIONS.values()]
        return [grid(('Option', 'Value', 'Meaning'), (15, 35, 50), rows)]

    def _value(self, item: Field) -> list[nodes.Node]:
        if item.vocabulary in CHOICES:
            default, *others = CHOICES[item.vocabulary]
            return [code(default), nodes.Text(' (default), '), *codes(others)]
        if item.name in {'columns', 'sort', 'group'}:
            return [nodes.Text('a field' if item.type == 'text' else 'fields')]
        if item.name == 'where':
            return words('`field: value`, with commas between several')
        return _value(item)


class OverviewFields(ReferenceDirective):
    """The fields that lists have beside those of their entries."""

    modules = (overviews,)

    def make(self) -> list[nodes.Node]:
        """Make their table."""
        rows: list[Row] = [[[code(item.name)], words(item.help)] for item in EXTRA.values()]
        rows.append([[code(SUBJECT.name)], words(f'{SUBJECT.help} In `retention-list` only.')])
        return [grid(('Field', 'Meaning'), (20, 80), rows)]


class OverviewFacts(ReferenceDirective):
    """What an overview lists, and what it can show of it: the argument is its name."""

    required_arguments = 1
    modules = (overviews, kinds)

    def make(self) -> list[nodes.Node]:
        """Make the facts about the overview."""
        overview = OVERVIEWS[self.arguments[0]]
        self.note_directive(overview.directive)
        return [nodes.paragraph('', '', *words(overview.help)), field_list(self._facts(overview))]

    def _facts(self, overview: Overview) -> list[tuple[str, list[nodes.Node]]]:
        facts: list[tuple[str, list[nodes.Node]]] = [('Options', codes(overview.options))]
        # The whole notice has a heading for each kind of entry.
        if overview.shape != 'whole':
            facts.append(('Caption', [nodes.Text(overview.caption)]))
        made_of = self._kinds(overview)
        if overview.shape == 'report':
            made_of = [nodes.Text('what the '), label_link('rules', 'rules'), nodes.Text(' say')]
        facts.append(('Made of', made_of))
        if overview.needs:
            facts.append(('If they state', codes(overview.needs, ' or ')))
        if overview.columns:
            facts.append(('Columns', codes(overview.columns)))
        if overview.sort:
            facts.append(('Order', codes(overview.sort)))
        if overview.shape == 'matrix':
            facts.append(('Possible columns', codes(MATRIX, ' or ')))
        elif 'columns' in overview.options:
            facts.append(('All fields', codes(overview.fields)))
        if overview.law:
            facts.append(('Law', [nodes.Text(overview.law)]))
        return facts

    def _kinds(self, overview: Overview) -> list[nodes.Node]:
        found: list[nodes.Node] = []
        for name in overview.kinds:
            directive = KINDS[name].directive
            found += [*([nodes.Text(', ')] if found else []), label_link(f'directive-{directive}', directive)]
        return found


def codes(names: Iterable[str], between: str = ', ') -> list[nodes.Node]:
    """Give *names* as code."""
    found: list[nodes.Node] = []
    for name in names:
        found += [*([nodes.Text(between)] if found else []), code(name)]
    return found


class Vocabularies(ReferenceDirective):
    """All vocabularies, a section for each."""

    modules = (vocabularies,)

    def make(self) -> list[nodes.Node]:
        """Make the sections."""
        found: list[nodes.Node] = []
        for vocabulary in VOCABULARIES.values():
            rows: list[Row] = [[[code(key)], [nodes.Text(label)]] for key, label in vocabulary.labels.items()]
            used = self._used(vocabulary.name)
            help_text = nodes.paragraph('', '', *words(vocabulary.help), *used)
            table = grid(('Key', 'What readers see'), (40, 60), rows)
            found.append(self.section(f'vocabulary-{vocabulary.name}', [code(vocabulary.name)], help_text, table))
        return found

    def _used(self, name: str) -> list[nodes.Node]:
        found: list[nodes.Node] = []
        for kind in KINDS.values():
            for item in kind.fields:
                if item.vocabulary == name:
                    found += [
                        nodes.Text(', ' if found else ' Used by '),
                        code(item.name),
                        nodes.Text(' of '),
                        label_link(f'directive-{kind.directive}', kind.directive),
                    ]
        if not found and any(item.vocabulary == name for item in COMMON):
            found = [nodes.Text(' Used by '), code('style'), nodes.Text(' of every directive')]
        return [*found, nodes.Text('.')] if found else []


class Settings(ReferenceDirective):
    """All settings, a section for each; links can name it by ``setting-`` and its name with hyphens."""

    modules = (config, publish_settings, pdf_settings)

    def make(self) -> list[nodes.Node]:
        """Make the sections."""
        found: list[nodes.Node] = []
        standard = cast('StandardDomain', self.env.domains['std'])
        for setting in (*config.SETTINGS, *publish_settings.SETTINGS, *pdf_settings.SETTINGS):
            # A switch also takes what "-D" on the command line makes of it.
            known = (bool,) if bool in setting.types else setting.types
            types = ' or '.join(TYPE_NAMES[item] for item in known if item in TYPE_NAMES)
            facts = field_list([('Value', [nodes.Text(types)]), ('Default', [code(repr(setting.default))])])
            label = f'setting-{setting.name.replace("_", "-")}'
            # Sphinx before 7.4 knows no settings.
            if 'confval' in standard.object_types:
                standard.note_object('confval', setting.name, label, location=self.get_location())
            found.append(
                self.section(label, [code(setting.name)], nodes.paragraph('', '', *words(setting.help)), facts)
            )
        return found


class Warnings(ReferenceDirective):
    """All subtypes of warnings."""

    modules = (diagnostics,)

    def make(self) -> list[nodes.Node]:
        """Make their table."""
        rows: list[Row] = [
            [[code(f'{diagnostics.WARNING_TYPE}.{subtype}')], words(text)]
            for subtype, text in sorted(diagnostics.DESCRIPTIONS.items())
        ]
        return [grid(('Warning', 'Meaning'), (30, 70), rows)]


class Rules(ReferenceDirective):
    """All rules, a section for each profile; links can name a rule by ``rule-`` and its id in small letters."""

    modules = (rule, table, *dict.fromkeys(sys.modules[item.check.__module__] for item in RULES.values()))

    def make(self) -> list[nodes.Node]:
        """Make the sections."""
        found: list[nodes.Node] = []
        for profile, title in PROFILES.items():
            rules = [self._rule(item) for item in RULES.values() if item.profile == profile]
            if rules:
                facts = field_list([('Profile', [code(profile)]), ('Regimes', self._regimes(profile))])
                found.append(self.section(f'profile-{profile}', [nodes.Text(title)], facts, *rules))
        return found

    def _regimes(self, profile: Profile) -> list[nodes.Node]:
        if profile == CONSISTENCY:
            return [nodes.Text('always')]
        return codes(name for name, profiles in REGIMES.items() if profile in profiles)

    def _rule(self, item: Rule) -> nodes.section:
        severity: list[nodes.Node] = [code(item.severity)]
        if not item.on:
            severity += words(', and off unless `privacy_rules` gives it a level')
        facts: list[tuple[str, Sequence[nodes.Node]]] = [('Severity', severity)]
        if item.law != CONSISTENCY:
            facts.append(('Law', [nodes.Text(item.law)]))
        facts.append(('What satisfies it', words(item.remedy)))
        must = nodes.paragraph('', '', *words(item.text))
        return self.section(f'rule-{item.id.lower()}', [code(item.id)], must, field_list(facts))


class Roles(ReferenceDirective):
    """All roles."""

    modules = (roles, kinds)

    def make(self) -> list[nodes.Node]:
        """Make their table."""
        rows: list[Row] = []
        for name in roles.ROLES:
            target, text = '`privacy-notice`', 'The date of the notice, in words; `.` is the notice of this page.'
            if name in KINDS:
                target, text = f'`{KINDS[name].directive}`', 'The name of the entry, as a link to where it stands.'
            full = f'{PrivacyDomain.name}:{name}'
            shown = code(full)
            shown['ids'].append(f'role-{name}')
            cast('ReSTDomain', self.env.domains['rst']).note_object(
                'role', full, f'role-{name}', location=self.get_location()
            )
            rows.append([[shown], words(target), words(text)])
        return [grid(('Role', 'Names', 'Shows'), (30, 25, 45), rows)]


class ObjectTypes(ReferenceDirective):
    """All object types of the domain."""

    modules = (roles, kinds)

    def make(self) -> list[nodes.Node]:
        """Make their table."""
        rows: list[Row] = [
            [[code(f'privacy:{name}')], [nodes.Text(str(item.lname))], [code(KINDS[name].directive)]]
            for name, item in PrivacyDomain.object_types.items()
        ]
        return [grid(('Object type', 'Called', 'Directive'), (35, 35, 30), rows)]


class Indices(ReferenceDirective):
    """All indices of the domain."""

    modules = (indices,)

    def make(self) -> list[nodes.Node]:
        """Make their table."""
        rows: list[Row] = []
        for index in PrivacyDomain.indices:
            name = f'{PrivacyDomain.name}-{index.name}'
            link = label_link(name, str(index.localname))
            rows.append([[code(name)], [link]])
        return [grid(('Index', 'Page'), (40, 60), rows)]


class Styles(ReferenceDirective):
    """All styles, with what readers get."""

    modules = (vocabularies, fields)

    def make(self) -> list[nodes.Node]:
        """Make their table."""
        defaults = {style: [kind for kind in KINDS.values() if kind.style == style] for style in STYLES}
        rows: list[Row] = []
        for style in STYLES:
            used: list[nodes.Node] = []
            for kind in defaults[style]:
                if kind.name not in SINGLE:
                    used += [*([nodes.Text(', ')] if used else []), code(kind.directive)]
            rows.append([[code(style)], [nodes.Text(VOCABULARIES['styles'].labels[style])], used])
        return [grid(('Style', 'What readers see', 'Default of'), (20, 25, 55), rows)]


class RegisterTables(ReferenceDirective):
    """All tables of the register."""

    modules = (kinds,)

    def make(self) -> list[nodes.Node]:
        """Make their table."""
        rows: list[Row] = [
            [[code(kind.table)], [label_link(f'directive-{kind.directive}', kind.directive)], words(kind.help)]
            for kind in BY_TABLE.values()
        ]
        return [grid(('Table', 'Directive', 'What it holds'), (25, 25, 50), rows)]


class JsonObjects(ReferenceDirective):
    """The keys of an object of ``privacy.json``: the argument is its name in the schema, or nothing for the whole."""

    optional_arguments = 1
    modules: tuple[ModuleType, ...] = (json_schema,)

    def schema(self) -> Any:
        """Give the schema that is described."""
        return json_schema.privacy_json_schema()

    def make(self) -> list[nodes.Node]:
        """Make their table from the schema."""
        schema = self.schema()
        item = schema['$defs'][self.arguments[0]] if self.arguments else schema
        rows: list[Row] = []
        for name, value in item['properties'].items():
            target = value.get('$ref', '').rpartition('/')[2]
            text = value.get('description') or schema['$defs'].get(target, {}).get('description', '')
            needed = 'always' if name in item['required'] else 'where known'
            rows.append([[code(name)], words(needed), words(text)])
        return [grid(('Key', 'There', 'Meaning'), (20, 20, 60), rows)]


class ReportObjects(JsonObjects):
    """The keys of an object of ``report.json``."""

    modules = (report_schema,)

    def schema(self) -> Any:
        """Give the schema that is described."""
        return report_schema.report_json_schema()


class JsonTables(ReferenceDirective):
    """All tables of entries of ``privacy.json``."""

    modules = (kinds, records)

    def make(self) -> list[nodes.Node]:
        """Make their table."""
        rows: list[Row] = []
        for name, listed in records.TABLES.items():
            directive = KINDS[name].directive
            rows.append([[code(listed)], [label_link(f'directive-{directive}', directive)]])
        return [grid(('Table', 'Fields'), (40, 60), rows)]


class JsonValues(ReferenceDirective):
    """What each type of value is in ``privacy.json``."""

    modules = (json_schema, fields)

    def make(self) -> list[nodes.Node]:
        """Make their table."""
        rows: list[Row] = [
            [[label_link(f'value-{name}', TYPE_WORDS[name])], words(json_schema.TYPES[name][1])]
            for name in get_args(FieldType)
        ]
        return [grid(('Value', 'In JSON'), (40, 60), rows)]


class Sentences(ReferenceDirective):
    """The standard sentences about agreement and policy."""

    modules = (terms,)

    def make(self) -> list[nodes.Node]:
        """Make their table, without those for several recipients at once."""
        rows: list[Row] = []
        for (alone, *known), sentence in terms.SENTENCES.items():
            names = [name for name, stated in zip(('agreement', 'policy', 'controller'), known, strict=True) if stated]
            # Without an agreement, the sentence is the same with and without a controller.
            if alone and names != ['policy', 'controller']:
                rows.append([[nodes.Text(', '.join(names))], [nodes.Text(sentence)]])
        return [grid(('You stated', 'Readers see'), (30, 70), rows)]


class Periods(ReferenceDirective):
    """The forms in which periods are stated, with what readers see."""

    modules = (periods,)

    def make(self) -> list[nodes.Node]:
        """Make their table from examples."""
        rows: list[Row] = []
        for typed in PERIODS:
            shown = periods.retention_words(periods.parse_retention(typed), 'en', str)
            rows.append([[code(typed)], [nodes.Text(shown)]])
        return [grid(('You type', 'Readers see'), (50, 50), rows)]


class Commands(ReferenceDirective):
    """All commands, a section for each; links can name it by ``command-`` and its name."""

    modules = (commands, command, project, check, lock, diff, schema_command)

    def make(self) -> list[nodes.Node]:
        """Make the sections from what the commands declare."""
        return [self._section(item) for item in commands.COMMANDS]

    def _section(self, item: command.Command) -> nodes.section:
        parser = argparse.ArgumentParser(item.name, add_help=False)
        item.arguments(parser)
        actions = parser._actions
        named = [self._name(action) for action in actions if not action.option_strings]
        usage = ' '.join([commands.PROGRAM, item.name, '[OPTIONS]', *named])
        rows: list[Row] = [
            [[code(self._name(action))], words(self._help(action))]
            # What must be said first, as in the usage.
            for action in sorted(actions, key=lambda action: bool(action.option_strings))
        ]
        return self.section(
            f'command-{item.name}',
            [code(f'{commands.PROGRAM} {item.name}')],
            nodes.literal_block(usage, usage, language='sh'),
            nodes.paragraph('', '', *words(item.description)),
            grid(('Argument', 'Meaning'), (35, 65), rows),
        )

    @staticmethod
    def _name(action: argparse.Action) -> str:
        value = action.metavar if isinstance(action.metavar, str) else ','.join(action.choices or ())
        if not action.option_strings:
            return f'[{value}]' if action.nargs == '?' else value
        taken = f' {{{value}}}' if action.choices else f' {value}' if value else ''
        return ', '.join(action.option_strings) + taken

    @staticmethod
    def _help(action: argparse.Action) -> str:
        # Options are code, which a terminal does not mark; in words, two hyphens would become a dash.
        said = re.sub(r'(?<!\S)--[a-z]+(?:-[a-z]+)*', r'`\g<0>`', str(action.help))
        shown = action.choices and action.default is not None and 'without it' not in said
        return f'{said}; `{action.default}` where nothing is said' if shown else said


class Forms(ReferenceDirective):
    """The files of the builder ``privacy``."""

    modules = (forms, losses)

    def make(self) -> list[nodes.Node]:
        """Make their table."""
        rows: list[Row] = []
        for name in forms.FORMS:
            form = forms.form_named(name)
            rows.append([codes(form.paths), words(form.help), [code(name)] if form.publication else []])
        rows.append([codes((losses.MARKDOWN, losses.JSON)), words('What the others do not hold.'), []])
        return [grid(('File', 'What it is', 'Published'), (30, 55, 15), rows)]


class ExitStatus(ReferenceDirective):
    """The exit status of all commands."""

    modules = (command,)

    def make(self) -> list[nodes.Node]:
        """Make its table."""
        rows: list[Row] = [[[code(str(status))], words(text)] for status, text in command.EXIT_STATUS.items()]
        return [grid(('Status', 'Meaning'), (20, 80), rows)]


HOW_WORDS: Final[dict[How, str]] = {
    'value': 'whenever it differs',
    'replaced': 'another one is stated',
    'dropped': 'it is no longer stated',
    'longer': 'longer, or not to be compared',
    'words': 'more than the spelling differs',
    'name': 'another name; words that were added or left out do not count',
    'host': 'links and contacts lead to another host or e-mail address',
}
"""When a field counts, in words."""

assert set(HOW_WORDS) == set(get_args(How))


class Reasons(ReferenceDirective):
    """Why changes matter to people."""

    modules = (material,)

    def make(self) -> list[nodes.Node]:
        """Make their table."""
        rows: list[Row] = [[[code(reason)], words(text)] for reason, text in REASONS.items()]
        return [grid(('Reason', 'What changed'), (25, 75), rows)]


class MaterialEntries(ReferenceDirective):
    """Which entries matter when they come or go."""

    modules = (material, kinds)

    def make(self) -> list[nodes.Node]:
        """Make their table."""
        rows: list[Row] = []
        for name, kind in KINDS.items():
            if name in ADDED or name in REMOVED:
                link = label_link(f'directive-{kind.directive}', kind.directive)
                rows.append([[link], *([code(table[name])] if name in table else [] for table in (ADDED, REMOVED))])
        return [grid(('Directive', 'A new one', 'One that is gone'), (40, 30, 30), rows)]


class MaterialFields(ReferenceDirective):
    """Which facts matter when they change."""

    modules = (material, kinds)

    def make(self) -> list[nodes.Node]:
        """Make their table."""
        rows: list[Row] = []
        for name, rules in MATERIAL.items():
            for field, how in rules.items():
                text = HOW_WORDS[how.how]
                if how.unless:
                    text += f'; not if {" or ".join(f"`{other}`" for other in how.unless)} is stated before and after'
                if how.default is not None:
                    shown = how.default if how.default is not False else 'no'
                    text += f'; `{shown}` is what holds where nothing is stated'
                directive = KINDS[name].directive
                link = label_link(f'directive-{directive}', directive)
                rows.append([[code(field), nodes.Text(' of '), link], [code(how.reason)], words(text)])
        return [grid(('Field', 'Reason', 'It counts'), (40, 15, 45), rows)]


def setup(app: Sphinx) -> ExtensionMetadata:
    """Register the directives of the reference pages."""
    for name, directive in {
        'reference-commands': Commands,
        'reference-common': CommonOptions,
        'reference-directive': DirectiveFields,
        'reference-exit-status': ExitStatus,
        'reference-forms': Forms,
        'reference-indices': Indices,
        'reference-json': JsonObjects,
        'reference-json-tables': JsonTables,
        'reference-json-values': JsonValues,
        'reference-material': MaterialFields,
        'reference-material-entries': MaterialEntries,
        'reference-object-types': ObjectTypes,
        'reference-overview': OverviewFacts,
        'reference-overview-fields': OverviewFields,
        'reference-overview-options': OverviewOptions,
        'reference-periods': Periods,
        'reference-reasons': Reasons,
        'reference-report': ReportObjects,
        'reference-roles': Roles,
        'reference-rules': Rules,
        'reference-sentences': Sentences,
        'reference-settings': Settings,
        'reference-styles': Styles,
        'reference-tables': RegisterTables,
        'reference-vocabularies': Vocabularies,
        'reference-warnings': Warnings,
    }.items():
        app.add_directive(name, directive)
    return {'parallel_read_safe': True, 'parallel_write_safe': True}
