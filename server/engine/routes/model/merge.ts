/** What several states of one place say about routes, all told. */
import type { State } from '../../catalogState';
import type { RouteState } from './compile';

/** Of all states of a place; undefined where none says anything. */
export function mergeRoutes(states: readonly State[]): RouteState | undefined {
  let out: RouteState | undefined;
  for (const { routes } of states) {
    if (!routes) continue;
    out = out
      ? {
          registers: [...out.registers, ...routes.registers],
          makes: [...out.makes, ...routes.makes],
          makesRegistrar: out.makesRegistrar || routes.makesRegistrar,
          makesOf: out.makesOf ?? routes.makesOf,
          plugin: out.plugin ?? routes.plugin,
          keeps: out.keeps ?? routes.keeps,
          isKeeper: out.isKeeper || routes.isKeeper,
          groups: [...out.groups, ...routes.groups],
          chains: [...out.chains, ...routes.chains],
          tables: [...out.tables, ...routes.tables],
          method: out.method ?? routes.method,
          served: out.served ?? routes.served,
          narrows: [...out.narrows, ...routes.narrows],
          makesAnswer: out.makesAnswer || routes.makesAnswer,
          goesGiven: out.goesGiven || routes.goesGiven,
          aborts: out.aborts || routes.aborts,
          goes: out.goes || routes.goes,
          isProgram: out.isProgram || routes.isProgram,
          answers: [...out.answers, ...routes.answers],
          errorStatus: [...out.errorStatus, ...routes.errorStatus],
          checks: [...out.checks, ...routes.checks],
          actions: [...out.actions, ...routes.actions],
          bodies: [...out.bodies, ...routes.bodies],
          controls: [...out.controls, ...routes.controls],
          passes: out.passes || routes.passes,
          unread: [...out.unread, ...routes.unread],
          wrapper: out.wrapper || routes.wrapper ? [...(out.wrapper ?? []), ...(routes.wrapper ?? [])] : undefined,
          runs: out.runs || routes.runs,
          view: out.view ?? routes.view,
          provides: [...out.provides, ...routes.provides],
          given: out.given ?? routes.given,
          further: out.further ?? routes.further,
          relays: out.relays || routes.relays,
          makesHandler: out.makesHandler || routes.makesHandler,
          includes: out.includes || routes.includes,
          alias: out.alias || routes.alias,
          status: out.status ?? routes.status,
          setsStatus: out.setsStatus || routes.setsStatus,
          marks: [...out.marks, ...routes.marks],
        }
      : routes;
  }
  return out;
}
