// The explorer: exact counts beside a hand-written search, invariants, deadlock, undefined terms.
import { describe, expect, it } from 'vitest';
import { explore } from '@maat/verifier';
import { instanceOf, invariantsIn, program } from '../semantics/texts.js';
import { reachable } from './hand-search.js';

const PETERSON = `
automaton Peterson
  type Side = enumeration of left, right
  type Place = enumeration of idle, wants, waits, critical
  signature
    output try(i: Side)
    internal yield(i: Side)
    output enter(i: Side)
    output exit(i: Side)
  states
    at: Array[Side, Place] := constant(idle),
    turn: Side := left
  transitions
    output try(i)
      pre at[i] = idle
      eff at[i] := wants
    internal yield(i)
      pre at[i] = wants
      eff at[i] := waits;
          turn := if i = left then right else left
    output enter(i)
      pre at[i] = waits;
          %! Wait
          \\A j: Side (j ~= i => at[j] = idle \\/ at[j] = wants \\/ turn = i)
      eff at[i] := critical
    output exit(i)
      pre at[i] = critical
      eff at[i] := idle

invariant Exclusion of Peterson: ~(at[left] = critical /\\ at[right] = critical)
`;

/** The same algorithm by hand: [place of left, place of right, turn]. */
function petersonByHand(broken: boolean): (s: readonly number[]) => readonly number[][] {
  return ([left = 0, right = 0, turn = 0]) =>
    [0, 1].flatMap((i) => {
      const mine = i === 0 ? left : right;
      const theirs = i === 0 ? right : left;
      const put = (place: number, t = turn) => (i === 0 ? [place, right, t] : [left, place, t]);
      if (mine === 0) return [put(1)];
      if (mine === 1) return [put(2, 1 - i)];
      if (mine === 3) return [put(0)];
      return theirs < 2 || turn === i || broken ? [put(3)] : [];
    });
}

describe('exploring', () => {
  it('counts the states that a hand-written search counts', () => {
    const p = program(PETERSON);
    const result = explore(instanceOf(p, 'Peterson', ''), {
      invariants: invariantsIn(p),
      deadlock: true,
    });
    const byHand = reachable([[0, 0, 0]], petersonByHand(false));
    expect(result).toMatchObject({ verdict: 'holds', complete: true, ...byHand });
  });

  it('refutes a mutant by a shortest run', () => {
    const p = program(PETERSON.replace(/\\A j: Side .*turn = i\)/, 'true'));
    const result = explore(instanceOf(p, 'Peterson', ''), { invariants: invariantsIn(p) });
    expect(result.verdict).toBe('refuted');
    expect(result.run?.stopped).toEqual({ kind: 'invariant', name: 'Exclusion' });
    expect(result.run?.steps).toHaveLength(6);
  });

  it('finds a deadlock', () => {
    const p = program(PETERSON.replace('\\/ turn = i', ''));
    const result = explore(instanceOf(p, 'Peterson', ''), { deadlock: true });
    expect(result.run?.stopped).toEqual({ kind: 'deadlock' });
    expect(result.run?.steps).toHaveLength(4);
  });

  it('counts the lossy channel over sets of datagrams', () => {
    const p = program('import "network.ioa"');
    const result = explore(instanceOf(p, 'Network', 'Proc=2,Msg=1'));
    // The wire is any subset of the 4 datagrams; each of 4 inputs and each of its own datagrams is a step.
    expect(result).toMatchObject({ distinct: 16, generated: 1 + 16 * 4 + 32, depth: 4 });
    expect(result.actions).toEqual(
      new Map([
        ['transmit', 64],
        ['receive', 32],
      ]),
    );
  });

  it('says which actions were never taken', () => {
    const p = program('import "evs.ioa"');
    const result = explore(instanceOf(p, 'EVS', 'Proc=1,View=1,Msg=1'), { depth: 1 });
    expect(result.actions.get('deliver')).toBe(0);
    expect(result).toMatchObject({ bound: 'depth', complete: false, verdict: 'holds' });
  });

  it('stops at a limit and does not call that a result', () => {
    const p = program('import "evs.ioa"');
    const result = explore(instanceOf(p, 'EVS', 'Proc=2,View=2,Msg=1'), { limit: 500 });
    expect(result).toMatchObject({ verdict: 'unknown', bound: 'limit', distinct: 500 });
  });

  it('leads to an undefined term in an effect', () => {
    const p = program(`
automaton Popper
  signature
    input push(k: Nat) where k < 2
    output pop
  states s: Seq[Nat] := {}
  transitions
    input push(k) eff s := s |- k
    output pop pre true eff s := tail(s)
`);
    const result = explore(instanceOf(p, 'Popper', ''));
    expect(result.verdict).toBe('invalid');
    expect(result.diagnostics[0]).toMatchObject({ code: 'E0601' });
    expect(result.run?.steps).toEqual([]);
  });
});
