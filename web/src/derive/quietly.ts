/** The steps of a derivation are proved by themselves when nobody types and nothing else is asked of the panel. */
import { desk } from '../app/workbench.js';
import { debounced } from '../browser/timing.js';
import { derivationRoom, proving } from '../prove/controller.js';
import { background, QUIET } from '../verdicts/quiet.js';
import { deriveCommands, deriving, isStale } from './controller.js';
import { isAnswered } from './proofs.js';

/** Called once. */
export function startProvingSteps(): void {
  const soon = debounced(() => {
    if (isWanted()) deriveCommands.proveQuietly();
  }, QUIET);
  const giveWay = (): void => {
    derivationRoom.pause(isStale(deriving.get()) ? '' : 'It goes on when nobody types.');
    soon();
  };
  onChange(desk, () => desk.get().documents, giveWay);
  onChange(deriving, () => deriving.get().view, soon);
  onChange(deriving, () => deriving.get().working, giveWay);
  onChange(proving, () => proving.get().phase === 'idle', giveWay);
  onChange(background, () => background.get(), giveWay);
}

/** Not of a text that has changed: that is to be derived again. Nor what somebody has stopped. */
function isWanted(): boolean {
  const { view, working } = deriving.get();
  const { phase, isHeld, plan, results } = derivationRoom.state.get();
  if (view === undefined || working !== undefined || !background.get() || isStale(deriving.get()))
    return false;
  if (phase !== 'idle' || proving.get().phase !== 'idle' || isHeld) return false;
  const mine = plan?.theorems.filter((t) => t.about.includes(view.name));
  return mine?.every((t) => isAnswered(t, results)) !== true;
}

interface Watched {
  readonly subscribe: (listener: () => void) => () => void;
}

function onChange(store: Watched, of: () => unknown, work: () => void): void {
  let before = of();
  store.subscribe(() => {
    const now = of();
    if (now === before) return;
    before = now;
    work();
  });
}
