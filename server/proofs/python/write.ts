/** Tests for Python: with pytest or unittest, by the test client of the framework. */
import { guessOf, type Left, personOf, personsLeft, recordOf, recordsLeft } from '../left';
import { type Attempt, type Draft, ENDLESS, ENDLESS_LENGTH, type FileName, LEFT, type ProofRequest, RECORD, type Sample } from '../proof';
import { nameOf } from '../spoken';
import { type Client, readClient } from './application';
import { type Project, readProject, testFile } from './project';

export function writePython(attempts: readonly Attempt[], { host }: ProofRequest, number: FileName): Draft | string {
  const [{ route }] = attempts;
  const project = readProject(host, route.file);
  const client = readClient(host, route, project);
  if (typeof client === 'string') return client;
  // A list of addresses says less than what is there.
  const about = /\burls\.py$/.test(route.file) ? (route.handled?.file ?? route.file) : route.file;
  const file = testFile(project, about, number);
  const isClass = project.isUnittest || client.made === 'self.client';
  const person = isClass ? undefined : signedInFixture(project);
  const open = openPoints(attempts, person);
  const left = [...(client.wants === undefined ? [] : [makingOf(client.wants)]), ...open];
  const tests = attempts.map((attempt) => testOf(attempt, client, { isClass, person }));
  const imports = importsOf(client, isClass, tests.some(({ text }) => text.includes('pytest.')) || client.framework === 'django');
  const setup = isClass || client.fixture !== undefined ? [] : [`client = ${client.made}`];
  const before = client.wants === undefined ? [''] : ['', '', ...makingOf(client.wants).lines, '', ''];
  const head = [...imports, ...(setup.length > 0 || client.wants !== undefined ? [...before, ...setup] : [])];
  const functions = open.flatMap((one) => ['', '', ...one.lines]);
  const body = tests.map((t) => t.text).join(isClass ? '\n\n' : '\n\n\n');
  const name = `Security${number === 1 ? '' : number}Test`;
  const base = client.framework === 'django' ? 'TestCase' : 'unittest.TestCase';
  const opened = isClass
    ? [
        '',
        '',
        `class ${name}(${base}):`,
        ...(client.made === 'self.client' ? [] : ['    def setUp(self):', `        self.client = ${client.made}`, '']),
      ]
    : ['', ''];
  const whole = [
    `"""What has to hold for the endpoints in ${about}, whoever asks."""`,
    ...(head.length > 0 ? ['', ...head] : []),
    ...functions,
    ...opened,
    body,
    '',
  ].join('\n');
  const own = project.root === '' ? file : file.slice(project.root.length + 1);
  return {
    file,
    whole,
    needs: [...imports, ...setup, ...opened, ...left.map((one) => one.lines[0])].filter((line) => line.trim() !== ''),
    tests,
    closing: undefined,
    gap: isClass ? '\n\n' : '\n\n\n',
    run: isClass ? runOfClass(own, client) : `python -m pytest ${own}`,
    folder: project.root,
    left: left.map((one) => one.said),
  };
}

function runOfClass(own: string, { framework }: Client): string {
  const module = own.replace(/\.py$/, '').replaceAll('/', '.');
  return framework === 'django' ? `python manage.py test ${module}` : `python -m unittest ${module}`;
}

function importsOf({ imports, framework, fixture }: Client, isClass: boolean, usesPytest: boolean): readonly string[] {
  const first =
    isClass && framework !== 'django'
      ? ['import unittest', '']
      : !isClass && usesPytest && (fixture !== undefined || imports.length > 0)
        ? ['import pytest']
        : [];
  return [...first, ...imports.filter((line) => !first.includes(line))];
}

/** A fixture of the project that stands for somebody ordinary who is signed in. */
function signedInFixture({ fixtures }: Project): { readonly name: string; readonly kind: 'headers' | 'client' | 'token' } | undefined {
  for (const name of fixtures.keys()) {
    if (/admin|super|staff|owner|root|editor|manager/i.test(name)) continue;
    if (/headers$/.test(name)) return { name, kind: 'headers' };
    if (/(?:auth\w*|logged_?in|signed_?in|user)_client$|client_(?:auth\w*|logged_?in|signed_?in|user)$/.test(name))
      return { name, kind: 'client' };
    if (/(?:^|_)(?:access_|user_|auth_)?token$/.test(name)) return { name, kind: 'token' };
  }
  return undefined;
}
type Person = ReturnType<typeof signedInFixture>;

interface Open {
  readonly said: string;
  readonly lines: readonly string[];
}

function makingOf(wants: string): Open {
  return {
    said: `calling ${wants} with what the program gives it`,
    lines: [
      'def application():',
      '    """The application, with what it can do without in a test."""',
      `    raise NotImplementedError("${LEFT}: return ${wants}, with what the program gives it")`,
    ],
  };
}

