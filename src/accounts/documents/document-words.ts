/** What a document is to us. */
export const DOCUMENT_KINDS = ['contract', 'licence', 'proposal', 'minutes', 'artwork', 'other'] as const;
export type DocumentKind = (typeof DOCUMENT_KINDS)[number];
