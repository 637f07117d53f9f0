// What is said of a text in its margin: no stronger word than a search or a proof has earned.
import { describe, expect, it } from 'vitest';
import {
  examine,
  keyOf,
  layoutOf,
  NODE,
  openInstance,
  rowsOf,
  runTo,
  stateGraph,
  summaryText,
  tallyOf,
  verdictText,
  type Explored,
  type Plan,
  type Shown,
  type VerdictWord,
  type Why,
} from '@maat/web';

const counter = (guard: string): string => `automaton Counter
  signature
    output step
  states
    n: Nat := 0
  transitions
    output step
      pre ${guard}
      eff n := n + 1
invariant Small of Counter: n <= 3
`;

const wordOf = (guard: string): VerdictWord | undefined => {
  const source = { file: 'counter.ioa', text: counter(guard) };
  return examine([source], new Map(), source.file).find((v) => v.kind === 'invariant')?.word;
};

describe('the quick look', () => {
  it.each([
    ['n < 3', 'explored'],
    ['n < 4', 'refuted'],
    ['n > 3', 'unknown'],
  ])('of a counter that steps while %s says %s', (guard, word) => {
    expect(wordOf(guard)).toBe(word);
  });
});

describe('the words of the explore panel', () => {
  const explored: Explored = {
    kind: 'explored',
    verdict: 'holds',
    figures: { distinct: 1, generated: 1, depth: 0, queued: 0 },
    complete: true,
    bound: undefined,
    coverage: [{ action: 'step', times: 0 }],
    run: undefined,
    messages: [],
    invariants: ['Small'],
    scope: '',
  };

  it('do not call it held where no step was taken', () => {
    expect(verdictText(explored)).toMatchObject({ tone: 'warn' });
    const taken = { ...explored, coverage: [{ action: 'step', times: 1 }] };
    expect(verdictText(taken)).toMatchObject({ tone: 'good' });
  });
});

describe('the words of the prove panel', () => {
  const obligation = {
    name: 'step.add.Small',
    says: '',
    shownBy: 'unsat',
    place: undefined,
  } as const;
  const theorem: Plan['theorems'][number] = {
    claim: { kind: 'invariant', name: 'Small' },
    about: ['Small'],
    restsOn: [],
    assumes: [],
    actions: [{ name: 'add', obligations: [obligation] }],
  };
  const stuck: Shown = {
    kind: 'result',
    theorem: 'Small',
    obligation: obligation.name,
    verdict: 'refuted',
    seconds: 0,
    way: '',
    reason: '',
  };
  const plan: Plan = { kind: 'plan', theorems: [theorem] };
  const results = new Map([[keyOf('Small', obligation.name), stuck]]);
  const signs = (whys: readonly Why[]): readonly string[] =>
    rowsOf(plan, results, new Map(), { whys }).map((row) => row.sign);

  it('do not call refuted what only a step from a state that may be unreachable speaks against', () => {
    expect(signs([])).toEqual(['unknown', 'unknown', 'induction']);
    const tally = tallyOf(theorem, theorem.actions, results);
    expect(summaryText(tally)).toBe('0 of 1 obligations proved, 1 counterexample to induction');
  });

  it('call it refuted when a run goes wrong', () => {
    const why: Why = { kind: 'why', theorem: 'Small', isRefuted: true, extent: '' };
    expect(signs([why])).toEqual(['refuted', 'unknown', 'induction']);
  });
});

describe('the graph of all states', () => {
  const graphOf = (guard: string): ReturnType<typeof stateGraph> => {
    const source = { file: 'counter.ioa', text: counter(guard) };
    const target = { file: source.file, unit: 'Counter', scope: '' };
    const opened = openInstance([source], new Map(), target);
    if (opened.kind === 'refused') throw new Error(opened.message);
    return stateGraph(opened.instance, opened.invariants);
  };

  it('has each state once, marks what breaks an invariant, and leads there', () => {
    const graph = graphOf('n < 4');
    if (graph.kind !== 'graph') throw new Error('it is small');
    expect(graph.nodes.map((n) => n.broken)).toEqual([[], [], [], [], ['Small']]);
    expect(graph.edges.map((e) => [e.from, e.to, ...e.labels])).toEqual(
      [0, 1, 2, 3].map((n) => [n, n + 1, 'step']),
    );
    const run = runTo(graph, 4, 'Counter');
    expect([run.states.length, run.steps.length, run.stopped.kind]).toEqual([5, 4, 'invariant']);
  });

  it('is drawn with each step that changes nothing at its state', async () => {
    const graph = graphOf('n < 0');
    if (graph.kind !== 'graph') throw new Error('it is small');
    const edges = [{ from: 0, to: 0, labels: ['step'] }];
    const drawn = await layoutOf({ ...graph, edges });
    const [node, points] = [drawn.nodes[0], drawn.edges[0]?.points ?? []];
    for (const end of [points.at(0), points.at(-1)]) {
      expect(Math.abs((end?.y ?? 0) - (node?.y ?? 0))).toBe(NODE.height / 2);
      expect(Math.abs((end?.x ?? 0) - (node?.x ?? 0))).toBeLessThan(NODE.width / 2);
    }
  });

  it('is not made of a space that is too large', () => {
    expect(graphOf('n >= 0').kind).toBe('too large');
  });
});
