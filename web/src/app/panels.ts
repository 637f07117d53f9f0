/** Brings a panel to the front from anywhere. */
import { storeOf } from '../state/store.js';

export interface PanelRequest {
  readonly id: string;
  /** Whether the keyboard goes there too. */
  readonly isEntered: boolean;
}

/** A request is an object, so that asking twice for the same panel is two requests. */
export const panelAsked = storeOf<PanelRequest | undefined>(undefined);

export function showPanel(id: string): void {
  panelAsked.set({ id, isEntered: false });
}

/** Shows it and puts the cursor there: in the editor one goes on to type. */
export function enterPanel(id: string): void {
  panelAsked.set({ id, isEntered: true });
}
