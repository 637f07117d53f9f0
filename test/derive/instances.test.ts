// Derivations as instances of the normal form's: where both ways prove a derivation they agree, and no fault is proved by
// either. The normal form's own proof is in parametric.test.ts, the proofs step by step in proofs.test.ts.
import { afterAll, describe, expect, it } from 'vitest';
import { check, libraryLoader, type Automaton } from '@maat/spec-lang';
import {
  claimsOfDerivation,
  derive,
  instanceOf,
  Misfit,
  mutantsOf,
  template,
  type Derivative,
} from '@maat/synthesis';
import {
  instanceCases,
  instanceTheorems,
  reach,
  type Case,
  type InstanceClaim,
} from '@maat/verifier';
import { openSolver } from '@maat/verifier/solvers';
import { derivationOf, derivative, derivedFrom, derivedService } from './derivations.js';
import { outcomeOf, proofOf } from './prover.js';

const opened = await openSolver('auto');
if (!opened.ok) throw new Error(opened.message);
const { solver } = opened;
afterAll(() => solver.close());

describe('an instance', () => {
  it.each(['lock', 'kv', 'total'] as const)(
    'is proved: %s',
    { timeout: 300_000 },
    async (folder) => {
      const { goals, open } = await proofOf(casesOf(claimOf(derivative(folder))), solver);
      expect(open).toEqual([]);
      expect(goals).toBeGreaterThan(500);
    },
  );

  it('is told from what is none, with the reason', () => {
    const seen =
      '    seen: Array[View, Proc, Nat] := constant(0)        % how much of the log took effect at p';
    const begins = `${seen}\n    initially \\A p: Proc (asked[p] = 0)`;
    const found = instanceOf(registerWith([[seen, begins]]), template().made);
    if (!(found instanceof Misfit)) throw new Error('a service with a condition on how it begins');
    expect(found.message).toContain('says more of how it begins');
    expect(found.message).toContain('without --parametric');
  });
});

/** A balance is a Nat: what is taken from it must be there, which the observer's guard does not say. */
describe('a service whose updates are not defined for all values', () => {
  const bank = (change?: (text: string) => string): InstanceClaim =>
    claimOf(derivedService('bank', change));

  it('is proved', { timeout: 300_000 }, async () => {
    const { goals, open } = await proofOf(casesOf(bank()), solver);
    expect(open).toEqual([]);
    expect(goals).toBeGreaterThan(500);
  });

  it('is not, where one is made that may be undefined', { timeout: 300_000 }, async () => {
    const guard = 'balance[cur[p].val][o.src] >= o.sum';
    const claim = bank((text) => text.replace(guard, 'len(orders[p]) > 0'));
    const cases = casesOf(claim).filter((c) => c.name.startsWith('BankingReplicated.execute'));
    const { open } = await outcomeOf(cases, solver, 0, 300_000);
    expect(open).toContain('BankingReplicated.execute.transfer.form');
  });
});

/** ETO keeps what was sent and received, which its layer does not, and sets its place back: what is made of it is an instance. */
describe('a service with books of its own', () => {
  it('is an instance from the first program on that is without them', () => {
    expect(claimOf(derivative('total')).first).toBe(1);
    expect(claimOf(derivative('lock')).first).toBe(0);
  });

  it('needs what the first step proved', { timeout: 300_000 }, async () => {
    const claim = claimOf(derivative('total'));
    const [first, ...others] = claim.programs;
    if (first === undefined) throw new Error('no program');
    const forgetful = { ...claim, programs: [{ ...first, known: [] }, ...others] };
    const cases = casesOf(forgetful).filter((c) => c.name.includes('deliver'));
    const { open } = await outcomeOf(cases, solver, 0, 300_000);
    expect(open).toContain('TotalReplicated.deliver.enabled');
  });
});

/** Faults in derived programs: all that leave the text a program are not proved, as when proved step by step. */
describe('a derived program with a fault', () => {
  it.each(['lock', 'total'] as const)(
    'is no instance: %s',
    { timeout: 300_000 },
    async (folder) => {
      const made = derivative(folder);
      const claim = claimOf(made);
      const proved: string[] = [];
      const tried: string[] = [];
      for (const mutant of mutantsOf(made)) {
        if ('layer' in mutant || mutant.step < claim.first) continue;
        const faulty = withProgram(claim, mutant.step + 1 - claim.first, mutant.automaton);
        const { open } = await outcomeOf(faulty, solver, 0, 300_000);
        tried.push(mutant.name);
        if (open.length === 0) proved.push(mutant.name);
      }
      expect(proved).toEqual([]);
      expect(tried.length).toBeGreaterThanOrEqual(10);
    },
  );
});

/** Faults in a service: what is put in the place of a line of it, and the obligation that shows it. */
const FAULTS = {
  'an answer that is not defined': {
    line: '    output   value(p: Proc, x: Null[Val])',
    by: '    output   value(p: Proc, x: Val)',
    more: [
      ['          x = copy[p]', '          x = copy[p].val'],
      ['      eff asked[p] := asked[p] - 1', '      eff asked[p] := asked[p] - 2'],
    ],
    shows: 'TotalRegisterReplicated.value.defined',
  },
  'an observer that waits': {
    line: '          log[cur[p].val][seen[cur[p].val, p]] = write(q, x)',
    by: '          asked[p] > 0;\n          log[cur[p].val][seen[cur[p].val, p]] = write(q, x)',
    more: [],
    shows: 'TotalRegisterMessages.settle.form',
  },
  'an update that depends on how much is known': {
    line: '          todo[p] ~= {}\n',
    by: '          todo[p] ~= {};\n          seen[cur[p].val, p] > 3\n',
    more: [],
    shows: 'TotalRegisterReplicated.order.data',
  },
} as const;

