/** Methods that stand before a path, in the same text: `"POST /orders/{id}"`; a host may stand between them. */
import type { Ref } from '../facts';
import { each } from '../world';

interface MethodsAndPath {
  readonly methods: readonly string[];
  readonly path: Ref | undefined;
}

export function methodsInPath(path: Ref | undefined): readonly MethodsAndPath[] {
  if (!path) return [{ methods: ['*'], path }];
  return each(path).flatMap((ref): readonly MethodsAndPath[] =>
    ref.is === 'text' ? ref.texts.map(split) : [{ methods: ['*'], path: ref }],
  );
}

function split(text: string): MethodsAndPath {
  const [, method, host = '', path] = /^(?:([A-Z]+)[ \t]+)?([^/\s…]*)(\S*)$/.exec(text.trim()) ?? [];
  if (path === undefined) return { methods: ['*'], path: { is: 'text', texts: [text] } };
  void host;
  // `{$}` is the end of the path, and no part of it.
  return { methods: [method ?? '*'], path: { is: 'text', texts: [path.replace(/\{\$\}$/, '')] } };
}
