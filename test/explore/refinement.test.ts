// Refinement: trace inclusion of finite automata, and forward simulations in lock-step, with mutants.
import { describe, expect, it } from 'vitest';
import { checkRefinement, checkSimulation } from '@maat/verifier';
import { instanceOf, program, simulationIn } from '../semantics/texts.js';

const BUFFERS = `
automaton Buffer(Item: type, size: Nat)
  signature
    input put(x: Item)
    output get(x: Item)
  states
    held: Seq[Item] := {},
    broken: Bool := false
  transitions
    input put(x)
      eff if len(held) < size then held := held |- x else broken := true fi
    output get(x)
      pre ~broken;
          %! Order
          x = head(held)
      eff held := tail(held)

automaton Pair(Item: type)
  signature
    input put(x: Item)
    output get(x: Item)
    internal move
  states
    front: Null[Item] := nil,
    back: Null[Item] := nil,
    broken: Bool := false
  transitions
    input put(x)
      eff if back = nil then back := embed(x) else broken := true fi
    internal move
      pre front = nil;
          back ~= nil
      eff front := back;
          back := nil
    output get(x)
      pre ~broken;
          front = embed(x)
      eff front := nil

forward simulation from Pair to Buffer
  %! content
  Buffer.held = (if Pair.front = nil then {} else {Pair.front.val})
    || (if Pair.back = nil then {} else {Pair.back.val});
  %! broken
  Buffer.broken = Pair.broken
`;

describe('trace inclusion', () => {
  it('holds of a smaller buffer that loses nothing, not of a larger', () => {
    const p = program(BUFFERS);
    const two = instanceOf(p, 'Buffer', 'Item=2,size=2');
    const one = instanceOf(p, 'Buffer', 'Item=2,size=1');
    expect(checkRefinement(one, two)).toMatchObject({ verdict: 'holds', complete: true });
    const refuted = checkRefinement(two, one);
    expect(refuted.verdict).toBe('refuted');
    // Two puts, and the first item that the smaller buffer can no longer give back.
    expect(refuted.failure?.run.steps.map((s) => s.action)).toEqual(['put', 'put', 'get']);
    expect(refuted.obstacles[0]).toMatchObject({
      text: '~broken',
      terms: [{ term: 'broken', value: 'true' }],
    });
  });

  it('lets internal steps happen on both sides', () => {
    const p = program(BUFFERS);
    const pair = instanceOf(p, 'Pair', 'Item=2');
    const two = instanceOf(p, 'Buffer', 'Item=2,size=2');
    expect(checkRefinement(pair, two)).toMatchObject({ verdict: 'holds', complete: true });
    // The buffer takes a second item where the pair, not having moved the first, cannot.
    expect(checkRefinement(two, pair).verdict).toBe('holds');
  });

  it('can be tried on random runs, and gives the seed of the one that fails', () => {
    const p = program(BUFFERS);
    const [one, two] = ['1', '2'].map((n) => instanceOf(p, 'Buffer', `Item=2,size=${n}`));
    if (one === undefined || two === undefined) throw new Error('two sizes');
    const walk = { seed: 1, runs: 20, steps: 40 };
    expect(checkRefinement(one, two, { walk })).toMatchObject({
      verdict: 'holds',
      mode: 'simulated',
      complete: false,
    });
    const refuted = checkRefinement(two, one, { walk });
    expect(refuted).toMatchObject({ verdict: 'refuted', mode: 'simulated' });
    const again = checkRefinement(two, one, {
      walk: { ...walk, seed: refuted.seed ?? 0, runs: 1 },
    });
    expect(again.failure?.run).toEqual(refuted.failure?.run);
  });

  it('names the guard that a reordering buffer breaks', () => {
    const p = program(BUFFERS.replace('x = head(held)', 'x = last(held)'));
    const good = program(BUFFERS);
    const result = checkRefinement(
      instanceOf(p, 'Buffer', 'Item=2,size=2'),
      instanceOf(good, 'Buffer', 'Item=2,size=2'),
    );
    expect(result.failure).toMatchObject({ name: 'Order', kind: 'unmatched' });
    expect(result.failure?.run.steps).toHaveLength(3);
  });
});

describe('a forward simulation in lock-step', () => {
  const check = (text: string, walk = false) => {
    const p = program(text);
    const options = walk ? { walk: { seed: 1, runs: 20, steps: 50 } } : {};
    const [c, a] = [
      instanceOf(p, 'Pair', 'Item=2,size=2'),
      instanceOf(p, 'Buffer', 'Item=2,size=2'),
    ];
    return checkSimulation(c, a, simulationIn(p), options);
  };

  it('fails where the concrete buffer breaks earlier, and says which conjunct', () => {
    const result = check(BUFFERS);
    expect(result).toMatchObject({ verdict: 'refuted', mode: 'explored' });
    expect(result.failure).toMatchObject({ kind: 'relation' });
    expect(result.failure?.run.steps.map((s) => s.action)).toEqual(['put', 'put']);
  });

  const guarded = BUFFERS.replace(
    'if back = nil then back := embed(x) else broken := true fi',
    'if back = nil then back := embed(x) elseif front = nil then front := back; back := embed(x) else broken := true fi',
  );

  it('holds when every put finds its place', () => {
    const result = check(guarded);
    expect(result).toMatchObject({ verdict: 'holds', complete: true, neverTaken: [] });
    expect(check(guarded, true)).toMatchObject({
      verdict: 'holds',
      mode: 'simulated',
      complete: false,
    });
  });

  it('refutes mutants by the conjunct, the guard or the trace that fails', () => {
    const forgets = check(guarded.replace('eff front := nil', 'eff front := front'));
    expect(forgets.failure).toMatchObject({ kind: 'relation', name: 'content' });
    const invents = check(guarded.replace('front = embed(x)', 'true'));
    expect(invents.failure).toMatchObject({ kind: 'enabled', name: 'Order' });
    const start = check(
      guarded.replace(
        'broken: Bool := false\n  transitions\n    input put(x)\n      eff if back',
        'broken: Bool := true\n  transitions\n    input put(x)\n      eff if back',
      ),
    );
    expect(start.failure).toMatchObject({ kind: 'start', name: 'broken' });
    const silent = check(`${guarded}\n  proof\n    for output get(x) ignore\n`);
    expect(silent.failure).toMatchObject({ kind: 'trace' });
  });

  it('finds mutants on random runs too, and gives the seed', () => {
    const result = check(guarded.replace('front = embed(x)', 'true'), true);
    expect(result).toMatchObject({ verdict: 'refuted', mode: 'simulated' });
    expect(result.seed).toBeGreaterThanOrEqual(1);
  });

  it('reports actions that were never taken', () => {
    const result = check(guarded.replace('pre front = nil;', 'pre false;'));
    expect(result.neverTaken).toEqual(['move']);
  });
});
