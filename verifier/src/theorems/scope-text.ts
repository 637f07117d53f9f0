// A finite scope in the words in which it is asked for.
import { scopeValueText, type Scope } from '@maat/spec-lang';
import { showBudget, UNBOUNDED, type Budget } from '../explicit/budget.js';

/** With how often the environment acts in it. */
export function scopeText(scope: Scope, budget: Budget = UNBOUNDED): string {
  const sorts = [...scope.sorts].map(([name, elements]) => `${name}=${elements.length}`);
  const values = [...scope.values]
    .filter(([name]) => !scope.sorts.has(name))
    .map(([name, value]) => `${name}=${scopeValueText(value)}`);
  const bounds = showBudget(budget);
  return [...sorts, ...values, ...(bounds === '' ? [] : [bounds])].join(',');
}
