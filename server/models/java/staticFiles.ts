/** Folders that Java servers serve as they are. */
import { model } from '../../engine/model';

const REGISTRY = '<org.springframework.web.servlet.config.annotation.ResourceHandlerRegistry>';
const JETTY = 'org.eclipse.jetty.server.handler.ResourceHandler';

export const staticFiles = model('java', {
  name: 'Static files',
  types: {
    Resources: [`"${JETTY.slice(0, JETTY.lastIndexOf('.'))}".ResourceHandler()`, `<${JETTY}>`],
    Vertx: ['"io.vertx.ext.web.handler".StaticHandler.create()', '<io.vertx.ext.web.handler.StaticHandler>'],
  },
  calls: {
    'static-files': [
      {
        call: `${REGISTRY}.addResourceHandler().addResourceLocations`,
        roles: { root: '(0)', second: '(1)', third: '(2)' },
      },
      { call: 'Resources.{setResourceBase,setBaseResourceAsString}', roles: { root: '(0)' } },
      { call: 'Resources.{setDirectoriesListed,setDirAllowed}', roles: { listing: '(0)' } },
      { call: '"io.vertx.ext.web.handler".StaticHandler.create', roles: { root: '(0)' } },
      { call: 'Vertx.setWebRoot', roles: { root: '(0)' } },
      { call: 'Vertx.setDirectoryListing', roles: { listing: '(0)' } },
      { call: '"spark".Spark.staticFiles.externalLocation', roles: { root: '(0)' } },
    ],
  },
});
