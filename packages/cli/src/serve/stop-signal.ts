/** The process, as far as {@link stopSignal} uses it. */
export interface StoppableProcess {
  once(event: 'SIGTERM' | 'SIGINT', listener: () => void): unknown;
  on(event: 'unhandledRejection', listener: (reason: unknown) => void): unknown;
}

/**
 * Resolves at SIGTERM or SIGINT; a second signal ends the process at once. Rejects with the first rejection that no code
 * handles, so that the command can finish running requests and close the database before it fails. `onFurther` receives
 * the rejections after that.
 */
export function stopSignal({
  process: stoppable = process,
  onFurther,
}: {
  process?: StoppableProcess;
  onFurther: (reason: unknown) => void;
}): Promise<void> {
  const stopped = new Promise<void>((resolve, reject) => {
    for (const signal of ['SIGTERM', 'SIGINT'] as const) stoppable.once(signal, () => resolve());
    let isFirst = true;
    stoppable.on('unhandledRejection', (reason) => {
      if (!isFirst) return onFurther(reason);
      isFirst = false;
      reject(reason);
    });
  });
  // The command awaits this promise only once it serves. Until then its rejection has a handler here.
  stopped.catch(() => undefined);
  return stopped;
}
