/** Records that go out whole, with fields that are nobody's business. */
import type { Confidence } from '../../base/finding';
import type { RouteBody, RouteEntry, RoutePlace, RouteType } from '../../base/route';
import { entityRead } from '../../data/recordFields';
import type { Remedy } from '../fix';
import { answerModel } from '../fixes/answerModel';
import { hideFields } from '../fixes/hideFields';
import { leaveOut } from '../fixes/leaveOut';
import { leaveOutPython } from '../fixes/leaveOutPython';
import { type ProgramRoutes, type RouteFlow, type RouteReport, routeRule } from '../rule';
import page from './endpoint-excessive-data-exposure.md';
import { label, remedyOf } from './exposure';
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
  fixes: [hideFields, leaveOut, leaveOutPython, answerModel],
  advice: 'Send an object that has only the fields which the client needs.',
  flows: [{ from: 'record', to: 'response-body', stoppedBy: ['number', 'string-method', 'hashed', 'text', 'allow-listed'] }],
  check: (program) => {
    const records = new Records(program.types);
    const found = program.routes.flatMap((route) => [...byResult(records, route), ...bySending(records, route)]);
    return once([
      ...found,
      ...records.all().flatMap((type) => bySerializer(records, type)),
      ...program.flows.flatMap((flow) => byFlow(program, records, flow)),
    ]);
  },
});

/** A serializer is told to write out all fields of a model, or all but some. */
function bySerializer(records: Records, type: RouteType): readonly RouteReport[] {
  if (!type.above.some((a) => /ModelSerializer$/.test(a))) return [];
  const said = (name: string): string | undefined =>
    type.marks.flatMap((m) => new RegExp(`^Meta\\.${name}\\s*=\\s*(.*)$`, 's').exec(m)?.[1] ?? [])[0];
  const left = said('exclude');
  if (left === undefined && !/__all__/.test(said('fields') ?? '')) return [];
  const model = records.named((said('model') ?? '').trim(), type.file);
  if (!model) return [];
  const named = `${left ?? ''} ${said('extra_kwargs') ?? ''}`;
  const own = new Set(type.fields.map((f) => f.name));
  const exposed = records.exposed(model).filter(({ field }) => !own.has(field.name) && !new RegExp(`['"]${field.name}['"]`).test(named));
  if (exposed.length === 0) return [];
  const message = `\`${type.name}\` writes out all of \`${model.name}\`, ${fieldsShown(exposed)} included.`;
  const steps = exposed
    .slice(0, MAX_FIELDS)
    .map(({ of, field }) => ({ file: of.file, span: field.span, message: `\`${field.name}\` of \`${of.name}\`` }));
  // What it makes of a record may be less in the end.
  const confidence = type.methods.includes('to_representation') ? 'medium' : sure(exposed);
  return [{ file: type.file, span: type.span, message, confidence, steps }];
}

/** What an object mapper has read arrives in an answer as it is. */
function byFlow(program: ProgramRoutes, records: Records, flow: RouteFlow): readonly RouteReport[] {
  if (flow.sink !== 'response-body' || flow.unknownCall || !isWhole(flow) || isNarrowed(program, flow)) return [];
  const entity = entityRead(flow.sourceText);
  const type = entity === undefined ? undefined : records.ofEntity(entity, flow.sourceFile);
  if (!type) return entity === undefined ? [] : byName(flow, entity);
  const texts = `${flow.functionText}\n${flow.sourceFunctionText}`;
  const exposed = records.exposed(type).filter(({ field }) => !isTakenOut(texts, field.name));
  if (exposed.length === 0) return [];
  const message = `\`${flow.sinkName}\` sends all of \`${type.name}\`, ${fieldsShown(exposed)} included.`;
  const steps = [
    ...flow.steps,
    ...exposed
      .slice(0, MAX_FIELDS)
      .map(({ of, field }) => ({ file: of.file, span: field.span, message: `\`${field.name}\` of \`${of.name}\`` })),
  ];
  const confidence = flow.isGuessed || sure(exposed) !== 'high' ? 'medium' : 'high';
  return [{ file: flow.file, span: flow.span, message, confidence, steps, remedy: remedyBy(records, type, []) }];
}

