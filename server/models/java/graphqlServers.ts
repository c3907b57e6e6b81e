/** GraphQL servers of Java, which have the limits that their instrumentation brings. */
import { model } from '../../engine/model';

export const graphqlServers = model('java', {
  name: 'GraphQL servers',
  calls: { 'graphql-server': [{ call: '"graphql".GraphQL.newGraphQL', roles: { schema: '(0)' } }] },
});
