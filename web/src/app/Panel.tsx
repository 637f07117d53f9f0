/** The ground of every panel: focusable by its key, labelled, and scrolling by itself. */
import type { ReactNode } from 'react';

export interface PanelProps {
  readonly id: string;
  readonly label: string;
  readonly children: ReactNode;
}

export function Panel({ id, label, children }: PanelProps): React.JSX.Element {
  return (
    <section id={`panel-${id}`} className={`panel panel-${id}`} aria-label={label} tabIndex={-1}>
      {children}
    </section>
  );
}

/** What a panel says before there is anything to show. */
export function Empty({ children }: { readonly children: ReactNode }): React.JSX.Element {
  return <div className="empty">{children}</div>;
}
