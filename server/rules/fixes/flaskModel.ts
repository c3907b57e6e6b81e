/** Has a Flask handler hold what it is sent to a model of pydantic, where the program has such models. */
import type { Edit } from '../../base/edit';
import type { Fix, FixContext, FixMaker } from '../fix';
import { freeClass, modelName, modelText, readsOf } from './bodyModel';
import { enclosing, indentAt, insertion, newlineOf, nodesIn, replacement, stepOf } from './codeTree';
import { type Needed, withImports } from './inScope';

export const flaskModel: FixMaker = {
  languages: ['python'],
  make(context): Fix | undefined {
    const { tree, finding, nodeAt } = context;
    if (!/brings, and nothing looks at it|nothing on its way validates/.test(finding.message)) return undefined;
    const decorated = enclosing(tree, nodeAt(finding.span), ['decorated_definition']);
    const func = decorated < 0 ? -1 : tree.childNamed(decorated, 'definition');
    const body = func < 0 || tree.parent(decorated) !== 0 ? undefined : bodySet(context, func);
    const reads = body && readsOf(context, func, body.name);
    if (!body || !reads || !hasModels(context) || !/^from flask import [^\n]*\brequest\b/m.test(tree.text)) return undefined;
    const model = freeClass(tree, modelName(tree.textOf(tree.childNamed(func, 'name'))));
    const made = modelText(tree, model, reads.fields);
    const next = newlineOf(tree) + indentAt(tree.text, tree.start(body.statement));
    const step = stepOf(tree);
    const lines = ['try:', `${step}${body.name} = ${model}.model_validate(${body.value})`, 'except ValidationError:', `${step}abort(400)`];
    const edits: Edit[] = [
      insertion(context, tree.start(decorated), made.lines.map((line) => line + newlineOf(tree)).join('')),
      replacement(context, body.statement, lines.join(next)),
      ...reads.edits,
    ];
    const needs: Needed[] = [...made.needs, { from: 'pydantic', name: 'ValidationError' }, { from: 'flask', name: 'abort' }];
    const title = `Hold what is sent to a model of ${reads.fields.map((f) => `\`${f.name}\``).join(', ')}`;
    return { title, kind: 'guided', edits: withImports(context, edits, needs) };
  },
};

interface BodySet {
  readonly name: string;
  readonly value: string;
  readonly statement: number;
}

/** The one statement that sets a variable to what the request has sent. */
function bodySet({ tree }: FixContext, func: number): BodySet | undefined {
  const found = [...nodesIn(tree, func)].filter(
    (n) => tree.type(n) === 'assignment' && /^request\.(?:get_json\(\)|json)$/.test(tree.textOf(tree.childNamed(n, 'right'))),
  );
  const [only] = found;
  const left = only === undefined ? -1 : tree.childNamed(only, 'left');
  if (only === undefined || found.length > 1 || tree.type(left) !== 'identifier') return undefined;
  return { name: tree.textOf(left), value: tree.textOf(tree.childNamed(only, 'right')), statement: tree.parent(only) };
}

/** The file has models, or one that has those of other endpoints. */
function hasModels(context: FixContext): boolean {
  const like = context.remedy?.like ?? [];
  const files = new Set([context.file, ...like.flatMap(({ place, route }) => [place.file, route.file])]);
  return [...files].some((file) => /^from pydantic import\b/m.test(context.look(file)?.text ?? ''));
}
