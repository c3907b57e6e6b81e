/** The tree of endpoints and what is said of each, from lists made by hand; and how they look. */
import assert from 'node:assert/strict';
import { lookOf, messageOf } from '../harness/client';
import { commonPath, endpointTree, routeTooltip } from '../harness/lspServer';
import { type ControlState, type RouteEntry, routeEntry, routeList } from '../harness/routeEntries';

const at = (file: string) => ({ file, span: { start: 0, end: 4 } });
const APP = { id: 'app.ts:0', place: at('app.ts') };
const ORDERS = { id: 'orders.ts:0', place: at('orders.ts') };

function route(method: string, path: string, authentication: ControlState, more: Partial<RouteEntry> = {}): RouteEntry {
  return routeEntry({ method, path, application: APP, router: APP, handler: 'show', ...more }, { authentication });
}

const ROUTES = [
  route('GET', '/', 'unguarded'),
  route('GET', '/api/orders/:id', 'guarded', { router: ORDERS, handler: 'orders.show' }),
  route('POST', '/api/orders', 'unknown', { router: ORDERS, handler: 'orders.add' }),
];

describe('the tree of endpoints', () => {
  it('leads from the application through routers to routes', () => {
    const [app, ...others] = endpointTree([{ name: 'shop', list: routeList(ROUTES), isPublic: () => false }]).roots;
    assert.deepEqual(others, []);
    assert.deepEqual([app.kind, app.label, app.description], ['application', 'app.ts', '3 endpoints, 1 without authentication, 1 unknown']);
    const [orders, home] = app.children;
    assert.deepEqual([orders.kind, orders.label, orders.description], ['router', '/api/orders', 'orders.ts']);
    assert.deepEqual(
      [...orders.children, home].map((one) => [one.kind, one.label, one.description, one.authentication]),
      [
        ['route', 'GET /api/orders/:id', 'orders.show', 'guarded'],
        ['route', 'POST /api/orders', 'orders.add', 'unknown'],
        ['route', 'GET /', 'show', 'unguarded'],
      ],
    );
  });

  it('says in words what icons show', () => {
    const { roots, meant } = endpointTree([{ name: 'shop', list: routeList(ROUTES), isPublic: () => false }]);
    const spoken = [...meant.keys()].length;
    assert.equal(spoken, 5);
    const [orders, home] = roots[0].children;
    assert.equal(home.spoken, 'GET /, does not ask who the client is');
    assert.equal(orders.children[0].spoken, 'GET /api/orders/:id, asks who the client is');
    assert.equal(orders.children[1].spoken, 'POST /api/orders, whether it asks who the client is could not be told');
    assert.equal(orders.spoken, '/api/orders, 2 endpoints, 1 unknown, orders.ts');
  });

  it('tells what the policy declares public from what merely is open', () => {
    const [app] = endpointTree([{ name: 'shop', list: routeList(ROUTES), isPublic: ({ path }) => path === '/' }]).roots;
    const home = app.children[1];
    assert.deepEqual([home.authentication, home.spoken], ['public', 'GET /, declared public by the policy']);
    assert.equal(lookOf(home).icon, 'globe');
    assert.equal(app.description, '3 endpoints, 1 unknown');
  });

  it('gives everything an id of its own, which stays when other text moves', () => {
    const twice = [route('GET', '/a', 'guarded'), route('GET', '/a', 'guarded', { handler: 'other' })];
    const moved = twice.map((one) => ({ ...one, application: { ...APP, id: 'app.ts:90' }, router: { ...APP, id: 'app.ts:90' } }));
    const ids = (all: readonly RouteEntry[]) => [
      ...endpointTree([{ name: 'shop', list: routeList(all), isPublic: () => false }]).meant.keys(),
    ];
    assert.equal(new Set(ids(twice)).size, 3);
    assert.deepEqual(ids(twice), ids(moved));
  });

  it('names folders where there are several', () => {
    const folders = ['a', 'b'].map((name) => ({ name, list: routeList(ROUTES), isPublic: () => false }));
    const { roots, meant } = endpointTree(folders);
    assert.deepEqual(
      roots.map(({ label }) => label),
      ['a/app.ts', 'b/app.ts'],
    );
    assert.deepEqual(new Set([...meant.values()].map(({ folder }) => folder)), new Set([0, 1]));
    assert.deepEqual(endpointTree([]).roots, []);
  });

  it('finds what paths begin with alike', () => {
    assert.equal(commonPath(['/a/b/c', '/a/b', '/a/bc']), '/a');
    assert.equal(commonPath(['/a', '/b']), '/');
    assert.equal(commonPath(['orders.list', 'orders.add']), '/');
    assert.equal(commonPath(['/a/:id']), '/a/:id');
  });
});

describe('what is said of an endpoint', () => {
  it('is the evidence for each control, and what is missing', () => {
    const one = route('POST', '/orders', 'guarded', {
      handler: 'orders.add',
      way: [
        { place: at('app.ts'), message: 'the application' },
        { place: at('orders.ts'), message: 'POST /orders' },
      ],
      conditions: [{ place: undefined, message: 'process.env.SHOP' }],
    });
    const evidence = [
      { place: at('app.ts'), message: '`requireUser` stands before it' },
      { place: at('auth.ts'), message: 'answers 401 depending on `req.user`' },
    ];
    const controls = {
      ...one.controls,
      authentication: { state: 'guarded' as const, evidence },
      limit: { state: 'unknown' as const, evidence: [{ place: at('app.ts'), message: 'what `gate()` does is not known' }] },
    };
    assert.equal(
      routeTooltip({ ...one, controls }, ({ file }) => `${file}:7`, undefined),
      [
        '**POST /orders** `orders.add`',
        '',
        'Authentication: **always**',
        '- `requireUser` stands before it (app\\.ts:7)',
        '- answers 401 depending on `req.user` (auth\\.ts:7)',
        '',
        'Limit: **could not be told, or not for all requests**',
        '- what `gate()` does is not known (app\\.ts:7)',
        '',
        'None: authorisation, validation, CSRF check, signature check',
        '',
        'Only if',
        '- process\\.env\\.SHOP',
        '',
        'The way',
        '- the application (app\\.ts:7)',
        '- POST /orders (orders\\.ts:7)',
      ].join('\n'),
    );
  });

  it('lets nothing of the workspace be markup', () => {
    const odd = route('GET', '/[a](http://x)', 'unguarded', { handler: '<img src=x> `*`' });
    const said = routeTooltip(odd, () => undefined, { reason: 'a *fair*' });
    assert.match(said, /\n\nThe policy declares it public: a \\\*fair\\\*\n/);
    assert.match(said, /^\*\*GET \/\\\[a\\\]\\\(http:\/\/x\\\)\*\* `<img src=x> \*`\n/);
  });
});

describe('how endpoints look', () => {
  it('differs in shape, not in colour alone', () => {
    const [app] = endpointTree([{ name: 'shop', list: routeList(ROUTES), isPublic: () => false }]).roots;
    const [orders, home] = app.children;
    assert.deepEqual(
      [home, ...orders.children].map((node) => lookOf(node).icon),
      ['unlock', 'lock', 'question'],
    );
    assert.deepEqual([lookOf(app).isOpen, lookOf(orders).isOpen, lookOf(home).isOpen], [true, false, undefined]);
  });

  it('says why a tree is not all there is', () => {
    assert.equal(messageOf('ready'), undefined);
    for (const state of ['reading', 'unread', 'failed'] as const) assert.ok(messageOf(state));
  });
});
