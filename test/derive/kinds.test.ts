// Every kind of obligation can be refuted: by a fault in the program, or in what is claimed of it.
import { describe, expect, it } from 'vitest';
import { check, libraryLoader, type Automaton } from '@maat/spec-lang';
import { mutantsOf, stepTheorem, type Theorem } from '@maat/synthesis';
import { derivative } from './derivations.js';
import { explorePairs, theoremOf } from './judge.js';

const total = derivative('total');
const TWO = { total: 2, of: new Map<string, number>() };

function kindOf(theorem: Theorem): unknown {
  const { verdict, failure } = explorePairs(total, theorem, TWO);
  return verdict === 'refuted' ? [failure?.kind, failure?.name] : verdict;
}

function mutant(name: string): Theorem {
  const found = mutantsOf(total).find((m) => m.name === name);
  if (found === undefined) throw new Error(`no mutant ${name}`);
  return theoremOf(total, found);
}

/** A step's program with one piece of its text changed. */
function changed(index: number, from: string, to: string): Theorem {
  const step = total.steps[index];
  if (step === undefined || !step.text.includes(from)) throw new Error('nothing to change');
  const load: typeof libraryLoader = (path, file) => {
    const other = total.steps.find((s) => s.file === path);
    return other ?? libraryLoader(path, file);
  };
  const { value } = check({ file: step.file, text: step.text.replace(from, to) }, load);
  const automaton = value.units.find(
    (u): u is Automaton => u.kind === 'automaton' && u.name === step.automaton,
  );
  return stepTheorem(total, index, automaton);
}

describe('an obligation is refuted', () => {
  it('ownership: by a cast without the token', () => {
    expect(kindOf(mutant('casts without the token'))).toEqual(['contract', 'Ownership']);
  });

  it('contract: by a cast while the service below is blocked', () => {
    expect(kindOf(mutant('casts while it is blocked'))).toEqual(['contract', 'Unblocked']);
  });

  it('locality: by a process that writes into the cells of others', () => {
    const reaching = 'for q: Proc do pend[q] := pend[q] |- m od';
    const theorem = changed(0, 'eff pend[p] := pend[p] |- m', `eff ${reaching}`);
    expect(kindOf(theorem)).toEqual(['locality', 'pend']);
  });

  it('lemma: by one that says the contrary', () => {
    const theorem = stepTheorem(total, 1);
    const [lemma] = theorem.demands?.invariants ?? [];
    if (theorem.demands === undefined || lemma === undefined) throw new Error('no lemma');
    const { condition } = lemma;
    const contrary = {
      ...lemma,
      condition: { ...condition, kind: 'apply', op: 'not', args: [condition] } as const,
    };
    const demands = { ...theorem.demands, invariants: [contrary] };
    expect(kindOf({ ...theorem, demands })).toEqual(['invariant', lemma.name]);
  });

  it('step, enabled: by a copy that is not kept, by a delivery that is not next', () => {
    expect(kindOf(mutant('does not count the slots'))).toEqual(['relation', expect.any(String)]);
    const early = changed(0, 'filled[cur[p].val, p][next[p]] = [q, m]', 'm = m');
    expect(kindOf(early)).toEqual(['enabled', expect.stringContaining('Delivery Integrity')]);
  });
});
