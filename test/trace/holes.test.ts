// Recorded runs with holes: lines that were lost and arguments that nobody logged are filled in, or it is said that nothing can be.
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { formatLine, valueToJson } from '@maat/spec-lang';
import type { Automaton, Json, TraceLine } from '@maat/spec-lang';
import { fillTrace, holesOf, parseTraces, readHoles, refineTrace } from '@maat/verifier';
import type {
  FillOptions,
  HoleBounds,
  HoleVerdict,
  LogText,
  RefineOptions,
  Trace,
  TraceEvent,
} from '@maat/verifier';
import { EmbeddedSolver } from '@maat/verifier/solvers';
import { call, inFolder } from '../cli/call.js';
import { generate } from './support/generate.js';
import { library, REGISTER, service, type Service } from './support/services.js';

const ETO = library('eto.ioa', 'ETO');
const REGISTER_SERVICE = service(REGISTER, 'Register');
const BUFFER = service(
  readFileSync(new URL('../sessions/buffer.ioa', import.meta.url), 'utf8'),
  'Buffer',
);

const solver = new EmbeddedSolver({ workers: 1 });
afterAll(() => solver.close());

/** A run of the simulated world: three processes, a partition, six casts. */
let run: readonly LogText[] = [];
beforeAll(async () => {
  run = await inFolder({}, async (folder) => {
    const world = 'run total --transport sim --members 3 --casts 6 --upheavals 1 --seeds 1';
    const called = await call([...world.split(' '), '--trace', 'out'], folder);
    expect(called.code).toBe(0);
    const out = join(folder, 'out', '1');
    return readdirSync(out).map((file) => {
      return { file, text: readFileSync(join(out, file), 'utf8') };
    });
  });
});

describe('a recorded run with lines lost', () => {
  it.each([
    ['a cast', [['cast', 1]]],
    ['a delivery', [['deliver', 2]]],
    ['a view', [['view', 1]]],
    [
      'three lines of three processes',
      [
        ['view', 1],
        ['deliver', 4],
        ['deliver', 9],
      ],
    ],
    [
      'three lines one after the other',
      [
        ['deliver', 0],
        ['cast', 1],
        ['send', 0],
      ],
    ],
  ] as const)(
    'has %s filled in',
    async (_, lost) => {
      const damaged = lost.reduce<readonly LogText[]>((texts, [action, nth]) => {
        return without(texts, nthOf(run, action, nth));
      }, run);
      const found = await fill(damaged, { most: lost.length });
      expect(found).toMatchObject({ verdict: 'holds' });
      expectSound(found);
    },
    60_000,
  );

  it('has in place of a view, which only it can be, that view', async () => {
    const lost = nthOf(run, 'view', 1);
    const found = await fill(without(run, lost), { most: 1 });
    const [completed] = expectSound(found);
    const recorded = linesOf(run[0]?.text ?? '')[lost.n - 1];
    const restored = linesOf(completed?.text ?? '')[lost.n - 1];
    expect(restored).toMatchObject({ action: 'view', args: recorded?.args, filled: true });
  });

  it('has arguments filled in that nobody logged', async () => {
    const cast = nthOf(run, 'cast', 1);
    const view = nthOf(run, 'view', 2);
    const damaged = changed(changed(run, cast, lacking('m')), view, lacking('S'));
    const found = await fill(damaged, { most: 2 });
    const completed = expectSound(found);
    for (const { file, n } of [cast, view]) {
      const args = (texts: readonly LogText[]) =>
        linesOf(texts.find((t) => t.file === file)?.text ?? '')[n - 1]?.args;
      expect(args(completed)).toEqual(args(run));
    }
  });

  it('may go on after a torn line, and lack a whole log', async () => {
    const [first, second, third] = run as [LogText, LogText, LogText];
    const torn = { ...first, text: first.text.slice(0, first.text.lastIndexOf('{"n"') + 20) };
    expectSound(await fill([torn, second, third], { most: 3 }));
    const two = [first, second];
    const lost = { most: 20, lost: ['p2'] };
    expectSound(await fill(two, lost));
  }, 60_000);

  it('is refused where a line beside the hole was changed', async () => {
    const lost = nthOf(run, 'cast', 1);
    const damaged = without(run, lost);
    const other = nthOf(damaged, 'deliver', 3);
    const forged = changed(damaged, other, (line) => ({ ...line, args: { ...line.args, m: 'x' } }));
    const found = await fill(forged, { most: 1 });
    expect(found).toMatchObject({ verdict: 'refuted', method: 'linear' });
    expect('reason' in found && found.reason).toMatch(/ violates |^no behaviour explains /);
  }, 60_000);

  it('is not told to be wrong before the line that was changed, when too much is missing for all to be tried', async () => {
    const damaged = without(without(run, nthOf(run, 'cast', 1)), nthOf(run, 'deliver', 2));
    const other = nthOf(damaged, 'deliver', 12);
    const forged = changed(damaged, other, (line) => ({ ...line, args: { ...line.args, m: 'x' } }));
    const found = await fill(forged, { most: 2 }, ETO, { solver, budget: 4_000 });
    expect(found).toMatchObject({ verdict: 'unknown', furthest: other });
  }, 60_000);
});

