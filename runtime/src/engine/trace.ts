/** From a machine's events to lines of a trace. */
import type { ActionSchema, Args, LayerModule } from '@maat/layers';
import type { TraceLine } from '@maat/spec-lang';
import type { EngineOptions, Recorder } from './events.js';
import { toJson } from '../wire/json.js';

/** A line that is not in the log yet. */
export type Unnumbered = Omit<TraceLine, 'n'>;

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
  line(t: number, clock: number, name: string, args: Args): Unnumbered {
    const action = this.actions.get(name);
    if (action === undefined) throw new TypeError(`no action ${name} at this boundary`);
    return {
      t,
      action: name,
      args: Object.fromEntries(action.parameters.map((p, i) => [p.name, toJson(p.sort, args[i])])),
      witness: action.kind === 'internal' ? { clock, internal: true } : { clock },
    };
  }

  write(line: Unnumbered): void {
    this.lines += 1;
    this.record({ n: this.lines, ...line });
  }
}

/** Where a layer's events are recorded, if they are; without another wish the top layer's. */
export function boundaryOf(
  layer: LayerModule,
  position: number,
  options: Pick<EngineOptions, 'record' | 'boundaries'>,
): Boundary | undefined {
  const record = options.boundaries?.[layer.name] ?? (position === 0 ? options.record : undefined);
  return record === undefined ? undefined : new Boundary(layer, record);
}
