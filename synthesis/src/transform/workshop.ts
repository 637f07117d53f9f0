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
}
