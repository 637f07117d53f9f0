/** Random programs: one automaton with a variable of every sort, and random transitions on them. */
import fc from 'fast-check';
import {
  BOOL,
  INT,
  NAT,
  NOWHERE,
  type Automaton,
  type Expr,
  type Guard,
  type Program,
  type Sort,
  type StateVariable,
  type Stmt,
  type Target,
  type Transition,
} from '@maat/spec-lang';
import {
  bound,
  COLOUR,
  expr,
  LIGHT,
  NODE,
  PAIR,
  SHAPE,
  SORTS,
  SPAN,
  type Names,
} from './arbitrary-expr.js';
import { marks } from './arbitrary-picture.js';

const FILE = 'random.ioa';
const DEPTH = 3;

const PARAMETERS = [
  { name: 'p', sort: NODE },
  { name: 'k', sort: INT },
];

export function program(): fc.Arbitrary<Program> {
  return fc
    .tuple(
      fc.array(transition(), { minLength: 1, maxLength: 3 }),
      condition(),
      marks({ locals: [{ name: 'N', sort: NAT }], states: true }, 2),
    )
    .map(([transitions, claim, drawn]) => ({
      file: FILE,
      imports: [],
      sorts: [],
      definitions: [],
      units: [
        automaton(transitions),
        { kind: 'invariant', name: 'claim', of: 'Random', condition: claim, ...BASE },
        { kind: 'picture', name: 'drawn', of: 'Random', marks: drawn, ...BASE },
      ],
    }));
}

const BASE = { doc: '', span: NOWHERE, file: FILE };

function automaton(transitions: readonly Transition[]): Automaton {
  return {
    kind: 'automaton',
    name: 'Random',
    parameters: { types: ['Node'], values: [{ name: 'N', sort: NAT }] },
    sorts: [COLOUR, LIGHT, PAIR, SPAN, SHAPE],
    definitions: [],
    signature: [{ name: 'act', kind: 'output', parameters: PARAMETERS, span: NOWHERE }],
    states: SORTS.map(variable),
    transitions,
    tasks: [],
    ...BASE,
  };
}

function variable(sort: Sort, i: number): StateVariable {
  return { name: `v${i}`, sort, initial: { kind: 'any' }, ghost: false, doc: '', span: NOWHERE };
}

function condition(): fc.Arbitrary<Expr> {
  return expr(BOOL, { locals: [{ name: 'N', sort: NAT }], states: true }, DEPTH);
}

function transition(): fc.Arbitrary<Transition> {
  const head: Names = { locals: [{ name: 'N', sort: NAT }, ...PARAMETERS], states: false };
  const body: Names = { locals: [...head.locals, { name: 'j', sort: NAT }], states: true };
  const where = fc.option(noMint(expr(BOOL, head, DEPTH)), { nil: undefined });
  const guards = fc.array(guard(body), { maxLength: 3 });
  return fc
    .tuple(where, guards, fc.array(stmt(body, 2), { maxLength: 4 }))
    .map(([w, pre, eff]) => ({
      action: 'act',
      kind: 'output',
      parameters: PARAMETERS,
      ...(w === undefined ? {} : { where: w }),
      locals: [{ name: 'j', sort: NAT }],
      pre,
      eff,
      doc: '',
      span: NOWHERE,
    }));
}

/** The vocabulary's nodes are minted from a state variable, which a head may not read. */
function noMint(terms: fc.Arbitrary<Expr>): fc.Arbitrary<Expr> {
  return terms.filter((e) => !JSON.stringify(e).includes('"mint"'));
}

/** A conjunction would be read as several guards. */
function guard(names: Names): fc.Arbitrary<Guard> {
  const terms = expr(BOOL, names, DEPTH).filter((e) => !(e.kind === 'apply' && e.op === 'and'));
  return fc
    .tuple(terms, fc.constantFrom('', 'Label', 'No Gaps, in Order'))
    .map(([c, name]) => ({ name, condition: c, span: NOWHERE }));
}

function stmt(names: Names, depth: number): fc.Arbitrary<Stmt> {
  return fc.constant(undefined).chain(() => stmtChoices(names, depth));
}

function stmtChoices(names: Names, depth: number): fc.Arbitrary<Stmt> {
  const simple = [assign(names), choose(names)];
  if (depth === 0) return fc.oneof(...simple);
  const body = fc.array(stmt(names, depth - 1), { minLength: 1, maxLength: 2 });
  const branch = fc.record({ condition: expr(BOOL, names, 1), body });
  const branches = fc
    .tuple(
      fc.array(branch, { minLength: 1, maxLength: 3 }),
      fc.array(stmt(names, depth - 1), { maxLength: 2 }),
    )
    .map(([b, otherwise]): Stmt => ({ kind: 'if', branches: b, otherwise, span: NOWHERE }));
  const loop = fc
    .tuple(expr(BOOL, names, 1), body)
    .map(([c, b]): Stmt => ({ kind: 'while', condition: c, body: b, span: NOWHERE }));
  return fc.oneof(...simple, branches, loop, each(names, depth));
}

function each(names: Names, depth: number): fc.Arbitrary<Stmt> {
  return bound(names, 1).chain(({ variable: v, within, inner }) =>
    fc
      .tuple(
        fc.option(expr(BOOL, inner, 1), { nil: undefined }),
        fc.array(stmt(inner, depth - 1), { minLength: 1, maxLength: 2 }),
      )
      .map(([where, body]): Stmt => {
        const narrowed = where === undefined ? {} : { where };
        return { kind: 'for', variable: v, ...within, ...narrowed, body, span: NOWHERE };
      }),
  );
}

function assign(names: Names): fc.Arbitrary<Stmt> {
  return target(names).chain(({ to, sort }) =>
    expr(sort, names, DEPTH).map((value): Stmt => ({
      kind: 'assign',
      target: to,
      value,
      span: NOWHERE,
    })),
  );
}

function choose(names: Names): fc.Arbitrary<Stmt> {
  return target(names).chain(({ to, sort }) => {
    const name = `x${names.locals.length}`;
    const inner = { ...names, locals: [...names.locals, { name, sort }] };
    return expr(BOOL, inner, 1).map((where): Stmt => ({
      kind: 'choose',
      target: to,
      variable: { name, sort },
      where,
      span: NOWHERE,
    }));
  });
}

/** A variable, an element of it, or a field. */
function target(names: Names): fc.Arbitrary<{ to: Target; sort: Sort }> {
  return fc.nat(SORTS.length - 1).chain((at) => {
    const sort = SORTS[at] ?? BOOL;
    const whole: Target = { name: `v${at}`, scope: 'state', sort, path: [] };
    const plain = fc.constant({ to: whole, sort });
    if (sort.kind === 'tuple') {
      const fields = sort.fields.map((f) => ({
        to: { ...whole, path: [{ kind: 'field' as const, name: f.name }] },
        sort: f.sort,
      }));
      return fc.oneof(plain, fc.constantFrom(...fields));
    }
    if (sort.kind !== 'array') return plain;
    const index = fc.tuple(...sort.index.map((s) => expr(s, names, 1)));
    return fc.oneof(
      plain,
      index.map((i) => ({
        to: { ...whole, path: [{ kind: 'at' as const, index: i }] },
        sort: sort.of,
      })),
    );
  });
}
