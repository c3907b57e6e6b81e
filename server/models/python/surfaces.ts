/** What Python servers serve for developers, and the switches that say so. */
import { model } from '../../engine/model';

export const surfaces = model('python', {
  name: 'Surfaces',
  meanings: { mode: ['"django.conf".settings.DEBUG', 'flask.App.debug', 'flask.App.config.DEBUG'] },
  calls: {
    'developer-surface': [
      { call: '"werkzeug.middleware.profiler".ProfilerMiddleware', roles: {} },
      { call: '"flask_profiler".init_app', roles: {} },
      { call: '"django.urls".include', roles: { name: '(0)' } },
      { call: '"django.conf.urls".include', roles: { name: '(0)' } },
      { call: '"strawberry.fastapi".GraphQLRouter', roles: { on: '(graphiql:)' } },
      { call: '"graphene_django.views".GraphQLView.as_view', roles: { on: '(graphiql:)' } },
      { call: '"flask_graphql".GraphQLView.as_view', roles: { on: '(graphiql:)' } },
    ],
  },
});
