/** Digests, random numbers, ciphers, keys, signed tokens, password hashing. */
import { model } from '../../engine/model';

const WEAK = "'md5'|'md2'|'md4'|'sha1'|'sha-1'|'sha'";
const DIGEST = '"java.security".MessageDigest.getInstance';
const NEXT = '{nextInt,nextLong,nextDouble,nextFloat,nextBoolean,nextGaussian,ints,longs}';
const CODEC = '"org.apache.commons.codec.digest".DigestUtils';

export const crypto = model('java', {
  name: 'Crypto',
  types: {
    WeakHash: [`${DIGEST}[0=${WEAK}]()`],
    Hash: [`${DIGEST}()`, '<java.security.MessageDigest>', '"javax.crypto".Mac.getInstance()', '<javax.crypto.Mac>'],
    Random: ['"java.util".Random()', '<java.util.Random>', '"java.util.concurrent".ThreadLocalRandom.current()'],
    Encoder: [
      '"org.springframework.security.crypto.bcrypt".BCryptPasswordEncoder()',
      '<org.springframework.security.crypto.password.PasswordEncoder>',
      '"org.springframework.security.crypto.argon2".Argon2PasswordEncoder()',
    ],
  },
  sources: {
    'predictable-random': [
      `Random.${NEXT}()`,
      'Math.random()',
      '"org.apache.commons.lang3".RandomStringUtils.{randomAlphanumeric,randomAlphabetic,randomNumeric}()',
      // With seven arguments the last is a generator of the caller's choice.
      '"org.apache.commons.lang3".RandomStringUtils.random[6=absent]()',
      '"org.apache.commons.lang3".RandomUtils.{nextInt,nextLong,nextBytes}()',
    ],
    'weak-digest': ['WeakHash.digest()', `${CODEC}.{md5,md5Hex,sha,sha1,sha1Hex,shaHex}()`],
  },
  sinks: {
    'weak-hash-input': ['WeakHash.{update,digest}(0)', `${CODEC}.{md5,md5Hex,sha,sha1,sha1Hex,shaHex}(0)`],
    'secret-value': ['"javax.crypto.spec".SecretKeySpec(0)', '"javax.crypto.spec".IvParameterSpec(0)'],
    credential: ['"javax.crypto.spec".SecretKeySpec(0)', '"javax.crypto.spec".PBEKeySpec(0)', '"java.net".PasswordAuthentication(1)'],
  },
  sanitizers: {
    hashed: [
      'Hash.{digest,doFinal}()',
      `${CODEC}.*()`,
      'Encoder.encode()',
      '"org.mindrot.jbcrypt".BCrypt.hashpw()',
      '"at.favre.lib.crypto.bcrypt".BCrypt.withDefaults().hashToString()',
    ],
    encrypted: ['<javax.crypto.Cipher>.doFinal()', '"javax.crypto".Cipher.getInstance().doFinal()'],
  },
  flows: [
    { call: 'Hash.update', from: '(0)', to: '(this)', as: 'hashed' },
    { call: 'Hash.{digest,doFinal}', from: ['(0)', '(this)'], to: '()', as: 'hashed' },
    { call: `${CODEC}.*`, from: '(0)', to: '()', as: 'hashed' },
    { call: 'Encoder.encode', from: '(0)', to: '()', as: 'hashed' },
  ],
  makes: [DIGEST],
  quiet: [
    'Random.{setSeed,nextBytes}()',
    '"java.security".SecureRandom().*()',
    '"java.security".SecureRandom.*()',
    '<java.security.SecureRandom>.*()',
    'Encoder.matches()',
    '"java.security".MessageDigest.isEqual()',
    '"org.mindrot.jbcrypt".BCrypt.checkpw()',
  ],
  calls: { hash: [{ call: DIGEST, roles: { algorithm: '(0)' } }] },
});

export const tokens = model('java', {
  name: 'Tokens',
  types: {
    Builder: [
      '"io.jsonwebtoken".Jwts.builder()',
      'Builder.{setSubject,subject,setClaims,claims,claim,setIssuedAt,issuedAt,setExpiration,expiration,setIssuer,issuer,setId,id,signWith,setHeaderParam}()',
    ],
    // What is known to have no end yet: every other method gives a builder nothing is known of.
    Endless: [
      '"io.jsonwebtoken".Jwts.builder()',
      'Endless.{setSubject,subject,setIssuedAt,issuedAt,setNotBefore,notBefore,setIssuer,issuer,setAudience,setId,id,signWith,setHeaderParam,encodeWith}()',
      "Endless.claim[0!~'exp']()",
      '"com.auth0.jwt".JWT.create()',
      'Endless.{withSubject,withIssuer,withAudience,withIssuedAt,withNotBefore,withJWTId,withKeyId}()',
      "Endless.{withClaim,withArrayClaim}[0!~'exp']()",
      '"com.nimbusds.jwt".JWTClaimsSet.Builder()',
      'Endless.{issueTime,notBeforeTime,jwtID,audience}()',
    ],
    Parser: ['"io.jsonwebtoken".Jwts.{parser,parserBuilder}()', 'Parser.{setSigningKey,verifyWith,requireIssuer,unsecured,build}()'],
  },
  sinks: {
    'secret-value': [
      'Builder.signWith(1)',
      'Parser.setSigningKey(0)',
      '"com.auth0.jwt.algorithms".Algorithm.{HMAC256,HMAC384,HMAC512}(0)',
      '"io.jsonwebtoken.security".Keys.hmacShaKeyFor(0)',
    ],
    credential: [
      'Builder.signWith(1)',
      'Parser.setSigningKey(0)',
      '"com.auth0.jwt.algorithms".Algorithm.{HMAC256,HMAC384,HMAC512}(0)',
      '"io.jsonwebtoken.security".Keys.hmacShaKeyFor(0)',
    ],
  },
  flows: [
    // The payload is read, not verified: the client's own words.
    { call: '"com.auth0.jwt".JWT.decode', from: '(0)', to: '()' },
  ],
  quiet: ['Builder.*()', 'Parser.*()', '"com.auth0.jwt".JWT.{create,require}().*()'],
  calls: {
    'token-decode': [{ call: '"com.auth0.jwt".JWT.decode', roles: { token: '(0)' } }],
    'base64-decode': [{ call: '"java.util".Base64.{getDecoder,getUrlDecoder}().decode', roles: { text: '(0)' } }],
    'token-endless': [
      { call: 'Endless.compact', roles: {} },
      { call: 'Endless.sign', roles: {} },
      { call: 'Endless.build', roles: {} },
    ],
    'token-unsigned': [
      { call: '"com.auth0.jwt.algorithms".Algorithm.none', roles: {} },
      { call: 'Parser.{unsecured,parseClaimsJwt,parsePlaintextJwt,parseUnsecuredClaims,parseUnsecuredContent}', roles: {} },
      { call: '"com.nimbusds.jwt".PlainJWT', roles: {} },
      { call: '"com.nimbusds.jwt".PlainJWT.parse', roles: {} },
    ],
  },
});
