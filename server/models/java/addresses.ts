/** Addresses: `java.net`, Spring's builders, and what encodes for them. */
import type { SanitizerKind } from '../../engine/kinds';
import { model } from '../../engine/model';

const DECODED: readonly SanitizerKind[] = ['url-encoded', 'html-escaped', 'sql-escaped', 'shell-quoted', 'path-checked', 'file-name'];

export const addresses = model('java', {
  name: 'Addresses',
  types: {
    Address: [
      '"java.net".{URL,URI}()',
      '"java.net".URI.create()',
      '<java.net.URL>',
      '<java.net.URI>',
      'Address.{toURI,toURL,resolve,normalize}()',
    ],
    Builder: [
      '"org.springframework.web.util".UriComponentsBuilder.{fromHttpUrl,fromUriString,fromPath,newInstance}()',
      'Builder.{queryParam,path,pathSegment,host,scheme,build,encode,buildAndExpand}()',
    ],
  },
  sanitizers: {
    'host-part': ['Address.{getHost,getScheme,getProtocol,getAuthority}()'],
    number: ['Address.getPort()'],
    rooted: ['Address.{getPath,getRawPath}()'],
    'query-part': ['Address.{getQuery,getRawQuery,getFragment,getRef}()'],
    'url-encoded': [
      '"java.net".URLEncoder.encode()',
      '"org.springframework.web.util".UriUtils.{encode,encodePathSegment,encodeQueryParam}()',
    ],
  },
  flows: [
    { call: '"java.net".{URL,URI}', from: '(*)', to: '()', as: 'text' },
    { call: '"java.net".URI.create', from: '(0)', to: '()', as: 'text' },
    { call: 'Address.{toURI,toURL,normalize,toString,toExternalForm,toASCIIString}', from: '(this)', to: '()', as: 'text' },
    { call: 'Address.resolve', from: ['(this)', '(0)'], to: '()', as: 'text' },
    { call: '"java.net".URLEncoder.encode', from: '(0)', to: '()' },
    { call: '"java.net".URLDecoder.decode', from: '(0)', to: '()', as: 'text', undoes: DECODED },
    { call: 'Builder.{queryParam,pathSegment}', from: '(this)', to: '()' },
  ],
});
