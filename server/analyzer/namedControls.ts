/** What the policy calls controls, for the guard graph. Nothing of it is kept with what is known of files: it counts when endpoints are put together. */
import type { ControlNames } from '../engine/routes/names';
import type { Policy } from '../policy/policy';

export function withNamed(names: ControlNames, { namedControls }: Policy): ControlNames {
  if (namedControls.size === 0) return names;
  return {
    ...names,
    named(text) {
      // What is called, of `new Guard()`, `@Roles("x")` and `guards.session(options)`: with what stands before it, or without.
      const parts = text
        .replace(/^(?:await\s+|new\s+|[@*&[(]\s*)+/, '')
        .replace(/[(<{].*/s, '')
        .trim()
        .split('.');
      for (let i = 0; i < parts.length; i++) {
        const found = namedControls.get(parts.slice(i).join('.'));
        if (found) return found;
      }
      return [];
    },
  };
}
