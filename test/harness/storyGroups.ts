/** Small groups of real files that import each other, which random stories edit: from packages, from our own rooms, from the pages. */
import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { isGo } from './goChains';
import { isJava } from './javaChains';
import { pagesBelow, readPage, textsOf } from './pageTests';
import type { Texts } from './project';
import { isPython } from './pythonChains';
import { workspaceTexts } from './workspace';

export interface Group {
  readonly name: string;
  readonly texts: Texts;
}

/** Folder, and the files of it; `*` for all that lie directly in it. */
const REAL: readonly (readonly [name: string, folder: string, files: string])[] = [
  ['commander', 'node_modules/commander/lib', 'argument.js error.js option.js suggestSimilar.js'],
  ['mocha', 'node_modules/mocha/lib', 'error-constants.js errors.js hook.js test.js context.js pending.js'],
  ['reporters', 'node_modules/mocha/lib/reporters', 'dot.js json.js landing.js list.js min.js progress.js spec.js'],
  ['minimatch', 'node_modules/minimatch/dist/commonjs', 'assert-valid-pattern.js escape.js unescape.js'],
  [
    'languageclient',
    'node_modules/vscode-languageclient/lib/common',
    'features.js hover.js codeLens.js definition.js declaration.js documentLink.js foldingRange.js',
  ],
  [
    'languageserver',
    'node_modules/vscode-languageserver/lib/common',
    'textDocuments.js configuration.js progress.js workspaceFolder.js foldingRange.js callHierarchy.js',
  ],
  ['jsonc', 'node_modules/jsonc-parser/lib/esm', 'main.js impl/edit.js impl/format.js impl/string-intern.js'],
  ['policy', 'server/policy', '*'],
  ['report', 'server/report', '*'],
  ['checks', 'server/lsp', 'checkFile.ts checks.ts results.ts session.ts turn.ts summary.ts documentEvents.ts guard.ts openDocument.ts'],
  ['provenance', 'client/provenance', '*'],
];

export function storyGroups(): readonly Group[] {
  const real = REAL.map(([name, folder, files]): Group => {
    const names =
      files === '*'
        ? readdirSync(folder)
            .filter((f) => f.endsWith('.ts'))
            .sort()
        : files.split(' ');
    return { name, texts: Object.fromEntries(names.map((f) => [`${name}/${f}`, readFileSync(path.join(folder, f), 'utf8')])) };
  });
  return [
    ...real,
    { name: 'shop', texts: workspaceTexts('shop') },
    ...fromPages((file) => !isPython(file) && !/\.(?:go|mod|java)$/.test(file), 'examples'),
    // As many as come to a fifth of the stories.
    ...[0, 1, 2].map((i) => ({ name: `clinic ${i}`, texts: only('clinic-api', isPython) })),
    ...fromPages(isPython, 'python examples'),
    ...[0, 1, 2].map((i) => ({ name: `bank ${i}`, texts: only('bank', isJava) })),
    ...[0, 1, 2].map((i) => ({ name: `booking ${i}`, texts: only('booking', (file) => isGo(file) || file === 'go.mod') })),
  ];
}

function only(workspace: string, wanted: (file: string) => boolean): Texts {
  return Object.fromEntries(Object.entries(workspaceTexts(workspace)).filter(([file]) => wanted(file)));
}

/** Examples of several files, six to a group, each in a folder of its own. */
function fromPages(wanted: (file: string) => boolean, name: string): readonly Group[] {
  const cases = [...pagesBelow('server/rules'), ...pagesBelow('server/models')]
    .map(readPage)
    .flatMap((page) => page.cases)
    .filter((c) => c.files.length > 1 && c.files.every((f) => wanted(f.file)));
  const groups: Group[] = [];
  for (let i = 0; i < cases.length; i += 6) {
    const texts = cases.slice(i, i + 6).flatMap((c, n) => Object.entries(textsOf(c)).map(([file, text]) => [`case${n}/${file}`, text]));
    groups.push({ name: `${name} ${groups.length}`, texts: Object.fromEntries(texts) });
  }
  return groups;
}
