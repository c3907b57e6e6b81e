/** Entries of one kind, each kept once: equal bytes get the same number, so that equal content gives equal records. */
import { ByteWriter } from './bytes';

export class Table extends ByteWriter {
  count = 0;
  private begun = 0;
  /** Where each entry starts; the last one ends at `length`. */
  private starts = new Int32Array(16);
  /** Number of an entry plus one, by hash; 0 is free. */
  private slots = new Int32Array(32);

  begin(): void {
    this.begun = this.length;
  }

  /** The number of what was written since `begin`. */
  end(): number {
    if (this.count * 2 >= this.slots.length) this.rehash();
    const { begun, slots } = this;
    const mask = slots.length - 1;
    let slot = this.hash(begun, this.length) & mask;
    for (; slots[slot] !== 0; slot = (slot + 1) & mask) {
      if (this.isEqual(slots[slot] - 1)) {
        this.length = begun;
        return slots[slot] - 1;
      }
    }
    slots[slot] = this.count + 1;
    if (this.count + 1 >= this.starts.length) {
      const larger = new Int32Array(this.starts.length * 2);
      larger.set(this.starts);
      this.starts = larger;
    }
    this.starts[this.count] = begun;
    this.starts[this.count + 1] = this.length;
    return this.count++;
  }

  private isEqual(entry: number): boolean {
    const { bytes, begun } = this;
    const start = this.starts[entry];
    const size = this.length - begun;
    if (this.starts[entry + 1] - start !== size) return false;
    for (let i = 0; i < size; i++) if (bytes[start + i] !== bytes[begun + i]) return false;
    return true;
  }

  private hash(start: number, end: number): number {
    let h = 0x811c9dc5;
    for (let i = start; i < end; i++) h = Math.imul(h ^ this.bytes[i], 0x01000193);
    return h ^ (h >>> 15);
  }

  private rehash(): void {
    this.slots = new Int32Array(this.slots.length * 2);
    const mask = this.slots.length - 1;
    for (let entry = 0; entry < this.count; entry++) {
      let slot = this.hash(this.starts[entry], this.starts[entry + 1]) & mask;
      while (this.slots[slot] !== 0) slot = (slot + 1) & mask;
      this.slots[slot] = entry + 1;
    }
  }
}
