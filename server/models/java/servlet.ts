/** The Servlet API: requests, responses, their writers and headers, cookies, uploads. */
import { model } from '../../engine/model';
import { either, eitherType } from './names';
import { SERVLET_CONSTANTS } from './servletAnswers';

const HTTP = '.HttpServlet.{doGet,doPost,doPut,doDelete,doPatch,doHead,doOptions,service}';
const WRITE = '{print,println,write,append,printf,format}';

const NOT_RENDERED = "'json'|'plain'|'csv'|'pdf'|'image/png'|'image/jpeg'|'octet-stream'|'event-stream'";

export const servlet = model('java', {
  name: 'Servlet',
  types: {
    Request: [
      ...eitherType('servlet.http.HttpServletRequest', 'servlet.ServletRequest', 'servlet.http.HttpServletRequestWrapper'),
      ...either('servlet.http', `${HTTP}#0`),
    ],
    Response: [...eitherType('servlet.http.HttpServletResponse', 'servlet.ServletResponse'), ...either('servlet.http', `${HTTP}#1`)],
    // That of a response is written out below: what the response says of its type holds for its writer.
    Writer: eitherType('servlet.jsp.JspWriter'),
    Part: ['Request.getPart()', 'Request.getParts()[]', ...eitherType('servlet.http.Part')],
    Cookie: ['Request.getCookies()[]', ...eitherType('servlet.http.Cookie')],
  },
  constants: SERVLET_CONSTANTS,
  sources: {
    untrusted: [
      'Request.{getParameter,getHeader,getQueryString,getPathInfo,getPathTranslated,getRequestURI,getRequestURL,getServletPath,getRemoteUser}()',
      'Request.getParameterValues()',
      'Request.{getParameterMap,getHeaders,getHeaderNames,getParameterNames}()',
      'Request.{getReader,getInputStream}()',
      'Cookie.getValue()',
      'Part.{getSubmittedFileName,getInputStream,getHeader,getContentType}()',
    ],
  },
  sanitizers: {
    text: ['Request.{getParameter,getHeader,getQueryString,getPathInfo,getRequestURI}()', 'Cookie.getValue()'],
    rooted: ['Request.{getRequestURI,getServletPath,getPathInfo,getContextPath}()'],
    'one-slash': ['Request.{getServletPath,getPathInfo,getContextPath}()'],
    number: ['Request.{getServerPort,getContentLength,getRemotePort}()'],
    'not-rendered': [
      `Response.setContentType[0~${NOT_RENDERED}](this)`,
      `Response.{setHeader,addHeader}[0='content-type'][1~${NOT_RENDERED}](this)`,
    ],
  },
  sinks: {
    'html-response': [`Response.{getWriter,getOutputStream}().${WRITE}(*)`, `Writer.${WRITE}(*)`],
    'redirect-target': ['Response.sendRedirect(0)', "Response.{setHeader,addHeader}[0='location'](1)"],
    'cors-origin': ["Response.{setHeader,addHeader}[0='access-control-allow-origin'](1)"],
  },
  flows: [
    { call: 'Request.getContextPath', from: '(this)', to: '()' },
    { call: 'Request.getAttribute', from: '(this)', to: '()' },
  ],
  quiet: [
    'Response.*()',
    'Response.{getWriter,getOutputStream}().*()',
    'Writer.*()',
    'Request.{getContextPath,getSession,getMethod,getAttribute,getServerName,getScheme,getLocale,isUserInRole,getUserPrincipal,getRequestDispatcher,getServletContext,getRemoteAddr}()',
    'Request.getSession().*()',
    'Cookie.{setHttpOnly,setSecure,setPath,setMaxAge,getName}()',
  ],
});
