/**
 * workspace/executeCommand: writes what a code action has prepared, then shows it where there is something left to do. One command does
 * both: an action with an edit and a command of its own loses the command when the editor takes the list of actions away in between.
 */
import type { Command, ExecuteCommandParams, Range, WorkspaceEdit } from 'vscode-languageserver/node';
import type { Session } from './session';

/** Command of the server; its arguments are those of `writing`. */
export const WRITE_COMMAND = 'gatehouse.write';

/** The command that writes `edit` and shows `range` of the document `uri` as it is then. */
export function writing(title: string, edit: WorkspaceEdit, uri: string, range: Range): Command {
  return { title, command: WRITE_COMMAND, arguments: [edit, uri, range] };
}

export async function onExecuteCommand(session: Session, { command, arguments: given }: ExecuteCommandParams): Promise<null> {
  if (command !== WRITE_COMMAND || given?.length !== 3) return null;
  const [edit, uri, selection] = given as [WorkspaceEdit, string, Range];
  const { applied, failureReason } = await session.connection.workspace.applyEdit(edit);
  if (applied) await session.connection.window.showDocument({ uri, selection, takeFocus: true });
  else session.connection.window.showErrorMessage(`Nothing was written${failureReason ? `: ${failureReason}` : '.'}`);
  return null;
}
