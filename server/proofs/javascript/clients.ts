/** How each framework is asked in a test: by supertest where the project has it, by its own means, else over a port of its own. */
import { type Attempt, ENDLESS, ENDLESS_LENGTH, RECORD, type Sample } from '../proof';
import type { Application } from './application';
import type { Project } from './project';

export interface Client {
  readonly imports: readonly { readonly from: string; readonly names: readonly string[]; readonly isType?: true }[];
  readonly hooks: readonly ('before' | 'after')[];
  /** Lines that stand before the first test. */
  readonly setup: readonly string[];
  /** What gives the answer, once it is awaited. */
  readonly call: (attempt: Attempt, sent: Sent) => string;
  /** The field of the answer. */
  readonly status: string;
  /** Where an answer leads to, as an expression on it. */
  readonly location: string;
}

export function clientOf(app: Application, project: Project, isTyped: boolean): Client {
  const { framework } = app;
  if (framework === 'fastify' || framework === 'hapi') return injecting(app, project, isTyped);
  if (framework === 'nest') return ofModule(app, project, isTyped);
  if (framework === 'hono')
    return {
      ...made(app, project, isTyped),
      imports: [],
      status: 'status',
      location: "headers.get('location')",
      call: (a, sent) => `${nameIn(app)}.request(${fetched(a, sent, urlOf(a.path))})`,
    };
  return project.has('supertest') ? supertest(app, project, isTyped) : overPort(app, project, isTyped);
}

/** What goes along with a request, as code. */
export interface Sent {
  /** Fields of an object. */
  readonly headers: readonly string[];
  readonly body: string | undefined;
}

/** The application in the tests: made for them where a function makes one. */
function nameIn({ name, isFactory }: Application): string {
  return isFactory ? 'app' : name;
}

function hook(project: Project, when: 'before' | 'after'): string {
  return project.runner === 'vitest' || project.runner === 'jest' ? `${when}All` : when;
}

function made(app: Application, project: Project, isTyped: boolean): Pick<Client, 'hooks' | 'setup'> {
  if (!app.isFactory) return { hooks: [], setup: [] };
  if (!app.isAsync) return { hooks: [], setup: [`const app = ${app.name}();`] };
  const type = isTyped ? `: Awaited<ReturnType<typeof ${app.name}>>` : '';
  return {
    hooks: ['before'],
    setup: [`let app${type};`, `${hook(project, 'before')}(async () => {`, `  app = await ${app.name}();`, '});'],
  };
}

function injecting(app: Application, project: Project, isTyped: boolean): Client {
  const { hooks, setup } = made(app, project, isTyped);
  const ends = app.framework === 'fastify' ? [`${hook(project, 'after')}(() => ${nameIn(app)}.close());`] : [];
  return {
    imports: [],
    hooks: ends.length > 0 ? [...hooks, 'after'] : hooks,
    setup: [...setup, ...ends],
    status: 'statusCode',
    location: 'headers.location',
    call: ({ method, path }, { headers, body }) => {
      const fields = [`method: '${method}'`, `url: ${urlOf(path)}`];
      if (headers.length > 0) fields.push(`headers: { ${headers.join(', ')} }`);
      if (body !== undefined) fields.push(`payload: ${body}`);
      return `${nameIn(app)}.inject(${object(fields)})`;
    },
  };
}

function supertest(app: Application, project: Project, isTyped: boolean): Client {
  const asked = app.framework === 'koa' ? `${nameIn(app)}.callback()` : nameIn(app);
  return {
    ...made(app, project, isTyped),
    imports: [supertestOf(project)],
    status: 'status',
    location: 'headers.location',
    call: asking(asked),
  };
}

