/** How endpoints look in the tree, as plain data: no editor needed to test it. */
import type { EndpointNode, EndpointsChangedParams } from '../server/lsp/protocol';

/** Names of the editor's own icons and colours. The shapes differ too: colours alone tell not everybody something. */
export interface Look {
  readonly icon: string;
  readonly color: string | undefined;
  readonly isOpen: boolean | undefined;
}

const ROUTES = {
  guarded: { icon: 'lock', color: 'testing.iconPassed' },
  unguarded: { icon: 'unlock', color: 'list.warningForeground' },
  unknown: { icon: 'question', color: 'descriptionForeground' },
  public: { icon: 'globe', color: 'descriptionForeground' },
} as const;

/** `isOpen`: whether it shows what is inside, undefined where nothing is. */
export function lookOf({ kind, authentication = 'unknown', children }: EndpointNode): Look {
  if (kind === 'route') return { ...ROUTES[authentication], isOpen: undefined };
  const icon = kind === 'application' ? 'server' : 'symbol-namespace';
  return { icon, color: undefined, isOpen: children.length === 0 ? undefined : kind === 'application' };
}

/** What stands above a tree that is not all there is; the editor has words of its own for an empty one. */
export function messageOf(state: EndpointsChangedParams['state']): string | undefined {
  switch (state) {
    case 'reading':
      return 'Reading the workspace…';
    case 'unread':
      return 'A folder has too many files to read them unasked. Scan the workspace to see its endpoints.';
    case 'failed':
      return 'The endpoints of a folder could not be listed. The output says more.';
    default:
      return undefined;
  }
}
