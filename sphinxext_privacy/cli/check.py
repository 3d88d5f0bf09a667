"""``sphinx-privacy check``: runs the rules over docs without writing a page."""

from __future__ import annotations

import sys
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING, Final

from sphinxext_privacy.cli.command import FINDINGS, NOTHING_TO_SAY, Command, WrongUse
from sphinxext_privacy.cli.project import add_docs_argument, add_reading_options, docs_of, read_docs

if TYPE_CHECKING:
    import argparse
    from collections.abc import Iterable, Iterator

    from sphinx.application import Sphinx

    from sphinxext_privacy.exports.records import Exported
    from sphinxext_privacy.reports.records import Report, ReportedFinding
    from sphinxext_privacy.rules.outcome import Severity

FORMATS: Final = ('text', 'json', 'sarif')
LEVELS: Final[dict[str, tuple[Severity, ...]]] = {
    'error': ('error',),
    'warning': ('error', 'warning'),
    'info': ('error', 'warning', 'info'),
}
"""Which findings count, by the value of ``--fail-on``."""
BASELINE: Final = 'privacy-baseline.toml'
"""Where the baseline is written where nothing else is said."""
NO_NOTICE: Final = 'no page declares a notice with privacy-notice, so no regime was asked'
NO_REASON: Final = 'Found when the baseline was written.'
"""The reason that a new baseline gives; authors put theirs in its place."""


def _arguments(parser: argparse.ArgumentParser) -> None:
    add_docs_argument(parser)
    parser.add_argument(
        '--format', choices=FORMATS, default='text', help='how findings are printed; without it, as text'
    )
    parser.add_argument('-o', '--output', metavar='FILE', help='write them to this file instead')
    parser.add_argument(
        '--fail-on',
        choices=tuple(LEVELS),
        default='warning',
        help='the least level of a finding that makes the exit status 1; without it, warning, which warnings about '
        'wrong options, settings and register files have too',
    )
    parser.add_argument(
        '--write-baseline',
        action='store_true',
        help='accept all findings of now: write them to the baseline, where reasons that stand there already stay',
    )
    parser.add_argument(
        '--baseline',
        metavar='FILE',
        help=f'the baseline; without it, that of privacy_baseline in conf.py, else {BASELINE} beside conf.py',
    )
    parser.add_argument(
        '--reason', metavar='TEXT', default=NO_REASON, help='with --write-baseline: why what is new there is accepted'
    )
    add_reading_options(parser)


def _run(options: argparse.Namespace) -> int:
    docs = replace(docs_of(options), findings=False)
    if options.baseline:
        # Paths on the command line start from where the command runs, those of conf.py beside it.
        docs = docs.with_setting('privacy_baseline', str(Path(options.baseline).resolve()))
    with read_docs(docs) as app:
        exported = _exported(app)
        if options.write_baseline:
            return _write_baseline(app, options)
        unnoticed = list(_unnoticed(app, docs.folder))
    text = _text(exported, options.format, docs.folder)
    if options.output:
        _write(Path(options.output), text)
    elif text:
        sys.stdout.write(text)
    if options.format == 'text':
        for line in unnoticed if any(notice.ident for notice in exported.report.notices) else [NO_NOTICE]:
            print(f'sphinx-privacy check: {line}', file=sys.stderr)
    if docs.mistakes:
        message = f'warnings about what the docs or their settings state: {len(docs.mistakes)}'
        print(f'sphinx-privacy check: {message}; what is wrong was left out', file=sys.stderr)
    counted = LEVELS[options.fail_on]
    failed = any(finding.severity in counted for finding in _open(exported.report))
    return FINDINGS if failed or (docs.mistakes and 'warning' in counted) else NOTHING_TO_SAY


def _unnoticed(app: Sphinx, folder: Path) -> Iterator[str]:
    """Say which entries belong to no notice, so that no overview, no rule of a regime and no file has them."""
    from sphinxext_privacy.lifecycle import domain_of
    from sphinxext_privacy.model.kinds import KINDS

    for docname, document in sorted(domain_of(app.env).documents.items()):
        for entry in document.entries:
            if entry.kind == 'notice' or entry.notice:
                continue
            path = entry.source or folder / Path(app.env.doc2path(docname, base=False))
            name = f'{KINDS[entry.kind].directive} {entry.idents[0]!r}'
            yield f'{path}:{entry.line}: {name} belongs to no notice; declare one before it, or name one with :notice:'


