/** What a layer's theorem is tried on when nobody says: how large each sort is, and how often each event comes. */
import {
  elementNames,
  freeNames,
  exprsOf,
  statesAssigned,
  statesRead,
  substatements,
  subterms,
  uninterpretedSorts,
  type Action,
  type Automaton,
  type Definition,
  type Expr,
  type Layer,
  type Transition,
} from '@maat/spec-lang';

const TIMER = 'timer.';

/** Elements of each sort; numbers that nothing bounds are as small. */
export function trialSorts(
  layer: Layer,
  concrete: Automaton,
  sizes: { readonly processes: number; readonly messages: number; readonly others: number },
): ReadonlyMap<string, readonly string[]> {
  const { types } = layer.parameters;
  const minted = mintedSorts(layer);
  const size = (sort: string): number => {
    if (sort === types[0]) return sizes.processes;
    // Each process mints several, one after the other.
    if (minted.has(sort)) return 5 * sizes.processes;
    return sort === types.at(-1) ? sizes.messages : sizes.others;
  };
  const numbers = Array.from({ length: 3 }, (_, k) => String(k));
  return new Map([
    ['Nat', numbers],
    ['Int', numbers],
    ...uninterpretedSorts(concrete).map((s) => [s, elementNames(s, size(s))] as const),
  ]);
}

function mintedSorts({ handlers, definitions }: Layer): ReadonlySet<string> {
  const bodies = definitions.map((d: Definition) => d.body);
  const stmts = handlers.flatMap((h) => h.eff.flatMap((s) => [...substatements(s)]));
  const terms = [...bodies, ...stmts.flatMap(exprsOf)].flatMap((e) => [...subterms(e)]);
  return new Set(
    terms.flatMap((e) =>
      e.kind === 'apply' && e.op === 'mint' && e.sort.kind === 'uninterpreted' ? [e.sort.name] : [],
    ),
  );
}

/** The layer with other constants, and those as text. */
export interface Tuned {
  readonly layer: Layer;
  readonly constants: ReadonlyMap<string, string>;
}

/**
 * Numbers become 1, so that what takes patience, or many, happens soon, and a set of processes
 * becomes that of all: whom a process must be told of, it is told of. `given` has precedence.
 */
export function tuned(layer: Layer, given: ReadonlyMap<string, number>): Tuned {
  const used = namesUsed(layer);
  const constants = new Map<string, string>();
  const tune = (c: Layer['constants'][number]): Expr => {
    if (!used.has(c.name)) return c.value;
    const value = tunedValue(c, layer, given.get(c.name));
    if (value !== undefined) constants.set(c.name, value.text);
    return value?.value ?? c.value;
  };
  const own = layer.constants.map((c) => ({ ...c, value: tune(c) }));
  return { layer: { ...layer, constants: own }, constants };
}

function tunedValue(
  { sort }: Layer['constants'][number],
  layer: Layer,
  given: number | undefined,
): { readonly value: Expr; readonly text: string } | undefined {
  const { span } = layer;
  if (sort.kind === 'nat' || sort.kind === 'int')
    return { value: { kind: 'literal', value: given ?? 1, sort, span }, text: String(given ?? 1) };
  if (sort.kind !== 'set' || sort.of.kind !== 'uninterpreted') return undefined;
  if (sort.of.name !== layer.parameters.types[0]) return undefined;
  const variable = { name: 'q', sort: sort.of };
  const element: Expr = { kind: 'local', name: 'q', sort: sort.of, span };
  return { value: { kind: 'comprehension', variable, element, sort, span }, text: 'all' };
}

/** Outside of the periods of timers, which mean nothing here. */
function namesUsed({ handlers, states }: Layer): ReadonlySet<string> {
  const stmts = handlers.flatMap((h) => h.eff.flatMap((s) => [...substatements(s)]));
  const exprs = [
    ...handlers.flatMap((h) => (h.where ? [h.where] : [])),
    ...states.flatMap((s) => (s.initial.kind === 'value' ? [s.initial.value] : [])),
    ...stmts.flatMap(exprsOf),
  ];
  return new Set(exprs.flatMap((e) => [...freeNames(e)]));
}

/** The layer's timers, as actions. */
export function timersIn(concrete: Automaton): readonly string[] {
  return concrete.signature.map((a) => a.name).filter((name) => name.startsWith(TIMER));
}

/** How the layer over its service is run by chance. */
export function trialOf(concrete: Automaton): {
  readonly weights: ReadonlyMap<string, number>;
  readonly beginnings: ReadonlySet<string>;
} {
  return { weights: trialWeights(concrete), beginnings: trialBeginnings(concrete) };
}