/** As other tests import it. */
function supertestOf({ tests }: Project): Client['imports'][number] {
  const isAll = tests.some(({ text }) => /import \* as request from ['"]supertest['"]/.test(text));
  return { from: 'supertest', names: [isAll ? '* as request' : 'request'] };
}

function asking(asked: string): Client['call'] {
  return ({ method, path }, { headers, body }) => {
    const verb = method.toLowerCase();
    const set = headers.length === 0 ? '' : `.set({ ${headers.join(', ')} })`;
    return `request(${asked}).${verb}(${urlOf(path)})${set}${body === undefined ? '' : `.send(${body})`}`;
  };
}

/** A module of NestJS. */
function ofModule({ name, prefix }: Application, project: Project, isTyped: boolean): Client {
  return {
    imports: [
      ...(isTyped ? [{ from: '@nestjs/common', names: ['{ INestApplication }'], isType: true as const }] : []),
      { from: '@nestjs/testing', names: ['{ Test }'] },
      supertestOf(project),
    ],
    hooks: ['before', 'after'],
    setup: [
      isTyped ? 'let app: INestApplication;' : 'let app;',
      `${hook(project, 'before')}(async () => {`,
      `  const made = await Test.createTestingModule({ imports: [${name}] }).compile();`,
      '  app = made.createNestApplication();',
      ...(prefix === undefined ? [] : [`  app.setGlobalPrefix('${prefix}');`]),
      '  await app.init();',
      '});',
      `${hook(project, 'after')}(() => app.close());`,
    ],
    status: 'status',
    location: 'headers.location',
    call: asking('app.getHttpServer()'),
  };
}

/** No package beyond those that there are. */
function overPort(app: Application, project: Project, isTyped: boolean): Client {
  const start = app.isFactory ? `${app.isAsync ? `(await ${app.name}())` : `${app.name}()`}` : app.name;
  return {
    imports: [
      { from: 'node:events', names: ['{ once }'] },
      ...(isTyped
        ? [
            { from: 'node:http', names: ['{ Server }'], isType: true as const },
            { from: 'node:net', names: ['{ AddressInfo }'], isType: true as const },
          ]
        : []),
    ],
    hooks: ['before', 'after'],
    setup: [
      isTyped ? 'let server: Server;' : 'let server;',
      isTyped ? 'let origin: string;' : 'let origin;',
      `${hook(project, 'before')}(async () => {`,
      `  server = ${start}.listen(0);`,
      "  await once(server, 'listening');",
      `  origin = \`http://127.0.0.1:\${${isTyped ? '(server.address() as AddressInfo)' : 'server.address()'}.port}\`;`,
      '});',
      `${hook(project, 'after')}(() => {`,
      '  server.closeAllConnections();',
      '  server.close();',
      '});',
    ],
    status: 'status',
    location: "headers.get('location')",
    call: (attempt, sent) => `fetch(${fetched(attempt, sent, urlOf(attempt.path, '$' + '{origin}'))})`,
  };
}

/** The arguments of `fetch`, and of what is called like it. */
function fetched({ method }: Attempt, { headers, body }: Sent, url: string): string {
  const fields = [`method: '${method}'`, "redirect: 'manual'"];
  const all = body === undefined ? headers : ["'content-type': 'application/json'", ...headers];
  if (all.length > 0) fields.push(`headers: { ${all.join(', ')} }`);
  if (body !== undefined) fields.push(`body: JSON.stringify(${body})`);
  return `${url}, ${object(fields)}`;
}

function urlOf(path: string, before = ''): string {
  if (!path.includes(RECORD) && before === '') return `'${path}'`;
  return `\`${before}${path.replaceAll(RECORD, '$' + '{id}')}\``;
}

const WIDEST = 90;

function object(fields: readonly string[]): string {
  const line = `{ ${fields.join(', ')} }`;
  return line.length <= WIDEST ? line : `{\n${fields.map((field) => `  ${field},`).join('\n')}\n}`;
}

export function literal(value: Sample): string {
  if (Array.isArray(value)) return `[${value.map(literal).join(', ')}]`;
  if (typeof value === 'object' && value !== null) {
    const fields = Object.entries(value).map(([name, one]) => `${/^[A-Za-z_$][\w$]*$/.test(name) ? name : `'${name}'`}: ${literal(one)}`);
    return fields.length === 0 ? '{}' : `{ ${fields.join(', ')} }`;
  }
  if (value === ENDLESS) return `'x'.repeat(${ENDLESS_LENGTH})`;
  return typeof value === 'string' ? `'${value.replaceAll("'", '')}'` : String(value);
}
