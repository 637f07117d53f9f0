/** The sort of the place that a target's path leads to. */
import type { Sort } from './sort.js';
import type { PathStep, Target } from './stmt.js';

export function placeSort(target: Target): Sort {
  return target.path.reduce(stepSort, target.sort);
}

function stepSort(sort: Sort, step: PathStep): Sort {
  if (step.kind === 'field') {
    const found = sort.kind === 'tuple' ? sort.fields.find((f) => f.name === step.name) : undefined;
    return found?.sort ?? sort;
  }
  if (sort.kind === 'array' || sort.kind === 'seq') return sort.of;
  return sort.kind === 'map' ? sort.to : sort;
}
