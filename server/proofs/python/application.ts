/** How a Python test gets hold of a client: a fixture that there is, or one of the application's own. */
import type { Host } from '../../base/host';
import type { RouteEntry } from '../../base/route';
import { filesBelow } from '../places';
import { moduleOf, type Project } from './project';

export type Framework = 'fastapi' | 'flask' | 'django';

export interface Client {
  readonly framework: Framework;
  /** The fixture that is one; undefined where the file makes its own. */
  readonly fixture: string | undefined;
  readonly imports: readonly string[];
  /** What makes one. */
  readonly made: string;
  /** The call of what makes the application, where it wants what only the program knows. */
  readonly wants?: string;
}

/** A text says why there is none. */
export function readClient(host: Host, { application, file }: RouteEntry, project: Project): Client | string {
  if (isDjango(host, file, project)) return django(project);
  const { place } = application;
  const text = place && host.readText(place.file);
  if (!place || text === undefined) return 'where the application is made is not known';
  const call = text.slice(place.span.start, place.span.end);
  const framework = /^(?:\w+\.)?(?:FastAPI|Starlette|FastHTML|Litestar)\b/.test(call)
    ? 'fastapi'
    : /^(?:\w+\.)?(?:Flask|APIFlask|OpenAPI)\b/.test(call)
      ? 'flask'
      : undefined;
  if (framework === undefined) return `\`${call.split('\n')[0].slice(0, 40)}\` in ${place.file} is not what a test can ask by itself`;
  const client = project.isUnittest ? undefined : fixtureOf(project, /^(?:test_?)?(?:client|app_client|api_client)$/);
  // One that is signed in already is somebody.
  if (
    client !== undefined &&
    !/\basync\b|AsyncClient|login|log_in|authori[sz]|token|current_user/i.test(project.fixtures.get(client) ?? '')
  )
    return { framework, fixture: client, imports: [], made: '' };
  const app = project.isUnittest ? undefined : fixtureOf(project, /^(?:app|application)$/);
  if (app !== undefined && framework === 'flask') return { framework, fixture: app, imports: [], made: `${app}.test_client()` };
  const line = text.slice(text.lastIndexOf('\n', place.span.start - 1) + 1, place.span.start);
  const module = moduleOf(host, place.file, project.root);
  const name = /^(\w+)(?:\s*:[^=]+)?\s*=\s*$/.exec(line)?.[1];
  const maker = name === undefined ? makerOf(text, place.span.start) : undefined;
  if (name === undefined && maker === undefined) return `what makes the application in ${place.file} cannot be told`;
  const imported = `from ${module} import ${name ?? maker?.name}`;
  const wants = maker?.wants === undefined ? {} : { wants: `${maker.name}(${maker.wants})` };
  const made = name ?? (maker?.wants === undefined ? `${maker?.name}()` : 'application()');
  if (framework === 'flask') return { framework, fixture: undefined, imports: [imported], made: `${made}.test_client()`, ...wants };
  return {
    framework,
    fixture: undefined,
    imports: [
      /Starlette/.test(call) ? 'from starlette.testclient import TestClient' : 'from fastapi.testclient import TestClient',
      '',
      imported,
    ],
    made: `TestClient(${made}, raise_server_exceptions=False, follow_redirects=False)`,
    ...wants,
  };
}

function isDjango(host: Host, file: string, { root, asks }: Project): boolean {
  if (!/^\s*(?:from|import)\s+(?:django|rest_framework)\b/m.test(host.readText(file) ?? '')) return false;
  return /\bdjango\b/i.test(asks) || filesBelow(host, root, (one) => one.endsWith('manage.py')).length > 0;
}

function django(project: Project): Client {
  const isPytest = !project.isUnittest && /pytest-django/.test(project.asks);
  if (isPytest) return { framework: 'django', fixture: 'client', imports: ['import pytest'], made: '' };
  return { framework: 'django', fixture: undefined, imports: ['from django.test import TestCase'], made: 'self.client' };
}

function fixtureOf({ fixtures }: Project, name: RegExp): string | undefined {
  return [...fixtures.keys()].find((one) => name.test(one));
}

/** The function around it, and what it has to be called with. */
function makerOf(text: string, at: number): { readonly name: string; readonly wants: string | undefined } | undefined {
  const head = [...text.slice(0, at).matchAll(/^(?:async )?def (\w+)\(([^)]*)\)/gm)].pop();
  if (head === undefined || head[0].startsWith('async')) return undefined;
  const parameters = head[2].split(',').map((p) => p.trim());
  const needed = parameters.filter((p) => p !== '' && !p.includes('=') && !p.startsWith('*'));
  return { name: head[1], wants: needed.length > 0 ? needed.map((p) => p.replace(/\s*:.*$/, '')).join(', ') : undefined };
}
