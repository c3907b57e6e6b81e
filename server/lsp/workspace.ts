/** The real backend: the shipped analysis over the disk, one analyzer for each folder, one parser for all. */
import type { Analyzer } from '../analyzer/analyzer';
import { createAnalyzer } from '../analyzer/create';
import type { Note } from '../base/finding';
import type { Host, Listing } from '../base/host';
import { loadGrammars } from '../host/grammars';
import { covers, listFiles } from '../host/listFiles';
import { createNodeHost, EDITOR_LIMIT } from '../host/nodeHost';
import { milliseconds, today } from '../host/process';
import { LANGUAGES, languageOf } from '../languages';
import { NO_POLICY, POLICY_FILE, type Policy, readPolicy } from '../policy/policy';
import { rules } from '../rules';
import { loadSyntax, RETIRE_AT, type Syntax } from '../syntax/syntax';
import type { Backend, PolicyProblem, Root } from './backend';

/** File names for texts that have none: the grammar goes by the ending. */
const ENDINGS: Readonly<Record<string, string>> = {
  javascript: '.js',
  javascriptreact: '.jsx',
  typescript: '.ts',
  typescriptreact: '.tsx',
  python: '.py',
  java: '.java',
  go: '.go',
};

export function createBackend(warn: (message: string) => void): Backend {
  const ids = new Set(rules.map((rule) => rule.id));
  let loading: Promise<Syntax> | undefined;
  let shared: Syntax | undefined;
  const load = () => {
    const grammars = loadGrammars();
    return loadSyntax({ read: (name) => grammars.bytes(name), now: milliseconds, warn });
  };
  return {
    rules,
    policyFile: POLICY_FILE,
    health: () => (shared?.broken === true ? 'broken' : shared !== undefined && shared.heapBytes > RETIRE_AT ? 'worn' : 'good'),
    isSource: (file) => languageOf(file) !== undefined,
    endingOf: (languageId) => ENDINGS[languageId] ?? '',
    languageOf(languageId, file) {
      return (LANGUAGES.find((language) => language.editorIds.includes(languageId)) ?? languageOf(file))?.id;
    },
    async openRoot(folder, { before, isSetAside }) {
      loading ??= load();
      shared = await loading.catch((error: unknown) => {
        loading = undefined;
        throw error;
      });
      // Only the policy has changed: what is known of the files stays.
      if (before !== undefined) {
        const read = policyOf(before.host, ids, before.policy);
        before.analyzer.applyPolicy(read.policy);
        return { ...before, ...read };
      }
      const host = folder === undefined ? NO_FILES : without(createNodeHost(folder, { limit: EDITOR_LIMIT }), isSetAside);
      const { policy, problems } = policyOf(host, ids, NO_POLICY);
      const analyzer = createAnalyzer({ host, syntax: shared, policy, today: today(), limits: 'editor' });
      return root(folder, host, analyzer, policy, problems);
    },
  };
}

function without(host: Host, isHidden: (file: string) => boolean): Host {
  return {
    exists: (file) => !isHidden(file) && host.exists(file),
    readText: (file) => (isHidden(file) ? undefined : host.readText(file)),
    list(folder) {
      const found = host.list(folder);
      return found && withoutFiles(found, isHidden);
    },
  };
}

function withoutFiles(listing: Listing, isHidden: (file: string) => boolean): Listing {
  const prefix = listing.folder === '' ? '' : `${listing.folder}/`;
  const hidden = [...listing.files].filter((name) => isHidden(prefix + name));
  const links = new Map([...listing.links].filter(([, target]) => !isHidden(target)));
  const files = hidden.length === 0 ? listing.files : new Set([...listing.files].filter((name) => !hidden.includes(name)));
  return { ...listing, files, links };
}

const NO_FILES: Host = { readText: () => undefined, exists: () => false, list: () => undefined };

function root(folder: string | undefined, host: Host, analyzer: Analyzer, policy: Policy, problems: readonly PolicyProblem[]): Root {
  const accepts = (file: string) => languageOf(file) !== undefined;
  return {
    analyzer,
    host,
    policy,
    problems,
    covers: (file) => folder !== undefined && covers(folder, file, accepts),
    async listFiles(signal) {
      const nothing: { files: readonly string[]; notes: readonly Note[] } = { files: [], notes: [] };
      return folder === undefined ? nothing : listFiles(folder, { accepts, signal });
    },
  };
}

/** A policy with a mistake in it does not come into force: the last good one stays. */
function policyOf(
  host: Host,
  ids: ReadonlySet<string>,
  before: Policy,
): { readonly policy: Policy; readonly problems: readonly PolicyProblem[] } {
  const text = host.readText(POLICY_FILE);
  if (text === undefined) return { policy: NO_POLICY, problems: [] };
  const read = readPolicy(text, ids);
  return 'policy' in read ? { policy: read.policy, problems: [] } : { policy: before, problems: read.problems };
}
