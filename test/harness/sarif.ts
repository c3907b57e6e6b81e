/**
 * Checks a SARIF log against the parts of the standard (2.1.0) that we write, as strictly as its schema does: no property it
 * does not name, every required one there, every value of its type; and what GitHub code scanning asks for beyond that.
 */

type Check = (value: unknown, at: string, problems: string[]) => void;

/** Everything wrong with the log, one line each; empty when it is right. */
export function sarifProblems(log: unknown): string[] {
  const problems: string[] = [];
  LOG(log, '$', problems);
  if (problems.length === 0) for (const run of (log as Log).runs) checkLinks(run, problems);
  return problems;
}

interface Place {
  physicalLocation: { artifactLocation: { uri: string; uriBaseId: string; index: number }; region?: Region };
}
interface Region {
  startLine: number;
  startColumn: number;
  endLine: number;
  endColumn: number;
}
interface Run {
  tool: { driver: { rules: { id: string; properties: { tags: string[] } }[]; notifications: { id: string }[] } };
  artifacts: { location: { uri: string } }[];
  originalUriBaseIds: Record<string, unknown>;
  invocations: { toolExecutionNotifications: { descriptor: { id: string; index: number }; locations?: Place[] }[] }[];
  results: {
    ruleId: string;
    ruleIndex?: number;
    locations: Place[];
    relatedLocations?: Place[];
    codeFlows?: { threadFlows: { locations: { location: Place }[] }[] }[];
    partialFingerprints: Record<string, string>;
  }[];
}
interface Log {
  runs: Run[];
}

/** Indexes must point at what they name, regions must not run backwards, fingerprints must differ. */
function checkLinks(run: Run, problems: string[]): void {
  const seen = new Set<string>();
  const ids = run.tool.driver.rules.map(({ id }) => id);
  if (new Set(ids).size !== ids.length) problems.push('two rules have one id');
  for (const { ruleId, ruleIndex, ...result } of run.results) {
    if (ids.includes(ruleId) ? ids[ruleIndex ?? -1] !== ruleId : ruleIndex !== undefined) problems.push(`ruleIndex of ${ruleId} is wrong`);
    const flow = (result.codeFlows ?? []).flatMap((one) =>
      one.threadFlows.flatMap((thread) => thread.locations.map(({ location }) => location)),
    );
    for (const place of [...result.locations, ...(result.relatedLocations ?? []), ...flow]) checkPlace(run, place, true, problems);
    const print = result.partialFingerprints['primaryLocationLineHash'];
    if (seen.has(print)) problems.push(`two results have the fingerprint ${print}`);
    seen.add(print);
  }
  for (const { descriptor, locations } of run.invocations.flatMap((one) => one.toolExecutionNotifications)) {
    if (run.tool.driver.notifications[descriptor.index]?.id !== descriptor.id)
      problems.push(`notification ${descriptor.id} points nowhere`);
    for (const place of locations ?? []) checkPlace(run, place, false, problems);
  }
}

function checkPlace(
  run: Run,
  { physicalLocation: { artifactLocation: at, region } }: Place,
  needsRegion: boolean,
  problems: string[],
): void {
  if (run.artifacts[at.index]?.location.uri !== at.uri) problems.push(`artifact ${at.index} is not ${at.uri}`);
  if (!(at.uriBaseId in run.originalUriBaseIds)) problems.push(`no base ${at.uriBaseId}`);
  if (region === undefined) {
    if (needsRegion) problems.push(`${at.uri} has no region`);
  } else if (region.endLine < region.startLine || (region.endLine === region.startLine && region.endColumn < region.startColumn)) {
    problems.push(`a region in ${at.uri} runs backwards`);
  }
}

const text: Check = (value, at, problems) => {
  if (typeof value !== 'string' || value === '') problems.push(`${at} must be a text`);
};
const flag: Check = (value, at, problems) => {
  if (typeof value !== 'boolean') problems.push(`${at} must be true or false`);
};
const anything: Check = () => {};

function matching(pattern: RegExp): Check {
  return (value, at, problems) => {
    if (typeof value !== 'string' || !pattern.test(value)) problems.push(`${at} must match ${pattern}: ${JSON.stringify(value)}`);
  };
}

function from(low: number, high = Number.MAX_SAFE_INTEGER): Check {
  return (value, at, problems) => {
    if (!Number.isInteger(value) || (value as number) < low || (value as number) > high)
      problems.push(`${at} must be a whole number from ${low} to ${high}`);
  };
}

function oneOf(...words: readonly string[]): Check {
  return (value, at, problems) => {
    if (!words.includes(value as string)) problems.push(`${at} must be one of ${words.join(', ')}: ${JSON.stringify(value)}`);
  };
}

function list(item: Check, least = 0): Check {
  return (value, at, problems) => {
    if (!Array.isArray(value) || value.length < least) problems.push(`${at} must be a list of at least ${least}`);
    else value.forEach((one, index) => void item(one, `${at}[${index}]`, problems));
  };
}

