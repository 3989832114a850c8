/** Where a chunk's file is kept: named by its content, under its batch so that a batch's files can go together. */
export const chunkFileKey = (batchId: string, sha256: string): string => `print/${batchId}/${sha256}.pdf`;
