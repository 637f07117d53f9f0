/** A state of the service's program as one of the template's. */
import {
  mapSortParts,
  type Automaton,
  type Sort,
  type StateVariable,
  type TupleSort,
  type UnionSort,
} from '@maat/spec-lang';
import type { SymState } from '../smt/claims/automaton.js';
import { evaluateGuard, evaluateSym } from '../smt/encode/evaluate.js';
import { fieldsOf } from '../smt/encode/key.js';
import { isScalar } from '../smt/encode/logic-sort.js';
import { chooseSym } from '../smt/encode/choose.js';
import { freshValue } from '../smt/encode/fresh.js';
import { and, equal, not } from '../smt/logic/build.js';
import { FALSE, numeral, TRUE, type Term } from '../smt/logic/term.js';
import {
  expectSym,
  symOf,
  termOf,
  type ArraySym,
  type Meant,
  type Sym,
} from '../smt/encode/value.js';
import type { Env } from '../smt/encode/env.js';
import { UPDATE, type Image, type InstanceClaim, type InstanceProgram } from './claim.js';

/** What a process is about to do. */
export interface Plan {
  readonly process: Sym;
  readonly update: Sym;
}

export class Images {
  private readonly claim: InstanceClaim;
  private readonly program: InstanceProgram;
  /** For the fold's terms, which read no state. */
  private readonly env: Env;

  constructor(claim: InstanceClaim, program: InstanceProgram, env: Env) {
    this.claim = claim;
    this.program = program;
    this.env = env;
  }

  /** What is planned is anything, but at the process of a step what that needs: an input can bring it at any time. */
  state(service: SymState, plan?: Plan): SymState {
    return new Map(
      this.program.template.states.map((v) => [v.name, this.variable(v, service, plan)] as const),
    );
  }

  isFree(name: string): boolean {
    return this.image(name).kind === 'free';
  }

  /** An entry, with what it does to the values, and to which of them it does nothing that there is. */
  update(entry: Sym): Sym {
    const does: Sym = {
      kind: 'array',
      at: (is) => ({ kind: 'tuple', fields: this.folded(entry, is).map((after) => after.value) }),
    };
    const fails: Sym = { kind: 'array', at: (is) => symOf(not(this.succeeds(entry, is))) };
    return { kind: 'tuple', fields: [entry, does, fails] };
  }

  private folded(entry: Sym, before: readonly Sym[]): readonly Meant[] {
    const env = this.folding(entry, before);
    return this.claim.fold.after.map((e) => evaluateSym(e, env));
  }

  private succeeds(entry: Sym, before: readonly Sym[]): Term {
    const env = this.folding(entry, before);
    const required = this.claim.fold.required.map((e) => evaluateGuard(e, env));
    return and(...required, ...this.folded(entry, before).map((after) => after.ok));
  }

  /** What the fold's terms are read in. */
  private folding(entry: Sym, [before]: readonly Sym[]): Env {
    const { fold } = this.claim;
    const { fields } = expectSym(present(before), 'tuple');
    const locals = new Map<string, Sym>([
      ...fold.before.map((name, i) => [name, present(fields[i])] as const),
      [fold.log, { kind: 'seq', len: numeral(1), at: () => entry }],
    ]);
    return { ...this.env, locals };
  }

  private image(name: string): Image {
    const found = this.program.images.get(name);
    if (found === undefined) throw new TypeError(`${name} stands for nothing`);
    return found;
  }

  private variable(v: StateVariable, service: SymState, plan?: Plan): Sym {
    const { name, sort, span } = v;
    const image = this.image(name);
    const named = (name: string): Sym => present(service.get(name));
    switch (image.kind) {
      case 'variable':
        return this.lifted(sort, named(image.name));
      case 'values':
        return together(image.names.map(named));
      case 'history':
        return histories(image.names.map(named), () => expectSym(named(image.length), 'array'));
      case 'free':
        return planned(sort, freshValue(this.env.problem, `t.${name}`, sort, span), plan);
    }
  }

