/** Makes a story at random: a group of files, made dangerous across files, then edited in all the ways people and programs edit. */
import { chain, flawedFunction, importOf, isModule, isTyped, type Piece } from './flawChains';
import { emptyGo, flawedGo, goChain, goImportOf, isGo } from './goChains';
import { emptyJava, flawedJava, isJava, javaChain, javaImportOf } from './javaChains';
import { flawedPython, isPython, pythonChain, pythonImportOf } from './pythonChains';
import { type Random, random } from './random';
import { Desk, type Story, type StoryStep } from './stories';
import type { Group } from './storyGroups';

const BROKEN = [
  '{',
  '}',
  '(',
  ')',
  '`',
  "'",
  '/*',
  '*/',
  '<',
  '${',
  'if (',
  '=> {',
  'class',
  'function (',
  'import {',
  'const {',
  '[',
  '?.',
  'async',
  '@',
  'def f(',
  '"""',
  "f'{",
  ':\n',
  '\n        ',
];
const STRANGE = ['😀', '\u{1d4d0}', 'é', '\u200b', '\u2028', '\ud83d', '日本', '\t'];
const REPLACED: readonly (readonly [RegExp, string])[] = [
  [/\btext\b/, "'fixed'"],
  [/\.trim\(\)/, '.length'],
  [/req\.\w+/, 'req.fixed'],
  [/\btext\b/, 'Number(text)'],
  [/\btext\b/, 'encodeURIComponent(text)'],
  [/'md5'/, "'sha256'"],
  [/\bexport /, ''],
  [/\bconst\b/, 'let'],
  [/\breturn\b/, 'return await'],
  [/;$/, ' // gatehouse-ignore injection-sql: for now'],
  [/\((\w+)\)/, '(...[$1])'],
  [/=== /, '!== '],
  [/\.(\w+)/, '?.$1'],
  [/\basync /, ''],
  [/\w+$/, ''],
  [/query/, 'body'],
  [/extends \w+/, ''],
  [/\(Base\w+\)/, ''],
  [/request\.\w+/, 'fixed'],
  [/^( *)return /, '$1return str('],
  [/^ {4}(?=\S)/, '  '],
  [/^from \.(\w+)/, 'from .x$1'],
  [/: str\b/, ': int'],
  [/'(\.[^']*)'/, "'$1x'"],
  [/\bstatic /, ''],
  [/\bpublic\b/, 'private'],
  [/\.getParameter\b/, '.getAttribute'],
  [/\bString text\b/, 'int text'],
  [/\btext string\b/, 'text int'],
  [/\.FormValue\b/, '.PathValue'],
  [/:= /, '= '],
  [/^import .*$/, ''],
];

/** Characters of a group that one story is about. */
const MOST = 12_000;

export function randomStory({ texts }: Group, seed: number): Story {
  const writer = new Writer(random(seed), {});
  // One file at least, however long it is.
  // Nothing else means what it says without the name of the module.
  if ('go.mod' in texts) writer.desk.disk['go.mod'] = texts['go.mod'];
  for (const [i, file] of writer.shuffled(Object.keys(texts).filter((file) => file !== 'go.mod')).entries())
    if (i === 0 || Object.values(writer.desk.disk).join('').length + texts[file].length <= MOST) writer.desk.disk[file] = texts[file];
  const edits = 3 + writer.r.int(writer.r.pick([8, 16, 30]));
  writer.wire(1 + writer.r.int(3));
  const start = { ...writer.desk.disk };
  writer.steps.length = 0;
  for (const file of writer.desk.files()) if (writer.r.int(3) > 0) writer.step({ does: 'open', file });
  for (let i = 0; i < edits; i++) {
    writer.edit();
    if (writer.r.int(8) === 0) writer.step({ does: 'compare' });
  }
  writer.step({ does: 'compare' });
  return { texts: start, steps: writer.steps };
}

class Writer {
  readonly desk: Desk;
  readonly steps: StoryStep[] = [];
  private names = 0;
  /** Earlier texts, to come back to. */
  private readonly past: { readonly file: string; readonly text: string }[] = [];

  constructor(
    readonly r: Random,
    texts: Readonly<Record<string, string>>,
  ) {
    this.desk = new Desk(texts);
  }

  step(step: StoryStep): void {
    // Nothing is done to a file once the last one is gone.
    if ('file' in step && step.file === undefined) return;
    if (this.desk.take(step)) this.steps.push(step);
  }

