/** Every layer that has generated code, and the stacks made of them, by name. */
import { LAYERS, SOURCES, STACKS } from './generated/registry.js';
import type { LayerModule } from './support/index.js';

/** Layers from the top down. */
export interface StackModules {
  readonly name: string;
  readonly layers: readonly LayerModule[];
}

export const layers: ReadonlyMap<string, LayerModule> = new Map(LAYERS.map((l) => [l.name, l]));

export const stacks: ReadonlyMap<string, StackModules> = new Map(STACKS.map((s) => [s.name, s]));

/** Fingerprints of the `.ioa` files that the code was generated from, by path in this folder. */
export const sources: ReadonlyMap<string, number> = new Map(Object.entries(SOURCES));