/** Items go in and out in order; what happens inside stands in no log. */
const ORDERLY = {
  producer: ['put plum', 'stored', 'put pear', 'stored', 'put fig', 'stored'],
  consumer: ['get', 'got plum', 'get', 'got pear'],
};

/** What came first in the order of the elements is found by a loop only. */
const SORTER = `automaton Buffer(Proc, Item: type)
  signature
    input    put(p: Proc, x: Item)
    internal look(p: Proc)
    output   other(p: Proc, x: Item)
  states
    bag: Set[Item] := {},
    first: Null[Item] := nil
  transitions
    input put(p, x)
      eff bag := insert(x, bag)
    internal look(p)
      eff first := nil;
          for x: Item in bag do if first = nil then first := embed(x) fi od
    output other(p, x)
      pre first ~= nil;
          first.val ~= x
`;

describe('a run of a service that is in no library', () => {
  const capacity = { scope: { sorts: new Map(), values: new Map([['capacity', 2]]) } };

  it.each([
    ['a line that puts', 'producer', 3],
    ['a line that gets', 'consumer', 1],
    ['a line that stores', 'producer', 2],
  ])('has %s filled in by the search alone, and by the solver', async (_, process, n) => {
    const texts = without(buffer(ORDERLY), { file: `${process}.ndjson`, n });
    for (const tools of [{}, { solver }]) {
      const found = await fill(texts, { most: 1 }, BUFFER, { ...capacity, ...tools });
      expectSound(found, BUFFER, capacity);
    }
  });

  it('may lack an element that comes before all others, where a loop tells them apart', async () => {
    const sorter = service(SORTER, 'Buffer');
    const texts = buffer({ p: ['put apple', 'put pear', 'other apple'] });
    const damaged = without(texts, { file: 'p.ndjson', n: 2 });
    expectSound(await fill(damaged, { most: 1 }, sorter), sorter);
  });

  it('is refused when nothing that may be missing explains it', async () => {
    const swapped = { ...ORDERLY, consumer: ['get', 'got pear', 'get', 'got plum'] };
    const texts = without(buffer(swapped), { file: 'producer.ndjson', n: 5 });
    const found = await fill(texts, { most: 1 }, BUFFER, { ...capacity, solver });
    expect(found).toMatchObject({ verdict: 'refuted', holes: { certain: 1, most: 1 } });
    expect(found).toMatchObject({ process: 'consumer', event: 'got(consumer, pear)' });
  });

  it('is unknown when the search ends early', async () => {
    const swapped = { ...ORDERLY, consumer: ['get', 'got pear', 'get', 'got plum'] };
    const texts = without(buffer(swapped), { file: 'producer.ndjson', n: 5 });
    const found = await fill(texts, { most: 1 }, BUFFER, { ...capacity, budget: 5 });
    expect('advice' in found && found.advice).toMatch('--budget');
  });
});

describe('legal runs of which lines were dropped', () => {
  const recipes = [
    { service: ETO, sizes: { Proc: 2, View: 2, Msg: 2 }, steps: 14, witness: true },
    { service: REGISTER_SERVICE, sizes: { Proc: 2, Val: 2 }, steps: 12, witness: false },
  ];

  it.each(recipes)('are never refused ($service.automaton.name)', async (recipe) => {
    let filled = 0;
    for (let seed = 1; seed <= 6; seed++) {
      const texts = logsOf(generate({ ...recipe, seed }), recipe.service.automaton);
      const all = texts.flatMap(({ file, text }) => linesOf(text).map(({ n }) => ({ file, n })));
      const lost = all.filter((_, i) => i % 5 === seed % 5).slice(0, 2);
      const damaged = lost.reduce(without, texts);
      if (lost.length === 0) continue;
      const found = await fill(damaged, { most: lost.length }, recipe.service);
      expectSound(found, recipe.service);
      filled += found.filled ?? 0;
    }
    expect(filled).toBeGreaterThan(3);
  });
});

describe('what is no hole', () => {
  const texts = buffer(ORDERLY);
  const first = texts[0]?.text ?? '';
  const cases: readonly (readonly [string, string, string])[] = [
    ['more lines missing than may be', first.replace(/.*"n":[23].*\n/g, ''), 'holes'],
    ['a line twice', first.replace(/(.*"n":2.*\n)/, '$1$1'), 'order'],
    ['a line that was put in', first.replace(/(.*"n":2.*\n)/, 'scribble\n$1'), 'order'],
    ['a closing line that counts less', first.replace('"lines":6', '"lines":5'), 'count'],
    ['a header that cannot be read', first.replace('{"maat"', '{maat'), 'json'],
    ['an action that is none', first.replace('"stored"', '"restored"'), 'action'],
    ['an argument that is none', first.replace('"x":"plum"', '"y":"plum"'), 'args'],
  ];

  it.each(cases)('%s', (_, text, code) => {
    expect(text).not.toBe(first);
    const damaged = [{ file: 'producer.ndjson', text }, ...texts.slice(1)];
    const read = readHoles(damaged, BUFFER.automaton, undefined, { most: 1 });
    expect(read).toMatchObject({ ok: false, errors: [{ code }] });
  });

  it('a line that cannot be read, unless n leaves room for it', () => {
    const unread = first.replace(/.*"n":2.*\n/, 'scribble\n');
    const damaged = [{ file: 'producer.ndjson', text: unread }, ...texts.slice(1)];
    const read = readHoles(damaged, BUFFER.automaton, undefined, { most: 1 });
    expect(read.ok && holesOf(read.trace).map((hole) => hole.place.n)).toEqual([2]);
  });
});