  edit(): void {
    const { r } = this;
    const file = this.someFile();
    if (file === undefined) return;
    const ways: readonly (readonly [weight: number, edit: () => void])[] = [
      [5, () => this.type(file, this.someText(file))],
      [4, () => this.deleteSome(file)],
      [4, () => this.insertFunction(file)],
      [4, () => this.breakIt(file)],
      [6, () => this.undo()],
      [4, () => this.rename(file)],
      [3, () => this.move(file)],
      [2, () => this.lineEnds(file)],
      [2, () => this.strange(file)],
      [3, () => this.createFile()],
      [2, () => this.removeFile()],
      [2, () => this.renameFile()],
      [3, () => this.wire(1)],
      [8, () => this.changeLine(file)],
      [2, () => this.importBack(file)],
      [2, () => this.step({ does: r.pick(['open', 'close', 'save', 'settle'] as const), file })],
    ];
    let at = r.int(ways.reduce((sum, [weight]) => sum + weight, 0));
    for (const [weight, way] of ways) {
      at -= weight;
      if (at >= 0) continue;
      way();
      break;
    }
    if (r.int(3) === 0) this.step({ does: 'check', file: r.int(2) ? file : this.someFile() });
    if (r.int(12) === 0) this.step({ does: 'settle', file });
  }

  /** Leads values of requests through some of the files. */
  wire(times: number): void {
    for (let i = 0; i < times; i++) {
      const files = this.shuffled(this.codeFiles()).slice(0, 2 + this.r.int(3));
      if (files.length === 0) return;
      for (const piece of this.shuffled(this.chainThrough(files, String(this.names++)))) this.put(piece);
    }
  }

  private chainThrough(files: readonly string[], id: string): readonly Piece[] {
    if (files.every(isPython)) return pythonChain(files, id, this.r);
    if (files.every(isJava)) return javaChain(files, id, this.r);
    if (files.every(isGo)) return goChain(files, id, this.r);
    const along = files.map((file) => ({ file, module: isModule(file, this.desk.textOf(file) ?? '') }));
    return chain(along, id, this.r);
  }

