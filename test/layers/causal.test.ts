// Causal order: proved, explored, run; each fault of the layer is neither proved nor passed by runs.
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { SetOf } from '@maat/layers';
import { Random, World, type ProcessLog, type Stack } from '@maat/runtime';
import type { TraceLine } from '@maat/spec-lang';
import type { Solver } from '@maat/verifier';
import { BAD_WEATHER, buildStack, refuted } from './driver.js';
import { areFound, faultIn, type Fault } from './faulty.js';
import { anySolver, provedLayer } from './prover.js';

let solver: Solver;
beforeAll(async () => {
  solver = await anySolver();
});
afterAll(async () => {
  await solver.close();
});

describe('the layer', () => {
  it('is proved to implement CausalView', { timeout: 240_000 }, async () => {
    const { goals, open, vacuous } = await provedLayer(solver, 'causal');
    expect([open, vacuous]).toEqual([[], []]);
    expect(goals).toBeGreaterThan(200);
  });

  it.each([1, 2, 3, 4])('refines CausalView in life %i, in which all arrives', async (seed) => {
    const logs = life(await buildStack('causal'), seed);
    expect(wrong(logs)).toBeUndefined();
    expect(latest(logs).flatMap((lines) => casts(lines)).length).toBeGreaterThan(40);
  });
});

describe('a recorded run', () => {
  it('is refused at the place where an effect was put before its cause', async () => {
    const logs = life(await buildStack('causal'), 1);
    const places = logs.flatMap((log, at) => effects(logs, log).map((i) => [at, i] as const));
    expect(places.length).toBeGreaterThan(20);
    for (const [at, i] of places.filter((_, k) => k % 7 === 0)) {
      const tampered = logs.map((log, k) => (k === at ? swapped(log, i) : log));
      const said = refuted(tampered, 'CausalView', 'causal');
      expect(said).toContain(` at ${logs[at]?.process ?? ''}: `);
      expect(said).toMatch(new RegExp(`, ${logs[at]?.lines[i + 1]?.args['m'] as string}\\) at `));
      // Put where its cause was, the effect may even stand before it was cast.
      expect(said).toMatch(/violates (Causal Delivery|Delivery Integrity)/);
    }
  });
});

/** Where a delivery is followed by that of a cast which was made by somebody who had delivered the first. */
function effects(logs: readonly ProcessLog[], { lines }: ProcessLog): readonly number[] {
  return lines.flatMap((cause, i) => {
    const effect = lines[i + 1];
    if (cause.action !== 'deliver' || effect?.action !== 'deliver') return [];
    if (cause.args['q'] === effect.args['q'] || cause.args['v'] !== effect.args['v']) return [];
    const caster = logs.find((log) => log.process === effect.args['q'])?.lines ?? [];
    const cast = caster.findIndex((l) => l.action === 'cast' && l.args['m'] === effect.args['m']);
    const before = caster.slice(0, cast);
    return before.some((l) => l.action === 'deliver' && l.args['m'] === cause.args['m']) ? [i] : [];
  });
}

/** Only what is said to have happened changes places. */
function swapped(log: ProcessLog, i: number): ProcessLog {
  const said = (line: TraceLine, other: TraceLine | undefined): TraceLine => ({
    ...line,
    args: other?.args ?? {},
  });
  const lines = log.lines.map((l, k) =>
    k === i ? said(l, log.lines[i + 1]) : k === i + 1 ? said(l, log.lines[i]) : l,
  );
  return { ...log, lines };
}

