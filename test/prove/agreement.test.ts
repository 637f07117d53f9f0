// The solver and the reference semantics agree: on random expressions of all sorts, and on the steps of automata.
import fc from 'fast-check';
import { afterAll, describe, expect, it } from 'vitest';
import {
  arrayOf,
  children,
  environment,
  evaluate,
  exprsOf,
  instantiate,
  mapChildren,
  mapExprs,
  NOWHERE,
  printExpr,
  printStmt,
  setOf,
  subterms,
  showValue,
  simulate,
  SpecError,
  Undefined,
  type Automaton,
  type Expr,
  type Instance,
  type Sort,
  type State,
  type Step,
  type Stmt,
  type Value,
} from '@maat/spec-lang';
import {
  and,
  apply,
  BOXES,
  denialsOf,
  elementFn,
  equalSyms,
  evaluateSym,
  FALSE,
  finiteQuery,
  Inexpressible,
  Literals,
  not,
  or,
  Problem,
  SymAutomaton,
  TRUE,
  type Answer,
  type Case,
  type CaseGoal,
  type FiniteInstance,
  type Sym,
  type SymState,
  type Term,
} from '@maat/verifier';
import { EmbeddedSolver } from '@maat/verifier/solvers';
import { SORTS, expression, valuation } from '../semantics/arbitrary-expressions.js';
import { effect, WRITTEN } from '../semantics/arbitrary-effects.js';
import { NODE, SCOPE } from '../semantics/arbitrary-values.js';
import {
  action,
  automaton as automatonOf,
  clause as clauseOf,
  num,
  variable,
} from '../semantics/build.js';
import { instanceOf, program } from '../semantics/texts.js';

const solver = new EmbeddedSolver();
afterAll(() => solver.close());

/** Sequences of random expressions are shorter than this. */
const WIDE: FiniteInstance = { elements: 3, greatest: 16, lowest: -14 };

