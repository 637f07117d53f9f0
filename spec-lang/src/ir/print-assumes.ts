/** The `assumes` of printed automata: the typed program has the ring's operators, not the trait. */
import type { Expr } from './expr.js';
import { exprsOf, subterms } from './fold.js';
import type { Doc } from './print-layout.js';
import { printSort } from './print-sort.js';
import type { Automaton, Composition, Initial, Transition } from './program.js';
import type { Sort } from './sort.js';

/** What an automaton writes itself, which for an extension is not all that it has. */
export type Parts = Pick<
  Automaton,
  'sorts' | 'definitions' | 'signature' | 'states' | 'transitions' | 'tasks' | 'initially'
>;

/** `assumes RingIndex(I, J)` is not in the typed program; the operators of the ring tell it. */
export function assumptions(roots: readonly Expr[]): Doc {
  const found = new Map<string, { index: Sort; name?: Sort }>();
  for (const e of roots.flatMap((root) => [...subterms(root)])) {
    if (e.kind !== 'apply' || !e.op.startsWith('ring')) continue;
    const index = e.args[0]?.sort ?? e.sort;
    const before = found.get(printSort(index)) ?? { index };
    found.set(printSort(index), e.op === 'ringName' ? { index, name: e.sort } : before);
  }
  const uses = [...found.values()].map(
    (r) => `RingIndex(${printSort(r.index)}, ${r.name ? printSort(r.name) : 'String'})`,
  );
  return uses.length === 0 ? '' : `assumes ${uses.join(', ')}`;
}

export function exprsIn(a: Parts): readonly Expr[] {
  return [
    ...a.definitions.map((d) => d.body),
    ...a.signature.flatMap((s) => some(s.where)),
    ...a.states.flatMap((s) => initialExprs(s.initial)),
    ...some(a.initially),
    ...a.transitions.flatMap(exprsOfTransition),
    ...a.tasks.flatMap((t) => t.actions.flatMap((x) => x.args)),
  ];
}

function exprsOfTransition(t: Transition): readonly Expr[] {
  const guards = t.pre.map((g) => g.condition);
  return [...some(t.where), ...guards, ...t.eff.flatMap(exprsOf), ...some(t.ensuring)];
}

function initialExprs(initial: Initial): readonly Expr[] {
  if (initial.kind === 'value') return [initial.value];
  return initial.kind === 'choose' ? some(initial.where) : [];
}

export function exprsOfComposition(c: Composition): readonly Expr[] {
  return [
    ...some(c.parameters.where),
    ...c.definitions.map((d) => d.body),
    ...c.components.flatMap((p) => [...some(p.where), ...p.values]),
    ...c.hidden.flatMap((h) => some(h.where)),
  ];
}

function some(e: Expr | undefined): readonly Expr[] {
  return e === undefined ? [] : [e];
}
