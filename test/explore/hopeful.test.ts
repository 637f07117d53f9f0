/** A search that is asked to be hopeful ends early where its limit would cut it anyway, and nowhere else. */
import { expect, test } from 'vitest';
import { search, type Model } from '@maat/verifier';

test('a frontier that grows all the time is given up at half of the limit', () => {
  const tree = model(1, (n) => [2 * n, 2 * n + 1]);
  const found = search(tree, { limit: 800, hopeful: true });
  expect(found).toMatchObject({ complete: false, bound: 'limit' });
  expect(found.distinct).toBeLessThan(410);
  expect(search(tree, { limit: 800 }).distinct).toBe(800);
});

test.each([640, 800, 1000])(
  'a square is searched to its end, though it grows at first: limit %d',
  (limit) => {
    const side = 25;
    const square = model(0, (n) => [
      ...(n % side < side - 1 ? [n + 1] : []),
      ...(n < side * (side - 1) ? [n + side] : []),
    ]);
    const found = search(square, { limit, hopeful: true });
    expect(found).toMatchObject({ complete: true, distinct: side * side });
  },
);

test('a violation before that is still found', () => {
  const tree = model(
    1,
    (n) => [2 * n, 2 * n + 1],
    (n) => n !== 300,
  );
  expect(search(tree, { limit: 800, hopeful: true }).violation?.kind).toBe('property');
});

function model(
  first: number,
  next: (n: number) => readonly number[],
  holds: (n: number) => boolean = () => true,
): Model<number, number> {
  return {
    initial: () => [first],
    actions: next,
    next: (_, to) => [to],
    properties: [{ name: 'holds', holds }],
    key: String,
    nameOf: () => 'go',
  };
}
