/** Tests that are written for JavaScript and TypeScript: by runner, framework, kind of module and what tests there are. */
import { strict as assert } from 'node:assert';
import { proofOf, proofsOf, reasonOf, withProof } from '../harness/proofs';

const AUTHENTICATION = 'endpoint-missing-authentication';
const HANDLERS = `const signedIn = (req, res, next) => (req.session.user ? next() : res.status(401).end());
const loans = express.Router();
loans.get('/', signedIn, async (req, res) => res.json(await pool.query('select id from loans where owner = $1', [req.session.user])));
loans.post('/', signedIn, async (req, res) => res.json(await pool.query('insert into loans (owner) values ($1)', [req.session.user])));
loans.put('/:id', signedIn, async (req, res) => res.json(await pool.query('update loans set a = 1 where owner = $1', [req.session.user])));
loans.delete('/:id', async (req, res) => res.json(await pool.query('delete from loans where id = $1', [req.params.id])));
`;
/** An application of Express in one file, that ends as is said. */
function express(end: string): string {
  return `const express = require('express');
const { Pool } = require('pg');

const app = express();
const pool = new Pool();
${HANDLERS}app.use('/api/loans', loans);
${end}`;
}

function packaged(more: object): string {
  return JSON.stringify({ name: 'loans', dependencies: { express: '^4.21.2', pg: '^8.13.1' }, ...more });
}

