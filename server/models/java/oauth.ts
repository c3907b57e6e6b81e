/** OAuth clients of Java: where somebody is asked for access, and where the answer is redeemed. */
import { model } from '../../engine/model';

export const oauth = model('java', {
  name: 'OAuth',
  types: {
    Scribe: ['<com.github.scribejava.core.oauth.OAuth20Service>'],
    Url: [
      '"com.google.api.client.auth.oauth2".AuthorizationCodeRequestUrl()',
      '<com.google.api.client.auth.oauth2.AuthorizationCodeFlow>.newAuthorizationUrl()',
      '<com.google.api.client.googleapis.auth.oauth2.GoogleAuthorizationCodeFlow>.newAuthorizationUrl()',
      'Url.{setRedirectUri,setScopes,setResponseTypes}()',
    ],
  },
  calls: {
    'oauth-authorise': [
      { call: 'Scribe.getAuthorizationUrl', roles: { state: '(0)' } },
      { call: 'Scribe.createAuthorizationUrlBuilder().state', roles: { state: '(0)' } },
      { call: 'Url.setState', roles: { state: '(0)' } },
      { call: '"com.nimbusds.oauth2.sdk.id".State', roles: { state: '(0)' } },
      { call: 'servlet.Response.sendRedirect', roles: { address: '(0)' } },
      { call: '"org.springframework.web.servlet.view".RedirectView', roles: { address: '(0)' } },
    ],
    'oauth-redeem': [{ call: 'Scribe.getAccessToken', roles: { code: '(0)' } }],
  },
});
