/** The shapes a rule can have. A rule joins kinds; it names no library and no language. */
import type { Confidence, Severity, Step } from '../base/finding';
import type { ControlName, RouteEntry, RouteSign, RouteType } from '../base/route';
import type { Span } from '../base/span';
import type { CallKind, SanitizerKind, SinkKind, SourceKind } from '../engine/kinds';
import type { FixMaker, Remedy } from './fix';

export interface Standards {
  readonly cwe: readonly number[];
  /** OWASP API Security Top 10 2023: `API7`. */
  readonly api?: readonly string[];
  /** OWASP Top 10:2025: `A05`. */
  readonly top10?: readonly string[];
  /** OWASP ASVS 5.0 requirement: `1.2.4`. */
  readonly asvs?: readonly string[];
  /** PCI DSS 4.0.1 requirement: `6.2.4`. */
  readonly pci?: readonly string[];
  /** GDPR article: `32`. */
  readonly gdpr?: readonly string[];
}

interface RuleBase extends Standards {
  /** kebab-case, the file's name; never changes once shipped. */
  readonly id: string;
  readonly title: string;
  readonly severity: Severity;
  /** The Markdown page beside the rule: documentation, examples and tests at once. */
  readonly page: string;
  /** What to do, in one short sentence; follows the message. */
  readonly advice: string;
  readonly fixes?: readonly FixMaker[];
}

export interface FlowPair {
  readonly from: SourceKind | readonly SourceKind[];
  readonly to: SinkKind | readonly SinkKind[];
  readonly stoppedBy?: readonly SanitizerKind[];
  readonly severity?: Severity;
  /** Highest confidence such a flow is shown with. */
  readonly confidence?: Confidence;
  /** `source`: what is to be changed stands there, so that all findings from one source are one. Else each sink has its own. */
  readonly cause?: 'source' | 'sink';
  readonly message?: string;
}

/** A value of one kind reaches a place of another kind. */
export interface FlowRule extends RuleBase, Omit<FlowPair, 'severity' | 'message'> {
  readonly shape: 'flow';
  /**
   * `{source}` becomes the source's description and `{sink}` the sink's: "`req.query.id` becomes part of the
   * statement that `db.query` runs."
   */
  readonly message: string;
  /** Further pairs that are the same fault. */
  readonly also?: readonly FlowPair[];
  /** Last word on one flow: another severity or confidence, or 'drop'. */
  readonly judge?: (
    flow: FlowView,
  ) => { readonly severity?: Severity; readonly confidence?: Confidence; readonly message?: string } | 'drop' | undefined;
}

/** What a flow rule's `judge` may look at. */
export interface FlowView {
  readonly source: SourceKind;
  /** Data type of a `data` source. */
  readonly detail?: string;
  readonly sink: SinkKind;
  /** The call's name at the sink as written: `db.query`. */
  readonly sinkName: string;
  /** Everything the value went through. */
  readonly through: ReadonlySet<SanitizerKind>;
  /** Text of the expression at the source: `req.query.id`. */
  readonly sourceText: string;
  /** Fields below the source's own place: 0 for `req.body`, 1 for `req.body.name` however it was read. */
  readonly depth: number;
  /** True when it went through a call nothing is known about, so that it may be something else by now. */
  readonly unknownCall: boolean;
  /** What is followed, with the fields that were read below the source: `#caught.message`. */
  readonly place: string;
  /** What stands before the sink's value in the text, some lines of it. */
  readonly before: string;
  /** What stands behind it, some words. */
  readonly after: string;
  /** Text of the function the sink stands in. */
  readonly functionText: string;
  /** Text of the function the way begins in; the same where it does not leave that function. */
  readonly sourceFunctionText: string;
  readonly file: string;
  readonly sourceFile: string;
}

/** A value, as far as it is known where a call stands. */
export interface ValueView {
  readonly span: Span;
  /** The expression as written where the call gets it: `process.env.JWT_PUBLIC_KEY`. */
  readonly text: string;
  /** Every constant it can be, or undefined when not all are known. */
  readonly constants: readonly (string | number | boolean | null | undefined)[] | undefined;
  /** A text as far as it is known: U+0000 stands for the pieces that are not. */
  readonly pieces: string | undefined;
  /** Regular expression literal it is. */
  readonly regex?: { readonly regex: string; readonly flags: string };
  /** True for an object or array whose whole content is known (written out, no spread of the unknown). */
  readonly complete: boolean;
  /** A field of an object; undefined when it is known to be absent or nothing is known (see `complete`). */
  field(name: string): ValueView | undefined;
  /** Elements of an array written out. */
  readonly elements: readonly ValueView[];
  /** Kinds and data types of what flows in, into fields too: `untrusted`, `data:password`. */
  readonly sources: ReadonlySet<string>;
  /** What it returns or passes to its callback parameter, when it is a function of the project. */
  readonly returns: ValueView | undefined;
  /** For a function that answers through a callback parameter (`(origin, done) => done(null, true)`): what it passes. */
  readonly calledBack: readonly (readonly ValueView[])[];
  /** True when it comes from the environment or another place outside the text. */
  readonly external: boolean;
}

