/** Reads a credential of a Java or Go file from the environment instead of writing it out. */

import type { Edit } from '../../base/edit';
import { splitWords } from '../../data/words';
import type { FlatTree } from '../../syntax/flatTree';
import type { Fix, FixContext, FixMaker } from '../fix';
import { calleeText, enclosing, insertion, isCall, newlineOf, replacement } from './codeTree';
import { packageName } from './goImport';
import { withImports } from './inScope';

export const environ: FixMaker = { languages: ['java', 'go'], make };

const LITERALS = ['string_literal', 'interpreted_string_literal', 'raw_string_literal'];

function make(context: FixContext): Fix | undefined {
  const { tree, finding, nodeAt } = context;
  const literal = enclosing(tree, nodeAt(finding.span), LITERALS);
  const name = literal < 0 ? undefined : settingName(tree, literal);
  // An annotation takes nothing but constants.
  if (name === undefined || enclosing(tree, literal, ['annotation', 'switch_label', 'import_spec', 'expression_case']) >= 0)
    return undefined;
  const title = `Read \`${name}\` from the environment`;
  if (context.language === 'java') return { title, kind: 'guided', edits: [replacement(context, literal, `System.getenv("${name}")`)] };
  const edits = inGo(context, literal, `${packageName(tree, 'os')}.Getenv("${name}")`);
  return { title, kind: 'guided', edits: withImports(context, edits, [{ goPackage: 'os', name: 'Getenv' }]) };
}

/** A constant becomes a variable: what the environment holds is known only when the program runs. */
function inGo(context: FixContext, literal: number, text: string): Edit[] {
  const { tree, file } = context;
  const spec = enclosing(tree, literal, ['const_spec']);
  if (spec < 0) return [replacement(context, literal, text)];
  const declaration = tree.parent(spec);
  const start = tree.start(declaration);
  if (!/^const\s*\(/.test(tree.textOf(declaration))) {
    return [{ file, span: { start, end: start + 'const'.length }, text: 'var' }, replacement(context, literal, text)];
  }
  const own = tree.text.slice(tree.start(spec), tree.start(literal)) + text + tree.text.slice(tree.end(literal), tree.end(spec));
  const newline = newlineOf(tree);
  const line = { start: tree.text.lastIndexOf('\n', tree.start(spec)) + 1, end: tree.text.indexOf('\n', tree.end(spec)) + 1 };
  const variable = `var ${own.replaceAll(/\s+/g, ' ')}`;
  if (tree.namedChildren(declaration).length === 1) return [replacement(context, declaration, variable)];
  return [{ file, span: line, text: '' }, insertion(context, tree.end(declaration), newline + newline + variable)];
}

/** `dbPassword` is DB_PASSWORD; an argument takes the name of what it is given to. */
function settingName(tree: FlatTree, literal: number): string | undefined {
  for (let n = literal, hops = 0; n > 0 && hops < 6; n = tree.parent(n), hops++) {
    const parent = tree.parent(n);
    switch (tree.type(parent)) {
      case 'variable_declarator':
      case 'const_spec':
      case 'var_spec':
        return upper(tree.textOf(tree.childNamed(parent, 'name')));
      case 'assignment_expression':
      case 'short_var_declaration':
      case 'assignment_statement':
        return upper(tree.textOf(tree.childNamed(parent, 'left')));
      case 'keyed_element':
        return upper(tree.textOf(tree.childNamed(parent, 'key')));
      case 'binary_expression': {
        const other = [tree.childNamed(parent, 'left'), tree.childNamed(parent, 'right')].find((side) => side !== n);
        return other === undefined ? undefined : upper(tree.textOf(other));
      }
      case 'argument_list': {
        const call = tree.parent(parent);
        const named = isCall(tree, call) ? ofCallee(tree, call, n) : undefined;
        if (named !== undefined) return named;
        break;
      }
      case 'return_statement':
        return undefined;
    }
  }
  return undefined;
}

/** What a function takes, where its name says so little. */
const TAKES: readonly (readonly [RegExp, string])[] = [
  [/getConnection$/, 'DB_PASSWORD'],
  [/SetBasicAuth$|PasswordAuthentication$/, 'BASIC_AUTH_PASSWORD'],
  [/SignedString$|signWith$|setSigningKey$|HMAC\d+$|hmacShaKeyFor$/, 'JWT_SECRET'],
  [/hmac\.New$/, 'HMAC_KEY'],
  [/SecretKeySpec$|NewCipher$/, 'SECRET_KEY'],
];

function ofCallee(tree: FlatTree, call: number, argument: number): string | undefined {
  const callee = calleeText(tree, call).replace(/^new\s+/, '');
  const known = TAKES.find(([pattern]) => pattern.test(callee));
  if (known) return known[1];
  if (/\.equals(?:IgnoreCase)?$/.test(callee)) return upper(callee.replace(/\.equals\w*$/, ''));
  // `put("password", "…")`, `setPassword("…")`.
  const key = tree.namedChildren(tree.parent(argument)).find((n) => n !== argument && /string_literal$/.test(tree.type(n)));
  if (/(?:put|set|header|setHeader|addHeader|Set|Add)$/.test(callee) && key !== undefined) return upper(tree.textOf(key).slice(1, -1));
  const setter = /(?:^|\.)(?:set|with)([A-Z]\w*)$/i.exec(callee)?.[1];
  return setter === undefined ? undefined : upper(setter);
}

function upper(name: string): string | undefined {
  const last = /([A-Za-z_][\w-]*)\W*$/.exec(name)?.[1];
  const words = last === undefined ? [] : splitWords(last);
  return words.length === 0 ? undefined : words.join('_').toUpperCase();
}
