/** Text, numbers and patterns: the methods of strings and the global functions that turn one kind of value into another. */
import type { SanitizerKind } from '../../engine/kinds';
import { model } from '../../engine/model';

/** What was encoded, and what was checked of the encoded text, no longer holds once it is decoded. */
const DECODED: readonly SanitizerKind[] = [
  'url-encoded',
  'html-escaped',
  'sql-escaped',
  'shell-quoted',
  'file-name',
  'path-resolved',
  'path-checked',
];

/** How a text begins says nothing of how its parts begin. */
const BEGINNING: readonly SanitizerKind[] = ['rooted', 'one-slash', 'no-option'];

const BASE64_TEXT = ["*.toString[0='base64']()", 'btoa()'];
const BASE64 = { 'html-escaped': BASE64_TEXT, 'sql-escaped': BASE64_TEXT, 'shell-quoted': BASE64_TEXT };

export const text = model('javascript', {
  name: 'Text',
  sanitizers: {
    number: [
      'Number()',
      'Number.{parseInt,parseFloat}()',
      'parseInt()',
      'parseFloat()',
      'BigInt()',
      'Boolean()',
      'Math.*()',
      'Date()',
      'Date.{parse,UTC}()',
      'Intl.NumberFormat().format()',
      'Intl.DateTimeFormat().format()',
    ],
    'url-encoded': ['encodeURIComponent()', 'escape()'],
    'plain-characters': ["*.toString[0='hex'|'base64url'|16|32|36]()"],
    // The last four characters, or the first six, of a card or account number may be shown.
    masked: [
      '*.slice[0=-4|-3|-2]()',
      '*.substr[0=-4|-3|-2]()',
      '*.{slice,substring,substr}[0=0][1=1|2|3|4|5|6]()',
      "*.{replace,replaceAll}[1~'***'|'•••'|'xxxx'|'redacted'|'masked'|'hidden'|'['|'<']()",
    ],
    // What its characters can do: nothing in HTML, in SQL, in a shell.
    ...BASE64,
  },
  checks: { number: ['Number.{isInteger,isFinite,isSafeInteger}(0)'] },
  flows: [
    {
      call: '*.{trim,trimStart,trimEnd,trimLeft,trimRight,toLowerCase,toUpperCase,toLocaleLowerCase,toLocaleUpperCase,normalize,toWellFormed}',
      from: '(this)',
      to: '()',
      as: 'text',
    },
    { call: '*.{substring,substr}', from: '(this)', to: '()', as: 'text', undoes: BEGINNING },
    { call: '*.{repeat,toString,toLocaleString,toISOString,toFixed}', from: '(this)', to: '()', as: 'text' },
    { call: '*.{padStart,padEnd}', from: ['(this)', '(1)'], to: '()', as: 'text', undoes: BEGINNING },
    { call: '*.{valueOf,toJSON}', from: '(this)', to: '()' },
    // A character picked by a random position is as predictable as the position; one picked by a client is one of the text's own.
    { call: '*.charAt', from: '(this)', to: '()', as: 'text', undoes: BEGINNING },
    { call: '*.charAt', from: '(0)', to: '()', as: ['text', 'allow-listed'] },
    { call: '*.{charCodeAt,codePointAt}', from: '(this)', to: '()', as: 'number' },
    { call: '*.{replace,replaceAll}', from: ['(this)', '(1)', '(1)=>'], to: '()', as: 'text', undoes: BEGINNING },
    { call: '*.{replace,replaceAll}', from: '(this)', to: '(1)#*' },
    { call: '*.split', from: '(this)', to: '()[]', as: 'text', undoes: BEGINNING },
    { call: '*.split', from: '(this)', to: '().0', as: 'text' },
    { call: '*.match', from: '(this)', to: '()[]', as: 'text', undoes: BEGINNING },
    { call: '*.matchAll', from: '(this)', to: '()[][]', as: 'text', undoes: BEGINNING },
    { call: '*.exec', from: '(0)', to: '()[]', as: 'text', undoes: BEGINNING },
    { call: 'String', from: '(0)', to: '()', as: 'text' },
    { call: 'String.{fromCharCode,fromCodePoint}', from: '(*)', to: '()', as: 'text' },
    { call: 'String.raw', from: '(`)', to: '()', as: 'text' },
    { call: 'encodeURI', from: '(0)', to: '()', as: 'text' },
    { call: 'decodeURIComponent', from: '(0)', to: '()', as: 'text', undoes: DECODED },
    { call: 'decodeURI', from: '(0)', to: '()', as: 'text', undoes: DECODED },
    { call: 'unescape', from: '(0)', to: '()', as: 'text', undoes: DECODED },
    { call: 'atob', from: '(0)', to: '()', as: 'text', undoes: [...DECODED, 'plain-characters'] },
    { call: 'btoa', from: '(0)', to: '()', as: 'text' },
    { call: 'JSON.parse', from: '(0)', to: ['()', '(1)#1'], undoes: ['text', 'usually-text'] },
    { call: 'JSON.stringify', from: ['(0)', '(0).**', '(1)=>'], to: '()', as: 'text' },
    { call: 'JSON.stringify', from: ['(0)', '(0).*'], to: '(1)#1' },
    // It may be read as base64 or hex, and then is what it was before.
    { call: 'Buffer.from', from: ['(0)', '(0)[]'], to: '()', undoes: [...DECODED, 'plain-characters'] },
    { call: 'Buffer.concat', from: '(0)[]', to: '()' },
    { call: 'Buffer', from: '(0)', to: '()' },
    { call: 'TextEncoder().encode', from: '(0)', to: '()' },
    { call: 'TextDecoder().decode', from: '(0)', to: '()', as: 'text' },
  ],
  quiet: [
    '*.{length,byteLength}',
    '*.{localeCompare,search,isWellFormed,lastIndexOf,indexOf,includes,startsWith,endsWith,test,equals}()',
    'isNaN()',
    'isFinite()',
    'Number.{isInteger,isFinite,isNaN,isSafeInteger}()',
    'Buffer.{alloc,allocUnsafe,byteLength,isBuffer,compare,isEncoding}()',
    'RegExp()',
    'Symbol()',
    'Date.now()',
  ],
  meanings: {
    replace: ['*.{replace,replaceAll}'],
    part: ['*.{slice,substring,substr}'],
    join: ['*.join'],
    matches: ['*.{test,exec}'],
    'matched-by': ['*.{match,search}'],
    member: ['*.includes'],
    position: ['*.{indexOf,lastIndexOf}'],
    'starts-with': ['*.startsWith'],
    'ends-with': ['*.endsWith'],
    'not-number': ['isNaN', 'Number.isNaN'],
    'same-text': ['*.equals'],
  },
});