  /** With updates in the place of entries. */
  private lifted(sort: Sort, value: Sym): Sym {
    if (isScalar(sort)) return value;
    switch (sort.kind) {
      case 'tuple':
        return sort.name === UPDATE ? this.update(value) : this.tuple(sort, value);
      case 'null': {
        const { isNil, val } = expectSym(value, 'null');
        return { kind: 'null', isNil, val: this.lifted(sort.of, val) };
      }
      case 'union':
        return this.union(sort, value);
      case 'seq': {
        const { len, at } = expectSym(value, 'seq');
        return { kind: 'seq', len, at: (i) => this.lifted(sort.of, at(i)) };
      }
      case 'map': {
        const { has, at } = expectSym(value, 'map');
        return { kind: 'map', has, at: (k) => this.lifted(sort.to, at(k)) };
      }
      case 'array': {
        const { at } = expectSym(value, 'array');
        return { kind: 'array', at: (is) => this.lifted(sort.of, at(is)) };
      }
      case 'set':
      case 'mset':
        return value;
    }
  }

  private tuple(sort: TupleSort, value: Sym): Sym {
    const { fields } = expectSym(value, 'tuple');
    const made = sort.fields.map((f, i) => this.lifted(f.sort, present(fields[i])));
    return { kind: 'tuple', fields: made };
  }

  private union(sort: UnionSort, value: Sym): Sym {
    const { tag, fields } = expectSym(value, 'union');
    const made = fieldsOf(sort).map(
      (f) => [f.name, this.lifted(f.sort, present(fields.get(f.name)))] as const,
    );
    return { kind: 'union', tag, fields: new Map(made) };
  }
}

/** For comparing: updates are the same when their entries are, of which the rest is a function. */
export function byEntries(sort: Sort): Sort {
  if (sort.kind === 'tuple' && sort.name === UPDATE)
    return { ...sort, fields: sort.fields.slice(0, 1) };
  return mapSortParts(sort, byEntries);
}

/** Cell by cell the tuple of all of them. */
function together(all: readonly Sym[]): Sym {
  const arrays = all.map((s) => expectSym(s, 'array'));
  return { kind: 'array', at: (is) => ({ kind: 'tuple', fields: arrays.map((a) => a.at(is)) }) };
}

/** As long as the first, or where there is none, as the log. */
function histories(all: readonly Sym[], lengths: () => ArraySym): Sym {
  const arrays = all.map((s) => expectSym(s, 'array'));
  return {
    kind: 'array',
    at: (is) => {
      const cells = arrays.map((a) => expectSym(a.at(is), 'seq'));
      const len = cells[0]?.len ?? termOf(lengths().at(is));
      return {
        kind: 'seq',
        len,
        at: (i) => ({ kind: 'tuple', fields: cells.map((c) => c.at(i)) }),
      };
    },
  };
}

/** One of the template's own variables, of updates or flags, by process: as it is, but at the one that steps. */
function planned(sort: Sort, any: Sym, plan: Plan | undefined): Sym {
  if (sort.kind !== 'array') throw new TypeError('the template keeps its own by process');
  if (plan === undefined) return any;
  const { at } = expectSym(any, 'array');
  const cell: Sym =
    sort.of.kind === 'bool' ? symOf(TRUE) : { kind: 'null', isNil: FALSE, val: plan.update };
  const here = (q: Sym): Term => equal(termOf(q), termOf(plan.process));
  return { kind: 'array', at: (is) => chooseSym(here(present(is[0])), cell, at(is)) };
}

/** Whether the template's initial values are those that its own variables have here is no matter. */
export function comparable(template: Automaton, images: Images): Automaton['states'] {
  return template.states.filter(({ name }) => !images.isFree(name));
}

export function present<T>(item: T | undefined): T {
  if (item === undefined) throw new TypeError('a part of an instance is missing');
  return item;
}
