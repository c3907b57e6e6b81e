/** What Go's GraphQL servers are told of limits and of what they show. */
import { model } from '../../engine/model';

const GQLGEN = '"github.com/99designs/gqlgen/graphql/handler"';

export const graphqlServers = model('go', {
  name: 'GraphQL servers',
  types: { Server: [`${GQLGEN}.{New,NewDefaultServer}()`, '<github.com/99designs/gqlgen/graphql/handler.Server>'] },
  calls: {
    'graphql-server': [
      { call: `${GQLGEN}.{New,NewDefaultServer}`, roles: { schema: '(0)' } },
      { call: 'Server.Use', roles: { extension: '(0)' } },
      { call: '"github.com/graphql-go/handler".New', roles: { config: '(0)', playground: '(0).Playground', graphiql: '(0).GraphiQL' } },
    ],
  },
});
