/**
 * The list of endpoints as a CycloneDX 1.6 bill of materials: a service for each application. The format says of a service, and not
 * of an endpoint, whether it asks who calls; so an application in which only some endpoints do has a service within for each answer.
 * https://cyclonedx.org/docs/1.6/json/#services
 */
import { hash128 } from '../base/hash';
import { CONTROL_KINDS, type ControlState, type RouteEntry, type RouteEvidence } from '../base/route';
import { applicationsOf } from './applications';
import { Places } from './report';
import type { RoutesReport } from './routes';

export interface Bom {
  readonly $schema: 'http://cyclonedx.org/schema/bom-1.6.schema.json';
  readonly bomFormat: 'CycloneDX';
  readonly specVersion: '1.6';
  readonly serialNumber: string;
  readonly version: 1;
  readonly metadata: {
    readonly tools: { readonly components: readonly { readonly type: 'application'; readonly name: string; readonly version: string }[] };
  };
  readonly services: readonly BomService[];
  readonly compositions: readonly { readonly aggregate: 'incomplete' | 'unknown'; readonly assemblies: readonly string[] }[];
  /** What could not be followed, and what was left out. */
  readonly properties: readonly BomProperty[];
}
export interface BomService {
  readonly 'bom-ref': string;
  readonly name: string;
  /** Paths as URIs: what may not stand in one is written as its bytes, `%7Bid%7D`. */
  readonly endpoints: readonly string[];
  /** Absent where it is not known, or not the same for all. */
  readonly authenticated?: boolean;
  readonly properties: readonly BomProperty[];
  readonly services?: readonly BomService[];
}
export interface BomProperty {
  readonly name: `gatehouse:${'authentication' | 'endpoint' | 'unresolved' | 'note'}`;
  readonly value: string;
}

const AUTHENTICATED: Readonly<Record<ControlState, { readonly authenticated?: boolean }>> = {
  guarded: { authenticated: true },
  unguarded: { authenticated: false },
  unknown: {},
};
const STATES: readonly ControlState[] = ['guarded', 'unguarded', 'unknown'];

/** Ends with a line end; same program, same bytes: no time is in it, and the serial number goes by the rest. */
export function routesCycloneDx(report: RoutesReport): string {
  const places = new Places(report);
  const services = applicationsOf(report.routes).map(({ name, isFile, routes }) => service(isFile ? report.prefix + name : name, routes));
  const rest: Omit<Bom, '$schema' | 'bomFormat' | 'specVersion' | 'serialNumber'> = {
    version: 1,
    metadata: { tools: { components: [{ type: 'application', name: 'Gatehouse', version: report.version }] } },
    services,
    compositions:
      services.length === 0
        ? []
        : [{ aggregate: report.unresolved.length > 0 ? 'incomplete' : 'unknown', assemblies: services.map((s) => s['bom-ref']) }],
    properties: [
      ...report.unresolved.map((one): BomProperty => ({ name: 'gatehouse:unresolved', value: said(one, places) })),
      ...report.notes.map(
        ({ file, message }): BomProperty => ({
          name: 'gatehouse:note',
          value: file === undefined ? message : `${places.path(file)}: ${message}`,
        }),
      ),
    ],
  };
  const bom: Bom = {
    $schema: 'http://cyclonedx.org/schema/bom-1.6.schema.json',
    bomFormat: 'CycloneDX',
    specVersion: '1.6',
    serialNumber: `urn:uuid:${uuid(hash128(JSON.stringify(rest)))}`,
    ...rest,
  };
  return `${JSON.stringify(bom, null, 2)}\n`;
}

function service(name: string, routes: readonly RouteEntry[]): BomService {
  const parts = STATES.map((state) => [state, routes.filter((r) => r.controls.authentication.state === state)] as const).filter(
    ([, own]) => own.length > 0,
  );
  const [[only]] = parts;
  if (parts.length === 1) return { ...plain(name, routes, only), ...AUTHENTICATED[only] };
  const within = parts.map(([state, own]) => ({ ...plain(`${name} (${WITHIN[state]})`, own, state), ...AUTHENTICATED[state] }));
  return { ...plain(name, routes, 'mixed'), properties: [{ name: 'gatehouse:authentication', value: 'mixed' }], services: within };
}
const WITHIN: Readonly<Record<ControlState, string>> = {
  guarded: 'authenticated',
  unguarded: 'not authenticated',
  unknown: 'authentication unknown',
};

function plain(name: string, routes: readonly RouteEntry[], state: ControlState | 'mixed'): BomService {
  return {
    'bom-ref': `service:${name}`,
    name,
    endpoints: [...new Set(routes.map((r) => reference(r.path)))],
    properties: [
      { name: 'gatehouse:authentication', value: state },
      ...routes.map((route): BomProperty => ({ name: 'gatehouse:endpoint', value: endpoint(route) })),
    ],
  };
}

/** `POST /orders authentication=guarded authorisation=unguarded …` */
function endpoint({ method, path, controls }: RouteEntry): string {
  return `${method} ${path} ${CONTROL_KINDS.map((kind) => `${kind}=${controls[kind].state}`).join(' ')}`;
}

/** The path as a relative reference: RFC 3986, section 4.2. */
function reference(path: string): string {
  // Half a character cannot be written.
  const whole = path.replace(/\p{Surrogate}/gu, '\uFFFD');
  const encoded = encodeURI(whole).replace(/[?#]/g, (c) => `%${c.charCodeAt(0).toString(16).toUpperCase()}`);
  // Two slashes begin the name of a host; a colon in the first segment ends the name of a scheme.
  const [first] = encoded.split('/', 1);
  return encoded.startsWith('//') ? `/.${encoded}` : first.includes(':') ? `./${encoded}` : encoded;
}

/** In the form of version 8: bits of our own choosing. RFC 9562, section 5.8. */
function uuid(hex: string): string {
  const variant = ((Number.parseInt(hex[16], 16) & 3) | 8).toString(16);
  return [hex.slice(0, 8), hex.slice(8, 12), `8${hex.slice(13, 16)}`, variant + hex.slice(17, 20), hex.slice(20, 32)].join('-');
}

function said({ place, message }: RouteEvidence, places: Places): string {
  return place ? `${message} (${places.path(place.file)}:${places.region(place.file, place.span).line})` : message;
}
