/**
 * How much of a process's own is under way: casts that did not come back to it, and messages that
 * are kept because somebody may still lack them. From the events between the layers, so that it
 * holds for every stack with a layer that is told what may be released.
 */
import type { ActionSchema, Args, LayerModule } from '@maat/layers';
import { castsComeBack } from '../app.js';
import type { Stack } from './stack.js';

export class Flow {
  private readonly self: string;
  /** The layer that keeps messages until they are released, if there is one. */
  private readonly keeper: number;
  private readonly comeBack: boolean;
  private readonly work: ReadonlySet<string>;
  private away = 0;
  private kept = 0;
  private released = 0;
  /** Of the latest messages, the oldest first; those that are no longer under way are forgotten before the next. */
  private readonly sizes: number[] = [];
  private total = 0;

  constructor(stack: Stack, self: string) {
    this.self = self;
    this.keeper = stack.layers.findIndex(keeps);
    this.comeBack = castsComeBack(stack);
    this.work = new Set(workOf(stack.layers[0] as LayerModule).map((a) => a.name));
  }

  /** Inputs that bring a message of the application. */
  isWork(action: string): boolean {
    return this.work.has(action);
  }

  get underWay(): number {
    return Math.max(this.away, this.kept - this.released);
  }

  /** What a receiver's socket may have to hold, if it is slow. */
  get bytesUnderWay(): number {
    this.forget();
    return this.total;
  }

  private forget(): void {
    while (this.sizes.length > this.underWay) this.total -= this.sizes.shift() ?? 0;
  }

  /** The application brings something of this size. */
  input(action: string, size: number): void {
    if (this.isWork(action)) {
      this.forget();
      this.sizes.push(size);
      this.total += size;
    }
    if (this.comeBack && action === 'cast') this.away += 1;
  }

  output(action: string, args: Args): void {
    if (this.comeBack && action === 'deliver' && args[0] === this.self) this.away -= 1;
  }

  /** A layer is told something from above. In a new view nothing of the old one is kept. */
  handle(layer: number, action: string, args: Args): void {
    if (layer !== this.keeper) return;
    if (action === 'cast') this.kept += 1;
    else if (action === 'install') [this.kept, this.released] = [0, 0];
    else if (action === 'release' && args[0] === this.self)
      this.released = Math.max(this.released, args[1] as number);
  }
}

function keeps({ implements: { actions } }: LayerModule): boolean {
  const inputs = actions.filter((a) => a.kind === 'input').map((a) => a.name);
  return ['install', 'cast', 'release'].every((name) => inputs.includes(name));
}

/** Inputs of the top service that carry what the application wants to say. */
function workOf(top: LayerModule): readonly ActionSchema[] {
  return top.implements.actions.filter(
    (a) =>
      a.kind === 'input' &&
      a.parameters.some(({ sort }) => sort.kind === 'uninterpreted' && sort.name === top.message),
  );
}
