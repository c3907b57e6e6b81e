/** Puts a safe call of the standard library where an unsafe one stands. */
import type { Edit } from '../../base/edit';
import { splitWords } from '../../data/words';
import type { FlatTree } from '../../syntax/flatTree';
import type { Fix, FixContext, FixMaker } from '../fix';
import { bare, enclosing, findingCall, nodesIn } from './codeTree';
import { moduleInScope } from './pythonImport';
import { fileQuote } from './pythonText';

/** `hashlib.md5` becomes `hashlib.sha256`. */
export const sha256InPython: FixMaker = {
  languages: ['python'],
  make(context) {
    const { tree, file, finding } = context;
    const digest = finding.message.startsWith('A digest');
    const from = digest ? stepNode(context) : findingCall(context)?.call;
    if (from === undefined) return undefined;
    for (const n of nodesIn(tree, from)) {
      if (tree.type(n) !== 'attribute' || !/^hashlib\.(?:md5|sha1)$/.test(tree.textOf(n))) continue;
      const edit = { file, span: tree.span(tree.childNamed(n, 'attribute')), text: 'sha256' };
      return { title: 'Hash with SHA-256', kind: digest ? 'safe' : 'guided', edits: [edit] };
    }
    return undefined;
  },
};

/** Functions of `random` that `secrets` has as well, by other names or the same. */
const SECRETS: Readonly<Record<string, string>> = { choice: 'choice', getrandbits: 'randbits' };

export const secretsModule: FixMaker = {
  languages: ['python'],
  make(context) {
    const { tree, file } = context;
    const from = stepNode(context);
    if (from === undefined) return undefined;
    const call = [...nodesIn(tree, from)].find((n) => tree.type(n) === 'call' && /^random\.\w+$/.test(callee(tree, n)));
    if (call === undefined) return uuid4(context, from);
    const name = callee(tree, call).slice('random.'.length);
    const span = tree.span(tree.childNamed(call, 'function'));
    if (Object.hasOwn(SECRETS, name)) {
      const scope = moduleInScope(tree, file, 'secrets', SECRETS[name]);
      return { title: `Use \`secrets.${SECRETS[name]}\``, kind: 'safe', edits: [{ file, span, text: scope.text }, ...scope.edits] };
    }
    // `randint`, `randrange`, `choices`, `sample` and the others: the same, from the system's random source.
    const scope = moduleInScope(tree, file, 'secrets', 'SystemRandom');
    const edits: Edit[] = [{ file, span, text: `${scope.text}().${name}` }, ...scope.edits];
    return { title: 'Take it from the system’s random source', kind: 'safe', edits };
  },
};

function uuid4({ tree, file }: FixContext, from: number): Fix | undefined {
  const name = [...nodesIn(tree, from)].find((n) => tree.type(n) === 'attribute' && tree.textOf(n) === 'uuid.uuid1');
  if (name === undefined) return undefined;
  return { title: 'Use `uuid.uuid4`', kind: 'safe', edits: [{ file, span: tree.span(name), text: 'uuid.uuid4' }] };
}

/** `eval` of data becomes `ast.literal_eval`. */
export const literalEval: FixMaker = {
  languages: ['python'],
  make(context) {
    const { tree, file } = context;
    const place = findingCall(context);
    if (place?.callee !== 'eval' || place.args.length !== 1) return undefined;
    const scope = moduleInScope(tree, file, 'ast', 'literal_eval');
    const edit = { file, span: tree.span(tree.childNamed(place.call, 'function')), text: scope.text };
    return { title: 'Read it with `ast.literal_eval`', kind: 'guided', edits: [edit, ...scope.edits] };
  },
};

/** `os.environ["NAME"]` where a credential is written out. */
export const environInPython: FixMaker = {
  languages: ['python'],
  make(context) {
    const { tree, file, finding } = context;
    const node = enclosing(tree, context.nodeAt(finding.span), ['string']);
    const name = node < 0 ? undefined : settingName(tree, node);
    if (node < 0 || name === undefined || /^[a-zA-Z]/.test(tree.textOf(node))) return undefined;
    const scope = moduleInScope(tree, file, 'os', 'environ');
    const quote = fileQuote(tree);
    return {
      title: `Read \`${name}\` from the environment`,
      kind: 'guided',
      edits: [{ file, span: tree.span(node), text: `${scope.text}[${quote}${name}${quote}]` }, ...scope.edits],
    };
  },
};

/** `db_password` is DB_PASSWORD; a positional argument takes the name of what it is given to. */
function settingName(tree: FlatTree, literal: number): string | undefined {
  const parent = tree.parent(literal);
  const named = (field: string): string | undefined => {
    const n = tree.childNamed(parent, field);
    return n < 0 || n === literal ? undefined : tree.textOf(n).replaceAll(/^.*\.|^['"]|['"]$/g, '');
  };
  switch (tree.type(parent)) {
    case 'assignment':
      return upper(named('left'));
    case 'keyword_argument':
      return ofService(tree, parent, upper(named('name')));
    case 'default_parameter':
    case 'typed_default_parameter':
      return upper(named('name'));
    case 'pair':
      return ofOwner(tree, parent, upper(named('key')));
    case 'comparison_operator': {
      const other = tree.namedChildren(parent).find((n) => n !== literal && bare(tree, n) === n && tree.type(n) !== 'string');
      return other === undefined ? undefined : upper(tree.textOf(other).replace(/^.*\./, ''));
    }
    case 'argument_list':
      return upper(`${callee(tree, tree.parent(parent)).split('.')[0]}_key`);
    default:
      return undefined;
  }
}

/** A bare `password` takes the name of what it is for: `psycopg2.connect(password=…)`. */
function ofService(tree: FlatTree, argument: number, name: string | undefined): string | undefined {
  if (name === undefined || name.includes('_')) return name;
  const root = callee(tree, tree.parent(tree.parent(argument))).split('.')[0];
  const service = Object.hasOwn(SERVICES, root) ? SERVICES[root] : upper(root);
  return service === undefined ? name : `${service}_${name}`;
}
const SERVICES: Readonly<Record<string, string>> = {
  psycopg2: 'POSTGRES',
  psycopg: 'POSTGRES',
  asyncpg: 'POSTGRES',
  pymysql: 'MYSQL',
  mysql: 'MYSQL',
  MySQLdb: 'MYSQL',
};

/** `STRIPE = {"api_key": …}` is STRIPE_API_KEY. */
function ofOwner(tree: FlatTree, pair: number, name: string | undefined): string | undefined {
  const holder = tree.parent(tree.parent(pair));
  const left = tree.type(holder) === 'assignment' ? upper(tree.textOf(tree.childNamed(holder, 'left'))) : undefined;
  return name === undefined || left === undefined ? name : `${left}_${name}`;
}

function upper(name: string | undefined): string | undefined {
  const words = name === undefined || !/^[A-Za-z_]\w*$/.test(name) ? [] : splitWords(name);
  return words.length === 0 ? undefined : words.join('_').toUpperCase();
}

function callee(tree: FlatTree, call: number): string {
  return tree.type(call) === 'call' ? tree.textOf(tree.childNamed(call, 'function')) : '';
}

/** The expression the finding begins at. */
function stepNode({ finding, file, nodeAt }: FixContext): number | undefined {
  const step = finding.steps[0];
  return step?.file === file ? nodeAt(step.span) : undefined;
}
