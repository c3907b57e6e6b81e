/** Addresses: `urllib.parse`, `yarl`, `furl`, and what tells whether they lead elsewhere. */
import type { SanitizerKind } from '../../engine/kinds';
import { model } from '../../engine/model';

const DECODED: readonly SanitizerKind[] = ['url-encoded', 'html-escaped', 'sql-escaped', 'shell-quoted', 'path-checked', 'file-name'];
const WHERE: readonly SanitizerKind[] = ['host-fixed', 'rooted', 'one-slash', 'query-part'];

export const addresses = model('python', {
  name: 'Addresses',
  types: {
    Parse: ['"urllib.parse"', '"urlparse"', '"six.moves.urllib.parse"', '"urllib"'],
    Parsed: [
      'Parse.{urlparse,urlsplit}()',
      '"yarl".URL()',
      '"httpx".URL()',
      '"furl".furl()',
      '"urllib3.util".parse_url()',
      'Parsed._replace()',
    ],
  },
  sanitizers: {
    'host-part': ['Parsed.{netloc,hostname,scheme,host,origin}'],
    number: ['Parsed.port'],
    rooted: ['Parsed.path'],
    'query-part': ['Parsed.{query,fragment}'],
    'url-encoded': [
      'Parse.{quote_plus,urlencode}()',
      "Parse.quote[safe:='']()",
      "Parse.quote[1='']()",
      '"django.utils.http".{urlencode,urlsafe_base64_encode}()',
      '"werkzeug.urls".{url_quote_plus,url_encode}()',
    ],
    // Slashes stay, everything that means something in HTML, SQL or a shell does not.
    'html-escaped': ['Parse.quote()', '"requests.utils".quote()'],
    'sql-escaped': ['Parse.quote()'],
    'shell-quoted': ['Parse.quote()'],
  },
  checks: {
    'host-checked': [
      '"django.utils.http".{url_has_allowed_host_and_scheme,is_safe_url}(0)',
      '"django.utils.http".{url_has_allowed_host_and_scheme,is_safe_url}(url:)',
    ],
  },
  flows: [
    { call: 'Parse.{urlparse,urlsplit,urlunparse,urlunsplit,urldefrag}', from: ['(0)', '(0)[]'], to: '()', as: 'text' },
    { call: 'Parse.urljoin', from: ['(0)', '(1)'], to: '()', as: 'text' },
    { call: 'Parse.{unquote,unquote_plus,unquote_to_bytes}', from: '(0)', to: '()', as: 'text', undoes: DECODED },
    { call: 'Parse.{parse_qs,parse_qsl}', from: '(0)', to: ['()', '()[]'], as: 'text', undoes: WHERE },
    { call: 'Parse.{quote,quote_plus}', from: '(0)', to: '()' },
    { call: 'Parse.urlencode', from: ['(0)', '(0).*', '(0)[]'], to: '()', as: ['url-encoded', 'text'] },
    { call: '"yarl".URL', from: '(0)', to: '()', as: 'text' },
    { call: '"httpx".URL', from: '(0)', to: '()', as: 'text' },
    { call: '"furl".furl', from: '(0)', to: '()', as: 'text' },
    { call: 'Parsed.{geturl,_replace}', from: ['(this)', '(:).netloc', '(:).scheme'], to: '()' },
  ],
});
