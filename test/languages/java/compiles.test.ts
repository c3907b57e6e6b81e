/** The Java of the rules' pages is Java, and what fixes write is no worse for the compiler than what was there; where there is no compiler, that is said. */
import { strict as assert } from 'node:assert';
import { spawnSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { fixedPairs, offeredPairs, pagesBelow, readPage } from '../../harness/pageTests';

/** What javac says of text that it cannot read, whatever libraries are missing. */
const SYNTAX = /error: (?:.*expected|illegal|unclosed|not a statement|class, interface|reached end|invalid|orphaned|else without)/;

/** Compiles the files of each folder by themselves and prints what is wrong with them: folder, tab, message on one line. */
const CHECK = `
import java.io.File;
import java.nio.file.*;
import java.util.*;
import java.util.stream.*;
import javax.tools.*;

class Check {
    public static void main(String[] args) throws Exception {
        JavaCompiler compiler = ToolProvider.getSystemJavaCompiler();
        StandardJavaFileManager manager = compiler.getStandardFileManager(null, null, null);
        for (int i = 0; Files.isDirectory(Path.of(args[0], "" + i)); i++) {
            List<File> files;
            try (Stream<Path> all = Files.walk(Path.of(args[0], "" + i))) {
                files = all.filter(p -> p.toString().endsWith(".java")).map(Path::toFile).sorted().collect(Collectors.toList());
            }
            DiagnosticCollector<JavaFileObject> said = new DiagnosticCollector<>();
            List<String> options = List.of("-proc:none", "-Xmaxerrs", "10000", "--should-stop=ifError=FLOW", "-d", args[1]);
            compiler.getTask(null, manager, said, options, null, manager.getJavaFileObjectsFromFiles(files)).call();
            for (Diagnostic<?> d : said.getDiagnostics()) {
                if (d.getKind() != Diagnostic.Kind.ERROR) continue;
                System.out.println(i + "\\t" + d.getMessage(Locale.ROOT).replaceAll("\\\\s+", " "));
            }
        }
    }
}
`;

describe('Java on pages', () => {
  it('is read by the compiler', function () {
    this.timeout(120_000);
    const pages = [...pagesBelow('server/rules'), ...pagesBelow('server/models')].map(readPage);
    const texts = pages.flatMap((page) => page.cases.flatMap((c) => c.files.filter((f) => f.file.endsWith('.java'))));
    inFolder((folder) => {
      const files = texts.map(({ file, text }, i) => write(path.join(folder, String(i), path.basename(file)), text));
      const { stderr, error } = spawnSync('javac', ['-proc:none', '-Xmaxerrs', '10000', '-d', folder, ...files], { encoding: 'utf8' });
      if (error) console.log('      There is no javac here: nothing was compiled.');
      else
        assert.deepEqual(
          stderr.split('\n').filter((line) => SYNTAX.test(line)),
          [],
        );
    });
  });

  it('is no worse for the compiler once it is fixed', async function () {
    this.timeout(300_000);
    const pairs = [...fixedPairs('.java'), ...(await offeredPairs('.java'))];
    assert.ok(pairs.length > 0);
    inFolder((folder) => {
      // One text is fixed in many ways.
      const byText = new Map(pairs.flatMap(({ before, after }) => [before, after]).map((files) => [JSON.stringify(files), files]));
      const keys = [...byText.keys()];
      const texts = [...byText.values()];
      texts.forEach((files, i) => {
        for (const [file, text] of Object.entries(files)) write(path.join(folder, 'texts', String(i), file), text);
      });
      const program = write(path.join(folder, 'Check.java'), CHECK);
      const run = spawnSync('java', ['-XX:TieredStopAtLevel=1', '-XX:+UseSerialGC', program, path.join(folder, 'texts'), folder], {
        encoding: 'utf8',
        maxBuffer: 1 << 26,
      });
      if (run.error || /not found in module jdk.compiler/.test(run.stderr)) {
        console.log('      There is no Java compiler here: nothing was compiled.');
        return;
      }
      assert.equal(run.status, 0, run.stderr);
      const said = texts.map((): string[] => []);
      for (const line of run.stdout.split('\n').filter((l) => l !== '')) said[Number(line.split('\t')[0])].push(line.split('\t')[1]);
      const saidOf = (files: unknown): readonly string[] => said[keys.indexOf(JSON.stringify(files))];
      const worse = pairs.flatMap(({ name, before, after }) => {
        const known = new Set(saidOf(before));
        return saidOf(after)
          .filter((message) => !known.has(message) && !isMissing(message, after))
          .map((message) => `${name}: ${message}`);
      });
      assert.deepEqual(worse, []);
    });
  });
});

/** A library that is not here, or a name that is imported from one. */
function isMissing(message: string, texts: Readonly<Record<string, string>>): boolean {
  if (/^package (?!java\.)\S+ does not exist/.test(message)) return true;
  const name = /symbol: +(?:class|variable) (\w+)/.exec(message)?.[1];
  return name !== undefined && Object.values(texts).some((text) => new RegExp(`^import (?!java\\.).*\\.${name};`, 'm').test(text));
}

function inFolder(work: (folder: string) => void): void {
  const folder = mkdtempSync(path.join(tmpdir(), 'gatehouse-java-'));
  try {
    work(folder);
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

function write(file: string, text: string): string {
  mkdirSync(path.dirname(file), { recursive: true });
  writeFileSync(file, text);
  return file;
}
