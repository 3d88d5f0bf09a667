"""The closed vocabularies: each key with the words that readers see for it.

The keys are what authors type; the words are messages of the catalogue. A key is never renamed.
"""

from __future__ import annotations

from difflib import get_close_matches
from typing import TYPE_CHECKING, Final, NamedTuple

from sphinxext_privacy.messages import N_

if TYPE_CHECKING:
    from collections.abc import Mapping


PROCESSORS: Final = frozenset({'processor', 'sub-processor'})
"""The roles of recipients that process data for somebody else, under a contract of Art. 28 GDPR."""


def is_processing_agreement(role: str) -> bool:
    """Tell whether the ``agreement`` with a recipient of *role* (empty: not stated) is a data processing agreement.

    With others, such as independent controllers, people make contracts too, and Art. 28 is not about these.
    """
    return not role or role in PROCESSORS


class Vocabulary(NamedTuple):
    """A closed set of keys."""

    name: str
    help: str
    labels: Mapping[str, str]

    def nearest(self, value: str) -> str:
        """Give the key that *value* was probably meant to be, or an empty string."""
        return nearest(value, self.labels)


def nearest(value: str, names: Mapping[str, object] | set[str] | frozenset[str] | list[str]) -> str:
    """Give the one of *names* that *value* was probably meant to be, or an empty string."""
    folded = _folded(value)
    if folded in names:
        return folded
    # Some have capital letters, such as rules; how alike two names are must not depend on these.
    by_form: dict[str, str] = {}
    for name in sorted(names):
        by_form.setdefault(_folded(name), name)
    if folded in by_form:
        return by_form[folded]
    close = get_close_matches(folded, by_form, n=1, cutoff=0.6)
    return by_form[close[0]] if close else ''


def _folded(name: str) -> str:
    return '-'.join(name.strip().casefold().replace('_', ' ').split())


