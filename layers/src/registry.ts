/** Every layer that has generated code, and the stacks made of them, by name. */
import type { LayerModule } from './support/index.js';

/** Layers from the top down. */
export interface StackModules {
  readonly name: string;
  readonly layers: readonly LayerModule[];
}

export const layers: ReadonlyMap<string, LayerModule> = new Map();

export const stacks: ReadonlyMap<string, StackModules> = new Map();
