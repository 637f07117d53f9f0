// What is not proved: a run where there is one, else small states, and the fact that the induction misses.
import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { describe, expect, it } from 'vitest';
import { call, inFolder, objectOf, type Called } from '../cli/call.js';

const shop = (
  guard: string,
  invariants: string,
): string => `% A counter is served by one clerk at a time.

automaton Shop(Clerk: type)
  signature
    internal come(c: Clerk), serve(c: Clerk), leave(c: Clerk)
  states
    free: Bool := true,
    here: Array[Clerk, Bool] := constant(false),
    busy: Array[Clerk, Bool] := constant(false)
  transitions
    internal come(c)
      pre ${guard}
      eff free := false;
          here[c] := true
    internal serve(c)
      pre here[c]
      eff busy[c] := true
    internal leave(c)
      pre here[c]
      eff free := true;
          here[c] := false;
          busy[c] := false

${invariants}
`;

const ALONE = `invariant Alone of Shop:
  \\A c: Clerk (\\A d: Clerk (busy[c] /\\ busy[d] => c = d))`;
const KEPT = `invariant Kept of Shop:
  \\A c: Clerk (\\A d: Clerk (here[c] /\\ here[d] => c = d))
invariant Taken of Shop:
  \\A c: Clerk (here[c] => ~free)
invariant There of Shop:
  \\A c: Clerk (busy[c] => here[c])`;

interface Found {
  readonly code: number;
  readonly out: string;
  readonly diagnoses: readonly {
    readonly reached: { readonly run?: string; readonly extent: string };
    readonly missing?: {
      readonly fact: string;
      readonly isInductive: boolean;
      readonly suffices: boolean;
    };
  }[];
}

async function proved(text: string): Promise<Found> {
  return inFolder({ 'shop.ioa': text }, async (folder) => {
    const told: Called = await call(['prove', 'shop.ioa'], folder);
    const asked = objectOf(await call(['prove', 'shop.ioa', '--json'], folder));
    return { code: told.code, out: told.out, diagnoses: asked['diagnoses'] as Found['diagnoses'] };
  });
}

describe('what is not proved', () => {
  it('is proved with what it needs', async () => {
    const { code, diagnoses } = await proved(shop('free', `${KEPT}\n${ALONE}`));
    expect(diagnoses).toEqual([]);
    expect(code).toBe(0);
  });
  it('is refuted by a run when there is one', async () => {
    const { code, out, diagnoses } = await proved(shop('~here[c]', ALONE));
    expect(code).toBe(1);
    expect(diagnoses[0]?.reached.run).toContain('invariant Alone does not hold after this run');
    expect(out).toContain('Refuted by a run.');
    expect(out).toContain('serve(clerk1)');
  });
  it('is refuted with the values of parameters with which it goes wrong, be it from the start', async () => {
    const some = shop('free', 'invariant Some of Shop: size(open) > 0')
      .replace('Shop(Clerk: type)', 'Shop(Clerk: type, n: Nat)')
      .replace('  states', '  states\n    open: Set[Nat] := {i : i: Nat where i < n},');
    const { code, out } = await proved(some);
    expect(code).toBe(1);
    expect(out).toContain('Refuted by a run with n = 0. invariant Some does not hold');
  });
  it('is shown for each invariant by a step that breaks that one, whatever else it breaks', async () => {
    const both = `invariant Kept of Shop:
  \\A c: Clerk (\\A d: Clerk (here[c] /\\ here[d] => c = d))
invariant Served of Shop:
  \\A c: Clerk (\\A d: Clerk (here[c] /\\ busy[c] /\\ here[d] => c = d))`;
    const { out } = await proved(shop('~here[c]', both));
    const told = [...out.matchAll(/Not kept, step\.come\.(\w+):[^]*?fails: (\w+):/g)];
    expect(told.map(([, asked, shown]) => [asked, shown])).toEqual([
      ['Kept', 'Kept'],
      ['Served', 'Served'],
    ]);
  });
  it.each([
    ['served >= 40', 'served = 40'],
    ['served = -7', 'served = -7'],
    ['served < 0', 'served = -1'],
  ])('is shown by a step from numbers as far away as the guard %s', async (guard, shown) => {
    const far = `automaton Shop
  signature
    internal open, rob
  states
    served: Int := 0,
    quiet: Bool := true
  transitions
    internal open
      eff served := 0
    internal rob
      pre ${guard}
      eff quiet := false

invariant Quiet of Shop: quiet
`;
    const { code, out } = await proved(far);
    expect(code).toBe(3);
    expect(out).toContain(`Shop.${shown}\n`);
  });
  it('is refuted by a run that has no step too many', async () => {
    const long = `automaton Counters
  signature
    internal tick(i: Nat) where i < 6
    internal pay
  states
    n: Array[Nat, Nat] := constant(0),
    owed: Nat := 0
  transitions
    internal tick(i)
      eff n[i] := n[i] + 1
    internal pay
      pre n[0] >= 9
      eff owed := owed - 1

invariant Solvent of Counters: owed >= 0
`;
    const { diagnoses } = await proved(long);
    const run = diagnoses[0]?.reached.run ?? '';
    expect(run.match(/^ +\d+\. .*$/gm)).toHaveLength(9);
    expect(run).not.toContain('tick(1)');
  });
  it('is unknown when no run is found, with states that say no more than they must', async () => {
    const { code, out, diagnoses } = await proved(shop('free', ALONE));
    expect(code).toBe(3);
    expect(diagnoses[0]?.reached.run).toBeUndefined();
    expect(diagnoses[0]?.missing).toBeDefined();
    expect(out).toContain(`  Shop.free = false
  Shop.here = {clerk0 -> true, _ -> false}
  Shop.busy = {clerk1 -> true, _ -> false}
step serve(clerk0)`);
  });
  it('is shown the fact that it misses', async () => {
    const two = KEPT.slice(0, KEPT.indexOf('invariant There'));
    const { code, diagnoses } = await proved(shop('free', `${two}\n${ALONE}`));
    expect(code).toBe(3);
    expect(diagnoses[0]?.missing).toEqual({
      fact: '\\A c1: Clerk (busy[c1] => here[c1])',
      states: expect.any(Number) as number,
      isInductive: true,
      helps: ['step.serve.Alone'],
      suffices: true,
    });
  });
  it('is told of the library too', async () => {
    const path = fileURLToPath(new URL('../sessions/forging-office.ioa', import.meta.url));
    expect(readFileSync(path, 'utf8')).toContain('forward simulation');
    const { diagnoses } = objectOf(await call(['prove', path, '--json'])) as unknown as Found;
    expect(diagnoses[0]?.missing?.fact).toBe(
      '\\A p1: Proc (\\A l1: Letter (tray[p1, l1] => posted[p1, l1]))',
    );
  });
});
