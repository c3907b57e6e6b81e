/** Where routes begin that belong to files, and what settings say of all of them. */
import type { ControlKind } from '../../kinds';
import { MODULE } from '../facts';
import type { Check, Evidence } from '../judge/behaviour';
import type { Routes } from '../model/model';
import type { ControlNames } from '../names';
import type { RouteProgram } from '../world';
import type { RouteScope } from './assemble';
import { type NamedControls, Settings } from './settings';
import { KINDS, type Link } from './verdicts';

export class Roots {
  private readonly settings: Settings;
  private readonly files: ReadonlySet<string>;

  constructor(
    program: RouteProgram,
    private readonly frameworks: ReadonlyMap<string, Routes>,
    private readonly names: ControlNames,
  ) {
    this.settings = new Settings(program);
    this.files = new Set([...frameworks.values()].flatMap(({ root }) => (root === undefined ? [] : this.settings.files(root))));
  }

  /** A setting names it, or there is no such setting and it is where all others are mounted, or the only one. */
  isRoot(scope: RouteScope, mounted: ReadonlySet<RouteScope>, all: readonly RouteScope[]): boolean {
    if (!scope.key.startsWith(MODULE)) return false;
    if (this.files.size > 0) return this.files.has(scope.key.slice(MODULE.length));
    const others = all.filter((s) => s !== scope && s.key.startsWith(MODULE) && !mounted.has(s));
    return !mounted.has(scope) && others.length === 0;
  }

  /** What settings put before all routes. */
  links(scope: RouteScope): readonly Link[] {
    const framework = scope.entries[0]?.framework ?? '';
    const routes = this.frameworks.get(framework);
    return (routes?.global ?? []).flatMap((name): readonly Link[] => {
      const { checks, doubts, doubt } = this.setting(name, framework, 'words');
      const site = doubt?.site ?? [...checks.values()][0]?.evidence[0]?.site;
      if (!site) return [];
      const link = { name, site, paths: ['all' as const], base: '/', whole: false, methods: ['*'], parameter: undefined };
      return [{ ...link, checks, doubts, doubt, when: new Map() }];
    });
  }

  /** The controls that a setting names; `unnamed`: what nobody knows may be a control. */
  setting(name: string, framework: string, unnamed: Unnamed = 'doubt'): Said {
    const { checks, doubt }: NamedControls = this.settings.controls(name, this.frameworks.get(framework)?.named ?? {}, (text) =>
      unnamed === 'doubt' ? true : this.names.isAboutClient([text.slice(text.lastIndexOf('.') + 1)]),
    );
    if (doubt) return { checks, doubts: this.names.kindsByName(doubt.message) ?? KINDS, doubt };
    return { checks, doubts: [], doubt: undefined };
  }
}

/** What a setting names and nobody knows may be a control; or only what by its name has to do with who asks. */
type Unnamed = 'doubt' | 'words';

interface Said {
  readonly checks: ReadonlyMap<ControlKind, Check>;
  readonly doubts: readonly ControlKind[];
  readonly doubt: Evidence | undefined;
}
