/**
 * Flaws in Java for random stories: chains of static methods of several files' classes, the first of which takes from a request,
 * and the last of which does what it should not with it; and methods that are flawed by themselves. All are members of the class
 * that a file is named after.
 */
import type { Piece } from './flawChains';
import type { Random } from './random';

export function isJava(file: string): boolean {
  return file.endsWith('.java');
}

/** Pieces that lead a value through `files`, first to last. Names end in `id`. */
export function javaChain(files: readonly string[], id: string, r: Random): readonly Piece[] {
  const pieces: Piece[] = [];
  let next = { name: '', file: '' };
  for (const [i, file] of [...files].reverse().entries()) {
    const isFirst = i === files.length - 1;
    const name = `${r.pick(['keep', 'handOver', 'lookUp', 'send', 'build'])}${isFirst ? 'Start' : ''}${i}x${id}`;
    const call = `${classIn(next.file)}.${next.name}`;
    const own = i === 0 ? sink(name, id, r) : isFirst ? source(call, id, r) : middle(call, name, r);
    const head = [own.head, i === 0 ? '' : javaImportOf(file, next)].filter((l) => l !== '').join('\n');
    pieces.push({ file, head, body: own.body, tail: '' });
    next = { name, file };
  }
  return pieces;
}

/** Of the other file's class; nothing within a package. */
export function javaImportOf(from: string, { file }: { readonly file: string }): string {
  const own = packageOf(from);
  const other = packageOf(file);
  return own === other || other === '' ? '' : `import ${other}.${classIn(file)};`;
}

/** An empty class in the file's package. */
export function emptyJava(file: string): string {
  const name = packageOf(file);
  return `${name === '' ? '' : `package ${name};\n\n`}public class ${classIn(file)} {\n}\n`;
}

function classIn(file: string): string {
  return (file.split('/').pop() ?? '').replace(/\.\w+$/, '');
}

function packageOf(file: string): string {
  const folders = file.split('/').slice(0, -1);
  const root = folders.lastIndexOf('java');
  return folders.slice(root + 1).join('.');
}

const DB = 'import org.springframework.jdbc.core.JdbcTemplate;';

function sink(name: string, id: string, r: Random): { head: string; body: string } {
  return r.pick([
    {
      head: DB,
      body: `    private static JdbcTemplate db${id};\n\n    public static Object ${name}(String text) {\n        return db${id}.queryForList("select * from orders where name = '" + text + "'");\n    }`,
    },
    {
      head: '',
      body: `    public static Object ${name}(String text) throws Exception {\n        String command = String.format("convert %s out.png", text);\n        return Runtime.getRuntime().exec(command);\n    }`,
    },
    {
      head: 'import java.nio.file.Files;\nimport java.nio.file.Path;',
      body: `    public static Object ${name}(String text) throws Exception {\n        if (text == null) return null;\n        return Files.readString(Path.of("/srv/files/" + text));\n    }`,
    },
    {
      head: 'import javax.script.ScriptEngineManager;',
      body: `    private static String last${id} = "";\n\n    public static Object ${name}(String text) throws Exception {\n        last${id} = text;\n        return run${id}();\n    }\n\n    private static Object run${id}() throws Exception {\n        return new ScriptEngineManager().getEngineByName("js").eval(last${id});\n    }`,
    },
    {
      head: DB,
      body: `    static class Store${id} {\n        private final JdbcTemplate db;\n\n        Store${id}(JdbcTemplate db) {\n            this.db = db;\n        }\n\n        Object find(String text) {\n            return db.queryForMap("select * from t where a = '%s'".formatted(text));\n        }\n    }\n\n    public static Object ${name}(String text) {\n        return new Store${id}(null).find(text);\n    }`,
    },
  ]);
}

