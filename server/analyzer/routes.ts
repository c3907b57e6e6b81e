/** The engine's inventory of routes in the words of the edges. */
import type { DeclaredPart, RouteControl, RouteEntry, RouteEvidence, RouteHead, RouteList, RouteType } from '../base/route';
import type { Span } from '../base/span';
import type { Catalogs } from '../engine/catalogs';
import type { KeptModule } from '../engine/codec/record';
import { inventory } from '../engine/routes/inventory/inventory';
import type { Inventory, Route } from '../engine/routes/inventory/route';
import type { ControlNames } from '../engine/routes/names';
import { type FileKnowledge, type RouteProgram, routeProgram } from '../engine/routes/world';
import type { Site } from '../engine/values';
import type { DeclaredValue } from '../ir/declared';

/** All endpoints of modules that are not at hand as objects, but what is kept of them. */
export function takeRoutes(
  modules: readonly Pick<KeptModule, 'file' | 'routes' | 'exported' | 'declared'>[],
  { resolve, counts, unit }: FileKnowledge & Pick<RouteProgram, 'resolve'>,
  { catalogs, controls }: { readonly catalogs: Catalogs; readonly controls: ControlNames },
): RouteList {
  const exported = new Map(modules.map((m) => [m.file, m.exported]));
  const program = routeProgram(modules, resolve, (file) => exported.get(file) ?? new Map(), { counts, unit });
  const declared = declaredList(modules);
  return routeList(inventory(program, catalogs.frameworks, controls), declared, counts);
}

/** What the texts of a program declare. */
export interface DeclaredList {
  readonly types: readonly RouteType[];
  readonly heads: ReadonlyMap<string, RouteHead>;
}

/** Modules in any order. */
export function declaredList(modules: readonly Pick<KeptModule, 'file' | 'declared'>[]): DeclaredList {
  const sorted = [...modules].sort((a, b) => (a.file < b.file ? -1 : 1));
  const part = ({ name, at, type, marks }: DeclaredValue): DeclaredPart => ({ name, span: at, type, marks });
  return {
    types: sorted.flatMap(({ file, declared }) =>
      declared.types.map(({ at, fields, ...type }) => ({ ...type, file, span: at, fields: fields.map(part) })),
    ),
    heads: new Map(
      sorted.flatMap(({ file, declared }) =>
        declared.heads.map(([index, { result, resultAt, marks, around, parameters }]): [string, RouteHead] => [
          `${file}#${index}`,
          { file, span: resultAt, result, marks, around, parameters: parameters.map(part) },
        ]),
      ),
    ),
  };
}

/** `isShown` tells which files count: tests register routes that nobody can reach. */
export function routeList(
  { routes, unresolved, signs }: Inventory,
  { types, heads }: DeclaredList,
  isShown: (file: string) => boolean,
): RouteList {
  return {
    types: types.filter((t) => isShown(t.file)),
    routes: routes
      .filter((r) => isShown(r.site.file))
      .map(
        ({
          method,
          path,
          site,
          handler,
          stands,
          controls,
          does,
          ofClient,
          ofSender,
          carrier,
          body,
          isSeen,
          unit,
          application,
          router,
          way,
          conditions,
        }) => ({
          method,
          path,
          file: site.file,
          span: { start: site.at.start, end: site.at.end },
          handler,
          handled: handledAt(handler, stands),
          controls: {
            authentication: control(controls.authentication),
            authorisation: control(controls.authorisation),
            validation: control(controls.validation),
            limit: control(controls.limit),
            csrf: control(controls.csrf),
            signature: control(controls.signature),
          },
          does: does.map(({ action, name, sure, entity, aside, site: at, via }) => ({
            action,
            name,
            sure,
            entity,
            aside,
            place: placeAt(at),
            via: placeAt(via),
          })),
          ofClient,
          ofSender,
          carrier: carrier && placeAt(carrier),
          head: body.handlers.map((func) => heads.get(func)).find((head) => head !== undefined),
          bodies: body.uses.map(({ does: doing, name, of, used, site: at }) => ({ does: doing, name, of, used, place: placeAt(at) })),
          ofBody: body.ofBody,
          ofShape: body.ofShape,
          isSeen,
          unit,
          application: { id: application.id, place: application.site && placeAt(application.site) },
          router: { id: router.id, place: router.site && placeAt(router.site) },
          way: way.map(place),
          conditions: conditions.map(place),
        }),
      ),
    signs: signs
      .filter((s) => isShown(s.site.file))
      .map(({ kind, name, says, site, unit }) => ({ kind, name, says, place: placeAt(site), unit })),
    unresolved: unresolved.filter((e) => e.site === undefined || isShown(e.site.file)).map(place),
  };
}

/** Of a handler that is wrapped, the one that is named where it is registered. */
function handledAt(handler: string, stands: Route['stands']): RouteEntry['handled'] {
  const words = new Set(handler.match(/[\p{L}_$][\p{L}\p{N}_$]*/gu) ?? []);
  const found = stands.find(({ name }) => words.has(name)) ?? stands[0];
  return found && placeAt(found.site);
}

function control({ state, evidence }: Route['controls']['authentication']): RouteControl {
  return { state, evidence: evidence.map(place) };
}

function place({ site, message, name, late, unread }: Inventory['unresolved'][number]): RouteEvidence {
  return {
    place: site && placeAt(site),
    message,
    ...(name === undefined ? {} : { name }),
    ...(late ? { late } : {}),
    ...(unread ? { unread } : {}),
  };
}

function placeAt({ file, at }: Site): { readonly file: string; readonly span: Span } {
  return { file, span: { start: at.start, end: at.end } };
}
