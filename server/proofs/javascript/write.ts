/** Tests for JavaScript and TypeScript: with the project's runner, and the way its framework is asked without a network. */
import { type Attempt, type Draft, type FileName, LEFT, type ProofRequest } from '../proof';
import { nameOf } from '../spoken';
import { importPath, readApplication } from './application';
import { type Client, clientOf } from './clients';
import { type Credentials, credentialsOf } from './credentials';
import { type Project, readProject, testFile } from './project';

export function writeJavascript(attempts: readonly Attempt[], { host }: ProofRequest, number: FileName): Draft | string {
  const [{ route }] = attempts;
  const project = readProject(host, route.file);
  if (typeof project === 'string') return project;
  const app = readApplication(host, route, project);
  if (typeof app === 'string') return app;
  const file = testFile(project, route.file, number);
  const isTyped = /\.[cm]?ts$/.test(file);
  const text = host.readText(app.file) ?? '';
  const isImporting = isTyped || /^(?:import\s|export\s)/m.test(text) || /\.mjs$/.test(file);
  const style = styleOf(text);
  const client = clientOf(app, project, isTyped);
  const credentials = attempts.some((a) => a.sender === 'somebody') ? credentialsOf(project, file) : undefined;
  const words = wordsOf(project);
  const imports = [
    ...words.imports(client.hooks),
    ...client.imports,
    { from: importPath(host, file, app, project), names: [app.isDefault ? app.name : `{ ${app.name} }`] },
  ]
    .sort((a, b) => rankOf(a.from) - rankOf(b.from) || (a.from < b.from ? -1 : 1))
    .map((one) => importLine(one, isImporting));
  if (credentials) imports.push(credentials.line);
  const left = openPoints(attempts, credentials);
  const functions = left.flatMap((one) => ['', ...one.lines(isTyped)]);
  const tests = attempts.map((attempt) => testOf(attempt, client, words, credentials));
  const whole = [
    ...imports,
    ...functions,
    '',
    `describe('security of ${route.file}', () => {`,
    ...client.setup.map((line) => (line === '' ? '' : `  ${line}`)),
    ...(client.setup.length > 0 ? [''] : []),
    tests.map((t) => t.text).join('\n\n'),
    '});',
    '',
  ].join('\n');
  const styled = (one: string): string => restyled(one, style);
  return {
    file,
    whole: styled(whole),
    needs: [...imports, ...client.setup, ...left.map((one) => one.lines(isTyped)[1])].filter((line) => line !== '').map(styled),
    tests: tests.map(({ name, text: one }) => ({ name, text: styled(one) })),
    closing: /^\}\);?[ \t]*$/gm,
    gap: '\n\n',
    run: runOf(project, file),
    folder: project.root,
    left: left.map((one) => one.said),
  };
}

/** What comes with Node, then packages, then the project's own. */
function rankOf(from: string): number {
  return from.startsWith('node:') ? 0 : from.startsWith('.') ? 2 : 1;
}

interface Imported {
  readonly from: string;
  readonly names: readonly string[];
  readonly isType?: true;
}

function importLine({ from, names: [name], isType }: Imported, isImporting: boolean): string {
  if (isImporting) return `import ${isType ? 'type ' : ''}${name} from '${from}';`;
  return `const ${name.replaceAll(' as ', ': ')} = require('${from}');`;
}

/** The words of a runner. */
interface Words {
  readonly imports: (hooks: readonly ('before' | 'after')[]) => readonly Imported[];
  readonly assertIn: (statuses: readonly number[], status: string) => string;
}

function wordsOf({ runner, has, tests }: Project): Words {
  const list = (statuses: readonly number[]): string => `[${statuses.join(', ')}]`;
  const assertIn: Words['assertIn'] = (statuses, status) =>
    `assert.ok(${list(statuses)}.includes(${status}), \`it was answered \${${status}}\`);`;
  const names = (hooks: readonly string[], more: readonly string[] = []): string =>
    `{ ${[...hooks, 'describe', ...more, 'it'].join(', ')} }`;
  const written = (module: string): boolean => tests.some(({ text }) => text.includes(`'${module}'`) || text.includes(`"${module}"`));
  const expectIn: Words['assertIn'] = (statuses, status) => `expect(${list(statuses)}).toContain(${status});`;
  const every = (hooks: readonly string[]): readonly string[] => [...hooks].sort().map((hook) => `${hook}All`);
  switch (runner) {
    case 'vitest':
    case 'jest': {
      const module = runner === 'vitest' ? 'vitest' : '@jest/globals';
      const isGlobal = runner === 'jest' ? !written(module) : tests.length > 0 && !written(module);
      return { imports: (hooks) => (isGlobal ? [] : [{ from: module, names: [names(every(hooks), ['expect'])] }]), assertIn: expectIn };
    }
    case 'mocha':
      return has('chai')
        ? {
            imports: () => [{ from: 'chai', names: ['{ expect }'] }],
            assertIn: (statuses, status) => `expect(${status}).to.be.oneOf(${list(statuses)});`,
          }
        : { imports: () => [{ from: 'node:assert/strict', names: ['assert'] }], assertIn };
    case 'node':
      return {
        imports: (hooks) => [
          { from: 'node:assert/strict', names: ['assert'] },
          { from: 'node:test', names: [names([...hooks].sort())] },
        ],
        assertIn,
      };
  }
}

