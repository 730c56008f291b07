import type { CodeList } from '../shared/code.ts';

/** Kinds of evidence. An open code list. */
export const evidenceKinds: CodeList = {
  scheme: 'evidence-kind',
  title: 'Kinds of evidence',
  codes: [
    { code: 'story', label: 'Story' },
    { code: 'quotation', label: 'Quotation' },
    { code: 'document', label: 'Document' },
  ],
};
