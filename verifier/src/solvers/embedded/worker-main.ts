/** A worker of the pool: one z3, one job at a time, one context for each. */
import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { parentPort } from 'node:worker_threads';
import {
  instantiateFast,
  type Wasm,
  type WasmImports,
  type WasmInstance,
} from '../../pool/fast-calls.js';
import type { FromWorker, Job } from '../../pool/messages.js';
import { work } from '../../pool/work.js';
import { newZ3Context, type Z3Module } from '../../pool/z3-module.js';

type Load = (overrides: {
  readonly print: (line: string) => void;
  readonly printErr: (line: string) => void;
  readonly instantiateWasm: (
    imports: WasmImports,
    done: (instance: WasmInstance, code: object) => void,
  ) => object;
}) => Promise<Z3Module>;

const port = parentPort;
if (port === null) throw new Error('this file is run by the pool, in a thread of its own');
const tell = (message: FromWorker): void => {
  port.postMessage(message);
};
const require = createRequire(import.meta.url);
const wasm = wasmOfPlatform();
const load = require('z3-solver/build/z3-built.js') as Load;
const code = await wasm.compile(readFileSync(require.resolve('z3-solver/build/z3-built.wasm')));
// What it has to say is in the replies; on the way down it writes to the streams as well.
const quiet = (): void => undefined;
const module = await load({
  print: quiet,
  printErr: quiet,
  instantiateWasm: (imports, done) => {
    const instance = instantiateFast(wasm, code, imports);
    done(instance, code);
    return instance.exports;
  },
});
const encoder = new TextEncoder();
const place = {
  newContext: () => newZ3Context(module, (text) => encoder.encode(text)),
  tell,
  now: () => performance.now() / 1000,
};
port.on('message', (job: Job) => {
  work(job, place);
});
tell({ kind: 'loaded' });

/** Node has it, and its types do not. */
function wasmOfPlatform(): Wasm & { compile(bytes: Uint8Array): Promise<object> } {
  return (globalThis as unknown as { WebAssembly: ReturnType<typeof wasmOfPlatform> }).WebAssembly;
}