/** What is left to be written, and the function that waits for it. */
interface Open {
  readonly said: string;
  readonly lines: (isTyped: boolean) => readonly string[];
}

function openPoints(attempts: readonly Attempt[], credentials: Credentials | undefined): readonly Open[] {
  const out: Open[] = [];
  if (credentials === undefined && attempts.some((a) => a.sender === 'somebody'))
    out.push({
      said: 'signing somebody in who has no rights of their own',
      lines: (isTyped) => [
        '/** The headers of somebody who is signed in and may do nothing special. */',
        isTyped ? 'async function signedIn(): Promise<Record<string, string>> {' : 'async function signedIn() {',
        `  throw new Error('${LEFT}: sign somebody in as this application does, and return the headers of their requests, such as authorization');`,
        '}',
      ],
    });
  for (const { record, said, made, doc } of RECORDS) {
    if (!attempts.some((a) => a.record === record)) continue;
    out.push({
      said: `making ${said}`,
      lines: (isTyped) => [
        `/** The id of ${doc}. */`,
        isTyped ? `async function ${made}(): Promise<string> {` : `async function ${made}() {`,
        `  throw new Error('${LEFT}: make ${said}, and return its id');`,
        '}',
      ],
    });
  }
  return out;
}

/** Records that have to be there. */
const RECORDS = [
  { record: 'own', said: 'a record that may be asked for', made: 'someRecord', doc: 'a record that there is' },
  {
    record: 'foreign',
    said: 'a record that belongs to another person than the one who is signed in',
    made: 'somebodyElses',
    doc: 'a record that belongs to somebody else',
  },
] as const;

function testOf(
  attempt: Attempt,
  client: Client,
  { assertIn }: Words,
  credentials: Credentials | undefined,
): { readonly name: string; readonly text: string } {
  const name = `${nameOf(attempt.route)} ${attempt.claim}`;
  const headers: string[] = Object.entries(attempt.headers).map(([key, value]) => `${key}: '${value}'`);
  const before: string[] = [];
  if (attempt.sender === 'somebody') {
    if (credentials === undefined) before.push('const credentials = await signedIn();');
    headers.push(credentials === undefined ? '...credentials' : `${credentials.header.toLowerCase()}: ${credentials.value}`);
  }
  const record = RECORDS.find((one) => one.record === attempt.record);
  if (record) before.push(`const id = await ${record.made}();`);
  const call = client.call(attempt, headers);
  const [expected] = attempt.statuses;
  const lines =
    attempt.times > 1
      ? [
          ...before,
          'let status = 0;',
          `for (let sent = 0; sent < ${attempt.times} && status !== ${expected}; sent++) {`,
          ...indented(`const response = await ${call};`),
          `  status = response.${client.status};`,
          '}',
          assertIn(attempt.statuses, 'status'),
        ]
      : [...before, `const response = await ${call};`, assertIn(attempt.statuses, `response.${client.status}`)];
  const text = [
    `  it('${name.replaceAll("'", '')}', async () => {`,
    ...lines.flatMap((line) => line.split('\n')).map((line) => `    ${line}`),
    '  });',
  ];
  return { name, text: text.join('\n') };
}

function indented(text: string): readonly string[] {
  return text.split('\n').map((line) => `  ${line}`);
}

interface Style {
  readonly quote: string;
  readonly indent: string;
  readonly semicolons: boolean;
}

function styleOf(text: string): Style {
  const count = (pattern: RegExp): number => text.match(pattern)?.length ?? 0;
  const indent = /^(\t| {4}| {2})\S/m.exec(text)?.[1] ?? '  ';
  return {
    quote: count(/"[^"'\n]*"/g) > count(/'[^"'\n]*'/g) ? '"' : "'",
    indent,
    semicolons: count(/;[ \t]*$/gm) * 5 >= count(/[\w)'"\]][ \t]*$/gm),
  };
}

/** What is written here has no quotes inside of quotes. */
function restyled(text: string, { quote, indent, semicolons }: Style): string {
  return text
    .split('\n')
    .map((line) => {
      const [lead] = /^ */.exec(line) ?? [''];
      const rest = line.slice(lead.length);
      const quoted = rest.startsWith('/**') ? rest : rest.replaceAll("'", quote);
      return indent.repeat(lead.length / 2) + (semicolons ? quoted : quoted.replace(/;$/, ''));
    })
    .join('\n');
}

function runOf({ runner, root, compiled }: Project, file: string): string {
  const own = root === '' ? file : file.slice(root.length + 1);
  if (runner !== 'node') return `npx ${runner === 'vitest' ? 'vitest run' : runner} ${own}`;
  if (!/\.[cm]?ts$/.test(own)) return `node --test ${own}`;
  if (compiled?.to === undefined || !file.startsWith(`${compiled.from}/`)) return `node --import tsx --test ${own}`;
  return `npx tsc -p . && node --test ${compiled.to}/${file.slice(compiled.from.length + 1).replace(/\.ts$/, '.js')}`;
}
