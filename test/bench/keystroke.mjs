// How long after a keystroke the language service has its diagnostics, and what a completion takes then.
// Usage, compiled: node test/bench/keystroke.mjs [LINES] [KEYSTROKES]
import { librarySource } from '@maat/spec-lang';
import { createLanguageService } from '@maat/spec-lang/service';

const lines = Number(process.argv[2] ?? 1000);
const strokes = Number(process.argv[3] ?? 40);
const URI = 'file:///bench/large.ioa';

/** The classics again and again, each time under other names. */
function largeText() {
  const names = ['alternating-bit', 'two-phase-commit', 'view-synchrony', 'peterson', 'lcr'];
  const text = names.map((n) => librarySource(`classics/${n}.ioa`)?.text ?? '').join('\n');
  const units = [
    ...text.matchAll(/^(?:automaton|invariant|forward simulation|type|let) (\w+)/gm),
  ].map((m) => m[1]);
  const name = new RegExp(`\\b(${[...new Set(units)].join('|')})\\b`, 'g');
  const copies = [];
  for (let n = 0, count = 0; count < lines; n += 1) {
    const copy = text.replace(/^import.*$/gm, '').replace(name, `$1${n}`);
    copies.push(copy);
    count += copy.split('\n').length;
  }
  return copies.join('\n').split('\n').slice(0, lines).join('\n');
}

/** By the clock and by the processor: on a machine with other work they differ. */
function timed(work) {
  const start = performance.now();
  const before = process.cpuUsage();
  const result = work();
  const { user, system } = process.cpuUsage(before);
  return [{ clock: performance.now() - start, cpu: (user + system) / 1000 }, result];
}

function summary(times) {
  return `by the clock ${spread(times.map((t) => t.clock))}; of processor time ${spread(times.map((t) => t.cpu))}`;
}

function spread(times) {
  const sorted = [...times].sort((a, b) => a - b);
  const at = (share) =>
    (sorted[Math.min(sorted.length - 1, Math.floor(share * sorted.length))] ?? 0).toFixed(0);
  return `p50 ${at(0.5)} ms, p95 ${at(0.95)} ms, worst ${at(1)} ms`;
}

const service = createLanguageService();
const text = largeText();
service.open(URI, text);
const [cold, found] = timed(() => service.diagnostics(URI));
console.log(`${lines} lines: first look ${cold.clock.toFixed(0)} ms, ${found.length} findings`);

// A person types at one place after the other: a wrong letter, then another, then the text as it was.
const places = [...text.matchAll(/ := /g)].map((m) => m.index + 4);
const times = [];
const completions = [];
for (let i = 0; i < strokes; i += 1) {
  const place = places[(i * 7919) % places.length] ?? 0;
  for (const typed of ['x', 'xy', '']) {
    service.open(URI, text.slice(0, place) + typed + text.slice(place));
    times.push(timed(() => service.diagnostics(URI))[0]);
  }
  const before = text.slice(0, place).split('\n');
  const position = { line: before.length - 1, character: before.at(-1)?.length ?? 0 };
  completions.push(timed(() => service.completion(URI, position))[0]);
}
console.log(`diagnostics after a keystroke: ${summary(times)}`);
console.log(`completion: ${summary(completions)}`);
