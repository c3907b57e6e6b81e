/** What the handlers of one lowering of Java share: the types around, what the file imports, and what names mean by them. */
import type { At, Reg, TypeRef } from '../../ir/types';
import { Lowering } from '../lowering';
import { type ClassText, classText, isLanguageClass, isTypeParameter } from './classNames';
import type { Fields, Tables } from './tables';

export interface Method {
  readonly node: number;
  readonly name: string;
  /** As it is called in the class: overloads have a number behind it. */
  readonly member: string;
  readonly static: boolean;
  readonly params: number;
  readonly varargs: boolean;
}
export interface Field {
  readonly static: boolean;
  readonly type: number;
}

/** A class, interface, record, enum or annotation type whose text is in this file. */
export interface TypeScope {
  readonly node: number;
  readonly body: number;
  readonly name: string;
  /** `Outer.Inner`; '' for one that has no name outside its function. */
  readonly path: string;
  readonly index: number;
  /** Level of the function that holds it. */
  readonly level: number;
  readonly outer: TypeScope | undefined;
  readonly hasParent: boolean;
  readonly nested: Map<string, TypeScope>;
  readonly fields: Map<string, Field>;
  readonly methods: Map<string, Method[]>;
  readonly constructors: Method[];
}

export interface Yield {
  readonly result: number;
  readonly after: number;
}

const NO_TYPES: readonly TypeRef[] = [];
/** Packages of which every class is imported that are asked for a name. */
const MAX_STARS = 8;

export class Context extends Lowering<Fields> {
  declare readonly tables: Tables;
  package = '';
  /** Simple name → what an import says it is. */
  readonly imported = new Map<string, ClassText>();
  /** Packages and classes of which everything is imported. */
  readonly stars: string[] = [];
  /** Simple name → class and member. */
  readonly staticImports = new Map<string, ClassText>();
  readonly staticStars: ClassText[] = [];
  /** Top-level types. */
  readonly types = new Map<string, TypeScope>();
  /** The type whose members are being lowered. */
  within: TypeScope | undefined;
  /** Texts that only declared types name so far. */
  readonly typeTexts = new Set<string>();
  labels: readonly string[] = [];
  yields: Yield | undefined;
  /** Types inside types looked through. */
  typeDepth = 0;

  /** The type of that simple name in this file, seen from here. */
  typeHere(name: string): TypeScope | undefined {
    for (let type = this.within; type; type = type.outer) {
      if (type.name === name && name !== '') return type;
      const inner = type.nested.get(name);
      if (inner) return inner;
    }
    return this.types.get(name);
  }

  /** What a simple name of a class may mean outside this file, the likeliest first. */
  candidates(name: string): readonly ClassText[] {
    const known = this.imported.get(name);
    if (known) return [known];
    const own = this.package === '' ? name : `${this.package}.${name}`;
    return [own, ...this.stars.slice(0, MAX_STARS).map((star) => `${star}.${name}`)].flatMap((text) => classText(text) ?? []);
  }

  typesOfName(name: string): readonly TypeRef[] {
    if (isTypeParameter(name)) return NO_TYPES;
    const here = this.typeHere(name);
    if (here) return [{ from: 'class', index: here.index }];
    if (!this.imported.has(name) && isLanguageClass(name)) return [{ from: 'name', name }];
    return this.candidates(name).map((text) => this.typeRef(text));
  }

  typeRef({ module, name }: ClassText): TypeRef {
    this.typeTexts.add(module);
    return { from: 'import', module, name };
  }

  /** The class itself, as a value. */
  classValue(name: string, at: At): Reg {
    const here = this.typeHere(name);
    if (here) return this.typeValue(here, at);
    if (isTypeParameter(name) || (!this.imported.has(name) && isLanguageClass(name))) return this.b.global(at, name);
    const regs = this.candidates(name).map((text) => this.classOf(text, at));
    return regs.length === 1 ? regs[0] : this.b.mix(at, regs);
  }
  classOf({ module, name }: ClassText, at: At): Reg {
    const top = this.import(at, module, '*');
    return name === '*' ? top : name.split('.').reduce((base, part) => this.b.field(at, base, part), top);
  }
  typeValue(type: TypeScope, at: At): Reg {
    return this.read(type.path === '' ? type.name : type.path, at);
  }

  /** The object of an enclosing type, or of this one. */
  thisOf(type: TypeScope, at: At): Reg {
    if (type === this.within) return this.b.this(at);
    const kept = thisName(type);
    if (this.find(kept)) return this.read(kept, at);
    return this.b.cast(at, this.b.field(at, this.b.this(at), 'this$0'), { from: 'class', index: type.index });
  }

  /** Where a name without an object is a field of a type around; undefined for variables, classes, and what nobody declares. */
  fieldHere(name: string): TypeScope | undefined {
    const found = this.find(name) ? this.foundFn.level : -1;
    for (let type = this.within; type; type = type.outer) {
      if (found > type.level) return undefined;
      if (type.fields.has(name)) return type;
    }
    return undefined;
  }
}

/** Variable in which a function with classes inside keeps its own object for them. */
export function thisName(type: TypeScope): string {
  return `this$${type.index}`;
}
