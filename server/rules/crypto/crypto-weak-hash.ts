/** A broken hash function where security depends on it. */
import { dataTypeById } from '../../data/taxonomy';
import { sha256InPython } from '../fixes/pythonReplace';
import { strongerDigest } from '../fixes/strongerDigest';
import { strongerHash } from '../fixes/strongerHash';
import { type FlowRule, type FlowView, flowRule } from '../rule';
import page from './crypto-weak-hash.md';

export const cryptoWeakHash = flowRule({
  id: 'crypto-weak-hash',
  title: 'Broken hash used for a security purpose',
  severity: 'medium',
  cwe: [328, 327],
  top10: ['A04'],
  asvs: ['11.4.1', '11.4.3'],
  page,
  from: 'data',
  to: 'weak-hash-input',
  stoppedBy: ['hashed', 'encrypted', 'masked', 'string-method'],
  message: '{source} is hashed by {sink} with a broken function.',
  advice: 'Use SHA-256, or a password hash such as scrypt or Argon2 for passwords.',
  also: [
    {
      cause: 'source',
      from: 'weak-digest',
      to: 'secret-value',
      severity: 'high',
      message: '{source} is the digest of a broken hash function, and {sink} uses it as a secret.',
    },
  ],
  judge,
  fixes: [strongerHash, sha256InPython, strongerDigest],
});

function judge(flow: FlowView): ReturnType<NonNullable<FlowRule['judge']>> {
  if (flow.source === 'weak-digest') {
    // What was random before is so still.
    if (flow.unknownCall || isProtocol(flow) || RANDOM.test(flow.sourceText)) return 'drop';
    const message = `A digest of a broken hash function becomes \`${flow.sinkName}\`, which must be hard to forge.`;
    // A store of settings gives back what anybody has put into it.
    return flow.sourceFile === flow.file ? { message } : { message, confidence: 'medium' };
  }
  const type = flow.detail === undefined ? undefined : dataTypeById(flow.detail);
  // Names and addresses are hashed for look-ups and pictures; that is another question than the hash's strength.
  if (!type || type.tier > 2 || flow.unknownCall || isProtocol(flow)) return 'drop';
  const confidence = type.id === 'unclear-token' ? 'medium' : 'high';
  return { confidence, message: `{source} holds ${type.title}, and {sink} hashes it with a broken function.` };
}

const RANDOM = /uuid4|urandom|randomBytes|randomUUID|getRandomValues|\bsecrets\.|token_(?:bytes|hex|urlsafe)/;

function isProtocol(flow: FlowView): boolean {
  return (
    PROTOCOL.test(flow.functionText) ||
    PROTOCOL.test(flow.sourceFunctionText) ||
    PROTOCOL_FILE.test(flow.file) ||
    PROTOCOL_FILE.test(flow.sourceFile)
  );
}

/**
 * Protocols that ask for this very function: digest and challenge sign-ins of HTTP, mail, databases and remote desktops among
 * them. Password look-ups send only the first characters.
 */
const PROTOCOL =
  /pwned|hibp|\/range\/|k-?anonym|gravatar|e-?tag\b|content-?md5|sec-websocket|258EAFA5|totp|hotp|oauth_signature|\brealm\b|\bha1\b|c(?:lient_)?nonce\b|cram-?md5|\bapop\b|ntlm|ntowf|native_?password|scramble|postgres\w*md5|AuthenticationMD5/i;
const PROTOCOL_FILE = /(?:^|[/_.-])(?:rdp|ntlm|nla|rfb|vnc|smb|cifs|mschap|radius|snmp|native_password|digest-?auth)(?:[/_.-]|$)/i;
