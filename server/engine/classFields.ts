/** What instances of classes of finished modules have in their fields: found once, with the modules that were asked on the way. */
import type { Value } from './values';

export interface KnownField {
  readonly value: Value | undefined;
  readonly files: ReadonlySet<string>;
  /** Who has been told of the files last. */
  told?: object;
}

export class ClassFields {
  /** Look-ups that go on, the outermost first. */
  private readonly open: { readonly fields: Map<string, KnownField>; readonly key: string; readonly files: Set<string> }[] = [];
  /** Outermost look-up that one inside it has led back to. */
  private leadsBackTo = Number.POSITIVE_INFINITY;

  /** `note` is told of modules that were asked when the field was found before, once for each `asker`. */
  get(
    fields: Map<string, KnownField>,
    key: string,
    find: () => Value | undefined,
    note: (file: string) => void,
    asker: object | undefined,
  ): Value | undefined {
    const known = fields.get(key);
    if (known) {
      const isOutermost = this.open.length === 0;
      if (isOutermost && asker !== undefined && known.told === asker) return known.value;
      for (const file of known.files) {
        this.asked(file);
        note(file);
      }
      known.told = isOutermost ? asker : undefined;
      return known.value;
    }
    const at = this.open.findIndex((o) => o.fields === fields && o.key === key);
    if (at >= 0) {
      this.leadsBackTo = Math.min(this.leadsBackTo, at);
      return undefined;
    }
    const entry = { fields, key, files: new Set<string>() };
    const depth = this.open.push(entry) - 1;
    try {
      const value = find();
      // What was found while an outer look-up was not done is only a part; whoever asks next finds it anew.
      if (this.leadsBackTo >= depth) {
        fields.set(key, { value, files: entry.files });
        this.leadsBackTo = Number.POSITIVE_INFINITY;
      }
      return value;
    } finally {
      this.open.length = depth;
      if (depth === 0) this.leadsBackTo = Number.POSITIVE_INFINITY;
    }
  }

  /** A module is asked something. */
  asked(file: string): void {
    for (const { files } of this.open) files.add(file);
  }
}
