/** What one way of a witness has to satisfy: its steps are enabled, show the same, and keep the relation. */
import type { Transition } from '@maat/spec-lang';
import { chooseSym } from '../encode/choose.js';
import { equalSyms } from '../encode/compare.js';
import { evaluateAs } from '../encode/evaluate.js';
import type { Sym } from '../encode/value.js';
import { and, implies, or } from '../logic/build.js';
import { FALSE, TRUE, type Term } from '../logic/term.js';
import { undetermined, type SymState, type SymStep } from './automaton.js';
import type { Both } from './both.js';
import type { CaseGoal, NamedTerm } from './case.js';
import type { Way } from './ways.js';

/** The concrete step that is followed, with the state before it on both sides. */
export interface Followed {
  readonly name: string;
  readonly clause: Transition;
  readonly args: readonly Sym[];
  readonly c: SymState;
  readonly after: SymState;
  readonly a: SymState;
}

export interface Following {
  readonly goals: readonly CaseGoal[];
  /** The abstract state at the end. */
  readonly after: SymState;
}

export function follow(both: Both, way: Way, step: Followed): Following {
  const firing = new Firings(both, way, step);
  for (const fire of way.fires) firing.take(fire.action, fire.args);
  return {
    goals: [
      ...firing.goals,
      ...traceGoals(both, way, step, firing.shown),
      ...both.relationGoals('step', `step.${step.name}`, step.after, firing.a, way.condition),
    ],
    after: firing.a,
  };
}

interface Shown {
  readonly action: string;
  readonly args: readonly Sym[];
}

class Firings {
  readonly goals: CaseGoal[] = [];
  readonly shown: Shown[] = [];
  a: SymState;
  private readonly both: Both;
  private readonly way: Way;
  private readonly step: Followed;

  constructor(both: Both, way: Way, step: Followed) {
    this.both = both;
    this.way = way;
    this.step = step;
    this.a = step.a;
    this.require('defined', 'witness', way.ok, 'the conditions of the witness are defined');
  }

  take(action: string, args: readonly Parameters<typeof evaluateAs>[0][]): void {
    const env = this.both.env(this.step.c, this.a, this.way.locals);
    const wanted = this.both.abstract.parametersOf(action);
    const values = args.map((e, i) => evaluateAs(e, wanted[i]?.sort ?? e.sort, env));
    const ok = and(...values.map((v) => v.ok));
    this.require('defined', `witness.${action}`, ok, `the arguments of ${action} are defined`);
    const syms = values.map((v) => v.value);
    const { guards, after } = abstractStep(this.both, action, this.a, syms);
    for (const g of guards) this.require('enabled', `enabled.${action}.${g.name}`, g.term, g.name);
    if (this.both.isShown(action)) this.shown.push({ action, args: syms });
    this.a = after;
  }

  private require(kind: CaseGoal['kind'], name: string, term: Term, text: string): void {
    if (term === TRUE && kind === 'defined') return;
    const full = `step.${this.step.name}.${name}`;
    this.goals.push(this.both.goal(kind, full, implies(this.way.condition, term), text));
  }
}

/** An abstract step: of several clauses, the first that applies; an input is always taken. */
function abstractStep(
  both: Both,
  action: string,
  a: SymState,
  args: readonly Sym[],
): { readonly guards: readonly NamedTerm[]; readonly after: SymState } {
  const steps = both.abstract.clausesOf(action).map((clause) => {
    const step = both.abstract.step(clause, a, args);
    if (!step.isDetermined) throw undetermined(action, clause);
    return step;
  });
  const [only] = steps;
  const isInput = both.abstract.kindOf(action) === 'input';
  const isOptional = isInput && only !== undefined && only.guards.length > 0;
  if (only !== undefined && steps.length === 1 && !isOptional) {
    return { guards: [...only.guards, ...definedGuard(only, TRUE)], after: only.after };
  }
  const applies = steps.map((s) => and(...s.guards.map((g) => g.term)));
  const guards = steps.flatMap((s, i) => definedGuard(s, applies[i] ?? FALSE));
  const some = isInput ? [] : [{ name: 'some clause', term: or(...applies) }];
  return { guards: [...some, ...guards], after: firstOf(steps, applies, a) };
}

function definedGuard(step: SymStep, applies: Term): readonly NamedTerm[] {
  return step.defined === TRUE ? [] : [{ name: 'defined', term: implies(applies, step.defined) }];
}

function firstOf(steps: readonly SymStep[], applies: readonly Term[], a: SymState): SymState {
  return steps.reduceRight((rest, s, i) => mergeStates(applies[i] ?? FALSE, s.after, rest), a);
}

function mergeStates(condition: Term, a: SymState, b: SymState): SymState {
  return new Map(
    [...a].map(([name, value]) => {
      const other = b.get(name);
      return [name, other === undefined ? value : chooseSym(condition, value, other)] as const;
    }),
  );
}

/** Both sides show the same action with the same arguments, or both nothing. */
function traceGoals(
  both: Both,
  way: Way,
  { name, clause, args }: Followed,
  shown: readonly Shown[],
): readonly CaseGoal[] {
  const under = (term: Term): Term => implies(way.condition, term);
  const visible = clause.kind !== 'internal' && both.isShown(clause.action);
  const [first] = shown;
  const matches = visible
    ? shown.length === 1 && first?.action === clause.action
    : shown.length === 0;
  if (!matches) {
    const text = 'both sides show the same';
    return [both.goal('trace', `step.${name}.trace`, under(FALSE), text, clause.span)];
  }
  return clause.parameters.flatMap((p, i) => {
    const [mine, other] = [args[i], first?.args[i]];
    if (mine === undefined || other === undefined) return [];
    const same = equalSyms(both.problem, p.sort, mine, other, clause.span);
    const text = `both sides show the same ${p.name}`;
    return [both.goal('trace', `step.${name}.trace.${String(i)}`, under(same), text, clause.span)];
  });
}
