/** Runs of a specification: what to run, the diagram, the state, and what can happen next. */
import { Empty, Panel } from '../app/Panel.js';
import { checking } from '../app/checking.js';
import type { Findings } from '../problems/findings.js';
import { useStore } from '../state/use-store.js';
import { Choices } from './Choices.js';
import { running } from './controller.js';
import { useMainUnit } from './main-unit.js';
import { PicturePane } from './PicturePane.js';
import { SpaceTime, type SpaceTimeProps } from './SpaceTime.js';
import { StateTable } from './StateTable.js';
import { Unlinked } from './Unlinked.js';
import { RunFoot, Toolbar } from './Toolbar.js';
import { Watches } from './Watches.js';

export function RunPanel(): React.JSX.Element {
  const state = useStore(running);
  const { findings } = useStore(checking);
  useMainUnit();
  return (
    <Panel id="run" label="Run">
      {state.target === undefined ? (
        <Empty>{whyNothing(findings)}</Empty>
      ) : (
        <div className="run">
          <Toolbar />
          {state.message === undefined ? null : (
            <p className="notice bad" role="alert">
              {state.message}
            </p>
          )}
          {state.note === undefined ? null : <p className="notice warn">{state.note}</p>}
          <Unlinked />
          {state.view === undefined || state.history === undefined ? (
            <Empty>{state.working ? 'Opening…' : 'Nothing to show.'}</Empty>
          ) : (
            <>
              <Views view={state.view} history={state.history} stopped={state.stopped} />
              <div className="run-below">
                <Choices state={state} />
                <div className="run-state">
                  <Watches history={state.history} />
                  <StateTable view={state.view} history={state.history} />
                </div>
              </div>
            </>
          )}
          <RunFoot />
        </div>
      )}
    </Panel>
  );
}

/** The diagram, and beside it what the text pictures; a text that pictures nothing has the diagram alone. */
function Views(props: SpaceTimeProps): React.JSX.Element {
  if (props.view.pictures.length === 0) return <SpaceTime {...props} />;
  return (
    <div className="run-views">
      <SpaceTime {...props} />
      <PicturePane view={props.view} history={props.history} />
    </div>
  );
}

function whyNothing(findings: Findings | undefined): string {
  if (findings === undefined) return 'Open a text to run it.';
  return findings.findings.some((f) => f.severity === 'error')
    ? 'The text has errors; they are under Problems.'
    : 'The text declares nothing that runs yet.';
}
