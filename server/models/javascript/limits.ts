/** How much of a request JavaScript servers read, and how many rows they give. */
import { model } from '../../engine/model';

const BODY = '{json,urlencoded,raw,text}';

export const limits = model('javascript', {
  name: 'Limits',
  sinks: {
    'row-limit': [
      'prisma.Client.*.findMany(0).take',
      'prisma.Client.*.groupBy(0).take',
      'sequelize.Entity.{findAll,findAndCountAll}(0).limit',
      'mongoose.Query.limit(0)',
      'mongodb.Cursor.limit(0)',
      'knex.Builder.limit(0)',
      'typeorm.Builder.{limit,take}(0)',
      'typeorm.Repository.{find,findAndCount}(0).take',
    ],
  },
  calls: {
    'body-limit': [
      { call: `"express".${BODY}`, roles: { limit: '(0).limit' } },
      { call: `"body-parser".${BODY}`, roles: { limit: '(0).limit' } },
      { call: '"body-parser"', roles: { limit: '(0).limit' } },
      { call: '"raw-body"', roles: { limit: '(1).limit' } },
      { call: '"fastify"', roles: { limit: '(0).bodyLimit' } },
      { call: '"fastify".fastify', roles: { limit: '(0).bodyLimit' } },
      { call: '"koa-bodyparser"', roles: { limit: '(0).jsonLimit' } },
      { call: '"koa-body"', roles: { limit: '(0).jsonLimit' } },
    ],
  },
});
