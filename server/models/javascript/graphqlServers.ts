/** What JavaScript's GraphQL servers are told of limits and of what they show. */
import { model } from '../../engine/model';

const APOLLO = [
  '"@apollo/server".ApolloServer',
  '"apollo-server".ApolloServer',
  '"apollo-server-express".ApolloServer',
  '"apollo-server-koa".ApolloServer',
  '"apollo-server-fastify".ApolloServer',
  '"apollo-server-lambda".ApolloServer',
  '"apollo-server-micro".ApolloServer',
];

export const graphqlServers = model('javascript', {
  name: 'GraphQL servers',
  calls: {
    'graphql-server': [
      ...APOLLO.map((call) => ({ call, roles: { options: '(0)' } })),
      { call: '"graphql-yoga".createYoga', roles: { options: '(0)' } },
      { call: '"express-graphql".graphqlHTTP', roles: { options: '(0)' } },
      { call: '"express-graphql"', roles: { options: '(0)' } },
      { call: '"@nestjs/graphql".GraphQLModule.forRoot', roles: { options: '(0)' } },
      { call: 'fastify.App.register', roles: { plugin: '(0)', options: '(1)' } },
    ],
  },
});
