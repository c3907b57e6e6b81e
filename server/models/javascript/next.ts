/** Next.js: files that are routes, server actions, and what their requests and answers hold. */
import { model } from '../../engine/model';

/** The folder that the application lies in. */
const ROOT = '^(?<root>(?:.*?/)??)';
const METHODS = { GET: 'GET', POST: 'POST', PUT: 'PUT', PATCH: 'PATCH', DELETE: 'DELETE', HEAD: 'HEAD', OPTIONS: 'OPTIONS' };

export const next = model('javascript', {
  name: 'Next.js',
  module: 'next',
  types: {
    PageRequest: ['<next.NextApiRequest>'],
    PageResponse: ['<next.NextApiResponse>', 'PageResponse.{status,setHeader}()'],
    // The standard request, as route handlers of several frameworks get it.
    ClerkAuth: ['"@clerk/nextjs/server".auth', '"@clerk/nextjs/server".clerkMiddleware(fn)#0'],
    Auth0: ['"@auth0/nextjs-auth0/server".Auth0Client()', '"@auth0/nextjs-auth0".initAuth0()'],
    WebRequest: ['<Request>', '<next/server.NextRequest>', '<next.NextRequest>'],
  },
  sources: {
    'untrusted-object': ['PageRequest.{body,query}', 'WebRequest.json()'],
    untrusted: [
      'PageRequest.{cookies,headers,url}',
      'WebRequest.{url,nextUrl,headers}',
      // What stands in it is the client's.
      'WebRequest.nextUrl.searchParams',
      'WebRequest.{text,formData,blob,arrayBuffer}()',
      'WebRequest.cookies.get()',
      '"next/headers".{headers,cookies}().get()',
    ],
  },
  sanitizers: {
    'usually-text': ['PageRequest.query'],
    rooted: ['PageRequest.url'],
    'one-slash': ['PageRequest.url'],
    // The whole address, with the host the client has reached already.
    'host-fixed': ['WebRequest.{url,nextUrl}'],
  },
  sinks: {
    'html-response': [
      'PageResponse.{send,write,end}(0)',
      "Response[1.headers.Content-Type~'html'](0)",
      "Response[1.headers.content-type~'html'](0)",
      '"next/server".NextResponse[1.headers.Content-Type~\'html\'](0)',
    ],
    'redirect-target': [
      'PageResponse.redirect(0)',
      'PageResponse.redirect(1)',
      "PageResponse.setHeader[0='location'](1)",
      'Response.redirect(0)',
      '"next/server".NextResponse.redirect(0)',
      '"next/navigation".{redirect,permanentRedirect}(0)',
    ],
    'cors-origin': [
      "PageResponse.setHeader[0='access-control-allow-origin'](1)",
      'Response(1).headers.Access-Control-Allow-Origin',
      '"next/server".NextResponse.json(1).headers.Access-Control-Allow-Origin',
    ],
  },
  quiet: [
    'PageResponse.*()',
    'WebRequest.{json,text,formData,blob,arrayBuffer,clone}()',
    'WebRequest.nextUrl.{origin,host,hostname,protocol,port,basePath,locale,defaultLocale,domainLocale,buildId}',
    '"next/server".NextResponse.{json,redirect,next,rewrite}()',
    'Response.{json,redirect}()',
    'Response()',
    '"next/navigation".{redirect,notFound}()',
  ],
  flows: [
    // What is put around a handler and turns nobody away.
    {
      call: '"@sentry/nextjs".{wrapRouteHandlerWithSentry,wrapApiHandlerWithSentry,withSentry,wrapServerActionWithSentry,withServerActionInstrumentation}',
      from: '(fn)',
      to: '()',
    },
    { call: '"next-axiom".withAxiom', from: '(0)', to: '()' },
    { call: '"iron-session/next".withIronSessionApiRoute', from: '(0)', to: '()' },
    { call: '"react".cache', from: '(0)', to: '()' },
    { call: '"next-auth"().auth', from: '(fn)', to: '()' },
    { call: '"@clerk/nextjs/server".clerkMiddleware', from: '(fn)', to: '()' },
    { call: '"@auth0/nextjs-auth0".withApiAuthRequired', from: '(0)', to: '()' },
    { call: 'Auth0.withApiAuthRequired', from: '(0)', to: '()' },
    { call: '"@upstash/qstash/nextjs".{verifySignature,verifySignatureAppRouter,verifySignatureEdge}', from: '(0)', to: '()' },
    { call: '"@upstash/qstash/dist/nextjs".{verifySignature,verifySignatureAppRouter,verifySignatureEdge}', from: '(0)', to: '()' },
  ],
  ends: ['"next/navigation".{redirect,permanentRedirect,notFound,unauthorized,forbidden}'],
  routes: {
    scope: 'files',
    files: [
      { files: `${ROOT}src/app/(?<path>(?:.*/)?)route\\.(?:[jt]sx?|mjs)$`, does: 'route', exports: METHODS, shape: 'route' },
      { files: `${ROOT}app/(?<path>(?:.*/)?)route\\.(?:[jt]sx?|mjs)$`, does: 'route', exports: METHODS, shape: 'route' },
      {
        files: `${ROOT}(?:src/)?pages/api/(?<path>.*?)\\.(?:[jt]sx?|mjs)$`,
        does: 'route',
        exports: { default: '?' },
        prefix: '/api',
        shape: 'page',
        needs: 'next',
      },
      {
        files: `${ROOT}(?:src/)?(?:middleware|proxy)\\.(?:[jt]s|mjs)$`,
        does: 'mount',
        exports: { middleware: '*', proxy: '*', default: '*' },
        before: 'config.matcher',
        shape: 'middleware',
        doubt: 'middleware alone is no authorisation boundary: it can be left out or passed by, so the handler has to check as well',
      },
      { marked: 'use server', does: 'route', exports: { '*': 'POST' }, named: 'action:', shape: 'action' },
    ],
    handlers: [
      { of: 'route', goesOn: 'never', parameters: ['context', 'value'] },
      { of: 'page', goesOn: 'never', parameters: ['request', 'response'] },
      { of: 'action', goesOn: 'never', parameters: ['value', 'value', 'value', 'value'] },
      { of: 'middleware', goesOn: 'nothing', parameters: ['context', 'value', 'value'] },
    ],
    answers: {
      status: [
        'Response(1).status',
        'Response.json(1).status',
        '"next/server".NextResponse(1).status',
        '"next/server".NextResponse.json(1).status',
        'PageResponse.status(0)',
        'PageResponse.redirect(0)',
      ],
      ends: [
        'Response',
        'Response.json',
        '"next/server".NextResponse',
        '"next/server".NextResponse.json',
        'PageResponse.{send,json,end,redirect}',
      ],
      redirects: [
        'Response.redirect',
        '"next/server".NextResponse.redirect',
        '"next/navigation".{redirect,permanentRedirect}',
        'PageResponse.redirect',
      ],
      fixed: {
        401: ['"next/navigation".unauthorized'],
        403: ['"next/navigation".forbidden'],
        404: ['"next/navigation".notFound'],
      },
      made: ['Response', 'Response.{json,redirect}', '"next/server".NextResponse', '"next/server".NextResponse.{json,redirect,rewrite}'],
      goesGiven: ['"next/server".NextResponse.{next,rewrite}()'],
    },
    controls: {
      authentication: [
        '"next-auth/middleware"',
        '"next-auth/middleware"()',
        '"next-auth/middleware".withAuth',
        '"next-auth/middleware".withAuth()',
        '"next-auth"().auth',
        '"@auth0/nextjs-auth0/edge".withMiddlewareAuthRequired()',
        '"@clerk/nextjs".authMiddleware()',
        '"@clerk/nextjs/server".authMiddleware()',
        '"@kinde-oss/kinde-auth-nextjs/middleware".withAuth()',
        '"@kinde-oss/kinde-auth-nextjs/server".authMiddleware',
      ],
    },
    wrappers: {
      authentication: ['"@auth0/nextjs-auth0".withApiAuthRequired', 'Auth0.withApiAuthRequired'],
      signature: [
        '"@upstash/qstash/nextjs".{verifySignature,verifySignatureAppRouter,verifySignatureEdge}',
        '"@upstash/qstash/dist/nextjs".{verifySignature,verifySignatureAppRouter,verifySignatureEdge}',
      ],
    },
    checks: { authentication: ['ClerkAuth.protect', 'ClerkAuth().protect'] },
    passes: ['"@clerk/nextjs/server".clerkMiddleware[0=absent]()'],
  },
});
