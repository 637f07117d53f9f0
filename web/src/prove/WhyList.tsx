/** What was found out about theorems that are not proved. */
import { showPanel } from '../app/panels.js';
import { openStep } from './controller.js';
import type { Why } from './prover.js';
import { whyText } from './rows.js';

export function WhyList({ whys }: { readonly whys: readonly Why[] }): React.JSX.Element | null {
  if (whys.length === 0) return null;
  return (
    <ul className="whys">
      {whys.map((why) => (
        <li key={why.theorem} className={why.isRefuted ? 'notice bad' : 'notice'}>
          <b>{why.theorem}</b> {whyText(why)} <OpenRun why={why} />
        </li>
      ))}
    </ul>
  );
}

function OpenRun({ why: { run } }: { readonly why: Why }): React.JSX.Element | null {
  if (run === undefined) return null;
  return (
    <button
      type="button"
      onClick={() => {
        openStep(run);
        showPanel('run');
      }}
    >
      Open the run
    </button>
  );
}
