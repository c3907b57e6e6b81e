/** Keeps fields of a record out of whatever is written out of it: by an annotation or a tag where they are declared. */
import type { Edit } from '../../base/edit';
import type { Span } from '../../base/span';
import type { Fix, FixContext, FixMaker, SourceText } from '../fix';
import { nodesIn } from './codeTree';
import { classInScope } from './javaImport';

export const hideFields: FixMaker = {
  languages: ['java', 'go'],
  make(context): Fix | undefined {
    const fields = context.finding.steps.filter((s) => /^`\w+` of `\w+`$/.test(s.message));
    const [first] = fields;
    if (!first || fields.some((f) => f.file !== first.file)) return undefined;
    const source: SourceText | undefined = first.file === context.file ? context : context.look(first.file);
    if (!source) return undefined;
    const names = fields.map((f) => source.text.slice(f.span.start, f.span.end));
    const edits = source.language === 'go' ? tags(source, fields) : annotations(source, fields);
    if (!edits) return undefined;
    const shown = names.map((n) => `\`${n}\``).join(', ');
    // Nobody sends or reads a hash on purpose; what is no hash may be what requests bring.
    const kind = names.every((n) => /hash|digest|salt/i.test(n)) ? 'safe' : 'guided';
    return { title: `Keep ${shown} out of answers`, kind, edits };
  },
};

function declarationOf(tree: SourceText['tree'], { start, end }: Span): number | undefined {
  return [...nodesIn(tree, 0)].filter((n) => tree.type(n) === 'field_declaration' && tree.start(n) <= start && tree.end(n) >= end).at(-1);
}

type Places = FixContext['finding']['steps'];

function annotations({ tree, file, text }: SourceText, fields: Places): readonly Edit[] | undefined {
  const ignore = classInScope(tree, file, 'com.fasterxml.jackson.annotation.JsonIgnore');
  const edits = [...ignore.edits];
  for (const { span } of fields) {
    const declaration = declarationOf(tree, span);
    if (declaration === undefined) return undefined;
    const at = tree.start(declaration);
    const indent = /[\t ]*$/.exec(text.slice(0, at))?.[0] ?? '';
    edits.push({ file, span: { start: at, end: at }, text: `@${ignore.text}\n${indent}` });
  }
  return edits;
}

function tags({ tree, file }: SourceText, fields: Places): readonly Edit[] | undefined {
  const edits: Edit[] = [];
  for (const { span } of fields) {
    const declaration = declarationOf(tree, span);
    if (declaration === undefined) return undefined;
    const tag = tree.childNamed(declaration, 'tag');
    if (tag < 0) edits.push({ file, span: { start: tree.end(declaration), end: tree.end(declaration) }, text: ' `json:"-"`' });
    else {
      const written = tree.textOf(tag);
      const text = /\bjson:"[^"]*"/.test(written) ? written.replace(/\bjson:"[^"]*"/, 'json:"-"') : written.replace(/^`/, '`json:"-" ');
      edits.push({ file, span: tree.span(tag), text });
    }
  }
  return edits;
}
