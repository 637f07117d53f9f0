/** What can happen now, to be taken by a click; and what cannot, with the conjunct that forbids it. */
import type { Step } from '@maat/spec-lang';
import { runCommands, type Outcomes, type RunState } from './controller.js';
import { Branches } from './Branches.js';
import type { Hindered } from './hindered.js';
import { stateRows } from './state-rows.js';
import { currentMoment } from './history.js';
import { showArguments, showStep, type AutomatonView } from './view.js';

/** Of one action so many ways are shown at once; the others unfold. */
const FEW = 6;

export function Choices({ state }: { readonly state: RunState }): React.JSX.Element {
  const { view, choices, outcomes, history } = state;
  if (view === undefined || history === undefined) return <></>;
  const names = [...new Set(choices?.enabled.map((s) => s.action))];
  return (
    <section className="run-choices" aria-label="What can happen">
      <header className="run-head">
        <h3>What can happen</h3>
      </header>
      {outcomes === undefined ? null : (
        <OutcomeList state={state} outcomes={outcomes} view={view} />
      )}
      {choices?.broken.map((name) => (
        <p key={name} className="notice bad">
          invariant {name} does not hold here
        </p>
      ))}
      {names.map((name) => (
        <Ways
          key={name}
          name={name}
          view={view}
          steps={choices?.enabled.filter((s) => s.action === name) ?? []}
        />
      ))}
      {choices?.enabled.length === 0 ? <p className="notice warn">No step is possible.</p> : null}
      {choices?.hindered.map((h) => (
        <Cannot key={h.step.action} hindered={h} view={view} />
      ))}
      <Branches history={history} view={view} />
    </section>
  );
}

interface WaysProps {
  readonly name: string;
  readonly view: AutomatonView;
  readonly steps: readonly Step[];
}

function Ways({ name, view, steps }: WaysProps): React.JSX.Element {
  const buttons = steps.map((step, i) => (
    <button key={i} type="button" className="way" onClick={() => void runCommands.take(step)}>
      {showStep(view, step)}
    </button>
  ));
  const kind = view.signature.find((a) => a.name === name)?.kind ?? 'internal';
  return (
    <div className="ways">
      <span className={`kind ${kind}`} title={kind}>
        {kind === 'input' ? 'in' : kind === 'output' ? 'out' : 'int'}
      </span>
      <div className="ways-list">
        {buttons.slice(0, FEW)}
        {buttons.length > FEW ? (
          <details>
            <summary>
              {buttons.length - FEW} more of {name}
            </summary>
            {buttons.slice(FEW)}
          </details>
        ) : null}
      </div>
    </div>
  );
}

interface CannotProps {
  readonly hindered: Hindered;
  readonly view: AutomatonView;
}

function Cannot({ hindered, view }: CannotProps): React.JSX.Element {
  const { step, reason } = hindered;
  return (
    <div className="cannot">
      <code title={`nearest: ${step.action}(${showArguments(view, step).join(', ')})`}>
        {showStep(view, step)}
      </code>
      <p>
        {reason.name === '' ? 'needs ' : `${reason.name} needs `}
        <code>{reason.text}</code>
        {reason.terms.map((t) => (
          <span key={t.term}>
            {', and '}
            <code>{t.term}</code> is <code>{t.value}</code>
          </span>
        ))}
      </p>
    </div>
  );
}

interface OutcomeListProps {
  readonly state: RunState;
  readonly outcomes: Outcomes;
  readonly view: AutomatonView;
}

function OutcomeList({ state, outcomes, view }: OutcomeListProps): React.JSX.Element {
  const here = state.history === undefined ? undefined : currentMoment(state.history).state;
  return (
    <div className="outcomes" role="group" aria-label="Outcomes">
      <p>
        {showStep(view, outcomes.step)} can lead to {outcomes.states.length} states:
      </p>
      {outcomes.states.map((after, i) => (
        <button
          key={i}
          type="button"
          className="way"
          onClick={() => void runCommands.choose(outcomes.step, after)}
        >
          {stateRows(view, after, here)
            .filter((r) => r.before !== undefined)
            .map((r) => `${r.name}: ${r.value}`)
            .join('; ') || 'nothing changes'}
        </button>
      ))}
    </div>
  );
}
