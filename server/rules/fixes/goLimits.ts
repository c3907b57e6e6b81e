/** Limits of Go servers: of the time that a request's headers take, and of the length of what is read. */
import type { FixMaker } from '../fix';
import { argumentsOf, callAround, calleeText, enclosing, isCall, nodesIn } from './codeTree';
import { withGoImports } from './goImport';

const TIMEOUT = 'ReadHeaderTimeout: 10 * time.Second';

export const serverTimeouts: FixMaker = {
  languages: ['go'],
  make(context) {
    const { tree, file, finding } = context;
    if (!/waits for the headers/.test(finding.message)) return undefined;
    const call = enclosing(tree, context.nodeAt(finding.span), ['call_expression']);
    if (call < 0) return undefined;
    const title = 'Wait ten seconds for the headers of a request';
    const direct = /^http\.(ListenAndServe(?:TLS)?)$/.exec(calleeText(tree, call));
    if (direct) {
      const args = argumentsOf(tree, call).map((a) => tree.textOf(a));
      const handler = args.at(-1);
      const server = `http.Server{Addr: ${args[0]}, ${handler === 'nil' ? '' : `Handler: ${handler}, `}${TIMEOUT}}`;
      const text = `(&${server}).${direct[1]}(${args.slice(1, -1).join(', ')})`;
      return { title, kind: 'safe', edits: withGoImports(context, [{ file, span: tree.span(call), text }], ['time']) };
    }
    const literals = [...nodesIn(tree, 0)].filter(
      (n) => tree.type(n) === 'composite_literal' && tree.textOf(tree.childNamed(n, 'type')) === 'http.Server',
    );
    const body = literals.length === 1 ? tree.childNamed(literals[0], 'body') : -1;
    const last = body < 0 ? undefined : tree.namedChildren(body).at(-1);
    if (last === undefined) return undefined;
    const lines = tree.text.slice(tree.end(last), tree.end(body)).includes('\n');
    const indent = /[\t ]*$/.exec(tree.text.slice(0, tree.start(last)))?.[0] ?? '';
    const text = lines ? `,\n${indent}${TIMEOUT}` : `, ${TIMEOUT}`;
    return {
      title,
      kind: 'safe',
      edits: withGoImports(context, [{ file, span: { start: tree.end(last), end: tree.end(last) }, text }], ['time']),
    };
  },
};

export const limitRead: FixMaker = {
  languages: ['go'],
  make(context) {
    const { tree, file, finding } = context;
    if (!/read to its end/.test(finding.message)) return undefined;
    const place = callAround(tree, context.nodeAt(finding.span), finding.span.start);
    const owner = place ? enclosing(tree, place.call, ['function_declaration', 'method_declaration', 'func_literal']) : -1;
    const writer = owner < 0 ? null : /(\w+) http\.ResponseWriter/.exec(tree.textOf(tree.childNamed(owner, 'parameters')));
    if (!place || !writer || isCall(tree, place.argument)) return undefined;
    const text = `http.MaxBytesReader(${writer[1]}, ${tree.textOf(place.argument)}, 1<<20)`;
    return { title: 'Read one megabyte at most', kind: 'guided', edits: [{ file, span: tree.span(place.argument), text }] };
  },
};
