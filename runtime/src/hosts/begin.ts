/** How new processes come to know of each other and of those that are there. */
import type { Child } from './child.js';
import type { Address } from './transport.js';

/** Waits for a condition; rejects when it waits in vain for what is named. */
export type Until = (condition: () => boolean, what: string) => Promise<void>;

/** New processes look for all that are there. */
export async function beginTogether(
  fresh: readonly Child[],
  living: readonly Child[],
  until: Until,
): Promise<void> {
  await until(() => fresh.every((c) => c.address !== undefined), 'the processes to start');
  const peers: Record<string, Address> = {};
  for (const { name, address } of [...living, ...fresh])
    if (address !== undefined) peers[name] = address;
  for (const child of fresh) child.tell({ kind: 'start', peers });
  await until(() => fresh.every((c) => c.status !== undefined), 'the processes to report');
}
