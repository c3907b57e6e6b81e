/**
 * Flaws for random stories: chains of functions over several files, the first of which takes from a request, and the last of
 * which does what it should not with it; and functions that are flawed by themselves. Texts of our own, in both module styles.
 */
import type { Random } from './random';

/** A piece of one file: its imports belong at the file's beginning, its exports at the end of a CommonJS file. */
export interface Piece {
  readonly file: string;
  readonly head: string;
  readonly body: string;
  readonly tail: string;
}

export function isTyped(file: string): boolean {
  return /\.[mc]?tsx?$/.test(file);
}

/** Whether a file is written with `import`. */
export function isModule(file: string, text: string): boolean {
  return isTyped(file) || /^\s*(?:import|export)\b/m.test(text);
}

/** Pieces that lead a value through `files`, first to last. Names end in `id`. */
export function chain(files: readonly { readonly file: string; readonly module: boolean }[], id: string, r: Random): readonly Piece[] {
  const pieces: Piece[] = [];
  let next = { name: '', file: '' };
  for (const [i, at] of [...files].reverse().entries()) {
    const isFirst = i === files.length - 1;
    const name = `${r.pick(['keep', 'handOver', 'lookUp', 'send', 'build'])}${isFirst ? 'Start' : ''}${i}x${id}`;
    const p = isTyped(at.file) ? `text: ${r.pick(['string', 'any', 'unknown'])}` : 'text';
    const own =
      i === 0 ? sink(at.module, name, id, p, r) : isFirst ? source(at.module, next.name, id, r) : middle(next.name, name, p, at.module, r);
    const head = [own.head, i === 0 ? '' : importOf(at, next)].filter((l) => l !== '').join('\n');
    const direct = at.module || isFirst;
    pieces.push({ file: at.file, head, body: own.body, tail: direct ? '' : `module.exports.${name} = ${name};` });
    next = { name, file: at.file };
  }
  return pieces;
}

export function importOf(
  from: { readonly file: string; readonly module: boolean },
  { name, file }: { readonly name: string; readonly file: string },
): string {
  const to = relative(from.file, file.replace(/\.[mc]?[jt]sx?$/, ''));
  return from.module ? `import { ${name} } from '${to}';` : `const { ${name} } = require('${to}');`;
}

export function relative(from: string, to: string): string {
  const a = from.split('/').slice(0, -1);
  const b = to.split('/');
  while (a.length > 0 && b.length > 1 && a[0] === b[0]) {
    a.shift();
    b.shift();
  }
  return `${a.length > 0 ? '../'.repeat(a.length) : './'}${b.join('/')}`;
}

function load(module: boolean, name: string, from: string): string {
  return module ? `import ${name} from '${from}';` : `const ${name} = require('${from}');`;
}

function sink(module: boolean, name: string, id: string, p: string, r: Random): { head: string; body: string } {
  const ex = module ? 'export ' : '';
  return r.pick([
    {
      head: load(module, `mysql${id}`, 'mysql2'),
      body: `const db${id} = mysql${id}.createConnection({ host: 'localhost' });\n${ex}function ${name}(${p}) {\n  return db${id}.query("select * from orders where name = '" + text + "'");\n}`,
    },
    {
      head: load(module, `child${id}`, 'child_process'),
      body: `${ex}function ${name}(${p}) {\n  const command = \`convert \${text} out.png\`;\n  child${id}.exec(command);\n  return command;\n}`,
    },
    {
      head: load(module, `fs${id}`, 'fs'),
      body: `${ex}const ${name} = (${p}, done = () => {}) => {\n  if (!text) return;\n  fs${id}.readFile('/srv/files/' + text, done);\n};`,
    },
    {
      head: '',
      body: `let last${id} = '';\n${ex}function ${name}(${p}) {\n  last${id} = text;\n  run${id}();\n}\nfunction run${id}() {\n  return eval(last${id});\n}`,
    },
    {
      head: load(module, `mysql${id}`, 'mysql2'),
      body: `class Store${id} {\n  constructor() {\n    this.db = mysql${id}.createConnection({});\n  }\n  find(${p}) {\n    return this.db.query('select * from t where a = ' + text);\n  }\n}\nconst store${id} = new Store${id}();\n${ex}function ${name}(${p}) {\n  return store${id}.find(text);\n}`,
    },
    {
      head: '',
      body: `const table${id} = {\n  run: (code) => new Function(code)(),\n  skip: () => undefined,\n};\n${ex}async function ${name}(${p}) {\n  const kinds = ['run', 'skip'];\n  for (const kind of kinds) await table${id}[kind](text);\n}`,
    },
    {
      head: '',
      body: `${ex}async function ${name}(${p}) {\n  const answer = await fetch('http://' + text + '/status');\n  return answer.json();\n}`,
    },
  ]);
}