  private put({ file, head, body, tail }: Piece): void {
    const lines = (this.desk.textOf(file) ?? '').split('\n');
    if (isJava(file) || isGo(file)) {
      const own = lines.findIndex((l) => /^package\b/.test(l));
      if (head) lines.splice(own + 1, 0, ...head.split('\n'));
      // Members stand at the end of the last class of the file.
      const end = isGo(file) ? lines.length : lines.lastIndexOf('}');
      lines.splice(end < 0 ? lines.length : end, 0, '', ...body.split('\n'), ...(isGo(file) ? [''] : []));
      this.change(file, [lines.join('\n')]);
      return;
    }
    const module = isModule(file, lines.join('\n'));
    const top = lines.findIndex((l) => /^(?:import|from \S+ import|const .* = require|'use strict'|"use strict")/.test(l));
    if (head) lines.splice(top < 0 ? 0 : top + (/^['"]use/.test(lines[top]) ? 1 : 0), 0, ...head.split('\n'));
    // A function may stand between others; what CommonJS exports comes last, after `module.exports` has been set.
    const gaps = lines.flatMap((l, i) =>
      l === '' && i > top + 1 && /^(?:export|function|def|@|class|async|const|\/\*\*|$)/.test(lines[i + 1] ?? '') ? [i] : [],
    );
    lines.splice(module && gaps.length > 0 ? this.r.pick(gaps) : lines.length, 0, ...body.split('\n'), ...(tail ? [tail] : []), '');
    this.change(file, [lines.join('\n')]);
  }

  /** An edit where the file is open, else a change on disk. */
  private change(file: string, texts: readonly string[]): void {
    const before = this.desk.textOf(file);
    if (before === undefined || texts.length === 0) return;
    this.past.push({ file, text: before });
    if (file in this.desk.open) this.step({ does: 'edit', file, texts });
    else this.step({ does: 'write', file, text: texts[texts.length - 1] });
  }

  private type(file: string, typed: string): void {
    const text = this.desk.textOf(file);
    if (text === undefined) return;
    const lines = text.split('\n');
    const line = this.r.int(lines.length + 1);
    const at = lines.slice(0, line).join('\n').length;
    const isAll = this.r.int(4) === 0;
    for (let i = 1; i <= typed.length; i++) {
      if (!isAll && i > 14 && i < typed.length) continue;
      this.change(file, [text.slice(0, at) + typed.slice(0, i) + text.slice(at)]);
      if (this.r.int(8) === 0) this.step({ does: 'check', file });
      if (!(file in this.desk.open)) i = typed.length;
    }
  }

  private deleteSome(file: string): void {
    const text = this.desk.textOf(file) ?? '';
    const lines = text.split('\n');
    const from = this.r.int(lines.length);
    const count = 1 + this.r.int(this.r.pick([1, 3, 12]));
    if (this.r.int(2)) this.change(file, [lines.filter((_, i) => i < from || i >= from + count).join('\n')]);
    else {
      const at = this.r.int(text.length + 1);
      this.change(file, [text.slice(0, at) + text.slice(at + 1 + this.r.int(this.r.pick([1, 8, 80])))]);
    }
  }

  private insertFunction(file: string): void {
    const piece = this.flawed(file, String(this.names++));
    this.put({ file, ...piece });
  }

  private flawed(file: string, id: string): Omit<Piece, 'file'> {
    if (isJava(file)) return flawedJava(id, this.r);
    if (isGo(file)) return flawedGo(id, this.r);
    return isPython(file) ? flawedPython(id, this.r) : flawedFunction(isModule(file, this.desk.textOf(file) ?? ''), id, this.r);
  }

  private breakIt(file: string): void {
    const text = this.desk.textOf(file) ?? '';
    const at = this.r.int(text.length + 1);
    this.change(file, [text.slice(0, at) + this.r.pick(BROKEN) + text.slice(at)]);
  }

  private undo(): void {
    const here = this.past.filter(({ file }) => this.desk.textOf(file) !== undefined);
    if (here.length === 0) return;
    // Mostly the last edits, now and then much older ones.
    const { file, text } = this.r.int(3) ? here[here.length - 1] : this.r.pick(here);
    this.change(file, [text]);
  }

  private rename(file: string): void {
    const text = this.desk.textOf(file) ?? '';
    const words = [...text.matchAll(/\b[a-zA-Z_$][\w$]{2,}\b/g)].map((m) => m[0]);
    const marked = words.filter((w) => /\d/.test(w));
    if (words.length === 0) return;
    const word = this.r.pick(marked.length > 0 && this.r.int(2) ? marked : words);
    const next = this.r.int(3) ? `${word}${this.names++}` : this.r.pick(words);
    const one = new RegExp(`(?<![\\w$])${word.replaceAll('$', '\\$')}(?![\\w$])`);
    const files = this.r.int(2) ? [file] : this.codeFiles();
    for (const each of files) {
      const texts: string[] = [];
      let now = this.desk.textOf(each) ?? '';
      // One change a place, as an editor sends them.
      for (let i = 0; i < 40 && one.test(now) && !one.test(next); i++) {
        now = now.replace(one, () => next);
        texts.push(now);
      }
      this.change(each, texts);
    }
  }

  private move(file: string): void {
    const text = this.desk.textOf(file) ?? '';
    const blocks = text.split(/\n(?=\S)/);
    const from = this.r.int(blocks.length);
    const [block] = blocks.splice(from, 1);
    const without = blocks.join('\n');
    const to = this.r.int(3) ? Math.max(0, Math.min(blocks.length, from + this.r.pick([-1, 1]))) : this.r.int(blocks.length + 1);
    blocks.splice(to, 0, block);
    // At once, or cut and pasted.
    if (this.r.int(2)) this.change(file, [without, blocks.join('\n')]);
    else {
      this.change(file, [without]);
      if (this.r.int(2)) this.step({ does: 'check', file });
      this.change(file, [blocks.join('\n')]);
    }
  }

  private lineEnds(file: string): void {
    const text = this.desk.textOf(file) ?? '';
    if (this.r.int(2)) this.change(file, [text.includes('\r\n') ? text.replaceAll('\r\n', '\n') : text.replaceAll('\n', '\r\n')]);
    else if (this.r.pick([true, false])) this.change(file, [text.startsWith('\ufeff') ? text.slice(1) : `\ufeff${text}`]);
    else {
      const at = text.indexOf('\n', this.r.int(text.length + 1));
      if (at >= 0) this.change(file, [`${text.slice(0, at)}${this.r.pick(['\r', '\r\n\r', '\r\r'])}${text.slice(at)}`]);
    }
  }

  private strange(file: string): void {
    const text = this.desk.textOf(file) ?? '';
    const at = this.r.int(text.length + 1);
    const what = this.r.pick([...STRANGE, `/* ${STRANGE.join('')} */`, `'😀';`, `const ${'é'}${this.names++} = '😀';\n`]);
    this.change(file, [text.slice(0, at) + what + text.slice(at)]);
  }

  private createFile(): void {
    const model = this.someFile();
    const file = model.replace(/[^/]*(\.\w+)$/, (_, ending) => `made${this.names++}${ending}`);
    const text = isTyped(file) ? 'export {};\n' : isJava(file) ? emptyJava(file) : isGo(file) ? emptyGo(file) : '';
    this.step({ does: 'write', file, text });
    if (this.r.int(2)) this.step({ does: 'open', file });
    this.insertFunction(file);
    if (this.r.int(2)) this.wire(1);
  }

  private removeFile(): void {
    const closed = this.codeFiles().filter((f) => !(f in this.desk.open));
    const file = closed.length > 0 ? this.r.pick(closed) : this.someFile();
    const text = this.desk.textOf(file) ?? '';
    this.step({ does: 'close', file });
    this.step({ does: 'remove', file });
    if (this.r.int(3) === 0) this.step({ does: 'check', file: this.someFile() });
    if (this.r.int(2)) this.step({ does: 'write', file, text });
  }

  /** On disk, with or without the imports of it. */
  private renameFile(): void {
    const file = this.someFile();
    const text = this.desk.textOf(file);
    if (text === undefined) return;
    const next = file.replace(
      /(\.\w+)$/,
      (_, ending) => `${this.names++}${this.r.int(4) ? ending : this.r.pick(['.ts', '.js', '/index.js', '.mjs'])}`,
    );
    this.step({ does: 'close', file });
    this.step({ does: 'remove', file });
    this.step({ does: 'write', file: next, text });
    const stem = (path: string): string => (path.split('/').pop() ?? '').replace(/\.\w+$/, '');
    if (this.r.int(3) === 0) return;
    for (const other of this.codeFiles()) {
      const now = this.desk.textOf(other) ?? '';
      const changed = now.replaceAll(`/${stem(file)}'`, `/${stem(next)}'`);
      if (changed !== now) this.change(other, [changed]);
    }
  }

  private changeLine(file: string): void {
    const lines = (this.desk.textOf(file) ?? '').split('\n');
    const [from, to] = this.r.pick(REPLACED);
    const fitting = lines.flatMap((l, i) => (from.test(l) ? [i] : []));
    // Mostly where something flows.
    const wired = fitting.filter((i) => /\d/.test(lines[i]) || /text|req\./.test(lines[i]));
    if (fitting.length === 0) return;
    const at = this.r.pick(wired.length > 0 && this.r.int(4) ? wired : fitting);
    lines[at] = lines[at].replace(from, to);
    this.change(file, [lines.join('\n')]);
  }

  /** Makes a ring of imports: a file takes something from one that may import it. */
  private importBack(file: string): void {
    const text = this.desk.textOf(file) ?? '';
    const other = this.someFile();
    const name = this.r.pick(
      [...(this.desk.textOf(other) ?? '').matchAll(/\b(?:function|const) (\w+x?\d+)\b/g)].map((m) => m[1]).concat('all'),
    );
    const module = isModule(file, text);
    const line = this.importLine({ file, module }, { name, file: other });
    const star = module && this.r.int(2) ? line.replace(/import \{ \w+ \}/, 'export *') : line;
    this.put({ file, head: star, body: this.r.int(2) && star === line ? `${name}('x');` : '', tail: '' });
  }

  private importLine(
    from: { readonly file: string; readonly module: boolean },
    what: { readonly name: string; readonly file: string },
  ): string {
    if (isPython(from.file)) return pythonImportOf(from.file, what);
    if (isJava(from.file)) return javaImportOf(from.file, what);
    return isGo(from.file) ? goImportOf(from.file, what) : importOf(from, what);
  }

  private someText(file: string): string {
    const { r } = this;
    const id = this.names++;
    const piece = this.flawed(file, String(id));
    return r.pick([
      `const name${id} = req.query.name;`,
      `eval(text);\n`,
      `// a word or two\n`,
      `function again${id}(req, res) {\n  eval(req.body.code);\n}\n`,
      `${piece.body}\n`,
      `require('child_process').exec(process.argv[2]);\n`,
      `if (!/^\\w+$/.test(text)) throw new Error('bad');\n`,
      ' ',
    ]);
  }

  private codeFiles(): readonly string[] {
    return this.desk.files().filter((f) => this.desk.textOf(f) !== undefined);
  }

  private someFile(): string {
    const open = Object.keys(this.desk.open);
    return open.length > 0 && this.r.int(4) ? this.r.pick(open) : this.r.pick(this.codeFiles());
  }

  shuffled<T>(items: readonly T[]): readonly T[] {
    const out = [...items];
    for (let i = out.length - 1; i > 0; i--) {
      const j = this.r.int(i + 1);
      [out[i], out[j]] = [out[j], out[i]];
    }
    return out;
  }
}
