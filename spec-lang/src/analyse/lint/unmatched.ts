/**
 * Compositions: outputs that no component takes and inputs that nobody outputs. Some of them are
 * the composition's interface or are dealt with: a `hidden` clause says what is inside and what is not,
 * a simulation finds them in the other automaton, an enclosing composition uses them, or they are at one place,
 * as in `leader(const i)`.
 */
import type { Expr } from '../../ir/expr.js';
import type { Action, Composition, Unit } from '../../ir/program.js';
import { actionConjuncts } from '../compose/match.js';
import { printSort } from '../../ir/print-sort.js';
import { sameSort } from '../resolve/sort-relations.js';
import { suggest } from '../resolve/suggest.js';
import type { LintContext } from './context.js';
import { mayMeet, partForActions, type Participant } from './meeting.js';

interface Member extends Participant {
  readonly component: Composition['components'][number];
}

export function lintUnmatched(unit: Unit, context: LintContext): void {
  if (unit.kind !== 'composition' || unit.components.length < 2) return;
  const members = unit.components.flatMap((component): readonly Member[] => {
    const part = partForActions(component, context.meaningOf(component.automaton));
    const external = part.automaton.signature.filter((a) => a.kind !== 'internal');
    return external.map((action) => ({ component, part, action }));
  });
  const lonely = members.filter((m) => !members.some((o) => meets(m, o, unit)));
  const isInterface = interfaceOf(unit, context);
  for (const member of lonely) {
    const partner = partnerOf(member, lonely, members);
    const apart = !members.some((m) => m.component === member.component && isShared(m, members));
    const slip = partner !== undefined || apart;
    if (slip || !(isInterface(member.action) || atOnePlace(member, unit)))
      warn(member, partner, context);
  }
}

/** Another component has an action of this name. */
function isShared(m: Member, members: readonly Member[]): boolean {
  return members.some((o) => o.component !== m.component && o.action.name === m.action.name);
}

/** Two inputs of one name do not meet: nobody outputs them. */
function meets(a: Member, b: Member, { parameters }: Composition): boolean {
  if (a.component === b.component || a.action.name !== b.action.name) return false;
  return a.action.kind !== b.action.kind && mayMeet(a, b, parameters.values);
}

/** What the text says about the actions that the composition has for others. */
function interfaceOf(unit: Composition, { units }: LintContext): (action: Action) => boolean {
  const enclosed = units.some(
    (u) => u.kind === 'composition' && u.components.some((c) => c.automaton === unit.name),
  );
  const abstract = units.flatMap((u) =>
    u.kind === 'simulation' && u.from === unit.name ? [u.to] : [],
  );
  const specified = units.flatMap((u) =>
    u.kind === 'automaton' && abstract.includes(u.name) ? u.signature.map((a) => a.name) : [],
  );
  return (action) => enclosed || specified.includes(action.name) || unit.hidden.length > 0;
}

/**
 * Where two places are fixed, as in `send(m, const i, const right(i))`, a message goes from one to
 * the other; `leader(const i)` and `parent(const i, j)` tell something to the outside.
 */
function atOnePlace({ action, part }: Member, { components }: Composition): boolean {
  const places = components.flatMap((c) => c.index.map((b) => printSort(b.sort)));
  const conditions = actionConjuncts(part, action, action.parameters);
  const fixed = action.parameters.filter(
    (p) => places.includes(printSort(p.sort)) && conditions.some((c) => isFixedBy(p.name, c)),
  );
  return fixed.length < 2;
}

function isFixedBy(name: string, condition: Expr): boolean {
  if (condition.kind !== 'apply' || condition.op !== 'eq') return false;
  return condition.args.some((e) => e.kind === 'local' && e.name === name);
}

/** A lonely action of the other kind that this one was meant to be, it seems. */
function partnerOf(
  member: Member,
  lonely: readonly Member[],
  all: readonly Member[],
): Member | undefined {
  return lonely.find(
    (o) =>
      o.action.kind !== member.action.kind &&
      o.component !== member.component &&
      looksLike(member.action, o.action) &&
      !toldApart(member.action.name, o.action.name, all),
  );
}

/** Some component has both names, so they are not meant to be one. */
function toldApart(a: string, b: string, all: readonly Member[]): boolean {
  const has = (m: Member, name: string): boolean =>
    all.some((o) => o.component === m.component && o.action.name === name);
  return a !== b && all.some((m) => has(m, a) && has(m, b));
}

/** Like names, or a list of parameters that is no coincidence. */
function looksLike(a: Action, b: Action): boolean {
  const alike =
    a.parameters.length === b.parameters.length &&
    a.parameters.every((p, i) => sameSort(p.sort, b.parameters[i]?.sort ?? p.sort));
  if (alike && a.parameters.length >= 2) return true;
  const [x, y] = [a.name.toLowerCase(), b.name.toLowerCase()];
  return x === y || suggest(x, [y]) !== undefined;
}

function warn(member: Member, partner: Member | undefined, { report }: LintContext): void {
  const { component, action } = member;
  const output = action.kind === 'output';
  const fact = output
    ? `no component takes the output ${action.name} of ${component.name}`
    : `no component outputs the input ${action.name} of ${component.name}`;
  report.add(output ? 'W0301' : 'W0302', component.span, fact + advice(member, partner), {
    related: [{ span: action.span, message: `the ${action.kind}` }],
  });
}

function advice({ action }: Member, partner: Member | undefined): string {
  if (partner === undefined)
    return `; rename it if it is to meet an action of another component${action.kind === 'output' ? ', or hide it' : ''}`;
  const other = `${partner.action.name} of ${partner.component.name}`;
  return partner.action.name === action.name
    ? `: ${other} has its name, but never the same parameter values`
    : `; give it the same name as ${other} if they are to meet`;
}