describe('proofs in JavaScript', () => {
  it('take node:test and a port of their own where nothing else is there', async () => {
    const texts = { 'app.js': express('module.exports = app;\n'), 'package.json': packaged({}) };
    const { title, file, after, before, run, left } = await proofOf(texts, AUTHENTICATION);
    assert.equal(title, 'Prove it: write a test that expects 401 or 403 from DELETE /api/loans/:id');
    assert.deepEqual([file, before, run, left], ['test/app.security.test.js', undefined, 'node --test test/app.security.test.js', []]);
    assert.equal(
      after,
      `const assert = require('node:assert/strict');
const { once } = require('node:events');
const { after, before, describe, it } = require('node:test');
const app = require('../app');

describe('security of app.js', () => {
  let server;
  let origin;
  before(async () => {
    server = app.listen(0);
    await once(server, 'listening');
    origin = \`http://127.0.0.1:\${server.address().port}\`;
  });
  after(() => {
    server.closeAllConnections();
    server.close();
  });

  it('DELETE /api/loans/:id is refused to whoever is not signed in', async () => {
    const response = await fetch(\`\${origin}/api/loans/1\`, { method: 'DELETE', redirect: 'manual' });
    assert.ok([401, 403].includes(response.status), \`it was answered \${response.status}\`);
  });
});
`,
    );
  });

  it('take supertest and jest, beside the tests there are and named as they are', async () => {
    const texts = {
      'server/app.js': express('module.exports = { app };\n'),
      'package.json': packaged({ devDependencies: { jest: '^29.7.0', supertest: '^7.0.0' } }),
      'server/__tests__/prices.spec.js': `const { app } = require('../app');\ntest('prices', () => expect(app).toBeDefined());\n`,
    };
    const { file, after, run } = await proofOf(texts, AUTHENTICATION);
    assert.equal(file, 'server/__tests__/app.security.spec.js');
    assert.equal(run, 'npx jest server/__tests__/app.security.spec.js');
    assert.equal(
      after,
      `const request = require('supertest');
const { app } = require('../app');

describe('security of server/app.js', () => {
  it('DELETE /api/loans/:id is refused to whoever is not signed in', async () => {
    const response = await request(app).delete('/api/loans/1');
    expect([401, 403]).toContain(response.status);
  });
});
`,
    );
  });

  it('call what makes the application, in TypeScript with vitest, in the file’s own manner of writing', async () => {
    const app = `import express from "express"
import { Pool } from "pg"

const pool = new Pool()

export async function buildApp() {
    const app = express()
    const signedIn = (req: any, res: any, next: any) => (req.session.user ? next() : res.status(401).end())
    app.get("/loans", signedIn, async (req: any, res) => res.json(await pool.query("select id from loans where owner = $1", [req.session.user])))
    app.post("/loans", signedIn, async (req: any, res) => res.json(await pool.query("insert into loans (owner) values ($1)", [req.session.user])))
    app.delete("/loans/:id", async (req, res) => res.json(await pool.query("delete from loans where id = $1", [req.params.id])))
    return app
}
`;
    const texts = {
      'src/app.ts': app,
      'package.json': packaged({ type: 'module', devDependencies: { vitest: '^2.1.8', supertest: '^7.0.0' } }),
      'tests/unit/money.test.ts': 'import { expect, it } from "vitest"\nimport { cents } from "../../src/money.js"\n',
      'tests/api/health.test.ts': 'import { expect, it } from "vitest"\nimport { buildApp } from "../../src/app.js"\n',
    };
    const { file, after } = await proofOf(texts, AUTHENTICATION);
    assert.equal(file, 'tests/api/app.security.test.ts');
    assert.equal(
      after,
      `import request from "supertest"
import { beforeAll, describe, expect, it } from "vitest"
import { buildApp } from "../../src/app.js"

describe("security of src/app.ts", () => {
    let app: Awaited<ReturnType<typeof buildApp>>
    beforeAll(async () => {
        app = await buildApp()
    })

    it("DELETE /loans/:id is refused to whoever is not signed in", async () => {
        const response = await request(app).delete("/loans/1")
        expect([401, 403]).toContain(response.status)
    })
})
`,
    );
  });

  it('ask Fastify without a network', async () => {
    const texts = {
      'app.mjs': `import Fastify from 'fastify';
import pg from 'pg';

const pool = new pg.Pool();
const signedIn = async (request, reply) => {
  if (!request.session.user) return reply.code(401).send();
};

export function build() {
  const app = Fastify();
  app.get('/loans', { preHandler: signedIn }, async (request) => pool.query('select id from loans where owner = $1', [request.session.user]));
  app.post('/loans', { preHandler: signedIn }, async (request) => pool.query('insert into loans (owner) values ($1)', [request.session.user]));
  app.delete('/loans/:id', async (request) => pool.query('delete from loans where id = $1', [request.params.id]));
  return app;
}
`,
      'package.json': JSON.stringify({
        type: 'module',
        scripts: { test: 'node --test' },
        dependencies: { fastify: '^5.2.0', pg: '^8.13.1' },
      }),
    };
    const { file, after } = await proofOf(texts, AUTHENTICATION);
    assert.equal(file, 'test/app.security.test.mjs');
    assert.ok(after.includes("import { build } from '../app.mjs';"), after);
    assert.ok(after.includes('  const app = build();\n  after(() => app.close());\n'), after);
    assert.ok(after.includes("const response = await app.inject({ method: 'DELETE', url: '/loans/1' });"), after);
    assert.ok(after.includes('[401, 403].includes(response.statusCode)'), after);
  });

  it('make a module of NestJS, with the prefix that its main file sets', async () => {
    const controller = `import { Body, Controller, Delete, Get, Param, Post, UseGuards } from '@nestjs/common';
import { Pool } from 'pg';
import { JwtGuard } from './jwt.guard';

@Controller('loans')
export class LoansController {
  constructor(private readonly pool: Pool) {}

  @Get()
  @UseGuards(JwtGuard)
  all() {
    return this.pool.query('select id from loans');
  }

  @Post()
  @UseGuards(JwtGuard)
  borrow(@Body() loan: object) {
    return this.pool.query('insert into loans values ($1)', [loan]);
  }

  @Delete(':id')
  end(@Param('id') id: string) {
    return this.pool.query('delete from loans where id = $1', [id]);
  }
}
`;
    const texts = {
      'src/main.ts': `import { NestFactory } from '@nestjs/core';
import { AppModule } from './app.module';

async function bootstrap() {
  const app = await NestFactory.create(AppModule);
  app.setGlobalPrefix('api');
  await app.listen(3000);
}
bootstrap();
`,
      'src/app.module.ts': `import { Module } from '@nestjs/common';
import { LoansController } from './loans.controller';

@Module({ controllers: [LoansController] })
export class AppModule {}
`,
      'src/loans.controller.ts': controller,
      'src/jwt.guard.ts': `import { AuthGuard } from '@nestjs/passport';\n\nexport class JwtGuard extends AuthGuard('jwt') {}\n`,
      'package.json': JSON.stringify({
        dependencies: { '@nestjs/core': '^10.4.0', '@nestjs/common': '^10.4.0', pg: '^8.13.1' },
        scripts: { 'test:e2e': 'jest --config ./test/jest-e2e.json' },
        devDependencies: { '@nestjs/testing': '^10.4.0', jest: '^29.7.0', supertest: '^7.0.0' },
      }),
      'test/app.e2e-spec.ts': `import * as request from 'supertest';\nimport { AppModule } from './../src/app.module';\n`,
    };
    const { file, after, run } = await proofOf(texts, AUTHENTICATION);
    assert.equal(file, 'test/loans.controller.security.e2e-spec.ts');
    assert.equal(run, 'npm run test:e2e -- test/loans.controller.security.e2e-spec.ts');
    assert.equal(
      after,
      `import type { INestApplication } from '@nestjs/common';
import { Test } from '@nestjs/testing';
import * as request from 'supertest';
import { AppModule } from '../src/app.module';

describe('security of src/loans.controller.ts', () => {
  let app: INestApplication;
  beforeAll(async () => {
    const made = await Test.createTestingModule({ imports: [AppModule] }).compile();
    app = made.createNestApplication();
    app.setGlobalPrefix('api');
    await app.init();
  });
  afterAll(() => app.close());

  it('DELETE /api/loans/:id is refused to whoever is not signed in', async () => {
    const response = await request(app.getHttpServer()).delete('/api/loans/1');
    expect([401, 403]).toContain(response.status);
  });
});
`,
    );
  });

  it('know where the neighbours send whoever is not signed in', async () => {
    const texts = {
      'app.js': express('module.exports = app;\n').replace('res.status(401).end()', "res.redirect('/login')"),
      'package.json': packaged({ devDependencies: { jest: '^29.7.0', supertest: '^7.0.0' } }),
    };
    const { after } = await proofOf(texts, AUTHENTICATION);
    assert.match(
      after,
      /const status = String\(response\.headers\.location\)\.includes\('\/login'\) \? 401 : response\.status;\n.*contain/i,
    );
  });

  it('ask for the endpoint itself, not for the neighbour that does what it does not', async () => {
    const own = `app.use('/orders', signedIn);
app.get('/orders', async (req, res) => res.json(await pool.query('select * from orders where customer = $1', [req.session.user])));
app.get('/orders/:id', async (req, res) => res.json(await pool.query('select * from orders where id = $1', [req.params.id])));
module.exports = app;
`;
    const texts = { 'app.js': express(own), 'package.json': packaged({}) };
    const { title, after, left } = await proofOf(texts, 'endpoint-missing-object-authorization');
    assert.equal(title, 'Prove it: write a test that expects 403 or 404 from GET /orders/:id');
    assert.equal(left.length, 2);
    assert.match(after, /const id = await somebodyElses\(\);\n.*\/orders\/\$\{id\}`/);
  });

  it('are added to the file that has some already, and not twice', async () => {
    const texts = {
      'app.js': express(
        `app.put('/api/rates/:id', async (req, res) => res.json(await pool.query('update rates set a = $1', [req.params.id])));\nmodule.exports = app;\n`,
      ),
      'package.json': packaged({ devDependencies: { mocha: '^11.0.1', chai: '^4.5.0', supertest: '^7.0.0' } }),
    };
    const [first, second] = await proofsOf(texts, AUTHENTICATION);
    assert.ok('after' in first && 'after' in second);
    assert.ok(first.after.includes('expect(response.status).to.be.oneOf([401, 403]);'), first.after);
    const both = await proofsOf(withProof(texts, first), AUTHENTICATION);
    assert.ok('reason' in both[0] && 'after' in both[1], JSON.stringify(both));
    assert.equal(both[0].reason, 'test/app.security.test.js has it already');
    assert.equal(both[1].before, first.after);
    const [head, tail] = [first.after.slice(0, first.after.lastIndexOf('});')), '});\n'];
    assert.equal(both[1].after, `${head}\n${both[1].after.slice(head.length + 1, -tail.length)}${tail}`);
    assert.equal(both[1].after.match(/^ {2}it\(/gm)?.length, 2);
    assert.ok(both[1].after.slice(both[1].selected.start, both[1].selected.end).startsWith("it('"), both[1].after);
  });

  it('leave alone a file of that name that is somebody else’s', async () => {
    const texts = {
      'app.js': express('module.exports = app;\n'),
      'package.json': packaged({}),
      'test/app.security.test.js': '// ours\n',
    };
    assert.equal((await proofOf(texts, AUTHENTICATION)).file, 'test/app.security-2.test.js');
  });

  it('sign in as the tests there are do, as somebody ordinary', async () => {
    const refund = `const staff = (req, res, next) => (req.user.role === 'staff' ? next() : res.status(403).end());
app.use('/orders', signedIn);
app.get('/admin/orders', signedIn, staff, async (req, res) => res.json(await pool.query('select * from orders')));
app.delete('/admin/orders/:id', signedIn, staff, async (req, res) => res.json(await pool.query('delete from orders where id = $1', [req.params.id])));
app.post('/admin/orders/:id/refund', signedIn, async (req, res) => res.json(await pool.query('update orders set refunded = true where id = $1', [req.params.id])));
module.exports = app;
`;
    const texts = {
      'app.js': express(refund).replace("loans.delete('/:id',", "loans.delete('/:id', signedIn,"),
      'package.json': packaged({ devDependencies: { jest: '^29.7.0', supertest: '^7.0.0' } }),
    };
    const rule = 'endpoint-missing-function-authorization';
    const alone = await proofOf(texts, rule);
    assert.deepEqual(alone.left, ['signing somebody in who has no rights of their own']);
    assert.match(alone.after, /async function signedIn\(\) \{\n {2}throw new Error\('\w+: sign somebody in/);
    const tests = `const { tokenFor } = require('./support/people');
it('lists', () => request(app).get('/admin/orders').set('Authorization', \`Bearer \${tokenFor('admin')}\`).expect(200));
it('refuses', () => request(app).get('/admin/orders').set('Authorization', \`Bearer \${tokenFor('customer')}\`).expect(403));
`;
    const { after, left } = await proofOf({ ...texts, 'test/orders.test.js': tests }, rule);
    assert.deepEqual(left, []);
    assert.ok(after.includes("const { tokenFor } = require('./support/people');"), after);
    assert.match(
      after,
      /post\('\/admin\/orders\/1\/refund'\)\.set\(\{ authorization: `Bearer \$\{tokenFor\('customer'\)\}` \}\)\.send\(\{\}\);/,
    );
    assert.ok(after.includes('expect([403]).toContain(response.status);'), after);
  });

  it('leave to be written what only the program knows', async () => {
    const app = express('return app;\n').replace(
      /const app = express\(\);\nconst pool = new Pool\(\);\n/,
      'const pool = new Pool();\nfunction createApp(mailer, { clock }) {\n  const app = express();\n',
    );
    const main = "require('./app').createApp(mailer, { clock: Date }).listen(80);\n";
    const texts = { 'app.js': `${app}}\nmodule.exports = { createApp };\n`, 'main.js': main, 'package.json': packaged({}) };
    const { after, left } = await proofOf(texts, AUTHENTICATION);
    assert.deepEqual(left, ['calling createApp(mailer, { clock }) with what the program gives it']);
    assert.match(after, /async function application\(\) \{\n {2}throw new Error\('\w+: return createApp\(mailer, \{ clock \}\)/);
    assert.ok(after.includes('    server = (await application()).listen(0);\n'), after);
  });

  it('say why there can be none', async () => {
    const unexported = { 'app.js': express('app.listen(3000);\n'), 'package.json': packaged({}) };
    assert.equal(await reasonOf(unexported, AUTHENTICATION), 'app.js does not export `app`: once it does, a test can ask it');
    assert.equal(await reasonOf({ 'app.js': express('module.exports = app;\n') }, AUTHENTICATION), 'there is no package.json above it');
  });
});
