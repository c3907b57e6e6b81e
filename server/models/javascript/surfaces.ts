/** What JavaScript servers serve for developers. */
import { model } from '../../engine/model';

export const surfaces = model('javascript', {
  name: 'Surfaces',
  calls: {
    'developer-surface': [
      { call: '"swagger-ui-express".setup', roles: {} },
      { call: '"@nestjs/swagger".SwaggerModule.setup', roles: {} },
      { call: '"express-graphql".graphqlHTTP', roles: { on: '(0).graphiql' } },
      { call: '"express-graphql"', roles: { on: '(0).graphiql' } },
      { call: '"graphql-yoga".createYoga', roles: { on: '(0).graphiql' } },
      { call: 'express.App.use', roles: { path: '(0)', mounted: '(1)', third: '(2)' } },
      { call: '"express-status-monitor"', roles: { name: '(0)' } },
    ],
  },
});
