/**
 * The only words rules and models share. A model says which place of an API is of which kind; a rule joins kinds.
 * One line each; a kind nobody lists here is an error when the models are compiled.
 */

/** Where data of interest enters. */
export const SOURCES = {
  untrusted: 'Text or structure a remote client chooses: HTTP request parts, messages.',
  'untrusted-object': 'As `untrusted`, and the client also chooses its type: it may be an object or an array.',
  stored: 'What a database, cache or file returns; somebody may have put it there.',
  record: 'A record as an object mapper has read it, with all its fields.',
  'model-output': 'Text returned by a language model.',
  cell: 'What an earlier call has left in a variable, a field or an event.',
  local: 'Command line arguments, environment, standard input.',
  'client-host': 'Name of the host that a request says it is for.',
  'client-address': 'Address that a request says it comes from.',
  data: 'A value that names itself sensitive; `detail` is the data type of the taxonomy.',
  'predictable-random': 'A random number an attacker can predict.',
  'weak-digest': 'A digest of a broken hash function.',
  error: 'What was caught, or has come back as an error, with all that it tells of the inside.',
} as const;
export type SourceKind = keyof typeof SOURCES;

/** Where data does harm. */
export const SINKS = {
  'sql-text': 'Text of an SQL statement.',
  'nosql-filter': 'Filter or update document of a document database.',
  'nosql-code': 'Script text a database evaluates.',
  'shell-command': 'Command line a shell interprets.',
  'program-name': 'Path or name of a program to run.',
  'program-arguments': 'Arguments of a program run without a shell.',
  'code-text': 'Source text that is evaluated.',
  'module-name': 'Name of a module to load.',
  'file-path': 'Path of a file or folder.',
  'file-path-in-root': 'Path resolved below a root folder by the library itself: safe.',
  'html-response': 'Body of a response that a browser reads as HTML.',
  'redirect-target': 'Where the client is sent.',
  'request-url': 'Address of a request the server makes.',
  'request-host': 'Host name or address of a connection the server makes.',
  'cors-origin': 'Value of Access-Control-Allow-Origin.',
  log: 'A log record, console line or trace.',
  'analytics-event': 'What a service of others for analytics or monitoring is told.',
  'chat-message': 'What is written into a room of a chat service.',
  'model-prompt': 'What a language model that others run is asked, told or given to read.',
  'weak-hash-input': 'Input of a broken hash function.',
  'secret-value': 'A value whose strength is its unpredictability: token, key, password, session id.',
  credential: 'A credential parameter of a client library.',
  'model-fields': 'Fields of something that is stored, all that are given.',
  'row-limit': 'How many rows a query gives at most.',
  'whole-read': 'Read to its end into memory.',
  'response-body': 'Body of a response, whatever its type.',
  decision: 'A condition that asks a value whose name speaks of rights: `isAdmin`, `role`.',
  'place-decision': 'A condition that asks where a request comes from.',
  'mail-text': 'Text of a message to somebody.',
  'claimed-field': 'A field whose name says that the program itself knows what belongs there: a price, an owner, a role.',
  'claimed-variable': 'A variable whose name says that it tells who asks, or what they may.',
  'callback-address': 'Where somebody is sent back to from a third party, with what they bring along.',
  charge: 'How much somebody is charged.',
  cell: 'A variable, a field or an event in which a later call finds it.',
} as const;
export type SinkKind = keyof typeof SINKS;

