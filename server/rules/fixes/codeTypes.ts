/** Which type an expression of Java or Go has, as far as its file says so. */
import type { FlatTree } from '../../syntax/flatTree';
import { bare, calleeText, nodesIn, receiverOf, settingOf } from './codeTree';

/** The type as it is written, `String` or `string` for what is known to be text; undefined where the file does not say. */
export function typeOf(tree: FlatTree, n: number): string | undefined {
  return tree.grammar.language === 'go' ? goType(tree, bare(tree, n), 0) : javaType(tree, bare(tree, n), 0);
}

export function isTextType(type: string | undefined): boolean {
  return type === 'String' || type === 'string' || type === 'java.lang.String';
}

const MAX_HOPS = 6;

const JAVA_TEXT =
  /(?:^|\.)(?:getParameter|getHeader|getQueryString|getRequestURI|getPathInfo|getRemoteAddr|toString|trim|strip|toLowerCase|toUpperCase|substring|replace|replaceAll|concat|readLine|nextLine|getOriginalFilename|join|format|formatted|valueOf)$/;

function javaType(tree: FlatTree, n: number, hops: number): string | undefined {
  if (hops > MAX_HOPS) return undefined;
  switch (tree.type(n)) {
    case 'string_literal':
      return 'String';
    case 'decimal_integer_literal':
      return /l$/i.test(tree.textOf(n)) ? 'long' : 'int';
    case 'binary_expression': {
      if (tree.textOf(tree.childNamed(n, 'operator')) !== '+') return undefined;
      const sides = [tree.childNamed(n, 'left'), tree.childNamed(n, 'right')].map((side) => javaType(tree, bare(tree, side), hops + 1));
      return sides.includes('String') ? 'String' : undefined;
    }
    case 'cast_expression':
      return tree.textOf(tree.childNamed(n, 'type'));
    case 'identifier':
      return javaVariable(tree, n, hops);
    case 'field_access':
      return /^this\.\w+$/.test(tree.textOf(n)) ? declaredType(tree, 0, tree.textOf(n).slice(5)) : undefined;
    case 'method_invocation': {
      const callee = calleeText(tree, n);
      if (/^Integer\.parseInt$/.test(callee)) return 'int';
      if (/^Long\.parseLong$/.test(callee)) return 'long';
      if (JAVA_TEXT.test(callee)) return 'String';
      return ownMethodType(tree, n);
    }
    default:
      return undefined;
  }
}

function javaVariable(tree: FlatTree, n: number, hops: number): string | undefined {
  const name = tree.textOf(n);
  for (let at = tree.parent(n); at >= 0; at = tree.parent(at)) {
    if (!/^(?:method|constructor|class|record)_declaration$/.test(tree.type(at)) && at !== 0) continue;
    const type = declaredType(tree, at, name);
    if (type === 'var') {
      const set = settingOf(tree, n);
      return set && set.value >= 0 ? javaType(tree, bare(tree, set.value), hops + 1) : undefined;
    }
    if (type !== undefined) return type;
  }
  return undefined;
}

/** The type a variable, parameter, field or record component of that name is declared with; undefined where there are several. */
function declaredType(tree: FlatTree, scope: number, name: string): string | undefined {
  const types = new Set<string>();
  for (const n of nodesIn(tree, scope)) {
    const kind = tree.type(n);
    if (kind === 'variable_declarator') {
      if (tree.textOf(tree.childNamed(n, 'name')) === name) types.add(tree.textOf(tree.childNamed(tree.parent(n), 'type')));
    } else if (kind === 'formal_parameter' || kind === 'resource' || kind === 'enhanced_for_statement') {
      const own = tree.childNamed(n, 'name');
      if (own >= 0 && tree.textOf(own) === name) types.add(tree.textOf(tree.childNamed(n, 'type')));
    }
  }
  return types.size === 1 ? [...types][0] : undefined;
}

/** A method or a record component of the file, where all of that name give the same. */
function ownMethodType(tree: FlatTree, call: number): string | undefined {
  const name = tree.textOf(tree.childNamed(call, 'name'));
  const types = new Set<string>();
  for (const n of nodesIn(tree, 0)) {
    const kind = tree.type(n);
    const declares =
      kind === 'method_declaration' || (kind === 'formal_parameter' && tree.type(tree.parent(tree.parent(n))) === 'record_declaration');
    if (declares && tree.textOf(tree.childNamed(n, 'name')) === name) types.add(tree.textOf(tree.childNamed(n, 'type')));
  }
  return types.size === 1 ? [...types][0] : undefined;
}

/** Methods of requests, and functions, that give text. */
const GO_TEXT =
  /\.(?:FormValue|PostFormValue|PathValue|Query|QueryParam|Param|Params|DefaultQuery|PostForm|GetHeader|Sprintf|Sprint|String|Itoa|TrimSpace|ToLower|ToUpper|Trim|Replace|ReplaceAll|Join|URLParam|Cookies)$|(?:Query\(\)|Header|Form|PostForm)\.Get$|^string$/;

function goType(tree: FlatTree, n: number, hops: number): string | undefined {
  if (hops > MAX_HOPS) return undefined;
  switch (tree.type(n)) {
    case 'interpreted_string_literal':
    case 'raw_string_literal':
      return 'string';
    case 'call_expression':
      return GO_TEXT.test(calleeText(tree, n)) && receiverOf(tree, n) !== 0 ? 'string' : undefined;
    case 'binary_expression': {
      const sides = [tree.childNamed(n, 'left'), tree.childNamed(n, 'right')].map((side) => goType(tree, bare(tree, side), hops + 1));
      return tree.textOf(tree.childNamed(n, 'operator')) === '+' && sides.includes('string') ? 'string' : undefined;
    }
    case 'identifier': {
      const set = settingOf(tree, n);
      if (set !== undefined) {
        const declared = tree.childNamed(set.node, 'type');
        if (declared >= 0) return tree.textOf(declared);
        return set.value < 0 ? undefined : goType(tree, bare(tree, set.value), hops + 1);
      }
      return goParameter(tree, n);
    }
    case 'selector_expression':
      return goField(tree, tree.textOf(tree.childNamed(n, 'field')));
    default:
      return undefined;
  }
}

function goParameter(tree: FlatTree, use: number): string | undefined {
  const name = tree.textOf(use);
  for (let at = tree.parent(use); at >= 0; at = tree.parent(at)) {
    if (!/^(?:function_declaration|method_declaration|func_literal)$/.test(tree.type(at))) continue;
    for (const list of tree.namedChildren(at)) {
      if (tree.type(list) !== 'parameter_list') continue;
      for (const parameter of tree.namedChildren(list)) {
        const names = tree.children(parameter).filter((c) => tree.fieldName(c) === 'name');
        if (names.some((c) => tree.textOf(c) === name)) return tree.textOf(tree.childNamed(parameter, 'type'));
      }
    }
  }
  return undefined;
}

/** The type of a field of that name, where all structs of the file agree. */
function goField(tree: FlatTree, name: string): string | undefined {
  const types = new Set<string>();
  for (const n of nodesIn(tree, 0)) {
    if (tree.type(n) !== 'field_declaration') continue;
    const names = tree.children(n).filter((c) => tree.fieldName(c) === 'name');
    if (names.some((c) => tree.textOf(c) === name)) types.add(tree.textOf(tree.childNamed(n, 'type')));
  }
  return types.size === 1 ? [...types][0] : undefined;
}
