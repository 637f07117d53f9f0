/** Islands: members of one hear each other. A member is dragged to another, or goes there by its list of choices. */
import { liveCommands, type LiveState } from './controller.js';
import type { Member } from './group.js';

const ISLANDS = [0, 1, 2] as const;

export function Islands({ state }: { readonly state: LiveState }): React.JSX.Element {
  return (
    <div className="islands" role="group" aria-label="Islands">
      {ISLANDS.map((island) => (
        <Island key={island} island={island} state={state} />
      ))}
    </div>
  );
}

interface IslandProps {
  readonly island: number;
  readonly state: LiveState;
}

function Island({ island, state }: IslandProps): React.JSX.Element {
  const members = state.members.filter((m) => (state.islands[m.name] ?? 0) === island);
  return (
    <div
      className="island"
      role="group"
      aria-label={`Island ${island + 1}`}
      onDragOver={(event) => {
        event.preventDefault();
      }}
      onDrop={(event) => {
        event.preventDefault();
        const name = event.dataTransfer.getData(KIND);
        if (name !== '') void liveCommands.move(name, island);
      }}
    >
      <span className="island-name">island {island + 1}</span>
      {members.map((member) => (
        <MemberView key={member.name} member={member} island={island} />
      ))}
    </div>
  );
}

const KIND = 'application/x-maat-member';

interface MemberProps {
  readonly member: Member;
  readonly island: number;
}

function MemberView({ member, island }: MemberProps): React.JSX.Element {
  const { name, state, view, pid } = member;
  const isAlive = state === 'alive';
  return (
    <div
      className={`member ${state}`}
      draggable={isAlive}
      onDragStart={(event) => {
        event.dataTransfer.setData(KIND, name);
      }}
    >
      <b>{name}</b>
      <span
        className="member-view"
        title={`the view that it is in: ${view?.join(' ') ?? 'none yet'}`}
      >
        {isAlive ? (view === undefined ? 'no view yet' : view.join(' ')) : state}
      </span>
      {isAlive ? <Fate name={name} island={island} /> : null}
      {pid === undefined || !isAlive ? null : <span className="member-pid">pid {pid}</span>}
    </div>
  );
}

function Fate({
  name,
  island,
}: {
  readonly name: string;
  readonly island: number;
}): React.JSX.Element {
  return (
    <>
      <select
        aria-label={`Island of ${name}`}
        value={island}
        onChange={(event) => {
          void liveCommands.move(name, Number(event.target.value));
        }}
      >
        {ISLANDS.map((i) => (
          <option key={i} value={i}>
            {i + 1}
          </option>
        ))}
      </select>
      <button
        type="button"
        aria-label={`Crash ${name}`}
        title={`Crash ${name}`}
        onClick={() => void liveCommands.do({ kind: 'crash', process: name })}
      >
        ×
      </button>
    </>
  );
}
