import { useSyncExternalStore } from 'react';

const phoneQuery = window.matchMedia('(max-width: 720px)');

/** Whether the page is as narrow as a phone. */
export function usePhone(): boolean {
  return useSyncExternalStore(
    (notify) => {
      phoneQuery.addEventListener('change', notify);
      return () => phoneQuery.removeEventListener('change', notify);
    },
    () => phoneQuery.matches,
  );
}

export const isMac = /Mac|iPhone|iPad/.test(navigator.userAgent);
