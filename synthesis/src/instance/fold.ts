/** What an entry makes of the values, as terms over the values before it and the entry. */
import { freeNames, type Expr } from '@maat/spec-lang';
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
  for (const [i, e] of after.entries()) {
    const free = freeNames(e);
    const variable = form.values[i];
    if (variable !== undefined && (free.has(VIEW) || free.has(MEMBERS)))
      throw new Misfit(
        `what becomes of ${variable.name} depends on the view: put it into the entry`,
        variable.span,
      );
  }
  return { log: LOG, before: form.values.map((x) => `$${x.name}`), after };
}

const LOG = '$log';
const VIEW = '$view';
const MEMBERS = '$members';
