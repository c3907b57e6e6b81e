/** What Python's GraphQL servers are told of limits and of what they show. */
import { model } from '../../engine/model';

export const graphqlServers = model('python', {
  name: 'GraphQL servers',
  calls: {
    'graphql-server': [
      { call: '"strawberry".Schema', roles: { schema: '(query:)', limits: '(extensions:)' } },
      ...['graphene_django.views', 'graphql_server.flask', 'flask_graphql'].map((module) => ({
        call: `"${module}".GraphQLView.as_view`,
        roles: { schema: '(schema:)', limits: '(validation_rules:)', batching: '(batch:)' },
      })),
      ...['ariadne.asgi', 'ariadne.wsgi'].map((module) => ({
        call: `"${module}".GraphQL`,
        roles: { schema: '(0)', limits: '(validation_rules:)', debug: '(debug:)', introspection: '(introspection:)' },
      })),
    ],
  },
});
