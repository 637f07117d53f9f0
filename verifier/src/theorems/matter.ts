// What is searched for a run against a claim, and how.
import type { Automaton, Program } from '@maat/spec-lang';
import { largerScopes, searchedScopes } from './possible.js';
import type { Setting } from './setting.js';
import type { Matter } from './theorem.js';

/** Of the first of the automata, which may be a layer's in steps: that has its own way to be run. */
export function matterOf(
  setting: Setting,
  claim: Matter['claim'],
  automata: readonly [Automaton, ...Automaton[]],
): Matter {
  const [searched] = automata;
  const scopes = searchedScopes(setting, automata);
  const { trial, program } = setting;
  if (trial === undefined || !isLayer(program, searched.name))
    return { claim, scopes, larger: largerScopes(setting, automata) };
  return { claim, scopes, trial: trial(searched) };
}

export function isLayer({ units }: Program, name: string): boolean {
  return units.some((u) => u.kind === 'layer' && u.name === name);
}
