// generated from the layers' .ioa files; do not edit
import type { LayerModule } from '../support/index.js';
import { TotalKV } from '../../kv/generated/TotalKV.js';
import { TotalLock } from '../../lock/generated/TotalLock.js';
import { Member } from '../../member/generated/Member.js';
import { Mnak } from '../../mnak/generated/Mnak.js';
import { TotalRegister } from '../../register/generated/TotalRegister.js';
import { Stable } from '../../stable/generated/Stable.js';
import { Suspect } from '../../suspect/generated/Suspect.js';
import { Sync } from '../../sync/generated/Sync.js';
import { Total } from '../../total/generated/Total.js';

export const LAYERS: readonly LayerModule[] = [
  TotalKV,
  TotalLock,
  Member,
  Mnak,
  TotalRegister,
  Stable,
  Suspect,
  Sync,
  Total,
];

/** Layers from the top down. */
export const STACKS: readonly { readonly name: string; readonly layers: readonly LayerModule[] }[] =
  [
    { name: 'fifo', layers: [Mnak] },
    { name: 'svs', layers: [Member, Sync, Suspect, Stable, Mnak] },
    { name: 'total', layers: [Total, Member, Sync, Suspect, Stable, Mnak] },
    { name: 'register', layers: [TotalRegister, Member, Sync, Suspect, Stable, Mnak] },
    { name: 'lock', layers: [TotalLock, Member, Sync, Suspect, Stable, Mnak] },
    { name: 'kv', layers: [TotalKV, Member, Sync, Suspect, Stable, Mnak] },
  ];
