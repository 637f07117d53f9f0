/** Truth tables: what each atom is in each state, for each choice of the variables. */
import { keyOf, type Bound, type Expr, type Value } from '@maat/spec-lang';
import type { Atom } from './atoms.js';

/** A state, or two side by side, with what its variables range over. */
export interface Sample {
  readonly valuesOf: (bound: Bound) => readonly Value[];
  /** Undefined where the term is undefined. */
  readonly evaluate: (expr: Expr, locals: ReadonlyMap<string, Value>) => Value | undefined;
}

/** One bit a row: where the atom is true, and where it is false; where it is neither it is undefined. */
export interface Column {
  readonly isTrue: Uint32Array;
  readonly isFalse: Uint32Array;
}

export interface Table {
  readonly rows: number;
  readonly columns: readonly Column[];
}

export function tableOf(
  atoms: readonly Atom[],
  pool: readonly Bound[],
  samples: readonly Sample[],
): Table {
  const choices = samples.map((s) => assignments(pool, s));
  const rows = choices.reduce((n, c) => n + c.length, 0);
  const columns = atoms.map((atom) => {
    const words = Math.ceil(rows / 32);
    const column = { isTrue: new Uint32Array(words), isFalse: new Uint32Array(words) };
    let row = 0;
    samples.forEach((sample, i) => {
      const known = new Map<string, Value | undefined>();
      for (const locals of choices[i] ?? []) {
        const own = atom.variables.map((name) => keyAt(locals, name)).join(' ');
        if (!known.has(own)) known.set(own, sample.evaluate(atom.expr, locals));
        note(column, row++, known.get(own));
      }
    });
    return column;
  });
  return { rows, columns };
}

function keyAt(locals: ReadonlyMap<string, Value>, name: string): string {
  const value = locals.get(name);
  return value === undefined ? '' : keyOf(value);
}

function note({ isTrue, isFalse }: Column, row: number, value: Value | undefined): void {
  const bits = value === true ? isTrue : value === false ? isFalse : undefined;
  if (bits !== undefined) bits[row >>> 5] = (bits[row >>> 5] ?? 0) | (1 << (row & 31));
}

function assignments(
  pool: readonly Bound[],
  sample: Sample,
): readonly ReadonlyMap<string, Value>[] {
  return pool.reduce<readonly ReadonlyMap<string, Value>[]>(
    (all, b) => all.flatMap((by) => sample.valuesOf(b).map((v) => new Map([...by, [b.name, v]]))),
    [new Map()],
  );
}