export interface CallView {
  readonly file: string;
  /** The whole call. */
  readonly span: Span;
  /** As written: `jwt.verify`. */
  readonly name: string;
  /** Names of what takes the result and of the functions the call stands in, inner first: `refreshToken`, `issueTokens`. */
  readonly names: readonly string[];
  /** The call, and the function it stands in, as written. */
  readonly text: string;
  readonly functionText: string;
  /** The whole file. */
  readonly fileText: string;
  /** Names and texts in the code of the whole file, each once, one a line; comments are no part of it. */
  readonly fileWords: string;
  /** The value in that role, or undefined when the call does not pass it. */
  role(name: string): ValueView | undefined;
  /** What holds of roles that the call leaves open, by the library's own account. */
  readonly defaults: Readonly<Record<string, string | number | boolean | null>>;
  /** True when the call passes arguments that could not be read (a spread of an unknown array). */
  readonly open: boolean;
  /** True on a branch that a check of the environment's mode keeps out of production. */
  readonly developmentOnly: boolean;
}

export interface Report {
  readonly span: Span;
  readonly message: string;
  readonly severity?: Severity;
  readonly confidence?: Confidence;
}

/** A call or a configuration with certain values. */
export interface CallRule extends RuleBase {
  readonly shape: 'call';
  readonly on: CallKind | readonly CallKind[];
  readonly check: (call: CallView, kind: CallKind) => readonly Report[];
  /** Flows that are the same fault. */
  readonly flows?: readonly (FlowPair & { readonly message: string })[];
  /** Last word on one of these. */
  readonly judge?: FlowRule['judge'];
  /** What is said of endpoints that is the same fault. */
  readonly routes?: RouteRule['check'];
}

/** A literal string and the name it is given. */
export interface NamedLiteral {
  readonly file: string;
  readonly span: Span;
  readonly value: string;
  /** Variable, property, parameter or compared name; the API position's kind for `argument`. */
  readonly name: string;
  /** Name of the object or class that holds the property, if any. */
  readonly owner?: string;
  /**
   * `least`, `most`: the number of characters that a password of this name has to have, or may have. `guessable`, `answered`: what a
   * token for a new password is made of, or the answer that it goes out in.
   */
  readonly use: 'variable' | 'property' | 'default' | 'comparison' | 'argument' | 'least' | 'most' | 'guessable' | 'answered';
  /** Sink kind of the parameter it is passed to, for `argument`. */
  readonly sink?: SinkKind;
}

/** A literal that should not be in the text. Needs no flow, only a name and a value: no other shape has both. */
export interface LiteralRule extends RuleBase {
  readonly shape: 'literal';
  readonly check: (literal: NamedLiteral) => Report | undefined;
}

/** Said by the judge itself about what steers it, such as ignore comments: only its words and its fixes stand here. */
export interface JudgeRule extends RuleBase {
  readonly shape: 'judge';
}

/** Where something is said of a route, or of several at once. */
export interface RouteReport {
  readonly file: string;
  readonly span: Span;
  readonly message: string;
  readonly severity?: Severity;
  readonly confidence: Confidence;
  /** Routes and controls that it is about, in the order in which they are shown. */
  readonly steps: readonly Step[];
  /** What its fixes need to know; absent where nothing can be done. */
  readonly remedy?: Remedy;
}

/** A flow that is judged when all files are known. */
export interface RouteFlow extends FlowView {
  readonly span: Span;
  readonly steps: readonly Step[];
  /** Where it begins, or what it goes through, is only told by a name. */
  readonly isGuessed: boolean;
}

/** All endpoints of a program, and what its policy says of them. */
export interface ProgramRoutes {
  readonly routes: readonly RouteEntry[];
  readonly types: readonly RouteType[];
  /** Flows that some rule has asked for, in the order of files. */
  readonly flows: readonly RouteFlow[];
  /** Calls that say something of the program as a whole, in the order of files. */
  readonly signs: readonly RouteSign[];
  /** The policy declares that anybody may ask for it. */
  isDeclaredPublic(route: RouteEntry): boolean;
  /** The controls that the policy asks for before it; `key` names the place in the policy. */
  requirements(route: RouteEntry): readonly { readonly kind: ControlName; readonly key: string }[];
}

/** What stands before endpoints, or does not: told of the program as a whole. */
export interface RouteRule extends RuleBase {
  readonly shape: 'route';
  /** The control that all of what it reports lacks; the policy may ask for it, or declare it needless. */
  readonly lacks?: ControlName;
  readonly check: (program: ProgramRoutes) => readonly RouteReport[];
  /** Flows that it wants to see when all files are known; see `ProgramRoutes.flows`. */
  readonly flows?: readonly FlowPair[];
}

export type Rule = FlowRule | CallRule | LiteralRule | RouteRule | JudgeRule;

/** It says something of endpoints. */
export function looksAtRoutes(rule: Rule): boolean {
  return rule.shape === 'route' || (rule.shape === 'call' && rule.routes !== undefined);
}

export function flowRule(rule: Omit<FlowRule, 'shape'>): FlowRule {
  return { shape: 'flow', ...rule };
}
export function callRule(rule: Omit<CallRule, 'shape'>): CallRule {
  return { shape: 'call', ...rule };
}
export function literalRule(rule: Omit<LiteralRule, 'shape'>): LiteralRule {
  return { shape: 'literal', ...rule };
}
export function routeRule(rule: Omit<RouteRule, 'shape'>): RouteRule {
  return { shape: 'route', ...rule };
}
export function judgeRule(rule: Omit<JudgeRule, 'shape'>): JudgeRule {
  return { shape: 'judge', ...rule };
}
