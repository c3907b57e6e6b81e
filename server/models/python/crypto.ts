/** Digests, random numbers, ciphers, signed tokens and password hashing. */
import { model } from '../../engine/model';

const WEAK = "'md5'|'md4'|'sha1'|'sha'|'ripemd160'|'rmd160'|'md5-sha1'";
const WEAK_CALL = 'Hashlib.{md5,sha1}[usedforsecurity:!=false]';
const STRONG = '{sha224,sha256,sha384,sha512,sha3_224,sha3_256,sha3_384,sha3_512,blake2b,blake2s,shake_128,shake_256}';
const CIPHERS = '{AES,DES,DES3,ARC4,Blowfish,ChaCha20,Salsa20}';

export const crypto = model('python', {
  name: 'Crypto',
  module: 'hashlib',
  types: {
    Hashlib: ['"hashlib"'],
    WeakHash: [
      `${WEAK_CALL}()`,
      `Hashlib.new[0=${WEAK}][usedforsecurity:!=false]()`,
      '"Crypto.Hash".{MD5,SHA,SHA1,MD4}.new()',
      '"Cryptodome.Hash".{MD5,SHA,SHA1,MD4}.new()',
      'WeakHash.copy()',
    ],
    Hash: [`Hashlib.{md5,sha1,new}()`, `Hashlib.${STRONG}()`, '"hmac".new()', '"Crypto.Hash".*.new()', 'Hash.copy()'],
    Random: ['"random"', '"random".Random()', '"numpy.random"', '"numpy".random', '"numpy.random".{default_rng,RandomState}()'],
    Fernet: ['"cryptography.fernet".{Fernet,MultiFernet}()'],
  },
  sources: {
    'predictable-random': [
      'Random.{random,randint,randrange,choice,choices,sample,uniform,getrandbits,randbytes,gauss,normal,rand,integers,bytes}()',
      '"uuid".uuid1()',
      '"faker".Faker().*()',
    ],
    'weak-digest': ['WeakHash.{hexdigest,digest}()', '"zlib".{crc32,adler32}()', '"binascii".crc32()'],
  },
  sinks: {
    'weak-hash-input': [
      `${WEAK_CALL}(0)`,
      `Hashlib.new[0=${WEAK}][usedforsecurity:!=false](1)`,
      'WeakHash.update(0)',
      '"Crypto.Hash".{MD5,SHA,SHA1,MD4}.new(0)',
      '"passlib.hash".{md5_crypt,hex_md5,hex_sha1,ldap_md5,ldap_sha1,mysql323}.hash(0)',
    ],
    'secret-value': [
      '"hmac".{new,digest}(0)',
      '"cryptography.fernet".Fernet(0)',
      `"Crypto.Cipher".${CIPHERS}.new(0)`,
      '"cryptography.hazmat.primitives.ciphers".algorithms.{AES,TripleDES,Blowfish,ARC4,ChaCha20}(0)',
      '"cryptography.hazmat.primitives.ciphers.algorithms".{AES,TripleDES,Blowfish,ARC4,ChaCha20}(0)',
      '"itsdangerous".{URLSafeTimedSerializer,URLSafeSerializer,TimestampSigner,Signer,Serializer}(0)',
    ],
    credential: [
      '"hmac".{new,digest}(0)',
      '"cryptography.fernet".Fernet(0)',
      `"Crypto.Cipher".${CIPHERS}.new(0)`,
      `"Cryptodome.Cipher".${CIPHERS}.new(0)`,
      '"cryptography.hazmat.primitives.ciphers".algorithms.{AES,TripleDES,Blowfish,ARC4,ChaCha20}(0)',
      '"itsdangerous".{URLSafeTimedSerializer,URLSafeSerializer,TimestampSigner,Signer,Serializer}(0)',
    ],
  },
  sanitizers: {
    hashed: [
      'Hash.{hexdigest,digest}()',
      'WeakHash.{hexdigest,digest}()',
      'Hashlib.{pbkdf2_hmac,scrypt}()',
      '"bcrypt".{hashpw,kdf}()',
      '"passlib.hash".*.{hash,encrypt}()',
      '"passlib.context".CryptContext().{hash,encrypt}()',
      '"argon2".PasswordHasher().hash()',
      '"werkzeug.security".generate_password_hash()',
      '"django.contrib.auth.hashers".make_password()',
      '"flask_bcrypt".Bcrypt().generate_password_hash()',
      '"pwdlib".PasswordHash().hash()',
      '"hmac".digest()',
      'hash()',
    ],
    encrypted: [
      'Fernet.encrypt()',
      `"Crypto.Cipher".${CIPHERS}.new().{encrypt,encrypt_and_digest}()`,
      '"cryptography.hazmat.primitives.ciphers".Cipher().encryptor().{update,finalize}()',
      '"nacl.secret".SecretBox().encrypt()',
    ],
  },
  flows: [
    { call: `Hashlib.${STRONG}`, from: '(0)', to: '()', as: 'hashed' },
    { call: 'Hashlib.{md5,sha1}', from: '(0)', to: '()', as: 'hashed' },
    { call: 'Hashlib.new', from: '(1)', to: '()', as: 'hashed' },
    { call: '"hmac".new', from: ['(0)', '(1)'], to: '()', as: 'hashed' },
    { call: 'Hash.update', from: '(0)', to: '(this)', as: 'hashed' },
    { call: 'Hash.{hexdigest,digest}', from: ['(this)', '(this)[]'], to: '()' },
    { call: 'Hashlib.pbkdf2_hmac', from: '(1)', to: '()', as: 'hashed' },
    { call: 'Hashlib.scrypt', from: '(0)', to: '()', as: 'hashed' },
    { call: '"bcrypt".hashpw', from: '(0)', to: '()', as: 'hashed' },
    { call: 'Random.choice', from: '(0)[]', to: '()' },
    { call: 'Fernet.encrypt', from: '(0)', to: '()' },
  ],
  makes: ['Hashlib.{md5,sha1,new}', `Hashlib.${STRONG}`, '"hmac".new'],
  quiet: [
    'Random.{seed,shuffle,getstate,setstate}()',
    '"secrets".*()',
    '"random".SystemRandom()',
    '"random".SystemRandom().*()',
    '"os".urandom()',
    '"uuid".{uuid4,uuid5,uuid3}()',
    '"bcrypt".{checkpw,gensalt}()',
    '"passlib.hash".*.verify()',
    '"passlib.context".CryptContext().verify()',
    '"argon2".PasswordHasher().verify()',
    '"werkzeug.security".check_password_hash()',
    '"django.contrib.auth.hashers".check_password()',
    'Fernet.decrypt()',
    '"cryptography.fernet".Fernet.generate_key()',
  ],
});

