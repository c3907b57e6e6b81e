/** gatehouse/endpoints, gatehouse/endpoint and gatehouse/endpointsChanged: the tree of endpoints, more of one of them, and when there is something new. */
import type { RouteEntry, RouteList } from '../base/route';
import { declaredPublic, isPublic } from '../policy/endpointPolicy';
import { NO_POLICY, type Policy } from '../policy/policy';
import { escaped, routeTooltip } from './endpointTooltip';
import { type EndpointTree, endpointTree, type Meant } from './endpointTree';
import type { Folder } from './folders';
import { placesOf } from './present';
import { ENDPOINTS_CHANGED, type EndpointDetails, type EndpointNode, type EndpointParams, type EndpointsChangedParams } from './protocol';
import type { Session } from './session';

/** Tells the client when there is something else to show than it has been told of; it asks for it when somebody looks. */
export function tellEndpoints(session: Session): void {
  if (!session.abilities.features.has('endpoints')) return;
  const folders = foldersOf(session);
  const params = changed(session, folders);
  const key = JSON.stringify([params, folders.map(({ root, key: name }) => [name, root?.analyzer.endpoints().version])]);
  if (key === session.endpointsTold) return;
  session.endpointsTold = key;
  void session.connection.sendNotification(ENDPOINTS_CHANGED, params);
}

function changed(session: Session, folders: readonly Folder[]): EndpointsChangedParams {
  const states = new Set(folders.map((folder) => stateOf(session, folder)));
  return {
    state: (['reading', 'failed', 'unread'] as const).find((state) => states.has(state)) ?? 'ready',
    isAny: folders.some(({ root }) => root?.analyzer.endpoints().mayBeAny === true),
  };
}

function stateOf(session: Session, folder: Folder): EndpointsChangedParams['state'] {
  const found = folder.root?.analyzer.endpoints();
  if (found?.list !== undefined) return 'ready';
  if (found?.hasFailed === true || session.failures.has(folder)) return 'failed';
  return session.surveys.get(folder) ?? 'reading';
}

/** The tree as far as it is known. */
export function onEndpoints(session: Session): readonly EndpointNode[] {
  return treeOf(session).tree.roots;
}

export function onEndpoint(session: Session, { id }: EndpointParams): EndpointDetails | null {
  const { tree, folders } = treeOf(session);
  const meant = tree.meant.get(id);
  if (meant === undefined) return null;
  const places = placesOf(session, folders[meant.folder]);
  const [route] = meant.routes;
  const target = targetOf(meant, route);
  const at = target && places.range(target.file, target.span);
  const tooltip =
    meant.kind === 'route'
      ? routeTooltip(
          route,
          ({ file, span }) => {
            const found = places.range(file, span);
            return found && `${file}:${found.range.start.line + 1}`;
          },
          declaredPublic(policyOf(folders[meant.folder]), route),
        )
      : escaped(target?.file ?? id);
  return { ...(at === undefined ? {} : { place: { uri: at.uri, ...at.range.start } }), tooltip };
}

/** A route leads to its handler, if that is part of the program. */
function targetOf({ kind }: Meant, route: RouteEntry): RouteEntry['handled'] {
  if (kind === 'application') return route.application.place;
  if (kind === 'router') return route.router.place;
  return route.handled ?? { file: route.file, span: route.span };
}

function treeOf(session: Session): { readonly tree: EndpointTree; readonly folders: readonly Folder[] } {
  const all = foldersOf(session).flatMap((folder) => {
    const list = folder.root?.analyzer.endpoints().list;
    return list === undefined ? [] : [{ folder, list }];
  });
  const named = all.map(({ folder, list }: { folder: Folder; list: RouteList }) => ({
    name: nameOf(folder),
    list,
    isPublic: (route: RouteEntry) => isPublic(policyOf(folder), route),
  }));
  return { tree: endpointTree(named), folders: all.map(({ folder }) => folder) };
}

function policyOf({ root }: Folder): Policy {
  return root?.policy ?? NO_POLICY;
}

function foldersOf(session: Session): readonly Folder[] {
  const workspace = session.folders.workspace();
  return workspace.length > 0 ? workspace : session.folders.all();
}

function nameOf({ key }: Folder): string {
  return key.split(/[\\/]/).findLast((part) => part !== '') ?? key;
}
