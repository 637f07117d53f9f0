/** May these components be composed? Shared actions agree, and each output has one owner. */
import type { Bound } from '../../ir/expr.js';
import type { Action, Composition } from '../../ir/program.js';
import type { Span } from '../../text/span.js';
import { actionConjuncts, mentions } from '../compose/match.js';
import type { Part } from '../compose/part.js';
import { printSort } from '../../ir/print-sort.js';
import { sameSort } from '../resolve/sort-relations.js';
import type { Report } from '../report.js';

export function checkCompatible(unit: Composition, parts: readonly Part[], report: Report): void {
  const shared = parts.flatMap((part, i) =>
    part.automaton.signature
      .filter((action) => action.kind !== 'internal')
      .map((action) => ({
        part,
        action,
        span: unit.components[i]?.span ?? unit.span,
        index: unit.components[i]?.index ?? [],
      })),
  );
  for (const [i, member] of shared.entries()) {
    checkIndexed(member, report);
    const earlier = shared.slice(0, i).filter((m) => m.action.name === member.action.name);
    for (const other of earlier) checkPair(member, other, report);
  }
}

interface Member {
  readonly part: Part;
  readonly action: Action;
  readonly span: Span;
  /** The component's index as it was written. */
  readonly index: readonly Bound[];
}

/** All components P[i] share their actions: an output has to say which of them takes the step. */
function checkIndexed({ part, action, span, index }: Member, report: Report): void {
  if (action.kind !== 'output') return;
  const conjuncts = actionConjuncts(part, action, action.parameters);
  const at = part.index.findIndex((b) => !conjuncts.some((c) => mentions(c, [b])));
  const silent = index[at];
  if (silent === undefined) return;
  const message = `every ${part.name}[${index.map((b) => b.name).join(', ')}] owns the output ${action.name}; give it a parameter const ${silent.name}`;
  report.add('E0511', span, message, { related: [{ span: action.span, message: 'the output' }] });
}

function checkPair(member: Member, other: Member, report: Report): void {
  const { action, span, part } = member;
  const related = [{ span: other.action.span, message: `${action.name} of ${other.part.name}` }];
  if (!checkAlike([part.name, action], [other.part.name, other.action], span, report)) return;
  if (action.kind === 'output' && other.action.kind === 'output' && !told(member, other)) {
    const message = `${part.name} and ${other.part.name} both own the output ${action.name}`;
    report.add('E0511', span, message, { related });
  }
}

type Owned = readonly [owner: string, action: Action];

/** Actions of one name have the same parameters; else that is reported. */
export function checkAlike(
  [owner, action]: Owned,
  [otherOwner, other]: Owned,
  span: Span,
  report: Report,
): boolean {
  const alike =
    action.parameters.length === other.parameters.length &&
    action.parameters.every((p, i) => sameSort(p.sort, other.parameters[i]?.sort ?? p.sort));
  if (alike) return true;
  const sorts = (a: Action): string => `(${a.parameters.map((p) => printSort(p.sort)).join(', ')})`;
  const [own, others] = [sorts(action), sorts(other)];
  const names = own === others ? `${others} with sorts of its own` : others;
  const message = `${action.name} is ${own} in ${owner} and ${names} in ${otherOwner}`;
  const related = [{ span: other.span, message: `${action.name} of ${otherOwner}` }];
  report.add('E0512', span, message, { related });
  return false;
}

/** Conditions on the parameters may tell the owners apart; whether they do is not decided here. */
function told(member: Member, other: Member): boolean {
  return [member, other].some(
    ({ part, action }) => actionConjuncts(part, action, action.parameters).length > 0,
  );
}
