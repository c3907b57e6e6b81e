/** Says in a model what a FastAPI handler answers with, where it hands out a record as it is stored. */
import type { DeclaredPart } from '../../base/route';
import type { FlatTree } from '../../syntax/flatTree';
import type { Fix, FixContext, FixMaker } from '../fix';
import { enclosing, insertion, newlineOf, nodesIn, stepOf, usesOf } from './codeTree';
import { exposedFields, openFields } from './exposedFields';
import { type Needed, withImports } from './inScope';

export const answerModel: FixMaker = {
  languages: ['python'],
  make(context): Fix | undefined {
    const { tree, finding, nodeAt } = context;
    const exposed = exposedFields(finding);
    const decorated = enclosing(tree, nodeAt(finding.span), ['decorated_definition']);
    const func = decorated < 0 ? -1 : tree.childNamed(decorated, 'definition');
    const decorator = decorated < 0 ? undefined : tree.namedChildren(decorated)[0];
    const list = decorator === undefined ? undefined : [...nodesIn(tree, decorator)].find((n) => tree.type(n) === 'argument_list');
    if (!exposed || func < 0 || decorator === undefined || list === undefined || tree.parent(decorated) !== 0) return undefined;
    const isRoute = /^@\w+\.(?:get|post|put|patch|delete)\(/.test(tree.textOf(decorator)) && tree.childNamed(func, 'return_type') < 0;
    const isFastApi = tree.namedChildren(0).some((n) => /^(?:from fastapi\b|import fastapi\b)/.test(tree.textOf(n)));
    const isWhole = /^return\s/.test(tree.textOf(enclosing(tree, nodeAt(finding.span), ['return_statement'])));
    if (!isRoute || !isWhole || !isFastApi) return undefined;
    const record = context.remedy?.types?.[0]?.name ?? exposed.of;
    const known = knownModel(tree, `${record}Out`);
    const model = known ?? freeName(context, `${record}Out`);
    const made = known === undefined ? modelText(context, model, openFields(context, exposed)) : { lines: [], needs: [] };
    const answer = answerOf(context, model);
    const last = tree.namedChildren(list).at(-1);
    if (!made || answer === undefined || last === undefined) return undefined;
    const edits = [
      ...(known === undefined
        ? [insertion(context, tree.start(decorated), made.lines.map((line) => line + newlineOf(tree)).join(''))]
        : []),
      insertion(context, tree.end(last), `, response_model=${answer}`),
    ];
    return {
      title: `Answer with a model of what may be seen of \`${record}\``,
      kind: 'guided',
      edits: withImports(context, edits, made.needs),
    };
  },
};

/** One, several, or something under a name; undefined for what is put together otherwise. */
function answerOf({ tree, finding, nodeAt }: FixContext, model: string): string | undefined {
  const statement = enclosing(tree, nodeAt(finding.span), ['return_statement']);
  const [value] = tree.namedChildren(statement);
  if (value === undefined) return undefined;
  const isSeveral = /\.(?:all|fetchall)\(\)$/.test(finding.steps[0]?.message ?? '');
  const one = isSeveral ? `list[${model}]` : model;
  if (tree.type(value) !== 'dictionary') return one;
  const [pair, ...rest] = tree.namedChildren(value);
  return pair !== undefined && rest.length === 0 && tree.type(pair) === 'pair' ? `dict[str, ${one}]` : undefined;
}

/** A model of the file that is called so. */
function knownModel(tree: FlatTree, name: string): string | undefined {
  const own = tree.namedChildren(0).find((n) => tree.type(n) === 'class_definition' && tree.textOf(tree.childNamed(n, 'name')) === name);
  return own !== undefined && /\(\s*(?:\w+\.)?BaseModel\s*\)/.test(tree.textOf(own)) ? name : undefined;
}

function freeName({ tree }: FixContext, base: string): string {
  let name = base;
  for (let i = 2; usesOf(tree, 0, name).length > 0; i++) name = base + i;
  return name;
}

const TYPES: readonly (readonly [RegExp, string, string])[] = [
  [/\b(?:Integer|BigInteger|SmallInteger|int)\b/, 'int', ''],
  [/\b(?:String|Text|Unicode|UnicodeText|str)\b/, 'str', ''],
  [/\b(?:Boolean|bool)\b/, 'bool', ''],
  [/\b(?:Float|float)\b/, 'float', ''],
  [/\bDateTime\b|\bdatetime\b/, 'datetime', 'datetime'],
];

function modelText(
  { tree }: FixContext,
  model: string,
  fields: readonly DeclaredPart[],
): { readonly lines: readonly string[]; readonly needs: readonly Needed[] } | undefined {
  const step = stepOf(tree);
  const needs: Needed[] = [
    { from: 'pydantic', name: 'BaseModel' },
    { from: 'pydantic', name: 'ConfigDict' },
  ];
  const lines: string[] = [];
  for (const { name, type, marks } of fields) {
    const written = `${type} ${marks.join(' ')}`;
    // Other records are read by what names them here.
    if (!/\bColumn\(|mapped_column\(|Mapped\[|Field\(|^(?:int|str|bool|float)\b/.test(written) || /\brelationship\(/.test(written))
      continue;
    const known = TYPES.find(([pattern]) => pattern.test(written));
    if (!known) continue;
    if (known[2] !== '' && !needs.some((n) => n.name === known[2])) needs.push({ from: known[2], name: known[2] });
    const isSet =
      /\bprimary_key\s*=\s*True|\bnullable\s*=\s*False/.test(written) || (/Mapped\[/.test(written) && !/None|Optional/.test(written));
    if (!isSet && !needs.some((n) => n.name === 'Optional')) needs.push({ from: 'typing', name: 'Optional' });
    lines.push(`${step}${name}: ${isSet ? known[1] : `Optional[${known[1]}]`}`);
  }
  if (lines.length === 0) return undefined;
  return { lines: [`class ${model}(BaseModel):`, `${step}model_config = ConfigDict(from_attributes=True)`, '', ...lines, '', ''], needs };
}
