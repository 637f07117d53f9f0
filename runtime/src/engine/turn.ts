/**
 * What one event brings about at a process, kept together until it is known that the event went
 * well: then it all counts, otherwise nothing of it has ever been.
 */
import {
  closeJournal,
  openJournal,
  takeBack,
  type Args,
  type LayerMachine,
  type Packet,
} from '@maat/layers';
import type { AppEvent } from './events.js';
import type { Boundary, Unnumbered } from './trace.js';

export class Turn {
  readonly lines: { readonly boundary: Boundary; readonly line: Unnumbered }[] = [];
  /** What layers were told from above. */
  readonly told: { readonly layer: number; readonly action: string; readonly args: Args }[] = [];
  readonly outputs: AppEvent[] = [];
  readonly transmits: { readonly to: string; readonly packet: Packet }[] = [];
  /** The machines that the event came to, and what they were before. Nothing is saved of events of the process's own. */
  private readonly before: Map<LayerMachine, object> | undefined;

  constructor(revocable: boolean) {
    this.before = revocable ? new Map<LayerMachine, object>() : undefined;
    if (revocable) openJournal();
    else closeJournal();
  }

  /** To be called before the machine handles anything. */
  save(machine: LayerMachine): void {
    if (this.before?.has(machine) === false) this.before.set(machine, { ...machine });
  }

  keep(): void {
    closeJournal();
  }

  revoke(): void {
    takeBack();
    for (const [machine, before] of this.before ?? []) Object.assign(machine, before);
  }
}
