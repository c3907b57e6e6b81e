/** Reads the text form that README.md describes. Throws an IrTextError with a line number at the first thing it cannot read. */
import { readInstr, readTerminator } from './readInstr';
import { readType } from './readType';
import { IrLine, IrTextError } from './tokens';
import type { Block, Capture, ClassInfo, ClassMember, Export, Func, Instr, Module, Param, Reg, Var, Variable } from './types';

/** Where things stand in the text, 1-based. */
export interface IrLines {
  func(index: number): number;
  block(func: number, block: number): number;
  /** `instr` equal to the number of instructions means the block's end. */
  instr(func: number, block: number, instr: number): number;
}

/** A function while it is being read. */
export class OpenFunction {
  readonly vars: Variable[] = [];
  readonly params: Param[] = [];
  readonly captures: Capture[] = [];
  readonly blocks: { instrs: Instr[]; end?: Block['end']; catch?: number; line: number; lines: number[] }[] = [];
  readonly body: IrLine[] = [];
  /** Declarations of captures, read once all variables are known. */
  readonly captureLines: IrLine[] = [];
  regs = 0;

  constructor(
    readonly line: IrLine,
    readonly head: Omit<Func, 'vars' | 'params' | 'captures' | 'blocks' | 'regs'>,
    readonly declaredRegs: number | undefined,
    private readonly functions: readonly OpenFunction[],
  ) {}

  variable(text: string, line: IrLine): Var {
    const v = /^\d+$/.test(text) ? Number(text) : this.vars.findIndex((known) => known.name === text);
    if (v < 0 || v >= this.vars.length) line.fail(`function ${this.head.index} has no variable $${text}`);
    return v;
  }

  /** The capture that `1 $db` or `#0` names, added when it is new. */
  capture(line: IrLine): number {
    const number = line.captureNumber();
    if (number !== undefined) return number;
    const wanted = this.captured(line);
    const known = this.captures.findIndex((c) => c.up === wanted.up && c.var === wanted.var);
    return known >= 0 ? known : this.captures.push(wanted) - 1;
  }

  captured(line: IrLine): Capture {
    const up = line.integer('how many functions up');
    let owner: OpenFunction | undefined = this;
    for (let i = 0; i < up && owner; i++) owner = this.functions[owner.head.owner];
    if (!owner) line.fail(`function ${this.head.index} has no owner ${up} levels up`);
    return { up, var: owner.variable(line.variable(), line) };
  }

  finish(): Func {
    if (this.blocks.length === 0) this.line.fail(`function ${this.head.index} has no block`);
    const blocks = this.blocks.map(({ instrs, end, catch: handler, line }): Block => {
      if (!end) throw new IrTextError(line, 'the block has no end: jump, branch, return or throw');
      return handler === undefined ? { instrs, end } : { instrs, end, catch: handler };
    });
    const { vars, params, captures } = this;
    return { ...this.head, params, vars, captures, regs: this.declaredRegs ?? this.regs, blocks };
  }
}

export function readModule(text: string): { readonly module: Module; readonly lines: IrLines } {
  const reader = new ModuleReader();
  reader.read(text);
  return { module: reader.finish(), lines: reader.lines };
}

class ModuleReader {
  private file: string | undefined;
  private language = '';
  private imports: string[] | undefined;
  private readonly reexports: string[] = [];
  private readonly exportLines: { readonly name: string; readonly line: IrLine; readonly variable: string }[] = [];
  private readonly unknown: Record<string, number> = {};
  private broken = false;
  private readonly classes: { info: Omit<ClassInfo, 'members'>; members: ClassMember[] }[] = [];
  private readonly functions: OpenFunction[] = [];

  read(text: string): void {
    let offset = 0;
    /** What following lines belong to. */
    let inside: 'head' | 'class' | 'function' = 'head';
    for (const [i, written] of text.split('\n').entries()) {
      const line = new IrLine(i + 1, written.replace(/\r$/, ''), offset);
      offset += written.length + 1;
      if (line.isEmpty) continue;
      if (this.file === undefined) this.readHead(line);
      else if (line.begins('class')) {
        this.readClass(line);
        inside = 'class';
      } else if (line.begins('func')) {
        this.readFunction(line);
        inside = 'function';
      } else if (inside === 'head') this.readFact(line);
      else if (inside === 'class') this.classes.at(-1)?.members.push(readMember(line));
      else this.functions.at(-1)?.body.push(line);
    }
    if (this.file === undefined) throw new IrTextError(1, 'a module begins with `module "file" language`');
    // Variables first: a function may name those of an owner that stands further down.
    for (const f of this.functions) readVariables(f);
    for (const f of this.functions) readBody(f);
  }

  get lines(): IrLines {
    return {
      func: (index) => this.functions[index].line.number,
      block: (func, block) => this.functions[func].blocks[block].line,
      instr: (func, block, instr) => this.functions[func].blocks[block].lines[instr],
    };
  }

  finish(): Module {
    const functions = this.functions.map((f) => f.finish());
    const exports = this.exportLines.map(({ name, line, variable }): Export => {
      if (this.functions.length === 0) line.fail('there is no function 0 to export from');
      return { name, var: this.functions[0].variable(variable, line) };
    });
    return {
      file: this.file ?? '',
      language: this.language,
      functions,
      classes: this.classes.map(({ info, members }) => ({ ...info, members })),
      exports,
      reexports: this.reexports,
      imports: this.imports ?? importsOf(functions, this.reexports),
      unknown: this.unknown,
      broken: this.broken,
    };
  }

  private readHead(line: IrLine): void {
    line.expect('module');
    this.file = line.name('a file name');
    this.language = line.name('a language');
    line.finish();
  }

