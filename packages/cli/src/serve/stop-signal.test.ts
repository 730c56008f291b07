import { EventEmitter } from 'node:events';
import { describe, expect, it } from 'vitest';
import { stopSignal } from './stop-signal.ts';

describe('the signal that stops a command', () => {
  function waiting() {
    const process = new EventEmitter();
    const further: unknown[] = [];
    return { process, further, stopped: stopSignal({ process, onFurther: (reason) => further.push(reason) }) };
  }

  it.each(['SIGTERM', 'SIGINT'])('resolves at the first %s, and leaves the second to Node.js', async (signal) => {
    const { process, stopped } = waiting();
    process.emit(signal);
    await stopped;
    expect(process.listenerCount(signal)).toBe(0);
  });

  it('rejects with the first unhandled rejection and passes the others on', async () => {
    const { process, further, stopped } = waiting();
    const [first, second] = [new Error('first'), new Error('second')];
    process.emit('unhandledRejection', first);
    process.emit('unhandledRejection', second);
    await expect(stopped).rejects.toBe(first);
    expect(further).toEqual([second]);
  });
});
