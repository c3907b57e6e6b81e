/** Makes labels; the same place of the same kind always gives the same label. */
import type { SourceKind } from './kinds';
import type { PathNode } from './paths';
import type { Label } from './values';

/** Fields below a source that are told apart: `req.body.a.b.c` is, one more is not. */
const MAX_DEPTH = 3;
/** Ends the text of a label that something was taken back of. */
const UNDONE = '~';

export class Labels {
  private readonly known = new Map<string, Label>();
  private readonly derived = new Map<Label, Map<string, Label>>();
  private count = 0;

  source(kind: SourceKind, detail: string | undefined, place: string): Label {
    return this.intern(kind, detail, place, 0);
  }

  /** The label of a source, or of something below one, with this text and depth. */
  intern(kind: SourceKind, detail: string | undefined, text: string, depth: number): Label {
    const key = `${kind}|${detail ?? ''}|${depth}|${text}`;
    let label = this.known.get(key);
    if (!label) {
      label = { id: this.count++, kind, detail, input: undefined, text, depth };
      this.known.set(key, label);
    }
    return label;
  }

  input(node: PathNode): Label {
    const known = node.label;
    if (known?.of === this) return known.label;
    const label = { id: this.count++, kind: undefined, detail: undefined, input: node, text: node.text, depth: node.depth };
    node.label = { of: this, label };
    return label;
  }

  /** The label of what something was taken back of: what conditions have shown of `label` does not hold for it. */
  undone(label: Label, mask: number): Label {
    if (label.input) {
      const node = label.input.undone(mask);
      return node.symbolic ? this.input(node) : label;
    }
    if (label.text.endsWith(UNDONE)) return label;
    return this.child(label, UNDONE, label.depth);
  }

  /** The label of a field or element of what `label` marks. `below` is the field's node for a symbolic label. */
  below(label: Label, step: string, below: (input: PathNode) => PathNode): Label {
    if (label.input) {
      const node = below(label.input);
      return node.symbolic ? this.input(node) : label;
    }
    if (label.depth >= MAX_DEPTH) return label;
    return this.child(label, step, label.depth + 1);
  }

  private child(label: Label, step: string, depth: number): Label {
    let children = this.derived.get(label);
    if (!children) {
      children = new Map();
      this.derived.set(label, children);
    }
    let child = children.get(step);
    if (!child) {
      child = this.intern(label.kind as SourceKind, label.detail, label.text + step, depth);
      children.set(step, child);
    }
    return child;
  }
}
