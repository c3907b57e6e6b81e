/** Folders that Go servers serve as they are. */
import { model } from '../../engine/model';
import { declared, packages, versions } from './declared';

const FIBER = versions('github.com/gofiber/fiber', 2, 3);
const ECHO = versions('github.com/labstack/echo', 4, 5);

export const staticFiles = model('go', {
  name: 'Static files',
  types: { Fiber: [...declared(FIBER, 'App', 'Group'), ...packages(FIBER).map((p) => `${p}.New()`), 'Fiber.Group()'] },
  flows: [
    { call: '"net/http".{Dir,FS}', from: '(0)', to: '()' },
    { call: '"os".DirFS', from: '(0)', to: '()' },
  ],
  calls: {
    'static-files': [
      { call: '"net/http".{FileServer,FileServerFS}', roles: { root: '(0)' } },
      { call: 'gin.Router.Static', roles: { root: '(1)' } },
      { call: 'gin.Router.StaticFS', roles: { root: '(1)' } },
      { call: '"github.com/gin-contrib/static".LocalFile', roles: { root: '(0)', listing: '(1)' } },
      { call: '"github.com/gin-gonic/gin".Dir', roles: { root: '(0)', listing: '(1)' } },
      { call: 'echo.App.Static', roles: { root: '(1)' } },
      { call: 'echo.Group.Static', roles: { root: '(1)' } },
      ...ECHO.map((p) => ({ call: `"${p}/middleware".StaticWithConfig`, roles: { root: '(0).Root', listing: '(0).Browse' } })),
      ...ECHO.map((p) => ({ call: `"${p}/middleware".Static`, roles: { root: '(0)' } })),
      { call: 'Fiber.Static', roles: { root: '(1)', listing: '(2).Browse' } },
    ],
  },
});
