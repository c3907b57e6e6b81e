/** OAuth clients of Python: where somebody is asked for access, and where the answer is redeemed. */
import { model } from '../../engine/model';

export const oauth = model('python', {
  name: 'OAuth',
  types: {
    Session: [
      '"requests_oauthlib".OAuth2Session()',
      '"authlib.integrations.requests_client".OAuth2Session()',
      '"authlib.integrations.httpx_client".{AsyncOAuth2Client,OAuth2Client}()',
    ],
    Flow: ['"google_auth_oauthlib.flow".Flow.{from_client_config,from_client_secrets_file}()'],
  },
  calls: {
    'oauth-authorise': [
      { call: 'Session.{authorization_url,create_authorization_url}', roles: { state: '(state:)' } },
      { call: 'Flow.authorization_url', roles: { state: '(state:)' } },
      { call: '"flask".redirect', roles: { address: '(0)' } },
      { call: '"django.shortcuts".redirect', roles: { address: '(0)' } },
      { call: '"django.http".HttpResponseRedirect', roles: { address: '(0)' } },
      ...['fastapi.responses', 'starlette.responses'].map((module) => ({
        call: `"${module}".RedirectResponse`,
        roles: { address: '(0)', second: '(url:)' },
      })),
    ],
    'oauth-redeem': [{ call: 'Flow.fetch_token', roles: { code: '(code:)' } }],
  },
  sinks: { 'callback-address': ['Session.create_authorization_url(redirect_uri:)'] },
});
