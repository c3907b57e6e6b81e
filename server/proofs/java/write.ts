/** Tests for Java: MockMvc asks controllers of Spring, in a slice of the program or in all of it, as the tests there are do. */
import { guessOf, type Left, personOf, personsLeft, recordOf, recordsLeft } from '../left';
import { joined } from '../places';
import { type Attempt, type Draft, ENDLESS, ENDLESS_LENGTH, type FileName, LEFT, type ProofRequest, RECORD, type Sample } from '../proof';
import { nameOf } from '../spoken';
import { type Project, readProject, type Source, securityOf } from './project';
import { type Slice, sliceOf } from './slice';

export function writeJava(attempts: readonly Attempt[], { host }: ProofRequest, number: FileName): Draft | string {
  const [{ route }] = attempts;
  const project = readProject(host, route.file);
  if (typeof project === 'string') return project;
  const controllers = [...new Set(attempts.map((a) => a.route.file))].flatMap((file) => project.sources.filter((s) => s.file === file));
  const [controller] = controllers;
  if (controller === undefined || !/org\.springframework\.web\.bind\.annotation/.test(controller.text))
    return 'only controllers of Spring are asked by tests so far';
  const problem = problemOf(project, attempts);
  if (problem !== undefined) return problem;
  const { packageName, name } = controller;
  const className = `${name}Security${number === 1 ? '' : number}Test`;
  const file = joined(project.root, `src/test/java/${packageName.replaceAll('.', '/')}/${className}.java`);
  const slice = isWhole(project) ? undefined : sliceOf(project, controllers, packageName);
  const left = [...personsLeft(attempts, project.hasSecurityTests), ...recordsLeft(attempts)];
  const tests = attempts.map((attempt) => testOf(attempt, project));
  const functions = left.map((one) => functionOf(one, attempts));
  const fields = [
    '    @Autowired',
    '    private MockMvc mvc;',
    ...(slice ? slice.mocks.flatMap(({ type }) => ['', `    @${mockOf(project)}`, `    private ${type} ${fieldOf(type)};`]) : []),
  ];
  const one = (annotation: string, sources: readonly Source[]): readonly string[] =>
    sources.length > 0 ? [`@${annotation}(${listOf(sources)})`] : [];
  const head = slice
    ? [...one('WebMvcTest', controllers), ...one('Import', slice.imports), ...one('EnableConfigurationProperties', slice.settings)]
    : ['@SpringBootTest', '@AutoConfigureMockMvc'];
  const body = [...functions, ...tests.map((t) => t.text)].join('\n\n');
  const imports = importsOf(project, slice, { controllers, body, packageName });
  const whole = [`package ${packageName};`, '', ...imports, '', ...head, `class ${className} {`, '', ...fields, '', body, '}', ''].join(
    '\n',
  );
  return {
    file,
    whole,
    needs: [...imports, ...head, ...fields, ...functions.map((one) => one.split('\n')[1] ?? '')].filter((line) => line !== ''),
    tests,
    closing: /^\}[ \t]*$/gm,
    gap: '\n\n',
    run: project.isMaven ? `mvn test -Dtest=${className}` : `./gradlew test --tests ${packageName}.${className}`,
    folder: project.root,
    left: left.map((one) => one.said),
  };
}

function problemOf(project: Project, attempts: readonly Attempt[]): string | undefined {
  const build = project.isMaven ? 'pom.xml' : 'build.gradle';
  if (!project.hasTests) return `${build} does not ask for spring-boot-starter-test, by which a test asks endpoints`;
  const isOld = project.tests.length > 0 && project.tests.every(({ text }) => /\borg\.junit\.Test\b/.test(text));
  if (isOld) return 'the tests here are those of JUnit 4';
  // Without its token every change is refused, whoever asks for it.
  const changes = attempts.some(({ method }) => !isSafe(method));
  if (changes && isTokenWanted(project) && !project.hasSecurityTests)
    return `${build} does not ask for spring-security-test, by which a test sends the token against forged requests`;
  return undefined;
}

function isSafe(method: string): boolean {
  return method === 'GET' || method === 'HEAD' || method === 'OPTIONS';
}

