/** Signed tokens and password hashing: jsonwebtoken, jose and their kin; bcrypt, argon2. */
import { model } from '../../engine/model';

export const tokens = model('javascript', {
  name: 'Tokens',
  module: 'jsonwebtoken',
  sinks: {
    'secret-value': ['"jsonwebtoken".{sign,verify}(1)', '"jwt-simple".{encode,decode}(1)'],
    credential: [
      '"jsonwebtoken".{sign,verify}(1)',
      '"jwt-simple".{encode,decode}(1)',
      '"fast-jwt".{createSigner,createVerifier}(0).key',
      '"express-jwt"(0).secret',
      '"express-jwt".expressjwt(0).secret',
      '"koa-jwt"(0).secret',
      '"passport-jwt".Strategy(0).secretOrKey',
      '"iron-session".getIronSession(2).password',
    ],
  },
  flows: [
    // The payload is read, not verified: the client's own words.
    { call: '"jsonwebtoken".decode', from: '(0)', to: '()' },
    { call: '"jwt-decode"', from: '(0)', to: '()' },
    { call: '"jwt-decode".{jwtDecode,jwt_decode}', from: '(0)', to: '()' },
    { call: '"jose".{decodeJwt,decodeProtectedHeader}', from: '(0)', to: '()' },
  ],
  quiet: [
    '"jsonwebtoken".{sign,verify}()',
    '"jwt-simple".{encode,decode}()',
    '"jose".{jwtVerify,compactVerify,jwtDecrypt,importSPKI,importPKCS8,importJWK,createRemoteJWKSet}()',
    '"jose".SignJWT().*()',
    '"fast-jwt".{createSigner,createVerifier}()()',
    '"express-jwt"()',
    '"express-jwt".expressjwt()',
  ],
  calls: {
    'token-sign': [{ call: '"jsonwebtoken".sign', roles: { payload: '(0)', key: '(1)', options: '(2)' } }],
    'token-decode': [
      { call: '"jsonwebtoken".decode', roles: { token: '(0)' } },
      { call: '"jose".decodeJwt', roles: { token: '(0)' } },
      { call: '"jwt-decode"', roles: { token: '(0)' } },
      { call: '"jwt-decode".{jwtDecode,jwt_decode}', roles: { token: '(0)' } },
      { call: '"jwt-simple".decode[2=true]', roles: { token: '(0)' } },
    ],
    'base64-decode': [
      { call: "Buffer.from[1='base64'|'base64url']", roles: { text: '(0)' } },
      { call: 'atob', roles: { text: '(0)' } },
    ],
    'token-verify': [
      { call: '"jsonwebtoken".verify', roles: { token: '(0)', key: '(1)', options: '(2)' } },
      { call: '"jose".jwtVerify', roles: { token: '(0)', key: '(1)', options: '(2)' } },
      { call: '"express-jwt"', roles: { options: '(0)', key: '(0).secret' } },
      { call: '"express-jwt".expressjwt', roles: { options: '(0)', key: '(0).secret' } },
    ],
  },
});

export const passwords = model('javascript', {
  name: 'Passwords',
  module: 'bcrypt',
  types: {
    Bcrypt: ['"bcrypt"', '"bcryptjs"', '"@node-rs/bcrypt"', '"bcrypt-nodejs"'],
    Argon: ['"argon2"', '"@node-rs/argon2"', '"argon2-browser"', '"hash-wasm"'],
  },
  sanitizers: {
    hashed: [
      'Bcrypt.{hash,hashSync}()',
      'Argon.{hash,hashSync,hashRaw,argon2id,bcrypt,scrypt,pbkdf2}()',
      '"scrypt-kdf".kdf()',
      '"pbkdf2-password"()()',
      '"scrypt-js".{scrypt,syncScrypt}()',
    ],
  },
  flows: [
    { call: 'Bcrypt.{hash,hashSync}', from: '(0)', to: '()' },
    { call: 'Bcrypt.hash', from: '(0)', to: '(fn)#1', as: 'hashed' },
    { call: 'Argon.{hash,hashSync,hashRaw}', from: '(0)', to: '()' },
  ],
  quiet: [
    'Bcrypt.{compare,compareSync,genSalt,genSaltSync,getRounds}()',
    'Argon.{verify,verifySync,needsRehash}()',
    '"scrypt-kdf".verify()',
  ],
});
