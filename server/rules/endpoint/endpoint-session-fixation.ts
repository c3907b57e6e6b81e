/** Sessions that keep their id when somebody signs in, so that whoever has planted the id is signed in, too. */
import { renewSession } from '../fixes/renewSession';
import { type CallView, callRule, type Report } from '../rule';
import page from './endpoint-session-fixation.md';

export const endpointSessionFixation = callRule({
  id: 'endpoint-session-fixation',
  title: 'Session id not renewed at login',
  severity: 'medium',
  cwe: [384],
  api: ['API2'],
  top10: ['A07'],
  asvs: ['7.2.4'],
  page,
  advice: 'Give the session a new id before you keep in it who has signed in.',
  on: ['session-principal', 'session-renewal'],
  check: (call, kind) => (kind === 'session-renewal' ? switchedOff(call) : kept(call)),
  fixes: [renewSession],
});

function switchedOff(call: CallView): readonly Report[] {
  const off = call.role('off');
  const said = off
    ? /sessionFixation\s*\(\s*\)\s*\.\s*none\(|sessionFixation\s*\(\s*(?:\w+\s*->\s*\w+\.none\(\)|[\w.]+::none)\s*\)/.test(off.text)
    : /\bnone$/.test(call.name);
  // Where no sessions are kept, none can be planted.
  if (!said || /STATELESS/.test(call.functionText)) return [];
  return [{ span: off?.span ?? call.span, message: 'A session keeps its id when somebody signs in.' }];
}

const PRINCIPAL = /user|uid|account|member|customer|login|logged|signed|auth|principal|admin/i;
const CHECKS =
  /\.(?:log_?[iI]n|sign_?[iI]n)\(|\b\w*(?:compare|verify|matches|check_?password|checkpw|authenticate|CompareHashAndPassword|valid(?:ate)?_?(?:password|user|credentials))\w*\s*\(|password\w*\s*(?:===?|!==?|\.equals\()/i;
const RENEWS =
  /regenerate|changeSessionId|invalidate\(|cycle_key|RenewToken|\.flush\(|req(?:uest)?\.log_?[iI]n\(|(?<![.\w])login\(|getSession\(\s*true\s*\)|new_session|renew|rotate/;

function kept(call: CallView): readonly Report[] {
  const name = call.role('name');
  if (name && !name.constants?.some((c) => typeof c === 'string' && PRINCIPAL.test(c))) return [];
  const value = call.role('value');
  // Nobody is signed in by that.
  if (value?.constants?.some((c) => !c)) return [];
  const { functionText } = call;
  if (
    !CHECKS.test(functionText) ||
    RENEWS.test(functionText) ||
    call.names.some((n) => /register|sign_?up|profile|update|refresh|middleware/i.test(n))
  )
    return [];
  return [
    {
      span: call.span,
      message: 'Who has signed in is kept in a session whose id was there before, and may be known to somebody else.',
      confidence: 'medium',
    },
  ];
}
