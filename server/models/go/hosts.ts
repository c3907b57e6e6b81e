/** What requests of Go servers say of the host they are for and of where they come from, and who believes it. */
import { model } from '../../engine/model';
import { packages, versions } from './declared';

const FROM = "'x-forwarded-for'|'x-real-ip'";

export const hosts = model('go', {
  name: 'Hosts',
  types: { Mail: ['"gopkg.in/gomail.v2".NewMessage()', '"gopkg.in/mail.v2".NewMessage()', '<gopkg.in/gomail.v2.Message>'] },
  sources: {
    'client-host': [
      'net-http.Request.Host',
      "net-http.Request.Header.Get[0='x-forwarded-host'|'host']()",
      "gin.Ctx.GetHeader[0='x-forwarded-host'|'host']()",
    ],
    'client-address': [`net-http.Request.Header.Get[0=${FROM}]()`, `gin.Ctx.GetHeader[0=${FROM}]()`],
  },
  sinks: {
    'mail-text': [
      'Mail.{SetBody,AddAlternative}(1)',
      '"net/smtp".SendMail(4)',
      '"github.com/sendgrid/sendgrid-go/helpers/mail".NewSingleEmail(3..)',
    ],
  },
  calls: {
    'limit-key': [
      { call: '"github.com/go-chi/httprate".{LimitBy,Limit}', roles: { key: '(2)' } },
      ...packages(versions('github.com/didip/tollbooth', 5, 8)).map((p) => ({
        call: `${p}.NewLimiter().SetIPLookups`,
        roles: { headers: '(0)' },
      })),
    ],
  },
});
