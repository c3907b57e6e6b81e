/** A function before an Express handler that verifies who has sent an event. */
import type { Edit } from '../../base/edit';
import type { RouteEntry } from '../../base/route';
import type { FlatTree } from '../../syntax/flatTree';
import type { FixContext } from '../fix';
import { placeBeforeHandlers } from './guardJavascript';
import { bringIntoScope, importsOf } from './javascriptImport';
import { isInScope, joined } from './javascriptScope';
import { fileIndent, fileNewline, fileQuote, fileSemicolon } from './javascriptText';
import { calleeOf, enclosingStatement, nameIsTaken, nodesIn } from './javascriptTree';
import type { Sender } from './senders';

const GUARD = 'verifySignature';

export function verifyInExpress(context: FixContext, { span, way, path }: RouteEntry, sender: Sender): readonly Edit[] | undefined {
  const { tree, file, nodeAt } = context;
  const [express] = importsOf(tree).filter((i) => i.module === 'express');
  const local = express?.bindings.find((b) => b.name === '*' || b.name === 'default')?.local;
  const statement = enclosingStatement(tree, nodeAt(span));
  if (local === undefined || statement < 0 || nameIsTaken(tree, GUARD)) return undefined;
  const before = `${local}.raw({ type: '*/*' }), ${GUARD}`.replaceAll("'", fileQuote(tree));
  const parser = parserOf(tree, nodeAt(span), local);
  // A body that has been read before cannot be read as it was sent.
  const texts = [tree.text, ...way.flatMap(({ place }) => (place && context.look(place.file)?.text) ?? [])];
  if (texts.some((text) => /\.use\([^\n]*\b(?:express|bodyParser|bodyparser)\.(?:json|urlencoded)\(/.test(text))) return undefined;
  const placed = parser === undefined ? placeBeforeHandlers(context, span, before) : { file, span: tree.span(parser), text: before };
  const start = tree.start(statement);
  const check = sender.name === 'Stripe' ? byStripe(context, sender, start) : byHmac(context, sender, path);
  if (!placed || !check) return undefined;
  return joined([...check.imports, { file, span: { start, end: start }, text: guardText(tree, file, check) }, placed]);
}

/** What parses the body on its way to this handler alone. */
function parserOf(tree: FlatTree, node: number, express: string): number | undefined {
  let call = node;
  while (call > 0 && tree.type(call) !== 'call_expression') call = tree.parent(call);
  const args = call <= 0 ? [] : tree.namedChildren(tree.childNamed(call, 'arguments'));
  return args.find((n) => tree.type(n) === 'call_expression' && tree.textOf(calleeOf(tree, n)) === `${express}.json`);
}

interface Check {
  readonly imports: readonly Edit[];
  /** Before the function. */
  readonly above: readonly string[];
  /** In it; a tab stands for a step of indentation. */
  readonly lines: readonly string[];
}

/** The environment's values are text, as far as the compiler has to know. */
const setting = (file: string, name: string): string => `process.env.${name}${/\.[mc]?tsx?$/.test(file) ? ' as string' : ''}`;

function byHmac({ tree, file }: FixContext, { header, prefix, encoding, key, way, name }: Sender, path: string): Check | undefined {
  const crypto = bringIntoScope(tree, file, { module: 'crypto', name: '*', local: 'crypto' });
  // Twilio signs the address and the fields, in an order of its own.
  if (!crypto || way === 'library') return undefined;
  const isTimed = way === 'time';
  const signed = isTimed ? '`v0:${timestamp}:${req.body}`' : 'req.body';
  const start = prefix === '' ? '' : `'${prefix}' + `;
  const isForm = name === 'Slack' && /command|interact|action|slash/i.test(path);
  return {
    imports: crypto.edits,
    above: [],
    lines: [
      ...(isTimed ? ["const timestamp = req.get('x-slack-request-timestamp') ?? '';"] : []),
      `const expected = ${start}${crypto.text}.createHmac('sha256', ${setting(file, key)}).update(${signed}).digest('${encoding}');`,
      `const signature = req.get('${header.toLowerCase()}') ?? '';`,
      `const isSame = signature.length === expected.length && ${crypto.text}.timingSafeEqual(Buffer.from(signature), Buffer.from(expected));`,
      ...(isTimed ? ['const isRecent = Math.abs(Date.now() / 1000 - Number(timestamp)) < 300;'] : []),
      `if (!isSame${isTimed ? ' || !isRecent' : ''}) return res.status(400).end();`,
      isForm ? 'req.body = Object.fromEntries(new URLSearchParams(String(req.body)));' : 'req.body = JSON.parse(req.body);',
      'next();',
    ],
  };
}

/** By the client that the file has, or by one that is made for it. */
function byStripe({ tree, file }: FixContext, { header, key }: Sender, at: number): Check | undefined {
  const own = [...nodesIn(tree, 0)].find(
    (n) =>
      tree.type(n) === 'variable_declarator' &&
      /^(?:new Stripe\(|require\(['"]stripe['"]\)\()/.test(tree.textOf(tree.childNamed(n, 'value'))),
  );
  const known = own === undefined ? undefined : tree.textOf(tree.childNamed(own, 'name'));
  if (known !== undefined && !isInScope(tree, known, at)) return undefined;
  const scope = known === undefined ? bringIntoScope(tree, file, { module: 'stripe', name: 'default', local: 'Stripe' }) : undefined;
  if (known === undefined && (!scope || nameIsTaken(tree, 'stripe'))) return undefined;
  const client = known ?? 'stripe';
  return {
    imports: scope?.edits ?? [],
    above: scope ? [`const stripe = new ${scope.text}(${setting(file, 'STRIPE_SECRET_KEY')});`, ''] : [],
    lines: [
      'try {',
      `\treq.body = ${client}.webhooks.constructEvent(req.body, req.get('${header.toLowerCase()}') ?? '', ${setting(file, key)});`,
      '} catch {',
      '\treturn res.status(400).end();',
      '}',
      'next();',
    ],
  };
}

function guardText(tree: FlatTree, file: string, { above, lines }: Check): string {
  const params = /\.[mc]?tsx?$/.test(file) ? 'req: any, res: any, next: () => void' : 'req, res, next';
  const all = [...above, `function ${GUARD}(${params}) {`, ...lines.map((line) => `\t${line}`), '}', '', ''];
  const text = all.join(fileNewline(tree)).replaceAll('\t', fileIndent(tree)).replaceAll("'", fileQuote(tree));
  return fileSemicolon(tree) === '' ? text.replace(/;(?=\r?\n)/g, '') : text;
}
