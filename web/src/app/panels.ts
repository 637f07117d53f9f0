/** Brings a panel to the front from anywhere. */
import { storeOf } from '../state/store.js';

/** A request is an object, so that asking twice for the same panel is two requests. */
export const panelAsked = storeOf<{ readonly id: string } | undefined>(undefined);

export function showPanel(id: string): void {
  panelAsked.set({ id });
}
