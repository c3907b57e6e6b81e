/** Settings of Django that say who may read answers from other sites. */
import { model } from '../../engine/model';

export const corsPolicies = model('python', {
  name: 'CORS',
  calls: {
    'cors-setup': ['CORS_ALLOW_ALL_ORIGINS', 'CORS_ORIGIN_ALLOW_ALL'].map((set) => ({
      set,
      roles: { everyOrigin: '(0)', setting: '(0)' },
    })),
  },
});