export const tokens = model('python', {
  name: 'Tokens',
  module: 'jwt',
  types: { Jwt: ['"jwt"', '"jose.jwt"', '"jose".jwt', '"jwt".PyJWT()'] },
  sinks: {
    'secret-value': ['Jwt.{encode,decode}(1)', 'Jwt.{encode,decode}(key:)', '"authlib.jose".jwt.{encode,decode}(2)'],
    credential: ['Jwt.{encode,decode}(1)', 'Jwt.{encode,decode}(key:)'],
  },
  flows: [
    // The payload is read, not verified: the client's own words.
    { call: 'Jwt.{get_unverified_header,get_unverified_claims}', from: '(0)', to: '()' },
  ],
  quiet: ['Jwt.{encode,decode}()', '"authlib.jose".jwt.{encode,decode}()', '"itsdangerous".*().{loads,dumps,sign,unsign}()'],
  calls: {
    'token-sign': [{ call: 'Jwt.encode', roles: { payload: '(0)', key: '(1)', options: '(:)', algorithm: '(2)' } }],
    'token-decode': [{ call: 'Jwt.get_unverified_claims', roles: { token: '(0)' } }],
    'base64-decode': [{ call: '"base64".{b64decode,urlsafe_b64decode,standard_b64decode}', roles: { text: '(0)' } }],
    'token-verify': [
      {
        call: 'Jwt.decode',
        roles: {
          token: '(0)',
          key: '(1)',
          options: '(:)',
          algorithms: '(2)',
          checksExpiry: '(options:).verify_exp',
          signature: '(options:).verify_signature',
          verify: '(verify:)',
        },
      },
    ],
  },
});
