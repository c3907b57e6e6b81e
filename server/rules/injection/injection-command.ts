/** Untrusted data in a command line, as a program's name, or as an argument that can pass for an option. */
import type { SanitizerKind } from '../../engine/kinds';
import { execFileArray } from '../fixes/execFileArray';
import { withoutShell } from '../fixes/withoutShell';
import { quoteForShell } from '../fixes/wrapValue';
import { flowRule } from '../rule';
import page from './injection-command.md';

const STOPS_SHELL: readonly SanitizerKind[] = ['number', 'allow-listed', 'plain-characters', 'shell-quoted', 'hashed', 'string-method'];
const STOPS_NAME: readonly SanitizerKind[] = ['number', 'allow-listed', 'plain-characters', 'hashed', 'string-method'];
/** An argument does harm by beginning with a dash; whatever fixes its beginning stops that. */
const STOPS_OPTION: readonly SanitizerKind[] = [
  'number',
  'allow-listed',
  'plain-characters',
  'after-text',
  'host-fixed',
  'host-checked',
  'path-checked',
  'path-resolved',
  'no-option',
  'hashed',
  'string-method',
];

const AS_OPTION = '{source} is an argument of {sink}, and a value that begins with a dash is taken as an option of the program.';

export const injectionCommand = flowRule({
  id: 'injection-command',
  title: 'Operating system command or its arguments built from untrusted data',
  severity: 'critical',
  cwe: [78, 88, 77],
  api: ['API8'],
  top10: ['A05'],
  asvs: ['1.2.5'],
  pci: ['6.2.4'],
  page,
  from: ['untrusted', 'untrusted-object', 'model-output'],
  to: 'shell-command',
  stoppedBy: STOPS_SHELL,
  message: '{source} becomes part of the command line that {sink} hands to a shell unquoted.',
  advice: 'Run the program without a shell and pass the value in its argument array.',
  also: [
    {
      from: ['untrusted', 'untrusted-object', 'model-output'],
      to: 'program-name',
      stoppedBy: STOPS_NAME,
      message: '{source} chooses the program that {sink} runs, without a list of allowed ones.',
    },
    {
      from: ['untrusted', 'untrusted-object', 'model-output'],
      to: 'program-arguments',
      stoppedBy: STOPS_OPTION,
      severity: 'high',
      message: AS_OPTION,
    },
    {
      from: 'stored',
      to: 'shell-command',
      stoppedBy: STOPS_SHELL,
      confidence: 'medium',
      message: 'The stored value {source} becomes part of the command line that {sink} hands to a shell unquoted.',
    },
    {
      from: 'stored',
      to: 'program-name',
      stoppedBy: STOPS_NAME,
      confidence: 'medium',
      message: 'The stored value {source} chooses the program that {sink} runs, without a list of allowed ones.',
    },
  ],
  fixes: [execFileArray, withoutShell, quoteForShell],
});