function middle(next: string, name: string, r: Random): { head: string; body: string } {
  const method = `    public static Object ${name}(String text) throws Exception {`;
  return {
    head: '',
    body: r.pick([
      `${method}\n        String words = text.trim();\n        return ${next}(words);\n    }`,
      `${method}\n        java.util.concurrent.Callable<Object> later = () -> ${next}(text);\n        return later.call();\n    }`,
      `    static class Holder${name} {\n        private String value;\n\n        Holder${name} set(String value) {\n            this.value = value;\n            return this;\n        }\n\n        Object go() throws Exception {\n            return ${next}(value);\n        }\n    }\n\n${method}\n        return new Holder${name}().set(text).go();\n    }`,
      `${method}\n        for (String one : java.util.List.of(text, "fixed")) {\n            ${next}(one);\n        }\n        return null;\n    }`,
      `${method}\n        StringBuilder words = new StringBuilder("a ");\n        for (String part : text.split(",")) words.append(part);\n        return ${next}(words.toString());\n    }`,
      `${method}\n        if (text.matches("[a-z]+")) return null;\n        return ${next}(text);\n    }`,
      `${method}\n        java.util.Map<String, String> values = java.util.Map.of("text", text);\n        return ${next}(values.get("text"));\n    }`,
      `    static class Base${name} {\n        Object act(String value) throws Exception {\n            return ${next}(value);\n        }\n    }\n\n    static class Child${name} extends Base${name} {\n        Object start(String value) throws Exception {\n            return super.act(value);\n        }\n    }\n\n${method}\n        return new Child${name}().start(text);\n    }`,
      `    record Box${name}(String value, int count) {\n    }\n\n${method}\n        Box${name} box = new Box${name}(text, 1);\n        return ${next}(box.value());\n    }`,
      `${method}\n        return switch (text.length()) {\n            case 0 -> null;\n            case 1 -> {\n                yield ${next}(text);\n            }\n            default -> ${next}(text + "x");\n        };\n    }`,
      `    public static Object ${name}(String text) throws Exception {\n        return ${name}(text, 0);\n    }\n\n    private static Object ${name}(String text, int depth) throws Exception {\n        try {\n            return depth > 3 ? ${next}(text) : ${name}(text + depth, depth + 1);\n        } finally {\n            depth += 1;\n        }\n    }`,
    ]),
  };
}

function source(next: string, id: string, r: Random): { head: string; body: string } {
  return r.pick([
    {
      head: 'import org.springframework.web.bind.annotation.GetMapping;\nimport org.springframework.web.bind.annotation.RequestParam;',
      body: `    @GetMapping("/a${id}")\n    public Object show${id}(@RequestParam String name) throws Exception {\n        return ${next}(name);\n    }`,
    },
    {
      head: 'import jakarta.servlet.http.HttpServletRequest;',
      body: `    void serve${id}(HttpServletRequest request) throws Exception {\n        String name = request.getParameter("name");\n        ${next}(name);\n    }`,
    },
  ]);
}

/** Methods with flaws of their own, and things that are none until another file makes them so. */
export function flawedJava(id: string, r: Random): Omit<Piece, 'file'> {
  return {
    tail: '',
    ...r.pick([
      {
        head: 'import java.security.MessageDigest;',
        body: `    static byte[] digest${id}(String password) throws Exception {\n        return MessageDigest.getInstance("MD5").digest(password.getBytes());\n    }`,
      },
      {
        head: 'import java.util.Random;',
        body: `    static String token${id}() {\n        String sessionToken = "s" + new Random().nextLong();\n        return sessionToken;\n    }`,
      },
      { head: '', body: `    private static final String PASSWORD_${id} = "kx93Hfu2!ksoWq";` },
      {
        head: 'import jakarta.servlet.http.HttpServletRequest;',
        body: `    static void run${id}(HttpServletRequest request) throws Exception {\n        // gatehouse-ignore injection-command: an example\n        Runtime.getRuntime().exec("sh -c " + request.getParameter("folder"));\n    }`,
      },
      {
        head: 'import org.slf4j.LoggerFactory;',
        body: `    static void log${id}(String cardNumber) {\n        LoggerFactory.getLogger("cards").info("card {}", cardNumber);\n    }`,
      },
    ]),
  };
}
