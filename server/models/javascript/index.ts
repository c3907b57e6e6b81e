/** Every model for JavaScript and TypeScript. */
import type { Model } from '../../engine/model';
import { addresses } from './addresses';
import { clients } from './clients';
import { collections } from './collections';
import { controls } from './controls';
import { conventions } from './conventions';
import { cookies } from './cookies';
import { corsPolicies } from './corsPolicies';
import { errors } from './errors';
import { events } from './events';
import { express } from './express';
import { fastify } from './fastify';
import { functions } from './functions';
import { graphql } from './graphql';
import { graphqlServers } from './graphqlServers';
import { hapi } from './hapi';
import { hono } from './hono';
import { hosts } from './hosts';
import { httpClients } from './httpClients';
import { koa } from './koa';
import { languageModels } from './languageModels';
import { limits } from './limits';
import { lodash } from './lodash';
import { loggers } from './loggers';
import { mongodb, mongoose } from './mongo';
import { nest } from './nest';
import { next } from './next';
import { nodeCrypto } from './nodeCrypto';
import { nodeFiles } from './nodeFiles';
import { nodeHttp } from './nodeHttp';
import { nodeProcesses } from './nodeProcesses';
import { nodeSystem } from './nodeSystem';
import { oauth } from './oauth';
import { serverless } from './otherHandlers';
import { otherStores } from './otherStores';
import { payments } from './payments';
import { protections } from './protections';
import { drizzle, knex, prisma, sequelize, typeorm } from './queryBuilders';
import { records } from './records';
import { sockets } from './sockets';
import { mssql, mysql, postgres, sqlite } from './sqlDrivers';
import { staticFiles } from './staticFiles';
import { storedFields } from './storedFields';
import { surfaces } from './surfaces';
import { text } from './text';
import { thirdParties } from './thirdParties';
import { passwords, tokens } from './tokens';
import { trpc } from './trpc';
import { uploads } from './uploads';
import { htmlEncoders, schemas, validator } from './validation';

export const javascript: readonly Model[] = [
  text,
  collections,
  functions,
  addresses,
  nodeFiles,
  nodeHttp,
  nodeProcesses,
  nodeCrypto,
  nodeSystem,
  events,
  errors,
  express,
  controls,
  nest,
  koa,
  hono,
  hapi,
  fastify,
  next,
  trpc,
  graphql,
  serverless,
  postgres,
  mysql,
  sqlite,
  mssql,
  sequelize,
  knex,
  prisma,
  typeorm,
  drizzle,
  mongodb,
  mongoose,
  otherStores,
  httpClients,
  tokens,
  passwords,
  loggers,
  thirdParties,
  limits,
  hosts,
  oauth,
  payments,
  sockets,
  graphqlServers,
  staticFiles,
  uploads,
  storedFields,
  records,
  surfaces,
  htmlEncoders,
  validator,
  schemas,
  lodash,
  languageModels,
  corsPolicies,
  clients,
  conventions,
  cookies,
  protections,
];
