/** What one run of the server knows; the messages' own files do the work on it. */
import type { Connection } from 'vscode-languageserver/node';
import type { Backend } from './backend';
import type { Checks } from './checks';
import type { Abilities } from './diagnostic';
import type { Folder, Folders, Place } from './folders';
import type { OpenDocument } from './openDocument';
import type { Settings } from './protocol';
import type { Results } from './results';

export interface ClientAbilities extends Abilities {
  /** Answers workspace/configuration; our own client sends its settings instead. */
  readonly configuration: boolean;
  readonly watchedFiles: boolean;
  readonly folders: boolean;
  readonly progress: boolean;
  readonly snippetEdits: boolean;
  /** A code action may make a file. */
  readonly createsFiles: boolean;
  /** Shows code actions that cannot be taken, with the reason. */
  readonly disabledActions: boolean;
  /** Writes and shows documents when it is asked to. */
  readonly writesAndShows: boolean;
}

export interface Session {
  readonly connection: Connection;
  readonly backend: Backend;
  readonly folders: Folders;
  /** By the editor's URI. */
  readonly documents: Map<string, OpenDocument>;
  readonly results: Results;
  readonly checks: Checks;
  /** Damaged texts that are read afresh once typing pauses. */
  readonly settling: Checks;
  /** Keys of the files the last scan covered; undefined before the first one. */
  scanned: Set<string> | undefined;
  abilities: ClientAbilities;
  settings: Settings;
  /** Keys of files that are never analysed: each ended the server twice. */
  setAside: ReadonlySet<string>;
  /** Folders whose analysis is loading or loaded. */
  readonly loading: Map<Folder, Promise<void>>;
  /** Folders whose analysis could not be loaded, and why. */
  readonly failures: Map<Folder, string>;
  /** Closed files that are due for a check. */
  readonly background: Map<string, Place>;
  /** Resolves when the check in hand is done. */
  turn: Promise<void>;
  /** Folders whose policy file has mistakes in it. */
  readonly withProblems: Set<Folder>;
  /** What the server is busy with, for the status bar. */
  busy: string | undefined;
  /** Ends the process for a reason the log gets; the client starts another. */
  readonly quit: (reason: string) => void;
  summaryTimer: NodeJS.Timeout | undefined;
  /** Folders whose files are being looked at unasked, or why they are not. */
  readonly surveys: Map<Folder, 'reading' | 'unread' | 'failed'>;
  /** What the client has been told of endpoints. */
  endpointsTold: string;
}

export function documentAt(session: Session, place: Place): OpenDocument | undefined {
  for (const document of session.documents.values()) if (document.place.key === place.key) return document;
  return undefined;
}
