/**
 * What a clause of the service says of data alone: the clause itself in a state of the service that is made of what
 * both sides of a step have in common, which is a process's own state, the group, the values and the length that the
 * template's step shows, and the entry that is observed. So it is the same in all programs.
 */
import { evaluateGuard, evaluateSym } from '../smt/encode/evaluate.js';
import { freshValue } from '../smt/encode/fresh.js';
import type { Meant, Sym } from '../smt/encode/value.js';
import { expectSym, symOf } from '../smt/encode/value.js';
import { numeral, type Term } from '../smt/logic/term.js';
import { SymAutomaton, type SymState } from '../smt/claims/automaton.js';
import type { NamedTerm } from '../smt/claims/case.js';
import type { Problem } from '../smt/encode/context.js';
import type { InstanceClaim, ServiceClause } from './claim.js';
import { GROUP } from './group.js';
import { present } from './image.js';

/** What the template's step shows. */
export interface Shown {
  /** The tuple of the values. */
  readonly values?: Sym;
  readonly length?: Sym;
  readonly entry?: Sym;
}

export class DataView {
  private readonly claim: InstanceClaim;
  private readonly service: SymAutomaton;
  private readonly clause: ServiceClause;
  private readonly args: readonly Sym[];
  private readonly at: SymState;

  constructor(
    claim: InstanceClaim,
    problem: Problem,
    clause: ServiceClause,
    args: readonly Sym[],
    from: SymState,
    shown: Shown,
  ) {
    this.claim = claim;
    this.service = new SymAutomaton(claim.service, problem, 'd.', claim.definitions);
    this.clause = clause;
    this.args = args;
    this.at = this.stateOf(problem, from, shown);
  }

  /** The guards that the derived programs keep, and what the signature says of the arguments. */
  guards(): readonly NamedTerm[] {
    const { transition, guards } = this.clause;
    const where = this.service
      .step(transition, this.at, this.args)
      .guards.filter((g) => g.name === 'where');
    const kept = guards.map((condition, i): NamedTerm => {
      return { name: `guard ${String(i + 1)}`, term: evaluateGuard(condition, this.env()) };
    });
    return [...where, ...kept];
  }

  /** The entry that is put into the log. */
  appended(): Meant | undefined {
    const { appended } = this.clause;
    return appended === undefined ? undefined : evaluateSym(appended, this.env());
  }

  /** A process's own variable after the step. */
  after(name: string): Sym {
    const { after } = this.service.step(this.clause.transition, this.at, this.args);
    return present(after.get(name));
  }

  private env(): ReturnType<SymAutomaton['env']> {
    const { parameters } = this.clause.transition;
    const locals = parameters.map((b, i) => [b.name, present(this.args[i])] as const);
    return this.service.env(this.at, new Map([...this.service.constants, ...locals]));
  }

  private stateOf(problem: Problem, from: SymState, shown: Shown): SymState {
    const { claim } = this;
    const length: Term =
      shown.entry !== undefined && this.clause.observes
        ? numeral(1)
        : expectSym(shown.length ?? symOf(numeral(0)), 'term').term;
    return new Map(
      claim.service.states.map(({ name, sort, span }): readonly [string, Sym] => {
        const any = (of = sort): Sym => freshValue(problem, `d.${name}`, of, span);
        if (name === claim.index) return [name, everywhere(symOf(numeral(0)))];
        if (name === claim.log) {
          if (sort.kind !== 'array' || sort.of.kind !== 'seq') throw new TypeError('a log');
          const entry = shown.entry ?? any(sort.of.of);
          return [name, everywhere({ kind: 'seq', len: length, at: () => entry })];
        }
        const place = claim.values.indexOf(name);
        if (place !== -1) {
          if (shown.values === undefined) return [name, any()];
          return [name, everywhere(present(expectSym(shown.values, 'tuple').fields[place]))];
        }
        const known = claim.own.includes(name) || GROUP.has(name);
        return [name, known ? present(from.get(name)) : any()];
      }),
    );
  }
}

function everywhere(value: Sym): Sym {
  return { kind: 'array', at: () => value };
}
