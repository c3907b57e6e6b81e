/** What is known of a Java project that is built on Spring Boot: its version, its tests, and what its beans ask for. */
import type { Host } from '../../base/host';
import { filesBelow, foldersAbove, folderWith, joined, textsOf } from '../places';

export interface Project {
  readonly root: string;
  readonly isMaven: boolean;
  /** `[3, 3]`; undefined where nothing says. */
  readonly boot: readonly [number, number] | undefined;
  readonly hasTests: boolean;
  readonly hasSecurity: boolean;
  readonly hasSecurityTests: boolean;
  readonly tests: readonly { readonly file: string; readonly text: string }[];
  readonly sources: readonly Source[];
}

/** One type of the program. */
export interface Source {
  readonly file: string;
  readonly text: string;
  readonly packageName: string;
  readonly name: string;
}

const BUILD_FILES = ['pom.xml', 'build.gradle', 'build.gradle.kts'];
const MOST_SOURCES = 400;

export function readProject(host: Host, file: string): Project | string {
  const root = folderWith(host, file, BUILD_FILES);
  if (root === undefined) return 'there is no pom.xml and no build.gradle above it';
  const build = foldersAbove(joined(root, 'x'))
    .flatMap((folder) => [...BUILD_FILES, 'gradle/libs.versions.toml'].map((name) => host.readText(joined(folder, name)) ?? ''))
    .join('\n');
  const version =
    /spring-boot(?:-starter-parent|-dependencies)\b[\s\S]{0,120}?<version>(\d+)\.(\d+)/.exec(build) ??
    /org\.springframework\.boot["')\s]+version[\s("'=]+(\d+)\.(\d+)/.exec(build) ??
    /spring-?boot\w*\s*=\s*"(\d+)\.(\d+)/i.exec(build);
  const sources = filesBelow(host, joined(root, 'src/main/java'), (one) => one.endsWith('.java')).slice(0, MOST_SOURCES);
  return {
    root,
    isMaven: host.exists(joined(root, 'pom.xml')),
    boot: version ? [Number(version[1]), Number(version[2])] : undefined,
    hasTests: /spring-boot-starter(?:-webmvc)?-test\b|spring-boot-starter-test\b/.test(build),
    hasSecurity: /spring-boot-starter-security\b|spring-security-(?:web|config)\b|oauth2-resource-server/.test(build),
    hasSecurityTests: /spring-security-test\b|spring-boot-starter-security-test\b/.test(build),
    tests: textsOf(
      host,
      filesBelow(host, joined(root, 'src/test/java'), (one) => one.endsWith('.java')),
    ),
    sources: sources.flatMap((one) => sourceOf(one, host.readText(one))),
  };
}

function sourceOf(file: string, text: string | undefined): readonly Source[] {
  const packageName = /^package\s+([\w.]+)\s*;/m.exec(text ?? '')?.[1];
  const name = file
    .split('/')
    .pop()
    ?.replace(/\.java$/, '');
  return text === undefined || packageName === undefined || name === undefined ? [] : [{ file, text, packageName, name }];
}

/** Configurations that say who may ask for what. */
export function securityOf({ sources }: Project): readonly Source[] {
  return sources.filter(
    ({ text }) =>
      /@(?:Configuration|EnableWebSecurity)\b/.test(text) && /\b(?:SecurityFilterChain|WebSecurityConfigurerAdapter)\b/.test(text),
  );
}

/** What a slice of the web has in it beside what is named: filters, advice, and settings of the web. */
export function slicedOf({ sources }: Project): readonly Source[] {
  return sources.filter(
    ({ text }) =>
      (/@Component\b/.test(text) &&
        /\b(?:extends\s+(?:OncePerRequestFilter|GenericFilterBean)|implements\s+[\w<>,\s]*(?:Filter|HandlerInterceptor|Converter|HandlerMethodArgumentResolver))\b/.test(
          text,
        )) ||
      /@(?:Rest)?ControllerAdvice\b/.test(text) ||
      (/@(?:Configuration|Component)\b/.test(text) && /\bimplements\s+[\w<>,\s]*WebMvcConfigurer\b/.test(text)),
  );
}

/** Types that its maker asks for, of the program or of a package. */
export function needsOf({ text, name }: Source): readonly string[] {
  const maker = new RegExp(
    `(?:^|\\n)\\s+(?:public\\s+|protected\\s+)?${name}\\s*\\(([^)]*(?:\\([^)]*\\)[^)]*)*)\\)\\s*(?:throws[\\w\\s,.]+)?\\{`,
  ).exec(text);
  const parameters = maker ? split(maker[1]) : [];
  const isLombok = /@(?:RequiredArgsConstructor|AllArgsConstructor)\b/.test(text);
  const fields = isLombok ? [...text.matchAll(/^\s+private\s+final\s+([\w<>,. ?]+?)\s+\w+\s*;/gm)].map((m) => m[1]) : [];
  const wired = [...text.matchAll(/@Autowired\s+(?:private\s+|protected\s+)?([\w<>,. ?]+?)\s+\w+\s*;/g)].map((m) => m[1]);
  return [...parameters, ...fields, ...wired].filter(
    (type) => !/^(?:String|int|long|boolean|double|Integer|Long|Boolean|Duration|List|Set|Map)\b/.test(type),
  );
}

/** Types that its methods of beans ask for. */
export function beanNeedsOf({ text }: Source): readonly string[] {
  return [...text.matchAll(/@Bean\b[^{};]*?\w\s*\(([^(){}]*(?:\([^(){}]*\)[^(){}]*)*)\)\s*(?:throws[\w\s,.]+)?\{/g)].flatMap((m) =>
    split(m[1]),
  );
}

/** Settings that are bound to the program's files. */
export function settingsOf({ sources }: Project): readonly Source[] {
  return sources.filter(({ text }) => /@ConfigurationProperties\b/.test(text) && !/@(?:Component|Configuration)\b/.test(text));
}

/** Types of parameters, without what stands on them. */
function split(list: string): readonly string[] {
  return list
    .replace(/@\w+(?:\([^)]*\))?\s*/g, '')
    .split(/,(?![^<]*>)/)
    .map((part) =>
      part
        .trim()
        .replace(/^final\s+/, '')
        .replace(/\s+\w+$/, ''),
    )
    .filter((part) => part !== '');
}
