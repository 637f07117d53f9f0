// Obligations that the form of a transition decides: what it assigns, and under which guard it does.
import {
  printExpr,
  type Automaton,
  type Stmt,
  type Target,
  type Transition,
} from '@maat/spec-lang';
import type { Obligation } from '@maat/synthesis';

/** True: the form says yes. Undefined: it does not say so, which is no refutation. */
export function holdsByForm(obligation: Obligation, automaton: Automaton): true | undefined {
  const [, action = '', name] = obligation.name.split('.');
  const clauses = automaton.transitions.filter((t) => t.action === action);
  if (clauses.length === 0) return undefined;
  switch (obligation.kind) {
    case 'contract':
      return all(clauses, (t) => hasGuard(t, textAfter(obligation.what, ' only when ')));
    case 'ownership':
      return all(clauses, (t) => hasGuard(t, tokenGuard(obligation, t)));
    case 'locality': {
      const meant = clauses.filter((t) => name === undefined || t.case === name);
      return all(meant, (t) => isLocal(t, automaton, sharedOf(obligation, ' and ')));
    }
    default:
      return undefined;
  }
}

function all(clauses: readonly Transition[], holds: (t: Transition) => boolean): true | undefined {
  return clauses.length > 0 && clauses.every(holds) ? true : undefined;
}

function hasGuard(transition: Transition, text: string): boolean {
  return text !== '' && transition.pre.some((g) => printExpr(g.condition) === text);
}

function textAfter(text: string, mark: string): string {
  const at = text.indexOf(mark);
  return at === -1 ? '' : text.slice(at + mark.length);
}

/** The last of the shared variables says who holds the token of a view. */
function tokenGuard(obligation: Obligation, { parameters }: Transition): string {
  const shared = obligation.what.split(' are ')[0]?.split(', ') ?? [];
  const [p, holder] = [parameters[0]?.name ?? '', shared.at(-1) ?? ''];
  return `${holder}[cur[${p}].val] = embed(${p})`;
}

function sharedOf(obligation: Obligation, mark: string): readonly string[] {
  const at = obligation.what.lastIndexOf(mark);
  return at === -1
    ? []
    : obligation.what
        .slice(at + mark.length)
        .replace(/^and /, '')
        .split(', ');
}

/** What it assigns is its own process's, shared by design, a ghost, or the environment's below. */
function isLocal(transition: Transition, automaton: Automaton, shared: readonly string[]): boolean {
  const own = new Set(
    automaton.extends?.states.map((v) => v.name) ?? automaton.states.map((v) => v.name),
  );
  const ghosts = new Set(automaton.states.filter((v) => v.ghost).map((v) => v.name));
  return targetsOf(transition.eff).every(
    (t) =>
      t.scope === 'local' ||
      !own.has(t.name) ||
      ghosts.has(t.name) ||
      shared.includes(t.name) ||
      isOwnCell(t, transition),
  );
}

function isOwnCell(target: Target, transition: Transition): boolean {
  const process = transition.parameters[0]?.name;
  const [first] = target.path;
  return first?.kind === 'at' && first.index.some((e) => e.kind === 'local' && e.name === process);
}

function targetsOf(stmts: readonly Stmt[]): readonly Target[] {
  return stmts.flatMap((s): readonly Target[] => {
    switch (s.kind) {
      case 'assign':
      case 'choose':
        return [s.target];
      case 'if':
        return [...s.branches.flatMap((b) => targetsOf(b.body)), ...targetsOf(s.otherwise)];
      case 'for':
      case 'while':
        return targetsOf(s.body);
      case 'emit':
      case 'fire':
        return [];
    }
  });
}
