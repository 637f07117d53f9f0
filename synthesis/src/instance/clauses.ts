/** Which clause of the normal form each clause of a service is, and of each program that was made of it. */
import type { Automaton, Expr, Transition } from '@maat/spec-lang';
import { isGroupAction } from '../transform/group.js';
import { namesFor, type Names } from '../transform/names.js';
import type { Clause, NormalForm, Turn } from '../transform/normal-form.js';
import { template } from './template.js';

/** A clause of the service as the recogniser took it apart. */
export interface ServiceClause {
  readonly transition: Transition;
  /** The guards that the derived programs keep. */
  readonly guards: readonly Expr[];
  /** What it puts into the log. */
  readonly appended?: Expr;
  /** It looks at the next entry. */
  readonly observes: boolean;
}

export interface ClauseMatch {
  readonly clause: Transition;
  /** The clause of the service that it stands for, where it is none that a step added. */
  readonly of?: ServiceClause;
  /** Nothing where only a process's own state is concerned. */
  readonly as?: Transition;
}

export interface Roles {
  match(clause: Transition, program: Automaton): ClauseMatch;
}

export function clausesOf(form: NormalForm): Roles {
  const roles = new Map(rolesOf(form).map((r) => [keyOf(r.of.transition), r]));
  const [ours, theirs] = [namesFor(form.service), namesFor(template().made.form.service)];
  return {
    match: (clause, program) => {
      const role = roles.get(keyOf(clause));
      const name = role === undefined ? addedAs(clause.action, ours, theirs) : role.as;
      const as = name === undefined ? undefined : clauseOf(program, name);
      return {
        clause,
        ...(role === undefined ? {} : { of: role.of }),
        ...(as === undefined ? {} : { as }),
      };
    },
  };
}

interface Role {
  readonly of: ServiceClause;
  /** The action of the normal form; nothing for what only changes a process's own state. */
  readonly as?: string;
}

function rolesOf(form: NormalForm): readonly Role[] {
  const { inputs, updates, consults, observers, steps, view_, leave } = form;
  const turn = (t: Turn, caught: string, blind: string): Role => {
    return { of: plain(t), as: t.catchesUp ? caught : blind };
  };
  return [
    ...inputs.map((c): Role => ({ of: plain(c) })),
    ...updates.map((u): Role => {
      const { of, ...rest } = turn(u, 'order', 'append');
      return { ...rest, of: { ...of, appended: u.appended } };
    }),
    ...consults.map((c) => turn(c, 'consult', 'count')),
    ...observers.map((c): Role => ({ of: { ...plain(c), observes: true }, as: 'learn' })),
    ...steps.map((c): Role => ({ of: plain(c), as: 'step' })),
    ...[view_, leave].map((c): Role => ({ of: plain(c), as: c.transition.action })),
  ];
}

function plain({ transition, guards }: Clause): ServiceClause {
  return { transition, guards: guards.map((g) => g.condition), observes: false };
}

function keyOf({ action, case: of }: Transition): string {
  return JSON.stringify([action, of ?? '']);
}

function addedAs(action: string, ours: Names, theirs: Names): string {
  if (isGroupAction(action)) return action;
  const added = Object.keys(ours.actions) as (keyof Names['actions'])[];
  const found = added.find((name) => ours.actions[name] === action);
  if (found === undefined) throw new Error(`no clause of the service, nor added: ${action}`);
  return theirs.actions[found];
}

function clauseOf({ name, transitions }: Automaton, action: string): Transition {
  const [found, more] = transitions.filter((t) => t.action === action);
  if (found === undefined || more !== undefined)
    throw new Error(`${name} does not have one clause of ${action}`);
  return found;
}
