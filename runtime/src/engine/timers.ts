/** When each layer's timers are due. */
import type { Constants, LayerModule } from '@maat/layers';
import type { Random } from '../random.js';

export interface Timer {
  readonly layer: number;
  readonly name: string;
  readonly period: number;
  due: number;
}

/** The first time is somewhere within the first period, so that processes do not tick in step. */
export function timersOf(
  layers: readonly LayerModule[],
  constants: readonly Constants[],
  now: number,
  random: Random,
): Timer[] {
  return layers.flatMap((layer, i) =>
    layer.timers.map(({ name, period }): Timer => {
      const ms = Math.max(1, period(constants[i] ?? {}));
      return { layer: i, name, period: ms, due: now + random.unit() * ms };
    }),
  );
}

/** A timer that is late by more than a period is not made up for. */
export function renew(timer: Timer, now: number): void {
  timer.due = Math.max(timer.due + timer.period, now);
}

export function earliest(timers: readonly Timer[]): number | undefined {
  return timers.length === 0
    ? undefined
    : timers.reduce((due, t) => Math.min(due, t.due), Infinity);
}
