/** Heads whose names are those of the signature at other places. */
import type { Automaton, Transition, Unit } from '../../ir/program.js';
import { ownTransitions, type LintContext } from './context.js';

export function lintPatternOrder(unit: Unit, { report }: LintContext): void {
  if (unit.kind !== 'automaton') return;
  for (const t of ownTransitions(unit)) {
    const swapped = swappedName(t, unit);
    if (swapped === undefined) continue;
    const wanted = unit.signature.find((a) => a.name === t.action);
    const order = wanted?.parameters.map((p) => p.name).join(', ') ?? '';
    report.add(
      'W0303',
      t.span,
      `the signature has ${t.action}(${order}), here the names stand in another order; write them as there`,
      {
        related: wanted ? [{ span: wanted.span, message: 'the signature' }] : [],
      },
    );
  }
}

/** A name that the signature gives to another parameter, whose name in turn is elsewhere here. */
function swappedName(t: Transition, a: Automaton): string | undefined {
  const names = a.signature.find((x) => x.name === t.action)?.parameters.map((p) => p.name) ?? [];
  const here = t.parameters.map((p) => p.name);
  return here.find((name, i) => {
    const at = names.indexOf(name);
    return at !== -1 && at !== i && here.includes(names[i] ?? '') && names[i] !== name;
  });
}
