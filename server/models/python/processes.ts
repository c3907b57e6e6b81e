/** Programs and shells: `subprocess`, `os`, `asyncio`, remote shells, and what quotes for a shell. */
import { model } from '../../engine/model';

const SHELLS = "'sh'|'bash'|'zsh'|'dash'|'/bin/sh'|'/bin/bash'|'/usr/bin/bash'|'cmd'|'cmd.exe'|'powershell'|'powershell.exe'|'pwsh'";
const SHELL_FLAGS = "'-c'|'-lc'|'-ec'|'-ic'|'/c'|'/C'|'-Command'|'-command'";
/** Programs that take an argument beginning with a dash as an option that runs, reads or writes something else. */
const OPTION_BEARING =
  "'git'|'tar'|'find'|'curl'|'ssh'|'scp'|'rsync'|'ffmpeg'|'zip'|'sed'|'wget'|'npm'|'hg'|'svn'|'mysqldump'|'psql'|'pip'";
const RUN = 'Sub.{run,call,check_call,check_output,Popen}';
const EXEC = '{execl,execle,execlp,execlpe,execv,execve,execvp,execvpe,posix_spawn,posix_spawnp,startfile}';

export const processes = model('python', {
  name: 'Processes',
  module: 'subprocess',
  types: {
    Sub: ['"subprocess"', '"subprocess32"', '"eventlet.green.subprocess"'],
    Ssh: ['"paramiko".SSHClient()', '<paramiko.SSHClient>'],
    Fabric: ['"fabric".Connection()', '"invoke"', '"invoke".Context()', '<invoke.Context>', '"fabric.api"'],
  },
  sinks: {
    'shell-command': [
      `${RUN}[shell:=true](0)`,
      `${RUN}[shell:=true](args:)`,
      `${RUN}[shell:=true](0)[]`,
      `${RUN}[0.0=${SHELLS}][0.1=${SHELL_FLAGS}](0)[]`,
      'Sub.{getoutput,getstatusoutput}(0)',
      '"commands".{getoutput,getstatusoutput}(0)',
      '"os".{system,popen,popen2,popen3,popen4}(0)',
      '"popen2".{popen2,popen3,popen4}(0)',
      '"asyncio".create_subprocess_shell(0)',
      '"asyncio".create_subprocess_shell(cmd:)',
      '"anyio".run_process(0)',
      '"pexpect".{run,runu,spawn}(0)',
      'Ssh.exec_command(0)',
      'Fabric.{run,sudo,local}(0)',
      '"pty".spawn(0)',
    ],
    'program-name': [
      `${RUN}[shell:!=true](0)`,
      `${RUN}[shell:!=true](0).0`,
      `${RUN}[shell:!=true](executable:)`,
      '"asyncio".create_subprocess_exec(0)',
      `"os".${EXEC}(0)`,
      '"os".{spawnl,spawnle,spawnlp,spawnlpe,spawnv,spawnve,spawnvp,spawnvpe}(1)',
    ],
    'program-arguments': [
      `${RUN}[0.0=${OPTION_BEARING}][shell:!=true](0)[..'--']`,
      `"asyncio".create_subprocess_exec[0=${OPTION_BEARING}](1..)`,
      `"git".Repo().git.*(*)`,
      '"git".Repo.clone_from(0)',
    ],
  },
  sanitizers: { 'shell-quoted': ['"shlex".{quote,join}()', '"pipes".quote()', '"pexpect.utils".quote()'] },
  flows: [
    { call: '"shlex".quote', from: '(0)', to: '()' },
    { call: '"pipes".quote', from: '(0)', to: '()' },
    { call: '"shlex".join', from: ['(0)', '(0)[]'], to: '()' },
    { call: '"shlex".split', from: '(0)', to: '()[]' },
  ],
  quiet: [
    'Sub.*()',
    '"os".{system,popen,kill,waitpid,fork,_exit}()',
    `"os".${EXEC}()`,
    '"asyncio".{create_subprocess_shell,create_subprocess_exec}()',
    'Ssh.*()',
    'Fabric.*()',
    '"pexpect".{run,spawn}()',
    '"git".Repo().git.*()',
  ],
});
