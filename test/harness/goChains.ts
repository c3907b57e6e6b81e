/**
 * Flaws in Go for random stories: chains of functions over several files, the first of which takes from a request, and the last of
 * which does what it should not with it; and functions that are flawed by themselves. The module is called `booking`.
 */
import type { Piece } from './flawChains';
import type { Random } from './random';

const MODULE = 'booking';

export function isGo(file: string): boolean {
  return file.endsWith('.go');
}

/** Pieces that lead a value through `files`, first to last. Names end in `id`. */
export function goChain(files: readonly string[], id: string, r: Random): readonly Piece[] {
  const pieces: Piece[] = [];
  let next = { name: '', file: '' };
  for (const [i, file] of [...files].reverse().entries()) {
    const isFirst = i === files.length - 1;
    const name = `${r.pick(['Keep', 'HandOver', 'LookUp', 'Send', 'Build'])}${isFirst ? 'Start' : ''}${i}x${id}`;
    const call = folderOf(file) === folderOf(next.file) ? next.name : `${packageIn(next.file)}.${next.name}`;
    const own = i === 0 ? sink(name, id, r) : isFirst ? source(call, id, r) : middle(call, name, r);
    const head = [own.head, i === 0 ? '' : goImportOf(file, next)].filter((l) => l !== '').join('\n');
    pieces.push({ file, head, body: own.body, tail: '' });
    next = { name, file };
  }
  return pieces;
}

/** Of the other file's package; nothing within a package. */
export function goImportOf(from: string, { file }: { readonly file: string }): string {
  return folderOf(from) === folderOf(file) ? '' : `import "${MODULE}/${folderOf(file)}"`;
}

/** A file of the package that lies in its folder. */
export function emptyGo(file: string): string {
  return `package ${packageIn(file)}\n`;
}

function folderOf(file: string): string {
  return file.split('/').slice(0, -1).join('/');
}

function packageIn(file: string): string {
  return file.split('/').at(-2) ?? MODULE;
}

function sink(name: string, id: string, r: Random): { head: string; body: string } {
  return r.pick([
    {
      head: 'import "database/sql"',
      body: `var db${id} *sql.DB\n\nfunc ${name}(text string) error {\n\t_, err := db${id}.Query("select * from orders where name = '" + text + "'")\n\treturn err\n}`,
    },
    {
      head: 'import (\n\t"fmt"\n\t"os/exec"\n)',
      body: `func ${name}(text string) error {\n\tcommand := fmt.Sprintf("convert %s out.png", text)\n\treturn exec.Command("sh", "-c", command).Run()\n}`,
    },
    {
      head: 'import "os"',
      body: `func ${name}(text string) error {\n\tif text == "" {\n\t\treturn nil\n\t}\n\t_, err := os.ReadFile("/srv/files/" + text)\n\treturn err\n}`,
    },
    {
      head: 'import "text/template"',
      body: `var last${id} string\n\nfunc ${name}(text string) error {\n\tlast${id} = text\n\treturn run${id}()\n}\n\nfunc run${id}() error {\n\t_, err := template.New("a").Parse(last${id})\n\treturn err\n}`,
    },
    {
      head: 'import "database/sql"',
      body: `type store${id} struct {\n\tdb *sql.DB\n}\n\nfunc (s *store${id}) find(text string) error {\n\t_, err := s.db.Exec("delete from t where a = " + text)\n\treturn err\n}\n\nfunc ${name}(text string) error {\n\ts := &store${id}{}\n\treturn s.find(text)\n}`,
    },
  ]);
}

