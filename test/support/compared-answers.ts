/** The parts of two results that must be equal: the data with the order of its fields, and the errors in any order. */
export interface Answer {
  data: string;
  errors: { path: string; code: string; message: string }[];
}

/** A response of GraphQL, or the result of an execution. */
interface Result {
  data?: unknown;
  errors?: readonly { path?: readonly (string | number)[]; message: string; extensions?: { code?: unknown } }[];
}

export function answerOf({ data, errors = [] }: Result): Answer {
  const plain = errors.map(({ path = [], message, extensions }) => ({
    path: path.join('.'),
    code: String(extensions?.code),
    message,
  }));
  return { data: JSON.stringify(data) ?? 'none', errors: plain.sort((a, b) => (a.path < b.path ? -1 : 1)) };
}

/**
 * Removes errors that differ by chance. If an error makes more than its own field null, only one of several failing fields is
 * reported, and which one differs from run to run. An error of one result is removed if the other result has errors of other
 * fields at the same place, and none of this field.
 *
 * @see https://spec.graphql.org/October2021/#sec-Handling-Field-Errors
 */
export function withoutChance([one, other]: [Answer, Answer]): [Answer, Answer] {
  if (one.data !== other.data || one.data === 'none') return [one, other];
  const data: unknown = JSON.parse(one.data);
  const counted = (mine: Answer, theirs: Answer) =>
    mine.errors.filter((error) => {
      const place = nullOn(error.path, data);
      const atPlace = theirs.errors.filter((each) => nullOn(each.path, data) === place);
      return atPlace.length === 0 || atPlace.some(({ path }) => path === error.path);
    });
  return [
    { ...one, errors: counted(one, other) },
    { ...other, errors: counted(other, one) },
  ];
}

/** The part of an error's path at which the data is null. */
function nullOn(path: string, data: unknown): string {
  const steps = path.split('.');
  let at = data;
  for (const [depth, step] of steps.entries()) {
    if (at === null || at === undefined) return steps.slice(0, depth).join('.');
    at = (at as Record<string, unknown>)[step];
  }
  return path;
}
