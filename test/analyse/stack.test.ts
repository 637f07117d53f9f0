// Stacks: layers that fit by a service that extends the needed one, and what they mean together.
import { describe, expect, it } from 'vitest';
import { findAutomaton } from '@maat/spec-lang';
import { checkText, explore } from './explore.js';

const SERVICES = `
automaton Pipe(Proc, Msg: type)
  signature
    input  put(p: Proc, m: Msg)
    output get(p: Proc, m: Msg)
  states
    in: Seq[Msg] := {}
  transitions
    input put(p, m)
      eff if len(in) < 1 then in := in |- m fi
    output get(p, m)
      pre in ~= {}; m = head(in)
      eff in := tail(in)

% Its sorts are in another order, and it promises more.
automaton Count(Msg, Proc: type) extends Pipe(Proc, Msg)
  signature
    output total(p: Proc, n: Nat)
  states
    seen: Nat := 0
  transitions
    input put(p, m)
      eff seen := 1
    output total(p, n)
      pre n = seen
`;

describe('a layer over a service', () => {
  const program = checkText(`${SERVICES}
layer Plain(Proc, Msg: type) over Pipe(Proc, packet) implements Pipe(Proc, Msg)
  header one
  on above put(m)
    eff emit below put(m) with one
  on below get(m) with one
    eff emit above get(m.val)

stack direct = Plain over Pipe
stack extended = Plain over Count
`);

  it('runs over one that extends it, at the sorts that the service has there', () => {
    const pipe = findAutomaton(program, 'extended').states.find((s) => s.name === 'Count.in');
    expect(pipe?.sort).toMatchObject({ kind: 'seq', of: { kind: 'tuple', name: 'PlainPacket' } });
  });

  it('does the same over both', () => {
    const [direct, extended] = ['direct', 'extended'].map((name) => {
      const found = explore(program, name, 'Proc=1,Msg=1', 300);
      return [found.actions.get('get'), found.actions.get('put')];
    });
    expect(direct?.every((n) => n !== undefined && n > 0)).toBe(true);
    expect(extended?.every((n) => n !== undefined && n > 0)).toBe(true);
  });
});
