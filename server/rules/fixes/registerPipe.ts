/** Sets up the pipe that asks what decorators of a NestJS program say of fields, where the program is started. */
import type { FlatTree } from '../../syntax/flatTree';
import type { FixContext, FixMaker, SourceText } from '../fix';
import { bringIntoScope } from './javascriptImport';
import { joined } from './javascriptScope';
import { fileNewline, fileSemicolon, indentAt } from './javascriptText';
import { calleeOf, enclosingStatement, nodesIn } from './javascriptTree';

export const registerPipe: FixMaker = {
  languages: ['javascript'],
  make(context) {
    if (!/no pipe is set up that does/.test(context.finding.message)) return undefined;
    const start = startOf(context);
    if (!start) return undefined;
    const { source, name, statement } = start;
    const { tree, file } = source;
    const pipe = bringIntoScope(tree, file, { module: '@nestjs/common', name: 'ValidationPipe', local: 'ValidationPipe' });
    if (!pipe) return undefined;
    const at = tree.end(statement);
    const line = `${name}.useGlobalPipes(new ${pipe.text}({ whitelist: true }))${fileSemicolon(tree)}`;
    const text = fileNewline(tree) + indentAt(tree.text, tree.start(statement)) + line;
    return {
      title: 'Have a pipe ask what the decorators say, and drop fields that have none',
      kind: 'guided',
      edits: joined([...pipe.edits, { file, span: { start: at, end: at }, text }]),
    };
  },
};

/** Where such programs are started by convention, below each folder above the controller. */
const STARTS = ['main.ts', 'src/main.ts', 'main.js', 'src/main.js', 'index.ts', 'src/index.ts', 'server.ts', 'src/server.ts'];

interface Start {
  readonly source: SourceText;
  /** The application. */
  readonly name: string;
  readonly statement: number;
}

function startOf(context: FixContext): Start | undefined {
  const folders = context.file.split('/').slice(0, -1);
  for (let depth = folders.length; depth >= 0; depth--) {
    for (const name of STARTS) {
      const source = context.look([...folders.slice(0, depth), name].join('/'));
      const found = source && madeIn(source.tree);
      if (source && found) return { source, ...found };
    }
  }
  return undefined;
}

/** `const app = await NestFactory.create(AppModule)` */
function madeIn(tree: FlatTree): Omit<Start, 'source'> | undefined {
  for (const n of nodesIn(tree, 0)) {
    if (tree.type(n) !== 'call_expression' || !/^NestFactory\.create$/.test(tree.textOf(calleeOf(tree, n)).replace(/^await /, '')))
      continue;
    let holder = tree.parent(n);
    while (tree.type(holder) === 'await_expression') holder = tree.parent(holder);
    const name = tree.type(holder) === 'variable_declarator' ? tree.childNamed(holder, 'name') : -1;
    const statement = enclosingStatement(tree, n);
    if (name >= 0 && tree.type(name) === 'identifier' && statement >= 0) return { name: tree.textOf(name), statement };
  }
  return undefined;
}
