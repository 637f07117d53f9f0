/** What a process does of its own accord: cast the updates it may, pass the token on, ask for it. */
import { mapExprs, printExpr, printSort, type Expr, type Stmt } from '@maat/spec-lang';
import { bind } from './binding.js';
import { heldBy, holding, shownAs } from './held.js';
import { announce } from './layer-observe.js';
import { addedBy, fromService } from './origin.js';
import { told, type Workshop } from './workshop.js';
import { turnsOf, type Clause } from './normal-form.js';
import { castText } from './packets.js';
import {
  indexPlace,
  moveExpr,
  moveGuard,
  moveStmts,
  replaceLocals,
  type Passage,
} from './place.js';
import { allOf, anyOf, chooseText, exprText, ifText, stmtTexts, whileText } from './text.js';

/** Statements for the ends of handlers, as much as each event can have set going. */
export interface Progress {
  readonly afterInput: readonly string[];
  readonly afterUpdate: readonly string[];
  readonly afterRequest: readonly string[];
  readonly withToken: readonly string[];
  readonly inNewView: readonly string[];
}

export function progress(shop: Workshop): Progress {
  const own = steps(shop);
  const all = [...own, casts(shop), passes(shop), asks(shop)];
  return {
    afterInput: turnsOf(shop.form).some((u) => u.catchesUp)
      ? all
      : [...own, casts(shop), asks(shop)],
    afterUpdate: all,
    afterRequest: [passes(shop), asks(shop)],
    withToken: all,
    inNewView: [...own, casts(shop), asks(shop)],
  };
}

/** Outputs and internal actions on the process's own state, until none is enabled. */
function steps(shop: Workshop): readonly string[] {
  const { form } = shop;
  const branches = form.steps.map((c) => act(shop, c, (s) => s));
  if (branches.length === 0) return [];
  const conditions = branches.map((b) => allOf(b.conditions));
  const [only] = branches;
  const body =
    branches.length === 1 && only !== undefined
      ? only.body
      : [chooseText(branches.map((b, i) => [conditions[i] ?? 'true', b.body]))];
  return [whileText(anyOf(conditions), body)];
}

interface Act {
  readonly conditions: readonly string[];
  readonly body: readonly string[];
}

function act(
  shop: Workshop,
  clause: Clause,
  extra: (body: readonly string[]) => readonly string[],
): Act {
  const { form, place, packets, names } = shop;
  const passage: Passage = { form, place, p: clause.process };
  const guards = clause.guards.map((g) => moveGuard(g, passage));
  const { conditions, values } = bind(guards, clause.others);
  const isAppend = (s: Stmt): boolean => s.kind === 'assign' && s.target.name === form.log.name;
  const moved = clause.transition.eff.flatMap((s): readonly Stmt[] =>
    isAppend(s) ? [s] : moveStmts([s], passage, { append: () => [] }),
  );
  const held = heldBy(moved, clause.others, values);
  const known = (e: Expr): Expr => replaceLocals(e, (name) => shownAs(name, held, values));
  const args = clause.others.map((b) => printExpr(values.get(b.name) ?? missing(b.name)));
  const { slot, spent } = names.added;
  const eff = moved.flatMap((s): readonly string[] => {
    if (s.kind !== 'assign' || s.target.name !== form.log.name)
      return stmtTexts(known_([s], known));
    const entry = s.value.kind === 'apply' ? s.value.args[1] : undefined;
    if (entry === undefined) throw new Error('not an append');
    const cast = castText(packets, known(moveExpr(entry, passage)), slot);
    return [
      fromService(s.span, `emit below ${cast}`),
      addedBy('replicate', 'the update has its slot', `${slot} := ${slot} + 1`),
      addedBy('messagePassing', 'how much was cast with the token', `${spent} := ${spent} + 1`),
    ];
  });
  const body = [announce(clause, args), ...holding(held, values, eff)];
  return { conditions: conditions.map(exprText), body: extra(body) };
}

