/** Where an assignment writes: a variable, an element, a field, or a path of these. */
import type { PathStep, Sort, Span, Target } from '@maat/spec-lang';
import { and, equal, or } from '../logic/build.js';
import { numeral, TRUE } from '../logic/term.js';
import { indexed, written } from './access.js';
import type { Env } from './env.js';
import { evaluateSym } from './evaluate.js';
import { fieldsOf } from './key.js';
import { expectSym, type Meant, type Sym } from './value.js';

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
