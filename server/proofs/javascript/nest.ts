/** How a test gets hold of a program of NestJS: by the module that its main file starts, as its testing package does. */
import type { Host } from '../../base/host';
import type { RouteEntry } from '../../base/route';
import { filesBelow, folderOf, joined } from '../places';
import type { Application } from './application';
import type { Project } from './project';

export function isNest(host: Host, { file }: RouteEntry, { has }: Project): boolean {
  return has('@nestjs/core') && /@Controller\b/.test(host.readText(file) ?? '');
}

/** A text says why there is none. */
export function readNest(host: Host, { path }: RouteEntry, { root, has }: Project): Application | string {
  for (const name of ['@nestjs/testing', 'supertest'])
    if (!has(name)) return `package.json does not ask for ${name}, by which tests of NestJS ask endpoints`;
  for (const file of filesBelow(host, root, (one) => /(?:^|\/)(?:main|bootstrap|server|index|app)\.ts$/.test(one))) {
    const text = host.readText(file) ?? '';
    const name = /NestFactory\.create(?:<[^>]*>)?\(\s*(\w+)/.exec(text)?.[1];
    const from = name && new RegExp(`import\\s*\\{[^}]*\\b${name}\\b[^}]*\\}\\s*from\\s*['"](\\.[^'"]+)['"]`).exec(text)?.[1];
    if (!name || !from) continue;
    if (/FastifyAdapter/.test(text)) return `${file} starts it on Fastify, which tests do not ask so far`;
    if (/\buseGlobalGuards\(/.test(text))
      return `${file} sets guards for all requests, which a test does not know of: once a module has them (APP_GUARD), it does`;
    const prefix = /\bsetGlobalPrefix\(\s*['"]\/?([^'"]+)['"]/.exec(text)?.[1];
    const target = new URL(from, `file:///${joined(folderOf(file), 'x')}`).pathname.slice(1).replace(/\.[jt]s$/, '');
    const isPrefixed = prefix !== undefined && (path === `/${prefix}` || path.startsWith(`/${prefix}/`));
    return {
      framework: 'nest',
      file: `${target}.ts`,
      name,
      isDefault: false,
      isFactory: false,
      isAsync: false,
      wants: undefined,
      ...(isPrefixed ? { prefix } : {}),
    };
  }
  return 'what starts the program is not found';
}
