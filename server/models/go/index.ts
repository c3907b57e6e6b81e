/** Every model for Go. */
import type { Model } from '../../engine/model';
import { bodies } from './bodies';
import { cookies } from './cookies';
import { crypto, tokens } from './crypto';
import { gorm, mongo, sql } from './databases';
import { echo } from './echo';
import { errors } from './errors';
import { fiber } from './fiber';
import { gin } from './gin';
import { graphqlServers } from './graphqlServers';
import { hosts } from './hosts';
import { languageModels } from './languageModels';
import { limits } from './limits';
import { loggers } from './loggers';
import { netHttp } from './netHttp';
import { oauth } from './oauth';
import { payments } from './payments';
import { protections } from './protections';
import { alice, chi, gorilla, httprouter } from './routers';
import { sockets } from './sockets';
import { staticFiles } from './staticFiles';
import { storedFields } from './storedFields';
import { surfaces } from './surfaces';
import { addresses, code, files, httpClients, processes, system } from './system';
import { text } from './text';
import { thirdParties } from './thirdParties';

export const go: readonly Model[] = [
  text,
  netHttp,
  chi,
  gorilla,
  httprouter,
  alice,
  gin,
  echo,
  fiber,
  sql,
  gorm,
  mongo,
  processes,
  files,
  addresses,
  httpClients,
  system,
  code,
  crypto,
  tokens,
  languageModels,
  loggers,
  thirdParties,
  limits,
  hosts,
  oauth,
  payments,
  sockets,
  graphqlServers,
  staticFiles,
  storedFields,
  surfaces,
  errors,
  cookies,
  protections,
  bodies,
];
