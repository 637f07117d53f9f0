/**
 * Events that can never happen any more: a conjunct of the guard is false, and nothing that may
 * come before the event can change it, because it reads only what the process's own events write
 * (its next one is this one) and positions of sequences that only grow. The search need not look
 * beyond a state with such an event.
 */
import { BOOL, children, instantiate } from '@maat/spec-lang';
import type {
  Automaton,
  Definition,
  Expr,
  Guard,
  Instance,
  Scope,
  State,
  Step,
  Transition,
} from '@maat/spec-lang';
import { isLocal, writersOf } from './writers.js';
import type { Writers } from './writers.js';

export class DeadEnds {
  private readonly refusals: Instance | undefined;

  constructor(service: Automaton, scope: Scope, definitions: readonly Definition[]) {
    const writers = writersOf(service);
    const transitions = service.transitions.flatMap((t) => refusalsOf(service, t, writers));
    const outputs = service.signature.filter((action) => action.kind === 'output');
    const refusing = { ...service, signature: outputs, transitions, tasks: [] };
    this.refusals =
      transitions.length === 0 ? undefined : instantiate(refusing, scope, { definitions });
  }

  /** Whether the step, the next of its process, can happen in no state that is reachable before it. */
  isDead(state: State, step: Step): boolean {
    return this.refusals !== undefined && this.refusals.post(state, step).length > 0;
  }
}

/** One clause for each conjunct that stays as it is, enabled when the conjunct is false; undefined is not false. */
function refusalsOf(
  service: Automaton,
  transition: Transition,
  writers: Writers,
): readonly Transition[] {
  const clauses = service.transitions.filter((t) => t.action === transition.action);
  if (transition.kind !== 'output' || clauses.length > 1 || transition.locals.length > 0) return [];
  const own = transition.parameters[0]?.name;
  return transition.pre
    .filter(({ condition }) => isFrozen(condition, own, writers))
    .map((guard) => {
      const { action, kind, parameters, where, locals, doc, span } = transition;
      const head = { action, kind, parameters, locals, doc, span };
      return { ...head, ...(where === undefined ? {} : { where }), pre: [negated(guard)], eff: [] };
    });
}

function negated(guard: Guard): Guard {
  const { condition, span } = guard;
  return { ...guard, condition: { kind: 'apply', op: 'not', args: [condition], sort: BOOL, span } };
}

function isFrozen(expr: Expr, own: string | undefined, writers: Writers): boolean {
  const frozen = (part: Expr): boolean => isFrozen(part, own, writers);
  switch (expr.kind) {
    case 'literal':
    case 'local':
      return true;
    case 'state':
      return writers.isConstant(expr.name);
    case 'quantified':
    case 'comprehension':
      return false;
    case 'apply':
      if (expr.op === 'index') return isFrozenElement(expr.args, own, writers);
      return children(expr).every(frozen);
    case 'call':
    case 'if':
    case 'tuple':
    case 'select':
    case 'inject':
      return children(expr).every(frozen);
  }
}

function isFrozenElement(
  args: readonly Expr[],
  own: string | undefined,
  writers: Writers,
): boolean {
  const [of, ...index] = args;
  const indexed = index.every((i) => isFrozen(i, own, writers));
  if (of === undefined || !indexed) return false;
  if (of.kind === 'state' && of.sort.kind === 'array') {
    const owned = index.some((i, k) => isLocal(i, own) && writers.isOwnedAt(of.name, k));
    return owned || writers.isConstant(of.name);
  }
  return isFrozen(of, own, writers) || (of.sort.kind === 'seq' && isGrowing(of, own, writers));
}

/** A sequence that only grows, at a place that stays the same. */
function isGrowing(expr: Expr, own: string | undefined, writers: Writers): boolean {
  if (expr.kind === 'state') return writers.isAppendOnly(expr.name);
  if (expr.kind !== 'apply' || expr.op !== 'index') return false;
  const [of, ...index] = expr.args;
  const placed = index.every((i) => isFrozen(i, own, writers));
  return placed && of?.kind === 'state' && writers.isAppendOnly(of.name);
}
