// generated from the layers' .ioa files; do not edit
import type { LayerModule } from '../support/index.js';
import { Member } from '../../member/generated/Member.js';
import { Mnak } from '../../mnak/generated/Mnak.js';
import { Stable } from '../../stable/generated/Stable.js';
import { Suspect } from '../../suspect/generated/Suspect.js';
import { Sync } from '../../sync/generated/Sync.js';

export const LAYERS: readonly LayerModule[] = [Member, Mnak, Stable, Suspect, Sync];

/** Layers from the top down. */
export const STACKS: readonly { readonly name: string; readonly layers: readonly LayerModule[] }[] =
  [
    { name: 'fifo', layers: [Mnak] },
    { name: 'svs', layers: [Member, Sync, Suspect, Stable, Mnak] },
  ];
