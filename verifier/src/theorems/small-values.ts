// Values of an automaton's parameters for small instances: the first that satisfy what it asks of them.
import {
  instantiate,
  SpecError,
  type Automaton,
  type Bound,
  type Definition,
  type Scope,
  type Sort,
  type Value,
} from '@maat/spec-lang';

type Values = ReadonlyMap<string, Value>;

/** Those that the scope has, and small ones for the others: this number before the usual ones. */
export function smallValues(
  automata: readonly Automaton[],
  scope: Scope,
  definitions: readonly Definition[],
  first?: number,
): Values {
  const named = new Map(automata.flatMap((a) => a.parameters.values).map((b) => [b.name, b]));
  const open = [...named.values()].filter(({ name }) => !scope.values.has(name));
  const asking = automata.filter((a) => a.parameters.where !== undefined);
  const all = choices(open, scope, first === undefined ? USUAL : [first, ...USUAL]);
  const fits = (values: Values): boolean =>
    asking.every((a) => isInstance(a, { ...scope, values }, definitions));
  return all.find(fits) ?? all[0] ?? scope.values;
}

/** Enough of each for something to happen, and not too much. */
const USUAL: readonly number[] = [2, 3, 1, 4, 0];

function choices(
  [first, ...rest]: readonly Bound[],
  scope: Scope,
  numbers: readonly number[],
): readonly Values[] {
  if (first === undefined) return [scope.values];
  const candidates = candidatesOf(first.sort, scope, numbers);
  if (candidates.length === 0) return choices(rest, scope, numbers);
  return candidates.flatMap((value) =>
    choices(rest, { ...scope, values: new Map([...scope.values, [first.name, value]]) }, numbers),
  );
}

function candidatesOf(sort: Sort, { sorts }: Scope, numbers: readonly number[]): readonly Value[] {
  if (sort.kind === 'bool') return [true, false];
  if (sort.kind === 'nat' || sort.kind === 'int') return numbers;
  if (sort.kind === 'enum') return sort.values;
  if (sort.kind === 'set' && sort.of.kind === 'uninterpreted')
    return [{ kind: 'set', elements: sorts.get(sort.of.name) ?? [] }];
  return sort.kind === 'uninterpreted' ? (sorts.get(sort.name) ?? []) : [];
}

function isInstance(
  automaton: Automaton,
  scope: Scope,
  definitions: readonly Definition[],
): boolean {
  try {
    instantiate(automaton, scope, { definitions });
    return true;
  } catch (failure) {
    if (failure instanceof SpecError) return false;
    throw failure;
  }
}