def _exported(app: Sphinx) -> Exported:
    from sphinxext_privacy.exports.gather import gather
    from sphinxext_privacy.lifecycle import domain_of

    return gather(domain_of(app.env), app.builder.get_target_uri)


def _open(report: Report) -> Iterable[ReportedFinding]:
    """Give the findings that are not accepted, in the order of notices and rules."""
    return (
        finding for notice in report.notices for row in notice.rows for finding in row.findings if not finding.accepted
    )


def _text(exported: Exported, form: str, folder: Path) -> str:
    if form == 'json':
        from sphinxext_privacy.exports.report_json import report_json_text

        return report_json_text(exported)
    if form == 'sarif':
        from sphinxext_privacy.exports.report_sarif import report_sarif_text

        return report_sarif_text(exported)
    lines = [_line(finding, folder) for finding in _open(exported.report)]
    found = [finding.severity for finding in _open(exported.report)]
    accepted = sum(
        bool(finding.accepted) for notice in exported.report.notices for row in notice.rows for finding in row.findings
    )
    notices = sum(bool(notice.ident) for notice in exported.report.notices)
    counts = ', '.join(
        f'{words}: {number}'
        for words, number in (
            ('notices', notices),
            ('errors', found.count('error')),
            ('warnings', found.count('warning')),
            ('infos', found.count('info')),
            ('accepted', accepted),
        )
    )
    return ''.join(f'{line}\n' for line in (*lines, counts))


def _line(finding: ReportedFinding, folder: Path) -> str:
    place = finding.place
    where = f'{(folder / place.file).as_posix()}:{place.line}: ' if place.file else ''
    words = f'{place.subject}: {finding.message} {finding.remedy}'
    return f'{where}{finding.severity}: {words} ({finding.rule.ident}: {finding.rule.law})'


def _write_baseline(app: Sphinx, options: argparse.Namespace) -> int:
    from sphinxext_privacy.checks.report import baseline_of
    from sphinxext_privacy.lifecycle import domain_of
    from sphinxext_privacy.rules.baseline import baseline_text
    from sphinxext_privacy.rules.table import RULES

    path = Path(app.confdir) / (app.config.privacy_baseline or BASELINE)
    domain = domain_of(app.env)
    accepted, problems = baseline_of(domain)
    if problems and path.exists():
        raise WrongUse(f'{path}:{problems[0].line}: {problems[0].message}; nothing was written')
    findings = [
        finding
        for judged in domain.verdict.notices
        for row in judged.rows
        for finding in row.findings
        if not finding.accepted or finding.fingerprint in accepted
    ]
    still = {finding.fingerprint for finding in findings}
    ran = domain.verdict.ran
    kept = {
        fingerprint: item
        for fingerprint, item in accepted.items()
        # What a rule found that did not run here, such as one that looks at written pages, is accepted as before.
        if fingerprint in still or (item.rule in RULES and item.rule not in ran)
    }
    _write(path, baseline_text(findings, kept, options.reason))
    if not options.quiet and not options.silent:
        print(f'{path}: written, accepted findings: {len(still | kept.keys())}')
        if not app.config.privacy_baseline:
            print(f"For builds to know it, set privacy_baseline = '{path.name}' in conf.py.")
    return NOTHING_TO_SAY


def _write(path: Path, text: str) -> None:
    from sphinxext_privacy.files import write_if_changed

    try:
        write_if_changed(path, text.encode())
    except OSError as error:
        raise WrongUse(f'{path}: this file cannot be written: {error.strerror}') from error


COMMAND = Command(
    'check',
    'tell what is missing in notices, and what contradicts itself',
    'Runs the rules over the docs, and writes no page: those for consistency, and those of the regimes that conf.py or '
    'a notice names. What is accepted, there or in the baseline, is not told again. It tells presence and '
    'consistency, and is no legal advice.',
    _arguments,
    _run,
)
