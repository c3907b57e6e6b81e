/** Records that go out whole, with fields that are nobody's business. */
import type { Confidence } from '../../base/finding';
import type { RouteBody, RouteEntry, RouteType } from '../../base/route';
import { type RouteReport, routeRule } from '../rule';
import page from './endpoint-excessive-data-exposure.md';
import { label } from './exposure';
import { answered, type Exposed, fieldsShown, Records } from './records';

export const endpointExcessiveDataExposure = routeRule({
  id: 'endpoint-excessive-data-exposure',
  title: 'Record sent whole, with fields that nobody should get',
  severity: 'high',
  cwe: [213, 201, 359],
  api: ['API3'],
  top10: ['A01'],
  asvs: ['15.3.1', '14.2.6'],
  gdpr: ['5', '25'],
  page,
  advice: 'Send an object that has only the fields which the client needs.',
  check: (program) => {
    const records = new Records(program.types);
    const found = program.routes.flatMap((route) => [...byResult(records, route), ...bySending(records, route)]);
    return once(found);
  },
});

/** The handler gives back what a data store keeps, and the framework writes that out. */
function byResult(records: Records, route: RouteEntry): readonly RouteReport[] {
  const { head } = route;
  if (!head) return [];
  const [declared] = head.marks.flatMap((m) => /\bresponse_model\s*=\s*([\w.[\]]+)/.exec(m)?.[1] ?? []);
  const name = answered(declared ?? head.result);
  // What is no body is a page, and shows what its template does.
  if (
    name === undefined ||
    isPage(head.marks, head.around) ||
    head.marks.some((m) => /@JsonView\b|@Render\b|response_model_(?:ex|in)clude/.test(m))
  )
    return [];
  const type = records.named(name, head.file);
  if (!type || !records.isStored(type)) return [];
  const exposed = records.exposed(type);
  if (exposed.length === 0) return [];
  return [report(route, type, exposed, { file: head.file, span: head.span }, sure(exposed))];
}

function isPage(marks: readonly string[], around: readonly string[]): boolean {
  const all = [...marks, ...around];
  return (
    all.some((m) => /^@Controller\b/.test(m) && !/nest/i.test(m)) &&
    !all.some((m) => /^@(?:ResponseBody|Get|Post|Put|Patch|Delete|All)\b/.test(m))
  );
}

/** What is written out is of a type that has such fields. */
function bySending(records: Records, route: RouteEntry): readonly RouteReport[] {
  return route.bodies.flatMap((body): readonly RouteReport[] => {
    if (body.does !== 'send' || !isAnswer(body)) return [];
    return body.of.flatMap(({ file, name }): readonly RouteReport[] => {
      const type = records.in(file, name);
      // What is made to be an answer says by its name that it is one.
      if (!type || MADE_FOR_IT.test(type.name)) return [];
      const stored = records.isStored(type);
      const exposed = records.exposed(type).filter(({ sensitive, field }) => stored || isKept(sensitive.title, field.name));
      return exposed.length === 0 ? [] : [report(route, type, exposed, body.place, sure(exposed))];
    });
  });
}

const MADE_FOR_IT =
  /Res(?:ponse|ult|p)?$|Resp\b|Reply|View|DTO|Dto|Output|Payload|Token|Key|Credential|Secret|Session|Login|Auth|Config|Setting|Created|Invite|Request|Req$/;

/** A password is never made for an answer, a token often is. */
function isKept(title: string, field: string): boolean {
  return /password|security answer|verification code/.test(title) || /reset|verif|remember|hash|salt|digest/i.test(field);
}

/** An encoder writes to whatever it was made for. */
function isAnswer({ name }: RouteBody): boolean {
  return (
    !/NewEncoder\(/.test(name) || /NewEncoder\(\s*(?:w|rw|res|resp|writer|response|rw|c\.Writer|ctx\.Writer|\w*[wW]riter)\s*\)/.test(name)
  );
}

function sure(exposed: readonly Exposed[]): Confidence {
  return exposed.some(({ sensitive }) => sensitive.isCredential) ? 'high' : 'medium';
}

function report(
  route: RouteEntry,
  type: RouteType,
  exposed: readonly Exposed[],
  place: { readonly file: string; readonly span: RouteEntry['span'] },
  confidence: Confidence,
): RouteReport {
  const message = `\`${label(route)}\` sends all of \`${type.name}\`, ${fieldsShown(exposed)} included.`;
  const steps = [
    { file: route.file, span: route.span, message: label(route) },
    ...exposed.slice(0, 3).map(({ of, field }) => ({ file: of.file, span: field.span, message: `\`${field.name}\` of \`${of.name}\`` })),
  ];
  return { file: place.file, span: place.span, message, confidence, steps };
}

/** A function that several endpoints share is told of once. */
function once(reports: readonly RouteReport[]): readonly RouteReport[] {
  const seen = new Set<string>();
  return reports.filter(({ file, span }) => {
    const key = `${file}:${span.start}`;
    return !seen.has(key) && seen.add(key);
  });
}
