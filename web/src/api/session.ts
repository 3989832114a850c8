import { useMutation, useQuery, useQueryClient, type QueryClient } from '@tanstack/react-query';
import { api, body, setCsrfToken, whenSessionIsLost } from './client';
import { ApiError } from './problem';
import { queryClient } from './query-client';
import { chosenLanguage } from '../i18n/i18n';
import { localeOf } from '../i18n/languages';
import type { Permission, Session } from './types';

type Locale = Session['user']['locale'];

const SESSION_KEY = ['session'] as const;

whenSessionIsLost(() => queryClient.setQueryData(SESSION_KEY, null));

/** What one person was shown must not be there for the next who logs in at this browser. */
function forgetRecords(client: QueryClient): void {
  client.removeQueries({ predicate: ({ queryKey }) => queryKey[0] !== 'session' && queryKey[0] !== 'info' });
}

async function currentSession(): Promise<Session | null> {
  try {
    const session = await body(api.GET('/api/session'));
    setCsrfToken(session.csrfToken);
    return session;
  } catch (error) {
    if (error instanceof ApiError && error.status === 401) return null;
    throw error;
  }
}

/** The session; `null` when nobody is logged in, `undefined` while asking. */
export function useSession() {
  return useQuery({ queryKey: SESSION_KEY, queryFn: currentSession, staleTime: Infinity });
}

/** Whether the logged-in user holds a permission; false while unknown. */
export function usePermission(): (permission: Permission) => boolean {
  const { data } = useSession();
  return (permission) => data?.permissions.includes(permission) ?? false;
}

/** A language chosen before logging in becomes the account's, as one chosen after it does. */
function localeToKeep({ user }: Session): Locale | null {
  const chosen = chosenLanguage();
  return chosen === null || localeOf(chosen) === user.locale ? null : localeOf(chosen);
}

export function useLogin() {
  const client = useQueryClient();
  const keepLocale = useKeepLocale();
  return useMutation({
    mutationFn: (credentials: { email: string; password: string }) =>
      body(api.POST('/api/session', { body: credentials })),
    onSuccess: (session) => {
      setCsrfToken(session.csrfToken);
      forgetRecords(client);
      client.setQueryData(SESSION_KEY, session);
      const locale = localeToKeep(session);
      if (locale !== null) keepLocale.mutate(locale);
    },
  });
}

/** Tells the server which language this person reads, for mails and reports. */
export function useKeepLocale() {
  return useMutation({
    mutationFn: (locale: Locale) => api.PATCH('/api/session', { body: { locale } }),
  });
}

/** Ends the session and forgets everything that was read in it. */
export function useLogout() {
  const client = useQueryClient();
  return useMutation({
    mutationFn: () => api.DELETE('/api/session'),
    onSuccess: () => {
      setCsrfToken('');
      client.setQueryData(SESSION_KEY, null);
      forgetRecords(client);
    },
  });
}

export function useInfo() {
  return useQuery({ queryKey: ['info'], queryFn: () => body(api.GET('/api/info')), staleTime: Infinity });
}
