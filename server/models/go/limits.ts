/** How long and how much Go servers read, and how many rows they give. */
import { model } from '../../engine/model';
import { packages, versions } from './declared';

export const limits = model('go', {
  name: 'Limits',
  sanitizers: { bounded: ['"net/http".MaxBytesReader()', '"io".LimitReader()', '"net/http".MaxBytesHandler()'] },
  sinks: {
    'row-limit': ['gorm.Db.Limit(0)'],
    'whole-read': ['"io".ReadAll(0)', '"io/ioutil".ReadAll(0)'],
  },
  calls: {
    'server-start': [
      { call: '"net/http".{ListenAndServe,ListenAndServeTLS}', roles: { address: '(0)' } },
      { call: 'net-http.Server.{ListenAndServe,ListenAndServeTLS,Serve,ServeTLS}', roles: { server: '(this)', address: '(this).Addr' } },
    ],
    'body-limit': packages(versions('github.com/gofiber/fiber', 2, 3)).map((path) => ({
      call: `${path}.New`,
      roles: { limit: '(0).BodyLimit' },
    })),
  },
});
