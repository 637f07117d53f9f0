// The cases of the language service: a folder for each feature, a golden answer beside each text.
import { existsSync } from 'node:fs';
import { createLanguageService } from '@maat/spec-lang/service';
import { describe, expect, it } from 'vitest';
import { casesOf, folder } from './case.js';
import { FEATURES } from './shown.js';

describe.each(Object.entries(FEATURES))('%s', (feature, ask) => {
  const cases = casesOf(feature);

  it('has cases', () => {
    expect(existsSync(folder(feature))).toBe(true);
    expect(cases.length).toBeGreaterThan(0);
  });

  it.each(cases.map((c) => [c.name, c] as const))('%s', async (name, one) => {
    const service = createLanguageService();
    for (const [file, text] of one.texts) service.open(file, text);
    const answer = ask(service, one);
    await expect(answer.endsWith('\n') ? answer : `${answer}\n`).toMatchFileSnapshot(
      `${folder(feature)}${name}.txt`,
    );
  });
});
