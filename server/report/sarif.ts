/**
 * Findings as SARIF 2.1.0 with everything GitHub code scanning reads. No time, no absolute path: same findings, same bytes.
 * Standard: https://docs.oasis-open.org/sarif/sarif/v2.1.0/os/sarif-v2.1.0-os.html; section numbers below are its.
 */
import type { Finding, Note } from '../base/finding';
import type { Span } from '../base/span';
import { Places, type Region, type Report, type ReportFix } from './report';
import { confidenceRank, levelOf, sarifRule } from './sarifRule';

const SCHEMA = 'https://docs.oasis-open.org/sarif/sarif/v2.1.0/os/schemas/sarif-schema-2.1.0.json';
const SOURCE_ROOT = '%SRCROOT%';

/** Ends with a line end. */
export function reportSarif(report: Report): string {
  return `${JSON.stringify({ $schema: SCHEMA, version: '2.1.0', runs: [run(report)] }, null, 2)}\n`;
}

function run(report: Report): object {
  const places = new Places(report);
  const artifacts = new Artifacts(report);
  const ruleIndex = new Map(report.rules.map((rule, index) => [rule.id, index]));
  const results = report.findings.map((finding) => ({
    ...result(finding, ruleIndex, places, artifacts),
    ...fixes(report.fixes.get(finding.fingerprint) ?? [], places, artifacts),
  }));
  const notifications = report.notes.map((note) => notification(note, artifacts));
  return {
    tool: {
      driver: {
        name: 'Gatehouse',
        version: report.version,
        semanticVersion: report.version,
        rules: report.rules.map(sarifRule),
        notifications: NOTE_KINDS.map((id) => ({ id, shortDescription: { text: NOTES[id] } })),
      },
    },
    invocations: [{ executionSuccessful: !report.notes.some((note) => note.kind === 'crash'), toolExecutionNotifications: notifications }],
    // No `uri`: where the sources lie is the business of whoever reads the report (§3.14.14).
    originalUriBaseIds: { [SOURCE_ROOT]: { description: { text: 'The folder the scan was started in.' } } },
    artifacts: artifacts.list(),
    columnKind: 'utf16CodeUnits',
    newlineSequences: ['\r\n', '\n', '\r'],
    results,
  };
}

function result(finding: Finding, ruleIndex: ReadonlyMap<string, number>, places: Places, artifacts: Artifacts): object {
  const index = ruleIndex.get(finding.rule);
  const { suppressed } = finding;
  const source = finding.steps[0];
  return {
    ruleId: finding.rule,
    ...(index === undefined ? {} : { ruleIndex: index }),
    level: levelOf(finding.severity),
    rank: confidenceRank(finding.confidence),
    message: { text: finding.message },
    locations: [location(finding.file, finding.span, places, artifacts)],
    partialFingerprints: {
      primaryLocationLineHash: `${finding.fingerprint}:1`,
      'gatehouse/v1': finding.fingerprint,
    },
    ...(finding.steps.length === 0 ? {} : { codeFlows: [codeFlow(finding, places, artifacts)] }),
    ...(source === undefined
      ? {}
      : { relatedLocations: [{ id: 1, ...location(source.file, source.span, places, artifacts), message: { text: source.message } }] }),
    ...(suppressed === undefined
      ? {}
      : {
          suppressions: [
            { kind: suppressed.by === 'comment' ? 'inSource' : 'external', status: 'accepted', justification: suppressed.reason },
          ],
        }),
    properties: {
      severity: finding.severity,
      confidence: finding.confidence,
      rootCause: finding.rootCause,
      ...(finding.origin === undefined ? {} : { origin: finding.origin }),
    },
  };
}

function fixes(offered: readonly ReportFix[], places: Places, artifacts: Artifacts): object {
  if (offered.length === 0) return {};
  return {
    fixes: offered.map(({ title, edits }) => ({
      description: { text: title },
      artifactChanges: [...new Set(edits.map(({ file }) => file))].map((file) => ({
        artifactLocation: artifacts.at(file),
        replacements: edits
          .filter((edit) => edit.file === file)
          .map(({ span, text }) => ({ deletedRegion: sarifRegion(places.region(file, span)), insertedContent: { text } })),
      })),
    })),
  };
}

/** The last step is the sink, so that viewers end where the finding stands. */
function codeFlow(finding: Finding, places: Places, artifacts: Artifacts): object {
  const last = finding.steps.length - 1;
  return {
    threadFlows: [
      {
        locations: finding.steps.map((step, index) => ({
          executionOrder: index + 1,
          importance: index === 0 || index === last ? 'essential' : 'important',
          location: { ...location(step.file, step.span, places, artifacts), message: { text: step.message } },
        })),
      },
    ],
  };
}

function location(file: string, span: Span, places: Places, artifacts: Artifacts): object {
  return { physicalLocation: { artifactLocation: artifacts.at(file), region: sarifRegion(places.region(file, span)) } };
}

function sarifRegion({ line, column, endLine, endColumn }: Region): object {
  return { startLine: line, startColumn: column, endLine, endColumn };
}

const NOTES: Readonly<Record<Note['kind'], string>> = {
  skipped: 'A file was left out.',
  budget: 'A limit was reached and part of the analysis left out.',
  unreadable: 'A file or folder could not be read.',
  config: 'Something in the configuration was not used as written.',
  crash: 'The analysis failed on a file.',
  info: 'For information.',
};
const NOTE_KINDS = Object.keys(NOTES) as Note['kind'][];
const NOTE_LEVELS: Readonly<Record<Note['kind'], string>> = {
  skipped: 'note',
  budget: 'warning',
  unreadable: 'error',
  config: 'warning',
  crash: 'error',
  info: 'note',
};

function notification(note: Note, artifacts: Artifacts): object {
  return {
    descriptor: { id: note.kind, index: NOTE_KINDS.indexOf(note.kind) },
    level: NOTE_LEVELS[note.kind],
    message: { text: note.message },
    ...(note.file === undefined ? {} : { locations: [{ physicalLocation: { artifactLocation: artifacts.at(note.file) } }] }),
  };
}

/** The files the report speaks of, in the order it first does. */
class Artifacts {
  private readonly indexes = new Map<string, number>();

  constructor(private readonly report: Report) {}

  at(file: string): object {
    let index = this.indexes.get(file);
    if (index === undefined) {
      index = this.indexes.size;
      this.indexes.set(file, index);
    }
    return { uri: uri(this.report.prefix + file), uriBaseId: SOURCE_ROOT, index };
  }

  list(): object[] {
    return [...this.indexes.keys()].map((file) => ({ location: { uri: uri(this.report.prefix + file), uriBaseId: SOURCE_ROOT } }));
  }
}

/** A relative reference (RFC 3986): what may stand in a segment stays readable, all else is encoded. */
function uri(path: string): string {
  return path
    .split('/')
    .map((segment) =>
      encodeURIComponent(segment.replace(/\p{Surrogate}/gu, '\ufffd')).replace(/%(?:40|2B|2C|24|26|3D|3B)/g, decodeURIComponent),
    )
    .join('/');
}
