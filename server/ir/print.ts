/** Prints a module in the text form that README.md describes; read.ts reads it back to the same module. */
import type {
  Argument,
  At,
  ClassInfo,
  ClassMember,
  Func,
  Instr,
  Literal,
  Module,
  Param,
  Property,
  Reg,
  Terminator,
  TypeRef,
  Var,
} from './types';

export function printModule(module: Module): string {
  const out: string[] = [`module ${quote(module.file)} ${name(module.language)}`];
  if (module.imports.length > 0) out.push(`imports ${module.imports.map(quote).join(', ')}`);
  for (const text of module.reexports) out.push(`reexport ${quote(text)}`);
  for (const e of module.exports) out.push(`export ${name(e.name)} ${variable(module.functions[0], e.var)}`);
  for (const [type, count] of Object.entries(module.unknown)) out.push(`unknown ${name(type)} ${count}`);
  if (module.broken) out.push('broken');
  for (const info of module.classes) out.push('', ...printClass(info));
  for (const func of module.functions) out.push('', ...new FunctionPrinter(module, func).print());
  return `${out.join('\n')}\n`;
}

function printClass(info: ClassInfo): string[] {
  return [`class ${info.index} ${name(info.name)} owner ${info.owner}${place(info.at)}`, ...info.members.map((m) => `  ${member(m)}`)];
}

function member(m: ClassMember): string {
  const func = m.func < 0 ? '-' : `f${m.func}`;
  const modifiers = `${m.static ? ' static' : ''}${decorators(m.decorators)}${type(m.type)}`;
  return `${m.kind} ${name(m.name)} ${func}${modifiers}${place(m.at)}`;
}

class FunctionPrinter {
  constructor(
    private readonly module: Module,
    private readonly func: Func,
  ) {}

  print(): string[] {
    const { func } = this;
    const flags = `${func.async ? ' async' : ''}${func.generator ? ' generator' : ''}${func.lexicalThis ? ' lexicalThis' : ''}`;
    const owners = `${func.owner < 0 ? '' : ` owner ${func.owner}`}${func.class < 0 ? '' : ` class ${func.class}`}`;
    const out = [`func ${func.index} ${name(func.name)}${owners}${flags} regs ${func.regs} name${place(func.nameAt)}${place(func.at)}`];
    // In order of variables: a parameter is declared where its variable is, unless two share one.
    const params = new Map(func.params.map((p) => [p.var, p]));
    const simple = params.size === func.params.length && func.params.every((p, i) => i === 0 || func.params[i - 1].var < p.var);
    for (const [v, declared] of func.vars.entries()) {
      const param = simple ? params.get(v) : undefined;
      const word = param ? 'param' : 'var';
      const label = isUnique(func, v) ? `$${declared.name}` : `$${v} ${name(declared.name)}`;
      out.push(
        `  ${word} ${label}${declared.constant ? ' const' : ''}${param ? paramMarks(param) : ''}${type(declared.type)}${place(declared.at)}`,
      );
    }
    if (!simple) for (const p of func.params) out.push(`  params ${variable(func, p.var)}${paramMarks(p)}`);
    for (const c of func.captures) out.push(`  capture ${c.up} ${variable(this.owner(c.up), c.var)}`);
    for (const [b, block] of func.blocks.entries()) {
      out.push(`b${b}${block.catch === undefined ? '' : ` catch b${block.catch}`}`);
      for (const instr of block.instrs) out.push(`  ${this.instr(instr)}${place(instr.at)}`);
      out.push(`  ${terminator(block.end)}${place(block.end.at)}`);
    }
    return out;
  }

  private owner(up: number): Func | undefined {
    let func: Func | undefined = this.func;
    for (let i = 0; i < up && func; i++) func = this.module.functions[func.owner];
    return func;
  }

  /** `1 $db`, or `#2` when the list of captures names the same variable twice. */
  private captured(index: number): string {
    const c = this.func.captures[index];
    if (!c || this.func.captures.findIndex((d) => d.up === c.up && d.var === c.var) !== index) return `#${index}`;
    return `${c.up} ${variable(this.owner(c.up), c.var)}`;
  }

  private instr(i: Instr): string {
    switch (i.op) {
      case 'set':
        return `${i.declares ? 'declare' : 'set'} ${variable(this.func, i.var)} ${reg(i.from)}`;
      case 'setCapture':
        return `setCapture ${this.captured(i.index)} ${reg(i.from)}`;
      case 'setField':
        return `setField ${reg(i.base)} ${name(i.name)} ${reg(i.from)}`;
      case 'setIndex':
        return `setIndex ${reg(i.base)} ${reg(i.key)} ${reg(i.from)}`;
      default:
        return `${reg(i.to)} = ${this.value(i)}`;
    }
  }

