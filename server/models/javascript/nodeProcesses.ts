/** Programs and shells: Node's `child_process` and the packages that wrap it, and what quotes for a shell. */
import { model } from '../../engine/model';

const SHELLS = "'sh'|'bash'|'zsh'|'dash'|'/bin/sh'|'/bin/bash'|'/usr/bin/bash'|'cmd'|'cmd.exe'|'powershell'|'powershell.exe'|'pwsh'";
const SHELL_FLAGS = "'-c'|'-lc'|'-ec'|'-ic'|'/c'|'/C'|'-Command'|'-command'";
/** Programs that take an argument beginning with a dash as an option that runs, reads or writes something else. */
const OPTION_BEARING = "'git'|'tar'|'find'|'curl'|'ssh'|'scp'|'rsync'|'ffmpeg'|'zip'|'sed'|'wget'|'npm'|'hg'|'svn'|'mysqldump'|'psql'";
const RUN = 'Process.{spawn,spawnSync,execFile,execFileSync}';

export const nodeProcesses = model('javascript', {
  name: 'Node processes',
  module: 'child_process',
  types: {
    Process: ['"child_process"', '"cross-spawn"', '"mz/child_process"'],
    Execa: ['"execa"', '"execa".execa'],
  },
  sinks: {
    'shell-command': [
      'Process.{exec,execSync}(0)',
      `${RUN}[2.shell=true](0)`,
      `${RUN}[2.shell=true](1)[]`,
      `${RUN}[2.shell~'sh'](0)`,
      `${RUN}[2.shell~'sh'](1)[]`,
      `${RUN}[1.shell=true](0)`,
      `${RUN}[1.shell~'sh'](0)`,
      `${RUN}[0=${SHELLS}][1.0=${SHELL_FLAGS}](1)[]`,
      '"cross-spawn"[2.shell=true](0)',
      '"cross-spawn"[2.shell=true](1)[]',
      '"cross-spawn".sync[2.shell=true](0)',
      '"cross-spawn".sync[2.shell=true](1)[]',
      'Execa.{shell,shellSync}(0)',
      'Execa[2.shell=true](0)',
      'Execa[2.shell=true](1)[]',
      'Execa[1.shell=true](0)',
      'Execa.{command,commandSync}[1.shell=true](0)',
      '"execa".{execaCommand,execaCommandSync}[1.shell=true](0)',
      '"shelljs".exec(0)',
      '"shelljs/global".exec(0)',
      '"node-cmd".{run,get,runSync}(0)',
      '"child-process-promise".exec(0)',
      '"promisify-child-process".exec(0)',
      '"async-exec"(0)',
      '"sudo-prompt".exec(0)',
      '"ssh2".Client().exec(0)',
      '"node-ssh".NodeSSH().execCommand(0)',
    ],
    'program-name': [
      `${RUN}[2.shell!=true][1.shell!=true](0)`,
      '"cross-spawn"[2.shell!=true](0)',
      '"cross-spawn".sync[2.shell!=true](0)',
      'Process.fork(0)',
      `${RUN}(2).env.LD_PRELOAD`,
      `${RUN}(2).env.PATH`,
      'Execa[2.shell!=true][1.shell!=true](0)',
      // Split at spaces without a shell: the beginning is the program, the rest its arguments.
      'Execa.{command,commandSync}[1.shell!=true](0)',
      '"execa".{execaCommand,execaCommandSync}[1.shell!=true](0)',
    ],
    'program-arguments': [
      `${RUN}[0=${OPTION_BEARING}][2.shell!=true](1)[..'--']`,
      `"cross-spawn"[0=${OPTION_BEARING}][2.shell!=true](1)[..'--']`,
      `Execa[0=${OPTION_BEARING}][2.shell!=true](1)[..'--']`,
      '"simple-git"().raw(*)',
      `"simple-git"().raw(0)[..'--']`,
    ],
  },
  sanitizers: {
    'shell-quoted': [
      '"shell-quote".quote()',
      '"shell-escape"()',
      '"any-shell-escape"()',
      '"puka".quoteForShell()',
      '"shescape".*()',
      '"shescape".Shescape().*()',
    ],
  },
  flows: [
    { call: '"shell-quote".quote', from: ['(0)', '(0)[]'], to: '()' },
    { call: '"shell-escape"', from: ['(0)', '(0)[]'], to: '()' },
    { call: '"any-shell-escape"', from: ['(0)', '(0)[]'], to: '()' },
    { call: '"shescape".*', from: ['(0)', '(0)[]'], to: ['()', '()[]'] },
    { call: '"shescape".Shescape().*', from: ['(0)', '(0)[]'], to: ['()', '()[]'] },
  ],
  quiet: [
    'Process.*()',
    '"cross-spawn"()',
    '"cross-spawn".sync()',
    'Execa()',
    'Execa.*()',
    'Execa.{$,execa}`',
    '"shelljs".*()',
    // `zx` quotes what is put into its template.
    '"zx".$`',
    '"zx/core".$`',
  ],
});
