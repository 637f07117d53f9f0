/** `assumes RingIndex(I, J)`: the one Larch trait whose operators are built in. */
import type { AstUse } from '../../syntax/ast.js';
import { STRING } from '../../ir/sort.js';
import { resolveSort } from '../resolve/sorts.js';
import type { Ring, Scope } from '../resolve/scope.js';

export function elaborateTraits(uses: readonly AstUse[], scope: Scope): Scope {
  return {
    ...scope,
    rings: [...scope.rings, ...uses.flatMap((use) => elaborateTrait(use, scope))],
  };
}

function elaborateTrait(use: AstUse, scope: Scope): readonly Ring[] {
  if (use.name.text !== 'RingIndex') {
    scope.report.add(
      'W0201',
      use.name.span,
      `trait ${use.name.text} is not known and is ignored; write its operators with let`,
    );
    return [];
  }
  const sorts = use.actuals.map((a) => {
    if (a.kind === 'sort') return resolveSort(a.sort, scope);
    return a.kind === 'either'
      ? resolveSort({ name: a.name, args: [], span: a.span }, scope)
      : undefined;
  });
  const [index, name] = sorts;
  if (index === undefined) return [];
  return [{ index, name: name ?? STRING }];
}