  private readFact(line: IrLine): void {
    const fact = line.word('imports, reexport, export, unknown, broken, class or func');
    if (fact === 'imports') {
      this.imports = [];
      do this.imports.push(line.name('a module'));
      while (line.accept(','));
    } else if (fact === 'reexport') this.reexports.push(line.name('a module'));
    else if (fact === 'export') this.exportLines.push({ name: line.name('a name'), line, variable: line.variable() });
    else if (fact === 'unknown') this.unknown[line.name('a type of node')] = line.integer('a number');
    else if (fact === 'broken') this.broken = true;
    else line.fail(`expected imports, reexport, export, unknown, broken, class or func, found \`${fact}\``);
    line.finish();
  }

  private readClass(line: IrLine): void {
    line.expect('class');
    const index = line.integer('the number of the class');
    if (index !== this.classes.length) line.fail(`expected class ${this.classes.length}, found class ${index}`);
    const name = line.name('a name');
    const owner = line.accept('owner') ? line.integer('a function') : 0;
    this.classes.push({ info: { index, name, owner, at: line.finish() }, members: [] });
  }

  private readFunction(line: IrLine): void {
    line.expect('func');
    const index = line.integer('the number of the function');
    if (index !== this.functions.length) line.fail(`expected func ${this.functions.length}, found func ${index}`);
    const name = line.name('a name');
    let owner = index === 0 ? -1 : 0;
    let inClass = -1;
    let regs: number | undefined;
    let nameAt: Func['nameAt'] | undefined;
    const flags: { async?: boolean; generator?: boolean; lexicalThis?: boolean } = {};
    for (;;) {
      if (line.accept('owner')) owner = line.integer('a function');
      else if (line.accept('class')) inClass = line.integer('a class');
      else if (line.accept('regs')) regs = line.integer('how many registers there are');
      else if (line.accept('async')) flags.async = true;
      else if (line.accept('generator')) flags.generator = true;
      else if (line.accept('lexicalThis')) flags.lexicalThis = true;
      else if (line.accept('name')) nameAt = line.place() ?? line.fail('expected the place of the name (@3..7)');
      else break;
    }
    const at = line.finish();
    this.functions.push(
      new OpenFunction(line, { index, name, at, nameAt: nameAt ?? at, owner, class: inClass, ...flags }, regs, this.functions),
    );
  }
}

function readMember(line: IrLine): ClassMember {
  const kind = line.word('a kind of member') as ClassMember['kind'];
  if (!['method', 'getter', 'setter', 'constructor', 'field'].includes(kind)) {
    line.fail(`expected method, getter, setter, constructor or field, found \`${kind}\``);
  }
  const name = line.name('a name');
  const func = line.accept('-') ? -1 : line.numbered('f', 'a function');
  const isStatic = line.accept('static') ? { static: true } : {};
  const decorators = readDecorators(line);
  const type = readType(line);
  return { kind, name, func, ...isStatic, ...decorators, ...type, at: line.finish() };
}

/** Takes the lines before the first block. */
function readVariables(f: OpenFunction): void {
  while (f.body.length > 0 && !/^b\d+$/.test(f.body[0].first)) {
    const line = f.body.shift() as IrLine;
    const word = line.word('var, param, capture or a block');
    if (word === 'var' || word === 'param') {
      const written = line.variable();
      const numbered = /^\d+$/.test(written);
      if (numbered && Number(written) !== f.vars.length) line.fail(`expected $${f.vars.length}, found $${written}`);
      const name = numbered ? line.name('a name') : written;
      if (!numbered && f.vars.some((v) => v.name === name)) line.fail(`a second variable $${name}: number it`);
      const constant = line.accept('const') ? { constant: true } : {};
      const param = word === 'param' ? readParam(line, f.vars.length) : undefined;
      const type = readType(line);
      f.vars.push({ name, ...constant, ...type, at: line.finish() });
      if (param) f.params.push(param);
    } else if (word === 'params') {
      f.params.push(readParam(line, f.variable(line.variable(), line)));
      line.finish();
    } else if (word === 'capture') f.captureLines.push(line);
    else line.fail(`expected var, param, capture or a block, found \`${word}\``);
  }
}

function readParam(line: IrLine, v: Var): Param {
  const rest = line.accept('rest') ? { rest: true } : {};
  const names = line.accept('names') ? { names: true } : {};
  return { var: v, ...rest, ...names, ...readDecorators(line) };
}

function readDecorators(line: IrLine): { readonly decorators?: readonly Reg[] } {
  return line.accept('decorators') ? { decorators: line.registers() } : {};
}

function readBody(f: OpenFunction): void {
  for (const line of f.captureLines) {
    f.captures.push(f.captured(line));
    line.finish();
  }
  for (const line of f.body) {
    if (/^b\d+$/.test(line.first)) {
      const index = line.numbered('b', 'a block');
      if (index !== f.blocks.length) line.fail(`expected b${f.blocks.length}, found b${index}`);
      const handler = line.accept('catch') ? { catch: line.numbered('b', 'a block') } : {};
      f.blocks.push({ instrs: [], ...handler, line: line.number, lines: [] });
      line.finish();
      continue;
    }
    const block = f.blocks.at(-1);
    if (!block) line.fail('expected a block (b0)');
    if (block.end) line.fail('the block has already ended');
    block.lines.push(line.number);
    const end = readTerminator(line);
    if (end) block.end = end;
    else block.instrs.push(readInstr(line, f));
  }
}

function importsOf(functions: readonly Func[], reexports: readonly string[]): readonly string[] {
  const out = new Set<string>();
  for (const f of functions) for (const b of f.blocks) for (const i of b.instrs) if (i.op === 'import') out.add(i.module);
  for (const text of reexports) out.add(text);
  return [...out];
}
