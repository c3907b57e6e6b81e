/** Takes random values of Java and Go from the system's random source instead of one that can be predicted. */
import type { Edit } from '../../base/edit';
import type { FlatTree } from '../../syntax/flatTree';
import type { Fix, FixContext, FixMaker } from '../fix';
import { argumentsOf, bare, calleeText, isCall, nodesIn, receiverOf, replacement, settledValue } from './codeTree';
import { packageName, withGoImports } from './goImport';
import { withImports } from './inScope';
import { ownFunction } from './ownFunction';

export const secureSource: FixMaker = { languages: ['java', 'go'], make };

function make(context: FixContext): Fix | undefined {
  const { tree, finding, file, nodeAt } = context;
  const [step] = finding.steps;
  if (step?.file !== file) return undefined;
  for (const n of nodesIn(tree, nodeAt(step.span))) {
    const fix = isCall(tree, n) ? (context.language === 'go' ? inGo(context, n) : inJava(context, n)) : undefined;
    if (fix) return fix;
  }
  return undefined;
}

const JAVA_CLASS = 'java.security.SecureRandom';

function inJava(context: FixContext, call: number): Fix | undefined {
  const { tree } = context;
  const needs = [{ javaClass: JAVA_CLASS, name: '' }];
  const title = 'Take it from `SecureRandom`';
  const callee = calleeText(tree, call);
  if (callee === 'Math.random') {
    return { title, kind: 'safe', edits: withImports(context, [replacement(context, call, 'new SecureRandom().nextDouble()')], needs) };
  }
  const receiver = receiverOf(tree, call);
  const made = receiver < 0 ? -1 : bare(tree, settledValue(tree, bare(tree, receiver)));
  if (made < 0 || !/^(?:new (?:java\.util\.)?Random|(?:\w+\.)*ThreadLocalRandom\.current)$/.test(calleeText(tree, made))) return undefined;
  // One with a seed is meant to give the same again.
  if (argumentsOf(tree, made).length > 0) return undefined;
  const edits = [replacement(context, made, 'new SecureRandom()')];
  const declaration = tree.parent(tree.parent(made));
  const type = /^(?:field|local_variable)_declaration$/.test(tree.type(declaration)) ? tree.childNamed(declaration, 'type') : -1;
  if (type >= 0 && tree.textOf(type) === 'Random') edits.push(replacement(context, type, 'SecureRandom'));
  return { title, kind: 'safe', edits: withImports(context, edits, needs) };
}

/** A number that is written out has whatever type it needs. */
const long = (n: string): string => (/^\d+$/.test(n) ? n : `int64(${n})`);

/** What a function of `math/rand` becomes. */
const GO: Readonly<Record<string, (argument: string) => string>> = {
  Intn: (n) => `int(randomBelow(${long(n)}))`,
  IntN: (n) => `int(randomBelow(${long(n)}))`,
  Int63n: (n) => `randomBelow(${n})`,
  Int64N: (n) => `randomBelow(${n})`,
  Int31n: (n) => `int32(randomBelow(${long(n)}))`,
  Int63: () => 'randomBelow(math.MaxInt64)',
  Int64: () => 'randomBelow(math.MaxInt64)',
  Int: () => 'int(randomBelow(math.MaxInt64))',
};

function inGo(context: FixContext, call: number): Fix | undefined {
  const { tree } = context;
  const spec = [...nodesIn(tree, 0)].find((n) => tree.type(n) === 'import_spec' && /"math\/rand(?:\/v2)?"$/.test(tree.textOf(n)));
  const local = spec === undefined ? '' : (/^(\w+)\s/.exec(tree.textOf(spec))?.[1] ?? 'rand');
  const [, , name] = /^(\w+)\.(\w+)$/.exec(calleeText(tree, call)) ?? [];
  if (spec === undefined || calleeText(tree, call) !== `${local}.${name}` || !Object.hasOwn(GO, name)) return undefined;
  const [argument] = argumentsOf(tree, call);
  const text = GO[name](argument === undefined ? '' : tree.textOf(argument));
  const gone = selections(tree, local) === 1 ? tree.textOf(tree.childNamed(spec, 'path')).slice(1, -1) : '';
  const rand = packageName(tree, 'crypto/rand', gone);
  const edits: Edit[] = [replacement(context, call, text), ...ownFunction(context, 'randomBelow', helper(rand))];
  const needs = [...(text.includes('math.') ? ['math'] : []), 'math/big', 'crypto/rand'];
  return { title: 'Take it from `crypto/rand`', kind: 'safe', edits: withGoImports(context, edits, needs, gone) };
}

function selections(tree: FlatTree, local: string): number {
  return [...nodesIn(tree, 0)].filter((n) => tree.type(n) === 'selector_expression' && tree.textOf(tree.childNamed(n, 'operand')) === local)
    .length;
}

function helper(rand: string): string[] {
  return [
    '// randomBelow returns a number below max that nobody can predict.',
    'func randomBelow(max int64) int64 {',
    `\tn, err := ${rand}.Int(${rand}.Reader, big.NewInt(max))`,
    '\tif err != nil {',
    '\t\tpanic(err)',
    '\t}',
    '\treturn n.Int64()',
    '}',
  ];
}
