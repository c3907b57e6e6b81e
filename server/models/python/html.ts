/** What encodes or cleans text for HTML, and what says that it need not be encoded. */
import { model } from '../../engine/model';

export const html = model('python', {
  name: 'HTML',
  types: { Markup: ['"markupsafe".Markup()', '"flask".Markup()', '"jinja2".Markup()', '"jinja2.utils".markupsafe.Markup()'] },
  sinks: {
    'html-response': [
      '"django.utils.safestring".{mark_safe,SafeString,SafeText}(0)',
      '"markupsafe".Markup(0)',
      '"flask".Markup(0)',
      '"jinja2".Markup(0)',
    ],
  },
  sanitizers: {
    'html-escaped': [
      '"html".escape()',
      '"cgi".escape()',
      '"markupsafe".{escape,escape_silent}()',
      '"markupsafe".Markup.escape()',
      '"flask".escape()',
      '"jinja2".escape()',
      'Markup.{format,__mod__,join,__add__}()',
      '"xml.sax.saxutils".{escape,quoteattr}()',
      '"bleach".{clean,linkify}()',
      '"nh3".{clean,clean_text}()',
      '"lxml.html.clean".{clean_html,Cleaner}()',
      '"django.utils.html".{escape,conditional_escape,format_html,format_html_join,escapejs,json_script,strip_tags}()',
      '"tornado.escape".{xhtml_escape,url_escape}()',
      '"werkzeug.utils".escape()',
      '"werkzeug".escape()',
    ],
  },
  flows: [
    { call: '"html".unescape', from: '(0)', to: '()', as: 'text', undoes: 'html-escaped' },
    { call: '"markupsafe".Markup', from: '(0)', to: '()' },
    { call: '"flask".Markup', from: '(0)', to: '()' },
    { call: '"markdown".markdown', from: '(0)', to: '()', as: 'text' },
    { call: '"mistune".html', from: '(0)', to: '()', as: 'text' },
    { call: '"markdown2".markdown', from: '(0)', to: '()', as: 'text' },
    { call: '"bs4".BeautifulSoup', from: '(0)', to: '()' },
  ],
  quiet: ['"django.utils.safestring".mark_safe()'],
});
