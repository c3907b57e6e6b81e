/** Tests for Go: net/http/httptest asks the router that the program makes, in the package that makes it. */
import { guessOf, personOf, personsLeft, recordOf, recordsLeft } from '../left';
import { folderOf, joined, stemOf } from '../places';
import { type Attempt, type Draft, ENDLESS, ENDLESS_LENGTH, type FileName, LEFT, type ProofRequest, RECORD, type Sample } from '../proof';
import { nameOf } from '../spoken';
import { type Beside, besideOf, type Maker, makerOf } from './maker';

export function writeGo(attempts: readonly Attempt[], { host }: ProofRequest, number: FileName): Draft | string {
  const [{ route }] = attempts;
  const maker = makerOf(host, route);
  if (typeof maker === 'string') return maker;
  const root = moduleRoot(host.exists, maker.file);
  if (root === undefined) return 'there is no go.mod above it';
  const beside = besideOf(host, maker);
  const folder = folderOf(maker.file);
  const file = joined(folder, `${stemOf(maker.file)}_security${number === 1 ? '' : `_${number}`}_test.go`);
  const own = `Of${maker.name.charAt(0).toUpperCase()}${maker.name.slice(1)}${number === 1 ? '' : number}`;
  const open = openPoints(attempts, maker, beside, own);
  const names = { router: beside.router ?? `router${own}`, signIn: beside.signIn };
  const functions = [...(beside.router === undefined && maker.isPlain ? [plainRouter(maker, own)] : []), ...open.map((one) => one.lines)];
  const tests = attempts.map((attempt) => testOf(attempt, maker, names, own));
  const code = [...functions.map((lines) => lines.join('\n')), ...tests.map((t) => t.text)].join('\n\n');
  const imports = ['net/http', 'net/http/httptest', 'strings', 'testing'].filter((path) =>
    new RegExp(`\\b${path.split('/').pop()}\\.`).test(code),
  );
  const more = maker.gives === 'fiber' && beside.router === undefined ? ['', '\t"github.com/gofiber/fiber/v2"'] : [];
  const whole = `package ${maker.packageName}\n\nimport (\n${[...imports.map((path) => `\t"${path}"`), ...more].join('\n')}\n)\n\n${code}\n`;
  return {
    file,
    whole,
    needs: [
      `package ${maker.packageName}`,
      ...imports.map((path) => `"${path}"`),
      ...functions.map((lines) => lines.find((l) => l.startsWith('func ')) ?? ''),
    ],
    tests,
    closing: undefined,
    gap: '\n\n',
    run: `go test ./${folder.slice(root.length).replace(/^\//, '')}`,
    folder: root,
    left: open.map((one) => one.said),
  };
}

function moduleRoot(exists: (file: string) => boolean, file: string): string | undefined {
  for (let folder = folderOf(file); ; folder = folderOf(folder)) {
    if (exists(joined(folder, 'go.mod'))) return folder;
    if (folder === '') return undefined;
  }
}

function resultOf({ gives }: Maker): string {
  return gives === 'fiber' ? '*fiber.App' : 'http.Handler';
}

function plainRouter(maker: Maker, own: string): readonly string[] {
  const made = maker.mayFail
    ? [`\trouter, err := ${maker.call}`, '\tif err != nil {', '\t\tt.Fatal(err)', '\t}', '\treturn router']
    : [`\treturn ${maker.call}`];
  return [
    `// router${own} is what the program serves.`,
    `func router${own}(t *testing.T) ${resultOf(maker)} {`,
    '\tt.Helper()',
    ...made,
    '}',
  ];
}

interface Open {
  readonly said: string;
  readonly lines: readonly string[];
}

function openPoints(attempts: readonly Attempt[], maker: Maker, beside: Beside, own: string): readonly Open[] {
  const out: Open[] = [];
  if (beside.router === undefined && !maker.isPlain)
    out.push({
      said: `calling ${maker.call} with what the program gives it`,
      lines: [
        `// router${own} is what the program serves, with what it can do without in a test.`,
        `func router${own}(t *testing.T) ${resultOf(maker)} {`,
        '\tt.Helper()',
        `\tt.Fatal("${LEFT}: return ${maker.call}, with what the program gives it, and without its databases")`,
        '\treturn nil',
        '}',
      ],
    });
  for (const one of personsLeft(attempts, beside.signIn !== undefined))
    out.push({
      said: one.said,
      lines: [
        `// ${one.name}${own} makes a request one ${one.doc}.`,
        `func ${one.name}${own}(t *testing.T, request *http.Request) {`,
        '\tt.Helper()',
        `\tt.Fatal("${LEFT}: ${one.asks}, and set the header or the cookie of their requests")`,
        '}',
      ],
    });
  for (const one of recordsLeft(attempts))
    out.push({
      said: one.said,
      lines: [
        `// ${one.name}${own} is ${one.doc.charAt(0).toLowerCase()}${one.doc.slice(1)}.`,
        `func ${one.name}${own}(t *testing.T) string {`,
        '\tt.Helper()',
        `\tt.Fatal("${LEFT}: ${one.asks}")`,
        '\treturn ""',
        '}',
      ],
    });
  return out;
}

