// Services that no library knows are derived, and what is derived of them holds.
import { describe, expect, it } from 'vitest';
import { printExpr } from '@maat/spec-lang';
import { mutantsOf, theoremsOf } from '@maat/synthesis';
import { derivedService } from './derivations.js';
import { walk } from './judge.js';

/** Service, and what its layer has to say for the reason that it is here. */
const SERVICES = [
  ['barrier', 'a set of processes that is own state', ['at: Bool := false', 'at := true']],
  ['roles', 'an element picked from a set', ['w \\in wishes', 'emit below cast', 'least(']],
  ['bank', 'entries told apart by what guards say of them', ['tag(filled[read]) = transfer']],
  ['auction', 'an answer that reads the value', ['emit above tooLow', 'wish.val <= best']],
  ['tally', 'values without a log', ['seen: Nat := 0', 'countDone(', 'emit above is(total)']],
  ['jobs', 'a queue that is a value', ['workDone(slot)', 'emit above work(head(jobs))']],
  [
    'rooms',
    'what guards need, written where handlers read it',
    ['defined(filled, seen)', 'asked ~= {}'],
  ],
  ['deques', 'what is read of a member that is picked', ['emit above steal(', 'keys(deques)']],
  ['counter', 'an entry that tells a replicated value', ['at = slot']],
] as const;

describe.each(SERVICES)('%s: %s', (name, _what, says) => {
  it('is derived, and each step holds on random runs', () => {
    const made = derivedService(name);
    for (const text of says) expect(made.layer.text).toContain(text);
    for (const { name: claim, theorem } of theoremsOf(made)) {
      const result = walk(made, theorem, { seed: 1, runs: 2, steps: 60 });
      expect(result.failure, claim).toBeUndefined();
    }
  });
});

describe('an answer that reads a replicated value', () => {
  const made = derivedService('auction');

  it.each(['answers from a stale value', 'answers without the token'])('%s: refuted', (name) => {
    const mutant = mutantsOf(made).find((m) => m.name === name);
    if (mutant === undefined || 'layer' in mutant) throw new Error(`no mutant ${name}`);
    const theorem = theoremsOf(made)[mutant.step]?.theorem;
    if (theorem === undefined) throw new Error('no such step');
    const concrete = mutant.automaton;
    const result = walk(made, { ...theorem, concrete }, { seed: 1, runs: 60, steps: 80 });
    expect(result.verdict).toBe('refuted');
    expect(JSON.stringify(result.failure)).toContain('"action":"tooLow"');
  });
});

describe('a queue without a log of its own', () => {
  const made = derivedService('jobs');

  // The head of a queue that has none is undefined: the step has no meaning, and is told of as such.
  it.each([
    ['acts on a stale value', 'invalid', ['E0601']],
    ['delivers over a gap', 'refuted', []],
  ] as const)('%s: %s', (name, verdict, codes) => {
    const mutant = mutantsOf(made).find((m) => m.name === name);
    if (mutant === undefined || 'layer' in mutant) throw new Error(`no mutant ${name}`);
    const theorem = theoremsOf(made)[mutant.step]?.theorem;
    if (theorem === undefined) throw new Error('no such step');
    const concrete = mutant.automaton;
    const result = walk(made, { ...theorem, concrete }, { seed: 1, runs: 60, steps: 80 });
    expect(result.verdict).toBe(verdict);
    expect(result.diagnostics.map((d) => d.code)).toEqual(codes);
  });
});

describe('a service whose updates have no end', () => {
  it('answers before it takes the next', () => {
    const { text } = derivedService('rounds').layer;
    const [answer, update] = ['emit above pass(round)', 'emit below cast(nil) with countDone'];
    expect(text.indexOf(answer)).toBeLessThan(text.indexOf(update));
  });
});

describe('a holder that tells a replicated value in its entry', () => {
  it('has observed the whole log before', () => {
    const [first] = derivedService('counter').steps;
    const automaton = first?.program.units.find((u) => u.name === first.automaton);
    if (automaton?.kind !== 'automaton') throw new Error('no program');
    const guards = automaton.transitions.find((t) => t.action === 'doReset')?.pre ?? [];
    expect(guards.map((g) => printExpr(g.condition))).toContain(
      'at[cur[p].val, p] = slots[cur[p].val]',
    );
  });
});