/** Spring Security wants it unless it is told otherwise. */
function isTokenWanted(project: Project): boolean {
  return (
    project.hasSecurity &&
    !securityOf(project).some(({ text }) =>
      /csrf\(\s*\w*(?:\s*->\s*\w+\.|AbstractHttpConfigurer::|CsrfConfigurer::)disable|csrf\(\)\s*\.disable/.test(text),
    )
  );
}

/** Tests of the whole program are there, and none of slices. */
function isWhole({ tests }: Project): boolean {
  return (
    tests.some(({ text }) => /@SpringBootTest\b/.test(text) && /MockMvc\b/.test(text)) &&
    !tests.some(({ text }) => /@WebMvcTest\b/.test(text))
  );
}

/** Later versions have another for it. */
function mockOf({ boot, tests }: Project): 'MockBean' | 'MockitoBean' {
  if (tests.some(({ text }) => /@MockitoBean\b/.test(text))) return 'MockitoBean';
  return boot !== undefined && (boot[0] > 3 || (boot[0] === 3 && boot[1] >= 4)) ? 'MockitoBean' : 'MockBean';
}

function listOf(sources: readonly Source[]): string {
  const names = sources.map(({ name }) => `${name}.class`);
  return names.length === 1 ? names[0] : `{${names.join(', ')}}`;
}

function fieldOf(type: string): string {
  const plain = type.replace(/<.*$/, '');
  const name = plain.charAt(0).toLowerCase() + plain.slice(1);
  return name === 'mvc' ? 'mvcBean' : name;
}

interface Written {
  readonly controllers: readonly Source[];
  readonly body: string;
  readonly packageName: string;
}

/** Static ones first, then the others, each in the order of their names. */
function importsOf(project: Project, slice: Slice | undefined, { controllers, body, packageName }: Written): readonly string[] {
  const uses = (word: string): boolean => new RegExp(`(?<![.\\w])${word}\\(`).test(body);
  const builders = ['get', 'post', 'put', 'patch', 'delete', 'head', 'options'].filter((verb) =>
    new RegExp(`perform\\(${verb}\\(`).test(body),
  );
  const statics = [
    ...(uses('assertThat') ? ['org.hamcrest.MatcherAssert.assertThat', 'org.hamcrest.Matchers.is'] : []),
    ...(uses('oneOf') ? ['org.hamcrest.Matchers.oneOf'] : []),
    ...['csrf', 'user']
      .filter((one) => new RegExp(`with\\(${one}\\(`).test(body))
      .map((one) => `org.springframework.security.test.web.servlet.request.SecurityMockMvcRequestPostProcessors.${one}`),
    ...builders.map((verb) => `org.springframework.test.web.servlet.request.MockMvcRequestBuilders.${verb}`),
    ...(uses('status') ? ['org.springframework.test.web.servlet.result.MockMvcResultMatchers.status'] : []),
  ];
  const isFour = (project.boot?.[0] ?? 3) >= 4;
  const slices = isFour ? 'org.springframework.boot.webmvc.test.autoconfigure' : 'org.springframework.boot.test.autoconfigure.web.servlet';
  const mock =
    mockOf(project) === 'MockBean'
      ? 'org.springframework.boot.test.mock.mockito.MockBean'
      : 'org.springframework.test.context.bean.override.mockito.MockitoBean';
  const others = [
    ...[...controllers, ...(slice?.imports ?? []), ...(slice?.settings ?? [])]
      .filter((s) => s.packageName !== packageName)
      .map((s) => `${s.packageName}.${s.name}`),
    ...(slice?.mocks ?? []).flatMap(({ from }) => from ?? []),
    'org.junit.jupiter.api.Test',
    'org.springframework.beans.factory.annotation.Autowired',
    ...(slice ? [`${slices}.WebMvcTest`] : [`${slices}.AutoConfigureMockMvc`, 'org.springframework.boot.test.context.SpringBootTest']),
    ...(slice && slice.mocks.length > 0 ? [mock] : []),
    ...(slice && slice.settings.length > 0 ? ['org.springframework.boot.context.properties.EnableConfigurationProperties'] : []),
    ...(slice && slice.imports.length > 0 ? ['org.springframework.context.annotation.Import'] : []),
    ...(/APPLICATION_JSON/.test(body) ? ['org.springframework.http.MediaType'] : []),
    'org.springframework.test.web.servlet.MockMvc',
    ...(/RequestPostProcessor /.test(body) ? ['org.springframework.test.web.servlet.request.RequestPostProcessor'] : []),
  ];
  const lines = (names: readonly string[], lead: string): readonly string[] =>
    [...new Set(names)].sort().map((one) => `import ${lead}${one};`);
  const ofJava = /\bList\.of\(/.test(body) ? ['import java.util.List;', ''] : [];
  return [...lines(statics, 'static '), ...(statics.length > 0 ? [''] : []), ...ofJava, ...lines(others, '')];
}

function functionOf(one: Left, attempts: readonly Attempt[]): string {
  const isRecord = attempts.some((a) => recordOf(a) === one);
  const type = isRecord ? 'String' : 'RequestPostProcessor';
  const doc = isRecord ? one.doc : `Makes a request one ${one.doc}`;
  return [
    `    /** ${doc}. */`,
    `    private static ${type} ${one.name}() {`,
    `        throw new UnsupportedOperationException("${LEFT}: ${one.asks}");`,
    '    }',
  ].join('\n');
}

function testOf(attempt: Attempt, project: Project): { readonly name: string; readonly text: string } {
  const words = `${nameOf(attempt.route).toLowerCase()} ${attempt.claim}`.match(/[a-z0-9]+/gi) ?? [];
  const name = words.map((word, i) => (i === 0 ? word : word.charAt(0).toUpperCase() + word.slice(1))).join('');
  const record = recordOf(attempt);
  const verb = attempt.method.toLowerCase();
  const parts = [`${verb}("${attempt.path.replace(RECORD, '{id}')}"${record ? `, ${record.name}()` : ''})`];
  const person = personOf(attempt, project.hasSecurityTests);
  if (person) parts.push(`.with(${person.name}())`);
  else if (attempt.sender === 'somebody') parts.push('.with(user("somebody").roles("USER"))');
  if (project.hasSecurityTests && isTokenWanted(project) && !isSafe(attempt.method)) parts.push('.with(csrf())');
  const [body, ...others] = attempt.bodies.map(literal);
  if (body !== undefined) parts.push('.contentType(MediaType.APPLICATION_JSON)', `.content(${others.length > 0 ? 'body' : body})`);
  const request = parts.length === 1 ? parts[0] : parts.join('\n                ');
  const [expected] = attempt.statuses;
  const right = attempt.statuses.length === 1 ? `${expected}` : `oneOf(${attempt.statuses.join(', ')})`;
  const asking = `    status = mvc.perform(${request}).andReturn().getResponse().getStatus();`;
  const lines =
    others.length > 0
      ? [
          'int status = 0;',
          `for (String body : List.of(${[body, ...others].join(', ')})) {`,
          asking,
          `    if (${attempt.statuses.map((one) => `status == ${one}`).join(' || ')}) {`,
          '        break;',
          '    }',
          '}',
          `assertThat(status, is(${right}));`,
        ]
      : attempt.times > 1
        ? [
            'int status = 0;',
            `for (int sent = 0; sent < ${attempt.times} && status != ${expected}; sent++) {`,
            asking,
            '}',
            `assertThat(status, is(${right}));`,
          ]
        : [`mvc.perform(${request})`, `        .andExpect(status().is(${right}));`];
  const text = [
    '    @Test',
    `    void ${name}() throws Exception {`,
    ...[...guessOf(attempt, '//'), ...lines].map((line) => `        ${line}`),
    '    }',
  ].join('\n');
  return { name, text };
}

/** A text with JSON in it. */
function literal(value: Sample): string {
  const json = JSON.stringify(value).replaceAll('\\u0001', ENDLESS).replaceAll('"', '\\"');
  return `"${json}"`.replaceAll(ENDLESS, `" + "x".repeat(${ENDLESS_LENGTH}) + "`);
}