  private value(i: Exclude<Instr, { op: 'set' | 'setCapture' | 'setField' | 'setIndex' }>): string {
    switch (i.op) {
      case 'const':
        return `const ${literal(i.value)}`;
      case 'get':
        return `get ${variable(this.func, i.var)}`;
      case 'capture':
        return `capture ${this.captured(i.index)}`;
      case 'global':
        return `global ${name(i.name)}`;
      case 'import':
        return `import ${quote(i.module)} ${name(i.name)}`;
      case 'this':
      case 'super':
      case 'caught':
        return i.op;
      case 'field':
        return `field ${reg(i.base)} ${name(i.name)}`;
      case 'index':
        return `index ${reg(i.base)} ${reg(i.key)}`;
      case 'call':
        return `${i.kind} ${reg(i.callee)}${i.this < 0 ? '' : ` this ${reg(i.this)}`} (${i.args.map(argument).join(', ')})`;
      case 'binary':
        return `binary ${operator(i.operator)} ${reg(i.left)} ${reg(i.right)}`;
      case 'unary':
        return `unary ${operator(i.operator)} ${reg(i.from)}`;
      case 'concat':
        return ['concat', ...i.parts.map(reg)].join(' ');
      case 'mix':
        return ['mix', ...i.from.map(reg)].join(' ');
      case 'object':
        return `object {${i.props.map(property).join(', ')}}`;
      case 'array':
        return `array [${i.items.map(argument).join(', ')}]`;
      case 'closure':
        return `closure f${i.func}`;
      case 'class':
        return `class c${i.class}${i.parent < 0 ? '' : ` extends ${reg(i.parent)}`}${decorators(i.decorators)}`;
      case 'element':
      case 'key':
        return `${i.op} ${reg(i.base)}`;
      case 'await':
      case 'yield':
        return `${i.op} ${reg(i.from)}`;
      case 'cast':
        return `cast ${reg(i.from)}${type(i.type)}`;
    }
  }
}

function terminator(end: Terminator): string {
  switch (end.op) {
    case 'jump':
      return `jump b${end.to}`;
    case 'branch':
      return `branch ${reg(end.cond)} b${end.then} b${end.else}`;
    case 'return':
      return end.from < 0 ? 'return' : `return ${reg(end.from)}`;
    case 'throw':
      return `throw ${reg(end.from)}`;
  }
}

function paramMarks(p: Param): string {
  return `${p.rest ? ' rest' : ''}${p.names ? ' names' : ''}${decorators(p.decorators)}`;
}

function decorators(registers: readonly Reg[] | undefined): string {
  return registers && registers.length > 0 ? ` decorators ${registers.map(reg).join(' ')}` : '';
}

function argument(a: Argument): string {
  return `${a.name === undefined ? '' : `${name(a.name)}: `}${a.spread ? '...' : ''}${reg(a.value)}`;
}

function property(p: Property): string {
  if (p.key === undefined) return `...${reg(p.value)}`;
  const key = typeof p.key === 'number' ? `[${reg(p.key)}]` : name(p.key);
  return `${key}${p.keyAt ? place(p.keyAt).trimStart() : ''}: ${reg(p.value)}`;
}

function type(t: TypeRef | undefined): string {
  if (!t) return '';
  if (t.from === 'import') return ` : import ${quote(t.module)} ${name(t.name)}`;
  return t.from === 'class' ? ` : class c${t.index}` : ` : name ${name(t.name)}`;
}

function literal(value: Literal): string {
  if (typeof value === 'string') return quote(value);
  if (typeof value === 'object' && value !== null) return `regex ${quote(value.regex)} ${quote(value.flags)}`;
  return Object.is(value, -0) ? '-0' : String(value);
}

function reg(r: Reg): string {
  return r < 0 ? '-' : `%${r}`;
}

/** By name where the function has only one of that name. */
function variable(func: Func | undefined, v: Var): string {
  return func && isUnique(func, v) ? `$${func.vars[v].name}` : `$${v}`;
}

const unique = new WeakMap<Func, ReadonlySet<number>>();

function isUnique(func: Func, v: Var): boolean {
  let known = unique.get(func);
  if (!known) {
    const first = new Map<string, number>();
    const twice = new Set<string>();
    for (const [i, { name: n }] of func.vars.entries()) {
      if (first.has(n)) twice.add(n);
      else first.set(n, i);
    }
    known = new Set([...first].filter(([n]) => !twice.has(n) && WORD.test(n)).map(([, i]) => i));
    unique.set(func, known);
  }
  return known.has(v);
}

const WORD = /^[A-Za-z_][A-Za-z0-9_]*$/;
const OPERATOR = /^(?:[-+*/%=!<>&|^~?]+|[a-z]+)$/;

function name(text: string): string {
  return WORD.test(text) || text === '*' || text === '=' ? text : quote(text);
}
function operator(text: string): string {
  return OPERATOR.test(text) && !text.startsWith('//') ? text : quote(text);
}
/** JSON leaves the two line separators as they are, but here a line is a line. */
function quote(text: string): string {
  return JSON.stringify(text).replaceAll('\u2028', '\\u2028').replaceAll('\u2029', '\\u2029');
}
function place(at: At): string {
  return ` @${at.start}..${at.end}`;
}