interface Names {
  readonly router: string;
  readonly signIn: string | undefined;
}

function testOf(attempt: Attempt, maker: Maker, { router, signIn }: Names, own: string): { readonly name: string; readonly text: string } {
  const words = `${nameOf(attempt.route).toLowerCase()} ${attempt.claim}`.match(/[a-z0-9]+/gi) ?? [];
  const name = `Test${words.map((word) => word.charAt(0).toUpperCase() + word.slice(1)).join('')}`;
  const isMany = attempt.times > 1;
  const record = recordOf(attempt);
  const person = personOf(attempt, signIn !== undefined)?.name;
  const signing = person === undefined ? (attempt.sender === 'nobody' ? undefined : signIn) : `${person}${own}`;
  const path = `"${attempt.path}"`.replace(RECORD, `" + ${record?.name}${own}(t) + "`).replace(/ \+ ""$/, '');
  const [first, ...others] = attempt.bodies.map(literal);
  const body = first === undefined ? 'nil' : `strings.NewReader(${others.length > 0 ? 'body' : first})`;
  const asking = [
    `request := httptest.NewRequest(http.Method${attempt.method.charAt(0)}${attempt.method.slice(1).toLowerCase()}, ${path}, ${body})`,
    ...(first === undefined ? [] : ['request.Header.Set("Content-Type", "application/json")']),
    ...(signing === undefined ? [] : [`${signing}(t, request)`]),
    ...(maker.gives === 'fiber'
      ? ['response, err := router.Test(request, -1)', 'if err != nil {', '\tt.Fatal(err)', '}', 'code = response.StatusCode']
      : ['response := httptest.NewRecorder()', 'router.ServeHTTP(response, request)', 'code = response.Code']),
  ];
  const [expected] = attempt.statuses;
  const wrong = attempt.statuses.map((status) => `code != ${STATUS[status] ?? status}`).join(' && ');
  const right = attempt.statuses.map((status) => `code == ${STATUS[status] ?? status}`).join(' || ');
  const loop = isMany
    ? `for sent := 0; sent < ${attempt.times} && code != ${STATUS[expected] ?? expected}; sent++ {`
    : 'for _, body := range bodies {';
  const lines =
    isMany || others.length > 0
      ? [
          `router := ${router}(t)`,
          ...(isMany ? [] : ['bodies := []string{', ...[first, ...others].map((one) => `\t${one},`), '}']),
          'code := 0',
          loop,
          ...[...asking, ...(isMany ? [] : [`if ${right} {`, '\tbreak', '}'])].map((line) => `\t${line}`),
          '}',
        ]
      : [`router := ${router}(t)`, ...asking.map((line) => line.replace('code = ', 'code := '))];
  const text = [
    `func ${name}(t *testing.T) {`,
    ...[...guessOf(attempt, '//'), ...lines, `if ${wrong} {`, '\tt.Errorf("it was answered %d", code)', '}'].map((line) => `\t${line}`),
    '}',
  ];
  return { name, text: text.join('\n') };
}

/** As JSON in a raw text. */
function literal(value: Sample): string {
  const json = `\`${JSON.stringify(value).replaceAll('\\u0001', ENDLESS)}\``;
  return json.replaceAll(ENDLESS, `\` + strings.Repeat("x", ${ENDLESS_LENGTH}) + \``);
}

const STATUS: Readonly<Record<number, string>> = {
  400: 'http.StatusBadRequest',
  401: 'http.StatusUnauthorized',
  403: 'http.StatusForbidden',
  404: 'http.StatusNotFound',
  405: 'http.StatusMethodNotAllowed',
  422: 'http.StatusUnprocessableEntity',
  429: 'http.StatusTooManyRequests',
};
