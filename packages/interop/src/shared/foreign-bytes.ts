/** The format of a file that is not text, and what to do. */
export interface ForeignFormat {
  name: string;
  remedy: string;
}

const asText = 'Open the file in its program, and save it as "CSV UTF-8" or export JSON.';

const signatures: readonly { bytes: readonly number[]; format: ForeignFormat }[] = [
  {
    bytes: [0x50, 0x4b, 0x03, 0x04],
    format: { name: 'a ZIP archive or an Excel or OpenDocument workbook', remedy: asText },
  },
  { bytes: [0xd0, 0xcf, 0x11, 0xe0], format: { name: 'an old Excel or Office file', remedy: asText } },
  {
    bytes: [0x25, 0x50, 0x44, 0x46],
    format: { name: 'a PDF document', remedy: 'Ask its owner for the data as CSV or JSON.' },
  },
  { bytes: [0x1f, 0x8b], format: { name: 'a gzip archive', remedy: 'Unpack it with gunzip first.' } },
  { bytes: [0x42, 0x5a, 0x68], format: { name: 'a bzip2 archive', remedy: 'Unpack it with bunzip2 first.' } },
  { bytes: [0xfd, 0x37, 0x7a, 0x58], format: { name: 'an xz archive', remedy: 'Unpack it with unxz first.' } },
  {
    bytes: [0x28, 0xb5, 0x2f, 0xfd],
    format: { name: 'a Zstandard archive', remedy: 'Unpack it with unzstd first.' },
  },
  { bytes: [0x37, 0x7a, 0xbc, 0xaf], format: { name: 'a 7-Zip archive', remedy: 'Unpack it first.' } },
  {
    bytes: [0x50, 0x41, 0x52, 0x31, 0x15],
    format: { name: 'a Parquet file', remedy: 'Export it as CSV from its program.' },
  },
];

/** The format that the first bytes of a file show. Undefined if they show no known binary format. */
export function foreignFormat(head: Uint8Array): ForeignFormat | undefined {
  return signatures.find(({ bytes }) => bytes.every((byte, index) => head[index] === byte))?.format;
}

/** The byte order of UTF-16 text, by its mark or by a zero in every other byte. Undefined for other text. */
export function utf16ByteOrder(head: Uint8Array): 'utf-16le' | 'utf-16be' | undefined {
  if (head[0] === 0xff && head[1] === 0xfe) return 'utf-16le';
  if (head[0] === 0xfe && head[1] === 0xff) return 'utf-16be';
  const pairs = Math.min(100, Math.floor(head.length / 2));
  if (pairs < 2) return undefined;
  let evenZeros = 0;
  let oddZeros = 0;
  for (let pair = 0; pair < pairs; pair += 1) {
    if (head[2 * pair] === 0) evenZeros += 1;
    if (head[2 * pair + 1] === 0) oddZeros += 1;
  }
  if (evenZeros === 0 && oddZeros * 2 > pairs) return 'utf-16le';
  return oddZeros === 0 && evenZeros * 2 > pairs ? 'utf-16be' : undefined;
}
