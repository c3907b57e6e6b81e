/** What the analysis of one function may ask of the rest of the program. `program.ts` answers. */
import type { ClassInfo, Func, Literal, TypeRef } from '../ir/types';
import type { CallRoles } from './catalogState';
import type { CallKind, SinkKind, SourceKind } from './kinds';
import type { Labels } from './labels';
import type { NameOracle } from './names';
import type { PathTable } from './paths';
import type { ArgumentValue, ClassRecord, FunctionInfo, Summary } from './summary';
import type { FunctionValue, Site, Taint, Value } from './values';

/** Tells which flows any rule cares about, so that the others cost nothing. */
export interface Relevance {
  /** True when some rule joins the two kinds and the value has not been through what stops it. */
  wants(source: SourceKind, sink: SinkKind, mask: number): boolean;
}

/** A call of a kind that rules look at, with its arguments as they were known. */
export interface ObservedCall {
  readonly kind: CallKind;
  readonly roles: CallRoles;
  readonly args: readonly ArgumentValue[];
  readonly self: Value | undefined;
  readonly site: Site;
  /** It stands in a function that has left it to this one, its caller. */
  readonly carried: boolean;
  readonly name: string;
  readonly developmentOnly: boolean;
  /** Names of what takes the result and of the functions around, inner first. */
  readonly names: readonly string[];
  /** The text the arguments stand in. */
  readonly text: string;
  /** Of the function the call stands in. */
  readonly functionAt: () => { readonly start: number; readonly end: number };
  /** Reads a field as the function under analysis sees it. */
  readonly read: (value: Value, field: string) => Value | undefined;
  readonly elements: (value: Value) => readonly Value[];
  readonly isComplete: (value: Value) => boolean;
  /** Labels of the value and of all that is in it. */
  readonly taints: (value: Value) => readonly Taint[];
}

/** As it is shown to rules. */
export interface JudgedCall extends ObservedCall {
  /** All of the file: whoever asks for it is asked again after every edit. */
  readonly fileText: () => string;
  /** The same of its code. */
  readonly fileCode: () => ModuleCode;
}

/** What a rule says of a call, ready to be shown. */
export interface CallReport {
  readonly rule: string;
  readonly span: { readonly start: number; readonly end: number };
  readonly file: string;
  readonly message: string;
  readonly severity: string | undefined;
  readonly confidence: string | undefined;
}

/** A literal that reaches a credential parameter. */
export interface CredentialLiteral {
  readonly site: Site;
  readonly value: Literal;
  readonly name: string;
}

export interface ModuleCode {
  readonly file: string;
  readonly text: string;
  readonly functions: readonly Func[];
  readonly classes: readonly ClassInfo[];
}

export interface Environment {
  readonly paths: PathTable;
  readonly labels: Labels;
  readonly names: NameOracle;
  readonly relevance: Relevance;
  summary(file: string, func: number): Summary;
  functionInfo(file: string, func: number): FunctionInfo | undefined;
  /** The code of a function of the module under analysis is looked at, by another one. */
  noteCode(file: string, func: number): void;
  classRecord(file: string, index: number): ClassRecord | undefined;
  /** What instances of the class have in a field, whoever made them; undefined when nothing is known. */
  classField(value: FunctionValue, field: string): Value | undefined;
  /** A module variable as its top level leaves it. */
  moduleVariable(file: string, index: number): Value;
  /** A function has set a module variable. */
  writeModuleVariable(file: string, index: number, value: Value): void;
  importValue(file: string, module: string, name: string): Value;
  /** A value declared to be of that type. */
  declaredValue(file: string, type: TypeRef): Value;
  observeCall(call: ObservedCall): void;
  observeCredential(literal: CredentialLiteral): void;
  /** The program is set up so that all that clients choose the shape of goes through this. */
  observeSetting(mask: number): void;
}
