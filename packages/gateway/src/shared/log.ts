import { pino } from 'pino';

/** Logs one event. It must not contain secrets, such as headers, variables or keys. The message is a sentence. */
export type Log = (event: { level: 'info' | 'error'; message: string; [detail: string]: unknown }) => void;

/** Passwords in database addresses and keys of callers, which the text of an error can contain. */
const secrets = /(?<=\b[a-z][a-z0-9+.-]*:\/\/[^\s:@/"\\]*:)[^\s@"\\]+(?=@)|(?<=\bBearer +)[^\s"\\]+/gi;

const standardError = {
  write: (line: string) => {
    process.stderr.write(line.replace(secrets, '***'));
  },
};

/** A log with one line of JSON for each event of this level or above, on standard error. */
export function createLog(level: 'info' | 'error' | 'silent'): Log {
  const logger = pino(
    {
      level,
      base: null,
      messageKey: 'message',
      timestamp: () => `,"at":"${new Date().toISOString()}"`,
      formatters: { level: (label) => ({ level: label }) },
    },
    standardError,
  );
  return ({ level: ofEvent, message, ...details }) => logger[ofEvent](details, message);
}

/** The log of a running gateway: errors, and one line for each request. */
export const standardErrorLog: Log = createLog('info');
