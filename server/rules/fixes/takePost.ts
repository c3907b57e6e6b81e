/** Has a route take POST where it takes GET, in the words of the framework that it is registered with. */
import type { Edit } from '../../base/edit';
import type { Fix, FixContext, FixMaker } from '../fix';
import { argumentsOf, enclosing, isCall, nodesIn, receiverOf } from './codeTree';
import { withImports } from './inScope';
import { classInScope, importOf } from './javaImport';
import { bringIntoScope, importsOf, usesOf } from './javascriptImport';
import { calleeOf } from './javascriptTree';
import { fileQuote } from './pythonText';

type Written = readonly Edit[] | undefined;

const BY_LANGUAGE: Readonly<Record<string, (context: FixContext, node: number) => Written>> = {
  javascript: inJavascript,
  python: inPython,
  go: inGo,
  java: inJava,
};

export const takePost: FixMaker = {
  languages: Object.keys(BY_LANGUAGE),
  make(context): Fix | undefined {
    const span = context.remedy?.routes[0].span;
    const edits = span && BY_LANGUAGE[context.language](context, context.nodeAt(span));
    return edits && { title: 'Take POST instead of GET, as who calls it then has to do', kind: 'guided', edits };
  },
};

const POSTED: Readonly<Record<string, string>> = {
  get: 'post',
  Get: 'Post',
  GET: 'POST',
  GetMapping: 'PostMapping',
  MethodGet: 'MethodPost',
};

function renamed({ tree, file }: FixContext, n: number): Edit | undefined {
  const text = n < 0 ? undefined : POSTED[tree.textOf(n)];
  return text === undefined ? undefined : { file, span: tree.span(n), text };
}

/** In a text that names it: `"GET /orders"`. */
function within({ tree, file }: FixContext, literal: number): Edit | undefined {
  const at = tree.textOf(literal).search(/\bGET\b/);
  const start = tree.start(literal) + at;
  return at < 0 || at > 1 ? undefined : { file, span: { start, end: start + 3 }, text: 'POST' };
}

const listOf = (edit: Edit | undefined): Written => edit && [edit];

function inJavascript(context: FixContext, node: number): Written {
  const { tree, file } = context;
  let call = node;
  while (call > 0 && tree.type(call) !== 'call_expression') call = tree.parent(call);
  const callee = call <= 0 ? -1 : calleeOf(tree, call);
  if (callee < 0) return undefined;
  if (tree.type(callee) === 'member_expression') return listOf(renamed(context, tree.childNamed(callee, 'property')));
  if (tree.type(tree.parent(call)) !== 'decorator') return undefined;
  const edit = renamed(context, callee);
  if (!edit) return undefined;
  // The import of what is used nowhere else becomes that of what is used now.
  const bindings = importsOf(tree).flatMap((i) => i.bindings);
  const idle = usesOf(tree, tree.textOf(callee)) === 1 ? bindings.find((b) => b.name === tree.textOf(callee)) : undefined;
  if (idle && !bindings.some((b) => b.local === edit.text)) return [{ file, span: tree.span(idle.node), text: edit.text }, edit];
  const scope = bringIntoScope(tree, file, { module: '@nestjs/common', name: edit.text, local: edit.text });
  return scope && [...scope.edits, { ...edit, text: scope.text }];
}

function inPython(context: FixContext, node: number): Written {
  const { tree, file } = context;
  const holder = enclosing(tree, node, ['decorator', 'decorated_definition', 'call']);
  const decorator = holder >= 0 && tree.type(holder) === 'decorated_definition' ? (tree.namedChildren(holder)[0] ?? -1) : holder;
  const call = decorator < 0 ? undefined : isCall(tree, decorator) ? decorator : tree.namedChildren(decorator).find((n) => isCall(tree, n));
  const callee = call === undefined ? -1 : tree.childNamed(call, 'function');
  if (call === undefined || callee < 0 || tree.type(callee) !== 'attribute') return undefined;
  const name = tree.childNamed(callee, 'attribute');
  if (tree.textOf(name) !== 'route') return listOf(renamed(context, name));
  const args = argumentsOf(tree, call);
  const methods = args.find((n) => tree.type(n) === 'keyword_argument' && tree.textOf(tree.childNamed(n, 'name')) === 'methods');
  if (methods !== undefined) {
    const named = [...nodesIn(tree, methods)].filter((n) => tree.type(n) === 'string');
    return named.length === 1 ? listOf(within(context, named[0])) : undefined;
  }
  const last = args.at(-1);
  const quote = fileQuote(tree);
  const end = last === undefined ? -1 : tree.end(last);
  return end < 0 ? undefined : [{ file, span: { start: end, end }, text: `, methods=[${quote}POST${quote}]` }];
}

function inGo(context: FixContext, node: number): Written {
  const { tree } = context;
  let call = enclosing(tree, node, ['call_expression']);
  // What is called on what the registration returns says more of it.
  for (let outer = tree.parent(tree.parent(call)); call >= 0 && outer > 0 && isCall(tree, outer); outer = tree.parent(tree.parent(call))) {
    if (receiverOf(tree, outer) !== call) break;
    call = outer;
  }
  for (; call >= 0 && isCall(tree, call); call = receiverOf(tree, call)) {
    const callee = tree.childNamed(call, 'function');
    const field = callee < 0 ? -1 : tree.childNamed(callee, 'field');
    const name = field < 0 ? '' : tree.textOf(field);
    const [first] = argumentsOf(tree, call);
    if (name === 'Methods' && first !== undefined && argumentsOf(tree, call).length === 1)
      return listOf(/_string_literal$/.test(tree.type(first)) ? within(context, first) : renamed(context, tree.childNamed(first, 'field')));
    if (/^Handle(?:Func)?$/.test(name) && first !== undefined) return listOf(within(context, first));
    const edit = renamed(context, field);
    if (edit) return withImports(context, [edit], []);
  }
  return undefined;
}

function inJava(context: FixContext, node: number): Written {
  const { tree, file } = context;
  const annotation = enclosing(tree, node, ['annotation', 'marker_annotation']);
  const name = annotation < 0 ? -1 : tree.childNamed(annotation, 'name');
  if (name < 0) return undefined;
  if (tree.textOf(name) === 'RequestMapping') {
    const get = [...nodesIn(tree, annotation)].filter((n) => tree.type(n) === 'identifier' && tree.textOf(n) === 'GET');
    return get.length === 1 ? listOf(renamed(context, get[0])) : undefined;
  }
  // Where the path is said apart from the method.
  const marks = tree.namedChildren(tree.parent(annotation)).filter((n) => /annotation$/.test(tree.type(n)));
  const edit = renamed(context, name) ?? marks.map((n) => renamed(context, tree.childNamed(n, 'name'))).find((e) => e !== undefined);
  if (!edit) return undefined;
  const known = importOf(tree, tree.text.slice(edit.span.start, edit.span.end));
  const qualified = known?.replace(/\w+$/, edit.text);
  return [...(qualified === undefined ? [] : classInScope(tree, file, qualified).edits), edit];
}
