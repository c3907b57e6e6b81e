/** What a slice of the web needs to be started with without its databases: configurations to import, and stand-ins. */
import { beanNeedsOf, needsOf, type Project, type Source, securityOf, settingsOf, slicedOf } from './project';

export interface Slice {
  readonly imports: readonly Source[];
  /** Slices do not look for them; where there are few, mended code may want one that this does not. */
  readonly settings: readonly Source[];
  /** Types, and where they are imported from; undefined for those of the tests' own package. */
  readonly mocks: readonly { readonly type: string; readonly from: string | undefined }[];
}

/** A framework has these in a slice. */
const PROVIDED =
  /^(?:ObjectMapper|JsonMapper|Environment|ApplicationContext|ApplicationEventPublisher|MessageSource|ResourceLoader|HandlerExceptionResolver|MeterRegistry|Validator)$/;

export function sliceOf(project: Project, controllers: readonly Source[], packageName: string): Slice {
  const imports = securityOf(project);
  const inside = [...controllers, ...imports, ...slicedOf(project)];
  const made = new Set(
    imports.flatMap(({ text }) => [...text.matchAll(/@Bean[\s\S]{0,80}?\n\s+(?:public\s+)?([\w<>]+)\s+\w+\s*\(/g)].map((m) => m[1])),
  );
  const settings = settingsOf(project);
  const wanted = new Set<Source>(settings.length <= FEW ? settings : []);
  const out = new Map<string, string | undefined>();
  for (const source of inside) {
    // What else methods ask for, frameworks have.
    const ofBeans = imports.includes(source)
      ? beanNeedsOf(source).filter((type) => ownOf(project, source, plainOf(type)) !== undefined)
      : [];
    for (const type of [...needsOf(source), ...ofBeans]) {
      const own = ownOf(project, source, plainOf(type));
      if (own !== undefined && settings.includes(own)) wanted.add(own);
      if (PROVIDED.test(plainOf(type)) || made.has(type) || (own !== undefined && (inside.includes(own) || settings.includes(own))))
        continue;
      const from = own ? `${own.packageName}.${own.name}` : importedIn(source.text, plainOf(type));
      if (!out.has(type)) out.set(type, from === `${packageName}.${plainOf(type)}` ? undefined : from);
    }
  }
  return { imports, settings: settings.filter((one) => wanted.has(one)), mocks: [...out].map(([type, from]) => ({ type, from })) };
}
const FEW = 3;

function plainOf(type: string): string {
  return type.replace(/<.*$/, '');
}

/** The type of the program that the name means in that file. */
function ownOf({ sources }: Project, { text, packageName }: Source, name: string): Source | undefined {
  const imported = importedIn(text, name);
  const same = sources.filter((s) => s.name === name);
  return (
    same.find((s) => `${s.packageName}.${s.name}` === imported) ?? same.find((s) => imported === undefined && s.packageName === packageName)
  );
}

function importedIn(text: string, name: string): string | undefined {
  return new RegExp(`^import\\s+([\\w.]+\\.${name})\\s*;`, 'm').exec(text)?.[1];
}
