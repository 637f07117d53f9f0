/** What the parts of the layer's writer share. */
import type { Names } from './names.js';
import type { NormalForm } from './normal-form.js';
import type { Packets } from './packets.js';
import type { Place } from './place.js';

export interface Workshop {
  readonly form: NormalForm;
  readonly names: Names;
  readonly place: Place;
  readonly packets: Packets;
  /** Whether the handlers fire each step of the message program that they take. */
  readonly telling: boolean;
}

/** For the record of the message program only; the layer that runs does without. */
export function told({ telling }: Workshop, step: string): readonly string[] {
  return telling ? [`fire ${step}`] : [];
}