VOCABULARIES: Final[dict[str, Vocabulary]] = {
    vocabulary.name: vocabulary
    for vocabulary in (
        Vocabulary(
            'data-categories',
            'Categories of personal data.',
            {
                'name': N_('Name'),
                'username': N_('Username or display name'),
                'account-identifier': N_('Account identifier'),
                'email-address': N_('Email address'),
                'postal-address': N_('Postal address'),
                'telephone-number': N_('Telephone number'),
                'other-contact': N_('Other contact information'),
                'organization': N_('Organization or employer'),
                'job-title': N_('Job title'),
                'biography': N_('Biography'),
                'photograph': N_('Photograph'),
                'voice-recording': N_('Voice or sound recording'),
                'country': N_('Country of residence'),
                'region': N_('State or province'),
                'precise-location': N_('Precise location'),
                'ip-address': N_('IP address'),
                'user-agent': N_('HTTP User-Agent'),
                'operating-system': N_('Operating system'),
                'device-identifier': N_('Device identifier'),
                'cookie-identifier': N_('Cookie identifier'),
                'browser-fingerprint': N_('Browser fingerprint'),
                'pages-viewed': N_('Pages viewed'),
                'referrer': N_('Referring page'),
                'search-history': N_('Search history'),
                'usage': N_('Usage of the service'),
                'error-report': N_('Error report'),
                'performance-data': N_('Performance data'),
                'billing': N_('Billing information'),
                'payment-card': N_('Payment card'),
                'bank-account': N_('Bank account'),
                'purchase-history': N_('Purchases and registrations'),
                'communication-preference': N_('Communication preferences'),
                'language': N_('Language'),
                'message-content': N_('Content of messages to us'),
                'password': N_('Password or other secret'),
                'authentication-log': N_('Sign-in history'),
                'public-content': N_('Content the person publishes'),
                'date-of-birth': N_('Date of birth'),
                'age-range': N_('Age range'),
                'gender': N_('Gender'),
                'nationality': N_('Nationality'),
                'dietary-preference': N_('Dietary preferences and requirements'),
                'ethnicity': N_('Racial or ethnic origin'),
                'religion': N_('Religious or philosophical belief'),
                'political-opinion': N_('Political opinion'),
                'trade-union': N_('Trade union membership'),
                'sexual-orientation': N_('Sex life or sexual orientation'),
                'health': N_('Health'),
                'disability': N_('Disability or access needs'),
                'genetic': N_('Genetic data'),
                'biometric': N_('Biometric data for identification'),
                'criminal': N_('Criminal convictions and offences'),
                'government-id': N_('Government identifier'),
                'tax-identifier': N_('Tax identifier'),
                'curriculum-vitae': N_('Work history'),
                'education': N_('Education'),
                'inferences': N_('Inferences about the person'),
            },
        ),
        Vocabulary(
            'purposes',
            'Kinds of purposes.',
            {
                'provide-service': N_('Provide the service'),
                'host-service': N_('Host and deliver the service'),
                'account-management': N_('Manage accounts'),
                'register-event': N_('Register for events'),
                'authenticate': N_('Sign people in'),
                'process-payment': N_('Process payments'),
                'support': N_('Answer questions'),
                'notify': N_('Service messages'),
                'newsletter': N_('Mailing lists and newsletters'),
                'inform': N_('Information about the organization and its events'),
                'advertise': N_('Advertising'),
                'personalised-advertising': N_('Personalised advertising'),
                'analytics': N_('Usage statistics'),
                'performance-monitoring': N_('Performance monitoring'),
                'error-monitoring': N_('Error monitoring'),
                'improve-service': N_('Administer and improve the service'),
                'security': N_('Security'),
                'prevent-fraud': N_('Prevent and detect fraud'),
                'prevent-abuse': N_('Prevent misuse'),
                'legal-obligation': N_('Meet legal obligations'),
                'legal-claims': N_('Protect and enforce legal rights'),
                'contract': N_('Perform a contract'),
                'sponsor-contact': N_('Connect people with sponsors'),
                'public-record': N_('Public record and attribution'),
                'public-dataset': N_('Public statistical data set'),
                'research': N_('Research'),
                'personalise': N_('Personalise content'),
                'recruitment': N_('Recruit staff'),
                'membership': N_('Manage members'),
                'donations': N_('Handle donations'),
                'community-conduct': N_('Moderate and enforce conduct rules'),
                'train-ai': N_('Train machine learning models'),
                'aggregate': N_('Produce aggregate reports'),
            },
        ),
        Vocabulary(
            'legal-bases',
            'Legal bases of GDPR Art. 6(1).',
            {
                'consent': N_('Consent'),
                'contract': N_('Performance of a contract, or steps before one'),
                'legal-obligation': N_('Legal obligation'),
                'vital-interests': N_('Vital interests'),
                'public-task': N_('Task in the public interest or official authority'),
                'legitimate-interests': N_('Legitimate interests'),
            },
        ),
        Vocabulary(
            'art9-conditions',
            'Conditions of GDPR Art. 9(2) for special categories of data.',
            {
                'explicit-consent': N_('Explicit consent'),
                'employment-social': N_('Employment, social security and social protection law'),
                'vital-interests': N_('Vital interests'),
                'not-for-profit': N_('Members of a not-for-profit body'),
                'made-public': N_('Data that the person made public'),
                'legal-claims': N_('Legal claims'),
                'substantial-public-interest': N_('Substantial public interest'),
                'health-care': N_('Health or social care'),
                'public-health': N_('Public health'),
                'archiving-research': N_('Archiving, research or statistics'),
            },
        ),
        Vocabulary(
            'transfer-mechanisms',
            'What a transfer to a third country rests on, GDPR Art. 45 to 49.',
            {
                'adequacy': N_('Adequacy decision'),
                'scc': N_('Standard data protection clauses of the Commission'),
                'scc-authority': N_('Standard data protection clauses of an authority'),
                'bcr': N_('Binding corporate rules'),
                'public-instrument': N_('Binding instrument between public bodies'),
                'code-of-conduct': N_('Approved code of conduct'),
                'certification': N_('Approved certification'),
                'ad-hoc-clauses': N_('Clauses authorised by an authority'),
                'derogation-consent': N_('Derogation: explicit consent'),
                'derogation-contract': N_('Derogation: contract with the person'),
                'derogation-contract-interest': N_('Derogation: contract in the interest of the person'),
                'derogation-public-interest': N_('Derogation: public interest'),
                'derogation-claims': N_('Derogation: legal claims'),
                'derogation-vital': N_('Derogation: vital interests'),
                'derogation-register': N_('Derogation: public register'),
                'derogation-compelling': N_('Derogation: compelling legitimate interests (second subparagraph)'),
                'none-needed': N_('No transfer outside the EEA'),
            },
        ),
        Vocabulary(
            'rights',
            'Rights of the person under GDPR and CCPA.',
            {
                'informed': N_('Be informed'),
                'access': N_('Access'),
                'rectification': N_('Rectification'),
                'erasure': N_('Erasure'),
                'restriction': N_('Restriction'),
                'portability': N_('Data portability'),
                'object': N_('Object'),
                'no-automated-decision': N_('Not to be subject to a solely automated decision'),
                'withdraw-consent': N_('Withdraw consent'),
                'complain': N_('Complain to a supervisory authority'),
                'know': N_('Know / access'),
                'delete': N_('Delete'),
                'correct': N_('Correct'),
                'opt-out': N_('Opt out of sale or sharing'),
                'limit': N_('Limit use of sensitive personal information'),
                'non-retaliation': N_('No retaliation'),
            },
        ),
        Vocabulary(
            'recipient-roles',
            'Roles of a recipient.',
            {
                'processor': N_('Processor'),
                'sub-processor': N_('Sub-processor'),
                'independent-controller': N_('Independent controller'),
                'joint-controller': N_('Joint controller'),
                'third-party': N_('Third party'),
                'public': N_('The public'),
                'authority': N_('Public authority'),
            },
        ),
        Vocabulary(
            'recipient-categories',
            'What a recipient does.',
            {
                'hosting': N_('Hosting'),
                'cdn': N_('Content delivery network'),
                'monitoring': N_('Monitoring'),
                'analytics': N_('Analytics'),
                'payment': N_('Payment'),
                'email': N_('E-mail'),
                'support': N_('Support'),
                'ticketing': N_('Ticketing'),
                'identity': N_('Sign-in and identity'),
                'advertising': N_('Advertising'),
                'public': N_('The public'),
                'authority': N_('Public authority'),
                'sponsor': N_('Sponsor'),
                'professional-adviser': N_('Professional adviser'),
                'other': N_('Other'),
            },
        ),
        Vocabulary(
            'handling',
            'What happens to the data at a recipient.',
            {
                'stored': N_('Stored'),
                'transits': N_('In transit'),
                'processed': N_('Processed'),
                'sent': N_('Sent'),
            },
        ),
        Vocabulary(
            'data-sources',
            'Where data come from, GDPR Art. 14(2)(f).',
            {
                'data-subject': N_('You'),
                'observed': N_('Observed while you use the service'),
                'third-party': N_('A third party'),
                'public': N_('Publicly accessible sources'),
                'non-public': N_('Sources that are not public'),
                'inferred': N_('Inferred from other data'),
            },
        ),
        Vocabulary(
            'provision',
            'Whether data must be given, GDPR Art. 13(2)(e).',
            {
                'statutory': N_('Required by law'),
                'contractual': N_('Required by contract'),
                'contract-prerequisite': N_('Needed to enter into a contract'),
                'voluntary': N_('Voluntary'),
            },
        ),
        Vocabulary(
            'visibility',
            'Who can see data.',
            {
                'public': N_('Public'),
                'private': N_('Not public'),
            },
        ),
        Vocabulary(
            'data-subjects',
            'Kinds of persons.',
            {
                'visitor': N_('Visitors'),
                'user': N_('Users'),
                'member': N_('Members'),
                'customer': N_('Customers'),
                'participant': N_('Participants'),
                'subscriber': N_('Subscribers'),
                'applicant': N_('Applicants'),
                'employee': N_('Employees'),
                'child': N_('Children'),
            },
        ),
        Vocabulary(
            'cookie-categories',
            'What a cookie is for.',
            {
                'strictly-necessary': N_('Strictly necessary'),
                'functional': N_('Functional'),
                'analytics': N_('Analytics'),
                'marketing': N_('Marketing'),
                'security': N_('Security'),
            },
        ),
        Vocabulary(
            'cookie-kinds',
            'Kinds of storage on the device of a reader.',
            {
                'http-cookie': N_('HTTP cookie'),
                'local-storage': N_('Local storage'),
                'session-storage': N_('Session storage'),
                'indexed-db': N_('IndexedDB'),
                'pixel': N_('Pixel'),
                'service-worker-cache': N_('Service worker cache'),
            },
        ),
        Vocabulary(
            'cookie-parties',
            'Who sets a cookie.',
            {
                'first': N_('First-party'),
                'third': N_('Third-party'),
            },
        ),
        Vocabulary(
            'security-measures',
            'Kinds of security measures, GDPR Art. 32.',
            {
                'encryption-in-transit': N_('Encryption in transit'),
                'encryption-at-rest': N_('Encryption at rest'),
                'access-control': N_('Access control'),
                'multi-factor-authentication': N_('Multi-factor authentication'),
                'pseudonymisation': N_('Pseudonymisation'),
                'anonymisation': N_('Anonymisation'),
                'backup': N_('Backups'),
                'activity-monitoring': N_('Activity monitoring'),
                'vulnerability-testing': N_('Vulnerability testing'),
                'penetration-testing': N_('Penetration testing'),
                'staff-training': N_('Staff training'),
                'incident-management': N_('Incident management'),
                'physical-access-control': N_('Physical access control'),
                'processor-contract': N_('Contracts with processors'),
            },
        ),
        Vocabulary(
            'controller-roles',
            'Whether a controller is alone or one of several, GDPR Art. 26.',
            {
                'sole': N_('Sole controller'),
                'joint': N_('Joint controller'),
            },
        ),
        Vocabulary(
            'interest-holders',
            'Whose interest is pursued, GDPR Art. 6(1)(f).',
            {
                'controller': N_('The controller'),
                'third-party': N_('A third party'),
            },
        ),
        Vocabulary(
            'decision-grounds',
            'What a solely automated decision rests on, GDPR Art. 22(2).',
            {
                'contract': N_('Contract'),
                'law': N_('Law'),
                'explicit-consent': N_('Explicit consent'),
            },
        ),
        Vocabulary(
            'decision-safeguards',
            'Safeguards of a solely automated decision, GDPR Art. 22(3).',
            {
                'human-intervention': N_('Human intervention'),
                'express-view': N_('Expressing your point of view'),
                'contest': N_('Contesting the decision'),
            },
        ),
        Vocabulary(
            'statuses',
            'Where a notice is in its life.',
            {
                'draft': N_('Draft'),
                'active': N_('Active'),
                'superseded': N_('Superseded'),
            },
        ),
        Vocabulary(
            'informed',
            'When persons are told of data that come from elsewhere.',
            {
                'within-a-month': N_('within a month'),
                'first-communication': N_('with the first message to you'),
                'first-disclosure': N_('when the data are first passed on'),
                'exempt': N_('not at all, by an exemption'),
            },
        ),
        Vocabulary(
            'regimes',
            'Profiles of rules.',
            {
                'gdpr': N_('GDPR'),
                'uk-gdpr': N_('UK GDPR'),
                'ccpa': N_('CCPA'),
                'lgpd': N_('LGPD'),
                'fadp': N_('FADP'),
                'ropa': N_('Record of processing activities'),
            },
        ),
        Vocabulary(
            'children',
            'Whether a service is directed to children, GDPR Art. 8.',
            {
                'directed': N_('Directed to children'),
                'not-directed': N_('Not directed to children'),
            },
        ),
        Vocabulary(
            'topics',
            'What a statement states.',
            {
                'controller': N_('Controller'),
                'dpo': N_('Data protection officer'),
                'representative': N_('Representative'),
                'purposes': N_('Purposes'),
                'legal-basis': N_('Legal basis'),
                'legitimate-interests': N_('Legitimate interests'),
                'recipients': N_('Recipients'),
                'transfers': N_('Transfers to third countries'),
                'retention': N_('Retention'),
                'rights': N_('Your rights'),
                'withdraw-consent': N_('Withdrawal of consent'),
                'complaint': N_('Complaints'),
                'provision': N_('Whether you must give the data'),
                'automated-decisions': N_('Automated decisions'),
                'source': N_('Source of the data'),
                'children': N_('Children'),
                'security': N_('Security'),
                'changes': N_('Changes to the notice'),
                'cookies': N_('Cookies'),
                'analytics': N_('Analytics'),
                'contact': N_('Contact'),
                'sale': N_('Sale of data'),
            },
        ),
        Vocabulary(
            'change-kinds',
            'Kinds of changes to a notice.',
            {
                'added': N_('Added'),
                'changed': N_('Changed'),
                'removed': N_('Removed'),
                'corrected': N_('Corrected'),
            },
        ),
        Vocabulary(
            'styles',
            'How entries are shown.',
            {
                'bullet': N_('Bulleted list'),
                'definition': N_('Definition list'),
                'table': N_('Table'),
                'card': N_('Cards'),
                'hidden': N_('Not shown'),
            },
        ),
    )
}
