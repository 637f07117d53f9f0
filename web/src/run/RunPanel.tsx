/** Runs of a specification: what to run, the diagram, the state, and what can happen next. */
import { useEffect, useRef } from 'react';
import { Empty, Panel } from '../app/Panel.js';
import { checking } from '../app/checking.js';
import { desk } from '../app/workbench.js';
import { mainUnit } from '../spec/outline.js';
import { useStore } from '../state/use-store.js';
import { Choices } from './Choices.js';
import { runCommands, running } from './controller.js';
import { SpaceTime } from './SpaceTime.js';
import { StateTable } from './StateTable.js';
import { Unlinked } from './Unlinked.js';
import { RunFoot, Toolbar } from './Toolbar.js';
import { Watches } from './Watches.js';

export function RunPanel(): React.JSX.Element {
  const state = useStore(running);
  useMainUnit();
  return (
    <Panel id="run" label="Run">
      {state.target === undefined ? (
        <Empty>Open a text to run it.</Empty>
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
              <SpaceTime view={state.view} history={state.history} stopped={state.stopped} />
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

/**
 * A text that is opened and has no errors is ready to run: its main unit is opened, once; again when
 * it has another name, as while the name is being typed.
 */
function useMainUnit(): void {
  const { findings } = useStore(checking);
  const { current } = useStore(desk);
  const opened = useRef<string>(undefined);
  useEffect(() => {
    if (findings === undefined || findings.file !== current) return;
    const { target } = running.get();
    const isThere = (name: string): boolean => findings.units.some((u) => u.name === name);
    // What somebody chose, or opened from elsewhere, stays.
    if (target?.file === current && (target.unit !== opened.current || isThere(target.unit)))
      return;
    const unit = mainUnit(findings.units);
    const wrong = findings.findings.some((f) => f.severity === 'error');
    if (unit === undefined || wrong) return;
    opened.current = unit.name;
    void runCommands.open({ file: findings.file, unit: unit.name, scope: '' });
  }, [findings, current]);
}
