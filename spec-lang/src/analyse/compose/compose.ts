/** Several automata that share actions by name → the one automaton that they mean together. */
import type { Bound, Expr } from '../../ir/expr.js';
import type { Action, Automaton, Guard, Hidden, Task, Transition } from '../../ir/program.js';
import type { Sort } from '../../ir/sort.js';
import { freshName } from '../../ir/fresh-name.js';
import { conjunction, conjunctsOf, disjunction, exists } from '../infer/terms.js';
import { freeNames } from '../../ir/free-names.js';
import { hide } from './hide.js';
import { actionConjuncts, mentions, openClause, solveIndex, withIndex } from './match.js';
import type { Part } from './part.js';
import { receive } from './receive.js';
import { composedInitially, composedStates } from './states.js';

export type Frame = Pick<Automaton, 'name' | 'doc' | 'span' | 'file' | 'parameters'>;

export function composeParts(
  frame: Frame,
  parts: readonly Part[],
  hidden: readonly Hidden[],
): Automaton {
  const named = parts.map((part) => ownInternals(part, parts));
  const actions = sharedActions(frame, named);
  const initially = conjunction(named.flatMap(composedInitially));
  const whole: Automaton = {
    kind: 'automaton',
    ...frame,
    sorts: sortsOf(named),
    definitions: [],
    signature: actions.map((shared) => composedAction(shared)),
    states: named.flatMap(composedStates),
    ...(initially ? { initially } : {}),
    transitions: actions.flatMap((shared) => composedTransitions(shared, named)),
    tasks: named.flatMap(composedTasks),
  };
  return hide(whole, hidden);
}

/** An internal action is its component's own: it takes the component's name if another uses the name too. */
function ownInternals(part: Part, parts: readonly Part[]): Part {
  const others = parts
    .filter((p) => p !== part)
    .flatMap((p) => p.automaton.signature.map((a) => a.name));
  const clash = new Set(
    part.automaton.signature
      .filter((a) => a.kind === 'internal' && others.includes(a.name))
      .map((a) => a.name),
  );
  if (clash.size === 0) return part;
  const rename = (name: string): string => (clash.has(name) ? `${part.name}.${name}` : name);
  return { ...part, automaton: renameActions(part.automaton, rename) };
}

export function renameActions(a: Automaton, rename: (name: string) => string): Automaton {
  return {
    ...a,
    signature: a.signature.map((x) => ({ ...x, name: rename(x.name) })),
    transitions: a.transitions.map((t) => ({ ...t, action: rename(t.action) })),
    tasks: a.tasks.map((t) => ({
      ...t,
      actions: t.actions.map((x) => ({ ...x, name: rename(x.name) })),
    })),
  };
}

function sortsOf(parts: readonly Part[]): readonly Sort[] {
  const byName = new Map(
    parts.flatMap((p) => p.automaton.sorts).map((s) => ['name' in s ? s.name : s.kind, s]),
  );
  return [...byName.values()];
}

/** One action of the composition: who takes part, and under which parameter names. */
interface Shared {
  readonly name: string;
  readonly kind: Action['kind'];
  readonly parameters: readonly Bound[];
  readonly members: readonly { readonly part: Part; readonly action: Action }[];
}

function sharedActions(frame: Frame, parts: readonly Part[]): readonly Shared[] {
  const names = new Set(parts.flatMap((p) => p.automaton.signature.map((a) => a.name)));
  const taken = new Set(
    [...frame.parameters.values, ...parts.flatMap((p) => p.index)].map((b) => b.name),
  );
  return [...names].map((name) => {
    const members = parts.flatMap((part) =>
      part.automaton.signature.filter((a) => a.name === name).map((action) => ({ part, action })),
    );
    const owner = members.find((m) => m.action.kind !== 'input') ?? members[0];
    const used = new Set(taken);
    const parameters = (owner?.action.parameters ?? []).map((p) => {
      const fresh = freshName(p.name, used);
      used.add(fresh);
      return { name: fresh, sort: p.sort };
    });
    return { name, kind: owner?.action.kind ?? 'input', parameters, members };
  });
}

/** An input is in the signature when some component takes it; outputs are told by their clauses. */
function composedAction(shared: Shared): Action {
  const { name, kind, parameters, members } = shared;
  const span = members[0]?.action.span ?? { file: '', start: 0, end: 0 };
  const where = kind === 'input' ? disjunctionOf(shared) : undefined;
  return { name, kind, parameters, ...(where ? { where } : {}), span };
}

function disjunctionOf({ parameters, members }: Shared): Expr | undefined {
  const ways = members.map(({ part, action }) => {
    const solved = solveIndex(part.index, actionConjuncts(part, action, parameters), parameters);
    const condition = conjunction(solved.conjuncts);
    return condition && exists(solved.open, condition);
  });
  return ways.every((w) => w !== undefined) ? disjunction(ways) : undefined;
}

function composedTransitions(shared: Shared, parts: readonly Part[]): readonly Transition[] {
  if (shared.kind === 'input') return [joined(shared, inputClause(shared), parts)];
  return shared.members
    .filter(({ action }) => action.kind !== 'input')
    .flatMap(({ part, action }) =>
      part.automaton.transitions
        .filter((t) => t.action === shared.name && t.kind === action.kind)
        .map((t) =>
          joined(
            shared,
            ownedClause(t, part, action, shared.parameters),
            parts.filter((p) => p !== part),
          ),
        ),
    );
}

function inputClause(shared: Shared): Transition {
  const span = shared.members[0]?.action.span ?? { file: '', start: 0, end: 0 };
  return {
    action: shared.name,
    kind: 'input',
    parameters: [],
    locals: [],
    pre: [],
    eff: [],
    doc: '',
    span,
  };
}

/** The owner's clause: an index that the parameters leave open is chosen with the step. */
function ownedClause(
  t: Transition,
  part: Part,
  action: Action,
  parameters: readonly Bound[],
): Transition {
  const clause = openClause(t, parameters);
  const conjuncts = [...actionConjuncts(part, action, parameters), ...conjunctsOf(clause.where)];
  const { given, open, conjuncts: left } = solveIndex(part.index, conjuncts, parameters);
  const { where: _, ...rest } = withIndex(clause, given);
  const where = conjunction(left.filter((c) => !mentions(c, open)));
  const chosen = left
    .filter((c) => mentions(c, open))
    .map((c): Guard => ({ name: '', condition: c, span: c.span }));
  return {
    ...rest,
    ...(where ? { where } : {}),
    locals: [...open, ...rest.locals],
    pre: [...chosen, ...rest.pre],
  };
}

/** The clause with what the others do in the same step. */
function joined(shared: Shared, clause: Transition, others: readonly Part[]): Transition {
  const taken = new Set([...shared.parameters, ...clause.locals].map((b) => b.name));
  const receptions = others.flatMap((p) => {
    const reception = receive(p, shared.name, shared.parameters, taken);
    return reception ? [reception] : [];
  });
  return {
    ...clause,
    parameters: shared.parameters,
    locals: [...clause.locals, ...receptions.flatMap((r) => r.locals)],
    eff: [...clause.eff, ...receptions.flatMap((r) => r.eff)],
  };
}

function composedTasks(part: Part): readonly Task[] {
  return part.automaton.tasks.map((task) => ({
    ...task,
    forAll: [...usedIndex(part, task), ...task.forAll],
  }));
}

function usedIndex(part: Part, task: Task): readonly Bound[] {
  const free = new Set(task.actions.flatMap((a) => a.args.flatMap((e) => [...freeNames(e)])));
  return part.index.filter((b) => free.has(b.name));
}
