/** The booking service in Go: its flaws are found on their lines and nothing else is, and its mended twin is silent. */
import { tellDemonstration } from './harness/demonstration';

tellDemonstration({
  title: 'the booking service in Go',
  name: 'booking',
  mended: 'booking-fixed',
  rules: 14,
  across: 5,
  // The cookie is mended where it is set.
  mendedElsewhere: ['internal/middleware/auth.go'],
});
