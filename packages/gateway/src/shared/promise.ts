/** Whether a value can be awaited. */
export function isPromiseLike(value: unknown): value is PromiseLike<unknown> {
  return typeof value === 'object' && value !== null && 'then' in value && typeof value.then === 'function';
}

/** Ignores the rejection of a promise whose result is no longer needed. Otherwise it would end the process. */
export function ignoreRejection(promise: PromiseLike<unknown>): void {
  const nothing = () => undefined;
  promise.then(nothing, nothing);
}
