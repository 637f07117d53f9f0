// A tampered run is refused at the place where a person would point: in the tampered log, at the event.
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { randomFrom } from '@maat/spec-lang';
import { refineTrace } from '@maat/verifier';
import type { Log, Trace, TraceVerdict } from '@maat/verifier';
import { largeRun } from './support/large.js';
import { OPERATORS, mutate } from './support/mutate.js';
import type { Mutant } from './support/mutate.js';
import { library } from './support/services.js';

const ETO = library('eto.ioa', 'ETO');
const EVS = library('evs.ioa', 'EVS');

describe('in a group of four with total order', () => {
  it.each(Object.keys(OPERATORS))('%s is refused at its place', (operator) => {
    fc.assert(
      fc.property(fc.nat(), fc.boolean(), (seed, witness) => {
        const trace = largeRun({ members: 4, casts: 40, views: 3, seed, witness });
        const mutant = mutate(trace, operator, randomFrom(seed));
        if (mutant === undefined) return;
        const verdict = judge(mutant.trace);
        if (isLost(operator, mutant) || isOverCastsOnly(operator, mutant, trace)) return;
        expect(verdict).toMatchObject({ verdict: 'refuted', process: mutant.process });
        expect(placesOf(mutant)).toContain('line' in verdict ? verdict.line : 0);
      }),
      { numRuns: 15 },
    );
  });
});

describe('a process that is killed', () => {
  const trace = largeRun({ members: 3, casts: 30, views: 1, seed: 5, witness: false });
  const cut = endAtLastCast(trace, 'b');

  it('may have delivered less than others', () => {
    expect(judge(cut)).toMatchObject({ verdict: 'holds' });
  });

  it('may not have left out one in the middle', () => {
    const deliveries = (log: Log): number[] =>
      log.events.flatMap((e, i) => (e.step.action === 'deliver' ? [i] : []));
    const gap = cut.map((log) =>
      log.process === 'b'
        ? { ...log, events: log.events.filter((_, i) => i !== deliveries(log)[2]) }
        : log,
    );
    expect(judge(gap)).toMatchObject({ verdict: 'refuted', process: 'b' });
  });
});

describe('the failure', () => {
  it('is told so that it can be read', async () => {
    const trace = largeRun({ members: 3, casts: 8, views: 2, seed: 1, witness: true });
    const stories = Object.keys(OPERATORS).flatMap((operator) => {
      const mutant = mutate(trace, operator, randomFrom(4));
      return mutant === undefined ? [] : [`== ${operator}\n${story(judge(mutant.trace))}`];
    });
    await expect(stories.join('\n')).toMatchFileSnapshot('golden/failures.txt');
  });

  it('of a view that two left with different histories blames who lacks a message', () => {
    const run = largeRun({ members: 4, casts: 20, views: 2, seed: 3, witness: false });
    const verdict = judge(withoutLastOf(run, 'c', 'a'), EVS);
    expect(verdict).toMatchObject({
      verdict: 'refuted',
      process: 'c',
      event: 'view(c, v2, {a, b, c, d})',
    });
    expect('reason' in verdict && verdict.reason).toContain('Virtual Synchrony');
  });
});

function judge(trace: Trace, service = ETO): TraceVerdict {
  return refineTrace(trace, service.automaton, { program: service.program });
}

/** The line itself; of two that were swapped either; where one is gone, the next that shows it. */
function placesOf(mutant: Mutant): readonly number[] {
  const events = mutant.trace.find((l) => l.process === mutant.process)?.events ?? [];
  const shows = events.findIndex((e, i) => i >= mutant.position && e.step.action !== 'cast');
  return [events[mutant.position]?.line ?? 0, events[shows]?.line ?? 0];
}

/** Who does not go on may have lost the last messages; nobody can tell that from being slow. */
function isLost(operator: string, mutant: Mutant): boolean {
  const events = mutant.trace.find((l) => l.process === mutant.process)?.events ?? [];
  const rest = events.slice(mutant.position).filter((e) => e.step.action !== 'cast');
  return operator === 'drop' && rest.length === 0;
}

/** A delivery may as well come before what its process cast meanwhile. */
function isOverCastsOnly(operator: string, mutant: Mutant, trace: Trace): boolean {
  const rest = (t: Trace): readonly unknown[] =>
    t.flatMap((log) => log.events.map((e) => e.step).filter((step) => step.action !== 'cast'));
  return operator === 'move' && JSON.stringify(rest(mutant.trace)) === JSON.stringify(rest(trace));
}

/** What it cast before is known to others, so it must be in its log; what it would have delivered later need not. */
function endAtLastCast(trace: Trace, process: string): Trace {
  return trace.map((log) => {
    if (log.process !== process) return log;
    const length = log.events.findLastIndex((e) => e.step.action === 'cast') + 1;
    return { ...log, events: log.events.slice(0, length), end: { end: 'killed', lines: length } };
  });
}

/** Without the last message of `sender` that this process delivered before its second view. */
function withoutLastOf(trace: Trace, process: string, sender: string): Trace {
  return trace.map((log) => {
    if (log.process !== process) return log;
    const second = log.events.findLastIndex((e) => e.step.action === 'view');
    const last = log.events.findLastIndex(
      ({ step }, i) => i < second && step.action === 'deliver' && step.args[1] === sender,
    );
    return { ...log, events: log.events.filter((_, i) => i !== last) };
  });
}

function story(verdict: TraceVerdict): string {
  if (verdict.verdict !== 'refuted') return verdict.verdict;
  const { file, line, reason, candidates, explained, events, excerpt } = verdict;
  const guards = candidates.map((c) => `  ${c.event}: ${c.conjunct} [${c.label}]`);
  return [
    `${file}:${line} ${reason}`,
    `${explained} of ${events} events`,
    ...guards,
    excerpt,
    '',
  ].join('\n');
}
