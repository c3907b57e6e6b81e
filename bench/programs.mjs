// Runs the built programs as a user would, and measures them from outside.
import { spawn } from 'node:child_process';
import path from 'node:path';
import { pathToFileURL } from 'node:url';

const USAGE = path.join(import.meta.dirname, 'usage.cjs');

/** Milliseconds by the clock and of processor time, bytes of memory at its peak. Rejects when the program fails. */
export function run(script, args, { codes = [0] } = {}) {
  return new Promise((resolve, reject) => {
    const start = performance.now();
    const child = spawn(process.execPath, ['--require', USAGE, script, ...args], { stdio: ['ignore', 'pipe', 'pipe', 'pipe'] });
    const [out, errors, usage] = [1, 2, 3].map((descriptor) => collect(child.stdio[descriptor]));
    child.on('error', reject);
    child.on('close', (code) => {
      const wall = performance.now() - start;
      if (!codes.includes(code)) return reject(new Error(`${path.basename(script)} ended with ${code}: ${errors()}`));
      const { cpu, kilobytes } = JSON.parse(usage());
      resolve({ out: out(), wall, cpu, memory: kilobytes * 1024 });
    });
  });
}

function collect(stream) {
  const parts = [];
  stream.on('data', (part) => parts.push(part));
  return () => Buffer.concat(parts).toString();
}

/** Starts the server in that folder: milliseconds until it has answered `initialize`, and until it has judged a first file. */
export function startServer(script, folder, text) {
  return new Promise((resolve, reject) => {
    const start = performance.now();
    const child = spawn(process.execPath, [script, '--stdio'], { stdio: ['pipe', 'pipe', 'ignore'] });
    const uri = pathToFileURL(path.join(folder, 'service.ts')).href;
    const send = (message) => {
      const body = JSON.stringify({ jsonrpc: '2.0', ...message });
      child.stdin.write(`Content-Length: ${Buffer.byteLength(body)}\r\n\r\n${body}`);
    };
    let ready;
    const hear = (message) => {
      // Whatever the server asks its client, the client has nothing to say.
      if (message.id !== undefined && message.method !== undefined) send({ id: message.id, result: null });
      if (message.id === 1 && message.result !== undefined) {
        ready = performance.now() - start;
        send({ method: 'initialized', params: {} });
        send({ method: 'textDocument/didOpen', params: { textDocument: { uri, languageId: 'typescript', version: 1, text } } });
      }
      if (message.method === 'textDocument/publishDiagnostics') {
        resolve({ ready, judged: performance.now() - start });
        child.kill();
      }
    };
    listen(child.stdout, hear);
    child.on('error', reject);
    child.on('close', (code) => reject(new Error(`the server has ended with ${code}`)));
    const folders = [{ uri: pathToFileURL(folder).href, name: path.basename(folder) }];
    send({
      id: 1,
      method: 'initialize',
      params: { processId: process.pid, rootUri: folders[0].uri, workspaceFolders: folders, capabilities: {} },
    });
  });
}

/** Calls `hear` with every message of the stream. */
function listen(stream, hear) {
  let bytes = Buffer.alloc(0);
  stream.on('data', (part) => {
    bytes = Buffer.concat([bytes, part]);
    for (;;) {
      const end = bytes.indexOf('\r\n\r\n');
      if (end < 0) return;
      const length = Number(/Content-Length: (\d+)/i.exec(bytes.subarray(0, end).toString())[1]);
      if (bytes.length < end + 4 + length) return;
      const body = bytes.subarray(end + 4, end + 4 + length).toString();
      bytes = bytes.subarray(end + 4 + length);
      hear(JSON.parse(body));
    }
  });
}
