/** Passwords that people may choose so short that they are guessed, or that are cut off. */

import { longerPasswords } from '../fixes/longerPasswords';
import { literalRule, type NamedLiteral, type Report } from '../rule';
import page from './endpoint-weak-password-policy.md';

export const endpointWeakPasswordPolicy = literalRule({
  id: 'endpoint-weak-password-policy',
  title: 'Passwords accepted too short or unchecked, or empty',
  severity: 'low',
  cwe: [521, 258],
  api: ['API2'],
  top10: ['A07'],
  asvs: ['6.2.1', '6.2.5', '6.2.9'],
  pci: ['8.3.6'],
  page,
  advice: 'Ask for eight characters at least, better twelve, allow sixty-four, and refuse what is known to have leaked.',
  check,
  fixes: [longerPasswords],
});

const LEAST = 8;
/** Longer ones have to be possible: people use phrases, and programs that remember them. */
const MOST = 64;

function check({ use, value, name, span, file }: NamedLiteral): Report | undefined {
  const length = Number(value);
  // What a framework itself begins with, for others to say.
  if (/(?:^|\/)global_settings\.py$/.test(file)) return undefined;
  if (use === 'most') {
    if (length >= MOST || length < LEAST) return undefined;
    return {
      span,
      message: `\`${name}\` may have ${length} characters at most: phrases and generated passwords are refused.`,
      confidence: 'medium',
    };
  }
  if (use !== 'least') return undefined;
  if (name === 'AUTH_PASSWORD_VALIDATORS')
    return {
      span,
      message: 'Any password is taken, even an empty one: `AUTH_PASSWORD_VALIDATORS` is empty.',
      severity: 'medium',
      confidence: 'high',
    };
  // Whether there is one at all is another question.
  if (length <= 1 || length >= LEAST) return undefined;
  return { span, message: `\`${name}\` may be a password of ${length} characters.`, confidence: 'high' };
}
