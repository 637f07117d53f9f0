/** From a machine's events to lines of a trace. */
import type { ActionSchema, Args, LayerModule } from '@maat/layers';
import { toJson, type Json } from '../wire/json.js';

/** One event at a service's boundary, or one internal step that a layer says the service takes. */
export interface TraceLine {
  readonly n: number;
  readonly t: number;
  readonly action: string;
  readonly args: Readonly<Record<string, Json>>;
  readonly witness: { readonly clock: number; readonly internal?: true };
}

export type Recorder = (line: TraceLine) => void;

/** Writes down the events at one layer's upper boundary. */
export class Boundary {
  private readonly actions: ReadonlyMap<string, ActionSchema>;
  private readonly record: Recorder;
  private lines = 0;

  constructor(layer: LayerModule, record: Recorder) {
    this.actions = new Map(layer.implements.actions.map((a) => [a.name, a]));
    this.record = record;
  }

  /** `args` are all of the action's, the process included. */
  write(t: number, clock: number, name: string, args: Args): void {
    const action = this.actions.get(name);
    if (action === undefined) throw new TypeError(`no action ${name} at this boundary`);
    this.lines += 1;
    this.record({
      n: this.lines,
      t,
      action: name,
      args: Object.fromEntries(action.parameters.map((p, i) => [p.name, toJson(p.sort, args[i])])),
      witness: action.kind === 'internal' ? { clock, internal: true } : { clock },
    });
  }
}
