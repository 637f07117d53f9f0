/** The tree of obligations: theorem, action, conjunct; one key goes through it, and one opens and closes. */
import { useState } from 'react';
import type { Plan } from './plan.js';
import type { Why } from './prover.js';
import { rowsOf, type Results, type Row, type Sign } from './rows.js';

export interface TreeProps {
  readonly plan: Plan;
  readonly results: Results;
  readonly whys: readonly Why[];
  readonly chosen: string | undefined;
  readonly choose: (key: string) => void;
  /** What is known without a proof, by the name of an obligation. */
  readonly seen?: ReadonlyMap<string, string>;
}

export function ObligationTree(props: TreeProps): React.JSX.Element {
  const { plan, results, whys, chosen, choose, seen } = props;
  const [toggled, setToggled] = useState<ReadonlyMap<string, boolean>>(new Map());
  const rows = rowsOf(plan, results, toggled, { whys, seen });
  const current = rows.find((r) => r.key === chosen)?.key ?? rows[0]?.key;
  const toggle = (row: Row, isOpen: boolean): void => {
    if (row.isOpen !== undefined) setToggled(new Map([...toggled, [row.key, isOpen]]));
  };
  return (
    <div
      className="obligation-tree"
      role="tree"
      aria-label="Obligations"
      onKeyDown={(event) => {
        const next = moved(rows, current, event.key, toggle);
        if (next === undefined) return;
        event.preventDefault();
        choose(next);
        focusRow(event.currentTarget, next);
      }}
    >
      {rows.map((row) => (
        <TreeRow
          key={row.key}
          row={row}
          isChosen={row.key === chosen}
          isCurrent={row.key === current}
          press={() => {
            choose(row.key);
            toggle(row, row.isOpen !== true);
          }}
        />
      ))}
    </div>
  );
}

interface TreeRowProps {
  readonly row: Row;
  readonly isChosen: boolean;
  /** The one that the tab key goes to. */
  readonly isCurrent: boolean;
  readonly press: () => void;
}

function TreeRow({ row, isChosen, isCurrent, press }: TreeRowProps): React.JSX.Element {
  const { key, level, label, sign, note, isOpen } = row;
  return (
    <div
      data-row={key}
      role="treeitem"
      aria-level={level}
      aria-selected={isChosen}
      {...(isOpen === undefined ? {} : { 'aria-expanded': isOpen })}
      tabIndex={isCurrent ? 0 : -1}
      className={`obligation-row level-${level} ${sign}`}
      onClick={press}
    >
      <span className="twist" aria-hidden="true">
        {isOpen === undefined ? '' : isOpen ? '▾' : '▸'}
      </span>
      <span className="sign" role="img" aria-label={WORDS[sign]}>
        {SIGNS[sign]}
      </span>
      <span className="obligation-name">{label}</span>
      <span className="obligation-note">{note}</span>
    </div>
  );
}

export const SIGNS: Readonly<Record<Sign, string>> = {
  proved: '✓',
  refuted: '✗',
  induction: '✗',
  unknown: '?',
  open: '·',
};

export const WORDS: Readonly<Record<Sign, string>> = {
  proved: 'proved',
  refuted: 'refuted',
  induction: 'counterexample to induction',
  unknown: 'unknown',
  open: 'not answered yet',
};

/** Where a key leads from the current row; undefined for keys that are not the tree's. */
function moved(
  rows: readonly Row[],
  current: string | undefined,
  key: string,
  toggle: (row: Row, isOpen: boolean) => void,
): string | undefined {
  const at = rows.findIndex((r) => r.key === current);
  const row = rows[at];
  if (row === undefined) return undefined;
  const above = rows.slice(0, at).findLast((r) => r.level < row.level);
  switch (key) {
    case 'ArrowDown':
      return (rows[at + 1] ?? row).key;
    case 'ArrowUp':
      return (rows[at - 1] ?? row).key;
    case 'Home':
      return rows[0]?.key;
    case 'End':
      return rows.at(-1)?.key;
    case 'ArrowRight':
      if (row.isOpen === true) return (rows[at + 1] ?? row).key;
      toggle(row, true);
      return row.key;
    case 'ArrowLeft':
      if (row.isOpen !== true) return (above ?? row).key;
      toggle(row, false);
      return row.key;
    case 'Enter':
    case ' ':
      toggle(row, row.isOpen !== true);
      return row.key;
    default:
      return undefined;
  }
}

function focusRow(tree: HTMLElement, key: string): void {
  const rows = [...tree.querySelectorAll<HTMLElement>('[data-row]')];
  rows.find((row) => row.dataset['row'] === key)?.focus();
}
