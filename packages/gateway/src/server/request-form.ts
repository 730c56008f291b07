import type { IncomingMessage } from 'node:http';
import type { ErrorResponse } from './respond.ts';

const methods = new Set(['GET', 'POST']);

/** A page of any site can send these types without permission, see https://fetch.spec.whatwg.org/#simple-header. */
const simpleTypes = new Set(['application/x-www-form-urlencoded', 'multipart/form-data', 'text/plain']);

/** A body with another charset would be misread. */
const supportedCharsets = new Set(['utf-8', 'utf8', 'us-ascii']);

const supportedMediaTypes = /\*\/\*|application\/(\*|json|graphql-response\+json)|text\/event-stream|multipart\/mixed/i;

/**
 * The rejection of a request to `/graphql` for its method or headers, before its body is read. Undefined if they are
 * supported.
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
    const message = `The \`Content-Encoding\` ${coding.slice(0, 40)} is not supported. Send the body without compression.`;
    return unsupported(message, { 'accept-encoding': 'identity' });
  }
  if (method === 'POST' && simpleTypes.has(mediaTypeOf(headers['content-type'] ?? ''))) {
    return unsupported('A form cannot be sent to this address. Send JSON with `Content-Type: application/json`.');
  }
  const [, charset = 'utf-8'] = /;\s*charset\s*=\s*"?([^";\s]+)/i.exec(headers['content-type'] ?? '') ?? [];
  if (!supportedCharsets.has(charset.toLowerCase())) {
    return unsupported(`The charset ${charset.slice(0, 40)} is not supported. Send the body in UTF-8.`);
  }
  if (headers.accept !== undefined && headers.accept !== '' && !supportedMediaTypes.test(headers.accept))
    return notAcceptable;
  return undefined;
}

/** The media type in a `Content-Type` header, in lower case and without parameters. */
export function mediaTypeOf(contentType: string): string {
  return (contentType.split(/[;,]/, 1)[0] ?? '').trim().toLowerCase();
}

/** The caller accepts no supported media type. */
export const notAcceptable: ErrorResponse = {
  status: 406,
  code: 'NOT_ACCEPTABLE',
  message: 'Unsupported `Accept` header. Use application/graphql-response+json or application/json.',
};

/** The body of a request has an unsupported type or encoding. */
export function unsupported(message: string, headers?: Record<string, string>): ErrorResponse {
  return { status: 415, code: 'UNSUPPORTED_MEDIA_TYPE', message, headers };
}
