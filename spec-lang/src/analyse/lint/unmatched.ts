/** Compositions: outputs that no component takes and inputs that nobody outputs, where that looks like a slip. */
import type { Action, Composition, Unit } from '../../ir/program.js';
import { sameSort } from '../resolve/sort-relations.js';
import { suggest } from '../resolve/suggest.js';
import type { LintContext } from './context.js';

interface Member {
  readonly component: Composition['components'][number];
  readonly action: Action;
}

export function lintUnmatched(unit: Unit, context: LintContext): void {
  if (unit.kind !== 'composition' || unit.components.length < 2) return;
  const members = unit.components.flatMap((component) =>
    context
      .meaningOf(component.automaton)
      .signature.filter((a) => a.kind !== 'internal')
      .map((action): Member => ({ component, action })),
  );
  const lonely = members.filter((m) => !members.some((o) => meets(m, o)));
  const apart = unit.components.filter(
    (c) =>
      members.some((m) => m.component === c) &&
      members.every((m) => m.component !== c || lonely.includes(m)),
  );
  for (const member of lonely) {
    const partner = lonely.find(
      (o) =>
        o.action.kind !== member.action.kind &&
        o.component !== member.component &&
        looksLike(member.action, o.action),
    );
    const hidden = unit.hidden.some((h) => h.action === member.action.name);
    if (
      partner !== undefined ||
      apart.includes(member.component) ||
      (hidden && member.action.kind === 'output')
    )
      warn(member, partner, context);
  }
}

function meets(a: Member, b: Member): boolean {
  return a.component !== b.component && a.action.name === b.action.name;
}

/** Was the one meant to be the other? Like names, or a list of parameters that is no coincidence. */
function looksLike(a: Action, b: Action): boolean {
  const alike =
    a.parameters.length === b.parameters.length &&
    a.parameters.every((p, i) => sameSort(p.sort, b.parameters[i]?.sort ?? p.sort));
  if (alike && a.parameters.length >= 2) return true;
  const [x, y] = [a.name.toLowerCase(), b.name.toLowerCase()];
  return x === y || suggest(x, [y]) !== undefined;
}

function warn(
  { component, action }: Member,
  partner: Member | undefined,
  context: LintContext,
): void {
  const output = action.kind === 'output';
  const fact = output
    ? `no component takes the output ${action.name} of ${component.name}`
    : `no component outputs the input ${action.name} of ${component.name}`;
  const advice = partner
    ? `; give it the same name as ${partner.action.name} of ${partner.component.name} if they are to meet`
    : '; rename it if it is to meet an action of another component';
  context.report.add(output ? 'W0301' : 'W0302', component.span, fact + advice, {
    related: [{ span: action.span, message: `the ${action.kind}` }],
  });
}