function openPoints(attempts: readonly Attempt[], person: Person): readonly Open[] {
  const open = (one: Left, parameters: string, doc: string, asks: string): Open => ({
    said: one.said,
    lines: [`def ${snake(one.name)}(${parameters}):`, `    """${doc}."""`, `    raise NotImplementedError("${LEFT}: ${asks}")`],
  });
  return [
    ...personsLeft(attempts, person !== undefined).map((one) =>
      open(one, 'client', `The headers ${one.doc}`, `${one.asks}, and return the headers of their requests`),
    ),
    ...recordsLeft(attempts).map((one) => open(one, '', one.doc, one.asks)),
  ];
}

function snake(name: string): string {
  return name.replace(/[A-Z]/g, (letter) => `_${letter.toLowerCase()}`);
}

interface Shape {
  readonly isClass: boolean;
  readonly person: Person;
}

function testOf(attempt: Attempt, client: Client, { isClass, person }: Shape): { readonly name: string; readonly text: string } {
  const name = `test_${nameOf(attempt.route)} ${attempt.claim}`.toLowerCase().replace(/[^a-z0-9]+/g, '_');
  const left = personOf(attempt, person !== undefined);
  const isSomebody = attempt.sender === 'somebody' && person !== undefined;
  const asks = isSomebody && person !== undefined ? [person.name] : [];
  const needsClient = client.fixture !== undefined && !(isSomebody && person?.kind === 'client');
  const parameters = isClass ? ['self'] : [...(needsClient && client.fixture !== undefined ? [client.fixture] : []), ...asks];
  const isApp = client.fixture !== undefined && client.made !== '';
  const own = isClass ? 'self.client' : isApp ? client.made : (client.fixture ?? 'client');
  const asking = isSomebody && person?.kind === 'client' ? person.name : own;
  const lines: string[] = [...guessOf(attempt, '#')];
  const headers: string[] = [];
  if (left) lines.push(`headers = ${snake(left.name)}(${own})`);
  if (isSomebody && person?.kind === 'token') headers.push(`"authorization": f"Bearer {${person.name}}"`);
  const spread = left ? 'headers' : isSomebody && person?.kind === 'headers' ? person.name : undefined;
  const record = recordOf(attempt);
  if (record) lines.push(`record = ${snake(record.name)}()`);
  const given = [attempt.path.includes(RECORD) ? `f"${attempt.path.replaceAll(RECORD, '{record}')}"` : `"${attempt.path}"`];
  const [body, ...others] = attempt.bodies.map(literal);
  const sent = others.length > 0 ? 'body' : body;
  if (sent !== undefined)
    given.push(...(client.framework === 'django' ? [`data=${sent}`, 'content_type="application/json"'] : [`json=${sent}`]));
  if (spread !== undefined) given.push(`headers=${headers.length === 0 ? spread : `{${[...headers, `**${spread}`].join(', ')}}`}`);
  else if (headers.length > 0) given.push(`headers={${headers.join(', ')}}`);
  const call = `${asking}.${attempt.method.toLowerCase()}(${given.join(', ')})`;
  const codes = attempt.statuses.join(', ');
  const status = attempt.signIn === undefined ? 'response.status_code' : 'status';
  const right = attempt.statuses.length === 1 ? `${status} == ${codes}` : `${status} in (${codes})`;
  if (attempt.times > 1 || others.length > 0) {
    const loop = others.length > 0 ? `for body in (${[body, ...others].join(', ')}):` : `for _ in range(${attempt.times}):`;
    lines.push(loop, `    response = ${call}`, `    if ${right}:`, '        break');
  } else lines.push(`response = ${call}`);
  if (attempt.signIn !== undefined)
    lines.push(
      '# Whoever is led to where one signs in is refused.',
      `status = 401 if "${attempt.signIn}" in response.headers.get("Location", "") else response.status_code`,
    );
  const asserted = attempt.statuses.length === 1 ? `self.assertEqual(${status}, ${codes})` : `self.assertIn(${status}, (${codes}))`;
  lines.push(isClass ? asserted : `assert ${right}`);
  const lead = isClass ? '    ' : '';
  const mark = client.framework === 'django' && !isClass ? ['@pytest.mark.django_db'] : [];
  const text = [...mark, `def ${name}(${parameters.join(', ')}):`, ...lines.map((line) => `    ${line}`)]
    .map((line) => lead + line)
    .join('\n');
  return { name, text };
}

function literal(value: Sample): string {
  if (Array.isArray(value)) return `[${value.map(literal).join(', ')}]`;
  if (typeof value === 'object' && value !== null)
    return `{${Object.entries(value)
      .map(([name, one]) => `"${name}": ${literal(one)}`)
      .join(', ')}}`;
  if (typeof value === 'boolean') return value ? 'True' : 'False';
  if (value === ENDLESS) return `"x" * ${ENDLESS_LENGTH}`;
  return value === null ? 'None' : typeof value === 'string' ? `"${value.replaceAll('"', '')}"` : String(value);
}
