/** Conjuncts for replicated values: each copy is the fold of the part of the log that it has observed. */
import {
  INT,
  NAT,
  NOWHERE,
  printExpr,
  printSort,
  type Expr,
  type Sort,
  type StateVariable,
} from '@maat/spec-lang';
import { and, apply, arrayOf, at, equal, local, nat, state } from './build.js';
import { cellOf, foldTerms, isNoTerm } from './fold-term.js';
import { constantOf } from './initial.js';
import type { Names } from './names.js';
import type { NormalForm } from './normal-form.js';
import { quantify, type Sides } from './relation-group.js';
import type { ConjunctText } from './simulation-text.js';

/** Each copy is the fold of what was observed; the ghosts' history holds the values on the way. */
export function valueConjuncts(
  form: NormalForm,
  names: Names,
  { c, a }: Sides,
): readonly ConjunctText[] {
  const { observed, slots } = names.added;
  const [proc, view] = [printSort(form.process), printSort(form.view)];
  const folds = foldConjuncts(form, names, { c, a });
  return form.values.flatMap((x, i): readonly ConjunctText[] => {
    const history = `${c}.${names.history(x.name)}[v]`;
    const initial = printExpr(initialOf(x));
    const whole = `${a}.${x.name}[v]`;
    const copy = `${c}.${x.name}[v, p]`;
    const n = `${c}.${slots}[v]`;
    const seen = `${c}.${observed}[v, p]`;
    const fold = folds[i];
    const all = `${c}.${names.whole(x.name)}[v]`;
    return [
      { name: `whole_${x.name}`, text: quantify([['v', view]], `${all} = ${whole}`) },
      {
        name: `hist_${x.name}`,
        text: quantify(
          [['v', view]],
          `len(${history}) = ${n} /\\ (if ${n} = 0 then ${whole} = ${initial} else ${whole} = ${history}[${n} - 1])`,
        ),
      },
      ...(fold === undefined ? [] : [fold]),
      {
        name: `lx_${x.name}`,
        text: quantify(
          [
            ['v', view],
            ['p', proc],
          ],
          `if ${seen} = 0 then ${copy} = ${initial} else ${copy} = ${history}[${seen} - 1]`,
        ),
      },
    ];
  });
}

/** What each entry of the log made of the values; nothing where that is no term. */
function foldConjuncts(form: NormalForm, names: Names, { c, a }: Sides): readonly ConjunctText[] {
  const [v, k] = [local('v', form.view), local('k', NAT)];
  const history = (x: StateVariable): Expr => {
    const past: Sort = { kind: 'seq', of: cellOf(x) };
    return at(state(`${c}.${names.history(x.name)}`, arrayOf([form.view], past)), [v], past);
  };
  const before = new Map(form.values.map((x) => [x.name, valueBefore(x, history(x), k)]));
  const members: Sort = { kind: 'set', of: form.process };
  const folded = foldTerms(form, before, {
    view: v,
    k,
    log: at(state(`${a}.${form.log.name}`, form.log.sort), [v], { kind: 'seq', of: form.entry }),
    members: at(state(`${c}.members`, { kind: 'map', from: form.view, to: members }), [v], members),
  });
  if (isNoTerm(folded)) return [];
  return form.values.map((x) => {
    const after = folded.after.get(x.name) ?? missing(x.name);
    const same = and([...folded.required, equal(at(history(x), [k], cellOf(x)), after)]);
    const binders = [['v', printSort(form.view)] as const, ['k', 'Nat'] as const];
    const within = `k < ${c}.${names.added.slots}[v]`;
    return { name: `fold_${x.name}`, text: quantify(binders, `${within} => ${printExpr(same)}`) };
  });
}

/** `if k = 0 then initial else history[k - 1]`. */
function valueBefore(x: StateVariable, history: Expr, k: Expr): Expr {
  const previous = apply('minus', INT, k, nat(1));
  return {
    kind: 'if',
    condition: equal(k, nat(0)),
    then: initialOf(x),
    else: at(history, [previous], cellOf(x)),
    sort: cellOf(x),
    span: NOWHERE,
  };
}

function initialOf(x: StateVariable): Expr {
  if (x.initial.kind !== 'value') throw new Error('value variable');
  return constantOf(x.initial.value);
}

function missing(name: string): never {
  throw new Error(`${name} is not folded`);
}
