/** What was found out about theorems that are not proved. */
import { showPanel } from '../app/panels.js';
import type { Why } from './prover.js';
import type { ProofRoom } from './room.js';
import { whyText } from './rows.js';

export interface WhyListProps {
  readonly whys: readonly Why[];
  readonly room: ProofRoom;
}

export function WhyList({ whys, room }: WhyListProps): React.JSX.Element | null {
  if (whys.length === 0) return null;
  return (
    <ul className="whys">
      {whys.map((why) => (
        <li key={why.theorem} className={why.isRefuted ? 'notice bad' : 'notice'}>
          <b>{why.theorem}</b> {whyText(why)} <OpenRun why={why} room={room} />
        </li>
      ))}
    </ul>
  );
}

interface OpenRunProps {
  readonly why: Why;
  readonly room: ProofRoom;
}

function OpenRun({ why: { run, theorem }, room }: OpenRunProps): React.JSX.Element | null {
  if (run === undefined) return null;
  return (
    <button
      type="button"
      onClick={() => {
        room.openRun(run, `This run refutes: ${theorem}.`);
        showPanel('run');
      }}
    >
      Open the run
    </button>
  );
}
