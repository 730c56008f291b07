import { afterEach, describe, expect, it, vi } from 'vitest';
import { standardErrorLog } from './log.ts';

describe('the log', () => {
  afterEach(() => vi.restoreAllMocks());

  function logged(event: Parameters<typeof standardErrorLog>[0]): string {
    const write = vi.spyOn(process.stderr, 'write').mockReturnValue(true);
    standardErrorLog(event);
    return write.mock.calls.map(([text]) => String(text)).join('');
  }

  it('writes one line of JSON for each event', () => {
    const line = logged({ level: 'error', message: 'it broke', cause: 'Error: x\n    at y' });
    expect(line).toMatch(/^[^\n]+\n$/);
    expect(JSON.parse(line)).toEqual({
      at: expect.any(String),
      level: 'error',
      message: 'it broke',
      cause: 'Error: x\n    at y',
    });
  });

  it('masks passwords and keys, and remains valid JSON', () => {
    const cause =
      'cannot reach postgres://ci:s3cr3t:x@db.example:5432/ci with "Authorization": "Bearer ci_0123456789abcdef"';
    const line = logged({ level: 'error', message: 'no database', cause });
    expect(line).not.toMatch(/s3cr3t|ci_0123/);
    expect(JSON.parse(line).cause).toBe(
      'cannot reach postgres://ci:***@db.example:5432/ci with "Authorization": "Bearer ***"',
    );
  });
});
