/** How the project's own tests sign somebody in: the header that they set, and what makes it. */
import { relativeTo } from '../places';
import type { Project } from './project';

export interface Credentials {
  readonly header: string;
  /** The expression that makes it, as tests have it. */
  readonly value: string;
  /** The import that it needs. */
  readonly line: string;
}

/** Somebody ordinary: what speaks of those who may more is left alone. */
const PRIVILEGED = /admin|staff|owner|root|super|editor|manager|moderator/i;

export function credentialsOf({ tests }: Project, to: string): Credentials | undefined {
  for (const { file, text } of tests) {
    for (const [, header, value] of text.matchAll(/\.set\(\s*['"](authorization|cookie)['"]\s*,\s*((?:[^()\n]|\([^()\n]*\))+)\)/gi)) {
      const called = /\b(\w+)\(/.exec(value)?.[1];
      if (
        called === undefined ||
        PRIVILEGED.test(value) ||
        /\b(?:user|token|account|res|response)\b(?!\()/.test(value.replace(/(['"]).*?\1/g, ''))
      )
        continue;
      const line = importOf(text, called, file, to);
      if (line !== undefined) return { header, value: value.trim(), line };
    }
  }
  return undefined;
}

/** The import of a name, as seen from another file. */
function importOf(text: string, name: string, from: string, to: string): string | undefined {
  const line = [...text.matchAll(/^(?:import\b[^;\n]*\bfrom\s*|(?:const|let|var)\b[^;\n]*=\s*require\()['"](\.[^'"]+)['"]\)?;?$/gm)].find(
    ([whole]) => new RegExp(`\\b${name}\\b`).test(whole),
  );
  if (line === undefined) return undefined;
  const target = new URL(line[1], `file:///${from}`).pathname.slice(1);
  const path = relativeTo(to, target);
  const isImport = line[0].startsWith('import');
  const isDefault = new RegExp(`(?:import|const|let|var)\\s+${name}\\b`).test(line[0]);
  if (isImport) return isDefault ? `import ${name} from '${path}';` : `import { ${name} } from '${path}';`;
  return isDefault ? `const ${name} = require('${path}');` : `const { ${name} } = require('${path}');`;
}
