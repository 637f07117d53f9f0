/** What is proved of the open text: obligations as a tree, and what is known of the chosen one. */
import { useState } from 'react';
import { Empty, Panel } from '../app/Panel.js';
import { desk, versionOf } from '../app/workbench.js';
import { currentDocument } from '../state/documents.js';
import { useStore } from '../state/use-store.js';
import { proveRoom, proving } from './controller.js';
import { Details } from './Details.js';
import { ObligationTree } from './ObligationTree.js';
import type { ProveState } from './room.js';
import { answeredIn, summaryText, wholeTally } from './rows.js';
import { WhyList } from './WhyList.js';

export function ProvePanel(): React.JSX.Element {
  const document = currentDocument(useStore(desk));
  const state = useStore(proving);
  const [chosen, setChosen] = useState<string>();
  return (
    <Panel id="prove" label="Prove">
      {document === undefined ? (
        <Empty>Open a text to prove it.</Empty>
      ) : (
        <div className="prove">
          <Settings file={document.file} phase={state.phase} />
          <Summary state={state} file={document.file} />
          {state.plan === undefined ? null : (
            <div className="prove-body">
              <WhyList whys={state.whys} room={proveRoom} />
              <ObligationTree
                plan={state.plan}
                results={state.results}
                whys={state.whys}
                chosen={chosen}
                choose={setChosen}
              />
              <Details room={proveRoom} plan={state.plan} results={state.results} chosen={chosen} />
            </div>
          )}
        </div>
      )}
    </Panel>
  );
}

interface SettingsProps {
  readonly file: string;
  readonly phase: ProveState['phase'];
}

function Settings({ file, phase }: SettingsProps): React.JSX.Element {
  const [seconds, setSeconds] = useState('20');
  const isBusy = phase !== 'idle';
  return (
    <form
      className="toolbar"
      onSubmit={(event) => {
        event.preventDefault();
        void proveRoom.prove({ file, wanted: 'all' }, Math.max(1, Number(seconds)) * 1000);
      }}
    >
      <div className="toolbar-row">
        <b className="grow">{file.split('/').at(-1)}</b>
        <label>
          seconds a question{' '}
          <input
            className="number"
            inputMode="numeric"
            value={seconds}
            onChange={(event) => {
              setSeconds(event.target.value.replace(/\D/g, ''));
            }}
          />
        </label>
        {isBusy ? (
          <button type="button" onClick={stop}>
            Stop
          </button>
        ) : (
          <button type="submit" className="primary">
            Prove
          </button>
        )}
      </div>
    </form>
  );
}

function stop(): void {
  proveRoom.stop();
}

interface SummaryProps {
  readonly state: ProveState;
  readonly file: string;
}

/** Always there, so that nothing moves when it speaks. */
function Summary({ state, file }: SummaryProps): React.JSX.Element {
  const { plan, results, phase } = state;
  const message = state.message ?? [...results.values()].find((r) => r.isFault)?.reason;
  const isOld = plan !== undefined && (state.file !== file || state.version !== versionOf(file));
  const tally = plan === undefined ? undefined : wholeTally(plan, results);
  const tone =
    tally === undefined || phase === 'proving'
      ? ''
      : tally.refuted > 0 || state.whys.some((w) => w.isRefuted)
        ? 'bad'
        : tally.proved === tally.all
          ? 'good'
          : 'warn';
  return (
    <div className="prove-summary">
      <p role="status" className={tone}>
        {statusText(state)}
      </p>
      {message === undefined ? null : (
        <p role="alert" className="warn">
          {message}
        </p>
      )}
      {isOld ? <p className="warn">{oldText(state, file)}</p> : null}
      <progress
        aria-label="Answered obligations"
        max={Math.max(1, tally?.all ?? 1)}
        value={tally === undefined ? 0 : answeredIn(tally)}
      />
    </div>
  );
}

function statusText(state: ProveState): string {
  const { plan, results, phase, elapsed, remembered } = state;
  if (phase === 'preparing') return 'Making the obligations…';
  if (plan === undefined)
    return 'Each invariant, simulation and derivation of the text, for any number of processes.';
  const kept = remembered === 0 ? '' : `, ${remembered} answers remembered`;
  const said = summaryText(wholeTally(plan, results));
  if (phase === 'explaining') return said;
  return `${said} in ${(elapsed / 1000).toFixed(1)} s${kept}${phase === 'proving' ? '…' : ''}`;
}

function oldText(state: ProveState, file: string): string {
  return state.file === file
    ? 'The text has changed since: prove it again, and only what it touches is asked again.'
    : `This is what was said of ${state.file ?? ''}.`;
}
