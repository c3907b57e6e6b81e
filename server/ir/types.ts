/**
 * The intermediate form every language is lowered to: three-address code over a control-flow graph, one `Module` a file.
 * It knows no language. It has a text form (print.ts, read.ts) and rules of its own (verify.ts).
 *
 * Registers (`Reg`) are temporaries, defined by exactly one instruction. Variables (`Var`) are the program's own names;
 * they may be set many times. A function inside a function reads its owner's variables by `capture`.
 * Function 0 is the module's top level; its variables are the module's.
 */
import type { Declared } from './declared';

/** A temporary; -1 stands for "none" where an instruction allows it. */
export type Reg = number;
/** Index into the function's `vars`. */
export type Var = number;

/** UTF-16 offsets in the file. */
export interface At {
  readonly start: number;
  readonly end: number;
}

export interface RegexLiteral {
  readonly regex: string;
  readonly flags: string;
}
/** `undefined` is the language's "nothing"; `null` its null. A bigint or a huge number is a number. */
export type Literal = string | number | boolean | null | undefined | RegexLiteral;

export interface Argument {
  readonly value: Reg;
  /** Keyword argument. */
  readonly name?: string;
  /** `...rest`, `*args`: the value's elements are the arguments. With the name `**`, its fields are keyword arguments. */
  readonly spread?: boolean;
}

export interface Property {
  /** A literal key, a computed key's register, or undefined for a spread (`...value`). */
  readonly key?: string | Reg;
  readonly value: Reg;
  /** Span of the key, when it is written out. */
  readonly keyAt?: At;
}

/** A type as far as the text says it: `pg.Pool` through an import, or a class of this module, or only a name. */
export type TypeRef =
  | { readonly from: 'import'; readonly module: string; readonly name: string }
  | { readonly from: 'class'; readonly index: number }
  | { readonly from: 'name'; readonly name: string };

export type CallKind = 'call' | 'new' | 'tag';

export type Instr = { readonly at: At } & (
  | { readonly op: 'const'; readonly to: Reg; readonly value: Literal }
  /** Read a variable of this function. */
  | { readonly op: 'get'; readonly to: Reg; readonly var: Var }
  | { readonly op: 'set'; readonly var: Var; readonly from: Reg; readonly declares?: boolean }
  /** Read or set a variable of an enclosing function: an index into `Func.captures`. */
  | { readonly op: 'capture'; readonly to: Reg; readonly index: number }
  | { readonly op: 'setCapture'; readonly index: number; readonly from: Reg }
  /** A name bound nowhere in the module: `process`, `eval`, `print`. */
  | { readonly op: 'global'; readonly to: Reg; readonly name: string }
  /** `name` is `*` for the whole module, `default` for its default, else an exported name. */
  | { readonly op: 'import'; readonly to: Reg; readonly module: string; readonly name: string }
  | { readonly op: 'this'; readonly to: Reg }
  /** `super` as a receiver: methods are looked up in the parent class, `this` stays. */
  | { readonly op: 'super'; readonly to: Reg }
  | { readonly op: 'field'; readonly to: Reg; readonly base: Reg; readonly name: string }
  | { readonly op: 'setField'; readonly base: Reg; readonly name: string; readonly from: Reg }
  | { readonly op: 'index'; readonly to: Reg; readonly base: Reg; readonly key: Reg }
  | { readonly op: 'setIndex'; readonly base: Reg; readonly key: Reg; readonly from: Reg }
  /**
   * `callee` is the function's value; a method call reads it by `field` first and passes the receiver as `this`.
   * `tag`: a tagged template; args[0] is an array of the literal pieces (cooked), the others the interpolated values.
   */
  | {
      readonly op: 'call';
      readonly to: Reg;
      readonly kind: CallKind;
      readonly callee: Reg;
      readonly this: Reg;
      readonly args: readonly Argument[];
    }
  /** Arithmetic, comparison and `in`/`instanceof`, by the operator's usual text: `+ - * / % ** == != === !== < <= > >= in instanceof & | ^ << >> ??`. */
  | { readonly op: 'binary'; readonly to: Reg; readonly operator: string; readonly left: Reg; readonly right: Reg }
  /** `! - + ~ typeof void delete` */
  | { readonly op: 'unary'; readonly to: Reg; readonly operator: string; readonly from: Reg }
  /** A template or format string: its pieces in order, literal pieces as `const` registers. */
  | { readonly op: 'concat'; readonly to: Reg; readonly parts: readonly Reg[] }
  | { readonly op: 'object'; readonly to: Reg; readonly props: readonly Property[] }
  | { readonly op: 'array'; readonly to: Reg; readonly items: readonly Argument[] }
  | { readonly op: 'closure'; readonly to: Reg; readonly func: number }
  | { readonly op: 'class'; readonly to: Reg; readonly class: number; readonly parent: Reg; readonly decorators: readonly Reg[] }
  /** One element of what is iterated (`for … of`), or one key (`for … in`). */
  | { readonly op: 'element'; readonly to: Reg; readonly base: Reg }
  | { readonly op: 'key'; readonly to: Reg; readonly base: Reg }
  /** The value with a declared type; no conversion happens. */
  | { readonly op: 'cast'; readonly to: Reg; readonly from: Reg; readonly type: TypeRef }
  | { readonly op: 'await'; readonly to: Reg; readonly from: Reg }
  | { readonly op: 'yield'; readonly to: Reg; readonly from: Reg }
  /** Any one of these, or something made of all of them: branches of an expression, syntax the lowering does not know. */
  | { readonly op: 'mix'; readonly to: Reg; readonly from: readonly Reg[] }
  /** What a `catch` binds. */
  | { readonly op: 'caught'; readonly to: Reg }
);