describe('a clause that nothing satisfies', () => {
  it('is not seen to be possible, though its action is', { timeout: 300_000 }, () => {
    const view = '    output view(p, v, S)\n';
    const never =
      '    output value(p, x)\n      pre asked[p] > 0;\n          asked[p] = 0;\n          x = copy[p]\n      eff asked[p] := asked[p] - 1\n';
    const [found] = seenPossible(registerWith([[view, `${never}${view}`]]), 'value');
    expect(found).toEqual([
      ['nonvacuity.value.1', true],
      ['nonvacuity.value.2', false],
    ]);
  });
});

/** For each step that makes a program of the service, whether the clauses of an action are met in its runs. */
function seenPossible(
  made: Derivative,
  action: string,
): readonly (readonly (readonly [string, boolean])[])[] {
  const general = template();
  const about = {
    derived: claimsOfDerivation(made, made.derivation),
    claim: claimOf(made),
    template: claimsOfDerivation(general.made, general.derivation),
  };
  const steps = instanceTheorems(about).slice(about.template.steps.length);
  return steps.slice(0, 1).map(({ tasks }) =>
    tasks().flatMap(({ obligations, ways }) => {
      const asked = obligations.filter((o) => o.name.startsWith(`nonvacuity.${action}`));
      const runs = asked.length === 0 ? [] : ways.filter((w) => w.kind === 'runs');
      return runs.flatMap((w) => asked.map((o) => [o.name, w.observe(asked).has(o.name)] as const));
    }),
  );
}

describe('a service with a fault', () => {
  it.each(Object.keys(FAULTS) as (keyof typeof FAULTS)[])(
    '%s: is not proved',
    { timeout: 300_000 },
    async (name) => {
      const { line, by, more, shows } = FAULTS[name];
      const claim = claimOf(registerWith([[line, by], ...more]));
      const action = shows.split('.').slice(0, 2).join('.');
      const cases = casesOf(claim).filter((c) => c.name.startsWith(action));
      const { open } = await outcomeOf(cases, solver, 0, 300_000);
      expect(open).toContain(shows);
    },
  );

  it('is refuted by a run of the step as it is, and told what else to try', () => {
    const made = registerWith([['asked[p] := asked[p] - 1', 'asked[p] := asked[p] - 2']]);
    const general = template();
    const theorem = instanceTheorems({
      derived: claimsOfDerivation(made, made.derivation),
      claim: claimOf(made),
      template: claimsOfDerivation(general.made, general.derivation),
    }).find((t) => t.claim.name === 'TotalRegisterReplicated refines Register');
    if (theorem?.matter === undefined) throw new Error('nothing is searched');
    expect(reach(theorem.matter).run?.run.stopped.kind).toBe('error');
    const asked = theorem.tasks().flatMap((t) => t.obligations);
    const conditions = asked.filter((o) => o.name.endsWith('.form'));
    expect(conditions.length).toBeGreaterThan(3);
    expect(conditions.filter((o) => o.advice === undefined)).toEqual([]);
  });

  it('reads what others keep: is not even derived', () => {
    const text = registerText([
      ['          todo[p] ~= {}\n', '          \\A q: Proc (todo[q] ~= {})\n'],
    ]);
    const checked = check({ file: 'faulty.ioa', text }, libraryLoader);
    const { value, diagnostics } = derive(
      checked.value,
      derivationOf(checked.value),
      libraryLoader,
    );
    expect(value).toBeUndefined();
    expect(diagnostics.map((d) => d.code)).toContain('E0807');
  });
});

function claimOf(made: Derivative): InstanceClaim {
  const found = instanceOf(made, template().made);
  if (found instanceof Misfit) throw found;
  return found;
}

function casesOf(claim: InstanceClaim): readonly Case[] {
  const last = claim.programs.length - 1;
  return claim.programs.flatMap((program, i) =>
    instanceCases(claim, program, { forwards: i > 0, backwards: i < last }),
  );
}

/** The cases of the clauses that the fault changes, in the program where it is. */
function withProgram(claim: InstanceClaim, index: number, service: Automaton): readonly Case[] {
  const program = claim.programs[index];
  if (program === undefined) throw new Error('no such program');
  const clauses = program.clauses.flatMap((match, i) => {
    const clause = service.transitions[i];
    if (clause === undefined || JSON.stringify(clause) === JSON.stringify(match.clause)) return [];
    return [{ ...match, clause }];
  });
  const use = { forwards: true, backwards: index < claim.programs.length - 1 };
  return instanceCases(claim, { ...program, service, clauses }, use);
}

type Change = readonly [line: string, by: string];

function registerText(changes: readonly Change[]): string {
  const service = libraryLoader('register.ioa', '')?.text ?? '';
  const changed = changes.reduce((text, [line, by]) => {
    if (!text.includes(line)) throw new Error(`register.ioa has no line ${line}`);
    return text.replace(line, by);
  }, service);
  return `${changed}\nderivation TotalRegister from Register to TotalRegister = replicate(log); faultTolerant; messagePassing\n`;
}

function registerWith(changes: readonly Change[]): Derivative {
  return derivedFrom({ file: 'faulty.ioa', text: registerText(changes) }, true);
}
