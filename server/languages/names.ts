/** One string object per name of a module, so that names compare and hash fast and do not keep the file's text alive. */

/** Slices at least this long would share the memory of the whole text in V8. */
const SHARED_SLICE = 13;

export class Names {
  private mask = 1023;
  private table: (string | undefined)[] = new Array(1024).fill(undefined);
  private count = 0;

  constructor(private readonly text: string) {}

  /** The text from `start` to `end`, always the same object for the same characters. */
  at(start: number, end: number): string {
    const { text, table } = this;
    const length = end - start;
    let hash = length;
    for (let i = start; i < end; i++) hash = (Math.imul(hash, 31) + text.charCodeAt(i)) | 0;
    let slot = (hash ^ (hash >>> 15)) & this.mask;
    for (let known = table[slot]; known !== undefined; known = table[slot]) {
      if (known.length === length && this.same(known, start, length)) return known;
      slot = (slot + 1) & this.mask;
    }
    const name = length < SHARED_SLICE ? text.slice(start, end) : this.copy(start, end);
    table[slot] = name;
    if (++this.count * 2 > table.length) this.grow();
    return name;
  }

  private same(known: string, start: number, length: number): boolean {
    const { text } = this;
    for (let i = 0; i < length; i++) if (known.charCodeAt(i) !== text.charCodeAt(start + i)) return false;
    return true;
  }

  private copy(start: number, end: number): string {
    if (end - start > 500) return this.text.slice(start, end);
    const codes: number[] = [];
    for (let i = start; i < end; i++) codes.push(this.text.charCodeAt(i));
    return String.fromCharCode(...codes);
  }

  private grow(): void {
    const old = this.table;
    this.table = new Array(old.length * 2).fill(undefined);
    this.mask = this.table.length - 1;
    for (const name of old) {
      if (name === undefined) continue;
      let hash = name.length;
      for (let i = 0; i < name.length; i++) hash = (Math.imul(hash, 31) + name.charCodeAt(i)) | 0;
      let slot = (hash ^ (hash >>> 15)) & this.mask;
      while (this.table[slot] !== undefined) slot = (slot + 1) & this.mask;
      this.table[slot] = name;
    }
  }
}
