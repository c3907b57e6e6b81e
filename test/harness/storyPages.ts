/**
 * Stories as pages: `##` names a story, a list line is a step, a fence below it the text. Texts with characters that a page
 * would not keep stand in a fence `escaped`, as JavaScript would write them.
 */
import type { Story, StoryStep } from './stories';

export interface NamedStory extends Story {
  readonly name: string;
  readonly line: number;
}

/** As it can be pasted into a page of `test/stories`. */
export function printStory(name: string, { texts, steps }: Story): string {
  const out = [`## ${name}`];
  for (const [file, text] of Object.entries(texts)) out.push(`- at first \`${file}\``, fence(file, text));
  for (const step of steps) {
    if (step.does === 'compare' || step.does === 'keep') out.push(`- ${step.does}`);
    else if (step.does === 'write') out.push(`- write \`${step.file}\``, fence(step.file, step.text));
    else if (step.does === 'edit')
      for (const [i, text] of step.texts.entries()) out.push(`- ${i === 0 ? 'edit' : 'and'} \`${step.file}\``, fence(step.file, text));
    else out.push(`- ${step.does} \`${step.file}\``);
  }
  return `${out.join('\n')}\n`;
}

/** Throws on what it cannot read: a page is our own. */
export function readStories(page: string, text: string): readonly NamedStory[] {
  const out: { name: string; line: number; texts: Record<string, string>; steps: StoryStep[] }[] = [];
  const lines = text.split('\n');
  for (let i = 0; i < lines.length; i++) {
    const at = `${page}:${i + 1}`;
    const heading = /^## (.*)$/.exec(lines[i]);
    if (heading) out.push({ name: heading[1], line: i + 1, texts: {}, steps: [] });
    const item = /^- (at first|write|edit|and|remove|open|close|save|check|settle|compare|keep)(?: `([^`]+)`)?$/.exec(lines[i]);
    const story = out.at(-1);
    if (!item) {
      if (/^(?:- |```)/.test(lines[i])) throw new Error(`${at}: not a step of a story: ${lines[i]}`);
      continue;
    }
    if (!story) throw new Error(`${at}: a step before the first heading`);
    const [, does, file = ''] = item;
    let content = '';
    if (['at first', 'write', 'edit', 'and'].includes(does)) {
      const marks = /^(`{3,})(\w+)$/.exec(lines[i + 1] ?? '');
      const end = marks ? lines.indexOf(marks[1], i + 2) : -1;
      if (!marks || end < 0) throw new Error(`${at}: a fence with the text is missing`);
      const body = lines.slice(i + 2, end).join('\n');
      content = marks[2] === 'escaped' ? JSON.parse(`"${body.replaceAll('\n', '\\n').replaceAll('"', '\\"')}"`) : body;
      i = end;
    }
    if (does === 'at first') story.texts[file] = content;
    else if (does === 'write') story.steps.push({ does, file, text: content });
    else if (does === 'edit') story.steps.push({ does, file, texts: [content] });
    else if (does === 'and') {
      const last = story.steps.pop();
      if (last?.does !== 'edit' || last.file !== file) throw new Error(`${at}: no edit of ${file} before it`);
      story.steps.push({ ...last, texts: [...last.texts, content] });
    } else if (does === 'compare' || does === 'keep') story.steps.push({ does });
    else story.steps.push({ does: does as 'open', file });
  }
  return out;
}

function fence(file: string, text: string): string {
  const marks = '`'.repeat(Math.max(3, ...[...text.matchAll(/^`+/gm)].map((m) => m[0].length + 1)));
  if (isPlain(text)) return `${marks}${file.split('.').at(-1)}\n${text}\n${marks}`;
  const escaped = JSON.stringify(text).slice(1, -1).replaceAll('\\n', '\n').replaceAll('\\"', '"');
  return `${marks}escaped\n${escaped.replace(/[^\x20-\x7e\n]/g, unicode)}\n${marks}`;
}

function isPlain(text: string): boolean {
  // biome-ignore lint/suspicious/noControlCharactersInRegex: exactly those are looked for.
  return !/[\x00-\x09\x0b-\x1f\x7f\u2028\u2029\ufeff\ud800-\udfff]/.test(text);
}

function unicode(char: string): string {
  return `\\u${char.charCodeAt(0).toString(16).padStart(4, '0')}`;
}
