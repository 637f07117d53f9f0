/** What an entry makes of the values, as terms over the values before it and the entry. */
import { freeNames, type Expr, type StateVariable } from '@maat/spec-lang';
import { local, nat } from '../transform/build.js';
import { cellOf, foldTerms, isNoTerm } from '../transform/fold-term.js';
import type { NormalForm } from '../transform/normal-form.js';
import { Misfit } from './misfit.js';

export interface Fold {
  /** A local that stands for a sequence which the entry begins. */
  readonly log: string;
  /** Locals that stand for the values before, and terms for those after, in the order of the values. */
  readonly before: readonly string[];
  readonly after: readonly Expr[];
  /** What has to hold for those after to be of their sorts: a balance is not less than nothing. */
  readonly required: readonly Expr[];
}

export function foldOf(form: NormalForm): Fold {
  const before = form.values.map((x) => [x.name, local(`$${x.name}`, cellOf(x))] as const);
  const folded = foldTerms(form, new Map(before), {
    view: local(VIEW, form.view),
    k: nat(0),
    log: local(LOG, { kind: 'seq', of: form.entry }),
    members: local(MEMBERS, { kind: 'set', of: form.process }),
  });
  if (isNoTerm(folded))
    throw new Misfit('the new value is no term of the old one and the entry', folded.stmt.span);
  const after = form.values.map((x) => folded.after.get(x.name) ?? local(`$${x.name}`, cellOf(x)));
  const { required } = folded;
  for (const e of [...after, ...required]) {
    const free = freeNames(e);
    if (free.has(VIEW) || free.has(MEMBERS))
      throw onView(form.values[after.indexOf(e)] ?? form.log);
  }
  return {
    log: LOG,
    before: form.values.map((x) => `$${x.name}`),
    after,
    required,
  };
}

function onView({ name, span }: StateVariable): Misfit {
  return new Misfit(`what becomes of ${name} depends on the view: put it into the entry`, span);
}

const LOG = '$log';
const VIEW = '$view';
const MEMBERS = '$members';
