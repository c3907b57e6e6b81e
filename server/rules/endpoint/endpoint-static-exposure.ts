/** Folders served as they are that hold more than what is meant to be served: source, settings, a whole disk. */
import { servedFolder } from '../fixes/servedFolder';
import { type CallView, callRule, type Report, type ValueView } from '../rule';
import page from './endpoint-static-exposure.md';

export const endpointStaticExposure = callRule({
  id: 'endpoint-static-exposure',
  title: 'Source, dotfiles or private folders served as static files',
  severity: 'high',
  cwe: [538, 548, 552, 219],
  api: ['API8'],
  top10: ['A01', 'A02'],
  asvs: ['13.4.1', '13.4.3', '13.4.7'],
  page,
  advice: 'Serve a folder that holds nothing but what everybody may have.',
  on: 'static-files',
  check: (call) => (call.developmentOnly || call.open || isForDevelopers(call.file) ? [] : exposed(call)),
  fixes: [servedFolder],
});

/** Scripts that somebody runs on a machine of their own. */
const isForDevelopers = (file: string): boolean =>
  /(?:^|\/)(?:scripts?|tools?|dev|devtools|bench|demo|demos|playground)\/|(?:^|[/.-])dev(?:-?server)?\.\w+$/.test(file);

function exposed(call: CallView): readonly Report[] {
  const plugin = call.role('plugin');
  if (plugin && !/static/i.test(plugin.text)) return [];
  const out: Report[] = [];
  for (const name of ['root', 'second', 'third']) {
    const root = call.role(name);
    const what = root && !isChosen(call) ? whole(root, call) : undefined;
    if (root && what) out.push({ span: root.span, message: `\`${call.name}\` serves ${what} as it is.`, confidence: 'high' });
  }
  if (out.length > 0) return out;
  const dots = [call.role('dotfiles'), call.role('hidden')].find((v) => v && (isOnly(v, 'allow') || isOnly(v, true)));
  if (dots)
    return [
      {
        span: dots.span,
        message: `\`${call.name}\` also serves files whose names begin with a dot, such as \`.env\`.`,
        severity: 'medium',
      },
    ];
  const listing = call.role('listing');
  if (call.role('listed') || (listing && isOnly(listing, true)))
    return [
      {
        span: listing?.span ?? call.span,
        message: `\`${call.name}\` lists every file of the folder to everybody.`,
        severity: 'medium',
        confidence: 'medium',
      },
    ];
  return [];
}

/** The name of the one file that is served is written out. */
function isChosen(call: CallView): boolean {
  const name = call.role('name');
  return name !== undefined && !name.sources.has('untrusted') && !name.sources.has('untrusted-object');
}

const isOnly = (value: ValueView, what: string | boolean): boolean => value.constants?.length === 1 && value.constants[0] === what;

const PROJECT = 'the folder of the program, with its source and settings,';
const DISK = 'the whole disk';
const PACKAGES = 'all packages of the program';

function whole(root: ValueView, call: CallView): string | undefined {
  if (root.constants && root.constants.length > 0) {
    const found = root.constants.map((c) => (typeof c === 'string' ? ofPath(c) : undefined));
    return found.every((f) => f !== undefined) ? found[0] : undefined;
  }
  return ofCode(root.text, call);
}

function ofPath(text: string): string | undefined {
  // An address of the class path or of a server is no folder of the disk; nothing at all may be none.
  if (/^(?:classpath|https?|jar):/i.test(text)) return undefined;
  const path = text.replace(/^file:(?:\/\/(?=\/))?/, '').replace(/\/+$/, '') || (text === '' ? '' : '/');
  if (path === '/' || /^[A-Za-z]:\\?$/.test(path) || path === '/etc' || path === '/home' || path === '/root' || path === '/var')
    return DISK;
  if (path === '.' || path === '..' || /^(?:\.\.?\/)+\.?\.?$/.test(`${path}/`)) return PROJECT;
  return /^(?:\.\/)?node_modules$/.test(path) ? PACKAGES : undefined;
}

/** Places of the program itself, as code spells them. */
const HERE = [
  /^__dirname$/,
  /^import\.meta\.dirname$/,
  /^process\.cwd\(\)$/,
  /^os\.getcwd\(\)$/,
  /^os\.path\.dirname\((?:os\.path\.(?:abspath|realpath)\()?__file__\)*$/,
  /^Path\((?:['"]\.?['"])?\)(?:\.resolve\(\))?$/,
  /^Path\.cwd\(\)$/,
  /^Path\(__file__\)(?:\.resolve\(\))?(?:\.parent)+$/,
  /^(?:settings\.|config\.)?(?:BASE_DIR|PROJECT_ROOT|ROOT_DIR|PROJECT_DIR)$/,
  /^http\.Dir\("\.?\/?"\)$/,
];
/** A file of such a folder is in a folder that is served. */
const SERVED = /(?:^|\/)(?:public|static|assets|www|htdocs|client|frontend|ui|web|dist|build|site|docs)\/[^/]*$/;

function ofCode(written: string, call: CallView): string | undefined {
  // Of a field, the text is that of the object around it.
  const field = /^\{/.test(written) ? (/\b(?:root|rootPath)\s*:\s*((?:[^,{}()]|\([^()]*\))+)/.exec(written)?.[1] ?? '') : written;
  const text = field
    .replace(/^\w+\s*=\s*/, '')
    .replace(/^(?:str|string)\((.*)\)$/, '$1')
    .trim();
  const joined = /^path\.(?:join|resolve|posix\.join)\((.*)\)$/s.exec(text)?.[1];
  const parts = joined === undefined ? [text] : joined.split(',').map((p) => p.trim());
  const [first, ...rest] = parts;
  const isHere = HERE.some((h) => h.test(first)) || (joined !== undefined && /^['"]\.{1,2}\/?['"]$/.test(first));
  if (!isHere) return undefined;
  const ups = rest.every((p) => /^['"](?:\.{1,2}\/?)*['"]$/.test(p));
  if (!ups) return rest.length === 1 && /^['"](?:\.\.\/)*node_modules\/?['"]$/.test(rest[0]) ? PACKAGES : undefined;
  return rest.length === 0 && SERVED.test(call.file) ? undefined : PROJECT;
}
