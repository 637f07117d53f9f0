/** Which abstract steps a concrete step stands for: the simulation's proof clauses, or by name. */
import type {
  Fire,
  Instance,
  Pairing,
  ProofClause,
  Simulation,
  State,
  Step,
  Value,
} from '@maat/spec-lang';

/** One abstract step, to be computed when the steps before it were taken. */
export interface Firing {
  readonly action: string;
  /** The arguments, or undefined when one of them is an undefined term. */
  readonly args: (abstract: State) => readonly Value[] | undefined;
}

/** The abstract steps for a concrete step from this pair of states; `undefined`: a condition is undefined. */
export type Witness = (step: Step, c: State, a: State) => readonly Firing[] | undefined;

/**
 * The first proof clause for the action whose `where` holds says the steps. With none, an action
 * that is external on both sides stands for the same abstract step, any other for none.
 */
export function witnessOf(simulation: Simulation, abstract: Instance, pairing: Pairing): Witness {
  const external = externalActions(abstract);
  return (step, c, a) => {
    for (const clause of simulation.proof) {
      if (clause.action !== step.action) continue;
      const locals = bind(clause, step);
      const { where } = clause;
      if (where === undefined || pairing.evaluate(where, c, a, locals) === true) {
        return firings(clause.fire, c, a, locals, pairing);
      }
    }
    return external.has(step.action) ? [{ action: step.action, args: () => step.args }] : [];
  };
}

/** Names of inputs and outputs: what can be seen. */
export function externalActions(instance: Instance): ReadonlySet<string> {
  const { signature } = instance.automaton;
  return new Set(signature.filter((a) => a.kind !== 'internal').map((a) => a.name));
}

function bind(clause: ProofClause, step: Step): ReadonlyMap<string, Value> {
  return new Map(
    clause.parameters.map(({ name }, i): [string, Value] => {
      const value = step.args[i];
      if (value === undefined) throw new TypeError(`${clause.action} has too few arguments`);
      return [name, value];
    }),
  );
}

function firings(
  fires: readonly Fire[],
  c: State,
  a: State,
  locals: ReadonlyMap<string, Value>,
  pairing: Pairing,
): readonly Firing[] | undefined {
  const found: Firing[] = [];
  for (const fire of fires) {
    if (fire.kind === 'fire') {
      found.push({ action: fire.action, args: (now) => argsOf(fire, c, now, locals, pairing) });
      continue;
    }
    const condition = pairing.evaluate(fire.condition, c, a, locals);
    if (condition === undefined) return undefined;
    const branch = condition === true ? fire.then : fire.otherwise;
    const inner = firings(branch, c, a, locals, pairing);
    if (inner === undefined) return undefined;
    found.push(...inner);
  }
  return found;
}

function argsOf(
  fire: Fire & { kind: 'fire' },
  c: State,
  a: State,
  locals: ReadonlyMap<string, Value>,
  pairing: Pairing,
): readonly Value[] | undefined {
  const args = fire.args.map((arg) => pairing.evaluate(arg, c, a, locals));
  return args.some((arg) => arg === undefined)
    ? undefined
    : args.filter((arg) => arg !== undefined);
}
