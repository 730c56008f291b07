import { isUtf8 } from 'node:buffer';
import type { IncomingMessage } from 'node:http';

/** The text of a request body, or the reason why there is none. */
export type Body = { text: string } | { fault: 'TOO_LARGE' | 'NOT_UTF8' | 'EMPTY' };

/**
 * Reads the body of a request as text. Stops if its declared length, or the data received, exceeds `limit` bytes. Rejects if
 * the connection closes early.
 */
export async function readBody(request: IncomingMessage, limit: number): Promise<Body> {
  if (Number(request.headers['content-length'] ?? 0) > limit) return { fault: 'TOO_LARGE' };
  const bytes = await readBytes(request, limit);
  if (bytes === undefined) return { fault: 'TOO_LARGE' };
  if (bytes.length === 0) return { fault: 'EMPTY' };
  return isUtf8(bytes) ? { text: withoutByteOrderMark(bytes.toString('utf8')) } : { fault: 'NOT_UTF8' };
}

/** Some programs begin a text with a byte order mark, which is not part of the text. */
function withoutByteOrderMark(text: string): string {
  return text.startsWith('\ufeff') ? text.slice(1) : text;
}

function readBytes(request: IncomingMessage, limit: number): Promise<Buffer | undefined> {
  return new Promise((settle, reject) => {
    const chunks: Buffer[] = [];
    let size = 0;
    const take = (chunk: Buffer) => {
      size += chunk.length;
      chunks.push(chunk);
      if (size > limit) settle(stop());
    };
    const finish = () => {
      stop();
      settle(chunks.length === 1 ? chunks[0] : Buffer.concat(chunks));
    };
    const breakOff = () => reject(new Error('The connection closed before the request was complete.'));
    const stop = () => {
      request.off('data', take).off('end', finish).off('close', breakOff).pause();
      return undefined;
    };
    request.on('data', take).on('end', finish).on('close', breakOff);
  });
}

/** Discards the rest of a request for some time, so that a caller that is still sending receives the response. */
export function discardRest(request: IncomingMessage, milliseconds: number): void {
  const cut = setTimeout(() => request.destroy(), milliseconds);
  request.once('close', () => clearTimeout(cut)).resume();
}
