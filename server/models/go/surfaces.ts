/** What Go servers serve for developers. */
import { model } from '../../engine/model';
import { packages, versions } from './declared';

const PROFILES = 'net/http/pprof';

export const surfaces = model('go', {
  name: 'Surfaces',
  calls: {
    'developer-surface': [
      { call: '"net/http".ListenAndServe', roles: { address: '(0)', handler: '(1)' }, beside: PROFILES },
      { call: '"net/http".ListenAndServeTLS', roles: { address: '(0)', handler: '(3)' }, beside: PROFILES },
      { call: 'net-http.Server.{ListenAndServe,ListenAndServeTLS}', roles: { server: '(this)' }, beside: PROFILES },
      { call: '"github.com/gin-contrib/pprof".Register', roles: {} },
      ...packages(versions('github.com/gofiber/fiber', 2, 3)).map((path) => ({
        call: `${path.slice(0, -1)}/middleware/pprof".New`,
        roles: {},
      })),
      ...packages(versions('github.com/go-chi/chi', 2, 5)).map((path) => ({
        call: `${path.slice(0, -1)}/middleware".Profiler`,
        roles: {},
      })),
      { call: '"github.com/labstack/echo-contrib/pprof".Register', roles: {} },
      { call: '"github.com/99designs/gqlgen/graphql/playground".Handler', roles: {} },
    ],
  },
});
