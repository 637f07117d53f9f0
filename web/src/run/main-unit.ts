/** What the run panel opens by itself: the main unit of the open text. */
import { useEffect } from 'react';
import { checking } from '../app/checking.js';
import { desk, versionOf } from '../app/workbench.js';
import { debounced } from '../browser/timing.js';
import type { Findings } from '../problems/findings.js';
import { mainUnit } from '../spec/outline.js';
import { useStore } from '../state/use-store.js';
import { QUIET } from '../verdicts/quiet.js';
import { isUntouched, runCommands, running, type RunState } from './controller.js';

/**
 * A text that is opened and has no errors is ready to run: its main unit is opened, once; again when
 * it has another name, as while the name is being typed, and, as long as nobody has touched the run,
 * when nobody types any more.
 */
export function useMainUnit(): void {
  const { findings } = useStore(checking);
  const { current } = useStore(desk);
  useEffect(() => {
    if (findings === undefined || findings.file !== current) return;
    followSoon();
    const isThere = (name: string): boolean => findings.units.some((u) => u.name === name);
    // What somebody chose, or opened from elsewhere, stays.
    const isWanted = ({ target, isOffered }: RunState): boolean =>
      target?.file !== current || (isOffered && !isThere(target.unit));
    const unit = mainUnit(findings.units);
    if (unit === undefined || isWrong(findings) || !isWanted(running.get())) return;
    const { file } = findings;
    void runCommands.offer({ file, unit: unit.name, scope: '' }, isWanted);
  }, [findings, current]);
}

const followSoon = debounced(() => {
  const { findings } = checking.get();
  const { target } = running.get();
  if (findings === undefined || isWrong(findings) || target?.file !== findings.file) return;
  if (isOld(running.get())) void runCommands.offer({ ...target, scope: '' }, isOld);
}, QUIET);

function isOld(state: RunState): boolean {
  return isUntouched(state) && state.version !== versionOf(state.target?.file ?? '');
}

function isWrong({ findings }: Findings): boolean {
  return findings.some((f) => f.severity === 'error');
}
