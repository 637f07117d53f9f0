/** Finite instances as ways to refute: a model is looked for, and believed when the reference semantics agrees. */
import { NOWHERE } from '@maat/spec-lang';
import type { Obligation, Posed } from '../../prove/task.js';
import type { SimulationClaim } from '../claims/both.js';
import type { Case, CaseGoal } from '../claims/case.js';
import { denialsOf, type Denial } from '../claims/denial.js';
import { FALSE } from '../logic/term.js';
import { askedTerms, candidateFrom, type Shapes } from './candidate.js';
import { describe, INSTANCES, type FiniteInstance } from './instance.js';
import { finiteQuery } from './pose.js';
import { confirmedText, replaySimulation } from './replay.js';

/** One way for each instance, the smallest first, so that a counterexample has few elements. */
export function finiteWays(theorem: string, c: Case, judge: Judge): readonly FiniteWay[] {
  return INSTANCES.map((instance) => ({
    kind: 'solver',
    name: `finite (${describe(instance)})`,
    settings: { options: {}, rlimit: 20_000_000 },
    counts: ['sat'],
    pose: (open) => pose(theorem, c, judge, instance, open),
  }));
}

/** In the shape of a way of a task. */
export interface FiniteWay {
  readonly kind: 'solver';
  readonly name: string;
  readonly settings: {
    readonly options: Readonly<Record<string, string>>;
    readonly rlimit: number;
  };
  readonly counts: readonly ['sat'];
  readonly pose: (open: readonly Obligation[]) => FinitePosed;
}

/** `explain` gives nothing where the reference semantics does not confirm the model. */
export interface FinitePosed extends Omit<Posed, 'explain'> {
  readonly explain: (goal: number, values: readonly string[]) => string | undefined;
}

/** What confirms a candidate, and what a candidate is made of. */
export interface Judge {
  readonly shapes: Shapes;
  readonly explain: (instance: FiniteInstance, values: readonly string[]) => string | undefined;
}

export function simulationJudge(claim: SimulationClaim, c: Case): Judge {
  const action = claim.concrete.signature.find((a) => a.name === c.picture.action);
  const shapes: Shapes = {
    concrete: claim.concrete,
    abstract: claim.abstract,
    parameters: action?.parameters.map((p) => p.sort) ?? [],
    constants: c.picture.constants,
  };
  return {
    shapes,
    explain: (instance, values) => {
      const found = replaySimulation(claim, candidateFrom(c, shapes, instance, values));
      return found === undefined ? undefined : confirmedText(claim, found);
    },
  };
}

/** An obligation without a goal asks whether the premises can hold at all. */
function pose(
  theorem: string,
  c: Case,
  judge: Judge,
  instance: FiniteInstance,
  open: readonly Obligation[],
): FinitePosed {
  const asked = askedTerms(c, judge.shapes, instance);
  const denials = open.flatMap((o): readonly (readonly [Denial, Obligation])[] => {
    const goals = c.goals.filter((g) => g.name === o.name);
    if (goals.length === 0) return [[nothingDenied(o), o]];
    return goals.flatMap((g) => denialsOf(g).map((d) => [d, o] as const));
  });
  const name = `${theorem} ${c.name}, ${describe(instance)}`;
  const texts = denials.map(([d]) => d);
  return {
    query: finiteQuery(name, c, texts, instance, asked),
    parts: denials.map(([, o]) => o),
    explain: (_goal, values) => judge.explain(instance, values),
  };
}

function nothingDenied({ name, says }: Obligation): Denial {
  const goal: CaseGoal = { kind: 'step', name, text: says, term: FALSE, span: NOWHERE };
  return { goal, name, constants: [], assertions: [], marks: [] };
}
