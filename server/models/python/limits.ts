/** How much of a request Python servers read, and how many rows they give. */
import { model } from '../../engine/model';

export const limits = model('python', {
  name: 'Limits',
  sanitizers: { bounded: ['min()'] },
  sinks: {
    'row-limit': [
      'sqlalchemy.Query.limit(0)',
      '"sqlalchemy".select().{where,order_by,filter}().limit(0)',
      '"sqlalchemy".select().limit(0)',
      '"sqlmodel".select().{where,order_by}().limit(0)',
      '"sqlmodel".select().limit(0)',
      'sqlalchemy.Query.paginate(per_page:)',
    ],
  },
  calls: {
    'body-limit': [
      { call: '"aiohttp.web".Application', roles: { limit: '(client_max_size:)' } },
      { call: '"sanic".Sanic().update_config', roles: { limit: '(0).REQUEST_MAX_SIZE' } },
    ],
  },
});
