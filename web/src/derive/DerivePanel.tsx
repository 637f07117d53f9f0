/** From a service to a layer: the chain of programs, what each step changed, what holds of it, the code at the end. */
import { useEffect } from 'react';
import { Empty, Panel } from '../app/Panel.js';
import { checking } from '../app/checking.js';
import { commands, desk } from '../app/workbench.js';
import { useStore } from '../state/use-store.js';
import { Chain } from './Chain.js';
import { CodeView } from './CodeView.js';
import { deriveCommands, deriving, offered } from './controller.js';
import { DeriveBar } from './DeriveBar.js';
import type { Offer } from './offer.js';
import { StepPage } from './StepPage.js';

export function DerivePanel(): React.JSX.Element {
  const state = useStore(deriving);
  const { view, shown, code, judged, message } = state;
  const step = view?.steps[shown];
  return (
    <Panel id="derive" label="Derive">
      <DeriveBar />
      {message === undefined ? null : (
        <p className="notice bad" role="alert">
          {message}
        </p>
      )}
      {view === undefined ? <Begin /> : <Chain view={view} state={state} />}
      {view !== undefined && step !== undefined ? (
        <StepPage step={step} judged={judged[shown]} />
      ) : null}
      {view !== undefined && step === undefined ? <CodeView code={code} view={view} /> : null}
    </Panel>
  );
}

/** Before anything is derived: what could be, or how to write it. */
function Begin(): React.JSX.Element {
  const { findings } = useStore(checking);
  const { current } = useStore(desk);
  const { file, offers } = useStore(offered);
  const isWrong = findings?.findings.some((f) => f.severity === 'error') === true;
  useEffect(() => {
    if (findings !== undefined && !isWrong && findings.units.some((u) => u.kind === 'automaton'))
      void deriveCommands.offer(findings.file);
  }, [findings, isWrong]);
  if (current === undefined)
    return <Empty>Open a service; what can be derived from it is offered here.</Empty>;
  if (isWrong) return <Empty>The text has errors; they are under Problems.</Empty>;
  const mine = file === current ? offers : [];
  return (
    <div className="derive-begin">
      {mine.map((offer) => (
        <OfferView key={offer.service} offer={offer} file={file} />
      ))}
      {findings?.units.some((u) => u.kind === 'derivation') === true ? (
        <p className="dim">
          Press <b>Derive</b> to make the layer, step by step.
        </p>
      ) : null}
    </div>
  );
}

function OfferView({
  offer,
  file,
}: {
  readonly offer: Offer;
  readonly file: string;
}): React.JSX.Element {
  if (offer.kind === 'none')
    return (
      <p className="dim">
        Nothing can be derived from {offer.service}: {offer.why.join('; ') || NO_LOG}
      </p>
    );
  return (
    <div className="derive-offer">
      <p>
        A layer can be derived from <b>{offer.service}</b>:
      </p>
      <code>{offer.text.trim()}</code>
      <button
        type="button"
        className="primary"
        onClick={() => {
          write(file, offer.text);
        }}
      >
        Write this derivation
      </button>
    </div>
  );
}

const NO_LOG = 'it has no log, a variable of sort Array[View, Seq[T]] that updates append to.';

function write(file: string, text: string): void {
  const before = desk.get().documents.find((d) => d.file === file)?.text;
  if (before !== undefined) commands.edit(file, `${before.trimEnd()}\n\n${text}`);
}