/** What a value has been through, or been checked for. A rule says which of them stop it. At most 30. */
export const SANITIZERS = {
  number: 'Parsed to a number, boolean or date.',
  text: 'Made or checked to be a plain string: not an object, not an array.',
  'usually-text': 'Fields of a query string or a cookie: text, but for parsers that make objects of them.',
  'allow-listed': 'Member of a literal list, equal to a constant, or looked up in a literal map.',
  'plain-characters': 'Fully matched against letters, digits, `_`, `-` and the like.',
  'sql-escaped': 'Escaped or quoted by a function made for SQL values.',
  'html-escaped': 'Encoded or sanitised for HTML.',
  'shell-quoted': 'Quoted for a shell.',
  'url-encoded': 'Percent-encoded: no slash, no host.',
  'file-name': 'Reduced to a last path segment.',
  'path-checked': 'Resolved and checked to lie below a folder.',
  'path-resolved': 'Normalised or resolved, not yet checked.',
  'host-fixed': 'Comes after a constant scheme and host, or a constant path: the host is not the client’s.',
  'query-part': 'Comes after a question mark or a hash: chooses neither host nor path of an address.',
  'host-part': 'Only the host, origin or scheme of a parsed address.',
  'host-checked': 'Parsed as URL and its host or origin compared.',
  'after-text': 'Comes after constant text: does not choose the beginning.',
  'sanitized-object': 'Operator keys removed.',
  hashed: 'Hashed.',
  encrypted: 'Encrypted.',
  masked: 'Masked, shortened or tokenised.',
  rooted: 'Begins with a slash, as the address of a request to the server itself does.',
  'one-slash': 'Does not begin with two slashes, after which a host would follow.',
  'no-option': 'Does not begin with a dash.',
  'not-rendered': 'Goes into a response whose type says that a browser renders none of it.',
  'string-method': 'Only a part or a property of it: length, type, presence.',
  bounded: 'No larger than a limit.',
  'client-fault': 'An error of a class made to be told, or in a response whose status says that the client is at fault or is not known.',
} as const;
export type SanitizerKind = keyof typeof SANITIZERS;

/** Calls that rules of the `callRule` shape look at; the roles of their arguments are named by the model. */
export const CALLS = {
  'cors-setup': 'Sets up cross-origin access. Roles: options.',
  'token-sign': 'Issues a signed token. Roles: payload, key, options.',
  'token-verify': 'Verifies a signed token. Roles: token, key, options, signature and verify (false where it does not), keyFunction.',
  'token-decode':
    'Reads what is in a signed token, and checks nothing. Roles: token, unchecked (it checks nothing only where that is true).',
  'base64-decode': 'Decodes base64. Roles: text.',
  'token-endless': 'Issues a token to which nothing that was done before has given an end.',
  'token-unsigned': 'Issues or accepts tokens without a signature, whatever its arguments.',
  hash: 'Creates a hash. Roles: algorithm.',
  'cookie-write': 'Sets a cookie. Roles: name, value, options, secure, httpOnly, sameSite, age; in `defaults` what holds otherwise.',
  'cookie-header': 'Writes the header that sets a cookie, as text. Roles: value.',
  'cookie-setting': 'Sets one attribute of the cookie of a session. Roles: secure, httpOnly, sameSite.',
  'session-cookie': 'Says how the cookie of a session is set, or a part of it. Roles: options, secure, httpOnly, sameSite.',
  'kept-session': 'Keeps who has signed in in a session, whose cookie is set elsewhere.',
  'forgery-check':
    'Turns away requests that other sites have browsers send, or says which it lets through. Roles: on, off (code or a method that switches it off), stack (all that stands before handlers), handler (one that it is not for), paths, methods and skip (what it lets through).',
  'session-setup':
    'Sets up sessions. Roles: options (with store, saveUninitialized), serializer (what turns them into bytes), tracking (where their ids stand), rewriting (true: in addresses).',
  'session-lifetime':
    'Says how long a session lasts. Roles: seconds, milliseconds, duration (code of it), settings (code that says so among others).',
  'session-end': 'Takes a cookie from a client. Roles: name.',
  'session-principal': 'Keeps in a session who has signed in. Roles: name, value.',
  'session-renewal': 'Says whether a session gets a new id when somebody signs in. Roles: off (code that says that it does not).',
  'header-policy':
    'Sends headers that protect pages in the browser, or leaves some out. Roles: options (false leaves one out), plugin (what has the options), policy (a content security policy as text), scripts (its sources of scripts), header (one of the others as text), off (code that leaves some out), on (false: none), stack (all that stands before handlers).',
  'input-check': 'Sets up that what requests bring is looked at, all over a program.',
  'page-views': 'Answers with pages.',
  'body-limit': 'Says how much of a request is read. Roles: limit (bytes, or a text such as `10mb`), checks (false: none).',
  'developer-surface':
    'Serves what is meant for developers: profiles, consoles, documentation. Roles: opened (what is let through), path, mounted and third (what is put there, and more of it), on (whether at all), address, handler and server (what serves it), name.',
  'upload-setup': 'Receives files. Roles: options (with limits.fileSize and fileFilter), dest.',
  'upload-storage': 'Says where and under which names files are kept. Roles: destination, filename (or functions that answer with them).',
  'socket-origins':
    'Says which sites may open a socket. Roles: origins, cors or only (with origin and credentials), credentials, check (a function that answers true), off (true: none is compared).',
  'socket-open': 'Takes up connections of sockets. Roles: handler.',
  'static-files':
    'Serves the files of a folder. Roles: root, second and third (folders), listing (lists them), listed (a folder, listed), dotfiles, hidden, name (the one file), plugin (what does it).',
  'graphql-server':
    'Sets up a GraphQL server. Roles: options (what it is told), schema, limits, introspection, playground, debug, batching, extension (what is added), config, plugin (what does it).',
  'oauth-authorise':
    'Has somebody asked for access elsewhere. Roles: state, options (with state and the type of answer), kept (the library keeps a state), strategy, address and second (addresses they are sent to).',
  'oauth-redeem': 'Redeems the code that somebody brings back. Roles: code.',
  'proxy-trust': 'Says whose word is taken for where requests come from. Roles: trust (true: everybody’s).',
  'limit-key':
    'Counts requests by a key. Roles: key or first (functions that answer with it), headers (read for it), options (with keyGenerator).',
  'body-sent': 'Sends something to an address. Roles: url, body, json or data, options or settings (with body, json, data, url).',
  'monitor-setup': 'Sets up what tells a monitoring service of errors. Roles: options.',
  'server-start': 'Serves requests without limits of time, unless the server says so. Roles: server, address.',
} as const;
export type CallKind = keyof typeof CALLS;

