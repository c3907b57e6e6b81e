/** GraphQL servers: resolvers, whose fields are endpoints, and what they are put together with. */
import { model } from '../../engine/model';

const GROUPS = { Query: 'GET', Mutation: 'POST', Subscription: 'GET' };

/** Calls that are given resolvers in a field of their first argument. */
const SERVERS = [
  '"@apollo/server".ApolloServer',
  '"apollo-server".{ApolloServer,makeExecutableSchema}',
  '"apollo-server-express".{ApolloServer,makeExecutableSchema}',
  '"apollo-server-koa".{ApolloServer,makeExecutableSchema}',
  '"apollo-server-fastify".ApolloServer',
  '"apollo-server-micro".ApolloServer',
  '"apollo-server-lambda".ApolloServer',
  '"apollo-server-cloud-functions".ApolloServer',
  '"graphql-yoga".{createSchema,GraphQLServer,makeExecutableSchema}',
  '"@graphql-yoga/node".createServer',
  '"@graphql-tools/schema".makeExecutableSchema',
  '"graphql-tools".makeExecutableSchema',
  '"@apollo/subgraph".buildSubgraphSchema',
  '"@apollo/federation".buildFederatedSchema',
];

export const graphql = model('javascript', {
  name: 'GraphQL',
  flows: [
    { call: '"@graphql-tools/merge".mergeResolvers', from: '(0)', to: '()' },
    { call: '"merge-graphql-schemas".mergeResolvers', from: '(0)', to: '()' },
  ],
  routes: {
    tables: SERVERS.map((call) => ({
      call,
      on: 'program' as const,
      at: '(0).resolvers',
      groups: GROUPS,
      within: ['resolve', 'subscribe'],
      shape: 'resolver',
    })),
    register: [{ call: '"graphql-shield".shield', on: 'program', does: 'mount', early: true, chain: '(0)' }],
    handlers: [{ of: 'resolver', goesOn: 'never', parameters: ['value', 'value', 'context', 'value'] }],
  },
});
