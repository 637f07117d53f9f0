// Obligations that the form of a transition decides: what it assigns.
import type { Automaton, Stmt, Target, Transition } from '@maat/spec-lang';
import type { Obligation } from '@maat/synthesis';

/** True: the form says yes. Undefined: it does not say so, which is no refutation. */
export function holdsByForm(obligation: Obligation, automaton: Automaton): true | undefined {
  const [, action = '', name] = obligation.name.split('.');
  const clauses = automaton.transitions.filter((t) => t.action === action);
  if (obligation.kind !== 'locality') return undefined;
  const meant = clauses.filter((t) => name === undefined || t.case === name);
  return all(meant, (t) => isLocal(t, automaton, sharedOf(obligation, ' and ')));
}

function all(clauses: readonly Transition[], holds: (t: Transition) => boolean): true | undefined {
  return clauses.length > 0 && clauses.every(holds) ? true : undefined;
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
