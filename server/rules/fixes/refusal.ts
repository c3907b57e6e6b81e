/** How a function of Python, Java or Go turns down what it cannot go on with, told from its signature and its framework. */
import type { FlatTree } from '../../syntax/flatTree';
import type { FixContext } from '../fix';
import { functionAround } from './codeTree';
import { importedPaths, packageName } from './goImport';
import type { Needed } from './inScope';
import { importsFrom } from './javaImport';
import { fileQuote } from './pythonText';

export interface Refusal {
  /** Statements, in order. */
  readonly lines: readonly string[];
  readonly needs: readonly Needed[];
}

/** Undefined where no way out is known. */
export function refusal(context: FixContext, n: number, message: string): Refusal | undefined {
  const { tree } = context;
  if (context.language === 'python') return pythonRefusal(tree, message);
  return context.language === 'java' ? javaRefusal(tree, message) : goRefusal(tree, functionAround(tree, n), message);
}

function pythonRefusal(tree: FlatTree, message: string): Refusal {
  const has = (pattern: RegExp): boolean => tree.namedChildren(0).some((n) => pattern.test(tree.textOf(n)));
  const quote = fileQuote(tree);
  if (has(/^from flask\b/)) return { lines: ['abort(400)'], needs: [{ from: 'flask', name: 'abort' }] };
  if (has(/^from fastapi\b/)) return { lines: ['raise HTTPException(400)'], needs: [{ from: 'fastapi', name: 'HTTPException' }] };
  if (has(/^from django\b/)) {
    const needs = [{ from: 'django.core.exceptions', name: 'SuspiciousOperation' }];
    return { lines: [`raise SuspiciousOperation(${quote}${message}${quote})`], needs };
  }
  return { lines: [`raise ValueError(${quote}${message}${quote})`], needs: [] };
}

function javaRefusal(tree: FlatTree, message: string): Refusal {
  if (importsFrom(tree, 'org.springframework.web.bind.')) {
    return {
      lines: ['throw new ResponseStatusException(HttpStatus.BAD_REQUEST);'],
      needs: [
        { javaClass: 'org.springframework.http.HttpStatus', name: 'BAD_REQUEST' },
        { javaClass: 'org.springframework.web.server.ResponseStatusException', name: '' },
      ],
    };
  }
  const rest = ['jakarta.ws.rs.', 'javax.ws.rs.'].find((p) => importsFrom(tree, p));
  if (rest) return { lines: ['throw new BadRequestException();'], needs: [{ javaClass: `${rest}BadRequestException`, name: '' }] };
  return { lines: [`throw new IllegalArgumentException("${message}");`], needs: [] };
}

function goRefusal(tree: FlatTree, owner: number, message: string): Refusal | undefined {
  const parameters = owner <= 0 ? -1 : tree.childNamed(owner, 'parameters');
  if (parameters < 0) return undefined;
  const status: Needed = { goPackage: 'net/http', name: 'StatusBadRequest' };
  const http = packageName(tree, 'net/http');
  const byType = (type: RegExp): string | undefined => parameterOf(tree, parameters, type);
  const result = tree.childNamed(owner, 'result');
  const writer = byType(/^http\.ResponseWriter$/);
  if (writer && result < 0) {
    return { lines: [`${http}.Error(${writer}, "${message}", ${http}.StatusBadRequest)`, 'return'], needs: [status] };
  }
  const gin = byType(/^\*gin\.Context$/);
  if (gin && result < 0) return { lines: [`${gin}.AbortWithStatus(${http}.StatusBadRequest)`, 'return'], needs: [status] };
  const echo = byType(/^echo\.Context$/);
  if (echo && isError(tree, result)) return { lines: [`return ${echo}.NoContent(${http}.StatusBadRequest)`], needs: [status] };
  const fiber = byType(/^\*fiber\.Ctx$/);
  if (fiber && isError(tree, result) && importedPaths(tree).some((p) => p.includes('gofiber/fiber')))
    return { lines: ['return fiber.ErrBadRequest'], needs: [] };
  if (result < 0) return { lines: ['return'], needs: [] };
  return returned(tree, result, message);
}

const isError = (tree: FlatTree, result: number): boolean => result >= 0 && tree.textOf(result) === 'error';

/** The error among the results, and nothing in the others. */
function returned(tree: FlatTree, result: number, message: string): Refusal | undefined {
  const single = tree.type(result) !== 'parameter_list';
  const types = single ? [tree.textOf(result)] : tree.namedChildren(result).map((p) => tree.textOf(tree.childNamed(p, 'type')));
  const needs: Needed[] = [{ goPackage: 'errors', name: 'New' }];
  if (types.at(-1) !== 'error' || (!single && tree.namedChildren(result).some((p) => tree.childNamed(p, 'name') >= 0))) return undefined;
  const values = types.slice(0, -1).map(zeroOf);
  if (values.includes(undefined)) return undefined;
  return { lines: [`return ${[...values, `${packageName(tree, 'errors')}.New("${message.toLowerCase()}")`].join(', ')}`], needs };
}

function zeroOf(type: string): string | undefined {
  if (type === 'string') return '""';
  if (type === 'bool') return 'false';
  if (/^(?:u?int(?:8|16|32|64)?|float(?:32|64)|byte|rune)$/.test(type)) return '0';
  return /^(?:\*|\[\]|map\[|chan |func\(|error$|any$|interface\b|io\.\w*(?:Reader|Writer|Closer)$)/.test(type) ? 'nil' : undefined;
}

function parameterOf(tree: FlatTree, list: number, type: RegExp): string | undefined {
  for (const p of tree.namedChildren(list)) {
    const name = tree.childNamed(p, 'name');
    if (name >= 0 && tree.textOf(name) !== '_' && type.test(tree.textOf(tree.childNamed(p, 'type')))) return tree.textOf(name);
  }
  return undefined;
}