export type Terminator = { readonly at: At } & (
  | { readonly op: 'jump'; readonly to: number }
  | { readonly op: 'branch'; readonly cond: Reg; readonly then: number; readonly else: number }
  /** `from` -1: returns nothing. */
  | { readonly op: 'return'; readonly from: Reg }
  | { readonly op: 'throw'; readonly from: Reg }
);

export interface Block {
  readonly instrs: readonly Instr[];
  readonly end: Terminator;
  /** Block that catches what is thrown in this one, if any. */
  readonly catch?: number;
}

export interface Variable {
  readonly name: string;
  /** Span of the declaring name. */
  readonly at: At;
  /** Set once, where it is declared (a `const`, a function, a class, an import). */
  readonly constant?: boolean;
  /** Declared type, when written. */
  readonly type?: TypeRef;
}

export interface Param {
  /** The variable that holds it on entry. Defaults and destructuring are instructions. */
  readonly var: Var;
  readonly rest?: boolean;
  /** `**options`: gets the keyword arguments that no other parameter takes. */
  readonly names?: boolean;
  /** Decorator registers are evaluated in the class's owner; see ClassMember. */
  readonly decorators?: readonly Reg[];
}

/** Variable `var` of the function `up` levels above (1: the owner). */
export interface Capture {
  readonly up: number;
  readonly var: Var;
}

export interface Func {
  /** Index in `Module.functions`. */
  readonly index: number;
  /** As written or as assigned (`const show = () => …`), else ''. */
  readonly name: string;
  /** The whole function's text. */
  readonly at: At;
  /** Span of its name, or of its head when it has none. */
  readonly nameAt: At;
  /** Index of the enclosing function; -1 for the top level. A method's owner is the function that holds its class. */
  readonly owner: number;
  /** Class it is a member of, or -1. */
  readonly class: number;
  readonly params: readonly Param[];
  readonly vars: readonly Variable[];
  readonly captures: readonly Capture[];
  /** Number of registers. */
  readonly regs: number;
  /** Blocks in source order; 0 is the entry. Every block but the entry has a predecessor or is dead. */
  readonly blocks: readonly Block[];
  readonly async?: boolean;
  readonly generator?: boolean;
  /** An arrow function: `this` is the owner's. */
  readonly lexicalThis?: boolean;
}

export interface ClassMember {
  readonly name: string;
  readonly kind: 'method' | 'getter' | 'setter' | 'constructor' | 'field';
  readonly static?: boolean;
  /** The method's function; for a field its initializer's function (returns the value), or -1 when it has none. */
  readonly func: number;
  readonly at: At;
  /** A field's declared type. Constructor parameters that declare a field (`private db: Pool`) are fields as well; the constructor sets them. */
  readonly type?: TypeRef;
  /** Decorators, as registers of the function that holds the class. */
  readonly decorators?: readonly Reg[];
}

export interface ClassInfo {
  readonly index: number;
  readonly name: string;
  readonly at: At;
  /** Function that holds the `class` instruction. */
  readonly owner: number;
  readonly members: readonly ClassMember[];
}

export interface Export {
  /** `default`, a name, or `=` for a module that replaces its whole export object. */
  readonly name: string;
  /** Variable of function 0 that holds the exported value. */
  readonly var: Var;
}

export interface Module {
  readonly file: string;
  readonly language: string;
  readonly functions: readonly Func[];
  readonly classes: readonly ClassInfo[];
  readonly exports: readonly Export[];
  /** `export * from "module"`. */
  readonly reexports: readonly string[];
  /** Every module text an `import` instruction or a re-export names, once each, in order. */
  readonly imports: readonly string[];
  /** Syntax the lowering did not know: node type → how often. */
  readonly unknown: Readonly<Record<string, number>>;
  /** True where the text is damaged, so that some of it may be missing here. */
  readonly broken: boolean;
  /** What its types and handlers declare beside their code. */
  readonly declared?: Declared;
}