function middle(next: string, name: string, r: Random): { head: string; body: string } {
  const func = `func ${name}(text string) error {`;
  return r.pick([
    { head: 'import "strings"', body: `${func}\n\twords := strings.TrimSpace(text)\n\treturn ${next}(words)\n}` },
    { head: '', body: `var ${name} = func(text string) error { return ${next}(text) }` },
    {
      head: '',
      body: `type holder${name} struct {\n\tvalue string\n}\n\nfunc (h *holder${name}) set(value string) *holder${name} {\n\th.value = value\n\treturn h\n}\n\nfunc (h *holder${name}) run() error { return ${next}(h.value) }\n\n${func}\n\treturn new(holder${name}).set(text).run()\n}`,
    },
    { head: '', body: `${func}\n\tfor _, one := range []string{text, "fixed"} {\n\t\t${next}(one)\n\t}\n\treturn nil\n}` },
    {
      head: 'import "strings"',
      body: `${func}\n\tfor _, part := range strings.Split(text, ",") {\n\t\tif err := ${next}(part); err != nil {\n\t\t\treturn err\n\t\t}\n\t}\n\treturn nil\n}`,
    },
    {
      head: 'import "regexp"',
      body: `var word${name} = regexp.MustCompile("^[a-z]+$")\n\n${func}\n\tif word${name}.MatchString(text) {\n\t\treturn nil\n\t}\n\treturn ${next}(text)\n}`,
    },
    { head: '', body: `${func}\n\tvalues := map[string]string{"text": text}\n\treturn ${next}(values["text"])\n}` },
    {
      head: '',
      body: `type base${name} struct{}\n\nfunc (base${name}) act(value string) error { return ${next}(value) }\n\ntype child${name} struct {\n\tbase${name}\n}\n\n${func}\n\tc := child${name}{}\n\treturn c.act(text)\n}`,
    },
    {
      head: '',
      body: `func look${name}(text string) (string, bool) { return text, text != "" }\n\n${func}\n\tvalue, ok := look${name}(text)\n\tif !ok {\n\t\treturn nil\n\t}\n\treturn ${next}(value)\n}`,
    },
    {
      head: '',
      body: `${func}\n\tdepth := 0\n\tdefer func() { depth++ }()\n\tif len(text) < 9 {\n\t\treturn ${name}(text + "x")\n\t}\n\treturn ${next}(text)\n}`,
    },
    { head: '', body: `${func}\n\tswitch {\n\tcase text == "a":\n\t\treturn nil\n\tdefault:\n\t\treturn ${next}(text)\n\t}\n}` },
  ]);
}

function source(next: string, id: string, r: Random): { head: string; body: string } {
  return r.pick([
    {
      head: 'import "net/http"',
      body: `func show${id}(w http.ResponseWriter, r *http.Request) {\n\tname := r.FormValue("name")\n\t${next}(name)\n}`,
    },
    { head: 'import "github.com/gin-gonic/gin"', body: `func add${id}(c *gin.Context) {\n\t${next}(c.Query("name"))\n}` },
    {
      head: 'import "github.com/gin-gonic/gin"',
      body: `type wish${id} struct {\n\tText string \`json:"text"\`\n}\n\nfunc change${id}(c *gin.Context) {\n\tvar wish wish${id}\n\tif err := c.ShouldBindJSON(&wish); err != nil {\n\t\treturn\n\t}\n\t${next}(wish.Text)\n}`,
    },
  ]);
}

/** Functions with flaws of their own, and things that are none until another file makes them so. */
export function flawedGo(id: string, r: Random): Omit<Piece, 'file'> {
  return {
    tail: '',
    ...r.pick([
      { head: 'import "crypto/md5"', body: `func digest${id}(password string) [16]byte {\n\treturn md5.Sum([]byte(password))\n}` },
      {
        head: 'import (\n\t"fmt"\n\t"math/rand"\n)',
        body: `func token${id}() string {\n\tsessionToken := fmt.Sprint(rand.Int63())\n\treturn sessionToken\n}`,
      },
      { head: '', body: `const password${id} = "kx93Hfu2!ksoWq"` },
      {
        head: 'import (\n\t"net/http"\n\t"os/exec"\n)',
        body: `func run${id}(r *http.Request) {\n\t// gatehouse-ignore injection-command: an example\n\texec.Command("sh", "-c", r.FormValue("folder")).Run()\n}`,
      },
      { head: 'import "log"', body: `func log${id}(cardNumber string) {\n\tlog.Printf("card %s", cardNumber)\n}` },
    ]),
  };
}
