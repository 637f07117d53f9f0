// For a service that nothing is derived from the page offers a derivation; for one that none is made of, the reason.
import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { offersFor, type Offer, type Shelf } from '@maat/web';
import { describe, expect, it } from 'vitest';

const SERVICES = fileURLToPath(new URL('../derive/services/', import.meta.url));
/** The library is found without one. */
const shelf: Shelf = new Map();

describe('a service that nothing is derived from', () => {
  it.each([
    ['auction.ioa', 'bids, best'],
    ['counter.ioa', 'log, count'],
    ['rounds.ioa', 'here, round'],
    ['tally.ioa', 'total'],
  ])('%s is offered one, whether it has a log or not', (file, globals) => {
    const text = readFileSync(SERVICES + file, 'utf8').replaceAll(/^derivation .*$/gm, '');
    const [offer] = offersFor([{ file, text }], shelf, file);
    expect(offer?.kind === 'offer' && offer.text).toContain(`replicate(${globals})`);
  });

  it('has none where nothing is kept for a whole view, and is told so', () => {
    expect(ofIdle('Array[Proc, Nat]', 'nods[p] := nods[p] + 1')).toMatchObject({ kind: 'none' });
  });

  it('has none where nothing is done with what is kept, and is told so', () => {
    expect(ofIdle('Array[View, Nat]', '')).toMatchObject({ kind: 'none', service: 'Idle' });
  });
});

function ofIdle(sort: string, effect: string): Offer | undefined {
  const text = `import "group.ioa"
automaton Idle(Proc, View: type) extends Group(Proc, View)
  signature
    input nod(p: Proc)
  states
    nods: ${sort} := constant(0)
  transitions
    input nod(p)
      ${effect === '' ? '' : `eff ${effect}`}
`;
  const [offer] = offersFor([{ file: 'idle.ioa', text }], shelf, 'idle.ioa');
  expect(offer?.kind === 'none' && offer.why.join()).toMatch(/\w/);
  return offer;
}
