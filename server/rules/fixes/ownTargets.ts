/** Keeps addresses of Python, Java and Go to this site, or to hosts that are listed, by a function of the file's own. */
import type { Edit } from '../../base/edit';
import type { FlatTree } from '../../syntax/flatTree';
import type { Fix, FixContext, FixMaker } from '../fix';
import { runsOf } from './cells';
import { takeApart } from './codeText';
import {
  argumentsOf,
  bare,
  callAround,
  calleeText,
  freeName,
  functionAround,
  isCall,
  linesBefore,
  receiverOf,
  replacement,
  settledValue,
  statementAround,
} from './codeTree';
import { packageName } from './goImport';
import { type Needed, withImports } from './inScope';
import { ownFunction } from './ownFunction';
import { fileQuote } from './pythonText';
import { refusal } from './refusal';

const LANGUAGES = ['python', 'java', 'go'];

/** Redirects go to paths of this site, and to the front page for everything else. */
export const ownSite: FixMaker = { languages: LANGUAGES, make: redirect };
/** Requests go to hosts that the environment lists. */
export const listedHosts: FixMaker = { languages: LANGUAGES, make: request };

interface Own {
  readonly name: string;
  readonly lines: readonly string[];
  readonly needs: readonly Needed[];
}

function redirect(context: FixContext): Fix | undefined {
  const { tree } = context;
  const target = targetOf(context);
  // A whole address is never of this site.
  if (target === undefined || /:\/\//.test(tree.textOf(target))) return undefined;
  const { name, lines, needs } = siteFunction(context);
  const value = tree.textOf(target);
  const edits = [replacement(context, target, `${name}(${value})`), ...ownFunction(context, name, lines)];
  return {
    title: `Redirect to ${shown(value)} only when it stays on this site`,
    kind: 'guided',
    edits: withImports(context, edits, needs),
  };
}

function request(context: FixContext): Fix | undefined {
  const { tree, finding } = context;
  const target = /raw part of the path/.test(finding.message) ? undefined : targetOf(context);
  if (target === undefined || !isAddress(context, target)) return undefined;
  const title = 'Ask only hosts listed in `ALLOWED_HOSTS`';
  const { name, lines, needs } = hostFunction(context);
  const value = tree.textOf(target);
  if (context.language !== 'go') {
    const edits = [replacement(context, target, `${name}(${value})`), ...ownFunction(context, name, lines)];
    return { title, kind: 'guided', edits: withImports(context, edits, needs) };
  }
  // An error has to be dealt with before: the check is a statement.
  const statement = statementAround(tree, target);
  const no = statement < 0 ? undefined : refusal(context, target, 'This host is not allowed');
  if (!no) return undefined;
  const plain = tree.type(target) === 'identifier';
  const local = plain ? value : freeName(tree, functionAround(tree, target), 'address');
  const check = [`if !${name}(${local}) {`, ...no.lines.map((line) => `\t${line}`), '}'];
  const edits: Edit[] = [
    linesBefore(context, statement, plain ? check : [`${local} := ${value}`, ...check]),
    ...ownFunction(context, name, lines),
  ];
  if (!plain) edits.push(replacement(context, target, local));
  return { title, kind: 'guided', edits: withImports(context, edits, [...needs, ...no.needs]) };
}

/** The text of the address: what a call that makes an address of it is given. */
function targetOf(context: FixContext): number | undefined {
  const { tree, finding } = context;
  const at = bare(tree, outermost(tree, context.nodeAt(finding.span)));
  const receiver = isCall(tree, at) ? receiverOf(tree, at) : -1;
  const made = addressMade(tree, at) ?? (receiver < 0 ? undefined : addressMade(tree, receiver));
  if (made !== undefined) return made;
  const place = callAround(tree, at, finding.span.start);
  if (place !== undefined && tree.start(place.argument) === tree.start(at)) return bare(tree, place.argument);
  const whole = callAround(tree, at, 0);
  return whole === undefined || whole.argument !== at ? undefined : at;
}

/** `URI.create(address)`, here or where the variable is set: the address. */
function addressMade(tree: FlatTree, n: number): number | undefined {
  const call = bare(tree, settledValue(tree, bare(tree, n)));
  if (!isCall(tree, call) || !/(?:^|\.)(?:URI\.create|new URI|new URL)$/.test(calleeText(tree, call))) return undefined;
  const args = argumentsOf(tree, call);
  return args.length === 1 ? bare(tree, args[0]) : undefined;
}

function outermost(tree: FlatTree, n: number): number {
  let at = n;
  for (let up = tree.parent(at); up > 0 && tree.start(up) === tree.start(at) && tree.end(up) === tree.end(at); up = tree.parent(up))
    at = up;
  return at;
}

/** A host or a port alone is no address that has a host. */
function isAddress({ tree }: FixContext, target: number): boolean {
  if (tree.type(target) === 'identifier' || isCall(tree, target))
    return !/^(?:dial|connect|getByName|lookup)/i.test(callAround(tree, target, 0)?.name ?? '');
  const built = takeApart(tree, target);
  const [first] = built ? runsOf(built.cells) : [];
  return typeof first === 'string' ? /^https?:\/\//.test(first) : built === undefined || built.cells.length === 1;
}

const shown = (text: string): string => (text.includes('`') || text.length > 40 ? 'this address' : `\`${text}\``);

function siteFunction({ tree, language }: FixContext): Own {
  if (language === 'python') {
    const q = fileQuote(tree);
    return {
      name: 'local_target',
      lines: [
        'def local_target(target):',
        `\tif not target.startswith(${q}/${q}) or target.startswith(${q}//${q}) or ${q}\\\\${q} in target or not target.isprintable():`,
        `\t\treturn ${q}/${q}`,
        '\treturn target',
      ],
      needs: [],
    };
  }
  if (language === 'java') {
    return {
      name: 'localTarget',
      lines: [
        'private static String localTarget(String target) {',
        '\tif (target == null || !target.startsWith("/") || target.startsWith("//")) return "/";',
        "\treturn target.chars().anyMatch(c -> c == '\\\\' || c < ' ') ? \"/\" : target;",
        '}',
      ],
      needs: [],
    };
  }
  const [url, strings] = [packageName(tree, 'net/url'), packageName(tree, 'strings')];
  return {
    name: 'localTarget',
    lines: [
      '// localTarget returns the target if it is a path of this site, and the front page otherwise.',
      'func localTarget(target string) string {',
      `\taddress, err := ${url}.Parse(${strings}.ReplaceAll(target, \`\\\`, "/"))`,
      `\tif err != nil || !${strings}.HasPrefix(target, "/") || address.Host != "" {`,
      '\t\treturn "/"',
      '\t}',
      '\treturn target',
      '}',
    ],
    needs: [
      { goPackage: 'net/url', name: 'Parse' },
      { goPackage: 'strings', name: 'HasPrefix' },
    ],
  };
}

function hostFunction({ tree, language }: FixContext): Own {
  if (language === 'python') {
    const q = fileQuote(tree);
    return {
      name: 'allowed_address',
      lines: [
        'def allowed_address(address):',
        `\thosts = os.environ.get(${q}ALLOWED_HOSTS${q}, ${q}${q}).split(${q},${q})`,
        '\tif urlsplit(address).hostname not in hosts:',
        `\t\traise ValueError(${q}This host is not allowed${q})`,
        '\treturn address',
      ],
      needs: [
        { module: 'os', name: 'environ' },
        { from: 'urllib.parse', name: 'urlsplit' },
      ],
    };
  }
  if (language === 'java') {
    return {
      name: 'allowedAddress',
      lines: [
        'private static String allowedAddress(String address) {',
        '\tList<String> hosts = Arrays.asList(System.getenv().getOrDefault("ALLOWED_HOSTS", "").split(","));',
        '\tif (!hosts.contains(URI.create(address).getHost())) throw new IllegalArgumentException("This host is not allowed");',
        '\treturn address;',
        '}',
      ],
      needs: [
        { javaClass: 'java.net.URI', name: 'create' },
        { javaClass: 'java.util.Arrays', name: 'asList' },
        { javaClass: 'java.util.List', name: 'of' },
      ],
    };
  }
  const [os, slices, strings, url] = ['os', 'slices', 'strings', 'net/url'].map((path) => packageName(tree, path));
  return {
    name: 'isAllowedAddress',
    lines: [
      '// isAllowedAddress tells whether the host of the address is listed in ALLOWED_HOSTS.',
      'func isAllowedAddress(address string) bool {',
      `\ttarget, err := ${url}.Parse(address)`,
      `\treturn err == nil && ${slices}.Contains(${strings}.Split(${os}.Getenv("ALLOWED_HOSTS"), ","), target.Hostname())`,
      '}',
    ],
    needs: ['os', 'slices', 'strings', 'net/url'].map((goPackage) => ({ goPackage, name: 'any' })),
  };
}
