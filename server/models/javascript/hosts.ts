/** What requests of JavaScript servers say of the host they are for and of where they come from, and who believes it. */
import { model } from '../../engine/model';

const HOST = "'host'|'x-forwarded-host'";
const FROM = "'x-forwarded-for'|'x-real-ip'|'client-ip'|'x-client-ip'";

export const hosts = model('javascript', {
  name: 'Hosts',
  types: {
    Mailer: ['"nodemailer".createTransport()', '<nodemailer.Transporter>'],
  },
  sources: {
    'client-host': [
      'express.Request.{hostname,host}',
      'express.Request.headers.{host,x-forwarded-host}',
      `express.Request.{get,header}[0=${HOST}]()`,
      'fastify.Request.{hostname,host}',
      'fastify.Request.headers.{host,x-forwarded-host}',
      'koa.Context.{host,hostname,origin}',
    ],
    'client-address': [
      'express.Request.headers.{x-forwarded-for,x-real-ip,client-ip,x-client-ip}',
      `express.Request.{get,header}[0=${FROM}]()`,
      'fastify.Request.headers.{x-forwarded-for,x-real-ip}',
      `koa.Context.get[0=${FROM}]()`,
    ],
  },
  sinks: {
    'mail-text': [
      'Mailer.sendMail(0).html',
      'Mailer.sendMail(0).text',
      '"@sendgrid/mail".send(0).html',
      '"@sendgrid/mail".send(0).text',
      '"mailgun-js"().messages().send(0).html',
      '"mailgun-js"().messages().send(0).text',
      '"resend".Resend().emails.send(0).html',
      '"resend".Resend().emails.send(0).text',
    ],
  },
  calls: {
    'proxy-trust': [
      { call: "express.App.set[0='trust proxy']", roles: { trust: '(1)' } },
      { call: '"fastify"', roles: { trust: '(0).trustProxy' } },
    ],
    'limit-key': [
      { call: '"express-rate-limit"', roles: { options: '(0)' } },
      { call: '"express-rate-limit".rateLimit', roles: { options: '(0)' } },
      { call: '"express-slow-down"', roles: { options: '(0)' } },
    ],
  },
});