/** Calls that say something of a program as a whole, with the fields or roles of which it matters whether they are there. */
export const SIGNS = {
  'cookie-write': ['sameSite', 'samesite', 'same_site', 'SameSite'],
  'cookie-setting': ['sameSite'],
  'session-cookie': ['sameSite', 'samesite', 'same_site', 'SameSite'],
  'kept-session': ['sameSite'],
  'forgery-check': ['on'],
  'header-policy': [],
  'page-views': [],
  'input-check': [],
  /** The code of what stands before handlers speaks of headers that protect pages. */
  'header-words': [],
  /** The code of a handler, or of what stands before it, speaks of such a check. */
  'forgery-words': [],
} as const satisfies Readonly<Record<string, readonly string[]>>;
export type SignKind = keyof typeof SIGNS;

/** What can stand between a client and a handler. */
export const CONTROLS = {
  authentication: 'Lets through only those who have shown who they are.',
  authorisation: 'Lets through only those who may: by role, permission, scope or ownership.',
  validation: 'Rejects requests whose data has not the expected shape.',
  limit: 'Rejects clients that ask too often.',
  csrf: 'Rejects requests that another site has made the browser send.',
  signature: 'Rejects messages that their sender has not signed.',
} as const;
export type ControlKind = keyof typeof CONTROLS;

/** What a function can do that matters when anybody may ask for it. */
export const ACTIONS = {
  'read-data': 'Reads records of a data store.',
  'write-data': 'Creates, changes or deletes records of a data store.',
  'read-file': 'Reads files.',
  'write-file': 'Writes, moves or deletes files.',
  'run-command': 'Runs another program, or code.',
  'send-message': 'Sends mail, texts or other messages to people.',
  'move-money': 'Charges, pays out or refunds.',
  'ask-model': 'Has a language model answer, which costs money.',
  'call-out': 'Makes a request to another server.',
  'check-secret': 'Compares a password or a one-time code with the one that is kept.',
  'issue-token': 'Issues a token or a session.',
} as const;
export type ActionKind = keyof typeof ACTIONS;

/** A call that goes through a function nothing is known about keeps its labels, with this mark. */
export const UNKNOWN_CALL = 'unknown-call';
