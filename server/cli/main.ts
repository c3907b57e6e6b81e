/** The command line: what it takes, and what its exit code says. */
import { Command, CommanderError, InvalidArgumentError, Option } from 'commander';
import { version } from '../../package.json';
import { CONFIDENCES, SEVERITIES } from '../base/finding';
import { EXIT, UsageError, type World } from './world';

const EXIT_CODES = `
Exit code:
  0    nothing at or above --fail-on
  1    findings at or above --fail-on
  2    wrong usage or configuration
  3    the analysis itself failed in part; the report says where`;

const ROUTES_EXIT_CODES = `
Exit code:
  0    the list is printed, whatever it says
  2    wrong usage or configuration
  3    the analysis itself failed in part; the list says where`;

const PROVE_EXIT_CODES = `
Exit code:
  0    a test is there for each finding
  1    for some finding none can be written; the reasons are printed
  2    wrong usage or configuration, or no such finding
  3    the analysis itself failed in part`;

/** Runs one command and returns its exit code. Never throws, never ends the process. */
export async function main(args: readonly string[], world: World): Promise<number> {
  let code: number = EXIT.clean;
  const program = createProgram(world, (result) => {
    code = result;
  });
  try {
    await program.parseAsync(args, { from: 'user' });
    return code;
  } catch (error) {
    if (world.signal.aborted) return typeof world.signal.reason === 'number' ? world.signal.reason : EXIT.interrupted;
    if (error instanceof CommanderError) return error.exitCode === 0 ? EXIT.clean : EXIT.usage;
    if (error instanceof UsageError) {
      world.err.write(`gatehouse: ${error.message}\n`);
      return EXIT.usage;
    }
    const { message, stack } = error instanceof Error ? error : new Error(String(error));
    world.err.write(`gatehouse: the analysis failed: ${args.includes('--verbose') ? stack : message}\n`);
    return EXIT.failed;
  }
}

function createProgram(world: World, done: (code: number) => void): Command {
  const program = new Command('gatehouse')
    .description('Finds insecure endpoints, injection and mishandled sensitive data. Offline: nothing leaves the machine.')
    .version(version, '-V, --version', 'Print the version')
    .helpOption('-h, --help', 'Print help')
    .helpCommand(false)
    .exitOverride()
    .configureOutput({
      writeOut: (text) => world.out.write(text),
      writeErr: (text) => world.err.write(text),
      // One line, whatever hint comes with it.
      outputError: (text, write) =>
        write(
          `gatehouse: ${text
            .replace(/^error: /, '')
            .trim()
            .replace(/\s*\n\s*/g, ' ')}\n`,
        ),
      getOutHelpWidth: () => (world.out.isTerminal ? world.out.columns : 100),
      getErrHelpWidth: () => (world.err.isTerminal ? world.err.columns : 100),
    });

  program
    .command('scan')
    .description('Analyse files and folders (default: the current folder)')
    .argument('[paths...]', 'files and folders; ignore files are respected, except for files named here')
    .addOption(new Option('-f, --format <format>', 'what to print').choices(['text', 'json', 'sarif']).default('text'))
    .option('-o, --output <file>', 'write the report to a file; an existing one is replaced only by a complete report')
    .addOption(
      new Option('--fail-on <severity>', 'least severity that makes the exit code 1 (default: the policy’s, else high)').choices([
        ...SEVERITIES,
        'never',
      ]),
    )
    .addOption(new Option('--min-confidence <confidence>', 'leave out less certain findings').choices(CONFIDENCES).default('low'))
    .option('--baseline <file>', 'leave out the findings that this baseline lists')
    .option('--write-baseline <file>', 'write the findings to a baseline and exit with 0')
    .option('--changed-since <revision>', 'only findings that involve files changed since this git revision')
    .option('--policy <file>', 'policy to apply (default: gatehouse.json in or above the scanned folder)')
    .option('--jobs <number>', 'how many threads may analyse at the same time (default: one a core, 4 at most)', positive)
    .option('--cache <folder>', 'where to keep results for the next scan (default: where the system keeps caches)')
    .option('--no-cache', 'neither use results of earlier scans nor keep any')
    .option('--show-suppressed', 'list findings that an ignore comment, the baseline or the policy suppresses', false)
    .option('--with-fixes', 'add the proven fixes to JSON and SARIF; takes longer', false)
    .option('--no-progress', 'no progress bar')
    .option('--offline', 'accepted for scripts that ask for it; scanning never uses the network', false)
    .option('-v, --verbose', 'every note and every step of a flow', false)
    .addHelpText('after', EXIT_CODES)
    .action(async (paths: string[], options) => done(await (await import('./scan')).scan(paths, options, world)));

  program
    .command('routes')
    .description('List the endpoints of a program, and what stands between a client and each of them')
    .argument('[path]', 'a folder (default: the current one)')
    .addOption(new Option('-f, --format <format>', 'what to print').choices(['table', 'json', 'cyclonedx']).default('table'))
    .option('-o, --output <file>', 'write the list to a file')
    .option('--policy <file>', 'policy to apply: it may exclude files (default: gatehouse.json in or above the folder)')
    .option('--no-progress', 'no progress bar')
    .option('-v, --verbose', 'say for each endpoint why its controls count as they do', false)
    .addHelpText('after', ROUTES_EXIT_CODES)
    .action(async (named: string | undefined, options) => done(await (await import('./routes')).routes(named, options, world)));

  program
    .command('prove')
    .description('Write a security test that fails until a finding on an endpoint is mended, in the style of the project’s own tests')
    .argument('<finding>', 'a finding’s fingerprint (its beginning will do), or a rule’s id for all of its findings')
    .argument('[path]', 'a folder (default: the current one)')
    .addOption(
      new Option('-f, --format <format>', 'what to print: the tests, or what is known of them').choices(['text', 'json']).default('text'),
    )
    .option('-w, --write', 'write the tests to their files: new ones are made, ours are added to', false)
    .option('--policy <file>', 'policy to apply (default: gatehouse.json in or above the folder)')
    .option('--no-progress', 'no progress bar')
    .addHelpText('after', PROVE_EXIT_CODES)
    .action(async (what: string, named: string | undefined, options) =>
      done(await (await import('./prove')).proveFindings(what, named, options, world)),
    );

  program
    .command('stats')
    .description('Say how many files and lines there are in each language, and how much of their syntax is understood')
    .argument('[paths...]', 'files and folders (default: the current folder)')
    .addOption(new Option('-f, --format <format>', 'what to print').choices(['text', 'json']).default('text'))
    .action(async (paths: string[], options) => done(await (await import('./stats')).stats(paths, options, world)));

  program
    .command('explain')
    .description('Print the page of a rule: the fault, the harm, examples, the fix')
    .argument('<rule>', 'a rule’s id, as `gatehouse rules` lists it')
    .action(async (rule: string) => (await import('./rules')).explain(rule, world));

  program
    .command('rules')
    .description('List the rules')
    .addOption(new Option('-f, --format <format>', 'what to print').choices(['text', 'json']).default('text'))
    .action(async (options: { format: 'text' | 'json' }) => (await import('./rules')).listRules(options.format, world));

  program
    .command('lsp')
    .description('Serve the language server protocol on standard input and output')
    .option('--stdio', 'the only way there is; accepted because editors say it')
    .action(() => world.serve());

  return program;
}

function positive(text: string): number {
  const number = Number(text);
  if (!Number.isInteger(number) || number < 1) throw new InvalidArgumentError('It must be a whole number above 0.');
  return number;
}
