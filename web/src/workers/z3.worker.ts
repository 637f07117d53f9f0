/** z3 in a worker of its own: it is asked synchronously, so that whoever waits is only this worker. */
import {
  newZ3Context,
  work,
  type FromWorker,
  type Job,
  type Workplace,
  type Z3Module,
} from '@maat/verifier';
import scriptUrl from 'z3-solver/build/z3-built.js?url';
import wasmUrl from 'z3-solver/build/z3-built.wasm?url';

/** Goes to the worker once, before all jobs: whoever writes 1 there wants the rest of the job no more. */
export interface StopFlag {
  readonly flag: SharedArrayBuffer;
}

interface Overrides {
  readonly print: (line: string) => void;
  readonly printErr: (line: string) => void;
  readonly locateFile: (file: string) => string;
  readonly mainScriptUrlOrBlob: string;
}

let place: Workplace | undefined;
let stop: Int32Array = new Int32Array(1);
const waiting: Job[] = [];

addEventListener('message', ({ data }: MessageEvent<Job | StopFlag>) => {
  if ('flag' in data) stop = new Int32Array(data.flag);
  else if (place === undefined) waiting.push(data);
  else workOn(data, place);
});

void load().then(
  (loaded) => {
    place = loaded;
    tell({ kind: 'loaded' });
    for (const job of waiting.splice(0)) workOn(job, loaded);
  },
  (failure: unknown) => {
    const reason = failure instanceof Error ? failure.message : String(failure);
    tell({ kind: 'dead', reason: `z3 cannot be loaded: ${reason}` });
  },
);

/**
 * Time is kept by the page, which ends a worker that is silent for too long: a limit inside of z3 would
 * need a thread, and a thread cannot begin while its worker waits for the answer.
 */
function workOn({ query, settings, first }: Job, loaded: Workplace): void {
  work({ query, settings: { ...settings, timeoutMs: 0 }, first }, loaded);
}

async function load(): Promise<Workplace> {
  const initialise = await script();
  const quiet = (): void => undefined;
  const module = await initialise({
    print: quiet,
    printErr: quiet,
    locateFile: (file) => (file.endsWith('.wasm') ? absolute(wasmUrl) : file),
    mainScriptUrlOrBlob: absolute(scriptUrl),
  });
  const encoder = new TextEncoder();
  return {
    newContext: () => newZ3Context(module, (text) => encoder.encode(text)),
    tell,
    now: () => performance.now() / 1000,
    isStopped: () => Atomics.load(stop, 0) === 1,
  };
}

/** The compiler's script is no module: it is given an export and imported as one. */
async function script(): Promise<(overrides: Overrides) => Promise<Z3Module>> {
  const response = await fetch(absolute(scriptUrl));
  if (!response.ok) throw new Error(`${scriptUrl}: ${response.status}`);
  const parts = [await response.text(), '\nexport { initZ3 as initialise };'];
  const url = URL.createObjectURL(new Blob(parts, { type: 'text/javascript' }));
  const module: unknown = await import(/* @vite-ignore */ url);
  URL.revokeObjectURL(url);
  return (module as { initialise: (overrides: Overrides) => Promise<Z3Module> }).initialise;
}

function absolute(url: string): string {
  return new URL(url, location.href).href;
}

function tell(message: FromWorker): void {
  postMessage(message);
}
