/** How a test gets hold of an application: what its file exports, and how that is made. */
import type { Host } from '../../base/host';
import type { RouteEntry } from '../../base/route';
import { relativeTo } from '../places';
import { isNest, readNest } from './nest';
import type { Project } from './project';

export type Framework = 'express' | 'koa' | 'fastify' | 'hono' | 'hapi' | 'nest';

export interface Application {
  readonly framework: Framework;
  readonly file: string;
  /** What is imported. */
  readonly name: string;
  readonly isDefault: boolean;
  /** It is a function that makes one. */
  readonly isFactory: boolean;
  readonly isAsync: boolean;
  /** What it is called with, where only the program knows that: `db, mailer`. */
  readonly wants: string | undefined;
  /** All of its paths begin with it. */
  readonly prefix?: string;
}

/** A text says why there is none. */
export function readApplication(host: Host, route: RouteEntry, project: Project): Application | string {
  if (isNest(host, route, project)) return readNest(host, route, project);
  const { place } = route.application;
  const text = place && host.readText(place.file);
  if (!place || text === undefined) return 'where the application is made is not known';
  const made = text.slice(place.span.start, place.span.end);
  const framework = frameworkOf(made, project);
  if (framework === undefined) return `\`${short(made)}\` in ${place.file} is not what a test can ask by itself`;
  const lineStart = text.lastIndexOf('\n', place.span.start - 1) + 1;
  const before = text.slice(lineStart, place.span.start);
  const common = { framework, file: place.file };
  if (/^\s/.test(before)) return ofFunction(text, lineStart, place.file, common);
  if (/^export\s+default\s+(?:await\s+)?$/.test(before)) return { ...common, name: 'app', isDefault: true, ...READY };
  const name = /^(?:export\s+)?(?:const|let|var)\s+(\w+)(?:\s*:[^=]+)?\s*=\s*(?:await\s+)?$/.exec(before)?.[1];
  if (name === undefined) return `what \`${short(made)}\` in ${place.file} is called is not known`;
  const exported = exportOf(text, name);
  if (exported === undefined) return `${place.file} does not export \`${name}\`: once it does, a test can ask it`;
  return { ...common, ...exported, ...READY };
}

const READY = { isFactory: false, isAsync: false, wants: undefined } as const;

