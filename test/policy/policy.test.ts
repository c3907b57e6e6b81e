/** `gatehouse.json`: read strictly, with the place of every mistake; and the schema that tells editors the same. */
import assert from 'node:assert/strict';
import { CONTROL_KINDS, describeProblems, excludedBy, isPublic, nearest, readPolicy, requirementsOf, schema } from '../harness/policy';

const RULES = new Set(['injection-code', 'injection-sql', 'data-in-logs']);

function good(text: string, base = '') {
  const result = readPolicy(text, RULES, base);
  assert.ok('policy' in result, JSON.stringify(result));
  return result.policy;
}

function bad(text: string): string {
  const result = readPolicy(text, RULES);
  assert.ok('problems' in result, 'accepted');
  return describeProblems('gatehouse.json', result.problems);
}

describe('policy: gatehouse.json', () => {
  it('reads JSON with comments and trailing commas', () => {
    const policy = good(
      '\ufeff{\n  // ours\n  "$schema": "./x.json",\n  "rules": { "injection-sql": "off", "data-in-logs": "high", },\n  "failOn": "medium",\n}',
    );
    assert.deepEqual(
      [...policy.rules],
      [
        ['injection-sql', 'off'],
        ['data-in-logs', 'high'],
      ],
    );
    assert.equal(policy.failOn, 'medium');
    assert.equal(good('{}').failOn, undefined);
  });

  it('matches globs from the policy file’s own folder', () => {
    const policy = good('{ "paths": { "exclude": ["legacy/**", "*.gen.ts", "old/"] } }');
    assert.equal(excludedBy(policy, 'legacy/deep/a.js'), 'legacy/**');
    assert.equal(excludedBy(policy, 'src/api.gen.ts'), '*.gen.ts');
    assert.equal(excludedBy(policy, 'old/.hidden/a.js'), 'old/');
    assert.equal(excludedBy(policy, 'src/legacy/a.js'), undefined);
    assert.equal(excludedBy(policy, 'src/api.ts'), undefined);
    assert.equal(
      excludedBy(good('{ "paths": { "exclude": ["packages/a/legacy/**"] } }', 'packages/a/'), 'legacy/a.js'),
      'packages/a/legacy/**',
    );
  });

  it('says where each mistake is and what to do', () => {
    assert.equal(
      bad('{\n  "rules": {\n    "injection-sq": "off",\n    "injection-code": "severe"\n  },\n  "path": {}\n}'),
      [
        'gatehouse.json:3:5: There is no rule "injection-sq". Did you mean "injection-sql"?',
        'gatehouse.json:4:23: `rules.injection-code` must be one of "critical", "high", "medium", "low", "info", "off".',
        'gatehouse.json:6:3: Unknown field "path". Did you mean "paths"?',
      ].join('\n'),
    );
    assert.equal(
      bad('{ "ai": {} }'),
      'gatehouse.json:1:3: Unknown field "ai". Known here: $schema, rules, paths, routes, controls, failOn.',
    );
    assert.equal(bad('{ "failOn": "high", "failOn": "low" }'), 'gatehouse.json:1:21: "failOn" stands here twice. Remove one.');
    assert.match(bad('{ "paths": { "exclude": "legacy/**" } }'), /^gatehouse.json:1:25: `paths.exclude` must be a list of globs/);
    assert.match(bad('{ "paths": { "exclude": [""] } }'), /^gatehouse.json:1:26: A glob must be a text/);
    assert.match(bad('[]'), /^gatehouse.json:1:1: A policy must be an object/);
    assert.match(bad('{ "failOn": "high" '), /^gatehouse.json:1:20: Close brace expected/);
    assert.match(bad(''), /^gatehouse.json:1:1: /);
    assert.match(bad('{ "rules": null }'), /must be an object/);
  });

  it('survives a policy made to be slow', () => {
    const policy = good(JSON.stringify({ paths: { exclude: [`${'{a,b}'.repeat(40)}`, `${'*a'.repeat(50)}b`, `${'('.repeat(200)}`] } }));
    assert.equal(excludedBy(policy, 'src/app.ts'), undefined);
  });

  it('declares endpoints public, by method and path', () => {
    const policy = good('{ "routes": { "public": ["POST /newsletter", "/shared/**", "GET /orders/*/status"] } }');
    const told = (method: string, path: string) => isPublic(policy, { method, path });
    assert.deepEqual(
      [
        told('POST', '/newsletter'),
        told('GET', '/newsletter'),
        told('DELETE', '/shared/a/b'),
        told('GET', '/orders/:id/status'),
        told('GET', '/orders/:id'),
      ],
      [true, false, true, true, false],
    );
    assert.match(bad('{ "routes": { "public": "POST /a" } }'), /^gatehouse.json:1:25: `routes.public` must be a list of endpoints/);
    assert.match(bad('{ "routes": { "public": ["post a"] } }'), /^gatehouse.json:1:26: An endpoint is a path that begins with a slash/);
  });

  it('takes a reason with a public endpoint, and wants one', () => {
    const policy = good('{ "routes": { "public": [{ "route": "GET /shared/**", "reason": "they are posters" }] } }');
    assert.ok(isPublic(policy, { method: 'GET', path: '/shared/a' }));
    assert.ok(isPublic(policy, { method: 'GET', path: '/shared' }));
    assert.ok(!isPublic(policy, { method: 'GET', path: '/sharedness' }));
    assert.equal(
      bad('{ "routes": { "public": [{ "route": "/a", "reason": " " }, { "reason": "x" }, { "route": "/b" }, { "why": "x" }] } }'),
      [
        'gatehouse.json:1:53: Say in `reason` why anybody may call the endpoint.',
        'gatehouse.json:1:60: An endpoint is a path that begins with a slash, with or without a method in capitals before it, such as "POST /newsletter".',
        'gatehouse.json:1:79: Say in `reason` why anybody may call the endpoint.',
        'gatehouse.json:1:98: Say in `reason` why anybody may call the endpoint.',
        'gatehouse.json:1:98: An endpoint is a path that begins with a slash, with or without a method in capitals before it, such as "POST /newsletter".',
        'gatehouse.json:1:100: Unknown field "why". Known here: route, reason.',
      ].join('\n'),
    );
  });

  it('asks for controls by path, where they are not declared needless', () => {
    const policy = good(
      '{ "routes": { "public": ["POST /admin/login"], "require": { "/admin/**": ["authentication", "authorisation"], "POST /**": ["limit"] } } }',
    );
    const asked = (method: string, path: string) => requirementsOf(policy, { method, path }).map(({ kind, key }) => `${kind} ${key}`);
    const admin = 'routes.require["/admin/**"]';
    assert.deepEqual(asked('GET', '/admin/users/:id'), [`authentication ${admin}`, `authorisation ${admin}`]);
    assert.deepEqual(asked('GET', '/admin'), [`authentication ${admin}`, `authorisation ${admin}`]);
    assert.deepEqual(asked('POST', '/admin/login'), ['limit routes.require["POST /**"]']);
    assert.deepEqual(asked('ALL', '/orders'), ['limit routes.require["POST /**"]']);
    assert.deepEqual(asked('OPTIONS', '/admin/users'), []);
    assert.deepEqual(asked('GET', '/administrators'), []);
    assert.equal(
      bad('{ "routes": { "require": { "admin": ["authentication"], "/a": [], "/b": ["login"], "/c": "limit" } } }'),
      [
        'gatehouse.json:1:28: An endpoint is a path that begins with a slash, with or without a method in capitals before it, such as "POST /newsletter".',
        'gatehouse.json:1:63: The controls of an endpoint must be a list, such as ["authentication", "authorisation"].',
        'gatehouse.json:1:74: A control must be one of "authentication", "authorisation", "validation", "limit", "csrf", "signature".',
        'gatehouse.json:1:90: The controls of an endpoint must be a list, such as ["authentication", "authorisation"].',
      ].join('\n'),
    );
  });

  it('names controls as the code does', () => {
    const policy = good('{ "controls": { "authentication": ["requireUser", "@Members"], "authorisation": ["gate.role", "requireUser"] } }');
    assert.deepEqual(
      [...policy.namedControls],
      [
        ['requireUser', ['authentication', 'authorisation']],
        ['Members', ['authentication']],
        ['gate.role', ['authorisation']],
      ],
    );
    assert.equal(
      bad('{ "controls": { "authorization": [], "limit": ["slow(5)"], "csrf": "x" } }'),
      [
        'gatehouse.json:1:17: Unknown field "authorization". Did you mean "authorisation"?',
        'gatehouse.json:1:48: A control is named as the code names it, such as "requireUser" or "guards.session".',
        'gatehouse.json:1:68: `controls.csrf` must be a list of names, such as ["requireUser"].',
      ].join('\n'),
    );
  });

  it('has a schema with the same fields', () => {
    assert.deepEqual(Object.keys(schema.properties), ['$schema', 'rules', 'paths', 'routes', 'controls', 'failOn']);
    assert.deepEqual(Object.keys(schema.properties.routes.properties), ['public', 'require']);
    assert.deepEqual(Object.keys(schema.properties.controls.properties), CONTROL_KINDS);
    assert.deepEqual(schema.properties.routes.properties.require.additionalProperties.items.enum, CONTROL_KINDS);
    for (const word of schema.properties.failOn.enum) assert.equal(good(JSON.stringify({ failOn: word })).failOn, word);
    for (const word of schema.properties.rules.additionalProperties.enum) {
      assert.equal(good(JSON.stringify({ rules: { 'injection-sql': word } })).rules.get('injection-sql'), word);
    }
  });
});

describe('policy: the word somebody meant', () => {
  it('is close, or there is none', () => {
    assert.equal(nearest('injection-sq', RULES), 'injection-sql');
    assert.equal(nearest('sql-injection', RULES), undefined);
    assert.equal(nearest('x', RULES), undefined);
  });
});