/** What nothing in the automaton is the cause of: inputs, starts, timers, and what the service below does of its own accord. */
export function trialBeginnings(concrete: Automaton): ReadonlySet<string> {
  const begins = (a: Action): boolean =>
    a.kind === 'input' ||
    a.name.startsWith(TIMER) ||
    (a.kind === 'internal' && (isGlobal(a, concrete) || clausesOf(a, concrete).every(isWhim)));
  return new Set(concrete.signature.filter(begins).map((a) => a.name));
}

/** Those of which there is to be more when one looks for more: the layer has something to do with them. */
export function trialGrowth({ passes }: Layer, concrete: Automaton): ReadonlySet<string> {
  const passed = passes.map((p) => (p.from === 'above' ? p.action : `below.${p.action}`));
  return new Set([...trialBeginnings(concrete)].filter((name) => !passed.includes(name)));
}

/** In a random run no input comes more often than this; who leaves is gone, so one leaves at most. */
export function trialInputs(concrete: Automaton): ReadonlyMap<string, number> {
  const inputs = concrete.signature.filter((a) => a.kind === 'input');
  return new Map(inputs.map(({ name }) => [name, name === LEAVE ? 1 : 16]));
}

/** The end of a process's part in group.ioa. */
const LEAVE = 'leave';

/**
 * For random runs: the application acts, timers fire, and the service below has notions of its own,
 * less often than what was begun is carried on.
 */
export function trialWeights(concrete: Automaton): ReadonlyMap<string, number> {
  return new Map(concrete.signature.map((a) => [a.name, weightOf(a, concrete)]));
}

/** Beginnings that the layer hands on as they are, and nothing comes of them: what they change nobody reads. */
export function trialIdle({ passes }: Layer, concrete: Automaton): ReadonlySet<string> {
  const idle = passes.flatMap(({ action }) => {
    const pair = [action, `below.${action}`];
    const [up, down] = pair.map((name) => assignedBy(name, concrete));
    const others = concrete.transitions.filter((t) => !pair.includes(t.action));
    const read = new Set(others.flatMap((t) => [...readBy(t)]));
    // Both change the queue between them.
    const isQueue = (name: string): boolean => up?.has(name) === true && down?.has(name) === true;
    const changed = [...(up ?? []), ...(down ?? [])].filter((name) => !isQueue(name));
    return changed.some((name) => read.has(name)) ? [] : pair;
  });
  return new Set([...trialBeginnings(concrete)].filter((name) => idle.includes(name)));
}

function assignedBy(name: string, concrete: Automaton): ReadonlySet<string> {
  const clauses = concrete.transitions.filter((t) => t.action === name);
  return new Set(clauses.flatMap((t) => [...statesAssigned(t.eff)]));
}

function readBy(t: Transition): ReadonlySet<string> {
  const stmts = t.eff.flatMap((s) => [...substatements(s)]);
  const exprs = [
    ...t.pre.map((g) => g.condition),
    ...(t.where ? [t.where] : []),
    ...stmts.flatMap(exprsOf),
  ];
  return new Set(exprs.flatMap((e) => [...statesRead(e)]));
}

function weightOf(action: Action, concrete: Automaton): number {
  if (action.name === LEAVE) return 0.01;
  if (action.kind === 'input' || action.name.startsWith(TIMER)) return 0.2;
  const clauses = clausesOf(action, concrete);
  if (action.kind === 'internal' && isGlobal(action, concrete)) return 0.1;
  if (action.kind === 'internal' && clauses.every(isWhim)) return 0.05;
  return action.kind === 'internal' && clauses.every(waits) ? 0.4 : 1;
}

function clausesOf({ name }: Action, concrete: Automaton): readonly Transition[] {
  return concrete.transitions.filter((t) => t.action === name);
}

/** A step of the service below at no process. */
function isGlobal({ parameters }: Action, concrete: Automaton): boolean {
  const [first] = parameters;
  const [process] = concrete.parameters.types;
  return first?.sort.kind !== 'uninterpreted' || first.sort.name !== process;
}

const GENERAL = ['Run to completion', 'Started'];

/** It begins a run of handlers. */
function waits(t: Transition): boolean {
  return t.pre.some((g) => GENERAL.includes(g.name));
}

/** Nothing that happened before has to do with it. */
function isWhim(t: Transition): boolean {
  const own = t.pre.filter((g) => !GENERAL.includes(g.name));
  return own.every((g) => statesRead(g.condition).size === 0);
}
