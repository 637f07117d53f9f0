// The bounded instances in which each action of a theorem's automaton has to be seen.
import {
  instantiate,
  type Automaton,
  type Definition,
  type Instance,
  type Scope,
  type Sort,
  type Value,
} from '@maat/spec-lang';
import { observationTask, type Claim, type Task } from '@maat/verifier';
import { readScope } from '../input/automaton.js';
import type { Context } from '../session.js';

/** In the scope that is asked for; in all else two of each sort, two of the first and one of others, and one of each. */
export function possible(
  context: Context,
  claim: Claim,
  automaton: Automaton,
  { scope, definitions }: { readonly scope: string; readonly definitions: readonly Definition[] },
): Task {
  const scopes = smallScopes(context, [automaton], scope);
  const actions = automaton.signature.map((a) => a.name);
  return observationTask(claim, actions, {
    instances: scopes.toReversed().map((make) => (): Instance => {
      return instantiate(automaton, make(), { definitions });
    }),
    runs: 40,
    steps: 60,
    limit: 3_000,
  });
}

/** One of each sort, two of the first, and two of each; the smallest first. */
export function smallScopes(
  context: Context,
  automata: readonly Automaton[],
  scope: string,
): readonly (() => Scope)[] {
  const first = automata[0]?.parameters.types[0];
  const asked = scope.split(',').some((piece) => piece.split('=')[0]?.trim() === first);
  const pair = first === undefined || asked ? [] : [`${first}=2`];
  const smaller = [...(scope === '' ? [] : [scope]), ...pair].join(',');
  return [
    () => smallScope(context, automata, scope, 1),
    () => smallScope(context, automata, smaller, 1),
    () => smallScope(context, automata, scope, 2),
  ];
}

/** What the text says, small sizes and values for what it leaves out. */
function smallScope(
  context: Context,
  automata: readonly Automaton[],
  text: string,
  size: number,
): Scope {
  const scope = readScope(context, automata, text, size);
  const sorts = new Map([['Nat', numbers], ['Int', numbers], ...scope.sorts] as const);
  const values = new Map(scope.values);
  for (const { name, sort } of automata.flatMap((a) => a.parameters.values)) {
    const value = values.get(name) ?? smallValue(sort, { ...scope, sorts });
    if (value !== undefined) values.set(name, value);
  }
  return { sorts, values };
}

const numbers: readonly string[] = ['0', '1', '2'];

function smallValue(sort: Sort, { sorts }: Scope): Value | undefined {
  if (sort.kind === 'bool') return true;
  if (sort.kind === 'nat' || sort.kind === 'int') return 2;
  if (sort.kind === 'enum') return sort.values[0];
  return sort.kind === 'uninterpreted' ? sorts.get(sort.name)?.[0] : undefined;
}
