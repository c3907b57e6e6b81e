/** Code actions that prove a finding on endpoints by a test: offered beside its fixes, and never applied unasked. */
import { type CodeAction, CodeActionKind, type Diagnostic } from 'vscode-languageserver/node';
import type { Finding } from '../base/finding';
import type { Host } from '../base/host';
import { isProof, isProvable, prove } from '../proofs/prove';
import type { Folder } from './folders';
import { documentAt, type Session } from './session';
import { written } from './written';

/** Who asks for quick fixes gets them too; by itself it can be asked for alone. */
export const PROVE = `${CodeActionKind.QuickFix}.prove.gatehouse`;

/** `diagnosticsOf`: the diagnostics that an action answers. */
export function proofActions(
  session: Session,
  folder: Folder,
  findings: readonly Finding[],
  diagnosticsOf: (finding: Finding) => Diagnostic[],
): CodeAction[] {
  const provable = folder.path === undefined ? [] : findings.filter(({ rule }) => isProvable(rule));
  const list = provable.length === 0 ? undefined : folder.root?.analyzer.endpoints().list;
  if (folder.root === undefined || list === undefined) return [];
  const host = withOpen(session, folder, folder.root.host);
  return provable.flatMap((finding): CodeAction[] => {
    const proof = prove({ finding, list, host });
    if (proof === undefined) return [];
    const common = { kind: PROVE, diagnostics: diagnosticsOf(finding) };
    if (!isProof(proof)) {
      // Not what one line's light bulb is for where the editor cannot say why.
      return session.abilities.disabledActions ? [{ ...common, title: proof.title, disabled: { reason: sentence(proof.reason) } }] : [];
    }
    const action = written(session, folder, proof.title, proof);
    return action === undefined ? [] : [{ ...common, ...action }];
  });
}

/** What is open in the editor counts before what is on disk. */
function withOpen(session: Session, folder: Folder, host: Host): Host {
  const open = (file: string): string | undefined => documentAt(session, session.folders.at(folder, file))?.text.getText();
  return {
    readText: (file) => open(file) ?? host.readText(file),
    exists: (file) => host.exists(file) || open(file) !== undefined,
    list: (path) => host.list(path),
  };
}

/** A sentence may begin with the name of a file, which stays as it is. */
function sentence(reason: string): string {
  const begins = /^[a-z]+ /.test(reason) ? reason.charAt(0).toUpperCase() + reason.slice(1) : reason;
  return `${begins}.`;
}
