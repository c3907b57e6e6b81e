/** What servers do against other sites and for their sessions, and how it is switched off. */
import { model } from '../../engine/model';

const ON = { on: true };
/** Keys of a session under which programs keep who has signed in. */
const PRINCIPALS = [
  'user',
  'user_id',
  'userid',
  'uid',
  'username',
  'account',
  'account_id',
  'member_id',
  'logged_in',
  'is_logged_in',
  'is_authenticated',
  'admin',
];
const FORMS = ['"flask_wtf".CSRFProtect', '"flask_wtf.csrf".CSRFProtect'];

export const protections = model('python', {
  name: 'Protections',
  calls: {
    'session-setup': [
      { set: 'SESSION_SERIALIZER', roles: { serializer: '(0)' } },
      { set: 'flask.App.session_interface', roles: { serializer: '(0)' } },
    ],
    'session-lifetime': [
      { set: 'SESSION_COOKIE_AGE', roles: { seconds: '(0)' } },
      { set: 'PERMANENT_SESSION_LIFETIME', roles: { seconds: '(0)', duration: '(0)' } },
      { set: 'REMEMBER_COOKIE_DURATION', roles: { seconds: '(0)', duration: '(0)' } },
      { set: 'flask.App.config.PERMANENT_SESSION_LIFETIME', roles: { seconds: '(0)', duration: '(0)' } },
      { set: 'flask.App.permanent_session_lifetime', roles: { seconds: '(0)', duration: '(0)' } },
      { call: '"starlette.middleware.sessions".SessionMiddleware', roles: { seconds: '(max_age:)' } },
      { call: 'fastapi.App.add_middleware', roles: { middleware: '(0)', seconds: '(max_age:)' } },
    ],
    'session-end': ['*', 'django.Response', 'flask.Response', 'fastapi.Made'].map((on) => ({
      call: `${on}.delete_cookie`,
      roles: { name: '(0)' },
    })),
    'session-principal': PRINCIPALS.map((name) => ({ set: `django.Request.session.${name}`, roles: { value: '(0)' } })),
    'header-policy': [
      { set: 'MIDDLEWARE', roles: { stack: '(0)' } },
      { set: 'SECURE_CONTENT_TYPE_NOSNIFF', roles: { on: '(0)' } },
      { set: 'X_FRAME_OPTIONS', roles: { header: '(0)' } },
      { set: 'CSP_SCRIPT_SRC', roles: { scripts: '(0)' } },
      { set: 'flask.Response.headers.Content-Security-Policy', roles: { policy: '(0)' } },
      { set: 'flask.Response.headers.X-Frame-Options', roles: { header: '(0)' } },
      { set: 'django.Response.Content-Security-Policy', roles: { policy: '(0)' } },
      { set: 'django.Response.headers.Content-Security-Policy', roles: { policy: '(0)' } },
      ...['"flask_talisman".Talisman', '"flask_talisman.talisman".Talisman'].map((call) => ({ call, roles: { options: '(:)' } })),
      { call: 'flask.App.after_request', roles: {} },
      { call: '"secure".Secure', roles: {} },
    ],
    'page-views': [{ call: '"flask".render_template', roles: {} }],
    'forgery-check': [
      { set: 'MIDDLEWARE', roles: { stack: '(0)' } },
      { set: 'MIDDLEWARE_CLASSES', roles: { stack: '(0)' } },
      { set: 'WTF_CSRF_ENABLED', roles: { on: '(0)' } },
      { set: 'flask.App.config.WTF_CSRF_ENABLED', roles: { on: '(0)' } },
      { call: 'flask.App.config.{update,from_mapping}', roles: { on: '(WTF_CSRF_ENABLED:)' } },
      { call: '"django.views.decorators.csrf".csrf_exempt', roles: { handler: '(0)' } },
      ...FORMS.map((call) => ({ call, roles: {}, defaults: ON })),
      ...FORMS.map((call) => ({ call: `${call}().exempt`, roles: { handler: '(0)' } })),
      { call: '"flask_seasurf".SeaSurf', roles: {}, defaults: ON },
      { call: '"flask_seasurf".SeaSurf().exempt', roles: { handler: '(0)' } },
    ],
    // The cookie of the session that a program has by itself has no SameSite unless a setting says so.
    'kept-session': [{ call: '"flask".Flask', roles: {} }],
  },
});
