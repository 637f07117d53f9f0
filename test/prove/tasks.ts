// Hand-written tasks: what a proof of a small theorem asks, in one or two ways.
import type { Claim, Obligation, Posed, SolverWay, Task } from '@maat/verifier';

export const COUNTS: Claim = { kind: 'invariant', name: 'invariant Positive of Counter' };

export function obligation(name: string, shownBy: Obligation['shownBy'] = 'unsat'): Obligation {
  return { name, says: `${name} is so`, shownBy };
}

/** Asks one goal, or several, about each obligation, under a prelude that lists who else is asked about. */
export function way(
  name: string,
  texts: Readonly<Record<string, string | readonly string[]>>,
  counts: SolverWay['counts'] = ['unsat', 'sat'],
  prelude = '(declare-const x Int)(assert (> x 3))',
): SolverWay {
  const parts = (o: Obligation): readonly string[] => [texts[o.name] ?? []].flat();
  return {
    kind: 'solver',
    name,
    settings: { options: {}, rlimit: 1_000_000 },
    counts,
    pose: (open): Posed => ({
      query: {
        name,
        prelude: `${prelude}; about ${open.map((o) => o.name).join(' ')}`,
        goals: open.flatMap((o) =>
          parts(o).map((text, i) => ({ name: `${o.name}#${i + 1}`, text, values: ['x'] })),
        ),
      },
      parts: open.flatMap((o) => parts(o).map(() => o)),
      explain: (_, values) => ({ text: `x = ${values.join()}` }),
    }),
  };
}

export const TRUE_ONE = '(assert (< x 2))';
export const TRUE_TWO = '(assert (= x 0))';
export const FALSE_ONE = '(assert (= x 9))';
export const POSSIBLE = '(assert true)';

/** A theorem that holds, with two tasks, a second way, several parts, and a sign of life. */
export function sound(): readonly Task[] {
  return [
    {
      theorem: COUNTS,
      name: 'start',
      obligations: [obligation('start.Positive')],
      ways: [way('quantified', { 'start.Positive': TRUE_ONE })],
    },
    {
      theorem: COUNTS,
      name: 'step',
      obligations: [
        obligation('step.Positive'),
        obligation('step.defined'),
        obligation('step.possible', 'sat'),
      ],
      ways: [
        way('quantified', {
          'step.Positive': [TRUE_ONE, TRUE_TWO],
          'step.defined': '(assert (not (= x x)))',
          'step.possible': [],
        }),
        way('finite', { 'step.possible': POSSIBLE }, ['sat']),
      ],
    },
  ];
}
