/** The settings in force. What is missing or not one of the words keeps its default; a wrong setting never stops the server. */
import { CONFIDENCES, type Finding, SEVERITIES } from '../base/finding';
import type { Settings } from './protocol';

export const DEFAULTS: Settings = { minimumConfidence: 'medium', minimumSeverity: 'info' };

export function readSettings(given: unknown): Settings {
  const object = (typeof given === 'object' && given !== null ? given : {}) as Record<string, unknown>;
  return {
    minimumConfidence: oneOf(CONFIDENCES, object['minimumConfidence']) ?? DEFAULTS.minimumConfidence,
    minimumSeverity: oneOf(SEVERITIES, object['minimumSeverity']) ?? DEFAULTS.minimumSeverity,
  };
}

/** True when the editor shows it. */
export function isShown(finding: Finding, settings: Settings): boolean {
  return (
    finding.suppressed === undefined &&
    CONFIDENCES.indexOf(finding.confidence) <= CONFIDENCES.indexOf(settings.minimumConfidence) &&
    SEVERITIES.indexOf(finding.severity) <= SEVERITIES.indexOf(settings.minimumSeverity)
  );
}

function oneOf<T extends string>(words: readonly T[], given: unknown): T | undefined {
  return words.find((word) => word === given);
}
