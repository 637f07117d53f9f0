/** The text of a forward simulation: named conjuncts, and a witness that names the abstract steps. */
import { comment, sequence } from './text.js';
import type { ActionText } from './automaton-text.js';

export interface SimulationText {
  readonly name: string;
  readonly doc: string;
  readonly from: string;
  readonly to: string;
  readonly conjuncts: readonly ConjunctText[];
  readonly witness: readonly WitnessText[];
}

export interface ConjunctText {
  readonly name: string;
  readonly text: string;
}

/** A concrete action and the abstract steps that it stands for; none: it changes nothing abstract. */
export interface WitnessText {
  readonly action: ActionText;
  readonly fire: readonly string[];
  /** A step that is taken only where the condition holds in the concrete state. */
  readonly when?: { readonly condition: string; readonly fire: string };
}

export function simulationText(s: SimulationText): string {
  const conjuncts = s.conjuncts.map((c) => `    %! ${c.name}\n    ${c.text}`);
  return [
    comment(s.doc),
    `forward simulation ${s.name} from ${s.from} to ${s.to}:`,
    sequence(conjuncts),
    '  proof',
    ...s.witness.map(witnessText),
  ].join('\n');
}

function witnessText({ action, fire, when }: WitnessText): string {
  const names = parameterNames(action.parameters).join(', ');
  const head = `    for ${action.kind} ${action.name}(${names})`;
  if (when !== undefined) return `${head} do if ${when.condition} then fire ${when.fire} fi od`;
  return fire.length === 0 ? `${head} ignore` : `${head} do fire ${fire.join('; fire ')} od`;
}

/** The names of `p: Proc, q: Proc`. */
export function parameterNames(parameters: string): readonly string[] {
  return [...parameters.matchAll(/(\w+)\s*:/g)].map((m) => m[1] ?? '');
}

/** The concrete action is the abstract one of the same name. */
export function same(action: ActionText): WitnessText {
  return renamed(action, action.kind, action.name, parameterNames(action.parameters));
}

export function renamed(
  action: ActionText,
  kind: ActionText['kind'],
  name: string,
  args: readonly string[],
): WitnessText {
  return { action, fire: [`${kind} ${name}(${args.join(', ')})`] };
}

export function nothing(action: ActionText): WitnessText {
  return { action, fire: [] };
}
