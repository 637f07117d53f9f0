/** What can be asked of a state in one breath: small conditions, made from the sorts of its variables. */
import {
  BOOL,
  equalExpr,
  freeNames,
  NAT,
  NOWHERE,
  type Bound,
  type Expr,
  type Operator,
  type Sort,
  type StateVariable,
} from '@maat/spec-lang';

export interface Atom {
  readonly expr: Expr;
  /** The variables that it speaks of, by their names. */
  readonly variables: readonly string[];
}

export interface Signature {
  /** With the side, where there are two. */
  readonly states: readonly {
    readonly variable: StateVariable;
    readonly side?: 'concrete' | 'abstract';
  }[];
}

const DEEPEST = 5;
const MOST_ATOMS = 160;

/** Two variables of each sort that something is indexed by, to be quantified over. */
export function poolOf({ states }: Signature): readonly Bound[] {
  const sorts = new Map<string, Sort>();
  const note = (sort: Sort): void => {
    if (isElement(sort)) sorts.set(sort.name, sort);
    for (const part of partsOf(sort)) note(part);
  };
  for (const { variable } of states) note(variable.sort);
  return [...sorts].slice(0, 3).flatMap(([name, sort]) => {
    const letter = name.charAt(0).toLowerCase();
    return [
      { name: `${letter}1`, sort },
      { name: `${letter}2`, sort },
    ];
  });
}

export function atomsOf(signature: Signature, pool: readonly Bound[]): readonly Atom[] {
  const found = new Found(pool);
  for (const { variable, side } of signature.states) {
    const { name, sort } = variable;
    const expr: Expr = { kind: 'state', name, sort, span: NOWHERE, ...(side ? { side } : {}) };
    found.visit(expr, 0);
  }
  return found.all();
}

type ElementSort = Extract<Sort, { kind: 'uninterpreted' | 'enum' }>;

function isElement(sort: Sort): sort is ElementSort {
  return sort.kind === 'uninterpreted' || sort.kind === 'enum';
}

function partsOf(sort: Sort): readonly Sort[] {
  if (sort.kind === 'array') return [...sort.index, sort.of];
  if (sort.kind === 'map') return [sort.from, sort.to];
  if (sort.kind === 'tuple') return sort.fields.map((f) => f.sort);
  return 'of' in sort ? [sort.of] : [];
}

class Found {
  private readonly atoms: Expr[] = [];
  private readonly terms: Expr[] = [];
  private readonly pool: readonly Bound[];

  constructor(pool: readonly Bound[]) {
    this.pool = pool;
  }

  all(): readonly Atom[] {
    const locals = this.pool.map(local);
    const terms = [...this.terms, ...locals];
    const comparisons = terms.flatMap((a, i) =>
      terms.slice(i + 1).flatMap((b) => (comparable(a, b) ? compared(a, b) : [])),
    );
    const distinct: Expr[] = [];
    for (const e of [...this.atoms, ...comparisons])
      if (distinct.length < MOST_ATOMS && !distinct.some((d) => equalExpr(d, e))) distinct.push(e);
    return distinct.map((expr) => ({ expr, variables: namesIn(expr, this.pool) }));
  }

  visit(e: Expr, depth: number): void {
    if (depth > DEEPEST) return;
    this.atoms.push(...this.atomsAt(e));
    if (isTerm(e.sort)) this.terms.push(e);
    if (e.sort.kind === 'seq') this.terms.push(apply('size', [e], NAT));
    for (const part of this.partsAt(e)) this.visit(part, depth + 1);
  }

  /** What can be asked of the value itself. */
  private atomsAt(e: Expr): readonly Expr[] {
    const { sort } = e;
    if (sort.kind === 'bool') return [e];
    if (sort.kind === 'nat') return [apply('eq', [e, literal(0, sort)])];
    if (sort.kind === 'enum')
      return sort.values.slice(0, 10).map((value) => apply('eq', [e, literal(value, sort)]));
    if (sort.kind === 'null') return [apply('eq', [e, apply('nil', [], sort)])];
    if (sort.kind === 'map') return this.valuesOf(sort.from).map((k) => apply('defined', [e, k]));
    if (sort.kind === 'union')
      return sort.cases.map(({ tag }) => apply('hasTag', [e, literal(tag, { kind: 'string' })]));
    if (sort.kind !== 'set' && sort.kind !== 'mset' && sort.kind !== 'seq') return [];
    const members = this.valuesOf(sort.of).map((x) => apply('in', [x, e]));
    return [apply('eq', [e, apply('empty', [], sort)]), ...members];
  }

  /** What is inside of it. */
  private partsAt(e: Expr): readonly Expr[] {
    const { sort } = e;
    if (sort.kind === 'null') return [apply('val', [e], sort.of)];
    if (sort.kind === 'map')
      return this.valuesOf(sort.from).map((k) => apply('index', [e, k], sort.to));
    if (sort.kind === 'array')
      return this.rows(sort.index).map((index) => apply('index', [e, ...index], sort.of));
    if (sort.kind !== 'tuple') return [];
    return sort.fields.map((f): Expr => {
      return { kind: 'select', of: e, field: f.name, sort: f.sort, span: NOWHERE };
    });
  }

  /** Variables of the sort, or constants; tuples of them. */
  private valuesOf(sort: Sort): readonly Expr[] {
    if (sort.kind === 'bool') return [true, false].map((value) => literal(value, sort));
    if (sort.kind === 'tuple')
      return this.rows(sort.fields.map((f) => f.sort)).map((args) => ({
        kind: 'tuple',
        args,
        sort,
        span: NOWHERE,
      }));
    if (!isElement(sort)) return [];
    return this.pool.filter((b) => isElement(b.sort) && b.sort.name === sort.name).map(local);
  }

  private rows(sorts: readonly Sort[]): readonly (readonly Expr[])[] {
    return sorts.reduce<readonly (readonly Expr[])[]>(
      (rows, sort) => rows.flatMap((row) => this.valuesOf(sort).map((x) => [...row, x])),
      [[]],
    );
  }
}

/** What is compared with others of its sort. */
function isTerm({ kind }: Sort): boolean {
  return kind === 'nat' || kind === 'int' || kind === 'enum' || kind === 'uninterpreted';
}

function literal(value: number | string | boolean, sort: Sort): Expr {
  return { kind: 'literal', value, sort, span: NOWHERE };
}

function apply(op: Operator, args: readonly Expr[], sort: Sort = BOOL): Expr {
  return { kind: 'apply', op, args, sort, span: NOWHERE };
}

function local({ name, sort }: Bound): Expr {
  return { kind: 'local', name, sort, span: NOWHERE };
}

function comparable(a: Expr, b: Expr): boolean {
  if (a.kind === 'local' && b.kind === 'local') return sameElement(a.sort, b.sort);
  return sameElement(a.sort, b.sort) || (a.sort.kind === 'nat' && b.sort.kind === 'nat');
}

function sameElement(a: Sort, b: Sort): boolean {
  return isElement(a) && isElement(b) && a.name === b.name;
}

function compared(a: Expr, b: Expr): readonly Expr[] {
  const equal = apply('eq', [a, b]);
  return a.sort.kind === 'nat' ? [equal, apply('le', [a, b]), apply('le', [b, a])] : [equal];
}

function namesIn(expr: Expr, pool: readonly Bound[]): readonly string[] {
  const free = freeNames(expr);
  return pool.map((b) => b.name).filter((name) => free.has(name));
}
