/** What must be equal of two answers: the data, to the order of its fields, and the errors, in any order. */
export interface Answer {
  data: string;
  errors: { path: string; code: string; message: string }[];
}

/** A response of GraphQL, or the result of an execution. */
export interface Result {
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
 * Where an error makes more than its own field null, it is chance which of several failing fields below is reported, also from
 * one interpreted run to the next. So an error that only one answer has does not count if the other answer has errors of
 * other fields at the same place, and none of this field.
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

/** The place on the way of an error at which the data is null. */
function nullOn(path: string, data: unknown): string {
  const steps = path.split('.');
  let at = data;
  for (const [depth, step] of steps.entries()) {
    if (at === null || at === undefined) return steps.slice(0, depth).join('.');
    at = (at as Record<string, unknown>)[step];
  }
  return path;
}
