import type { IncomingMessage } from 'node:http';
import type { ErrorResponse } from './respond.ts';

const methods = new Set(['GET', 'POST']);

/** Texts in other codings would be read as something that was not sent. */
const readable = new Set(['utf-8', 'utf8', 'us-ascii']);

const answerable = /\*\/\*|application\/(\*|json|graphql-response\+json)|text\/event-stream|multipart\/mixed/i;

/**
 * Why a request to `/graphql` is refused for its method and headers, before anything of it is read or carried out;
 * undefined where they are in order.
 *
 * @see https://graphql.github.io/graphql-over-http/draft/
 */
export function judgeForm({ method = '', headers }: IncomingMessage): ErrorResponse | undefined {
  if (!methods.has(method)) {
    const message = `Method ${method} is not supported. Send a query with GET or POST.`;
    return { status: 405, code: 'METHOD_NOT_ALLOWED', message, headers: { allow: [...methods].join(', ') } };
  }
  const coding = headers['content-encoding'] ?? 'identity';
  if (coding.toLowerCase() !== 'identity') {
    return unsupported('send the body of the request without a Content-Encoding', { 'accept-encoding': 'identity' });
  }
  const [, charset = 'utf-8'] = /;\s*charset\s*=\s*"?([^";\s]+)/i.exec(headers['content-type'] ?? '') ?? [];
  if (!readable.has(charset.toLowerCase())) return unsupported('send the body of the request in UTF-8');
  if (headers.accept !== undefined && headers.accept !== '' && !answerable.test(headers.accept)) return notAcceptable;
  return undefined;
}

/** The media type of a body as programs compare it: in small letters, without parameters. */
export function mediaTypeOf(contentType: string): string {
  return (contentType.split(/[;,]/, 1)[0] ?? '').trim().toLowerCase();
}

/** There is no form of answer that the caller takes. */
export const notAcceptable: ErrorResponse = {
  status: 406,
  code: 'NOT_ACCEPTABLE',
  message: 'Unsupported `Accept` header. Use application/graphql-response+json or application/json.',
};

/** The body of a request is of a kind that is not read here. */
export function unsupported(message: string, headers?: Record<string, string>): ErrorResponse {
  return { status: 415, code: 'UNSUPPORTED_MEDIA_TYPE', message, headers };
}
