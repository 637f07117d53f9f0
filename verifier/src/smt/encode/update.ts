/** Reading and changing collections at an index. */
import type { Apply, PathStep, Sort, Span, Target } from '@maat/spec-lang';
import { and, equal, less, lessOrEqual, or } from '../logic/build.js';
import { numeral, TRUE, type Term } from '../logic/term.js';
import { chooseSym, equalSyms } from './compare.js';
import type { Problem } from './context.js';
import { evaluateSym, type Env, type Meant } from './evaluate.js';
import { fieldsOf } from './key.js';
import { expectSym, termOf, type Sym } from './value.js';

/** `of[index]`: of a sequence in range, of a map where defined. */
export function indexed(of: Sym, index: readonly Sym[], ok: Term): Meant {
  const key = present(index[0]);
  switch (of.kind) {
    case 'array':
      return { value: of.at(index), ok };
    case 'map':
      return { value: of.at(key), ok: and(ok, of.has(key)) };
    case 'seq':
      return { value: of.at(termOf(key)), ok: and(ok, inside(termOf(key), of.len)) };
    default:
      throw new TypeError(`a ${of.kind} has no index`);
  }
}

function inside(i: Term, len: Term): Term {
  return and(lessOrEqual(numeral(0), i), less(i, len));
}

/** `update(of, index…, value)`. */
export function updated(problem: Problem, expr: Apply, args: readonly Sym[], ok: Term): Meant {
  const of = present(args[0]);
  const index = args.slice(1, -1);
  const value = present(args.at(-1));
  return written(problem, expr.sort, of, index, () => ({ value, ok }), expr.span);
}

/** The variable's value after an assignment to the target. */
export function assigned(
  target: Target,
  sort: Sort,
  old: Sym,
  value: Meant,
  env: Env,
  span: Span,
): Meant {
  return along(sort, target.path, old, value, env, span);
}

function along(
  sort: Sort,
  path: readonly PathStep[],
  old: Sym,
  value: Meant,
  env: Env,
  span: Span,
): Meant {
  const [step, ...rest] = path;
  if (step === undefined) return value;
  if (step.kind === 'field') return fieldWritten(sort, step.name, rest, old, value, env, span);
  const index = step.index.map((i) => evaluateSym(i, env));
  const oks = and(...index.map((i) => i.ok));
  const keys = index.map((i) => i.value);
  const deep = rest.length > 0;
  const inner = (): Meant => {
    if (!deep) return value;
    const read = indexed(old, keys, TRUE);
    const made = along(elementSort(sort), rest, read.value, value, env, span);
    return { value: made.value, ok: and(read.ok, made.ok) };
  };
  const made = written(env.problem, sort, old, keys, inner, span);
  return { value: made.value, ok: and(oks, made.ok) };
}

/** Changed at one index, as it was at all others. */
function written(
  problem: Problem,
  sort: Sort,
  old: Sym,
  index: readonly Sym[],
  inner: () => Meant,
  span: Span,
): Meant {
  const { value, ok } = inner();
  const key = present(index[0]);
  switch (sort.kind) {
    case 'array': {
      const { at } = expectSym(old, 'array');
      const here = (is: readonly Sym[]): Term =>
        and(
          ...sort.index.map((s, i) =>
            equalSyms(problem, s, present(is[i]), present(index[i]), span),
          ),
        );
      return { value: { kind: 'array', at: (is) => chosen(here(is), value, () => at(is)) }, ok };
    }
    case 'map': {
      const map = expectSym(old, 'map');
      const here = (k: Sym): Term => equalSyms(problem, sort.from, k, key, span);
      return {
        value: {
          kind: 'map',
          has: (k) => or(here(k), map.has(k)),
          at: (k) => chosen(here(k), value, () => map.at(k)),
        },
        ok,
      };
    }
    case 'seq': {
      const seq = expectSym(old, 'seq');
      const at = termOf(key);
      const changed: Sym = {
        kind: 'seq',
        len: seq.len,
        at: (i) => chosen(equal(i, at), value, () => seq.at(i)),
      };
      return { value: changed, ok: and(ok, inside(at, seq.len)) };
    }
    default:
      throw new TypeError(`a ${sort.kind} cannot be changed at an index`);
  }
}

function chosen(here: Term, value: Sym, old: () => Sym): Sym {
  return here === TRUE ? value : chooseSym(here, value, old());
}

function fieldWritten(
  sort: Sort,
  name: string,
  rest: readonly PathStep[],
  old: Sym,
  value: Meant,
  env: Env,
  span: Span,
): Meant {
  if (sort.kind === 'tuple') {
    const { fields } = expectSym(old, 'tuple');
    const place = sort.fields.findIndex((f) => f.name === name);
    const made = along(
      present(sort.fields[place]).sort,
      rest,
      present(fields[place]),
      value,
      env,
      span,
    );
    const changed = fields.map((f, i) => (i === place ? made.value : f));
    return { value: { kind: 'tuple', fields: changed }, ok: made.ok };
  }
  if (sort.kind !== 'union') throw new TypeError(`a ${sort.kind} has no fields`);
  const { tag, fields } = expectSym(old, 'union');
  const field = present(fieldsOf(sort).find((f) => f.name === name));
  const made = along(field.sort, rest, present(fields.get(name)), value, env, span);
  const active = or(...field.cases.map((c) => equal(tag, numeral(c))));
  return {
    value: { kind: 'union', tag, fields: new Map([...fields, [name, made.value]]) },
    ok: and(active, made.ok),
  };
}

export function elementSort(sort: Sort): Sort {
  if (sort.kind === 'map') return sort.to;
  if (sort.kind === 'array' || sort.kind === 'seq') return sort.of;
  throw new TypeError(`a ${sort.kind} has no elements`);
}

/** The sort of the place that a target names. */
export function targetSort(sort: Sort, path: readonly PathStep[]): Sort {
  return path.reduce(
    (of, step) => (step.kind === 'at' ? elementSort(of) : fieldSort(of, step.name)),
    sort,
  );
}

function fieldSort(sort: Sort, name: string): Sort {
  const fields = sort.kind === 'tuple' ? sort.fields : sort.kind === 'union' ? fieldsOf(sort) : [];
  return present(fields.find((f) => f.name === name)).sort;
}

function present<T>(item: T | undefined): T {
  if (item === undefined) throw new TypeError('a part of a place is missing');
  return item;
}
