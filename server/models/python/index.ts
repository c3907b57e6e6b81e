/** Every model for Python. */
import type { Model } from '../../engine/model';
import { addresses } from './addresses';
import { aiohttp, otherFrameworks } from './aiohttp';
import { aiohttpRoutes, sanicRoutes, starletteRoutes, tornadoRoutes } from './asyncRoutes';
import { clients } from './clients';
import { code } from './code';
import { collections } from './collections';
import { cookies } from './cookies';
import { corsPolicies } from './corsPolicies';
import { crypto, tokens } from './crypto';
import { django, djangoDatabase } from './django';
import { errors } from './errors';
import { fastapi } from './fastapi';
import { files } from './files';
import { flask } from './flask';
import { graphqlServers } from './graphqlServers';
import { hosts } from './hosts';
import { html } from './html';
import { httpClients } from './httpClients';
import { languageModels } from './languageModels';
import { limits } from './limits';
import { loggers } from './loggers';
import { mongo } from './mongo';
import { oauth } from './oauth';
import { payments } from './payments';
import { processes } from './processes';
import { protections } from './protections';
import { records } from './records';
import { sockets } from './sockets';
import { conventions, dbApi, sqlalchemy } from './sqlDrivers';
import { staticFiles } from './staticFiles';
import { storedFields } from './storedFields';
import { surfaces } from './surfaces';
import { system } from './system';
import { text } from './text';
import { thirdParties } from './thirdParties';

export const python: readonly Model[] = [
  text,
  collections,
  addresses,
  files,
  processes,
  code,
  html,
  system,
  flask,
  fastapi,
  django,
  djangoDatabase,
  aiohttp,
  aiohttpRoutes,
  starletteRoutes,
  tornadoRoutes,
  sanicRoutes,
  otherFrameworks,
  dbApi,
  sqlalchemy,
  mongo,
  httpClients,
  crypto,
  tokens,
  languageModels,
  loggers,
  thirdParties,
  limits,
  corsPolicies,
  hosts,
  oauth,
  payments,
  sockets,
  graphqlServers,
  staticFiles,
  storedFields,
  records,
  surfaces,
  clients,
  conventions,
  errors,
  cookies,
  protections,
];
