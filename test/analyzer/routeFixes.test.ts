/** Fixes for endpoints that are not offered, and a rule about endpoints that breaks down. */
import { strict as assert } from 'node:assert';
import { analyzerOver, analyzerWith, findingsOf, RULES, type Texts } from '../harness/project';
import { type Syntax, testSyntax } from '../harness/syntax';

const DATABASE = `const { Pool } = require('pg');
const express = require('express');

const app = express();
const pool = new Pool();
`;
const GUARD = 'const signedIn = (req, res, next) => (req.session.user ? next() : res.status(401).end());\n';
const route = (method: string, path: string, guard: string): string =>
  `app.${method}('${path}', ${guard}async (req, res) => res.json(await pool.query('insert into a (b) values (1)')));\n`;
const guarded = ['/a', '/b', '/c'].map((path) => route('post', path, 'signedIn, ')).join('');

describe('fixes of endpoints', () => {
  let syntax: Syntax;
  before(async () => {
    syntax = await testSyntax();
  });

  /** Titles of the fixes for the only finding of a rule. */
  async function offered(texts: Texts, rule: string): Promise<readonly string[]> {
    const analyzer = analyzerOver(syntax, texts);
    const found = (await findingsOf(analyzer, texts, { forFixes: true })).filter((f) => f.rule === rule);
    assert.equal(found.length, 1, `${found.length} findings of ${rule}`);
    const fixes = analyzer.fixes(found[0].file, found[0].span);
    analyzer.dispose();
    return fixes.filter((f) => f.kind !== 'ignore' && f.finding.rule === rule).map((f) => f.title);
  }

  it('put a guard where its name is known', async () => {
    const texts = { 'app.js': DATABASE + GUARD + guarded + route('post', '/d', '') };
    assert.deepEqual(await offered(texts, 'endpoint-missing-authentication'), ['Put `signedIn` before this endpoint, as before 3 others']);
  });

  it('put none above what it is made of', async () => {
    const texts = { 'app.js': DATABASE + route('post', '/d', '') + GUARD + guarded };
    assert.deepEqual(await offered(texts, 'endpoint-missing-authentication'), []);
  });

  it('import nothing from the file that imports this one', async () => {
    const texts = {
      'app.js': `${DATABASE + GUARD + guarded}app.use('/more', require('./more'));\n`,
      'more.js': `${DATABASE.replace('express()', 'express.Router()')}${route('post', '/d', '')}module.exports = app;\n`,
    };
    assert.deepEqual(await offered(texts, 'endpoint-missing-authentication'), []);
  });

  it('verify no signature of a body that has been read before', async () => {
    const hook = route('post', '/webhooks/paid', '');
    const rule = 'endpoint-webhook-signature-not-verified';
    assert.equal((await offered({ 'app.js': DATABASE + hook }, rule)).length, 1);
    assert.deepEqual(await offered({ 'app.js': `${DATABASE}app.use(express.json());\n${hook}` }, rule), []);
  });

  it('verify signatures where the handler stands, in another file than its path', async () => {
    const texts = {
      'go.mod': 'module shop\n',
      'main.go': `package main

import (
	"database/sql"
	"net/http"
	"time"

	"shop/hooks"
)

func main() {
	db, _ := sql.Open("postgres", "")
	h := &hooks.Hooks{DB: db}
	mux := http.NewServeMux()
	mux.HandleFunc("POST /webhooks/paid", h.Paid)
	server := &http.Server{Addr: ":8080", Handler: mux, ReadHeaderTimeout: 10 * time.Second}
	server.ListenAndServe()
}
`,
      'hooks/hooks.go': `package hooks

import (
	"database/sql"
	"net/http"
)

type Hooks struct{ DB *sql.DB }

func (h *Hooks) Paid(w http.ResponseWriter, r *http.Request) {
	h.DB.Exec("update orders set paid = true where id = $1", r.FormValue("order"))
	w.WriteHeader(http.StatusNoContent)
}
`,
    };
    const analyzer = analyzerOver(syntax, texts);
    const [found] = await findingsOf(analyzer, texts, { forFixes: true });
    const [fix] = analyzer.fixes(found.file, found.span);
    analyzer.dispose();
    assert.deepEqual([found.file, [...new Set(fix.edits.map((e) => e.file))]], ['main.go', ['hooks/hooks.go']]);
  });

  it('move no guard past what is open on purpose', async () => {
    const between = (open: string): Texts => ({
      'app.js': `${DATABASE + GUARD + route('post', '/orders', '') + open}app.use(signedIn);\n${route('post', '/bills', '')}`,
    });
    assert.deepEqual(await offered(between(''), 'endpoint-guard-bypass-by-order'), ['Register it before the route']);
    const login = "app.post('/login', async (req, res) => res.json({}));\n";
    assert.deepEqual(await offered(between(login), 'endpoint-guard-bypass-by-order'), []);
  });
});

describe('a rule about endpoints that breaks down', () => {
  const texts = {
    'app.js': `${DATABASE + GUARD + guarded + route('post', '/d', '')}eval(process.argv[2] + 'x');\napp.get('/e', (req, res) => eval(req.query.x));\n`,
  };
  const broken = RULES.map((rule) =>
    rule.id === 'endpoint-guard-bypass-by-order' && rule.shape === 'route'
      ? {
          ...rule,
          check: () => {
            throw new RangeError('something of the text');
          },
        }
      : rule,
  );

  for (const limits of ['scan', 'editor'] as const) {
    it(`costs only what it has to say, and is told once: ${limits}`, async () => {
      const analyzer = analyzerWith(await testSyntax(), texts, broken, limits);
      const { findings, notes } = await analyzer.scan({ files: ['app.js'] });
      analyzer.dispose();
      assert.deepEqual(findings.map((f) => f.rule).sort(), ['endpoint-missing-authentication', 'injection-code']);
      assert.deepEqual(
        notes.map(({ kind, file, message }) => ({ kind, file, message })),
        [
          {
            kind: 'crash',
            file: undefined,
            message:
              'Endpoints: running endpoint-guard-bypass-by-order on them failed (RangeError), so that not all is said of them. Please report this; other findings are not affected.',
          },
        ],
      );
    });
  }
});
