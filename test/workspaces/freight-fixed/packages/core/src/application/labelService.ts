import { readFile } from 'node:fs/promises';
import { LabelLayout } from './labelLayout.js';
import { TemplateFolder } from './templateFolder.js';
import type { EventBus, FreightEvents } from '../events/eventBus.js';

export class LabelService {
  private readonly layouts = new Map<string, string>();

  constructor(
    private readonly templates: TemplateFolder,
    private readonly events: EventBus<FreightEvents>,
  ) {}

  async preview(template: string, fields: Readonly<Record<string, string>>): Promise<string> {
    const text = await this.layout(template);
    return new LabelLayout(text).set('created', new Date().toISOString()).setAll(fields).toHtml();
  }

  async print(reference: string, printer: string, copies: number): Promise<void> {
    await this.events.publish('label.requested', { reference, printer, copies });
  }

  private async layout(template: string): Promise<string> {
    const known = this.layouts.get(template);
    if (known !== undefined) return known;
    const text = await readFile(this.templates.fileOf(template), 'utf8');
    this.layouts.set(template, text);
    return text;
  }
}
