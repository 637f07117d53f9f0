/** The tab of a panel: its title and no more, for panels are not closed. */
import type { IDockviewPanelHeaderProps } from 'dockview-react';

export function Tab({ api }: IDockviewPanelHeaderProps): React.JSX.Element {
  return <span className="tab-title">{api.title}</span>;
}
