/** The tour at the foot of the page: what to do next, what to type, and whether it was done. */
import { copyText } from '../browser/download.js';
import { useStore } from '../state/use-store.js';
import { TOUR, type TourStep } from './steps.js';
import { tour, tourCommands } from './watch.js';

export function TourStrip(): React.JSX.Element | null {
  const { isOpen, at, done } = useStore(tour);
  const step = TOUR[at];
  if (!isOpen || step === undefined) return null;
  return (
    <section className="tour" aria-label="Tour">
      <div className="tour-text">
        <h2>
          {step.title}{' '}
          <span className="dim">
            {at + 1} of {TOUR.length}
          </span>
        </h2>
        {step.say.map((paragraph) => (
          <p key={paragraph}>{withBold(paragraph)}</p>
        ))}
      </div>
      {step.type === undefined ? null : <Typing text={step.type} />}
      <Buttons step={step} at={at} done={done} />
    </section>
  );
}

interface ButtonsProps {
  readonly step: TourStep;
  readonly at: number;
  readonly done: number;
}

function Buttons({ step, at, done }: ButtonsProps): React.JSX.Element {
  return (
    <div className="tour-buttons">
      <p role="status" className={done > at ? 'good' : 'dim'}>
        {statusText(step, at, done)}
      </p>
      <button
        type="button"
        className={done > at ? 'primary' : ''}
        disabled={at === TOUR.length - 1}
        onClick={() => {
          tourCommands.go(at + 1);
        }}
      >
        {done > at ? 'Next' : 'Skip'}
      </button>
      <button
        type="button"
        disabled={at === 0}
        onClick={() => {
          tourCommands.go(at - 1);
        }}
      >
        Back
      </button>
      <button type="button" onClick={tourCommands.toggle}>
        Leave the tour
      </button>
    </div>
  );
}

function statusText(step: TourStep, at: number, done: number): string {
  if (at === TOUR.length - 1) return '✓ the end';
  return done > at ? '✓ done' : step.type === undefined ? 'not done yet' : 'not typed yet';
}

function Typing({ text }: { readonly text: string }): React.JSX.Element {
  return (
    <div className="tour-typing">
      <pre aria-label="What to type" tabIndex={0}>
        {text}
      </pre>
      <button type="button" onClick={() => void copyText(text)}>
        Copy
      </button>
    </div>
  );
}

/** `**bold**` is bold. */
function withBold(paragraph: string): React.ReactNode {
  return paragraph
    .split('**')
    .map((piece, i) => (i % 2 === 1 ? <b key={i}>{piece}</b> : <span key={i}>{piece}</span>));
}
