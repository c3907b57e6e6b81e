/** Tokens for a new password that can be guessed, or that whoever asks gets in the answer. */
import { keepResetBack, randomReset } from '../fixes/randomReset';
import { literalRule, type NamedLiteral, type Report } from '../rule';
import page from './endpoint-insecure-password-reset.md';

export const endpointInsecurePasswordReset = literalRule({
  id: 'endpoint-insecure-password-reset',
  title: 'Reset or verification token guessable, leaked or reusable',
  severity: 'high',
  cwe: [640, 330, 613],
  api: ['API2'],
  top10: ['A07'],
  asvs: ['6.4.1', '6.4.3', '6.5.5'],
  page,
  fixes: [randomReset, keepResetBack],
  advice: 'Make it of random bytes, send it to the address of the account alone, keep its hash, and let it end with its first use.',
  check,
});

function check({ use, name, span }: NamedLiteral): Report | undefined {
  if (use === 'guessable')
    return {
      span,
      message: `\`${name}\` is made of what anybody knows or can try, and lets whoever has it set a new password.`,
      confidence: 'medium',
    };
  if (use === 'answered')
    return {
      span,
      message: `\`${name}\` goes to whoever asks for a new password, for any account.`,
      severity: 'critical',
      confidence: 'medium',
    };
  return undefined;
}
