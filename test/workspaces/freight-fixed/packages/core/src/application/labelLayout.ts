const ENTITIES: Readonly<Record<string, string>> = { '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;', "'": '&#39;' };

function encoded(text: string): string {
  return text.replace(/[&<>"']/g, (character) => ENTITIES[character]);
}

/** Fills the marks of a label: `{{name}}`. */
export class LabelLayout {
  private readonly values: Record<string, string> = {};

  constructor(private readonly template: string) {}

  set(name: string, value: string): this {
    this.values[name] = encoded(value);
    return this;
  }

  setAll(values: Readonly<Record<string, string>>): this {
    for (const [name, value] of Object.entries(values)) this.set(name, value);
    return this;
  }

  toHtml(): string {
    return this.template.replace(/\{\{(\w+)\}\}/g, (_, name: string) => this.values[name] ?? '');
  }
}
