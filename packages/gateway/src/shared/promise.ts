/** Whether a value can be awaited. */
export function isPromiseLike(value: unknown): value is PromiseLike<unknown> {
  return typeof value === 'object' && value !== null && 'then' in value && typeof value.then === 'function';
}

/** Lets a promise whose outcome no longer matters fail without ending the process. */
export function ignoreRejection(promise: PromiseLike<unknown>): void {
  const nothing = () => undefined;
  promise.then(nothing, nothing);
}