function middle(next: string, name: string, p: string, module: boolean, r: Random): { head: string; body: string } {
  const ex = module ? 'export ' : '';
  const body = r.pick([
    `${ex}function ${name}(${p}) {\n  const words = text.trim();\n  return ${next}(words);\n}`,
    `${ex}const ${name} = (${p}) => ${next}(text);`,
    `${ex}async function ${name}(${p}, { deep = true } = {}) {\n  if (deep) await ${next}(text);\n  return text;\n}`,
    `class Holder${name} {\n  #value;\n  static made = 0;\n  set(value) {\n    this.value = value;\n    return this;\n  }\n  go() {\n    return ${next}(this.value);\n  }\n}\n${ex}function ${name}(${p}) {\n  return new Holder${name}().set(text).go();\n}`,
    `function each${name}(list, fn) {\n  for (const one of list) fn(one);\n}\n${ex}function ${name}(${p}) {\n  each${name}([text, 'fixed'], (one) => ${next}(one));\n}`,
    `const ways${name} = { plain: ${next}, none() {} };\n${ex}function ${name}(${p}) {\n  const { plain } = ways${name};\n  return plain(text);\n}`,
    `${ex}function ${name}(${p}) {\n  if (/^[a-z]+$/.test(text)) return undefined;\n  return Promise.resolve(text).then((value) => ${next}(value));\n}`,
    `let held${name};\nfunction take${name}(value) {\n  held${name} = value;\n}\n${ex}function ${name}(${p}) {\n  take${name}(text);\n  ${next}(held${name});\n}`,
    `${ex}function ${name}(${p}, depth = 0) {\n  if (depth > 3) return ${next}(text);\n  return ${name}(text + depth, depth + 1);\n}`,
    `class Base${name} {\n  act(value) {\n    return ${next}(value);\n  }\n}\nclass Child${name} extends Base${name} {\n  start(value) {\n    return this.act(value);\n  }\n}\n${ex}function ${name}(${p}) {\n  return new Child${name}().start(text);\n}`,
  ]);
  return { head: '', body };
}

function source(module: boolean, next: string, id: string, r: Random): { head: string; body: string } {
  const head = load(module, `express${id}`, 'express');
  const app = `const app${id} = express${id}();`;
  const body = r.pick([
    `${app}\napp${id}.get('/a${id}', (req, res) => {\n  ${next}(req.query.name);\n  res.end();\n});`,
    `${app}\napp${id}.post('/b${id}', async (req, res) => {\n  const { name, other } = req.body;\n  await ${next}(name);\n  res.json({ other });\n});`,
    `${app}\nfunction handle${id}(req, res) {\n  const found = ${next}(req.params.id);\n  res.send(found);\n}\napp${id}.get('/c/:id', handle${id});`,
    `const router${id} = express${id}.Router();\nrouter${id}.use((req, res, next) => {\n  req.tag = req.headers['x-tag'];\n  next();\n});\nrouter${id}.get('/d', (req) => ${next}(req.headers['x-name']));`,
  ]);
  return { head, body };
}

/** Functions with flaws of their own, and things that are none until another file makes them so. */
export function flawedFunction(module: boolean, id: string, r: Random): Omit<Piece, 'file'> {
  const ex = module ? 'export ' : '';
  const both = (name: string): string => (module ? '' : `module.exports.${name} = ${name};`);
  return r.pick([
    {
      head: load(module, `crypto${id}`, 'crypto'),
      body: `${ex}const ALGORITHM${id} = 'md5';\n${ex}function digest${id}(password) {\n  return crypto${id}.createHash(ALGORITHM${id}).update(password).digest('hex');\n}`,
      tail: both(`ALGORITHM${id}`),
    },
    {
      head: '',
      body: `${ex}function token${id}() {\n  const sessionToken = Math.random().toString(36);\n  return sessionToken;\n}`,
      tail: both(`token${id}`),
    },
    {
      head: '',
      body: `const password${id} = 'kx93Hfu2!ksoWq';\n${ex}function login${id}(user) {\n  return user.signIn(password${id});\n}`,
      tail: both(`login${id}`),
    },
    {
      head: load(module, `child${id}`, 'child_process'),
      body: `${ex}function run${id}(req, res) {\n  // gatehouse-ignore injection-command: an example\n  child${id}.exec('ls ' + req.query.folder);\n  res.end();\n}`,
      tail: both(`run${id}`),
    },
    {
      head: load(module, `express${id}`, 'express'),
      body: `const web${id} = express${id}();\nweb${id}.get('/search', (req, res) => {\n  res.send('<h1>' + req.query.text + '</h1>');\n});\nweb${id}.get('/go', (req, res) => res.redirect(req.query.to));`,
      tail: '',
    },
    {
      head: load(module, `https${id}`, 'https'),
      body: `${ex}const agent${id} = new https${id}.Agent({ rejectUnauthorized: false });`,
      tail: both(`agent${id}`),
    },
  ]);
}
