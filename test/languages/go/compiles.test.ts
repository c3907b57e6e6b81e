/** The Go of the rules' pages is in form for the language's own parser, and what fixes write passes its type checker; where there is no Go, that is said. */
import { strict as assert } from 'node:assert';
import { spawnSync } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { fixedPairs, offeredPairs, pagesBelow, readPage } from '../../harness/pageTests';

/**
 * Type-checks packages, given as folders of files, and prints what is wrong with each. The standard library is there;
 * other libraries are empty, and what is missing in them tells nothing.
 */
const CHECK = `
package main

import (
	"encoding/json"
	"fmt"
	"go/ast"
	"go/importer"
	"go/parser"
	"go/token"
	"go/types"
	"io"
	"os"
	"os/exec"
	"strings"
)

type libraries struct {
	standard types.Importer
	empty    map[string]bool
}

func (l libraries) Import(path string) (*types.Package, error) {
	if !strings.Contains(strings.Split(path, "/")[0], ".") {
		return l.standard.Import(path)
	}
	parts := strings.Split(path, "/")
	name := parts[len(parts)-1]
	if len(parts) > 1 && len(name) < 4 && strings.HasPrefix(name, "v") {
		name = parts[len(parts)-2]
	}
	empty := types.NewPackage(path, name)
	empty.MarkComplete()
	l.empty[name] = true
	return empty, nil
}

func main() {
	var packages []map[string]string
	if err := json.NewDecoder(os.Stdin).Decode(&packages); err != nil {
		panic(err)
	}
	fset := token.NewFileSet()
	standard := importer.ForCompiler(fset, "gc", func(path string) (io.ReadCloser, error) {
		file, err := exec.Command("go", "list", "-export", "-f", "{{.Export}}", path).Output()
		if err != nil {
			return nil, err
		}
		return os.Open(strings.TrimSpace(string(file)))
	})
	out := [][]string{}
	for _, texts := range packages {
		faults := []string{}
		files := []*ast.File{}
		for name, text := range texts {
			file, err := parser.ParseFile(fset, name, text, 0)
			if err != nil {
				faults = append(faults, err.Error())
				continue
			}
			files = append(files, file)
		}
		empty := map[string]bool{}
		config := types.Config{Importer: libraries{standard, empty}, Error: func(err error) {
			fault := err.(types.Error)
			// Nothing is known of what other libraries have.
			if name, ok := strings.CutPrefix(fault.Msg, "undefined: "); ok && empty[strings.Split(name, ".")[0]] {
				return
			}
			faults = append(faults, fault.Msg)
		}}
		config.Check("page", fset, files, nil)
		out = append(out, faults)
	}
	text, _ := json.Marshal(out)
	fmt.Println(string(text))
}
`;

describe('Go on pages', () => {
  it('parses', () => {
    const pages = [...pagesBelow('server/rules'), ...pagesBelow('server/models')].map(readPage);
    const texts = pages.flatMap((page) =>
      page.cases.flatMap((c) =>
        c.files.filter((f) => f.file.endsWith('.go')).map((f) => ({ name: `${page.path} ${c.name}: ${f.file}`, text: f.text })),
      ),
    );
    assert.ok(texts.length > 0);
    for (const { name, text } of texts) {
      const { status, stderr, error } = spawnSync('gofmt', ['-e'], { input: text, encoding: 'utf8' });
      if (error) {
        console.log('      There is no gofmt here: nothing was parsed.');
        return;
      }
      assert.equal(status, 0, `${name}: ${stderr}`);
    }
  });

  it('is no worse for the type checker once it is fixed', async function () {
    // The first time, Go compiles its standard library.
    this.timeout(300_000);
    const pairs = [...fixedPairs('.go'), ...(await offeredPairs('.go'))];
    assert.ok(pairs.length > 0);
    const folder = mkdtempSync(path.join(tmpdir(), 'gatehouse-go-'));
    try {
      const program = path.join(folder, 'check.go');
      writeFileSync(program, CHECK);
      const packages = pairs.flatMap(({ before, after }) => [before, after]);
      const { stdout, stderr, error } = spawnSync('go', ['run', program], {
        input: JSON.stringify(packages),
        encoding: 'utf8',
        cwd: folder,
      });
      if (error) {
        console.log('      There is no go here: nothing was checked.');
        return;
      }
      assert.ok(stdout.startsWith('['), stderr);
      const faults: readonly (readonly string[])[] = JSON.parse(stdout);
      const worse = pairs.flatMap(({ name }, i) => {
        const known = new Set(faults[2 * i]);
        return faults[2 * i + 1].filter((fault) => !known.has(fault)).map((fault) => `${name}: ${fault}`);
      });
      assert.deepEqual(worse, []);
    } finally {
      rmSync(folder, { recursive: true, force: true });
    }
  });
});
