import { createHash, timingSafeEqual } from 'node:crypto';
import type { IncomingMessage, ServerResponse } from 'node:http';
import type { Metrics } from './metrics.ts';
import { refuse } from './respond.ts';

/** Sends the metrics to a caller with the key of the metrics. */
export async function sendMetrics(
  { request, response }: { request: IncomingMessage; response: ServerResponse },
  { metrics, key }: { metrics: Metrics; key: string },
): Promise<void> {
  const [, sent = ''] = /^Bearer +(\S+)$/i.exec(request.headers.authorization ?? '') ?? [];
  if (!timingSafeEqual(digest(sent), digest(key))) {
    return refuse(request, response, {
      status: 401,
      code: 'UNAUTHENTICATED',
      message: 'Send the key of the metrics as `Authorization: Bearer <key>`.',
      headers: { 'www-authenticate': 'Bearer' },
    });
  }
  const text = await metrics.text();
  response.writeHead(200, { 'content-type': metrics.contentType }).end(text);
}

function digest(text: string): Buffer {
  return createHash('sha256').update(text).digest();
}
