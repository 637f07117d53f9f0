// generated from the layers' .ioa files; do not edit
import type { LayerModule } from '../support/index.js';
import { Causal } from '../../causal/generated/Causal.js';
import { Fragment } from '../../fragment/generated/Fragment.js';
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
  Causal,
  Fragment,
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
    { name: 'causal', layers: [Causal, Stable, Mnak] },
    { name: 'svs', layers: [Member, Sync, Suspect, Fragment, Stable, Mnak] },
    { name: 'total', layers: [Total, Member, Sync, Suspect, Fragment, Stable, Mnak] },
    { name: 'register', layers: [TotalRegister, Member, Sync, Suspect, Fragment, Stable, Mnak] },
    { name: 'lock', layers: [TotalLock, Member, Sync, Suspect, Fragment, Stable, Mnak] },
    { name: 'kv', layers: [TotalKV, Member, Sync, Suspect, Fragment, Stable, Mnak] },
  ];

/** Fingerprints of the sources, by path, to notice that they were changed since. */
export const SOURCES: Readonly<Record<string, number>> = {
  'causal/Causal.ioa': 1729868812,
  'fragment/Fragment.ioa': 3803645472,
  'kv/TotalKV.ioa': 968306446,
  'lock/TotalLock.ioa': 2278979121,
  'member/Member.ioa': 1675514802,
  'mnak/Mnak.ioa': 1800782909,
  'register/TotalRegister.ioa': 2020393904,
  'stable/Stable.ioa': 1485051121,
  'stacks.ioa': 1335920672,
  'suspect/Suspect.ioa': 540476003,
  'sync/Sync.ioa': 3853186547,
  'total/Total.ioa': 2807813692,
};
