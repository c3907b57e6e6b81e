/**
 * A file of sealed entries: a head, the entries, an index sorted by name, a tail. It is only ever written whole under another
 * name; whatever does not look like one is taken for empty.
 */
import { createCipheriv, createDecipheriv, createHash, randomBytes } from 'node:crypto';
import { closeSync, fstatSync, openSync, readSync, writeSync } from 'node:fs';

const MAGIC = 'gatehouse cache\n';
/** Magic and build. */
const HEAD = 32;
/** Offset of the index, number of its rows, and the beginning of its hash. */
const TAIL = 32;
/** Name, offset, length, day. */
const ROW = 32;
const IV = 12;
const TAG = 16;
const SEALED = IV + TAG;
/** Bytes gathered before they are written. */
const CHUNK = 1 << 20;

export function sha256(...parts: readonly (string | Uint8Array)[]): Buffer {
  const hash = createHash('sha256');
  for (const part of parts) hash.update(part).update('\0');
  return hash.digest();
}

/** 16 bytes that stand for a name. */
export function nameOf(name: string): Buffer {
  return sha256(name).subarray(0, 16);
}

export interface Row {
  /** Where the sealed entry starts. */
  readonly offset: number;
  readonly length: number;
  /** Days since 1970 when it was last used. */
  readonly day: number;
}

/** Encrypted and signed: the key is needed to read it, and any change shows. */
export function seal(name: string, key: string, bytes: Uint8Array): Buffer {
  const iv = randomBytes(IV);
  const cipher = createCipheriv('aes-256-gcm', sha256('entry', name, key), iv);
  const text = Buffer.concat([cipher.update(bytes), cipher.final()]);
  return Buffer.concat([iv, cipher.getAuthTag(), text]);
}

export function unseal(name: string, key: string, sealed: Buffer): Uint8Array | undefined {
  if (sealed.length < SEALED) return undefined;
  const decipher = createDecipheriv('aes-256-gcm', sha256('entry', name, key), sealed.subarray(0, IV));
  decipher.setAuthTag(sealed.subarray(IV, SEALED));
  try {
    return Buffer.concat([decipher.update(sealed.subarray(SEALED)), decipher.final()]);
  } catch {
    return undefined;
  }
}

export class PackReader {
  private constructor(
    private readonly fd: number,
    private readonly index: Buffer,
  ) {}

  /** Undefined when there is none, or none of this build. */
  static open(file: string, build: Buffer): PackReader | undefined {
    let fd: number;
    try {
      fd = openSync(file, 'r');
    } catch {
      return undefined;
    }
    try {
      const index = readIndex(fd, build);
      if (index) return new PackReader(fd, index);
    } catch {
      // Not readable: as if it were not there.
    }
    closeSync(fd);
    return undefined;
  }

  find(name: Buffer): Row | undefined {
    let low = 0;
    let high = this.index.length / ROW;
    while (low < high) {
      const mid = (low + high) >> 1;
      const order = this.index.compare(name, 0, name.length, mid * ROW, mid * ROW + name.length);
      if (order === 0) return this.row(mid);
      if (order < 0) low = mid + 1;
      else high = mid;
    }
    return undefined;
  }

  *rows(): Generator<readonly [Buffer, Row]> {
    for (let i = 0; i < this.index.length / ROW; i++) yield [this.index.subarray(i * ROW, i * ROW + 16), this.row(i)];
  }

  private row(i: number): Row {
    const at = i * ROW + 16;
    return { offset: this.index.readUIntLE(at, 6), length: this.index.readUInt32LE(at + 6), day: this.index.readUInt32LE(at + 10) };
  }

  read({ offset, length }: Row): Buffer | undefined {
    try {
      return readAt(this.fd, offset, length);
    } catch {
      return undefined;
    }
  }

  close(): void {
    closeSync(this.fd);
  }
}

function readIndex(fd: number, build: Buffer): Buffer | undefined {
  const { size } = fstatSync(fd);
  if (size < HEAD + TAIL) return undefined;
  const head = readAt(fd, 0, HEAD);
  const tail = readAt(fd, size - TAIL, TAIL);
  if (!head?.equals(headOf(build)) || !tail) return undefined;
  const start = tail.readUIntLE(0, 6);
  const count = tail.readUInt32LE(8);
  if (start < HEAD || start + count * ROW + TAIL !== size) return undefined;
  const index = readAt(fd, start, count * ROW);
  if (!index || !sha256(index).subarray(0, 16).equals(tail.subarray(16))) return undefined;
  for (let at = 16; at < index.length; at += ROW) {
    const offset = index.readUIntLE(at, 6);
    if (offset < HEAD || offset + index.readUInt32LE(at + 6) > start) return undefined;
  }
  return index;
}

function readAt(fd: number, offset: number, length: number): Buffer | undefined {
  const bytes = Buffer.allocUnsafe(length);
  for (let at = 0; at < length; ) {
    const got = readSync(fd, bytes, at, length - at, offset + at);
    if (got === 0) return undefined;
    at += got;
  }
  return bytes;
}

function headOf(build: Buffer): Buffer {
  return Buffer.concat([Buffer.from(MAGIC, 'latin1'), build.subarray(0, HEAD - MAGIC.length)]);
}

/** Throws the system's error where it cannot write. */
export class PackWriter {
  private readonly fd: number;
  private readonly rows = new Map<string, Row>();
  private waiting: Buffer[] = [];
  private waitingBytes = 0;
  /** Bytes so far. */
  size = 0;

  constructor(file: string, build: Buffer) {
    this.fd = openSync(file, 'wx', 0o600);
    this.append(headOf(build));
  }

  has(name: Buffer): boolean {
    return this.rows.has(name.toString('latin1'));
  }

  add(name: Buffer, sealed: Buffer, day: number): void {
    this.rows.set(name.toString('latin1'), { offset: this.size, length: sealed.length, day });
    this.append(sealed);
  }

  /** Nothing may be added afterwards. */
  finish(): void {
    const start = this.size;
    const index = Buffer.alloc(this.rows.size * ROW);
    for (const [i, [name, row]] of [...this.rows].sort(([a], [b]) => (a < b ? -1 : 1)).entries()) {
      index.write(name, i * ROW, 'latin1');
      index.writeUIntLE(row.offset, i * ROW + 16, 6);
      index.writeUInt32LE(row.length, i * ROW + 22);
      index.writeUInt32LE(row.day, i * ROW + 26);
    }
    const tail = Buffer.alloc(TAIL);
    tail.writeUIntLE(start, 0, 6);
    tail.writeUInt32LE(this.rows.size, 8);
    sha256(index).copy(tail, 16, 0, 16);
    this.append(index);
    this.append(tail);
    this.flush();
    closeSync(this.fd);
  }

  /** Gives up; the file is the caller's to remove. */
  abandon(): void {
    try {
      closeSync(this.fd);
    } catch {
      // It was closed before.
    }
  }

  private append(bytes: Buffer): void {
    this.waiting.push(bytes);
    this.waitingBytes += bytes.length;
    this.size += bytes.length;
    if (this.waitingBytes >= CHUNK) this.flush();
  }

  private flush(): void {
    const bytes = Buffer.concat(this.waiting);
    this.waiting = [];
    this.waitingBytes = 0;
    for (let at = 0; at < bytes.length; ) at += writeSync(this.fd, bytes, at, bytes.length - at);
  }
}
