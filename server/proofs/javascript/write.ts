/** Tests for JavaScript and TypeScript: with the project's runner, and the way its framework is asked without a network. */
import { guessOf, type Left, personOf, personsLeft, recordOf, recordsLeft } from '../left';
import { type Attempt, type Draft, type FileName, LEFT, type ProofRequest } from '../proof';
import { nameOf } from '../spoken';
import { type Application, importPath, readApplication } from './application';
import { type Client, clientOf, literal } from './clients';
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
  // What only the program knows is waited for by a function of the test's own.
  const asked = app.wants === undefined ? app : { ...app, name: 'application', isAsync: true };
  const client = clientOf(asked, project, isTyped);
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
  const left = [...(app.wants === undefined ? [] : [makingOf(app)]), ...openPoints(attempts, credentials)];
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
  const assertIn: Words['assertIn'] = (statuses, status) =>
    `assert.ok(${listOf(statuses)}.includes(${status}), \`it was answered \${${status}}\`);`;
  const names = (hooks: readonly string[], more: readonly string[] = []): string =>
    `{ ${[...hooks, 'describe', ...more, 'it'].join(', ')} }`;
  const written = (module: string): boolean => tests.some(({ text }) => text.includes(`'${module}'`) || text.includes(`"${module}"`));
  const expectIn: Words['assertIn'] = (statuses, status) => `expect(${listOf(statuses)}).toContain(${status});`;
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
            assertIn: (statuses, status) => `expect(${status}).to.be.oneOf(${listOf(statuses)});`,
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

function makingOf({ name, wants, isAsync }: Application): Open {
  const type = isAsync ? `ReturnType<typeof ${name}>` : `Promise<ReturnType<typeof ${name}>>`;
  return {
    said: `calling ${name}(${wants}) with what the program gives it`,
    lines: (isTyped) => [
      '/** The application, with what it can do without in a test. */',
      isTyped ? `async function application(): ${type} {` : 'async function application() {',
      `  throw new Error('${LEFT}: return ${name}(${wants}), with what the program gives it, and without its databases');`,
      '}',
    ],
  };
}

function openPoints(attempts: readonly Attempt[], credentials: Credentials | undefined): readonly Open[] {
  const open = (one: Left, gives: string, doc: string, asks: string): Open => ({
    said: one.said,
    lines: (isTyped) => [
      `/** ${doc}. */`,
      isTyped ? `async function ${one.name}(): Promise<${gives}> {` : `async function ${one.name}() {`,
      `  throw new Error('${LEFT}: ${asks}');`,
      '}',
    ],
  });
  const headers = 'and return the headers of their requests, such as authorization';
  return [
    ...personsLeft(attempts, credentials !== undefined).map((one) =>
      open(one, 'Record<string, string>', `The headers ${one.doc}`, `${one.asks}, ${headers}`),
    ),
    ...recordsLeft(attempts).map((one) => open(one, 'string', one.doc, one.asks)),
  ];
}

function testOf(
  attempt: Attempt,
  client: Client,
  { assertIn }: Words,
  credentials: Credentials | undefined,
): { readonly name: string; readonly text: string } {
  const name = `${nameOf(attempt.route)} ${attempt.claim}`;
  const headers: string[] = [];
  const before: string[] = [];
  const person = personOf(attempt, credentials !== undefined);
  if (person) {
    before.push(`const credentials = await ${person.name}();`);
    headers.push('...credentials');
  } else if (credentials && attempt.sender === 'somebody') headers.push(`${credentials.header.toLowerCase()}: ${credentials.value}`);
  const record = recordOf(attempt);
  if (record) before.push(`const id = await ${record.name}();`);
  const [body, ...others] = attempt.bodies.map(literal);
  const call = client.call(attempt, { headers, body: others.length > 0 ? 'body' : body });
  const [expected] = attempt.statuses;
  const asking = [...indented(`const response = await ${call};`), `  status = response.${client.status};`];
  const lines =
    others.length > 0
      ? [
          'let status = 0;',
          `for (const body of [${[body, ...others].join(', ')}]) {`,
          ...asking,
          `  if (${listOf(attempt.statuses)}.includes(status)) break;`,
          '}',
          assertIn(attempt.statuses, 'status'),
        ]
      : attempt.times > 1
        ? [
            'let status = 0;',
            `for (let sent = 0; sent < ${attempt.times} && status !== ${expected}; sent++) {`,
            ...asking,
            '}',
            assertIn(attempt.statuses, 'status'),
          ]
        : attempt.signIn !== undefined
          ? [
              `const response = await ${call};`,
              '// Whoever is led to where one signs in is refused.',
              `const status = String(response.${client.location}).includes('${attempt.signIn}') ? 401 : response.${client.status};`,
              assertIn(attempt.statuses, 'status'),
            ]
          : [`const response = await ${call};`, assertIn(attempt.statuses, `response.${client.status}`)];
  lines.unshift(...guessOf(attempt, '//'), ...before);
  const text = [
    `  it('${name.replaceAll("'", '')}', async () => {`,
    ...lines.flatMap((line) => line.split('\n')).map((line) => `    ${line}`),
    '  });',
  ];
  return { name, text: text.join('\n') };
}

function listOf(statuses: readonly number[]): string {
  return `[${statuses.join(', ')}]`;
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
      const quoted = /^\/[*/]/.test(rest) ? rest : rest.replaceAll("'", quote);
      return indent.repeat(lead.length / 2) + (semicolons ? quoted : quoted.replace(/;$/, ''));
    })
    .join('\n');
}

function runOf({ runner, root, compiled, scripts }: Project, file: string): string {
  const own = root === '' ? file : file.slice(root.length + 1);
  if (/e2e[^/]*$/.test(own) && scripts['test:e2e'] !== undefined) return `npm run test:e2e -- ${own}`;
  if (runner !== 'node') return `npx ${runner === 'vitest' ? 'vitest run' : runner} ${own}`;
  if (!/\.[cm]?ts$/.test(own)) return `node --test ${own}`;
  if (compiled?.to === undefined || !file.startsWith(`${compiled.from}/`)) return `node --import tsx --test ${own}`;
  return `npx tsc -p . && node --test ${compiled.to}/${file.slice(compiled.from.length + 1).replace(/\.ts$/, '.js')}`;
}
