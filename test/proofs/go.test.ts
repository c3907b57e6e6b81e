/** Tests that are written for Go: by what makes the router, and what tests stand beside it. */
import { strict as assert } from 'node:assert';
import { proofOf, reasonOf } from '../harness/proofs';

const AUTHENTICATION = 'endpoint-missing-authentication';
const MOD = 'module example.com/loans\n\ngo 1.24\n';
/** A router of net/http with one route that asks nobody. */
function server(head: string, end: string): string {
  return `package server

import (
	"database/sql"
	"net/http"
)

var db *sql.DB

func signedIn(next http.HandlerFunc) http.HandlerFunc {
	return func(w http.ResponseWriter, r *http.Request) {
		if _, err := r.Cookie("session"); err != nil {
			w.WriteHeader(http.StatusUnauthorized)
			return
		}
		next(w, r)
	}
}

${head} {
	mux := http.NewServeMux()
	mux.HandleFunc("GET /loans", signedIn(func(w http.ResponseWriter, r *http.Request) { db.Exec("select id from loans") }))
	mux.HandleFunc("POST /loans", signedIn(func(w http.ResponseWriter, r *http.Request) { db.Exec("insert into loans values (1)") }))
	mux.HandleFunc("PUT /loans", signedIn(func(w http.ResponseWriter, r *http.Request) { db.Exec("update loans set a = 1") }))
	mux.HandleFunc("DELETE /loans/{id}", func(w http.ResponseWriter, r *http.Request) { db.Exec("delete from loans where id = $1", r.PathValue("id")) })
${end}}
`;
}

function main(call: string): string {
  return `package main

import (
	"net/http"

	"example.com/loans/internal/server"
)

func main() {
	http.ListenAndServe(":8080", ${call})
}
`;
}

describe('proofs in Go', () => {
  it('call what makes the router', async () => {
    const texts = {
      'go.mod': MOD,
      'main.go': main('server.Routes()'),
      'internal/server/server.go': server('func Routes() http.Handler', '\treturn mux\n'),
    };
    const { title, file, after, run } = await proofOf(texts, AUTHENTICATION);
    assert.equal(title, 'Prove it: write a test that expects 401 or 403 from DELETE /loans/{id}');
    assert.deepEqual([file, run], ['internal/server/server_security_test.go', 'go test ./internal/server']);
    assert.equal(
      after,
      `package server

import (
	"net/http"
	"net/http/httptest"
	"testing"
)

// routerOfRoutes is what the program serves.
func routerOfRoutes(t *testing.T) http.Handler {
	t.Helper()
	return Routes()
}

func TestDeleteLoansIdIsRefusedToWhoeverIsNotSignedIn(t *testing.T) {
	router := routerOfRoutes(t)
	request := httptest.NewRequest(http.MethodDelete, "/loans/1", nil)
	response := httptest.NewRecorder()
	router.ServeHTTP(response, request)
	code := response.Code
	if code != http.StatusUnauthorized && code != http.StatusForbidden {
		t.Errorf("it was answered %d", code)
	}
}
`,
    );
  });

  it('leave to be written what only the program knows, unless the tests beside it do', async () => {
    const texts = {
      'go.mod': MOD,
      'main.go': main('server.New(nil, nil)'),
      'internal/server/server.go': server('func New(db *sql.DB, key []byte) *http.ServeMux', '\treturn mux\n'),
    };
    const alone = await proofOf(texts, AUTHENTICATION);
    assert.deepEqual(alone.left, ['calling New(db, key) with what the program gives it']);
    assert.match(alone.after, /\tt\.Fatal\("\w+: return New\(db, key\), with what the program gives it/);
    const tests = 'package server\n\nfunc newServer(t *testing.T) *http.ServeMux {\n\treturn New(nil, []byte("test"))\n}\n';
    const { after, left, file } = await proofOf({ ...texts, 'internal/server/server_test.go': tests }, AUTHENTICATION);
    assert.deepEqual([file, left], ['internal/server/server_security_test.go', []]);
    assert.ok(after.includes('\trouter := newServer(t)\n') && !after.includes('routerOf'), after);
  });

  it('say why there can be none', async () => {
    const texts = { 'go.mod': MOD, 'server.go': server('func Serve() error', '\treturn http.ListenAndServe(":80", mux)\n') };
    const reason = '`Serve` in server.go does not give back what answers requests: once it does, a test can ask it';
    assert.equal(await reasonOf(texts, AUTHENTICATION), reason);
  });
});
