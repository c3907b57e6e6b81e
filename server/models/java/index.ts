/** Every model for Java. */
import type { Model } from '../../engine/model';
import { addresses } from './addresses';
import { collections } from './collections';
import { cookies } from './cookies';
import { crypto, tokens } from './crypto';
import { errors } from './errors';
import { files } from './files';
import { graphqlServers } from './graphqlServers';
import { hosts } from './hosts';
import { html } from './html';
import { httpClients } from './httpClients';
import { jaxrs } from './jaxrs';
import { languageModels } from './languageModels';
import { limits } from './limits';
import { loggers } from './loggers';
import { micronaut } from './micronaut';
import { oauth } from './oauth';
import { payments } from './payments';
import { protections } from './protections';
import { servlet } from './servlet';
import { sockets } from './sockets';
import { spring, springClients } from './spring';
import { springRoutes } from './springRoutes';
import { documents, jdbc, jpa } from './sql';
import { staticFiles } from './staticFiles';
import { storedFields } from './storedFields';
import { surfaces } from './surfaces';
import { processes, scripts, system } from './system';
import { text } from './text';
import { thirdParties } from './thirdParties';

export const java: readonly Model[] = [
  text,
  collections,
  addresses,
  files,
  processes,
  scripts,
  system,
  html,
  servlet,
  spring,
  springClients,
  springRoutes,
  jaxrs,
  micronaut,
  jdbc,
  jpa,
  documents,
  httpClients,
  crypto,
  tokens,
  languageModels,
  loggers,
  thirdParties,
  limits,
  hosts,
  surfaces,
  oauth,
  payments,
  sockets,
  graphqlServers,
  staticFiles,
  storedFields,
  errors,
  cookies,
  protections,
];
