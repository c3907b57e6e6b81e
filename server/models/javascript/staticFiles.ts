/** Folders that JavaScript servers serve as they are. */
import { model } from '../../engine/model';

export const staticFiles = model('javascript', {
  name: 'Static files',
  calls: {
    'static-files': [
      { call: '"express".static', roles: { root: '(0)', dotfiles: '(1).dotfiles' } },
      { call: '"serve-static"', roles: { root: '(0)', dotfiles: '(1).dotfiles' } },
      { call: '"koa-static"', roles: { root: '(0)', hidden: '(1).hidden' } },
      { call: '"koa-send"', roles: { hidden: '(2).hidden' } },
      { call: 'fastify.App.register', roles: { plugin: '(0)', root: '(1).root', listing: '(1).list', dotfiles: '(1).dotfiles' } },
      { call: '"@nestjs/serve-static".ServeStaticModule.forRoot', roles: { root: '(0).rootPath' } },
      { call: '"serve-index"', roles: { listed: '(0)' } },
      { call: '"koa-serve-index"', roles: { listed: '(0)' } },
    ],
  },
});