/** A group of four, parted in the middle of its first view, so that casts overtake others on the way. */
function life(stack: Stack, seed: number): readonly ProcessLog[] {
  const world = new World({ stack, seed, faults: BAD_WEATHER });
  const random = new Random(seed);
  for (const p of MEMBERS) world.start(p, MEMBERS);
  const install = (p: string, view: string): void => {
    world.input(p, 'install', [view, SetOf.from(MEMBERS)]);
  };
  for (const p of MEMBERS) install(p, 'view0');
  for (let i = 0; i < 160; i += 1) {
    const p = random.pick(MEMBERS);
    world.at(random.between(0, 800), () => {
      world.input(p, 'cast', [`m${i}`]);
    });
  }
  for (const at of [100, 400]) {
    world.at(at, () => {
      world.partition([MEMBERS.slice(0, 2), MEMBERS.slice(2)]);
    });
    world.at(at + 150, () => {
      world.heal();
    });
  }
  // Whoever is in the new view casts there while others are still in the old one.
  for (const p of MEMBERS)
    world.at(random.between(480, 520), () => {
      install(p, 'view1');
    });
  for (const p of MEMBERS)
    world.at(650, () => {
      install(p, 'view0');
    });
  world.runUntil(4000);
  return world.logs();
}

const MEMBERS = ['p0', 'p1', 'p2', 'p3'];

/** What the service forbids, or what has not arrived in the last view. */
function wrong(logs: readonly ProcessLog[]): string | undefined {
  const lines = latest(logs);
  const cast = lines.flatMap(casts).sort().join();
  const isMissing = lines.some((own) => delivered(own).sort().join() !== cast);
  return refuted(logs, 'CausalView', 'causal') ?? (isMissing ? 'a cast is missing' : undefined);
}

function latest(logs: readonly ProcessLog[]): readonly (readonly TraceLine[])[] {
  return logs.map(({ lines }) =>
    lines.slice(lines.findIndex((l) => l.action === 'install' && l.args['v'] === 'view1')),
  );
}

function casts(lines: readonly TraceLine[]): unknown[] {
  return lines.flatMap((l) => (l.action === 'cast' ? [l.args['m']] : []));
}

function delivered(lines: readonly TraceLine[]): unknown[] {
  return lines.flatMap((l) => (l.action === 'deliver' ? [l.args['m']] : []));
}

const fault = faultIn('causal');

/** With the beginning of the name of a goal that is then open. */
const FAULTS: readonly Fault[] = [
  fault(
    'waits for nothing',
    'early[o] ~= {} /\\ (\\A r: Proc \\in S (head(pasts[o])[r] <= got[r]))',
    'early[o] ~= {}',
    'step.below.deliver.due',
  ),
  fault(
    'waits for the caster only',
    '\\A r: Proc \\in S (',
    '\\A r: Proc \\in {o} (',
    'step.below.deliver.due',
  ),
  fault(
    'is content with all but one',
    '[r] <= got[r]',
    '[r] <= got[r] + 1',
    'step.below.deliver.due',
  ),
  fault(
    'says that nothing comes before',
    'with stamp(got)',
    'with stamp(constant(0))',
    'step.cast.stamps',
  ),
  fault('goes on counting in a new view', '        got := constant(0);\n', '', 'step.install.got'),
  fault(
    'keeps what was early in the old view',
    '        early := constant({});\n        pasts := constant({});\n',
    '',
    'step.install.arrived',
  ),
  fault(
    'takes casts of another view',
    'where cur = embed(v)',
    'where cur ~= nil',
    'step.below.deliver',
  ),
  fault(
    'compares with the vector of another cast',
    '          pasts[next.val] := tail(pasts[next.val])\n',
    '          pasts[next.val] := init(pasts[next.val])\n',
    'step.deliver',
  ),
  fault(
    'delivers the last that came',
    'head(early[next.val]))',
    'last(early[next.val]))',
    'step.deliver.enabled',
  ),
  fault(
    'says that all casts are its own',
    'emit above deliver(v, next.val,',
    'emit above deliver(v, self,',
    'step.deliver.enabled',
  ),
  fault(
    'counts for the wrong origin',
    'got[next.val] := got[next.val] + 1',
    'got[q] := got[q] + 1',
    'step.deliver.got',
  ),
  fault(
    'goes back to an older view',
    'on above install(v, S) where cur = nil \\/ cur.val < v',
    'on above install(v, S)',
    'step.install.cur',
  ),
];

/** No layer that is there delivers in a view that was left; StableView might. */
const UNSEEN = ['takes casts of another view'];

areFound(FAULTS, {
  stack: 'causal',
  unseen: UNSEEN,
  life: (stack, seed) => wrong(life(stack, seed)) !== undefined,
});
