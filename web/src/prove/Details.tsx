/** The chosen obligation: what it says, how it was answered, its counterexample, its text for a solver. */
import { useEffect, useState } from 'react';
import { commands } from '../app/workbench.js';
import { copyText, download } from '../browser/download.js';
import { Counterexample } from './Counterexample.js';
import { keyOf, type ObligationPlan, type Plan } from './plan.js';
import type { Shown } from './prover.js';
import type { ProofRoom } from './room.js';
import { WORDS } from './ObligationTree.js';
import { answerOf, secondsText, type Results } from './rows.js';

export interface DetailsProps {
  readonly room: ProofRoom;
  readonly plan: Plan;
  readonly results: Results;
  readonly chosen: string | undefined;
}

export function Details({ room, plan, results, chosen }: DetailsProps): React.JSX.Element {
  const found = plan.theorems
    .flatMap((theorem) =>
      theorem.actions.flatMap((a) => a.obligations).map((obligation) => ({ theorem, obligation })),
    )
    .find(({ theorem, obligation }) => keyOf(theorem.claim.name, obligation.name) === chosen);
  return (
    <section className="details" aria-label="Obligation">
      {found === undefined || chosen === undefined ? (
        <p className="dim">Choose an obligation to see what it says.</p>
      ) : (
        <Obligation
          key={chosen}
          room={room}
          theorem={found.theorem.claim.name}
          obligation={found.obligation}
          result={results.get(chosen)}
        />
      )}
    </section>
  );
}

interface ObligationProps {
  readonly room: ProofRoom;
  readonly theorem: string;
  readonly obligation: ObligationPlan;
  readonly result: Shown | undefined;
}

function Obligation({ room, theorem, obligation, result }: ObligationProps): React.JSX.Element {
  const { name, says, place, shownBy } = obligation;
  return (
    <>
      <header className="details-head">
        <h3>{name}</h3>
        {place === undefined || place.file === '' ? null : (
          <button
            type="button"
            onClick={() => {
              commands.reveal(place);
            }}
          >
            Show in the text
          </button>
        )}
      </header>
      <pre className="says">{says}</pre>
      {result === undefined ? (
        <p className="dim">Not answered yet.</p>
      ) : (
        <Answered room={room} result={result} shownBy={shownBy} />
      )}
      {result === undefined || shownBy === 'run' ? null : (
        <Script room={room} theorem={theorem} obligation={name} />
      )}
    </>
  );
}

interface AnsweredProps {
  readonly room: ProofRoom;
  readonly result: Shown;
  readonly shownBy: ObligationPlan['shownBy'];
}

function Answered({ room, result, shownBy }: AnsweredProps): React.JSX.Element {
  const { seconds, way, reason, picture, text } = result;
  const answer = answerOf(result, shownBy);
  const tone = { proved: 'good', refuted: 'bad', induction: 'warn', unknown: 'warn' }[answer];
  const how = [way, ...(seconds > 0 ? [secondsText(seconds)] : [])].filter((t) => t !== '');
  return (
    <>
      <p>
        <b className={tone}>{WORDS[answer]}</b> <span className="dim">{how.join(', ')}</span>{' '}
        {reason}
      </p>
      {picture === undefined ? null : <Counterexample picture={picture} room={room} />}
      {text === undefined ? null : <pre className="says">{text}</pre>}
    </>
  );
}

interface ScriptProps {
  readonly room: ProofRoom;
  readonly theorem: string;
  readonly obligation: string;
}

function Script({ room, theorem, obligation }: ScriptProps): React.JSX.Element {
  const text = useScript(room, theorem, obligation);
  const [isShown, setShown] = useState(false);
  if (text === undefined || text === '') return <></>;
  return (
    <div className="script">
      <div className="toolbar-group">
        <button
          type="button"
          aria-expanded={isShown}
          onClick={() => {
            setShown(!isShown);
          }}
        >
          SMT-LIB text
        </button>
        <CopyButton text={text} />
        <button
          type="button"
          onClick={() => {
            download(`${obligation.replace(/[^\w.-]+/g, '-')}.smt2`, text, 'text/plain');
          }}
        >
          Download
        </button>
      </div>
      {isShown ? <pre className="smt">{text}</pre> : null}
    </div>
  );
}

/** What the solver was asked, when it has come from the worker. */
function useScript(room: ProofRoom, theorem: string, obligation: string): string | undefined {
  const [text, setText] = useState<string>();
  useEffect(() => {
    let isGone = false;
    room.scriptFor(theorem, obligation).then(
      (script) => {
        if (!isGone) setText(script);
      },
      () => undefined,
    );
    return () => {
      isGone = true;
    };
  }, [room, theorem, obligation]);
  return text;
}

function CopyButton({ text }: { readonly text: string }): React.JSX.Element {
  const [said, setSaid] = useState('');
  return (
    <>
      <button
        type="button"
        onClick={() => {
          void copyText(text).then((isDone) => {
            setSaid(isDone ? 'copied' : 'the browser does not allow it');
          });
        }}
      >
        Copy
      </button>
      <span role="status" className="dim">
        {said}
      </span>
    </>
  );
}
