/** Has Python read or write a record without the fields that nobody should get. */
import type { Edit } from '../../base/edit';
import type { Fix, FixContext, FixMaker } from '../fix';
import { argumentsOf, calleeText, enclosing, insertion, isCall, linesAfter, nodesIn, replacement } from './codeTree';
import { type ExposedFields, exposedFields, inWords, openFields } from './exposedFields';
import { fileQuote } from './pythonText';

export const leaveOutPython: FixMaker = {
  languages: ['python'],
  make(context): Fix | undefined {
    const exposed = exposedFields(context.finding);
    const edits =
      exposed &&
      (inSerializer(context, exposed) ?? inCall(context, exposed) ?? asDictionary(context, exposed) ?? inDecorator(context, exposed));
    return edits && exposed && { title: `Leave ${inWords(exposed.names)} out`, kind: 'guided', edits };
  },
};

/** A serializer takes them, and does not give them away. */
function inSerializer(context: FixContext, { names }: ExposedFields): readonly Edit[] | undefined {
  const { tree, finding, nodeAt } = context;
  if (!/writes out all of/.test(finding.message)) return undefined;
  const cls = enclosing(tree, nodeAt(finding.span), ['class_definition']);
  const meta =
    cls < 0
      ? undefined
      : [...nodesIn(tree, cls)].find(
          (n) => tree.type(n) === 'class_definition' && n !== cls && tree.textOf(tree.childNamed(n, 'name')) === 'Meta',
        );
  const settings = meta === undefined ? [] : tree.namedChildren(tree.childNamed(meta, 'body'));
  const last = settings.find((n) => /^(?:fields|exclude)\b/.test(tree.textOf(n)));
  if (last === undefined || settings.some((n) => /^extra_kwargs\b/.test(tree.textOf(n)))) return undefined;
  const quote = fileQuote(tree);
  const kept = names.map((name) => `${quote}${name}${quote}: {${quote}write_only${quote}: True}`).join(', ');
  return [linesAfter(context, last, [`extra_kwargs = {${kept}}`])];
}

/** `model_to_dict(user)`, `User.objects.values()` */
function inCall(context: FixContext, exposed: ExposedFields): readonly Edit[] | undefined {
  const { tree, finding, nodeAt } = context;
  const quote = fileQuote(tree);
  const listed = (names: readonly string[]): string => names.map((name) => quote + name + quote).join(', ');
  for (const n of nodesIn(tree, nodeAt(finding.span))) {
    if (!isCall(tree, n) || tree.end(n) > finding.span.end) continue;
    const callee = calleeText(tree, n);
    const args = argumentsOf(tree, n);
    const list = tree.childNamed(n, 'arguments');
    if (/(?:^|\.)model_to_dict$/.test(callee) && args.length === 1)
      return [insertion(context, tree.end(args[0]), `, exclude=[${listed(exposed.names)}]`)];
    if (!/\bobjects\b.*\.values$/s.test(callee) || args.length > 0) continue;
    const open = openFields(context, exposed).filter(({ marks, type }) => /Field\(|ForeignKey\(/.test(`${marks.join(' ')} ${type}`));
    const names = open.map(({ name }) => name);
    return names.length === 0 ? undefined : [replacement(context, list, `(${listed(names.includes('id') ? names : ['id', ...names])})`)];
  }
  return undefined;
}

/** `user.__dict__`, which has more than the record's own fields besides. */
function asDictionary(context: FixContext, exposed: ExposedFields): readonly Edit[] | undefined {
  const { tree, finding, nodeAt } = context;
  const open = openFields(context, exposed).filter(({ marks, type }) =>
    /\bColumn\(|mapped_column\(|Mapped\[/.test(`${marks.join(' ')} ${type}`),
  );
  const node = [...nodesIn(tree, nodeAt(finding.span))].find((n) => tree.type(n) === 'attribute' && /^\w+\.__dict__$/.test(tree.textOf(n)));
  if (node === undefined || open.length === 0) return undefined;
  const quote = fileQuote(tree);
  const record = tree.textOf(tree.childNamed(node, 'object'));
  return [replacement(context, node, `{${open.map(({ name }) => `${quote}${name}${quote}: ${record}.${name}`).join(', ')}}`)];
}

/** What a FastAPI handler is said to answer, less these. */
function inDecorator(context: FixContext, { names }: ExposedFields): readonly Edit[] | undefined {
  const { tree, finding, nodeAt } = context;
  const decorated = enclosing(tree, nodeAt(finding.span), ['decorated_definition']);
  const func = decorated < 0 ? -1 : tree.childNamed(decorated, 'definition');
  const decorator =
    decorated < 0
      ? undefined
      : tree
          .namedChildren(decorated)
          .find((n) => tree.type(n) === 'decorator' && /^@\w+\.(?:get|post|put|patch|delete|api_route)\(/.test(tree.textOf(n)));
  if (decorator === undefined || !/^`[A-Z]+ \//.test(finding.message)) return undefined;
  // Without a model nothing is left out.
  if (!/\bresponse_model\s*=/.test(tree.textOf(decorator)) && tree.childNamed(func, 'return_type') < 0) return undefined;
  const quote = fileQuote(tree);
  const list = [...nodesIn(tree, decorator)].find((n) => tree.type(n) === 'argument_list');
  const last = list === undefined ? undefined : tree.namedChildren(list).at(-1);
  return last === undefined
    ? undefined
    : [insertion(context, tree.end(last), `, response_model_exclude={${names.map((name) => quote + name + quote).join(', ')}}`)];
}
