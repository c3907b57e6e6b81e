/** Object mappers and query builders over SQL: Sequelize, Knex, Prisma, TypeORM, Drizzle, Kysely, Objection, MikroORM. */
import { model } from '../../engine/model';

export const sequelize = model('javascript', {
  name: 'Sequelize',
  module: 'sequelize',
  types: {
    Static: [
      '"sequelize"',
      '"sequelize".Sequelize',
      '"sequelize-typescript".Sequelize',
      '"@sequelize/core"',
      '"@sequelize/core".Sequelize',
    ],
    Instance: ['Static()', '<sequelize.Sequelize>', '<sequelize-typescript.Sequelize>', 'Entity.sequelize', 'Instance.authenticate()'],
    Entity: [
      'Static.Model',
      'Instance.define()',
      'Instance.model()',
      'Instance.models.*',
      'Entity.{scope,unscoped}()',
      '"sequelize-typescript".Model',
      '<sequelize.ModelStatic>',
    ],
  },
  sources: {
    stored: ['Entity.{findOne,findAll,findByPk,findAndCountAll,findOrCreate,max,min,sum}()', 'Instance.query()'],
  },
  sinks: {
    'sql-text': ['Instance.query(0)', 'Instance.query(0).query', 'Static.literal(0)', 'Instance.literal(0)'],
    credential: ['Static(2)', 'Static(0).password', 'Static(3).password'],
  },
  sanitizers: { 'sql-escaped': ['Instance.escape()', 'Instance.getQueryInterface().quoteIdentifier()'] },
  quiet: [
    'Instance.{query,define,model,sync,transaction,authenticate,close}()',
    'Static.{literal,col,fn,where,cast,and,or,json}()',
    'Instance.{literal,col,fn,where,cast}()',
    'Entity.*()',
  ],
});

const RAW = '{raw,whereRaw,andWhereRaw,orWhereRaw,havingRaw,andHavingRaw,orHavingRaw,orderByRaw,groupByRaw,joinRaw,fromRaw}';

export const knex = model('javascript', {
  name: 'Knex',
  module: 'knex',
  types: {
    Knex: [
      '"knex"()',
      '"knex".{knex,default}()',
      '<knex.Knex>',
      'Knex.transaction()',
      'Knex.transaction(fn)#0',
      'Knex.withSchema()',
      'Builder.transacting()',
    ],
    Builder: [
      'Knex()',
      'Knex.{select,from,table,into,queryBuilder,with,column,distinct,where,insert,update,first,count}()',
      'Builder.{select,column,columns,from,into,where,andWhere,orWhere,whereNot,whereIn,whereNotIn,whereNull,whereNotNull,whereBetween,whereExists,whereLike,whereILike}()',
      'Builder.{join,innerJoin,leftJoin,leftOuterJoin,rightJoin,outerJoin,fullOuterJoin,crossJoin,on,orderBy,groupBy,having,limit,offset,distinct,as,with,union,unionAll}()',
      'Builder.{insert,update,del,delete,returning,onConflict,merge,ignore,increment,decrement,clone,modify,forUpdate,count,sum,min,max,avg,timeout,first,pluck}()',
      `Builder.${RAW}()`,
      'Builder.{where,andWhere,orWhere,join,leftJoin,modify,whereExists,having,with,union}(fn)#0',
      '"objection".Model.query()',
    ],
  },
  sources: { stored: ['Builder.first()', 'Builder[]', 'Knex.raw().rows'] },
  sinks: {
    'sql-text': [
      `Knex.${RAW}(0)`,
      'Knex.schema.raw(0)',
      `Builder.${RAW}(0)`,
      '"objection".raw(0)',
      '"@mikro-orm/core".raw(0)',
      '"@mikro-orm/core".MikroORM.init().em.execute(0)',
      '<@mikro-orm/core.EntityManager>.execute(0)',
      // These names mean the same wherever they are met.
      '*.{whereRaw,andWhereRaw,orWhereRaw,havingRaw,orHavingRaw,orderByRaw,groupByRaw,joinRaw,fromRaw}(0)',
    ],
    credential: ['"knex"(0).connection.password', '"knex".knex(0).connection.password'],
  },
  quiet: [
    'Knex()',
    'Knex.{raw,ref,transaction,destroy,batchInsert,select,from,table,into,where,insert,update,first,count,withSchema}()',
    'Knex.fn.now()',
    'Knex.schema.*()',
    'Builder.{select,column,columns,from,into,where,andWhere,orWhere,whereNot,whereIn,whereNotIn,whereNull,whereNotNull,whereBetween,whereExists,whereLike,whereILike}()',
    'Builder.{join,innerJoin,leftJoin,leftOuterJoin,rightJoin,outerJoin,fullOuterJoin,crossJoin,on,orderBy,groupBy,having,limit,offset,distinct,as,with,union,unionAll}()',
    'Builder.{insert,update,del,delete,returning,onConflict,merge,ignore,increment,decrement,clone,modify,forUpdate,count,sum,min,max,avg,timeout,first,pluck}()',
    `Builder.${RAW}()`,
  ],
});

