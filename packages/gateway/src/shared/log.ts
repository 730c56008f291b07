/** Logs one event. It must not contain secrets, such as headers, variables or keys. The message is a sentence. */
export type Log = (event: { level: 'info' | 'error'; message: string; [detail: string]: unknown }) => void;

/** Passwords in database addresses and keys of callers, which the text of an error can contain. */
const secrets = /(?<=\b[a-z][a-z0-9+.-]*:\/\/[^\s:@/"\\]*:)[^\s@"\\]+(?=@)|(?<=\bBearer +)[^\s"\\]+/gi;

/** The log of a running gateway: one line of JSON for each event, on standard error. */
export const standardErrorLog: Log = (event) => {
  const line = JSON.stringify({ at: new Date().toISOString(), ...event });
  process.stderr.write(`${line.replace(secrets, '***')}\n`);
};