/** What its fixes need to know: how it is declared. */
function remedyBy(records: Records, type: RouteType, routes: readonly RouteEntry[]): Remedy {
  return { ...remedyOf('line', routes, 'authorisation'), types: records.line(type) };
}

/** Its fields are not seen; what people are kept by nearly always has a credential among them. */
function byName(flow: RouteFlow, entity: string): readonly RouteReport[] {
  if (
    !/^(?:user|account|admin|member|customer|employee|patient)$/.test(entity) ||
    /\bomit\b|\bexclude|\bsanitiz|\bpassword/i.test(flow.functionText)
  )
    return [];
  const message = `\`${flow.sinkName}\` sends all that is kept of the ${entity}, whatever fields these are.`;
  return [
    { file: flow.file, span: flow.span, message, severity: 'medium', confidence: flow.isGuessed ? 'low' : 'medium', steps: flow.steps },
  ];
}

/** All of it, or of each of several. */
function isWhole({ place, depth }: RouteFlow): boolean {
  return depth === 0 || /(?:\)|[\]\w])(?:\[\]|\.(?:dataValues|_doc|__dict__|rows))+$/.test(place);
}

/** The framework is told what it may write out: `response_model=UserOut`, or by the type of the result. */
function isNarrowed({ routes }: ProgramRoutes, { file, span }: RouteFlow): boolean {
  let nearest: RouteEntry['head'];
  for (const { head } of routes)
    if (head && head.file === file && head.span.start <= span.start && (!nearest || head.span.start > nearest.span.start)) nearest = head;
  if (!nearest) return false;
  return (
    nearest.marks.some((m) => /\bresponse_model\w*\s*=|@marshal_with|@SerializeOptions|@UseInterceptors/.test(m)) ||
    (/\.py$/.test(file) && !/^(?:|dict.*|Any|Response|JSONResponse)$/.test(nearest.result))
  );
}

/** The field is deleted, emptied, or left out when the rest is taken. */
function isTakenOut(text: string, field: string): boolean {
  const f = field.replaceAll(/[^\w]/g, '');
  return new RegExp(
    `\\bdelete\\s[^;\\n]*\\b${f}\\b|\\b${f}\\b['"\\]]*\\s*=\\s*(?:undefined|null|None|''|"")|\\b${f}\\b[^{}()]*,\\s*\\.\\.\\.|\\b(?:omit|exclude|pop|except|without|unset|hide|defer)\\w*\\([^)]*\\b${f}\\b|[-'"\`\\s]-${f}\\b|\\b${f}\\s*:\\s*(?:0|false|undefined)\\b`,
  ).test(text);
}

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
  return [report(records, route, type, exposed, { file: head.file, span: head.span })];
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
      return exposed.length === 0 ? [] : [report(records, route, type, exposed, body.place)];
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
  records: Records,
  route: RouteEntry,
  type: RouteType,
  exposed: readonly Exposed[],
  { file, span }: RoutePlace,
): RouteReport {
  const message = `\`${label(route)}\` sends all of \`${type.name}\`, ${fieldsShown(exposed)} included.`;
  const steps = [
    { file: route.file, span: route.span, message: label(route) },
    ...exposed
      .slice(0, MAX_FIELDS)
      .map(({ of, field }) => ({ file: of.file, span: field.span, message: `\`${field.name}\` of \`${of.name}\`` })),
  ];
  return { file, span, message, confidence: sure(exposed), steps, remedy: remedyBy(records, type, [route]) };
}

/** Fields that are pointed at. */
const MAX_FIELDS = 6;

/** A function that several endpoints share is told of once. */
function once(reports: readonly RouteReport[]): readonly RouteReport[] {
  const seen = new Set<string>();
  return reports.filter(({ file, span }) => {
    const key = `${file}:${span.start}`;
    return !seen.has(key) && seen.add(key);
  });
}
