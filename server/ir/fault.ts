/** What the verifier reports, and the checks that both its halves make. */
import type { At, Module, TypeRef } from './types';

export interface Fault {
  readonly message: string;
  /** Function, block and instruction; the number of instructions stands for the block's end. */
  readonly func?: number;
  readonly block?: number;
  readonly instr?: number;
}

export function verifyPlace({ start, end }: At, what: string, say: (message: string) => void): void {
  if (!(Number.isInteger(start) && Number.isInteger(end) && 0 <= start && start <= end)) say(`${what}: ${start}..${end} is no place`);
}

export function verifyType(type: TypeRef | undefined, module: Module, what: string, say: (message: string) => void): void {
  if (type?.from === 'class' && module.classes[type.index] === undefined) say(`${what}: there is no class ${type.index}`);
}