describe('the solver and the reference semantics', () => {
  it('agree on random expressions of all sorts, undefined ones included', async () => {
    const anyExpression = fc.constantFrom(...Object.values(SORTS)).chain((s) => expression(s));
    const drawn = fc.sample(fc.tuple(anyExpression, valuation, valuation), 1500);
    const problem = new Problem(BOXES);
    const seen = { value: 0, undefined: 0, inexpressible: 0 };
    const goals = drawn.flatMap(([expr, state, given], i): readonly CaseGoal[] => {
      const locals = new Map<string, Value>([...given, ['zero', 0]]);
      for (const node of SCOPE.sorts.get('Node') ?? []) locals.set(node, node);
      const wanted = outcome(() => evaluate(expr, environment({ scope: SCOPE, state, locals })));
      const skipped = wanted === BEYOND || isLoose(expr) || isBroad([expr]);
      const term = skipped ? undefined : agreement(problem, named(expr), state, locals, wanted);
      seen[term === undefined ? 'inexpressible' : wanted === undefined ? 'undefined' : 'value'] +=
        1;
      return term === undefined
        ? []
        : [
            {
              ...goal(`expression ${String(i)}`, term),
              text: `${printExpr(expr).replaceAll(/\s+/g, ' ')} from ${shown(state)} and ${shown(given)}`,
            },
          ];
    });
    expect(await open(problem, goals)).toEqual([]);
    expect(Math.min(seen.value, seen.undefined)).toBeGreaterThan(100);
    expect(seen.inexpressible).toBeLessThan(drawn.length / 2);
  }, 300_000);

  it('would be seen to disagree', async () => {
    const problem = new Problem(BOXES);
    const wrong = literal(
      problem,
      { kind: 'seq', of: { kind: 'int' } },
      { kind: 'seq', elements: [1, 2] },
    );
    const right = literal(
      problem,
      { kind: 'seq', of: { kind: 'int' } },
      { kind: 'seq', elements: [1, 3] },
    );
    const same = equalSyms(problem, { kind: 'seq', of: { kind: 'int' } }, wrong, right, NOWHERE);
    expect(await open(problem, [goal('equal', same)])).toEqual(['equal: sat']);
  });

  it('agree on random effects: assignments, branches, loops and choices', async () => {
    const drawn = fc.sample(fc.tuple(effect, valuation, valuation), 200);
    const problem = new Problem(BOXES);
    const seen = { value: 0, undefined: 0, inexpressible: 0 };
    const goals = drawn.flatMap(([eff, state, given], i): readonly CaseGoal[] => {
      const { outcome: kind, term } = effectAgreement(problem, eff, state, given);
      seen[kind] += 1;
      const text = eff.map((s) => printStmt(s).replaceAll(/\s+/g, ' ')).join('; ');
      const named = `${text} from ${shown(state)} and ${shown(given)}`;
      return term === undefined ? [] : [{ ...goal(`effect ${String(i)}`, term), text: named }];
    });
    expect(await open(problem, goals)).toEqual([]);
    expect(Math.min(seen.value, seen.undefined)).toBeGreaterThan(10);
  }, 300_000);

  it.each([
    ['eto.ioa', 'ETO', 'Proc=3,View=3,Msg=3'],
    ['svs.ioa', 'SVS', 'Proc=3,View=3,Msg=3'],
    ['kv.ioa', 'KV', 'Proc=3,View=3,Key=3,Val=3'],
    ['lock.ioa', 'Lock', 'Proc=3,View=3'],
  ])(
    'agree on the steps of %s',
    async (file, name, scope) => {
      const checked = program(`import "${file}"`);
      const instance = instanceOf(checked, name, scope);
      const problem = new Problem(BOXES);
      const automaton = new SymAutomaton(instance.automaton, problem, '', checked.definitions);
      const run = simulate(instance, { seed: 11, steps: 30 });
      const tried = run.states.flatMap((state, i) => {
        const others = run.steps.filter((_, k) => (k + i) % 7 === 0);
        return [...instance.enabled(state).slice(0, 2), ...others].map(
          (step) => [state, step] as const,
        );
      });
      const goals = tried.map(([state, step], i) =>
        goal(
          `${step.action} ${String(i)}`,
          stepAgreement(problem, automaton, instance, state, step),
        ),
      );
      expect(goals.length).toBeGreaterThan(60);
      expect(await open(problem, goals)).toEqual([]);
    },
    300_000,
  );
});

/** Of these the translation says less than the semantics, on purpose. */
function isLoose(expr: Expr): boolean {
  const op = expr.kind === 'apply' ? expr.op : undefined;
  const isSize = op === 'size' && expr.kind === 'apply' && expr.args[0]?.sort.kind !== 'seq';
  return op === 'rank' || op === 'mint' || isSize || children(expr).some(isLoose);
}

/** So many numbers are spoken of at once that in a finite instance it takes too many words. */
function isBroad(exprs: readonly Expr[]): boolean {
  const terms = exprs.flatMap((e) => [...subterms(e)]);
  const binders = terms.filter((e) => {
    if (e.kind === 'quantified' || e.kind === 'comprehension')
      return e.variable.sort.kind === 'int';
    return e.kind === 'apply' && e.args.some(({ sort }) => isOfNumbers(sort));
  });
  return binders.length > 2;
}

function isOfNumbers(sort: Sort): boolean {
  return (
    (sort.kind === 'set' && sort.of.kind === 'int') ||
    (sort.kind === 'map' && sort.from.kind === 'int')
  );
}

/** The language has no names for elements of an uninterpreted sort; here locals stand for them. */
function named(expr: Expr): Expr {
  const isElement = expr.kind === 'literal' && expr.sort.kind === 'uninterpreted';
  if (!isElement) return mapChildren(expr, named);
  return { kind: 'local', name: String(expr.value), sort: expr.sort, span: expr.span };
}

