// Terms made simpler where something is known: they say the same, and a goal in clauses says no less than it did.
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  and,
  apply,
  clausesOf,
  equal,
  exists,
  FALSE,
  forall,
  implies,
  ite,
  Known,
  less,
  lessOrEqual,
  not,
  numeral,
  or,
  Sharing,
  termText,
  TRUE,
  variable,
  type Fn,
  type Term,
} from '@maat/verifier';

const ATOMS: readonly Fn[] = ['a', 'b', 'c'].map((name) => ({ name, args: [], result: 'Bool' }));
const NUMBERS: readonly Fn[] = ['x', 'y'].map((name) => ({ name, args: [], result: 'Int' }));

const number = fc.letrec<{ term: Term; number: Term }>((tie) => ({
  number: fc.oneof(
    { depthSize: 'small' },
    fc.constantFrom(...NUMBERS.map((fn) => apply(fn, [])), numeral(0), numeral(1)),
    fc.tuple(tie('term'), tie('number'), tie('number')).map(([c, a, b]) => ite(c, a, b)),
  ),
  term: fc.oneof(
    { depthSize: 'small' },
    fc.constantFrom(...ATOMS.map((fn) => apply(fn, []))),
    fc.tuple(tie('number'), tie('number')).map(([a, b]) => less(a, b)),
    fc.tuple(tie('number'), tie('number')).map(([a, b]) => lessOrEqual(a, b)),
    fc.tuple(tie('number'), tie('number')).map(([a, b]) => equal(a, b)),
    fc.tuple(tie('term'), tie('term'), tie('term')).map((parts) => and(...parts)),
    fc.tuple(tie('term'), tie('term'), tie('term')).map((parts) => or(...parts)),
    fc.tuple(tie('term'), tie('term')).map(([a, b]) => implies(a, b)),
    fc.tuple(tie('term'), tie('term')).map(([a, b]) => equal(a, b)),
    fc.tuple(tie('term'), tie('term'), tie('term')).map(([a, b, c]) => ite(a, b, c)),
    tie('term').map(not),
  ),
}));

describe('a term where something is known', () => {
  it('says the same wherever that holds', () => {
    fc.assert(
      fc.property(number.term, number.term, (given, term) => {
        const simple = new Known(new Sharing(), [given]).simplified(term);
        for (const at of valuations())
          if (valueOf(given, at) === true) expect(valueOf(simple, at)).toBe(valueOf(term, at));
      }),
      { numRuns: 400 },
    );
  });

  it('loses the conditions that come again', () => {
    const [a = TRUE, b = TRUE] = ATOMS.map((fn) => apply(fn, []));
    const again = implies(a, and(implies(a, b), ite(a, b, FALSE)));
    expect(termText(new Known(new Sharing()).simplified(again))).toBe(termText(implies(a, b)));
  });
});

describe('what differs in the names of bound variables only', () => {
  const P: Fn = { name: 'P', args: ['S', 'S'], result: 'Bool' };
  const closed = (x: string, y: string): Term => {
    const [u, v] = [x, y].map((name) => ({ name, sort: 'S' }));
    if (u === undefined || v === undefined) throw new TypeError('two names');
    return forall([u], exists([v], apply(P, [variable(u), variable(v)])));
  };

  it('is one term', () => {
    const sharing = new Sharing();
    expect(sharing.of(closed('p', 'q'))).toBe(sharing.of(closed('q', 'r')));
    expect(sharing.of(not(closed('p', 'q')))).toBe(sharing.of(not(closed('q', 'r'))));
    expect(sharing.of(closed('p', 'q'))).not.toBe(
      sharing.of(forall([{ name: 'p', sort: 'S' }], TRUE)),
    );
  });
});

describe('a variable that is bound once more', () => {
  it('is another one: what is known of the first says nothing of it', () => {
    const A: Fn = { name: 'A', args: ['S'], result: 'Bool' };
    // The names that the sharing gives are taken by the outer variables, so that it leaves the inner one its own.
    const [outer, inner] = ['S~1.0', 'x'].map((name) => ({ name, sort: 'S' }));
    if (outer === undefined || inner === undefined) throw new TypeError('two names');
    const both = apply({ name: 'B', args: ['S', 'S'], result: 'Bool' }, [
      variable(inner),
      variable(outer),
    ]);
    const again = forall([inner], or(apply(A, [variable(inner)]), both));
    const term = implies(apply(A, [variable(inner)]), again);
    const simple = new Known(new Sharing()).simplified(term);
    expect(termText(simple)).toBe(termText(new Sharing().of(term)));
  });
});

describe('a disjunction of two quantifiers', () => {
  it('is not that of what they quantify', () => {
    const [A, B]: readonly Fn[] = ['A', 'B'].map((name) => ({ name, args: ['S'], result: 'Bool' }));
    if (A === undefined || B === undefined) throw new TypeError('two symbols');
    const x = { name: 'x', sort: 'S' };
    const both = forall([x], and(apply(A, [variable(x)]), apply(B, [variable(x)])));
    const one = forall([x], apply(A, [variable(x)]));
    const other = forall([x], apply(B, [variable(x)]));
    for (const clause of clausesOf(or(one, other))) {
      if (clause.kind !== 'quantifier') throw new TypeError('a clause without a variable');
      expect(new Set(clause.variables.map((v) => v.name)).size).toBe(2);
    }
    expect(clausesOf(both)).toHaveLength(2);
  });
});

type Valuation = ReadonlyMap<string, boolean | number>;

function valuations(): readonly Valuation[] {
  const truths = [0, 1, 2, 3, 4, 5, 6, 7].map((bits) =>
    ATOMS.map((fn, i) => [fn.name, (bits & (1 << i)) !== 0] as const),
  );
  const pairs = [0, 1, 2].flatMap((x) =>
    [0, 1, 2].map(
      (y) =>
        [
          ['x', x],
          ['y', y],
        ] as const,
    ),
  );
  return truths.flatMap((t) => pairs.map((p) => new Map<string, boolean | number>([...t, ...p])));
}

function valueOf(term: Term, at: Valuation): boolean | number | undefined {
  switch (term.kind) {
    case 'truth':
    case 'numeral':
      return term.value;
    case 'variable':
    case 'quantifier':
      throw new TypeError('closed, without quantifiers');
    case 'application':
      return at.get(term.fn.name);
    case 'builtin':
      return operated(
        term.op,
        term.args.map((t) => valueOf(t, at)),
      );
  }
}

function operated(
  op: string,
  args: readonly (boolean | number | undefined)[],
): boolean | number | undefined {
  const [a = 0, b = 0, c = 0] = args;
  switch (op) {
    case 'not':
      return a !== true;
    case 'and':
      return args.every((x) => x === true);
    case 'or':
      return args.includes(true);
    case '=>':
      return a !== true || b === true;
    case '=':
      return a === b;
    case '<':
      return a < b;
    case '<=':
      return a <= b;
    case 'ite':
      return a === true ? b : c;
    case '+':
      return Number(a) + Number(b);
    case '-':
      return Number(a) - Number(b);
    default:
      throw new TypeError(op);
  }
}