function frameworkOf(made: string, { has }: Project): Framework | undefined {
  if (/^(?:new\s+)?(?:[\w.]*\bfastify|Fastify)\w*\s*\(/i.test(made)) return 'fastify';
  if (/^new\s+\w*Hono\b/.test(made)) return 'hono';
  if (/^new\s+Koa\b/i.test(made)) return 'koa';
  if (/^(?:new\s+)?(?:Hapi\.)?[sS]erver\s*\(/.test(made) && has('@hapi/hapi')) return 'hapi';
  if (/^(?:\w+\.)?express\s*\(|^express\.default\s*\(/.test(made) || (/^\w+\(\s*\)$/.test(made) && has('express'))) return 'express';
  return undefined;
}

/** The application is made in a function; it has to give it back, and to be exported. */
function ofFunction(text: string, at: number, file: string, common: Pick<Application, 'framework' | 'file'>): Application | string {
  const heads = [
    ...text
      .slice(0, at)
      .matchAll(
        /^(export\s+)?(default\s+)?(async\s+)?(?:function\s+(\w+)|(?:const|let)\s+(\w+)\s*(?::[^=]+)?=\s*(async\s+)?(?:function\b\s*\w*)?)\s*(?:<[^>]*>)?\(/gm,
      ),
  ];
  const head = heads[heads.length - 1];
  if (head === undefined) return `what makes the application in ${file} cannot be told`;
  const name = head[4] ?? head[5];
  const parameters = inBrackets(text, head.index + head[0].length - 1);
  if (parameters === undefined || text.slice(head.index, at).includes('\n}')) return `what makes the application in ${file} cannot be told`;
  const end = text.indexOf('\n}', at);
  if (!/\breturn\b/.test(text.slice(at, end < 0 ? undefined : end)))
    return `\`${name}\` in ${file} does not give the application back: once it does, a test can ask it`;
  const exported =
    head[2] === undefined ? (head[1] === undefined ? exportOf(text, name) : { name, isDefault: false }) : { name, isDefault: true };
  if (exported === undefined) return `${file} does not export \`${name}\`: once it does, a test can ask the application`;
  const isAsync = (head[3] ?? head[6]) !== undefined;
  const needed = parameters.filter((p) => !/[?]\s*:|=|^\.\.\./.test(p));
  return {
    ...common,
    ...exported,
    isFactory: true,
    isAsync,
    wants: needed.length > 0 ? parameters.map(nameOfParameter).join(', ') : undefined,
  };
}

function exportOf(text: string, name: string): { readonly name: string; readonly isDefault: boolean } | undefined {
  const is = (pattern: string): RegExpExecArray | null => new RegExp(pattern, 'm').exec(text);
  if (is(`^export\\s+(?:const|let|var|async\\s+function|function)\\s+${name}\\b`)) return { name, isDefault: false };
  if (
    is(
      `^export\\s+default\\s+${name}\\b|^export\\s*=\\s*${name}\\b|^(?:module\\.)?exports\\s*=\\s*(?:module\\.exports\\s*=\\s*)?${name}\\s*;?\\s*$`,
    )
  )
    return { name, isDefault: true };
  const renamed = is(`^export\\s*\\{[^}]*\\b${name}(?:\\s+as\\s+(\\w+))?\\s*[,}]`);
  if (renamed) return renamed[1] === 'default' ? { name, isDefault: true } : { name: renamed[1] ?? name, isDefault: false };
  const field = is(`^(?:module\\.)?exports\\.(\\w+)\\s*=\\s*${name}\\b`);
  if (field) return field[1] === 'default' ? { name, isDefault: true } : { name: field[1], isDefault: false };
  const listed = is(`^module\\.exports\\s*=\\s*\\{(?:[^}]*,)?\\s*(?:(\\w+)\\s*:\\s*)?${name}\\s*[,}]`);
  return listed ? { name: listed[1] ?? name, isDefault: false } : undefined;
}

/** Of what is taken apart, its fields. */
function nameOfParameter(text: string): string {
  return /^\{[^}]*\}|^\w+/.exec(text.replace(/\s+/g, ' '))?.[0] ?? 'undefined';
}

/** What stands between a bracket and the one that closes it, at its commas. */
function inBrackets(text: string, open: number): readonly string[] | undefined {
  let depth = 0;
  let from = open + 1;
  const out: string[] = [];
  for (let i = open; i < text.length; i++) {
    const c = text[i];
    if ('([{'.includes(c)) depth++;
    else if (')]}'.includes(c)) depth--;
    if (depth === 0 || (depth === 1 && c === ',')) {
      out.push(text.slice(from, i).trim());
      from = i + 1;
    }
    if (depth === 0) return out.filter((part) => part !== '');
  }
  return undefined;
}

/** As other relative imports of the project are written: with an ending or without. */
export function importPath(host: Host, from: string, { file }: Application, project: Project): string {
  const text = [...project.tests.map((t) => t.text), host.readText(file) ?? ''].join('\n');
  const written = /(?:from|require\(|import\(|import)\s*['"]\.{1,2}\/[^'"\n]*?(\.[cm]?[jt]sx?)?['"]/.exec(text);
  const own = /\.[^.]+$/.exec(file)?.[0] ?? '.js';
  const bare = relativeTo(from, file.slice(0, -own.length));
  if (written)
    return written[1] === undefined ? bare : `${bare}${written[1].includes('t') ? own : own.replace('t', 'j').replace(/x$/, '')}`;
  // Node itself wants the ending of what it imports, and of what it requires not.
  const isNative = project.isModule || /^\.m/.test(own);
  return isNative && project.runner !== 'vitest' && project.runner !== 'jest' ? `${bare}${own.replace('t', 'j').replace(/x$/, '')}` : bare;
}

function short(text: string): string {
  const line = text.split('\n')[0];
  return line.length > 40 ? `${line.slice(0, 39)}…` : line;
}
