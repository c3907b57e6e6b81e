/** What becomes of the client's word: which of the places that take it decide or cost something. */
import { claimOf } from '../../data/claimWords';
import { splitWords } from '../../data/words';
import type { FlowView } from '../rule';

type Verdict = ReturnType<NonNullable<import('../rule').FlowRule['judge']>>;

export function judgeClaim(flow: FlowView): Verdict {
  if (flow.unknownCall) return 'drop';
  if (flow.sink === 'decision') return judgeDecision(flow);
  if (flow.sink === 'charge') return judgeCharge(flow);
  if (flow.sink === 'claimed-variable') return claimOf(flow.sinkName) === 'link' ? 'drop' : judgeIdentity(flow);
  switch (claimOf(flow.sinkName)) {
    case 'money':
      return judgePrice(flow);
    case 'rights':
      return ofTransport(flow) ? judgeIdentity(flow) : judgeRegistration(flow);
    case 'identity':
      return judgeIdentity(flow);
    default:
      return 'drop';
  }
}

// --- conditions

/** Whoever asks is known, and what they may is looked up. */
const LOOKS_AT_PRINCIPAL =
  /\b(?:user|account|member|principal|session|decoded\w*|token|auth|identity|claims|current_?\w+|locals|me|who|actor|viewer)\b[\w.?!()[\]'"]*\.\W?(?:get_?)?(?:is_?)?(?:admin|superuser|staff|role|permission|can|scope|authorit)\w*|\bhas_?(?:role|permission|authority|perm|scope)\w*\(|\bis_?admin\((?:req|request|user|c|ctx)\b|\bIsInRole\b|\bisUserInRole\b/i;
/** What the framework has put beside the request. */
const OF_PRINCIPAL = /\b(?:user|session|current_?user|principal|identity|auth|locals)\b\W*[.[(]/i;
/** What is decided has to do with how records are, not with what the client may. */
const EDITS =
  /\b(?:is_?admin|roles?|permissions?|approved)['"\]]*\s*=[^=>]|\.(?:push|add|append|set_?[rR]oles?|setAdmin|add_?[rR]oles?)\(|\b(?:roles?|is_?admin|approved)\s*:(?!=)/i;
const MANAGES =
  /\b(?:create|register|invite|update|add|edit|new|save|import|sign_?up)_?(?:user|account|member|employee|staff|admin|customer)/i;
const ANSWERS_NO = /\b40[13]\b|forbid|unauthori[sz]|denied|not_?allowed|PermissionError|abort|deny/i;
const BAD_REQUEST = /\b(?:400|422)\b|bad_?request|validation|unprocessable|required/i;
/** Something is done there that not everybody may. */
const DOES =
  /\b\w*(?:delete|remove|update|create|insert|save|grant|refund|transfer|charge|pay|approve|export|send|write|exec|find|query|select|all|list|fetch|drop|reset|release|publish|commit|book|submit)\w*\s*\(|\bnext\(\)/i;
const NARROWS = /\b(?:filters?|where|criteria|conditions?|qs|queryset|stmt)\b\s*(?:\.|\[|=|\()/;
const OF_QUERY = /\bquery\b|\bargs\b|\bGET\b|Query\(|getParameter|RequestParam|searchParams|query_params/;
/** Words of what a role is compared with that not everybody has. */
const PRIVILEGED =
  /['"](?:\w*admin\w*|root|owner|manager|staff|moderator|superuser|editor|supervisor|employee|doctor|teacher|agent|operator|internal|service|system)['"]/i;

function judgeDecision(flow: FlowView): Verdict {
  const { sinkName, functionText, place } = flow;
  if (OF_PRINCIPAL.test(sinkName)) return 'drop';
  const role = /role|permission/i.test(sinkName);
  if (role && !PRIVILEGED.test(sinkName)) return 'drop';
  if (LOOKS_AT_PRINCIPAL.test(functionText.replaceAll(sinkName, ''))) return 'drop';
  const next = following(flow);
  // A record is filled in, or the form is not complete.
  const near = next.slice(0, 160);
  if (EDITS.test(near) || (BAD_REQUEST.test(near) && !ANSWERS_NO.test(next.slice(0, 120)))) return 'drop';
  if (isAgainst(flow, next)) return 'drop';
  // A list is narrowed down to those who have it.
  const refuses = ANSWERS_NO.test(next.slice(0, 200));
  if (!refuses && EDITS.test(next)) return 'drop';
  if (!refuses && (NARROWS.test(next) || (OF_QUERY.test(`${place} ${flow.sourceText}`) && !/admin|root|super/i.test(sinkName))))
    return 'drop';
  const transport = ofTransport(flow);
  if (role && !transport && MANAGES.test(functionText.slice(0, 200))) return 'drop';
  if (refuses || DOES.test(next)) return { confidence: transport || !role ? 'high' : 'medium' };
  return { confidence: 'medium', severity: 'medium' };
}

/** Whoever claims the right is turned away, and whoever does not goes on: nobody gets anything by the claim. */
function isAgainst({ sinkName, before }: FlowView, next: string): boolean {
  // What is kept for later is asked there.
  if (/[^=!<>]=\s*\(?\s*$/.test(before)) return false;
  const negated = /!==?|\bnot\b|\bis not\b|^!/.test(sinkName) || /(?:!|\bnot)\s*\(?\s*$/.test(before);
  if (negated) return /^[\s)}{]*(?:return\s+)?next\(/.test(next);
  const [first] = next.slice(0, 200).split(/\belse\b|\bnext\(|\n\s*\}/);
  return ANSWERS_NO.test(first);
}

/** Some text behind the condition. */
function following({ sinkName, after, functionText }: FlowView): string {
  const at = functionText.indexOf(sinkName + after.slice(0, 20));
  return at < 0 ? after : functionText.slice(at + sinkName.length, at + sinkName.length + 400);
}

/** It comes in a header or a cookie, which nobody has signed. */
function ofTransport({ sourceText, place }: FlowView): boolean {
  return /headers?\b|Header|META\b|HTTP_|cookie/i.test(`${place} ${sourceText}`);
}

// --- who somebody is

const NAMES_SOMEBODY =
  /x[-_](?:auth(?:enticated)?[-_])?(?:user|account|tenant|org|role|admin|customer|member|uid|is[-_]admin)(?:[-_]?(?:id|role|name|email))?\b/i;
const SIGNED = /verif|signature|hmac|signed|timing_?safe|compare_?digest|gateway|trusted|proxy|internal_?(?:secret|token)|shared_?secret/i;

function judgeIdentity(flow: FlowView): Verdict {
  const { sourceText, place, functionText } = flow;
  // A header that is passed on is for somebody else to believe.
  if (!ofTransport(flow) || SIGNED.test(functionText) || flow.sinkName.includes('-')) return 'drop';
  const said = /cookie/i.test(`${place} ${sourceText}`) ? claimOf(lastOf(flow)) !== 'none' : NAMES_SOMEBODY.test(`${place} ${sourceText}`);
  if (!said) return 'drop';
  return {
    confidence: 'medium',
    message: '{source} says who asks, and nobody has checked it: any client can send it.',
  };
}

/** The last name that was read below the source. */
function lastOf({ place, sourceText }: FlowView): string {
  return /([A-Za-z_][\w-]*)\W*$/.exec(place)?.[1] ?? /([A-Za-z_][\w-]*)\W*$/.exec(sourceText)?.[1] ?? '';
}

// --- what they may

const REGISTERS =
  /\b(?:register|sign_?up|registration|create_?account)\b|\b(?:register|signup)(?!\w*(?:date|time|at|ed|ip|id)\b)\w*\s*[(=:]/i;
const HASHES = /hash|bcrypt|argon|scrypt|set_?password|encode\(/i;

/** Whoever registers says which role they would like. */
function judgeRegistration(flow: FlowView): Verdict {
  const { functionText, sourceFunctionText, before } = flow;
  const text = `${before.slice(-200)}\n${functionText}`;
  if (claimOf(lastOf(flow)) !== 'rights' || flow.through.has('allow-listed')) return 'drop';
  if (!REGISTERS.test(text) && !REGISTERS.test(sourceFunctionText)) return 'drop';
  if (!HASHES.test(functionText) || LOOKS_AT_PRINCIPAL.test(functionText) || LOOKS_AT_PRINCIPAL.test(sourceFunctionText)) return 'drop';
  if (/===?\s*['"]|!==?\s*['"]|\bin\s*\[|includes\(|allowed|valid_?roles/i.test(rolesIn(functionText))) return 'drop';
  return { confidence: 'high', message: '{source} is the role that whoever registers would like to have.' };
}

/** The lines that speak of roles. */
const rolesIn = (text: string): string =>
  text
    .split('\n')
    .filter((line) => /role|admin/i.test(line))
    .join('\n');

// --- what something costs

const SOLD = new Set('order booking reservation purchase checkout cart basket rental subscription enrollment enrolment ticket'.split(' '));
/** The function has looked up what is sold. */
const PRICED =
  /\b(?:product|listing|item|room|plan|course|event|variant|menu|sku|tour|vehicle|offer|price|flight|seat|book)s?\b[\w.()]*(?:find|get|by_?id|load|fetch|select|query|first|one)/i;
const COMPARED =
  /(?:total|price|amount|discount|sum|cost)\w*(?:\(\))?\s*(?:!==?|===?|<>|<|>)|\b(?:calc\w*|comput\w*|recalc\w*|expected)_?(?:total|price|amount|sum)|\.(?:equals|compareTo)\([^)]*(?:total|price|amount)/i;
const FOR_STAFF = /\bis_?admin\b|\badmin\w*\b|\bstaff\b|has_?role|require_?role|back_?office|\bimport\w*\(|\bseed\w*\(/i;

function judgePrice(flow: FlowView): Verdict {
  const { functionText, sourceFunctionText } = flow;
  if (claimOf(lastOf(flow)) !== 'money' || flow.through.has('bounded') || flow.through.has('allow-listed')) return 'drop';
  const entity = holder(flow).find((name) => splitWords(name).some((w) => SOLD.has(w.replace(/s$/, ''))));
  if (entity === undefined || [functionText, sourceFunctionText].some((t) => COMPARED.test(t) || FOR_STAFF.test(t))) return 'drop';
  return {
    confidence: PRICED.test(functionText) ? 'high' : 'medium',
    message: `The client names the price: what it sends becomes \`${flow.sinkName}\` of \`${entity}\`.`,
  };
}

/** Names of what the field belongs to, innermost first: what is called, made or assigned to. */
function holder({ before, functionText, sinkName }: FlowView): readonly string[] {
  const out: string[] = [];
  let depth = 0;
  for (let i = before.length - 1; i >= 0 && out.length < 4; i--) {
    const c = before[i];
    if (c === ')' || c === '}' || c === ']') depth++;
    else if (c === '(' || c === '{' || c === '[') {
      if (depth > 0) depth--;
      else {
        const name = /([A-Za-z_$][\w$.]*)\s*(?:=|:=|:|=>|\(|\{|\[|return)?\s*$/.exec(before.slice(Math.max(0, i - 80), i))?.[1];
        if (name !== undefined) out.push(name);
      }
    } else if (depth === 0 && c === ';') break;
  }
  const assigned = new RegExp(`([A-Za-z_$][\\w$]*)\\.(?:set)?${sinkName}\\s*(?:=[^=]|\\()`, 'i').exec(functionText)?.[1];
  if (assigned !== undefined) out.push(assigned);
  return out;
}

const GIVEN_FREELY = /donat|tip\b|gratuity|top_?up|wallet|deposit|pledge|contribut|gift|add_?funds|load_?balance|payout|invoice_?pay/i;

function judgeCharge(flow: FlowView): Verdict {
  const { functionText, sourceFunctionText, file, sourceFile, before } = flow;
  if (flow.through.has('string-method')) return 'drop';
  if ([functionText, sourceFunctionText, file, sourceFile, before].some((t) => GIVEN_FREELY.test(t))) return 'drop';
  if ([functionText, sourceFunctionText].some((t) => COMPARED.test(t) || FOR_STAFF.test(t))) return 'drop';
  return claimOf(lastOf(flow)) === 'money' || /amount|price|total/i.test(lastOf(flow)) ? { confidence: 'high' } : 'drop';
}
