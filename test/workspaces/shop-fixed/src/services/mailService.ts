import nodemailer from 'nodemailer';
import { config } from '../config';
import { page } from '../lib/html';

const transport = nodemailer.createTransport({
  host: config.mail.host,
  port: 465,
  secure: true,
  auth: { user: config.mail.user, pass: config.mail.password },
});

/** `key` is good for one use and half an hour. */
export async function sendResetLink(email: string, key: string): Promise<void> {
  const link = new URL('/account/reset', config.publicUrl);
  link.searchParams.set('key', key);
  await transport.sendMail({
    from: 'Acme Shop <shop@acme.example>',
    to: email,
    subject: 'Choose a new password',
    html: page('Choose a new password', `<p>Open <a href="${link.href}">this page</a> within half an hour.</p>`),
  });
}
