/** Fills the marks of a label: `{{name}}`. */
export class LabelLayout {
  private readonly values: Record<string, string> = {};

  constructor(private readonly template: string) {}

  set(name: string, value: string): this {
    this.values[name] = value;
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
