// The theorem of a layer as a pair of finite automata: in its use, in the scope that was asked for or in a small one.
import {
  instantiate,
  mapChildren,
  type Automaton,
  type Expr,
  type Instance,
  type Layer,
  type Scope,
  type Simulation,
} from '@maat/spec-lang';
import { layerTheorem, timersIn, trialSorts, tuned } from '@maat/synthesis';
import { showBudget, withBudget, type Budget } from '@maat/verifier';
import { BadInput } from '../failure.js';
import { didYouMean } from '../input/did-you-mean.js';
import { readScope, guarded, pickAutomaton } from '../input/automaton.js';
import { invariantsOf } from '../input/invariants.js';
import type { Specification } from '../input/specification.js';
import type { Context } from '../session.js';

export interface LayerClaim {
  readonly layer: Layer;
  readonly concrete: Instance;
  readonly abstract: Instance;
  readonly simulation: Simulation;
  readonly invariants: readonly string[];
  /** Sizes and constants, and how often what comes. */
  readonly scope: string;
  /** Only the latter. */
  readonly environment: string;
  /** So many of the concrete variables count what came. */
  readonly counters: number;
}

export interface Sizes {
  readonly processes: number;
  readonly messages: number;
  readonly others: number;
}

/** The layer that the command is about, if it is about one. */
export function pickLayer(
  context: Context,
  specification: Specification,
  name: string | undefined,
): Layer | undefined {
  const picked = pickAutomaton(context, specification, name);
  const unit = specification.program.units.find(
    (u) => u.kind === 'layer' && u.name === picked.name,
  );
  return unit?.kind === 'layer' ? unit : undefined;
}

export function layerClaim(
  context: Context,
  specification: Specification,
  picked: Layer,
  options: { readonly scope: string; readonly sizes: Sizes; readonly crossing: boolean },
): LayerClaim {
  const { program } = specification;
  const { numbers, rest } = splitScope(options.scope, picked);
  const { layer, constants } = tuned(picked, numbers);
  const theorem = guarded(context, specification, () =>
    layerTheorem(withLayer(program, layer), layer, options.crossing),
  );
  const scope = layerScope(context, layer, theorem.concrete, rest, options.sizes);
  const instance = (a: Automaton): Instance =>
    guarded(context, specification, () =>
      instantiate(a, scope, { definitions: program.definitions }),
    );
  const invariants = invariantsOf(program, layer.name);
  const relation = [
    ...theorem.simulation.relation,
    ...invariants.map(({ name, condition }) => ({ name, condition: concreteSide(condition) })),
  ];
  return {
    layer,
    concrete: instance(theorem.concrete),
    abstract: instance(theorem.abstract),
    simulation: { ...theorem.simulation, relation },
    invariants: invariants.map((i) => i.name),
    scope: describe(scope, constants),
    environment: '',
    counters: 0,
  };
}

function withLayer(program: Specification['program'], layer: Layer): Specification['program'] {
  const units = program.units.map((u) => (u.kind === 'layer' && u.name === layer.name ? layer : u));
  return { ...program, units };
}

/** `Proc=2,settle=3`: a layer's numbers may be given like sizes. */
function splitScope(
  text: string,
  layer: Layer,
): { readonly numbers: ReadonlyMap<string, number>; readonly rest: string } {
  const numbers = new Map<string, number>();
  const rest = text.split(',').filter((piece) => {
    const [name = '', value = ''] = piece.split('=').map((p) => p.trim());
    const isConstant = layer.constants.some((c) => c.name === name && c.sort.kind === 'nat');
    if (isConstant && /^\d+$/.test(value)) numbers.set(name, Number(value));
    return !isConstant;
  });
  return { numbers, rest: rest.join(',') };
}

function layerScope(
  context: Context,
  layer: Layer,
  concrete: Automaton,
  text: string,
  sizes: Sizes,
): Scope {
  const given = text.split(',').map((piece) => piece.split('=')[0]?.trim() ?? '');
  const asked = readScope(context, [concrete], text, 1);
  const chosen = [...asked.sorts].filter(([sort]) => given.includes(sort));
  return { ...asked, sorts: new Map([...trialSorts(layer, concrete, sizes), ...chosen]) };
}

function describe(scope: Scope, constants: ReadonlyMap<string, string>): string {
  const numbers = ['Nat', 'Int'];
  const sorts = [...scope.sorts].filter(([name]) => !numbers.includes(name));
  const sizes = sorts.map(([name, elements]) => `${name}=${String(elements.length)}`);
  return [...sizes, ...[...constants].map(([name, value]) => `${name}=${value}`)].join(',');
}

/** An invariant as a conjunct of a relation. */
function concreteSide(e: Expr): Expr {
  return mapChildren(e.kind === 'state' ? { ...e, side: 'concrete' } : e, concreteSide);
}

/** The budget, and timers, which are nobody's input but begin runs as inputs do. */
export function bounded(claim: LayerClaim, budget: Budget): LayerClaim {
  const known = claim.concrete.automaton.signature.map((a) => a.name);
  const unknown = [...budget.of.keys()].find((name) => !known.includes(name));
  if (unknown !== undefined) {
    const message = `--inputs: ${claim.layer.name} has no action '${unknown}'`;
    throw new BadInput(message, '', didYouMean(unknown, known));
  }
  const timers = timersIn(claim.concrete.automaton).filter((name) => !budget.of.has(name));
  const of = new Map([...budget.of, ...timers.map((name) => [name, 1] as const)]);
  const all = timers.length === 0 ? '' : 'each timer≤1';
  return within(claim, { ...budget, of }, [showBudget(budget), all]);
}

/** An environment that names everything that begins something; what does not come is not spoken of. */
export function inEnvironment(claim: LayerClaim, budget: Budget): LayerClaim {
  const coming = [...budget.of].filter(([, most]) => most > 0);
  return within(claim, budget, [showBudget({ of: new Map(coming) }), 'nothing else']);
}

function within(claim: LayerClaim, budget: Budget, words: readonly string[]): LayerClaim {
  const environment = words.filter((w) => w !== '').join(',');
  return {
    ...claim,
    concrete: withBudget(claim.concrete, budget),
    counters: budget.of.size + (budget.total === undefined ? 0 : 1),
    environment,
    scope: [claim.scope, environment].filter((p) => p !== '').join(','),
  };
}
