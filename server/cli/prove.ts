/** `gatehouse prove`: a finding on endpoints in, the test that proves it out, as the editor's code action writes it. */
import { lstatSync, mkdirSync, realpathSync } from 'node:fs';
import path from 'node:path';
import type { Finding } from '../base/finding';
import type { Host } from '../base/host';
import { isBelow } from '../host/nodeHost';
import type { NoProof, Proof } from '../proofs/proof';
import { isProof, isProvable, prove } from '../proofs/prove';
import { printable } from '../report/printable';
import { isFailure } from '../report/report';
import { save } from './output';
import { type Scope, scopeOf } from './scope';
import { lookAtAll } from './wholeProgram';
import { EXIT, UsageError, type World } from './world';

export interface ProveFlags {
  readonly format: 'text' | 'json';
  readonly write: boolean;
  readonly policy?: string;
  readonly progress: boolean;
}

interface Answer {
  readonly finding: Finding;
  readonly proof: Proof | NoProof;
}

/** Throws UsageError for what the user has to put right; nothing has been written then. */
export async function proveFindings(what: string, named: string | undefined, flags: ProveFlags, world: World): Promise<number> {
  const scope = scopeOf(world.cwd, named === undefined ? [] : [named]);
  const engine = await world.loadEngine();
  const isRule = engine.rules.some(({ id }) => id === what);
  if (!isRule && !/^[0-9a-f]{6,32}$/.test(what)) throw new UsageError(`no rule and no fingerprint: ${JSON.stringify(what)}`);
  if (isRule && !isProvable(what)) throw new UsageError(`no test is written for ${what}: no single request shows it`);
  const { findings, list, notes, host } = await lookAtAll(scope, flags, engine, world);
  const meant = findings.filter((f) => f.suppressed === undefined && (isRule ? f.rule === what : f.fingerprint.startsWith(what)));
  if (meant.length === 0) throw new UsageError(`there is no such finding: ${JSON.stringify(what)}`);
  const written = new Map<string, string>();
  const answers = meant.map((finding): Answer => {
    // What one test has written is there for the next.
    const proof = prove({ finding, list, host: over(host, written) }) ?? { title: 'Prove it', reason: 'no single request shows it' };
    if (isProof(proof)) written.set(proof.file, proof.after);
    return { finding, proof };
  });
  if (flags.write) for (const [file, text] of written) write(scope, file, text, world);
  if (flags.format === 'json') world.out.write(json(answers, scope));
  else print(answers, written, { scope, flags, world });
  if (answers.some(({ proof }) => !isProof(proof))) return EXIT.findings;
  return notes.some(isFailure) ? EXIT.failed : EXIT.clean;
}

function over(host: Host, written: ReadonlyMap<string, string>): Host {
  return {
    readText: (file) => written.get(file) ?? host.readText(file),
    exists: (file) => written.has(file) || host.exists(file),
    list: (folder) => host.list(folder),
  };
}

function write(scope: Scope, file: string, text: string, world: World): void {
  const full = path.join(scope.root, file);
  if (!staysInside(scope.root, full)) throw new UsageError(`${JSON.stringify(file)} lies outside the folder`);
  mkdirSync(path.dirname(full), { recursive: true });
  save(world, full, text);
}

/** The file, or the nearest folder above it that is there, may be a link to somewhere else, or to nothing. */
function staysInside(root: string, full: string): boolean {
  if (!isBelow(root, full)) return false;
  const there = lstatSync(full, { throwIfNoEntry: false });
  if (there === undefined) return staysInside(root, path.dirname(full));
  try {
    return isBelow(realpathSync.native(root), realpathSync.native(full));
  } catch {
    return false;
  }
}

/** Files on the standard output and nothing else, or nothing where they are written; what there is to say of them beside it. */
function print(
  answers: readonly Answer[],
  written: ReadonlyMap<string, string>,
  { scope, flags, world }: { readonly scope: Scope; readonly flags: ProveFlags; readonly world: World },
): void {
  for (const { finding, proof } of answers) {
    const where = `${scope.prefix}${finding.file}`;
    if (isProof(proof)) {
      const { file, before, run, folder, left } = proof;
      const did = flags.write ? (before === undefined ? 'Wrote' : 'Added to') : before === undefined ? 'New file' : 'Addition to';
      const inFolder = folder === '' ? '' : ` in ${folder}`;
      const rest = left.length === 0 ? '' : ` Left to be written: ${left.join('; ')}.`;
      world.err.write(`${printable(`${did} ${scope.prefix}${file}. Run it with: ${run}${inFolder}.${rest}`)}\n`);
    } else world.err.write(`${printable(`${where}: ${proof.title}: ${proof.reason}.`)}\n`);
  }
  if (flags.write) return;
  const files = [...written];
  for (const [file, text] of files) {
    if (files.length > 1) world.out.write(`==> ${printable(scope.prefix + file)} <==\n`);
    world.out.write(text);
  }
}

function json(answers: readonly Answer[], { prefix }: Scope): string {
  const proofs = answers.map(({ finding, proof }) => ({
    rule: finding.rule,
    fingerprint: finding.fingerprint,
    file: prefix + finding.file,
    title: proof.title,
    ...(isProof(proof)
      ? {
          test: {
            file: prefix + proof.file,
            isNew: proof.before === undefined,
            text: proof.after,
            run: proof.run,
            folder: prefix + proof.folder,
            left: proof.left,
          },
        }
      : { reason: proof.reason }),
  }));
  return `${JSON.stringify({ format: 'gatehouse-proofs', version: 1, proofs }, null, 2)}\n`;
}
