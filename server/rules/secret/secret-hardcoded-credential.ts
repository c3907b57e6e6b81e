/** Passwords, tokens and keys written into the source text, by the name they are given or the parameter they reach. */
import { classify } from '../../data/classify';
import { dataTypeById } from '../../data/taxonomy';
import { environ } from '../fixes/environ';
import { environInPython } from '../fixes/pythonReplace';
import { readFromEnvironment } from '../fixes/readFromEnvironment';
import { literalRule, type NamedLiteral, type Report } from '../rule';
import { entropy, isLabel, isPlaceholder, isProviderFormat, isPublishable, isWordy } from './literalText';
import page from './secret-hardcoded-credential.md';

export const secretHardcodedCredential = literalRule({
  id: 'secret-hardcoded-credential',
  title: 'Credential written into the source',
  severity: 'high',
  cwe: [798, 259],
  api: ['API2'],
  top10: ['A07'],
  asvs: ['13.2.3', '13.3.1'],
  pci: ['8.6.2'],
  page,
  advice: 'Read it from the environment or a secret store, and replace the one that has been published.',
  check,
  fixes: [readFromEnvironment, environInPython, environ],
});

const MIN_LENGTH = 6;
const MAX_LENGTH = 400;

function check(literal: NamedLiteral): Report | undefined {
  const { value, file, span } = literal;
  if (value.length < MIN_LENGTH || value.length > MAX_LENGTH || /[\r\n]/.test(value) || isTestFile(file)) return undefined;
  if (literal.use === 'guessable' || literal.use === 'answered') return undefined;
  if (literal.use === 'argument') {
    if (literal.sink !== 'credential') return undefined;
    return isCredentialArgument(value)
      ? { span, message: `A literal is the credential that \`${literal.name}\` gets.`, confidence: 'high' }
      : undefined;
  }
  const header = headerCredential(literal);
  if (header !== undefined) {
    return header ? { span, message: `A literal is sent as \`${literal.name}\`.`, confidence: 'medium' } : undefined;
  }
  const kind = credentialKind(literal);
  if (!kind || !isCredentialText(value, literal, kind)) return undefined;
  const message =
    literal.use === 'comparison'
      ? `\`${literal.name}\` is compared with a literal, so that the source holds ${titleOf(kind)}.`
      : `The literal given to \`${literal.name}\` is ${titleOf(kind)}.`;
  return { span, message, confidence: isProviderFormat(value) ? 'high' : 'medium' };
}

interface Kind {
  readonly type: string;
  /** People choose it, so that it may be a plain word or a number. */
  readonly chosen: boolean;
}

const titleOf = (kind: Kind): string => dataTypeById(kind.type)?.title ?? 'a credential';

const KINDS: ReadonlySet<string> = new Set(['password', 'secret-key', 'token', 'unclear-token', 'wallet-secret', 'connection-string']);

function credentialKind({ name, owner }: NamedLiteral): Kind | undefined {
  const found = classify(name, owner);
  if (!found || !KINDS.has(found.type)) return undefined;
  return { type: found.type, chosen: found.type === 'password' };
}

/** `Authorization: 'Bearer …'` and `x-api-key: …`; undefined when the name is no such header. */
function headerCredential({ name, value }: NamedLiteral): boolean | undefined {
  if (!/^authorization$/i.test(name)) return undefined;
  const match = /^(?:Bearer|Basic|Token|ApiKey|Key) +(\S{6,})$/i.exec(value);
  return match !== null && !isPlaceholder(match[1]) && !isWordy(match[1]);
}

function isCredentialArgument(value: string): boolean {
  const text = value.replace(/^(?:Bearer|Basic|Token) +/i, '');
  return (
    text.length >= MIN_LENGTH && !isPlaceholder(text) && !isPublishable(text) && !/^-----BEGIN (?:\w+ )?(?:PUBLIC|CERTIFICATE)/.test(text)
  );
}

function isCredentialText(value: string, literal: NamedLiteral, kind: Kind): boolean {
  if (isPlaceholder(value) || isPublishable(value) || isLabel(value, literal.name)) return false;
  if (isProviderFormat(value)) return !(value.startsWith('AIza') && /firebase/i.test(literal.owner ?? ''));
  if (kind.type === 'connection-string') return /^[a-z][a-z0-9+.-]*:\/\/[^/@\s:]+:[^/@\s]+@/i.test(value);
  if (/^[a-z][a-z0-9+.-]*:\/\//i.test(value)) return !isPlaceholderUrl(value);
  return kind.chosen ? looksChosen(value, literal) : looksMade(value);
}

function isPlaceholderUrl(value: string): boolean {
  return /\/\/(?:user|username|login)?:(?:pass|password|pwd|secret)@/i.test(value);
}

/** A password somebody has thought up. */
function looksChosen(value: string, literal: NamedLiteral): boolean {
  if (/^[a-z]+(?:[.:][a-z]+)+$/i.test(value)) return false;
  if (/[0-9]/.test(value) || /[^\p{L}\w\s.-]/u.test(value)) return !isWordy(value);
  // Letters alone: a word in another language beside other words for people to read.
  if (TRANSLATIONS.test(literal.file)) return false;
  // A kind of field or a strategy where a property is set, a password where a variable is.
  if (literal.use === 'property' && literal.owner === undefined) return false;
  return !isWordy(value) && !/^[a-z]+(?:[A-Z][a-z]+)+$/.test(value);
}

/** Files that hold what people read, in one language each: `translations/de.ts`, `locales/pt-BR/login.js`, `messages_pt-BR.ts`. */
const TRANSLATIONS =
  /(?:^|\/)(?:translations?|locales?|i18n|l10n|langs?|languages?|nls|intl|messages)\/|(?:^|[/._-])[a-z]{2}(?:[-_][A-Z]{2}|\.json)\.[cm]?[jt]s$/;

/** A key or token as machines make them, or a mixture nobody uses for a name. */
function looksMade(value: string): boolean {
  if (!/^[\w+/=.~!@#$%^&*()-]+$/.test(value) || isWordy(value)) return false;
  if (/^\d+$/.test(value) || value.length < 8) return false;
  const mixed = /[0-9]/.test(value) && /[a-z]/i.test(value);
  if (value.length >= 16)
    return (mixed && entropy(value) >= 3) || (entropy(value) >= 3.5 && /[A-Z]/.test(value) && /[a-z]/.test(value) && !isCamel(value));
  return mixed && entropy(value) >= 2.7;
}

/** `refreshTokenStorageName`: words, each begun by a capital. */
const isCamel = (value: string): boolean => /^[a-z]{2,}(?:[A-Z][a-z]{2,})+$|^(?:[A-Z][a-z]{2,})+$/.test(value);

const TEST_FILE =
  /(?:^|\/)(?:tests?|__tests__|__mocks__|specs?|e2e|cypress|fixtures?|mocks?|stories|examples?|docs?|demos?|benchmarks?|testdata|test-data)\/|[._-](?:test|spec|stories|mock|fixture|e2e)s?\.(?:[cm]?[jt]sx?|py)$|(?:^|\/)(?:test_[^/]*|conftest)\.py$/i;

function isTestFile(file: string): boolean {
  return TEST_FILE.test(file);
}
