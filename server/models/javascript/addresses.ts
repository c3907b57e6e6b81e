/** URLs and query strings: `URL`, `URLSearchParams`, and Node's `url` and `querystring`. */
import type { SanitizerKind } from '../../engine/kinds';
import { model } from '../../engine/model';

/** What holds of a whole address and not of what its query says. */
const WHERE: readonly SanitizerKind[] = ['host-fixed', 'rooted', 'one-slash', 'query-part'];
/** Functions that put addresses together, by the names everybody gives them. */
const JOINS = '{urlJoin,urljoin,joinUrl,joinURL,joinUrls,urlJoinAll}';

export const addresses = model('javascript', {
  name: 'Addresses',
  types: {
    Url: ['URL()', '"url".{URL,parse}()', 'URL.parse()', '<URL>', '<url.URL>'],
    Query: ['URLSearchParams()', '"url".URLSearchParams()', 'Url.searchParams', '<URLSearchParams>'],
  },
  sanitizers: {
    'host-part': ['Url.{host,hostname,origin,protocol}'],
    number: ['Url.port'],
    rooted: ['Url.pathname'],
    'query-part': ['Url.{search,hash}'],
    // The parser encodes brackets and quotes in these.
    'html-escaped': ['URL().{pathname,search,hash}', '"url".URL().{pathname,search,hash}'],
    'url-encoded': ['"querystring".{escape,stringify}()', '"qs".stringify()', 'Query.toString()', '"url".domainToASCII()'],
  },
  flows: [
    { call: 'URL', from: ['(0)', '(1)'], to: '()', as: 'text', undoes: 'rooted' },
    { call: 'URL.parse', from: ['(0)', '(1)'], to: '()', as: 'text', undoes: 'rooted' },
    { call: '"url".{URL,parse}', from: ['(0)', '(1)'], to: '()', as: 'text', undoes: 'rooted' },
    { call: '"url".resolve', from: ['(0)', '(1)'], to: '()', as: 'text' },
    { call: '"url".format', from: ['(0)', '(0).protocol', '(0).host', '(0).hostname'], to: '()', as: 'text' },
    // What comes after the host does not choose it.
    { call: '"url".format', from: ['(0).pathname', '(0).search', '(0).query', '(0).hash'], to: '()', as: ['text', 'host-fixed'] },
    { call: '"url".{fileURLToPath,pathToFileURL}', from: '(0)', to: '()', as: 'text' },
    { call: 'URLSearchParams', from: ['(0)', '(0).*'], to: '()', undoes: 'rooted' },
    { call: '"url".URLSearchParams', from: ['(0)', '(0).*'], to: '()', undoes: 'rooted' },
    { call: 'Query.get', from: ['(this)', '(this)[]'], to: '()', as: 'text', undoes: WHERE },
    { call: 'Query.{getAll,values}', from: ['(this)', '(this)[]'], to: '()[]', as: 'text', undoes: WHERE },
    { call: 'Query.entries', from: ['(this)', '(this)[]'], to: '()[][]', as: 'text', undoes: WHERE },
    { call: 'Query.forEach', from: ['(this)', '(this)[]'], to: ['(0)#0', '(0)#1'], as: 'text', undoes: WHERE },
    { call: 'Query.toString', from: ['(this)', '(this)[]'], to: '()' },
    { call: 'Query.{set,append}', from: '(1)', to: '(this)', as: 'url-encoded' },
    { call: '"querystring".{parse,decode,unescape}', from: '(0)', to: '()', undoes: 'rooted' },
    { call: '"qs".parse', from: '(0)', to: '()', undoes: 'rooted' },
    { call: '"url-join"', from: '(0)', to: '()', as: 'text' },
    { call: '"url-join"', from: '(1..)', to: '()', as: ['text', 'after-text', 'host-fixed'] },
    { call: `*.${JOINS}`, from: '(0)', to: '()', as: 'text' },
    { call: `*.${JOINS}`, from: '(1..)', to: '()', as: ['text', 'after-text', 'host-fixed'] },
  ],
  makes: ['URLSearchParams', '"url".URLSearchParams'],
  quiet: ['URL.canParse()', 'Query.{has,delete,sort}()', 'Query.size'],
});
