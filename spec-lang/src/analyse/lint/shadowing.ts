/** Parameters and bound variables that hide a state variable. */
import type { Bound, Expr } from '../../ir/expr.js';
import type { Unit } from '../../ir/program.js';
import type { Stmt } from '../../ir/stmt.js';
import type { Span } from '../../text/span.js';
import {
  allStmts,
  allSubterms,
  ownTransitions,
  termsOf,
  termsOfHandler,
  type LintContext,
} from './context.js';

interface Binding {
  readonly bound: Bound;
  readonly span: Span;
}

export function lintShadowing(unit: Unit, { report }: LintContext): void {
  if (unit.kind !== 'automaton' && unit.kind !== 'layer') return;
  const states = new Map(unit.states.map((s) => [s.name, s]));
  const bindings =
    unit.kind === 'automaton'
      ? ownTransitions(unit).flatMap((t) => [
          ...[...t.parameters, ...t.locals].map((bound) => ({ bound, span: t.span })),
          ...inside(termsOf(t), t.eff),
        ])
      : unit.handlers.flatMap((h) => [
          ...[...triggerBounds(h.trigger), ...h.locals].map((bound) => ({ bound, span: h.span })),
          ...inside(termsOfHandler(h), h.eff),
        ]);
  for (const { bound, span } of bindings) {
    const hidden = states.get(bound.name);
    if (hidden !== undefined)
      report.add(
        'W0314',
        span,
        `${bound.name} hides the state variable of this name; call it something else`,
        {
          related: [{ span: hidden.span, message: 'the state variable' }],
        },
      );
  }
}

function triggerBounds(
  trigger: (Unit & { kind: 'layer' })['handlers'][number]['trigger'],
): readonly Bound[] {
  if (trigger.kind === 'above') return trigger.parameters;
  return trigger.kind === 'below' ? [...trigger.parameters, ...(trigger.header?.fields ?? [])] : [];
}

function inside(terms: readonly Expr[], stmts: readonly Stmt[]): readonly Binding[] {
  const quantified = allSubterms(terms).flatMap((e) =>
    e.kind === 'quantified' || e.kind === 'comprehension'
      ? [{ bound: e.variable, span: e.span }]
      : [],
  );
  const looped = allStmts(stmts).flatMap((s) =>
    s.kind === 'for' ? [{ bound: s.variable, span: s.span }] : [],
  );
  return [...quantified, ...looped];
}
