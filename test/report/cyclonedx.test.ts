/** Endpoints as a CycloneDX bill of materials: valid by the schema's rules for services, the same bytes each time, and honest about what is not known. */
import { strict as assert } from 'node:assert';
import { type Bom, routesCycloneDx } from '../harness/report';
import { type ControlState, type RouteEntry, routeEntry } from '../harness/routeEntries';

const TEXTS: Record<string, string> = { 'app.js': 'make();\n\nunknown(gate);\n' };

function route(method: string, path: string, authentication: ControlState, application = 'app.js'): RouteEntry {
  const place = { file: application, span: { start: 0, end: 4 } };
  return routeEntry({ method, path, file: application, application: { id: `${application}:0`, place } }, { authentication });
}

function bomOf(routes: readonly RouteEntry[], more: Partial<Parameters<typeof routesCycloneDx>[0]> = {}): Bom {
  return JSON.parse(text(routes, more));
}
function text(routes: readonly RouteEntry[], more: Partial<Parameters<typeof routesCycloneDx>[0]> = {}): string {
  return routesCycloneDx({
    version: '1.2.3',
    routes,
    signs: [],
    types: [],
    unresolved: [],
    notes: [],
    files: 1,
    prefix: '',
    textOf: (f) => TEXTS[f],
    ...more,
  });
}

describe('report: CycloneDX', () => {
  it('says of an application in which all endpoints ask who calls that it does', () => {
    const [service, ...others] = bomOf([route('GET', '/orders', 'guarded'), route('POST', '/orders', 'guarded')]).services;
    assert.deepEqual(others, []);
    assert.deepEqual(service, {
      'bom-ref': 'service:app.js',
      name: 'app.js',
      endpoints: ['/orders'],
      properties: [
        { name: 'gatehouse:authentication', value: 'guarded' },
        {
          name: 'gatehouse:endpoint',
          value:
            'GET /orders authentication=guarded authorisation=unguarded validation=unguarded limit=unguarded csrf=unguarded signature=unguarded',
        },
        {
          name: 'gatehouse:endpoint',
          value:
            'POST /orders authentication=guarded authorisation=unguarded validation=unguarded limit=unguarded csrf=unguarded signature=unguarded',
        },
      ],
      authenticated: true,
    });
  });

  it('tells endpoints of one application apart by a service within for each answer, and leaves out what is not known', () => {
    const [service] = bomOf([route('GET', '/a', 'guarded'), route('GET', '/b', 'unguarded'), route('GET', '/c', 'unknown')]).services;
    assert.deepEqual([service.endpoints, 'authenticated' in service], [['/a', '/b', '/c'], false]);
    assert.deepEqual(service.properties, [{ name: 'gatehouse:authentication', value: 'mixed' }]);
    assert.deepEqual(
      service.services?.map((s) => [s.name, s.endpoints, s.authenticated, s.properties[0].value]),
      [
        ['app.js (authenticated)', ['/a'], true, 'guarded'],
        ['app.js (not authenticated)', ['/b'], false, 'unguarded'],
        ['app.js (authentication unknown)', ['/c'], undefined, 'unknown'],
      ],
    );
  });

  it('has a service for each application, whatever the order of the list', () => {
    const routes = [route('GET', '/b', 'guarded', 'b.js'), route('GET', '/a', 'unguarded', 'a.js')];
    const names = (all: readonly RouteEntry[]) => bomOf(all).services.map((s) => s.name);
    assert.deepEqual(names(routes), ['a.js', 'b.js']);
    assert.deepEqual(names([...routes].reverse()), ['a.js', 'b.js']);
    assert.deepEqual(
      bomOf(routes, { prefix: 'packages/api/' }).services.map((s) => s.name),
      ['packages/api/a.js', 'packages/api/b.js'],
    );
  });

  it('is the same for the same program, with a serial number that goes by what it says', () => {
    const routes = [route('GET', '/a', 'guarded')];
    assert.equal(text(routes), text(routes));
    const numbers = [routes, [route('GET', '/b', 'guarded')]].map((all) => bomOf(all).serialNumber);
    assert.notEqual(numbers[0], numbers[1]);
    for (const number of numbers) assert.match(number, /^urn:uuid:[0-9a-f]{8}-[0-9a-f]{4}-8[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$/);
    assert.doesNotMatch(text(routes), /timestamp/);
  });

  it('writes paths as references', () => {
    const odd = ['/a/:id', '/b/{id}', '/c/<int:n>', '/^\\/x$/', '/d/…', '//host', 'orders.list', 'Query:users', '/e/:x?', '/f/\uD800'];
    const [{ endpoints }] = bomOf(odd.map((path) => route('GET', path, 'guarded'))).services;
    for (const one of endpoints) {
      assert.match(one, /^(?:[A-Za-z0-9\-._~:/?#@!$&'()*+,;=]|%[0-9A-F]{2})+$/);
      const url = new URL(one, 'http://here.example/');
      assert.equal(url.host, 'here.example', one);
      assert.equal(url.search + url.hash, '', one);
    }
    assert.deepEqual(endpoints.slice(0, 3), ['/a/:id', '/b/%7Bid%7D', '/c/%3Cint:n%3E']);
  });

  it('says what could not be followed, and what was left out', () => {
    const { compositions, properties } = bomOf([route('GET', '/a', 'guarded')], {
      unresolved: [{ place: { file: 'app.js', span: { start: 9, end: 12 } }, message: 'where it is mounted is not known' }],
      notes: [{ kind: 'info', message: 'The policy excludes 1 file.' }],
    });
    assert.deepEqual(compositions, [{ aggregate: 'incomplete', assemblies: ['service:app.js'] }]);
    assert.deepEqual(properties, [
      { name: 'gatehouse:unresolved', value: 'where it is mounted is not known (app.js:3)' },
      { name: 'gatehouse:note', value: 'The policy excludes 1 file.' },
    ]);
    assert.equal(bomOf([route('GET', '/a', 'guarded')]).compositions[0].aggregate, 'unknown');
    assert.deepEqual([bomOf([]).services, bomOf([]).compositions], [[], []]);
  });
});
