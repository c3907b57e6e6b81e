/** Cookies and sessions: who sets them, and what holds where nothing is said. */
import { model } from '../../engine/model';

/** Options as most libraries have them, in the argument at `place`. */
const options = (place: string): Readonly<Record<string, string>> => ({ options: place });

/** Name, value and options one after the other. */
const positional = (first: number): Readonly<Record<string, string>> => ({
  name: `(${first})`,
  value: `(${first + 1})`,
  ...options(`(${first + 2})`),
});

/** `Secure` follows the connection, `HttpOnly` is on: https://github.com/pillarjs/cookies. */
const CAREFUL = { httpOnly: true, secure: 'as the connection' } as const;

export const cookies = model('javascript', {
  name: 'Cookies',
  types: {
    NextCookies: [
      '"next/headers".cookies()',
      '"next/server".NextResponse.{next,json,redirect,rewrite}().cookies',
      '"next/server".NextResponse().cookies',
      '<next/server.NextResponse>.cookies',
    ],
    // What several frameworks take the cookies of a request and its answer by.
    Jar: ['"cookies"()', 'koa.Context.cookies'],
    Header: ['express.Response', 'node-http.Outgoing', 'fastify.Reply', 'next-js.PageResponse'],
  },
  quiet: ['NextCookies.{set,delete}()', 'Jar.{get,set}()'],
  calls: {
    'cookie-write': [
      { call: 'express.Response.cookie', roles: positional(0) },
      { call: 'fastify.Reply.{setCookie,cookie}', roles: positional(0) },
      { call: '"hono/cookie".setCookie', roles: positional(1) },
      { call: '"hono/cookie".setSignedCookie', roles: { name: '(1)', value: '(2)', options: '(4)' } },
      { call: '"h3".setCookie', roles: positional(1) },
      { call: '"nookies".setCookie', roles: positional(1) },
      { call: '"cookie".serialize', roles: positional(0) },
      { call: 'NextCookies.set[1=*]', roles: positional(0) },
      { call: 'NextCookies.set[1=absent]', roles: { name: '(0).name', value: '(0).value', options: '(0)' } },
      { call: 'Jar.set', roles: positional(0), defaults: CAREFUL },
    ],
    'cookie-header': [
      { call: "Header.{set,header,setHeader,append,appendHeader}[0='set-cookie']", roles: { value: '(1)' } },
      { call: "koa.Context.set[0='set-cookie']", roles: { value: '(1)' } },
    ],
    'session-cookie': [
      { call: '"express-session"', roles: { holder: '(0)', options: '(0).cookie' }, defaults: { httpOnly: true } },
      { call: '"cookie-session"', roles: options('(0)'), defaults: CAREFUL },
      { call: '"koa-session"', roles: options('(0)'), defaults: CAREFUL },
      {
        call: '"iron-session".getIronSession',
        roles: options('(2).cookieOptions'),
        defaults: { httpOnly: true, secure: true, sameSite: 'lax' },
      },
      { call: '"@remix-run/node".createCookie', roles: { name: '(0)', ...options('(1)') }, defaults: { sameSite: 'lax' } },
      { call: '"@remix-run/node".createCookieSessionStorage', roles: options('(0).cookie'), defaults: { sameSite: 'lax' } },
      { call: '"react-router".createCookieSessionStorage', roles: options('(0).cookie'), defaults: { sameSite: 'lax' } },
    ],
  },
});
