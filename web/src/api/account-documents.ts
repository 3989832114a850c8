import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { api, body, callHeaders, refuseFailure } from './client';
import { reportUnreachable } from './connection';
import { unreachable } from './problem';
import type { components } from './schema';

type Schemas = components['schemas'];
export type AccountDocument = Schemas['DocumentPageDto_Output']['items'][number];
export type DocumentDetails = Schemas['DocumentDto_Output'];
export type DocumentVersion = AccountDocument['latest'];
export type DocumentKind = AccountDocument['kind'];

const keyOf = (accountId: string) => ['accounts', accountId, 'documents'] as const;

export function useAccountDocuments(accountId: string, removed: boolean) {
  return useQuery({
    queryKey: [...keyOf(accountId), { removed }],
    queryFn: async () => {
      const params = {
        path: { id: accountId },
        query: { removed: removed ? ('true' as const) : ('false' as const) },
      };
      return (await body(api.GET('/api/accounts/{id}/documents', { params }))).items;
    },
  });
}

export function useDocument({ id, accountId }: Pick<AccountDocument, 'id' | 'accountId'>) {
  return useQuery({
    queryKey: [...keyOf(accountId), id],
    queryFn: () => body(api.GET('/api/account-documents/{id}', { params: { path: { id } } })),
  });
}

/** Where a version can be saved from. */
export const documentUrl = (id: string, no: number) => `/api/account-documents/${id}/file?no=${no}`;

function useRefresh(accountId: string) {
  const client = useQueryClient();
  return () => client.invalidateQueries({ queryKey: keyOf(accountId) });
}

export function useAddDocument(accountId: string) {
  const onSuccess = useRefresh(accountId);
  return useMutation({
    mutationFn: ({
      file,
      title,
      kind,
      note,
    }: {
      file: File;
      title: string;
      kind: DocumentKind;
      note: string;
    }) => send(`/api/accounts/${accountId}/documents`, { ...(title !== '' && { title }), kind, note }, file),
    onSuccess,
  });
}

export function useAddVersion(id: string, accountId: string) {
  const onSuccess = useRefresh(accountId);
  return useMutation({
    mutationFn: ({ file, note }: { file: File; note: string }) =>
      send(`/api/account-documents/${id}/versions`, { note }, file),
    onSuccess,
  });
}

export function useRemoveDocument({ id, accountId }: AccountDocument) {
  const onSuccess = useRefresh(accountId);
  return useMutation({
    mutationFn: () => body(api.DELETE('/api/account-documents/{id}', { params: { path: { id } } })),
    onSuccess,
  });
}

/** @throws ApiError with the server's sentence; nothing is kept of a refused file */
async function send(path: string, query: Record<string, string>, file: File): Promise<DocumentDetails> {
  const response = await fetch(`${path}?${new URLSearchParams(query).toString()}`, {
    method: 'POST',
    credentials: 'same-origin',
    headers: {
      ...callHeaders('POST'),
      'Content-Type': 'application/octet-stream',
      'X-File-Name': encodeURIComponent(file.name),
    },
    body: file,
  }).catch(() => {
    reportUnreachable();
    throw unreachable();
  });
  return (await (await refuseFailure(response)).json()) as DocumentDetails;
}