function known_(stmts: readonly Stmt[], known: (e: Expr) => Expr): readonly Stmt[] {
  return stmts.map((s) => mapExprs(s, known));
}

/** With the token, not blocked, and all applied that was ordered before the token came. */
function casts(shop: Workshop): string {
  const { form, names } = shop;
  const { holds, blocked, spent, burst, wanted, base, slot } = names.added;
  const next = printExpr(indexPlace({ form, place: shop.place, p: '' }));
  const may = allOf([
    owns(holds),
    unblocked(blocked),
    addedBy(
      'replicate',
      'all is applied that was ordered before the token came',
      `${base} <= ${next}`,
    ),
    addedBy(
      'messagePassing',
      'no more at once while others wait',
      `${spent} < ${burst} \\/ ${wanted} = {}`,
    ),
  ]);
  const acts = turnsOf(form).map((u) => {
    const { conditions, body } = act(shop, u, (s) => s);
    const caught = u.catchesUp ? [`${next} = ${slot}`] : [];
    return { condition: allOf(['cur ~= nil', ...caught, ...conditions]), body };
  });
  const [only] = acts;
  if (acts.length === 1 && only !== undefined)
    return writing(whileText(`${may} /\\ ${only.condition}`, only.body));
  const choice = chooseText(acts.map((a) => [a.condition, a.body]));
  return writing(whileText(`${may} /\\ (${anyOf(acts.map((a) => a.condition))})`, [choice]));
}

function writing(loop: string): string {
  return addedBy('replicate', 'the holder of the token writes the next slots', loop);
}

function owns(holds: string): string {
  return addedBy('replicate', 'only the holder of the token writes', holds);
}

function unblocked(blocked: string): string {
  return addedBy('faultTolerant', 'nothing is cast while the view changes', `~${blocked}`);
}

/** To the next one round the ring that asked, unless this process still waits to use the token. */
function passes(shop: Workshop): string {
  const { form, names, packets } = shop;
  const { holds, blocked, wanted, slot, spent, burst, base } = names.added;
  const next = printExpr(indexPlace({ form, place: shop.place, p: '' }));
  const x = names.parameter('x');
  const above = `{ ${x} : ${x}: ${printSort(form.process)} \\in ${wanted} where self < ${x} }`;
  const to = `if ${above} = {} then least(${wanted}) else least(${above})`;
  const behind = turnsOf(form).some((u) => u.catchesUp) ? slot : base;
  const waits = `${next} < ${behind} /\\ ${spent} < ${burst} /\\ ${needText(shop)}`;
  const may = allOf([owns(holds), unblocked(blocked), `${wanted} ~= {}`, `~(${waits})`]);
  const passing = ifText(may, [
    ...told(shop, `${names.actions.pass}(self, ${to})`),
    `emit below cast(nil) with ${packets.token}(${to}, ${slot})`,
    `${wanted} := delete(${to}, ${wanted})`,
    `${holds} := false`,
  ]);
  return addedBy('messagePassing', 'the token goes to the next who asked', passing);
}

function asks(shop: Workshop): string {
  const { actions, added } = shop.names;
  const { holds, blocked, asked } = added;
  const may = allOf([`~${holds}`, unblocked(blocked), `~${asked}`]);
  const asking = ifText(`${may} /\\ ${needText(shop)}`, [
    ...told(shop, `${actions.request}(self)`),
    `emit below cast(nil) with ${shop.packets.request}()`,
    `${asked} := true`,
  ]);
  return addedBy('messagePassing', 'who needs the token asks for it', asking);
}

/** The guard of something that takes the token holds, as far as this process knows. */
function needText(shop: Workshop): string {
  const needs = turnsOf(shop.form).map((u) =>
    allOf(['cur ~= nil', ...act(shop, u, (s) => s).conditions]),
  );
  return needs.length === 1 ? (needs[0] ?? 'false') : `(${anyOf(needs)})`;
}

function missing(name: string): never {
  throw new Error(`no guard determines ${name}`);
}
