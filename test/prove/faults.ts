// Faults put into what is proved, by operators over the program: into guards and effects, relations and invariants.
import {
  printExpr,
  type Automaton,
  type Invariant,
  type Simulation,
  type Transition,
} from '@maat/spec-lang';
import { bodies, shifts } from '../layers/operators.js';

/** What is proved: the invariants of an automaton, or a simulation from it, which may use them. */
export interface Subject {
  readonly name: string;
  readonly automaton: Automaton;
  readonly invariants: readonly Invariant[];
  readonly simulation?: Simulation;
}

export interface Fault {
  readonly name: string;
  readonly subject: Subject;
}

export function faultsOf(subject: Subject): readonly Fault[] {
  const { automaton, simulation, invariants } = subject;
  return [
    ...automaton.transitions.flatMap((t, i) =>
      transitionFaults(t).map(({ name, to }) => {
        const transitions = automaton.transitions.with(i, to);
        return {
          name: `${t.action}: ${name}`,
          subject: { ...subject, automaton: { ...automaton, transitions } },
        };
      }),
    ),
    ...(simulation === undefined
      ? invariants.flatMap((invariant, i) =>
          shifts(invariant.condition).map(({ name, to }) => ({
            name: `${invariant.name}: ${name}`,
            subject: {
              ...subject,
              invariants: invariants.with(i, { ...invariant, condition: to }),
            },
          })),
        )
      : relationFaults(simulation).map(({ name, to }) => ({
          name: `relation: ${name}`,
          subject: { ...subject, simulation: to },
        }))),
  ];
}

function transitionFaults(t: Transition): readonly { name: string; to: Transition }[] {
  return [
    ...t.pre.map((g, i) => ({
      name: `without ${short(printExpr(g.condition))}`,
      to: { ...t, pre: t.pre.toSpliced(i, 1) },
    })),
    ...t.pre.flatMap((g, i) =>
      shifts(g.condition).map(({ name, to }) => ({
        name,
        to: { ...t, pre: t.pre.with(i, { ...g, condition: to }) },
      })),
    ),
    ...bodies(t.eff).map(({ name, to }) => ({ name, to: { ...t, eff: to } })),
  ];
}

function relationFaults(s: Simulation): readonly { name: string; to: Simulation }[] {
  return s.relation.flatMap((c, i) => [
    {
      name: `without ${short(printExpr(c.condition))}`,
      to: { ...s, relation: s.relation.toSpliced(i, 1) },
    },
    ...shifts(c.condition).map(({ name, to }) => ({
      name,
      to: { ...s, relation: s.relation.with(i, { ...c, condition: to }) },
    })),
  ]);
}

function short(text: string): string {
  const line = text.replace(/\s+/g, ' ');
  return line.length > 60 ? `${line.slice(0, 57)}...` : line;
}
