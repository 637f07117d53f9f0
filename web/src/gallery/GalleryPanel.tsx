/** The library to open texts from. */
import { commands, desk, gallery } from '../app/workbench.js';
import { Empty, Panel } from '../app/Panel.js';
import { useStore } from '../state/use-store.js';
import { groupsOf, type Group, type Shelved } from './groups.js';

export function GalleryPanel(): React.JSX.Element {
  const texts = useStore(gallery);
  const groups = groupsOf(texts).filter((g) => g.texts.length > 0);
  return (
    <Panel id="gallery" label="Gallery">
      {texts.length === 0 ? <Empty>The library is on its way…</Empty> : null}
      {groups.map((group) => (
        <GroupList key={group.title} group={group} />
      ))}
    </Panel>
  );
}

function GroupList({ group }: { readonly group: Group }): React.JSX.Element {
  return (
    <section className="gallery-group">
      <h2>{group.title}</h2>
      <ul>
        {group.texts.map((text) => (
          <li key={text.file}>
            <Entry text={text} />
          </li>
        ))}
      </ul>
    </section>
  );
}

function Entry({ text }: { readonly text: Shelved }): React.JSX.Element {
  const { current } = useStore(desk);
  const open = (): void => {
    const source = gallery.get().find((s) => s.file === text.file);
    if (source !== undefined) commands.openSource(source);
  };
  return (
    <button
      type="button"
      className="gallery-entry"
      aria-current={current === text.file}
      title={text.about}
      onClick={open}
    >
      <span className="gallery-title">
        {text.title}
        {text.pictured ? <span className="gallery-tag">picture</span> : null}
      </span>
      <span className="gallery-about">{text.about}</span>
    </button>
  );
}
