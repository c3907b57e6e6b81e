/** A security test that proves a finding: what it asks of the program, and the file that it is written into. */
import type { Finding } from '../base/finding';
import type { Host } from '../base/host';
import type { RouteEntry, RouteList } from '../base/route';
import type { Span } from '../base/span';

export interface ProofRequest {
  readonly finding: Pick<Finding, 'rule' | 'file' | 'span' | 'message' | 'steps'>;
  readonly list: RouteList;
  /** The files as they are, those of tests and of builds too. */
  readonly host: Host;
}

export interface Proof {
  /** `Prove it: write a test that expects 401 or 403 from DELETE /reviews/:id`. */
  readonly title: string;
  /** Root-relative. */
  readonly file: string;
  /** Undefined where there is no such file yet. */
  readonly before: string | undefined;
  /** The one change, in the text before. */
  readonly span: Span;
  readonly text: string;
  readonly after: string;
  /** What there is to look at afterwards, in the text after. */
  readonly selected: Span;
  /** The command that runs it, in `folder`. */
  readonly run: string;
  readonly folder: string;
  /** What is left to be written before it can pass, one sentence each. */
  readonly left: readonly string[];
}

/** Why none can be written. */
export interface NoProof {
  readonly title: string;
  readonly reason: string;
}

/** Who sends a request: nobody that is known, somebody who is signed in and may do nothing beyond that, somebody who may do this. */
export type Sender = 'nobody' | 'somebody' | 'entitled';

/** One request, and what has to come of it. */
export interface Attempt {
  readonly route: RouteEntry;
  readonly method: string;
  /** With samples for its parameters; `RECORD` stands for the id of a record that has to be there. */
  readonly path: string;
  /** Part of the address that others send whoever is not signed in to, which is a refusal as well. */
  readonly signIn: string | undefined;
  /** Settings decide where it begins: as if they said nothing. */
  readonly isGuessed: boolean;
  /** Whose that is. */
  readonly record: 'none' | 'own' | 'foreign';
  readonly sender: Sender;
  /** Any of these is right. */
  readonly statuses: readonly number[];
  /** How often it is sent, until one of these comes. */
  readonly times: number;
  /** Sent as JSON, one after the other until one of the answers comes; none where there is no body. */
  readonly bodies: readonly Sample[];
  /** What holds of the endpoint: `is refused to whoever is not signed in`. */
  readonly claim: string;
}
export type Sample = string | number | boolean | null | readonly Sample[] | { readonly [name: string]: Sample };

export const RECORD = '\u0000';
/** Stands for a text that is too long for anything. */
export const ENDLESS = '\u0001';
export const ENDLESS_LENGTH = 5000;

/** A test file in the making. */
export interface Draft {
  readonly file: string;
  /** All of it, were there no such file. */
  readonly whole: string;
  /** What has to stand in a file for the tests to be added to it, line by line. */
  readonly needs: readonly string[];
  readonly tests: readonly { readonly name: string; readonly text: string }[];
  /** Where in a text that has all it needs tests are added: at the end, or before the line that closes what they stand in. */
  readonly closing: RegExp | undefined;
  /** Between two tests: line ends. */
  readonly gap: string;
  readonly run: string;
  readonly folder: string;
  readonly left: readonly string[];
}

/** Draws up a test in one language; a text says why it cannot. */
export type Writer = (attempts: readonly Attempt[], request: ProofRequest, name: FileName) => Draft | string;
/** The name of a further file, where the first is taken by something else: 1, 2, 3. */
export type FileName = number;

/** Words that mark what is left to be written; joined here, since ours are promises with an issue. */
export const LEFT = ['TO', 'DO'].join('');
