// `A extends B` is the theorem that A implements B: proved without a word of proof, kept in the ledger, and not proved of a
// child that does not keep to the discipline.
import { readFileSync } from 'node:fs';
import { afterAll, describe, expect, it } from 'vitest';
import {
  check,
  elementNames,
  libraryLoader,
  uninterpretedSorts,
  type Automaton,
  type Program,
  type Transition,
} from '@maat/spec-lang';
import { chosenTheorems, prove } from '@maat/verifier';
import { openSolver } from '@maat/verifier/solvers';
import { call, inFolder } from '../cli/call.js';

const opened = await openSolver('auto');
if (!opened.ok) throw new Error(opened.message);
const { solver } = opened;
afterAll(() => solver.close());

const library = (name: string): string =>
  readFileSync(new URL(`../../spec-lang/library/${name}`, import.meta.url), 'utf8');

describe('the ledger', () => {
  it(
    'has an extension as proved, from a certificate, by its name',
    { timeout: 120_000 },
    async () => {
      await inFolder({ 'eto.ioa': library('eto.ioa') }, async (folder) => {
        const before = await call(['status', 'eto.ioa'], folder);
        expect(before.out).toMatch(/^unknown +ETO refines EVS +not checked yet/m);
        const proved = await call(['prove', 'eto.ioa', '--only', 'ETO', '--ledger'], folder);
        expect(proved).toMatchObject({ code: 0 });
        const after = await call(['status', 'eto.ioa'], folder);
        expect(after.out).toMatch(/^proved +ETO refines EVS +9\d obligations/m);
      });
    },
  );

  it(
    'has a row for each invariant of those that are shown together',
    { timeout: 120_000 },
    async () => {
      await inFolder({ 'lock.ioa': library('lock.ioa') }, async (folder) => {
        const args = ['prove', 'lock.ioa', '--only', 'MutualExclusion', '--ledger'];
        expect(await call(args, folder)).toMatchObject({ code: 0 });
        const { out } = await call(['status', 'lock.ioa'], folder);
        for (const name of ['MutualExclusion', 'OwnerIsTold'])
          expect(out).toMatch(new RegExp(`^proved +invariant ${name} of Lock`, 'm'));
        expect(out).toMatch(/^unknown +Lock refines Group +not checked yet/m);
      });
    },
  );
});

/** What the parent chooses in an effect the child's step would have to be told. */
const CHOOSING = `automaton Draw(Player: type)
  signature
    internal draw(p: Player)
  states
    last: Null[Player] := nil,
    card: Nat := 0
  transitions
    internal draw(p)
      eff card := choose n where n < 9;
          last := embed(p)

automaton Counted(Player: type) extends Draw(Player)
  states
    draws: Nat := 0
  transitions
    internal draw(p)
      eff draws := draws + 1
`;
const SEEN = 'invariant Seen of Counted:\n  0 < draws <=> last ~= nil\n';

describe('an extension that cannot be told to a solver', () => {
  it('does not stand in the way of what else the file claims', async () => {
    await inFolder({ 'draw.ioa': `${CHOOSING}\n${SEEN}` }, async (folder) => {
      const proved = await call(['prove', 'draw.ioa'], folder);
      expect(proved).toMatchObject({ code: 0 });
      expect(proved.out).not.toContain('refines');
      const asked = await call(['prove', 'draw.ioa', '--only', 'Counted refines Draw'], folder);
      expect(asked).toMatchObject({ code: 2 });
      expect(asked.err).toContain('draw.ioa:8:5: cannot be told to a solver');
    });
  });

  it('is an error where there is nothing else', async () => {
    await inFolder({ 'draw.ioa': CHOOSING }, async (folder) => {
      expect(await call(['prove', 'draw.ioa'], folder)).toMatchObject({ code: 2 });
    });
  });
});

/** Children of EVS that the checker would not let pass. */
const UNDISCIPLINED: readonly (readonly [string, string, (t: Transition) => Transition])[] = [
  ['drops a condition', 'deliver', (t) => ({ ...t, pre: t.pre.slice(0, 2) })],
  ['drops an effect', 'send', (t) => ({ ...t, eff: t.eff.slice(0, 1) })],
  ['does more to the variables of its parent', 'view', (t) => ({ ...t, eff: t.eff.toReversed() })],
];

describe('a child that does not keep to the discipline', () => {
  it('is not proved', { timeout: 120_000 }, async () => {
    expect(await openGoals((program) => program)).toEqual([]);
    for (const [name, action, change] of UNDISCIPLINED) {
      const open = await openGoals((program) => faulty(program, action, change));
      expect(open, name).not.toEqual([]);
      expect(
        open.every((goal) => goal.startsWith(`step.${action}.`)),
        name,
      ).toBe(true);
    }
  });
});

function faulty(program: Program, action: string, change: (t: Transition) => Transition): Program {
  const units = program.units.map((u) => {
    if (u.kind !== 'automaton' || u.name !== 'ETO') return u;
    return { ...u, transitions: u.transitions.map((t) => (t.action === action ? change(t) : t)) };
  });
  return { ...program, units };
}

/** What is not shown of ETO's extension, of what must hold in every state. */
async function openGoals(change: (program: Program) => Program): Promise<readonly string[]> {
  const { value } = check({ file: 'eto.ioa', text: library('eto.ioa') }, libraryLoader);
  const [chosen] = chosenTheorems(settingOf(change(value)), ['ETO']);
  const tasks = (chosen?.tasks ?? []).map((t) => ({
    ...t,
    obligations: t.obligations.filter((o) => o.shownBy === 'unsat'),
    ways: t.ways.slice(0, 1),
  }));
  const results = await prove(tasks, solver, { timeoutMs: 20_000, seed: 0 });
  expect(results.length).toBeGreaterThan(50);
  return results.filter((r) => r.verdict !== 'proved').map((r) => r.obligation.name);
}

function settingOf(program: Program): Parameters<typeof chosenTheorems>[0] {
  const sorts = (automata: readonly Automaton[], size: number) =>
    new Map(automata.flatMap(uninterpretedSorts).map((s) => [s, elementNames(s, size)] as const));
  return {
    program,
    scope: '',
    readScope: (automata, _, size) => ({ sorts: sorts(automata, size), values: new Map() }),
    derived: () => {
      throw new Error('nothing is derived here');
    },
  };
}
