/** Records of finished files, in memory that threads can share: written once, by one thread, and then only read. */

/** Where a record lies; length -1: the file has left none. */
export interface RecordPlace {
  readonly file: string;
  readonly segment: number;
  readonly offset: number;
  readonly length: number;
}

/** What another thread has to hear to know the records as well. */
export interface RecordNews {
  readonly places: readonly RecordPlace[];
  /** Segments from number `firstSegment` on. */
  readonly segments: readonly SharedArrayBuffer[];
  readonly firstSegment: number;
}

const SEGMENT = 1 << 20;

/** Reads records that others have written. */
export class Records {
  protected readonly segments: SharedArrayBuffer[] = [];
  protected readonly places = new Map<string, RecordPlace>();

  /** Null when the file has left none, undefined when it is not finished. */
  get(file: string): Uint8Array | null | undefined {
    const place = this.places.get(file);
    if (!place) return undefined;
    return place.length < 0 ? null : new Uint8Array(this.segments[place.segment], place.offset, place.length);
  }

  hear({ places, segments, firstSegment }: RecordNews): void {
    for (const [i, segment] of segments.entries()) this.segments[firstSegment + i] = segment;
    for (const place of places) this.places.set(place.file, place);
  }
}

export class OwnRecords extends Records {
  private readonly log: RecordPlace[] = [];
  private used = SEGMENT;

  add(file: string, record: Uint8Array | undefined): void {
    if (record && this.used + record.length > (this.segments.at(-1)?.byteLength ?? 0)) {
      this.segments.push(new SharedArrayBuffer(Math.max(SEGMENT, record.length)));
      this.used = 0;
    }
    const segment = this.segments.length - 1;
    const place: RecordPlace = { file, segment, offset: this.used, length: record ? record.length : -1 };
    if (record) {
      new Uint8Array(this.segments[segment]).set(record, this.used);
      this.used += record.length;
    }
    this.places.set(file, place);
    this.log.push(place);
  }

  /** All that was added after the first `count` records and the first `segments` segments. */
  since(count: number, segments: number): RecordNews {
    return { places: this.log.slice(count), segments: this.segments.slice(segments), firstSegment: segments };
  }
  get count(): number {
    return this.log.length;
  }
  get segmentCount(): number {
    return this.segments.length;
  }
}