function map(item: Check): Check {
  return (value, at, problems) => {
    if (typeof value !== 'object' || value === null || Array.isArray(value)) problems.push(`${at} must be an object`);
    else for (const [key, one] of Object.entries(value)) item(one, `${at}.${key}`, problems);
  };
}

/** `name?` is optional; no other names are allowed. */
function object(fields: Readonly<Record<string, Check>>): Check {
  const checks = new Map(Object.entries(fields).map(([name, check]) => [name.replace('?', ''), check]));
  const required = Object.keys(fields).filter((name) => !name.endsWith('?'));
  return (value, at, problems) => {
    if (typeof value !== 'object' || value === null || Array.isArray(value)) {
      problems.push(`${at} must be an object`);
      return;
    }
    for (const name of required) if (!(name in value)) problems.push(`${at}.${name} is missing`);
    for (const [name, one] of Object.entries(value)) {
      const check = checks.get(name);
      if (check === undefined) problems.push(`${at}.${name} is not in the standard`);
      else check(one, `${at}.${name}`, problems);
    }
  };
}

const MESSAGE = object({ text });
const LEVEL = oneOf('none', 'note', 'warning', 'error');
/** RFC 3986 relative reference: no scheme, no leading slash, nothing unencoded that may not stand there, no way up. */
const URI = matching(/^(?!\/)(?!.*(?:^|\/)\.\.(?:\/|$))(?:[\w.~!$&'()*+,;=@/-]|%[0-9A-F]{2})+$/);
const BASE_ID = matching(/^%\w+%$/);
const ARTIFACT_LOCATION = object({ uri: URI, uriBaseId: BASE_ID, 'index?': from(0) });
/** GitHub asks for all four. */
const REGION = object({ startLine: from(1), startColumn: from(1), endLine: from(1), endColumn: from(1) });
const PHYSICAL = object({ artifactLocation: ARTIFACT_LOCATION, 'region?': REGION });
const LOCATION = object({ physicalLocation: PHYSICAL, 'id?': from(0), 'message?': MESSAGE });
const CODE_FLOW = object({
  threadFlows: list(
    object({
      locations: list(
        object({ location: LOCATION, executionOrder: from(-1), importance: oneOf('important', 'essential', 'unimportant') }),
        1,
      ),
    }),
    1,
  ),
});
const FIX = object({
  description: MESSAGE,
  artifactChanges: list(
    object({
      artifactLocation: ARTIFACT_LOCATION,
      replacements: list(object({ deletedRegion: REGION, 'insertedContent?': object({ text: anything }) }), 1),
    }),
    1,
  ),
});
const RULE = object({
  id: matching(/^[a-z][a-z0-9-]*$/),
  name: matching(/^[A-Z]\w*$/),
  shortDescription: MESSAGE,
  fullDescription: MESSAGE,
  help: object({ text, markdown: text }),
  defaultConfiguration: object({ level: LEVEL }),
  properties: object({
    tags: list(matching(/^(?:[a-z]+|external\/cwe\/cwe-\d{3,}|external\/[a-z0-9.-]+\/[a-z0-9.-]+)$/), 1),
    precision: oneOf('very-high', 'high', 'medium', 'low'),
    'security-severity': matching(/^\d+\.\d$/),
    'problem.severity': oneOf('error', 'warning', 'recommendation'),
  }),
});
const RESULT = object({
  ruleId: text,
  'ruleIndex?': from(0),
  level: LEVEL,
  rank: from(0, 100),
  message: MESSAGE,
  locations: list(LOCATION, 1),
  partialFingerprints: object({ primaryLocationLineHash: matching(/^[0-9a-f]{32}:1$/), 'gatehouse/v1': matching(/^[0-9a-f]{32}$/) }),
  'codeFlows?': list(CODE_FLOW, 1),
  'relatedLocations?': list(LOCATION, 1),
  'suppressions?': list(
    object({ kind: oneOf('inSource', 'external'), status: oneOf('accepted', 'underReview', 'rejected'), justification: text }),
    1,
  ),
  'fixes?': list(FIX, 1),
  properties: anything,
});
const NOTIFICATION = object({
  descriptor: object({ id: text, index: from(0) }),
  level: LEVEL,
  message: MESSAGE,
  'locations?': list(LOCATION, 1),
});
const LOG = object({
  $schema: matching(/^https:\/\/.*sarif-schema-2\.1\.0\.json$/),
  version: oneOf('2.1.0'),
  runs: list(
    object({
      tool: object({
        driver: object({
          name: text,
          version: text,
          semanticVersion: matching(/^\d+\.\d+\.\d+/),
          rules: list(RULE, 1),
          notifications: list(object({ id: text, shortDescription: MESSAGE })),
        }),
      }),
      invocations: list(object({ executionSuccessful: flag, toolExecutionNotifications: list(NOTIFICATION) }), 1),
      originalUriBaseIds: map(object({ description: MESSAGE })),
      artifacts: list(object({ location: ARTIFACT_LOCATION })),
      columnKind: oneOf('utf16CodeUnits', 'unicodeCodePoints'),
      newlineSequences: list(text, 1),
      results: list(RESULT),
    }),
    1,
  ),
});
