/** OAuth clients of JavaScript: where somebody is asked for access, and where the answer is redeemed. */
import { model } from '../../engine/model';

export const oauth = model('javascript', {
  name: 'OAuth',
  types: {
    Google: ['"google-auth-library".OAuth2Client()', '"googleapis".google.auth.OAuth2()', '<google-auth-library.OAuth2Client>'],
    Simple: ['"simple-oauth2".AuthorizationCode()', '<simple-oauth2.AuthorizationCode>'],
    Msal: ['"@azure/msal-node".ConfidentialClientApplication()'],
  },
  calls: {
    'oauth-authorise': [
      { call: 'Google.generateAuthUrl', roles: { options: '(0)' } },
      { call: 'Simple.authorizeURL', roles: { options: '(0)' } },
      { call: 'Msal.getAuthCodeUrl', roles: { options: '(0)' } },
      { call: '"client-oauth2"().code.getUri', roles: { options: '(0)' } },
      { call: '"openid-client".Issuer().Client().authorizationUrl', roles: { options: '(0)', kept: '(0)' } },
      ...['passport-oauth2', 'passport-google-oauth20', 'passport-github2', 'passport-facebook'].map((name) => ({
        call: `"${name}".Strategy`,
        roles: { strategy: '(0)' },
      })),
      { call: 'express.Response.redirect', roles: { address: '(0)', second: '(1)' } },
      { call: 'fastify.Reply.redirect', roles: { address: '(0)', second: '(1)' } },
      { call: 'koa.Context.redirect', roles: { address: '(0)' } },
      { call: 'hono.Context.redirect', roles: { address: '(0)' } },
    ],
    'oauth-redeem': [
      { call: 'Google.getToken', roles: { code: '(0)' } },
      { call: 'Simple.getToken', roles: { code: '(0).code' } },
    ],
  },
  sinks: {
    'callback-address': [
      'Simple.{authorizeURL,getToken}(0).redirect_uri',
      'Google.generateAuthUrl(0).redirect_uri',
      'Msal.getAuthCodeUrl(0).redirectUri',
    ],
  },
});
