/** What stands in the editor's place when no text is open. */
import { enterPanel } from '../app/panels.js';
import { commands, gallery } from '../app/workbench.js';
import { useStore } from '../state/use-store.js';
import { FIRST_TEXT } from './first-text.js';

const BEGIN_WITH: readonly (readonly [file: string, title: string, about: string])[] = [
  ['library/eto.ioa', 'Total order', 'virtual synchrony with one queue a view'],
  ['library/classics/lcr.ioa', 'Leader election', 'Le Lann, Chang and Roberts on a ring'],
  ['library/classics/two-phase-commit.ioa', 'Two-phase commit', 'one coordinator, all or none'],
  ['layers/mnak/Mnak.ioa', 'A layer', 'reliable FIFO by negative acknowledgement'],
];

export function Welcome(): React.JSX.Element {
  const texts = useStore(gallery);
  return (
    <div className="welcome">
      <h2>Write what a group may observe, and look at it</h2>
      <p>
        A <b>service</b> says what processes may see; a <b>layer</b> is what each of them does; a{' '}
        <b>derivation</b> makes the one from the other. Everything here runs in this page.
      </p>
      <div className="cards">
        <Card
          title="Your own"
          about="a small service to begin with"
          open={() => {
            commands.create(FIRST_TEXT);
            enterPanel('editor');
          }}
        />
        {BEGIN_WITH.map(([file, title, about]) => {
          const source = texts.find((t) => t.file === file);
          const open =
            source &&
            ((): void => {
              commands.openSource(source);
              enterPanel('editor');
            });
          return <Card key={file} title={title} about={about} open={open} />;
        })}
      </div>
    </div>
  );
}

interface CardProps {
  readonly title: string;
  readonly about: string;
  /** Absent as long as the text is not there. */
  readonly open: (() => void) | undefined;
}

function Card({ title, about, open }: CardProps): React.JSX.Element {
  return (
    <button type="button" className="card" disabled={open === undefined} onClick={open}>
      <b>{title}</b>
      <span>{about}</span>
    </button>
  );
}
