/** A clause of the service's program beside the one of the template's that it is said to be, from one state of the former. */
import type { Expr, Sort, Transition } from '@maat/spec-lang';
import { SymAutomaton, type SymState, type SymStep } from '../smt/claims/automaton.js';
import type { NamedTerm } from '../smt/claims/case.js';
import { BOXES } from '../smt/encode/box.js';
import { equalSyms, forEvery } from '../smt/encode/compare.js';
import { Problem } from '../smt/encode/context.js';
import { evaluateSym } from '../smt/encode/evaluate.js';
import { freshValue } from '../smt/encode/fresh.js';
import { expectSym, type Sym } from '../smt/encode/value.js';
import { and, equal } from '../smt/logic/build.js';
import type { Term } from '../smt/logic/term.js';
import type { ClauseMatch, InstanceClaim, InstanceProgram } from './claim.js';
import { byEntries, comparable, Images, present } from './image.js';
import { DataView, type Shown } from './view.js';
import { GROUP_ACTIONS } from './group.js';

/** Both automata in one problem. */
export class Sides {
  readonly problem = new Problem(BOXES);
  readonly claim: InstanceClaim;
  readonly program: InstanceProgram;
  readonly service: SymAutomaton;
  readonly template: SymAutomaton;
  readonly images: Images;

  constructor(claim: InstanceClaim, program: InstanceProgram) {
    this.claim = claim;
    this.program = program;
    this.service = new SymAutomaton(program.service, this.problem, 's.', claim.definitions);
    this.template = new SymAutomaton(program.template, this.problem, 't.', []);
    this.images = new Images(claim, program, this.service.env(new Map(), new Map()));
  }

  /** An update of which nothing is known. */
  anyUpdate(): Sym {
    const { entry, service } = this.claim;
    return this.images.update(freshValue(this.problem, 'entry', entry, service.span));
  }

  /** Variable by variable, that the template's state is the image of the service's. */
  same(service: SymState, template: SymState): readonly NamedTerm[] {
    const image = this.images.state(service);
    return comparable(this.program.template, this.images).map(({ name, sort, span }) => {
      const [a, b] = [present(image.get(name)), present(template.get(name))];
      return { name, term: equalSyms(this.problem, byEntries(sort), a, b, span) };
    });
  }

  /** The histories of several values are of one length. */
  lengths(state: SymState): Term {
    const terms = [...this.program.images.values()].flatMap((image) => {
      if (image.kind !== 'history') return [];
      const [first, ...others] = image.names.map((name) =>
        expectSym(present(state.get(name)), 'array'),
      );
      if (first === undefined || others.length === 0) return [];
      const view = this.viewSort();
      return others.map((o) =>
        forEvery(this.problem, view, this.claim.service.span, (v) =>
          equal(expectSym(first.at([v]), 'seq').len, expectSym(o.at([v]), 'seq').len),
        ),
      );
    });
    return and(...terms);
  }

  /** Where the step happens; only views are formed nowhere. */
  processOf({ parameters }: Transition, args: readonly Sym[]): Sym | undefined {
    const [first] = parameters;
    const process = this.claim.service.parameters.types[0];
    const isProcess = first?.sort.kind === 'uninterpreted' && first.sort.name === process;
    return isProcess ? args[0] : undefined;
  }

  private viewSort(): Sort {
    const { sort } = present(this.claim.service.states.find((v) => v.name === this.claim.log));
    if (sort.kind !== 'array') throw new TypeError('a log for each view');
    return present(sort.index[0]);
  }
}

export interface Pairing {
  readonly args: readonly Sym[];
  readonly before: SymState;
  readonly step: SymStep;
  /** The template's state, which is the image, its step, and the arguments of that. */
  readonly image: SymState;
  readonly imageStep: SymStep | undefined;
  readonly imageArgs: readonly Sym[];
  readonly data: DataView | undefined;
}

export function paired(sides: Sides, match: ClauseMatch): Pairing {
  const { clause } = match;
  const before = sides.service.anyState();
  const args = [...sides.service.anyValues(clause.parameters).values()];
  const step = sides.service.step(clause, before, args);
  const { image, imageArgs, data } = imaged(sides, match, before, args);
  const imageStep =
    match.as === undefined ? undefined : sides.template.step(match.as, image, imageArgs);
  return { args, before, step, image, imageStep, imageArgs, data };
}

function imaged(
  sides: Sides,
  { clause, of, as }: ClauseMatch,
  before: SymState,
  args: readonly Sym[],
): Pick<Pairing, 'image' | 'imageArgs' | 'data'> {
  const { claim, problem, images } = sides;
  const planning = (update: Sym): SymState => {
    const process = sides.processOf(clause, args);
    return images.state(before, process === undefined ? undefined : { process, update });
  };
  const anything = planning(sides.anyUpdate());
  if (of === undefined) return { image: anything, imageArgs: args, data: undefined };
  const isOwn = as !== undefined && !GROUP_ACTIONS.has(as.action);
  const shown = isOwn ? shownBy(determined(sides, as, anything, args), of.observes) : {};
  const data = new DataView(claim, problem, of, args, before, shown);
  const made = data.appended();
  const image = made === undefined ? anything : planning(images.update(made.value));
  if (!isOwn) return { image, imageArgs: args, data };
  const known = determined(sides, as, image, args);
  return { image, imageArgs: as.parameters.map((b) => present(known.get(b.name))), data };
}

/** The template's guards say what its parameters are, beyond the process. */
function determined(
  { template }: Sides,
  as: Transition,
  state: SymState,
  args: readonly Sym[],
): ReadonlyMap<string, Sym> {
  const [process] = as.parameters;
  const known = new Map<string, Sym>([[present(process).name, present(args[0])]]);
  for (const { condition } of as.pre) {
    const equation = equationOf(condition, as);
    if (equation === undefined || known.has(equation.name)) continue;
    known.set(equation.name, evaluateSym(equation.value, template.env(state, known)).value);
  }
  return known;
}

function equationOf(
  condition: Expr,
  { parameters }: Transition,
): { readonly name: string; readonly value: Expr } | undefined {
  if (condition.kind !== 'apply' || condition.op !== 'eq') return undefined;
  const [left, value] = condition.args;
  if (left?.kind !== 'local' || value === undefined) return undefined;
  return parameters.some((b) => b.name === left.name) ? { name: left.name, value } : undefined;
}

/** By the names that the parameters have in normal-form.ioa. */
function shownBy(known: ReadonlyMap<string, Sym>, observes: boolean): Shown {
  const [values, length, update] = ['x', 'n', 'u'].map((name) => known.get(name));
  const entry = observes ? expectSym(present(update), 'tuple').fields[0] : undefined;
  return {
    ...(values === undefined ? {} : { values }),
    ...(length === undefined ? {} : { length }),
    ...(entry === undefined ? {} : { entry }),
  };
}
