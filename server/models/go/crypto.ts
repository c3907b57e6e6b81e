/** Digests, random numbers, ciphers, signed tokens and password hashing. */
import { model } from '../../engine/model';
import { packages, versions } from './declared';

const WEAK = ['crypto/md5', 'crypto/sha1', 'golang.org/x/crypto/md4', 'golang.org/x/crypto/ripemd160'];
const STRONG = ['crypto/sha256', 'crypto/sha512', 'crypto/sha3', 'golang.org/x/crypto/sha3', 'golang.org/x/crypto/blake2b'];
const DRAWS =
  '{Int,Intn,Int31,Int31n,Int63,Int63n,IntN,Int32,Int32N,Int64,Int64N,N,Uint32,Uint64,UintN,Uint32N,Uint64N,Float32,Float64,Perm,Read,NormFloat64}';

export const crypto = model('go', {
  name: 'Crypto',
  module: 'crypto',
  types: {
    WeakPackage: packages(WEAK),
    StrongPackage: packages(STRONG),
    WeakHash: ['WeakPackage.New()'],
    Hash: ['WeakHash', 'StrongPackage.{New,New224,New256,New384,New512}()', '"crypto/hmac".New()', '<hash.Hash>'],
    Random: ['"math/rand"', '"math/rand/v2"', '"math/rand".New()', '"math/rand/v2".New()', '<math/rand.Rand>', '<math/rand/v2.Rand>'],
  },
  sources: {
    'predictable-random': [`Random.${DRAWS}()`],
    'weak-digest': ['WeakHash.Sum()', 'WeakPackage.Sum()', '"hash/crc32".ChecksumIEEE()'],
  },
  sinks: {
    'weak-hash-input': ['WeakHash.Write(0)', 'WeakPackage.Sum(0)'],
    'secret-value': [
      '"crypto/hmac".New(1)',
      '"crypto/aes".NewCipher(0)',
      '"crypto/des".{NewCipher,NewTripleDESCipher}(0)',
      '"golang.org/x/crypto/chacha20poly1305".New(0)',
    ],
    credential: [
      '"crypto/hmac".New(1)',
      '"crypto/aes".NewCipher(0)',
      '"crypto/des".{NewCipher,NewTripleDESCipher}(0)',
      '"golang.org/x/crypto/chacha20poly1305".New(0)',
    ],
  },
  sanitizers: {
    hashed: [
      'StrongPackage.{Sum256,Sum512,Sum224,Sum384,Sum512_256}()',
      'WeakPackage.Sum()',
      '"golang.org/x/crypto/bcrypt".GenerateFromPassword()',
      '"golang.org/x/crypto/argon2".{Key,IDKey}()',
      '"golang.org/x/crypto/scrypt".Key()',
      '"golang.org/x/crypto/pbkdf2".Key()',
      '"crypto/pbkdf2".Key()',
    ],
  },
  flows: [
    { call: 'Hash.Write', from: '(0)', to: '(this)', as: 'hashed' },
    { call: 'Hash.Sum', from: ['(this)', '(this)[]', '(0)'], to: '()' },
    // A number that can be predicted stays so.
    { call: 'Random.Perm', from: '(this)', to: '()' },
  ],
  makes: ['WeakPackage.New', 'StrongPackage.{New,New224,New256,New384,New512}', '"crypto/hmac".New'],
  quiet: [
    'Hash.{Write,Reset,Size}()',
    'Random.{Seed,Shuffle,NewSource,NewPCG}()',
    '"crypto/rand".{Read,Int,Prime,Text}()',
    '"golang.org/x/crypto/bcrypt".CompareHashAndPassword()',
    '"crypto/subtle".*()',
    '"crypto/hmac".Equal()',
    '"crypto/aes".NewCipher()',
  ],
});

const JWT = [...versions('github.com/golang-jwt/jwt', 4, 5), 'github.com/dgrijalva/jwt-go'];

export const tokens = model('go', {
  name: 'Tokens',
  module: 'github.com/golang-jwt/jwt/v5',
  types: { Jwt: packages(JWT), Token: ['Jwt.{New,NewWithClaims}()', ...JWT.map((path) => `<${path}.Token>`)] },
  sinks: {
    'secret-value': ['Token.SignedString(0)'],
    credential: ['Token.SignedString(0)', '"github.com/go-chi/jwtauth/v5".New(1)', '"github.com/go-chi/jwtauth".New(1)'],
  },
  flows: [{ call: 'Jwt.NewParser().ParseUnverified', from: '(0)', to: '(1)' }],
  quiet: ['Jwt.{Parse,ParseWithClaims,New,NewWithClaims,NewNumericDate}()', 'Token.SignedString()'],
  calls: {
    'token-decode': [
      { call: 'Jwt.NewParser().ParseUnverified', roles: { token: '(0)' } },
      { call: 'Jwt.Parser().ParseUnverified', roles: { token: '(0)' } },
      ...JWT.map((path) => ({ call: `<${path}.Parser>.ParseUnverified`, roles: { token: '(0)' } })),
      ...packages(versions('github.com/lestrrat-go/jwx', 2, 3)).map((p) => ({
        call: `${p.slice(0, -1)}/jwt".ParseInsecure`,
        roles: { token: '(0)' },
      })),
    ],
    'base64-decode': [
      { call: '"encoding/base64".{StdEncoding,URLEncoding,RawStdEncoding,RawURLEncoding}.DecodeString', roles: { text: '(0)' } },
    ],
    'token-verify': [
      { call: 'Jwt.Parse', roles: { token: '(0)', keyFunction: '(1)', options: '(2)' } },
      { call: 'Jwt.ParseWithClaims', roles: { token: '(0)', keyFunction: '(2)', options: '(3)' } },
    ],
    'token-sign': [
      { call: 'Jwt.NewWithClaims', roles: { payload: '(1)', claims: '(1).RegisteredClaims', olderClaims: '(1).StandardClaims' } },
    ],
  },
});
