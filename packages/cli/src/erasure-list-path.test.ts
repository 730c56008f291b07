import { resolve } from 'node:path';
import { describe, expect, it } from 'vitest';
import { erasureListPath } from './erasure-list-path.ts';

describe('the path of the list of erasures', () => {
  it('is the option, then ERASURE_LIST, then a file beside the folder of an embedded database', () => {
    const environment = { ERASURE_LIST: 'list.jsonl' };
    expect(erasureListPath({ option: 'own.jsonl', environment, folder: '/town/data' })).toBe(resolve('own.jsonl'));
    expect(erasureListPath({ environment, folder: '/town/data' })).toBe(resolve('list.jsonl'));
    expect(erasureListPath({ environment: {}, folder: '/town/data' })).toBe('/town/erasures.jsonl');
    expect(erasureListPath({ environment: { ERASURE_LIST: '' }, folder: '/town/restored' })).toBe(
      '/town/erasures.jsonl',
    );
  });

  it('is null for PostgreSQL if none is set', () => {
    expect(erasureListPath({ environment: {}, folder: undefined })).toBeNull();
  });
});