/** That the translation of the expression is defined when it should be, and then has this value. */
function agreement(
  problem: Problem,
  expr: Expr,
  state: ReadonlyMap<string, Value>,
  locals: ReadonlyMap<string, Value>,
  wanted: Value | undefined,
): Term | undefined {
  const lifted = (values: ReadonlyMap<string, Value>): ReadonlyMap<string, Sym> =>
    new Map([...values].map(([name, v]) => [name, literal(problem, sortOf(name), v)]));
  const variables = lifted(state);
  try {
    const { value, ok } = evaluateSym(expr, {
      problem,
      constants: new Map(),
      definitions: new Map(),
      locals: lifted(locals),
      state: ({ name }) => variables.get(name) ?? literal(problem, INT, 0),
    });
    if (wanted === undefined) return not(ok);
    return and(
      ok,
      equalSyms(problem, expr.sort, value, literal(problem, expr.sort, wanted), NOWHERE),
    );
  } catch (error) {
    if (error instanceof Inexpressible) return undefined;
    throw error;
  }
}

const INT: Sort = { kind: 'int' };

function sortOf(name: string): Sort {
  return SORTS[name] ?? (name === 'zero' ? INT : NODE);
}

/** That the step is enabled when it should be, and then leads where it should. */
function stepAgreement(
  problem: Problem,
  automaton: SymAutomaton,
  instance: Instance,
  state: State,
  step: Step,
): Term {
  const { states } = instance.automaton;
  const before = new Map(states.map((v, i) => [v.name, literal(problem, v.sort, state[i] ?? 0)]));
  const action = instance.automaton.signature.find((a) => a.name === step.action);
  const args = step.args.map((v, i) => literal(problem, action?.parameters[i]?.sort ?? INT, v));
  const nexts = instance.post(state, step);
  const steps = automaton
    .clausesOf(step.action)
    .map((clause) => automaton.step(clause, before, args));
  const enabled = steps.map(({ guards }) => and(...guards.map((g) => g.term)));
  if (nexts.length === 0) return and(...enabled.map(not));
  const reached = steps.map(({ after, defined }, i) => {
    const same = nexts.map((next) => sameState(problem, instance, after, next));
    return and(enabled[i] ?? defined, defined, or(...same));
  });
  return or(...reached);
}

interface Effect {
  readonly outcome: 'value' | 'undefined' | 'inexpressible';
  readonly term?: Term;
}

/** That the effect is defined when it should be, whatever is chosen, and then leads where it should. */
function effectAgreement(
  problem: Problem,
  eff: readonly Stmt[],
  state: ReadonlyMap<string, Value>,
  given: ReadonlyMap<string, Value>,
): Effect {
  const said = eff.flatMap((s) => [...exprsOf(s)]);
  if (said.some(isLoose) || isBroad(said)) return { outcome: 'inexpressible' };
  const instance = instantiate(holderOf(eff), SCOPE);
  const before = [...state.values(), arrayOf(0), setOf([])];
  const args = [...given.values(), 0, ...(SCOPE.sorts.get('Node') ?? [])];
  const nexts = outcome(() => instance.post(before, { action: 'go', args }));
  if (nexts === BEYOND) return { outcome: 'inexpressible' };
  try {
    const { automaton } = instance;
    const symbols = new SymAutomaton(automaton, problem, '', []);
    const lifted = new Map(
      automaton.states.map((v, i) => [v.name, literal(problem, v.sort, before[i] ?? 0)]),
    );
    const parameters = automaton.signature[0]?.parameters ?? [];
    const symArgs = parameters.map((p, i) => literal(problem, p.sort, args[i] ?? 0));
    const [clause] = automaton.transitions;
    if (clause === undefined) throw new TypeError('no clause');
    const { after, defined, chosen } = symbols.step(clause, lifted, symArgs);
    if (nexts === undefined) {
      // Some choice leads to it, but which one, a formula without quantifiers does not say.
      const isSure = chosen === TRUE;
      return isSure ? { outcome: 'undefined', term: not(defined) } : { outcome: 'inexpressible' };
    }
    const reached = or(...nexts.map((next) => sameState(problem, instance, after, next)));
    return { outcome: 'value', term: or(not(chosen), and(defined, reached)) };
  } catch (error) {
    if (error instanceof Inexpressible) return { outcome: 'inexpressible' };
    throw error;
  }
}

