/** Programs, scripts, the environment, and calls that end everything. */
import { model } from '../../engine/model';

const SHELLS = "'sh'|'bash'|'zsh'|'dash'|'/bin/sh'|'/bin/bash'|'/usr/bin/bash'|'cmd'|'cmd.exe'|'powershell'|'powershell.exe'|'pwsh'";
const SHELL_FLAGS = "'-c'|'-lc'|'-ec'|'/c'|'/C'|'-Command'|'-command'";
const OPTION_BEARING = "'git'|'tar'|'find'|'curl'|'ssh'|'scp'|'rsync'|'ffmpeg'|'zip'|'sed'|'wget'|'psql'|'mysqldump'";

export const processes = model('java', {
  name: 'Processes',
  types: { Run: ['Runtime.getRuntime()', '<Runtime>'], Builder: ['ProcessBuilder()', '<ProcessBuilder>'] },
  sinks: {
    'shell-command': [
      `Run.exec[0.0=${SHELLS}][0.1=${SHELL_FLAGS}](0)[]`,
      `ProcessBuilder[0=${SHELLS}][1=${SHELL_FLAGS}](2)`,
      `ProcessBuilder[0.0=${SHELLS}][0.1=${SHELL_FLAGS}](0)[]`,
      `Builder.command[0=${SHELLS}][1=${SHELL_FLAGS}](2)`,
      `Builder.command[0.0=${SHELLS}][0.1=${SHELL_FLAGS}](0)[]`,
      // One text is split at spaces: more arguments than were meant.
      'Run.exec(0)',
    ],
    'program-name': [
      'Run.exec(0).0',
      'ProcessBuilder(0).0',
      'ProcessBuilder(0)',
      'Builder.command(0)',
      'Builder.command(0).0',
      '"org.apache.commons.exec".CommandLine.parse(0)',
      '"org.apache.commons.exec".CommandLine(0)',
    ],
    'program-arguments': [
      `ProcessBuilder[0=${OPTION_BEARING}](1..)`,
      `ProcessBuilder[0.0=${OPTION_BEARING}](0)[..'--']`,
      `Run.exec[0.0=${OPTION_BEARING}](0)[..'--']`,
    ],
  },
  quiet: ['Run.exec()', 'ProcessBuilder()', 'Builder.{command,start,directory,redirectErrorStream,environment,inheritIO}()'],
});

export const scripts = model('java', {
  name: 'Scripts',
  sinks: {
    'code-text': [
      '<javax.script.ScriptEngine>.{eval,compile}(0)',
      '"javax.script".ScriptEngineManager().{getEngineByName,getEngineByExtension}().{eval,compile}(0)',
      '"groovy.lang".GroovyShell().{evaluate,parse,run}(0)',
      '"groovy.util".Eval.{me,x,xy}(0)',
      '<org.springframework.expression.ExpressionParser>.parseExpression(0)',
      '"org.springframework.expression.spel.standard".SpelExpressionParser().parseExpression(0)',
      '"ognl".Ognl.{getValue,parseExpression}(0)',
      '"org.mvel2".MVEL.{eval,compileExpression,executeExpression}(0)',
      '"org.graalvm.polyglot".Context.create().eval(1)',
      '"bsh".Interpreter().eval(0)',
    ],
    'module-name': ['Class.forName(0)'],
  },
});

export const system = model('java', {
  name: 'System',
  sources: { local: ['System.getenv()', 'System.getProperty()'] },
  ends: ['System.exit'],
  quiet: ['System.{getenv,getProperty,currentTimeMillis,nanoTime,lineSeparator,identityHashCode}()', 'Thread.*()'],
});