/** The texts of generated logs. */
function logsOf(trace: Trace, { signature }: Automaton): readonly LogText[] {
  return trace.map(({ file, header, events, hints, end }) => {
    const lineFor = ({ n, t, clock, step }: TraceEvent): TraceLine => {
      const parameters = signature.find((a) => a.name === step.action)?.parameters ?? [];
      const args = parameters.map((p, i): readonly [string, Json] => [
        p.name,
        valueToJson(step.args[i] ?? '', p.sort),
      ]);
      const isHint = hints.some((hint) => hint.n === n);
      const mark = isHint ? { internal: true as const } : {};
      const witness = clock === undefined ? {} : { witness: { clock, ...mark } };
      return { n, t, action: step.action, args: Object.fromEntries(args), ...witness };
    };
    const lines = [...events, ...hints].map(lineFor).sort((a, b) => a.n - b.n);
    return { file, text: [header, ...lines, end].map(formatLine).join('') };
  });
}

/** As a person writes them: action and arguments, without the process. */
function buffer(logs: Readonly<Record<string, readonly string[]>>): readonly LogText[] {
  return Object.entries(logs).map(([process, events]) => {
    const header = { maat: 1, process, run: 'r', service: 'Buffer', stack: 's' } as const;
    const lines = events.map((text, i): TraceLine => {
      const [action = '', item] = text.split(' ');
      const args: TraceLine['args'] = item === undefined ? { p: process } : { p: process, x: item };
      return { n: i + 1, t: i, action, args };
    });
    const all = [header, ...lines, { end: 'closed', lines: lines.length } as const];
    return { file: `${process}.ndjson`, text: all.map(formatLine).join('') };
  });
}

function lacking(name: string): (line: TraceLine) => TraceLine {
  return (line) => ({
    ...line,
    args: Object.fromEntries(Object.entries(line.args).filter(([key]) => key !== name)),
  });
}

interface Line {
  readonly file: string;
  readonly n: number;
}

/** The n-th line of that action, in the order of the logs. */
function nthOf(texts: readonly LogText[], action: string, nth: number): Line {
  const all = texts.flatMap(({ file, text }) =>
    linesOf(text).flatMap((line) => (line.action === action ? [{ file, n: line.n }] : [])),
  );
  const line = all[nth];
  if (line === undefined) throw new Error(`there are not so many lines of ${action}`);
  return line;
}

function linesOf(text: string): readonly TraceLine[] {
  return text
    .trimEnd()
    .split('\n')
    .map((line) => JSON.parse(line) as TraceLine)
    .filter((line) => 'n' in line);
}

function without(texts: readonly LogText[], lost: Line): readonly LogText[] {
  return changed(texts, lost, () => undefined);
}

/** The logs with one line changed, or gone. */
function changed(
  texts: readonly LogText[],
  { file, n }: Line,
  change: (line: TraceLine) => TraceLine | undefined,
): readonly LogText[] {
  return texts.map((log) => {
    if (log.file !== file) return log;
    const lines = log.text.split(/(?<=\n)/).flatMap((text) => {
      const line = JSON.parse(text) as TraceLine;
      if (line.n !== n) return [text];
      const after = change(line);
      return after === undefined ? [] : [formatLine(after)];
    });
    return { file, text: lines.join('') };
  });
}

async function fill(
  texts: readonly LogText[],
  bounds: HoleBounds,
  { automaton, program }: Service = ETO,
  options: FillOptions = { solver },
): Promise<HoleVerdict> {
  const read = readHoles(texts, automaton, program, bounds);
  if (!read.ok) throw new Error(read.errors.map((e) => e.message).join('\n'));
  return fillTrace(read.trace, automaton, { program, ...options });
}

/** The completed logs are read by the ordinary reader, and hold before the ordinary judge. */
function expectSound(
  found: HoleVerdict,
  { automaton, program }: Service = ETO,
  options: RefineOptions = {},
): readonly LogText[] {
  if (found.verdict !== 'holds') throw new Error(JSON.stringify(found));
  const { completed } = found;
  const whole = parseTraces(completed, automaton, program);
  if (!whole.ok) throw new Error(whole.errors.map((e) => e.message).join('\n'));
  const verdict = refineTrace(whole.trace, automaton, { program, ...options });
  expect(verdict).toMatchObject({ verdict: 'holds' });
  expect('filled' in verdict ? verdict.filled : 0).toBe(found.filled);
  return completed;
}
