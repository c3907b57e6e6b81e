/** The clinic's service in Python: its flaws are found on their lines and nothing else is, and its mended twin is silent. */
import { tellDemonstration } from './harness/demonstration';

tellDemonstration({
  title: 'the clinic in Python',
  name: 'clinic-api',
  mended: 'clinic-api-fixed',
  rules: 14,
  across: 2,
  // The author of notes is mended where the model says what it is.
  mendedElsewhere: ['clinic/routers/patients.py'],
});
