/** One step: what it changed side by side, its relation, its obligations. */
import { useState } from 'react';
import { commands } from '../app/workbench.js';
import { showPanel } from '../app/panels.js';
import { countsText } from './Chain.js';
import type { Row, SectionDiff } from './diff.js';
import type { JudgedView } from './judged.js';
import { Obligations } from './Obligations.js';
import type { Piece } from './pieces.js';
import type { RelationView, StepView } from './view.js';

export interface StepPageProps {
  readonly step: StepView;
  readonly judged: JudgedView | undefined;
}

export function StepPage({ step, judged }: StepPageProps): React.JSX.Element {
  const { transformation, about, before, after, diff, relation } = step;
  const source = { file: step.file, text: step.text };
  return (
    <div className="derive-step" role="tabpanel" aria-label={transformation}>
      <p className="derive-about">
        <b>{transformation}</b>: {about}
      </p>
      <p className="dim derive-counts">
        {countsText(diff)}
        <button
          type="button"
          onClick={() => {
            commands.openSource(source);
            showPanel('editor');
          }}
        >
          Open {step.file}
        </button>
      </p>
      <div className="derive-heads" aria-hidden="true">
        <span>{before}</span>
        <span>{after}</span>
      </div>
      {diff.map((section, i) => (
        <SectionView key={`${section.title} ${i}`} section={section} />
      ))}
      {relation === undefined ? null : <Relation relation={relation} />}
      <Obligations step={step} judged={judged} />
    </div>
  );
}

const SIGN = { same: ' ', changed: '~', added: '+', removed: '−' } as const;

function SectionView({ section }: { readonly section: SectionDiff }): React.JSX.Element {
  const { title, change, rows } = section;
  const [all, setAll] = useState(false);
  const hidden = rows.filter((r) => r.change === 'same').length;
  const shown = all ? rows : rows.filter((r) => r.change !== 'same');
  return (
    <section className={`diff-section ${change}`}>
      <h3>
        <span className="diff-sign">{SIGN[change]}</span> <code>{title}</code>
        {hidden === 0 ? null : (
          <button
            type="button"
            className="diff-fold"
            aria-expanded={all}
            onClick={() => {
              setAll(!all);
            }}
          >
            {hidden} the same
          </button>
        )}
      </h3>
      {shown.map((row, i) => (
        <RowView key={i} row={row} />
      ))}
    </section>
  );
}

function RowView({ row }: { readonly row: Row }): React.JSX.Element {
  return (
    <div className={`diff-row ${row.change}`}>
      <Cell piece={row.before} side="before" />
      <span className="diff-sign" aria-label={row.change}>
        {SIGN[row.change]}
      </span>
      <Cell piece={row.after} side="after" />
    </div>
  );
}

interface CellProps {
  readonly piece: Piece | undefined;
  readonly side: 'before' | 'after';
}

function Cell({ piece, side }: CellProps): React.JSX.Element {
  if (piece === undefined) return <div className={`diff-cell ${side} none`} />;
  return (
    <div className={`diff-cell ${side}`}>
      {piece.label === '' ? null : <span className="diff-label">{piece.label}</span>}
      <code>{piece.text}</code>
    </div>
  );
}

function Relation({ relation }: { readonly relation: RelationView }): React.JSX.Element {
  return (
    <details className="derive-relation">
      <summary>
        Relation <b>{relation.name}</b>, {relation.conjuncts.length} conjuncts
      </summary>
      <p>{relation.doc}</p>
      <dl>
        {relation.conjuncts.map((c) => (
          <div key={c.name}>
            <dt>{c.name}</dt>
            <dd>
              <code>{c.text}</code>
            </dd>
          </div>
        ))}
      </dl>
    </details>
  );
}
