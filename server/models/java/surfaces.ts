/** What Java servers serve for developers, where it is opened to everybody. */
import { model } from '../../engine/model';

export const surfaces = model('java', {
  name: 'Surfaces',
  calls: { 'developer-surface': [{ call: '*.permitAll', roles: { opened: '(this)' } }] },
});
