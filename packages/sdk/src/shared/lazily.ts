/** A function that computes its result at the first call, and returns the same result at later calls. */
export function lazily<Result>(compute: () => Result): () => Result {
  let computed: { result: Result } | undefined;
  return () => {
    computed ??= { result: compute() };
    return computed.result;
  };
}
