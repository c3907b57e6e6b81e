/**
 * Flaws in Python for random stories: chains of functions over several files, the first of which takes from a request, and the
 * last of which does what it should not with it; and functions that are flawed by themselves.
 */
import type { Piece } from './flawChains';
import type { Random } from './random';

export function isPython(file: string): boolean {
  return file.endsWith('.py');
}

/** Pieces that lead a value through `files`, first to last. Names end in `id`. */
export function pythonChain(files: readonly string[], id: string, r: Random): readonly Piece[] {
  const pieces: Piece[] = [];
  let next = { name: '', file: '' };
  for (const [i, file] of [...files].reverse().entries()) {
    const isFirst = i === files.length - 1;
    const name = `${r.pick(['keep', 'hand_over', 'look_up', 'send', 'build'])}${isFirst ? '_start' : ''}${i}x${id}`;
    const own = i === 0 ? sink(name, id, r) : isFirst ? source(next.name, id, r) : middle(next.name, name, r);
    const head = [own.head, i === 0 ? '' : pythonImportOf(file, next)].filter((l) => l !== '').join('\n');
    pieces.push({ file, head, body: own.body, tail: '' });
    next = { name, file };
  }
  return pieces;
}

/** By a path from the root, or from the file's own package. */
export function pythonImportOf(from: string, { name, file }: { readonly name: string; readonly file: string }): string {
  const folder = (path: string): string => path.split('/').slice(0, -1).join('/');
  const module = (path: string): string => path.replace(/(?:\/__init__)?\.py$/, '').replaceAll('/', '.');
  if (folder(from) === folder(file) && folder(from) !== '') return `from .${module(file).split('.').at(-1)} import ${name}`;
  return `from ${module(file)} import ${name}`;
}

function sink(name: string, id: string, r: Random): { head: string; body: string } {
  return r.pick([
    {
      head: `import sqlite3`,
      body: `db${id} = sqlite3.connect("shop.db")\n\n\ndef ${name}(text):\n    return db${id}.execute(f"select * from orders where name = '{text}'").fetchall()`,
    },
    {
      head: 'import subprocess',
      body: `def ${name}(text):\n    command = "convert %s out.png" % text\n    subprocess.run(command, shell=True)\n    return command`,
    },
    {
      head: '',
      body: `def ${name}(text, mode="r"):\n    if not text:\n        return None\n    with open("/srv/files/" + text, mode) as file:\n        return file.read()`,
    },
    {
      head: '',
      body: `last${id} = ""\n\n\ndef ${name}(text):\n    global last${id}\n    last${id} = text\n    return run${id}()\n\n\ndef run${id}():\n    return eval(last${id})`,
    },
    {
      head: 'import sqlite3',
      body: `class Store${id}:\n    def __init__(self):\n        self.db = sqlite3.connect("shop.db")\n\n    def find(self, text):\n        return self.db.execute("select * from t where a = {}".format(text))\n\n\nstore${id} = Store${id}()\n\n\ndef ${name}(text):\n    return store${id}.find(text)`,
    },
  ]);
}

function middle(next: string, name: string, r: Random): { head: string; body: string } {
  return {
    head: '',
    body: r.pick([
      `def ${name}(text):\n    words = text.strip()\n    return ${next}(words)`,
      `${name} = lambda text: ${next}(text)`,
      `async def ${name}(text, *, deep=True):\n    if deep:\n        await ${next}(text)\n    return text`,
      `class Holder${name}:\n    made = 0\n\n    def set(self, value):\n        self.value = value\n        return self\n\n    def go(self):\n        return ${next}(self.value)\n\n\ndef ${name}(text):\n    return Holder${name}().set(text).go()`,
      `def ${name}(text):\n    for one in [text, "fixed"]:\n        ${next}(one)`,
      `def ${name}(text):\n    return [${next}(part) for part in text.split(",") if part]`,
      `def ${name}(text):\n    import re\n    if re.fullmatch(r"[a-z]+", text):\n        return None\n    return ${next}(text=text)`,
      `def ${name}(text, **options):\n    values = {"text": text, **options}\n    return ${next}(values["text"])`,
      `class Base${name}:\n    def act(self, value):\n        return ${next}(value)\n\n\nclass Child${name}(Base${name}):\n    def start(self, value):\n        return super().act(value)\n\n\ndef ${name}(text):\n    return Child${name}().start(text)`,
      `def ${name}(text, depth=0):\n    try:\n        return ${next}(text) if depth > 3 else ${name}(text + str(depth), depth + 1)\n    finally:\n        depth += 1`,
    ]),
  };
}

function source(next: string, id: string, r: Random): { head: string; body: string } {
  return r.pick([
    {
      head: 'from flask import Flask, request',
      body: `app${id} = Flask(__name__)\n\n\n@app${id}.get("/a${id}")\ndef show${id}():\n    ${next}(request.args["name"])\n    return {}`,
    },
    {
      head: 'from fastapi import FastAPI',
      body: `api${id} = FastAPI()\n\n\n@api${id}.post("/b${id}")\nasync def add${id}(name: str, count: int = 1):\n    return await ${next}(name)`,
    },
    {
      head: 'from django.views import View',
      body: `class Page${id}(View):\n    def get(self, request):\n        return ${next}(request.GET.get("name", ""))`,
    },
  ]);
}

/** Functions with flaws of their own, and things that are none until another file makes them so. */
export function flawedPython(id: string, r: Random): Omit<Piece, 'file'> {
  return {
    tail: '',
    ...r.pick([
      { head: 'import hashlib', body: `def digest${id}(password):\n    return hashlib.md5(password.encode()).hexdigest()` },
      { head: 'import random', body: `def token${id}():\n    session_token = str(random.random())\n    return session_token` },
      { head: '', body: `password${id} = "kx93Hfu2!ksoWq"\n\n\ndef login${id}(user):\n    return user.sign_in(password${id})` },
      {
        head: 'import os\nfrom flask import request',
        body: `def run${id}():\n    # gatehouse-ignore injection-command: an example\n    os.system("ls " + request.args["folder"])`,
      },
      { head: 'import logging', body: `def log${id}(card_number):\n    logging.getLogger(__name__).info("card %s", card_number)` },
    ]),
  };
}
