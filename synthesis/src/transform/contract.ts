/**
 * Contracts made visible to a simulation: what only the token's holder may do, and what the service
 * below forbids while it is blocked, is not seen by comparing steps; a breach is remembered.
 */
import { BOOL, NOWHERE, type Automaton, type Expr, type Simulation } from '@maat/spec-lang';
import { and, apply, assign, not, state } from './build.js';
import type { DerivedStep } from './step.js';

const BREACH = 'breach';

export interface Watched {
  readonly automaton: Automaton;
  readonly relation: Simulation;
}

/** Watches the automaton, which may be a mutant of the step's own, by the step's own contracts. */
export function watched(step: DerivedStep, original: Automaton, automaton: Automaton): Watched {
  const breach = state(BREACH, BOOL);
  const transitions = automaton.transitions.map((t) => {
    const own = original.transitions.find((o) => o.action === t.action && o.case === t.case);
    const contract = own?.pre.filter((g) => g.name === contractName(step)).map((g) => g.condition);
    if (contract === undefined || contract.length === 0) return t;
    const broken = apply('or', BOOL, breach, not(and(contract)));
    return { ...t, eff: [assign(breach, broken), ...t.eff] };
  });
  const unbroken: Expr = not({
    kind: 'state',
    name: BREACH,
    side: 'concrete',
    sort: BOOL,
    span: NOWHERE,
  });
  return {
    automaton: { ...automaton, transitions, states: [...automaton.states, breachVariable()] },
    relation: {
      ...step.relation,
      relation: [...step.relation.relation, { name: 'contract', condition: unbroken }],
    },
  };
}

function contractName(step: DerivedStep): string {
  return step.transformation === 'replicate' ? 'Ownership' : 'Unblocked';
}

function breachVariable(): Automaton['states'][number] {
  const no: Expr = { kind: 'literal', value: false, sort: BOOL, span: NOWHERE };
  return {
    name: BREACH,
    sort: BOOL,
    initial: { kind: 'value', value: no },
    ghost: false,
    doc: 'a contract was broken',
    span: NOWHERE,
  };
}
