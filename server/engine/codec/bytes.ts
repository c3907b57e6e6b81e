/** Numbers and texts as bytes: small numbers take one, and nothing read is trusted. */

/** What was read is not what was written. */
export class DamagedRecord extends Error {}

export class ByteWriter {
  bytes: Uint8Array;
  length = 0;

  constructor(size = 256) {
    this.bytes = new Uint8Array(size);
  }

  /** A whole number from 0 to 2^32 - 1; a negative 32-bit number comes back as such by `| 0`. */
  number(value: number): void {
    let rest = value >>> 0;
    if (this.length + 5 > this.bytes.length) this.grow(5);
    while (rest > 0x7f) {
      this.bytes[this.length++] = (rest & 0x7f) | 0x80;
      rest >>>= 7;
    }
    this.bytes[this.length++] = rest;
  }

  /** Any number, to the bit. */
  double(value: number): void {
    if (this.length + 8 > this.bytes.length) this.grow(8);
    new DataView(this.bytes.buffer, this.bytes.byteOffset).setFloat64(this.length, value, true);
    this.length += 8;
  }

  /** One byte a character where that is enough, else two: any text comes back as it was, halves of surrogate pairs too. */
  text(value: string): void {
    let isWide = false;
    for (let i = 0; i < value.length && !isWide; i++) isWide = value.charCodeAt(i) > 0xff;
    this.number(value.length * 2 + (isWide ? 1 : 0));
    const size = value.length * (isWide ? 2 : 1);
    if (this.length + size > this.bytes.length) this.grow(size);
    for (let i = 0; i < value.length; i++) {
      const c = value.charCodeAt(i);
      this.bytes[this.length++] = c & 0xff;
      if (isWide) this.bytes[this.length++] = c >>> 8;
    }
  }

  append(other: ByteWriter): void {
    this.put(other.bytes.subarray(0, other.length));
  }

  put(bytes: Uint8Array): void {
    if (this.length + bytes.length > this.bytes.length) this.grow(bytes.length);
    this.bytes.set(bytes, this.length);
    this.length += bytes.length;
  }

  /** A copy of its own, as long as what was written. */
  finish(): Uint8Array {
    return this.bytes.slice(0, this.length);
  }

  private grow(by: number): void {
    const larger = new Uint8Array(Math.max(this.bytes.length * 2, this.length + by));
    larger.set(this.bytes);
    this.bytes = larger;
  }
}

export class ByteReader {
  private at = 0;

  constructor(private readonly bytes: Uint8Array) {}

  get left(): number {
    return this.bytes.length - this.at;
  }

  number(): number {
    let value = 0;
    for (let shift = 0; shift < 35; shift += 7) {
      if (this.at >= this.bytes.length) throw new DamagedRecord('the record ends early');
      const byte = this.bytes[this.at++];
      value += (byte & 0x7f) * 2 ** shift;
      if (byte < 0x80) return value;
    }
    throw new DamagedRecord('a number is too long');
  }

  /** How many follow: never more than there are bytes for. */
  count(): number {
    const count = this.number();
    if (count > this.left) throw new DamagedRecord('a list is longer than the record');
    return count;
  }

  /** A number below `limit`. */
  index(limit: number): number {
    const index = this.number();
    if (index >= limit) throw new DamagedRecord('a reference leads nowhere');
    return index;
  }

  /** The next bytes, which are not copied. */
  bytesOf(length: number): Uint8Array {
    if (length > this.left) throw new DamagedRecord('the record ends early');
    this.at += length;
    return this.bytes.subarray(this.at - length, this.at);
  }

  double(): number {
    if (this.left < 8) throw new DamagedRecord('the record ends early');
    const value = new DataView(this.bytes.buffer, this.bytes.byteOffset + this.at, 8).getFloat64(0, true);
    this.at += 8;
    return value;
  }

  text(): string {
    const head = this.number();
    const isWide = (head & 1) === 1;
    const length = Math.floor(head / 2);
    const size = length * (isWide ? 2 : 1);
    if (size > this.left) throw new DamagedRecord('a text is longer than the record');
    let out = '';
    const end = this.at + size;
    while (this.at < end) {
      const units: number[] = [];
      for (let i = 0; i < 4096 && this.at < end; i++) {
        units.push(isWide ? this.bytes[this.at] | (this.bytes[this.at + 1] << 8) : this.bytes[this.at]);
        this.at += isWide ? 2 : 1;
      }
      out += String.fromCharCode(...units);
    }
    return out;
  }
}
