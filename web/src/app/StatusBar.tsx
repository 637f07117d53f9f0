/** The line below: how the text stands, how long the check took, whether edits are kept. */
import { countText } from '../problems/findings.js';
import { useStore } from '../state/use-store.js';
import { tabLeaves } from './keys.js';
import { background, switchBackground } from '../verdicts/quiet.js';
import { checking } from './checking.js';
import { desk, kept, notice } from './workbench.js';

export function StatusBar(): React.JSX.Element {
  const { current } = useStore(desk);
  const isKept = useStore(kept);
  const said = useStore(notice);
  const leaves = useStore(tabLeaves);
  return (
    <footer className="statusbar" role="status">
      <span>{current ?? 'no text open'}</span>
      <CheckState />
      <span className="statusbar-space" />
      {leaves ? <span>Tab leaves the text</span> : null}
      <span className="bad">{said}</span>
      <BackgroundSwitch />
      {isKept ? null : (
        <span className="bad">
          this browser keeps no more edits: save your texts before you leave
        </span>
      )}
    </footer>
  );
}

function CheckState(): React.JSX.Element | null {
  const { findings, took, failure } = useStore(checking);
  if (failure !== undefined) return <span className="bad">the checker failed: {failure}</span>;
  if (findings === undefined || took === undefined) return null;
  const count = countText(findings.findings);
  return (
    <>
      <span className={count === '' ? 'good' : count.includes('error') ? 'bad' : 'warn'}>
        {count === '' ? '✓ no problems' : count}
      </span>
      <span className="dim">checked in {Math.round(took)} ms</span>
    </>
  );
}

function BackgroundSwitch(): React.JSX.Element {
  const on = useStore(background);
  return (
    <button
      type="button"
      className="quiet"
      aria-pressed={on}
      title="Whether the page explores and proves by itself when nobody types, with one worker"
      onClick={switchBackground}
    >
      {on ? 'checks while you pause' : 'checks only when asked'}
    </button>
  );
}
