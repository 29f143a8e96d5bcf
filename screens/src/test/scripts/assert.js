/** @param {unknown} actual @param {unknown} expected */
export function equal(actual, expected) {
  const [seen, wanted] = [JSON.stringify(actual), JSON.stringify(expected)];
  if (seen !== wanted) throw new Error(`expected ${wanted}\n but was ${seen}`);
}
