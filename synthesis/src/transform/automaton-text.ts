/** The text of an intermediate program: an automaton over the group, clause by clause. */
import { printExpr, printSort, type Bound, type Expr } from '@maat/spec-lang';
import type { NormalForm } from './normal-form.js';
import { boundText, comment, sequence } from './text.js';

export interface AutomatonText {
  readonly name: string;
  readonly doc: string;
  readonly types: readonly string[];
  readonly actions: readonly ActionText[];
  readonly states: readonly StateText[];
  readonly clauses: readonly ClauseText[];
}

export interface ActionText {
  readonly kind: 'input' | 'output' | 'internal';
  readonly name: string;
  readonly parameters: string;
  /** The signature's condition on the parameters. */
  readonly where?: string;
}

export interface StateText {
  readonly name: string;
  readonly sort: string;
  readonly initial: string;
  readonly doc?: string;
  readonly ghost?: boolean;
}

export interface GuardText {
  readonly name?: string;
  readonly text: string;
}

export interface ClauseText {
  readonly kind: ActionText['kind'];
  readonly name: string;
  readonly parameters: string;
  readonly case?: string;
  readonly pre: readonly GuardText[];
  readonly eff: readonly string[];
}

export function automatonText(form: NormalForm, automaton: AutomatonText): string {
  const types = form.service.parameters.types;
  const [process, view] = [printSort(form.process), printSort(form.view)];
  return [
    comment(automaton.doc),
    `automaton ${automaton.name}(${types.join(', ')}: type) extends Group(${process}, ${view})`,
    ...automaton.types.map((t) => `  type ${t}`),
    '  signature',
    ...automaton.actions.map(actionText),
    '  states',
    automaton.states.map(stateText).join('\n'),
    '  transitions',
    ...automaton.clauses.filter((c) => c.pre.length + c.eff.length > 0).map(clauseText),
  ].join('\n');
}

function actionText({ kind, name, parameters, where }: ActionText): string {
  return `    ${kind} ${name}(${parameters})${where === undefined ? '' : ` where ${where}`}`;
}

function stateText(s: StateText, i: number, all: readonly StateText[]): string {
  const ghost = s.ghost === true ? 'ghost ' : '';
  const end = i === all.length - 1 ? '' : ',';
  const doc = s.doc === undefined || s.doc === '' ? '' : ` % ${s.doc}`;
  return `    ${ghost}${s.name}: ${s.sort} := ${s.initial}${end}${doc}`;
}

function clauseText(c: ClauseText): string {
  const pre = c.pre.map((g) => (g.name === undefined ? g.text : `%! ${g.name}\n${g.text}`));
  const parts = [
    `    ${c.kind} ${c.name}(${c.parameters})${c.case === undefined ? '' : ` case ${c.case}`}`,
    ...(pre.length === 0 ? [] : [`      pre ${sequence(pre)}`]),
    ...(c.eff.length === 0 ? [] : [`      eff ${sequence(c.eff)}`]),
  ];
  return parts.join('\n');
}

export function action(
  kind: ActionText['kind'],
  name: string,
  parameters: readonly Bound[],
  where?: Expr,
): ActionText {
  const text = { kind, name, parameters: boundText(parameters) };
  return where === undefined ? text : { ...text, where: printExpr(where) };
}

export function clause(
  kind: ActionText['kind'],
  name: string,
  parameters: readonly string[],
  pre: readonly GuardText[],
  eff: readonly string[],
): ClauseText {
  return { kind, name, parameters: parameters.join(', '), pre, eff };
}
