/** Reads one instruction, or the end of a block, from a line of IR text. */
import type { OpenFunction } from './read';
import { readType } from './readType';
import type { IrLine } from './tokens';
import type { Argument, Instr, Literal, Property, Reg, Terminator } from './types';

/** Undefined when the line is an ordinary instruction. */
export function readTerminator(line: IrLine): Terminator | undefined {
  if (line.accept('jump')) return { op: 'jump', to: block(line), at: line.finish() };
  if (line.accept('branch')) {
    const cond = line.register();
    const then = block(line);
    return { op: 'branch', cond, then, else: block(line), at: line.finish() };
  }
  if (line.accept('return')) return { op: 'return', from: line.isNext('register') ? line.register() : -1, at: line.finish() };
  if (line.accept('throw')) return { op: 'throw', from: line.register(), at: line.finish() };
  return undefined;
}

export function readInstr(line: IrLine, f: OpenFunction): Instr {
  if (line.isNext('register')) {
    const to = line.register();
    f.regs = Math.max(f.regs, to + 1);
    line.expect('=');
    const value = readValue(line, f, to);
    return { ...value, at: line.finish() } as Instr;
  }
  const op = line.word('an instruction');
  switch (op) {
    case 'set':
    case 'declare': {
      const declares = op === 'declare' ? { declares: true } : {};
      return { op: 'set', var: f.variable(line.variable(), line), from: line.register(), ...declares, at: line.finish() };
    }
    case 'setCapture':
      return { op, index: f.capture(line), from: line.register(), at: line.finish() };
    case 'setField':
      return { op, base: line.register(), name: line.name('a field'), from: line.register(), at: line.finish() };
    case 'setIndex':
      return { op, base: line.register(), key: line.register(), from: line.register(), at: line.finish() };
    default:
      return line.fail(`there is no instruction \`${op}\` without a result`);
  }
}

/** An instruction still without its place. */
type Placeless<T> = T extends unknown ? Omit<T, 'at'> : never;

function readValue(line: IrLine, f: OpenFunction, to: Reg): Placeless<Instr> {
  const op = line.word('an instruction');
  switch (op) {
    case 'const':
      return { op, to, value: readLiteral(line) };
    case 'get':
      return { op, to, var: f.variable(line.variable(), line) };
    case 'capture':
      return { op, to, index: f.capture(line) };
    case 'global':
      return { op, to, name: line.name('a name') };
    case 'import':
      return { op, to, module: line.name('a module'), name: line.name('a name') };
    case 'this':
    case 'super':
    case 'caught':
      return { op, to };
    case 'field':
      return { op, to, base: line.register(), name: line.name('a field') };
    case 'index':
      return { op, to, base: line.register(), key: line.register() };
    case 'call':
    case 'new':
    case 'tag': {
      const callee = line.register();
      const receiver = line.accept('this') ? line.register() : -1;
      return { op: 'call', to, kind: op, callee, this: receiver, args: line.list('(', ')', () => readArgument(line)) };
    }
    case 'binary':
      return { op, to, operator: line.name('an operator'), left: line.register(), right: line.register() };
    case 'unary':
      return { op, to, operator: line.name('an operator'), from: line.register() };
    case 'concat':
      return { op, to, parts: line.registers() };
    case 'mix':
      return { op, to, from: line.registers() };
    case 'object':
      return { op, to, props: line.list('{', '}', () => readProperty(line)) };
    case 'array':
      return { op, to, items: line.list('[', ']', () => readArgument(line)) };
    case 'closure':
      return { op, to, func: line.numbered('f', 'a function') };
    case 'class': {
      const index = line.numbered('c', 'a class');
      const parent = line.accept('extends') ? line.register() : -1;
      return { op, to, class: index, parent, decorators: line.accept('decorators') ? line.registers() : [] };
    }
    case 'element':
    case 'key':
      return { op, to, base: line.register() };
    case 'await':
    case 'yield':
      return { op, to, from: line.registerOrNone() };
    case 'cast': {
      const from = line.register();
      const { type } = readType(line);
      return { op, to, from, type: type ?? line.fail('expected `: import`, `: class` or `: name`') };
    }
    default:
      return line.fail(`there is no instruction \`${op}\``);
  }
}

const WORDS: Readonly<Record<string, Literal>> = { true: true, false: false, null: null, undefined };

function readLiteral(line: IrLine): Literal {
  if (line.isNext('string')) return line.name('a string');
  const word = line.word('a literal');
  if (word === 'regex') return { regex: line.name('a pattern'), flags: line.name('flags') };
  if (Object.hasOwn(WORDS, word)) return WORDS[word];
  const value = Number(word);
  if (Number.isNaN(value) && word !== 'NaN') line.fail(`\`${word}\` is no literal: strings stand in double quotes`);
  return value;
}

function readArgument(line: IrLine): Argument {
  const named = line.isNext('word') || line.isNext('string') ? { name: line.name('a name') } : {};
  if (named.name !== undefined) line.expect(':');
  const spread = line.accept('...') ? { spread: true } : {};
  return { ...named, ...spread, value: line.register() };
}

function readProperty(line: IrLine): Property {
  if (line.accept('...')) return { value: line.register() };
  let key: string | Reg;
  if (line.accept('[')) {
    key = line.register();
    line.expect(']');
  } else key = line.name('a key');
  const keyAt = line.place();
  line.expect(':');
  return { key, value: line.register(), ...(keyAt ? { keyAt } : {}) };
}

function block(line: IrLine): number {
  return line.numbered('b', 'a block');
}
