/** What requests of Python servers say of the host they are for and of where they come from, and who believes it. */
import { model } from '../../engine/model';

const FROM = '{X-Forwarded-For,x-forwarded-for,X-Real-IP,X-Real-Ip,x-real-ip}';

export const hosts = model('python', {
  name: 'Hosts',
  // What is asked for by `get` is read like a field.
  sources: {
    'client-host': [
      'flask.Request.{host,host_url,url_root,base_url}',
      'flask.Request.headers.{Host,host,X-Forwarded-Host}',
      'fastapi.Request.base_url',
      'fastapi.Request.url.{netloc,hostname}',
      'fastapi.Request.headers.{Host,host,X-Forwarded-Host,x-forwarded-host}',
    ],
    'client-address': [
      `flask.Request.headers.${FROM}`,
      `fastapi.Request.headers.${FROM}`,
      `django.Request.headers.${FROM}`,
      'django.Request.META.{HTTP_X_FORWARDED_FOR,HTTP_X_REAL_IP}',
    ],
  },
  sinks: {
    'mail-text': [
      '"django.core.mail".send_mail(1)',
      '"django.core.mail".send_mail(html_message:)',
      '"django.core.mail".{EmailMessage,EmailMultiAlternatives}(1)',
      '"flask_mail".Message(body:)',
      '"flask_mail".Message(html:)',
      '"email.mime.text".MIMEText(0)',
      '"email.message".EmailMessage().set_content(0)',
    ],
  },
  calls: {
    'limit-key': [
      { call: '"slowapi".Limiter', roles: { key: '(key_func:)' } },
      { call: '"flask_limiter".Limiter', roles: { key: '(key_func:)', first: '(0)' } },
    ],
  },
});
