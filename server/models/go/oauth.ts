/** OAuth clients of Go: where somebody is asked for access, and where the answer is redeemed. */
import { model } from '../../engine/model';
import { declared } from './declared';

export const oauth = model('go', {
  name: 'OAuth',
  types: { Config: declared(['golang.org/x/oauth2'], 'Config') },
  calls: {
    'oauth-authorise': [
      { call: 'Config.AuthCodeURL', roles: { state: '(0)' } },
      { call: '"net/http".Redirect', roles: { address: '(2)' } },
      { call: 'gin.Ctx.Redirect', roles: { address: '(1)' } },
      { call: 'echo.Ctx.Redirect', roles: { address: '(1)' } },
    ],
    'oauth-redeem': [{ call: 'Config.Exchange', roles: { code: '(1)' } }],
  },
});
