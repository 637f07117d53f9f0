/**
 * Conjuncts for the service's dropped bookkeeping, where it has one of the two usual forms: what
 * each sender appended, and how many of a sender's updates a process has observed. The implied
 * guards of observers and views speak of these.
 */
import { printSort, equalExpr, type Expr, type Stmt } from '@maat/spec-lang';
import { accessOf, isCurrentView, isLocal } from './access.js';
import type { Names } from './names.js';
import type { NormalForm } from './normal-form.js';
import { fieldsOf } from './recognise-update.js';
import { quantify, type Sides } from './relation-group.js';
import type { ConjunctText } from './simulation-text.js';

export function namesOfLog(form: NormalForm, names: Names, sides: Sides): readonly ConjunctText[] {
  return [
    ...fromConjuncts(form, names, sides),
    ...form.ghosts.flatMap((ghost) => [
      ...sentConjuncts(ghost, form, names, sides),
      ...countConjuncts(ghost, form, names, sides),
    ]),
  ];
}

/** Where every update says who made it, its channel says so too. */
function fromConjuncts(form: NormalForm, { added }: Names, { c }: Sides): readonly ConjunctText[] {
  const [first] = form.updates;
  if (first === undefined) return [];
  const [proc, view] = [printSort(form.process), printSort(form.view)];
  const channel = `${c}.${added.channel}[v, p]`;
  const saying = fieldsOf(first.appended).filter(({ name }) =>
    form.updates.every((u) =>
      fieldsOf(u.appended).some((f) => f.name === name && isLocal(f.value, u.process)),
    ),
  );
  return saying.map(({ name }) => ({
    name: `by_${name}`,
    text: quantify(
      [
        ['v', view],
        ['p', proc],
        ['i', 'Nat'],
      ],
      `i < len(${channel}) => ${channel}[i].entry.${name} = p`,
    ),
  }));
}

/** `sent[cur[p].val, p] := sent[cur[p].val, p] |- field`, in the only update. */
function sentConjuncts(
  ghost: string,
  form: NormalForm,
  { added }: Names,
  { c, a }: Sides,
): readonly ConjunctText[] {
  const [update, second] = form.updates;
  if (update === undefined || second !== undefined) return [];
  const value = assignedTo(ghost, update.transition.eff);
  const appended = value?.kind === 'apply' && value.op === 'append' ? value.args[1] : undefined;
  const own = ownSequence(ghost, value, update.process, form);
  const field = fieldsOf(update.appended).find((f) => appended && equalExpr(f.value, appended));
  if (!own || field === undefined) return [];
  const channel = `${c}.${added.channel}[v, p]`;
  const [proc, view] = [printSort(form.process), printSort(form.view)];
  return [
    {
      name: `len_${ghost}`,
      text: quantify(
        [
          ['v', view],
          ['p', proc],
        ],
        `len(${a}.${ghost}[v, p]) = len(${channel})`,
      ),
    },
    {
      name: `eq_${ghost}`,
      text: quantify(
        [
          ['v', view],
          ['p', proc],
          ['i', 'Nat'],
        ],
        `i < len(${channel}) => ${a}.${ghost}[v, p][i] = ${channel}[i].entry.${field.name}`,
      ),
    },
  ];
}

function ownSequence(ghost: string, value: Expr | undefined, p: string, form: NormalForm): boolean {
  const of = value?.kind === 'apply' ? value.args[0] : undefined;
  const access = of && accessOf(of, p, form.shape);
  return access?.kind === 'own' && access.variable === ghost && access.perView;
}

/** `rcvd[cur[p].val, p, q] := rcvd[cur[p].val, p, q] + 1`, in observers. */
function countConjuncts(
  ghost: string,
  form: NormalForm,
  { added }: Names,
  { c, a }: Sides,
): readonly ConjunctText[] {
  const counts = form.observers.some((o) => {
    const value = assignedTo(ghost, o.transition.eff);
    const of = value?.kind === 'apply' && value.op === 'plus' ? value.args[0] : undefined;
    if (of?.kind !== 'apply' || of.op !== 'index' || of.args.length !== 4) return false;
    return isCurrentView(of.args[1], o.process) && isLocal(of.args[2], o.process);
  });
  if (!counts) return [];
  const [proc, view] = [printSort(form.process), printSort(form.view)];
  const channel = `${c}.${added.channel}[v, q]`;
  const vpq = [
    ['v', view],
    ['p', proc],
    ['q', proc],
  ] as const;
  return [
    { name: `le_${ghost}`, text: quantify(vpq, `${a}.${ghost}[v, p, q] <= len(${channel})`) },
    {
      // A case of the next conjunct, said for the solver.
      name: `next_${ghost}`,
      text: quantify(
        vpq,
        `${a}.${ghost}[v, p, q] < len(${channel}) => ${c}.${added.observed}[v, p] <= ${channel}[${a}.${ghost}[v, p, q]].k`,
      ),
    },
    {
      name: `cnt_${ghost}`,
      text: quantify(
        [...vpq, ['i', 'Nat']],
        `i < len(${channel}) => (i < ${a}.${ghost}[v, p, q] <=> ${channel}[i].k < ${c}.${added.observed}[v, p])`,
      ),
    },
  ];
}

function assignedTo(name: string, eff: readonly Stmt[]): Expr | undefined {
  const found = eff.find((s) => s.kind === 'assign' && s.target.name === name);
  return found?.kind === 'assign' ? found.value : undefined;
}
