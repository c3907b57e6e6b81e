/** What makes text harmless in HTML and in statements: OWASP's encoder and ESAPI, Spring, Commons Text, Jsoup. */
import { model } from '../../engine/model';

const ENCODE =
  '"org.owasp.encoder".Encode.{forHtml,forHtmlContent,forHtmlAttribute,forHtmlUnquotedAttribute,forXml,forXmlContent,forXmlAttribute,forJavaScript,forUriComponent}';
const ESAPI = '"org.owasp.esapi".ESAPI.encoder()';
const STRINGS = [
  '"org.apache.commons.text".StringEscapeUtils.{escapeHtml4,escapeHtml3,escapeXml10,escapeXml11}',
  '"org.apache.commons.lang3".StringEscapeUtils.{escapeHtml4,escapeHtml3,escapeXml10,escapeXml11,escapeXml}',
  '"org.apache.commons.lang".StringEscapeUtils.{escapeHtml,escapeXml}',
];
const OTHERS = [
  '"org.springframework.web.util".HtmlUtils.{htmlEscape,htmlEscapeDecimal,htmlEscapeHex}',
  '"com.google.common.html".HtmlEscapers.htmlEscaper().escape',
  '"org.jsoup".Jsoup.clean',
  `${ESAPI}.{encodeForHTML,encodeForHTMLAttribute,encodeForXML}`,
  '"org.owasp.html".PolicyFactory().sanitize',
  '<org.owasp.html.PolicyFactory>.sanitize',
];

export const html = model('java', {
  name: 'HTML',
  sanitizers: {
    'html-escaped': [ENCODE, ...STRINGS, ...OTHERS].map((call) => `${call}()`),
    'sql-escaped': [`${ESAPI}.encodeForSQL()`],
    'url-encoded': ['"org.owasp.encoder".Encode.forUriComponent()', `${ESAPI}.encodeForURL()`],
    'shell-quoted': [`${ESAPI}.encodeForOS()`],
  },
  flows: [
    ...[ENCODE, ...STRINGS, ...OTHERS].map((call) => ({ call, from: '(0)', to: '()' })),
    { call: `${ESAPI}.encodeForSQL`, from: '(1)', to: '()' },
    { call: '"org.apache.commons.text".StringEscapeUtils.{unescapeHtml4,unescapeXml}', from: '(0)', to: '()', undoes: 'html-escaped' },
  ],
});
