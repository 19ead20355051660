/** Which known ids a person may have meant. Pure. */

export interface Known {
  readonly id: string;
  readonly name: string;
}

const NEAR_MAX = 5;

/** The same digits in another order or with one more or less, then names with words in common; at most five. */
export function nearOf(wanted: Known, known: readonly Known[]): readonly Known[] {
  const words = wordsOf(wanted.name);
  const digits = digitsOf(wanted.id);
  return known
    .map((each) => ({
      each,
      score:
        3 * wordsOf(each.name).filter((word) => words.includes(word)).length +
        (isNearNumber(digits, digitsOf(each.id)) ? 2 : 0) +
        (digits !== "" && wordsOf(each.name).some((word) => Number(word) === Number(digits)) ? 3 : 0),
    }))
    .filter(({ score }) => score > 0)
    .toSorted((one, other) => other.score - one.score)
    .slice(0, NEAR_MAX)
    .map(({ each }) => each);
}

const digitsOf = (id: string): string => /\d+$/.exec(id)?.[0] ?? "";

const wordsOf = (name: string): readonly string[] =>
  name
    .normalize("NFD")
    .replaceAll(/\p{Diacritic}/gu, "")
    .toLowerCase()
    .split(/[^a-z0-9]+/)
    .filter((word) => word !== "" && word !== "loja");

/** One digit too many, too few or wrong, or two changed over. */
function isNearNumber(one: string, other: string): boolean {
  if (one === "" || other === "" || Math.abs(one.length - other.length) > 1) return false;
  const [short, long] = one.length <= other.length ? [one, other] : [other, one];
  if (short.length < long.length)
    return Array.from(long).some((_, at) => long.slice(0, at) + long.slice(at + 1) === short);
  const wrong = Array.from(short).flatMap((digit, at) => (digit === long[at] ? [] : [at]));
  const [first = -1, second = -1] = wrong;
  if (wrong.length <= 1) return one.length > 1;
  return wrong.length === 2 && second === first + 1 && short[first] === long[second] && short[second] === long[first];
}
