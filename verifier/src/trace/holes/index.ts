/** Traces of which something is missing: is there any way to complete them? */
export { readHoles, type HoleBounds, type ReadHoles } from './read.js';
export { fillTrace, type FillOptions } from './fill.js';
export { holesOf, type Hole, type HoleTrace } from './slots.js';
export type {
  FilledEvent,
  HoleCounts,
  HolesFilled,
  HolesRefuted,
  HolesUnknown,
  HoleVerdict,
} from './verdict.js';