/** Elements of uninterpreted sorts have no names in the language: here parameters stand for them. */
function holderOf(eff: readonly Stmt[]): Automaton {
  const nodes = (SCOPE.sorts.get('Node') ?? []).map((name) => ({ name, sort: NODE }));
  const given = Object.entries(SORTS).map(([name, sort]) => ({ name, sort }));
  const go = action('internal', 'go', [...given, { name: 'zero', sort: INT }, ...nodes]);
  const written = Object.entries({ ...SORTS, ...WRITTEN });
  return automatonOf('Holder', {
    parameters: { types: ['Node'], values: [] },
    signature: [go],
    states: written.map(([name, sort]) => variable(name, sort, num(0))),
    transitions: [clauseOf(go, { eff: eff.map((s) => mapExprs(s, named)) })],
  });
}

function sameState(problem: Problem, instance: Instance, after: SymState, next: State): Term {
  const parts = instance.automaton.states.map((v, i) => {
    const value = after.get(v.name);
    if (value === undefined) throw new TypeError(v.name);
    return equalSyms(problem, v.sort, value, literal(problem, v.sort, next[i] ?? 0), NOWHERE);
  });
  return and(...parts);
}

function literal(problem: Problem, sort: Sort, value: Value): Sym {
  const element = (name: string, item: string): Term =>
    apply(elementFn(name, Number(/\d+$/.exec(item)?.[0] ?? 0)), []);
  return new Literals(problem, element, NOWHERE).of(sort, value);
}

function goal(name: string, term: Term): CaseGoal {
  return { kind: 'step', name, term, text: name, span: NOWHERE };
}

/** The goals that the solver does not find to hold in the finite instance. */
async function open(problem: Problem, goals: readonly CaseGoal[]): Promise<readonly string[]> {
  const nowhere = { automaton: '', before: new Map(), after: new Map() };
  const c: Case = {
    name: 'agreement',
    problem,
    hypotheses: [],
    premises: [],
    goals,
    picture: { concrete: nowhere, action: '', parameters: [], constants: [] },
  };
  // Of a contradiction everything follows: what is false must be seen to be.
  const denials = [...goals, goal('what is false', FALSE)].flatMap(denialsOf);
  const query = finiteQuery('agreement', c, denials, WIDE, [], Infinity);
  const settings = { options: {}, rlimit: 1_000_000_000, timeoutMs: 240_000, seed: 0 };
  const answers = await solver.solve(query, settings);
  const failed = denials.flatMap((d, i) => {
    const answer = answers[i];
    return answer?.kind === 'unsat' ? [] : [`${d.goal.text}: ${outcomeOf(answer)}`];
  });
  expect(failed.at(-1)).toBe('what is false: sat');
  return [...new Set(failed.slice(0, -1))];
}

function outcomeOf(answer: Answer | undefined): string {
  return answer?.kind === 'unknown'
    ? `unknown, ${answer.reason}: ${answer.detail}`
    : String(answer?.kind);
}

/** The term means nothing in a finite scope, such as a quantifier over all numbers. */
const BEYOND = Symbol('beyond');

/** What an effect with an undefined term ends in. */
function isUndefinedTerm(error: unknown): boolean {
  return error instanceof SpecError && error.diagnostics.every((d) => d.code === 'E0601');
}

/** For the report of a disagreement. */
function shown(values: ReadonlyMap<string, Value>): string {
  return [...values].map(([name, v]) => `${name} = ${showValue(v, SORTS[name] ?? INT)}`).join(', ');
}

function outcome<T>(run: () => T): T | typeof BEYOND | undefined {
  try {
    return run();
  } catch (error) {
    if (error instanceof Undefined || isUndefinedTerm(error)) return undefined;
    if (error instanceof SpecError) return BEYOND;
    throw error;
  }
}
