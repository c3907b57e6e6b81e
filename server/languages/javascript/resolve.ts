/**
 * Which workspace file an import means: relative paths, compiler options, packages of the workspace. The host must not change its
 * answers. Packages from a registry, type declarations, data and anything outside the root are no file of ours.
 */
import type { Host } from '../../base/host';
import { folderOf, join } from '../paths';
import { inOtherRoots, resolveAlias } from './aliases';
import { fileAt, folderAt, sourceOfOutput } from './entries';
import { resolveOwnImport, resolvePackage } from './packages';
import { isTypeScript } from './sourceFile';

/** Longer texts are no names of files. */
const MAX_LENGTH = 1000;

export function resolve(fromFile: string, moduleText: string, host: Host): string | undefined {
  if (moduleText === '' || moduleText.length > MAX_LENGTH || /^\/|[\0\\]|^\w+:/.test(moduleText) || BUILT_IN.has(moduleText))
    return undefined;
  if (/^\.{1,2}(\/|$)/.test(moduleText)) return resolveRelative(fromFile, moduleText, host);
  const file = resolveAlias(fromFile, moduleText, host);
  if (file !== undefined) return file;
  return moduleText.startsWith('#') ? resolveOwnImport(fromFile, moduleText, host) : resolvePackage(fromFile, moduleText, host);
}

function resolveRelative(fromFile: string, moduleText: string, host: Host): string | undefined {
  const base = join(folderOf(fromFile), moduleText);
  if (base === undefined) return undefined;
  // `.`, `..` and `./db/` are folders, whatever file lies beside them.
  if (/(^|\/)\.{0,2}$/.test(moduleText)) return folderAt(base, host);
  return (
    sourceOfOutput(base, host, fromFile) ??
    fileAt(base, host, isTypeScript(fromFile) ? 'source' : 'written') ??
    inOtherRoots(fromFile, base, host)
  );
}

/** Node's own modules; asking the disk about them would be waste. */
const BUILT_IN = new Set(
  `assert assert/strict async_hooks buffer child_process cluster console constants crypto dgram diagnostics_channel dns dns/promises
  domain events fs fs/promises http http2 https inspector inspector/promises module net os path path/posix path/win32 perf_hooks
  process punycode querystring readline readline/promises repl stream stream/consumers stream/promises stream/web string_decoder sys
  timers timers/promises tls trace_events tty url util util/types v8 vm wasi worker_threads zlib`.split(/\s+/),
);
