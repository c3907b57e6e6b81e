/** Groups of what a value has been through, as several models name them. */
import type { SanitizerKind } from '../../engine/kinds';

/** How a text begins says nothing of how its parts begin. */
export const BEGINNING: readonly SanitizerKind[] = ['rooted', 'one-slash', 'no-option'];
/** What decoding makes of no effect. */
export const DECODED: readonly SanitizerKind[] = [
  'url-encoded',
  'html-escaped',
  'sql-escaped',
  'shell-quoted',
  'path-resolved',
  'path-checked',
  'file-name',
];
/** Parts of the names of media types that no browser renders. */
export const NOT_RENDERED =
  "'json'|'text/plain'|'csv'|'javascript'|'css'|'octet-stream'|'pdf'|'event-stream'|'image/png'|'image/jp'|'image/gif'|'image/webp'|'video/'|'audio/'|'font/'|'zip'|'yaml'|'protobuf'";