export const prisma = model('javascript', {
  name: 'Prisma',
  module: '@prisma/client',
  types: {
    Client: [
      '"@prisma/client".PrismaClient()',
      '"@prisma/client/edge".PrismaClient()',
      '<@prisma/client.PrismaClient>',
      '<PrismaClient>',
      'Client.$extends()',
      'Client.$transaction(fn)#0',
      '<@prisma/client.Prisma.TransactionClient>',
      // The generated client often lies in the project itself, where it is not read.
      'prisma',
      '(..,prisma)',
      '*.prisma',
    ],
  },
  sources: {
    stored: [
      'Client.*.{findUnique,findUniqueOrThrow,findFirst,findFirstOrThrow,findMany,create,update,upsert,delete,groupBy}()',
      'Client.{$queryRawUnsafe,$queryRaw}()',
      'Client.$queryRaw`',
    ],
  },
  sinks: {
    'sql-text': [
      'Client.{$queryRawUnsafe,$executeRawUnsafe}(0)',
      // Used as a tag they bind what is put in; called with text they do not.
      'Client.{$queryRaw,$executeRaw}(0)',
      '"@prisma/client".Prisma.raw(0)',
      '*.{$queryRawUnsafe,$executeRawUnsafe}(0)',
    ],
  },
  quiet: [
    'Client.*.*()',
    'Client.{$queryRawUnsafe,$executeRawUnsafe,$queryRaw,$executeRaw,$transaction,$connect,$disconnect,$extends}()',
    'Client.{$queryRaw,$executeRaw}`',
    '"@prisma/client".Prisma.{sql,empty}`',
    '"@prisma/client".Prisma.{raw,join}()',
    '*.{$queryRaw,$executeRaw}`',
  ],
});

export const typeorm = model('javascript', {
  name: 'TypeORM',
  module: 'typeorm',
  types: {
    Source: [
      '"typeorm".DataSource()',
      '"typeorm".{createConnection,getConnection}()',
      '<typeorm.DataSource>',
      '<typeorm.Connection>',
      '"typeorm".getManager()',
      '<typeorm.EntityManager>',
      'Source.{manager,connection}',
      'Source.transaction(fn)#0',
      'Source.createQueryRunner()',
      '<typeorm.QueryRunner>',
      'Repository.{manager}',
    ],
    Repository: [
      'Source.{getRepository,getTreeRepository,withRepository}()',
      '"typeorm".{getRepository,getTreeRepository}()',
      '<typeorm.Repository>',
      '<typeorm.TreeRepository>',
      'Repository.extend()',
    ],
    Builder: [
      'Source.createQueryBuilder()',
      'Repository.createQueryBuilder()',
      '<typeorm.SelectQueryBuilder>',
      'Builder.{select,addSelect,from,where,andWhere,orWhere,having,andHaving,orHaving,orderBy,addOrderBy,groupBy,addGroupBy,leftJoin,innerJoin}()',
      'Builder.{leftJoinAndSelect,innerJoinAndSelect,limit,offset,skip,take,setParameter,setParameters,update,delete,insert,into,set,values,distinct,clone,cache}()',
    ],
  },
  sources: {
    stored: [
      'Builder.{getOne,getOneOrFail,getMany,getRawOne,getRawMany}()',
      'Repository.{find,findOne,findOneBy,findBy,findOneOrFail}()',
      'Source.query()',
    ],
  },
  sinks: {
    'sql-text': [
      'Source.query(0)',
      'Repository.query(0)',
      'Builder.{select,addSelect,where,andWhere,orWhere,having,andHaving,orHaving,orderBy,addOrderBy,groupBy,addGroupBy}(0)',
      'Builder.{select,addSelect}(0)[]',
      'Builder.{leftJoin,innerJoin,leftJoinAndSelect,innerJoinAndSelect}(2)',
      '"typeorm".Raw(0)',
    ],
    credential: ['"typeorm".{DataSource,createConnection}(0).password'],
  },
  quiet: [
    'Source.{query,initialize,transaction,createQueryRunner,getRepository,destroy}()',
    'Repository.*()',
    'Builder.*()',
    'Source.{save,find,findOne,findOneBy,delete,update,insert,remove}()',
  ],
});

export const drizzle = model('javascript', {
  name: 'Drizzle',
  module: 'drizzle-orm',
  types: {
    Sql: ['"drizzle-orm".sql', '"kysely".sql'],
    Db: [
      '"drizzle-orm/node-postgres".drizzle()',
      '"drizzle-orm/postgres-js".drizzle()',
      '"drizzle-orm/mysql2".drizzle()',
      '"drizzle-orm/better-sqlite3".drizzle()',
      '"drizzle-orm/libsql".drizzle()',
      '"drizzle-orm/neon-http".drizzle()',
      '"drizzle-orm/d1".drizzle()',
      'Db.transaction(fn)#0',
    ],
  },
  sources: { stored: ['Db.execute()'] },
  sinks: {
    'sql-text': [
      'Sql.raw(0)',
      'Sql.identifier(0)',
      '"kysely".sql.{lit,ref,table,id}(0)',
      '"kysely".CompiledQuery.raw(0)',
      'Db.{execute,run,all,get}(0)',
    ],
  },
  // The tag binds what is put in.
  quiet: [
    'Sql`',
    'Sql.{raw,identifier,join,lit,ref,table,id,placeholder}()',
    'Db.{execute,run,all,get}()',
    '"slonik".sql`',
    '"slonik".sql.{unsafe,fragment}`',
    '"sql-template-strings"`',
    '"sql-template-strings".SQL`',
    '"sql-template-tag"`',
    '"sql-template-tag".sql`',
    '"@databases/sql"`',
  ],
});
