import { useEffect, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { isMac } from '../media';
import { useShortcut } from '../shortcuts';

export const PALETTE_KEYS = isMac ? '⌘ K' : 'Ctrl K';

const nothing = () => undefined;

/** Whether the search over everything is open. Ctrl or ⌘ and K opens and closes it, also while somebody types. */
export function usePalette() {
  const { t } = useTranslation();
  const [open, setOpen] = useState(false);
  // For the list of shortcuts; the key itself is heard below, because this one is pressed with another.
  useShortcut(PALETTE_KEYS, t('search.title'), nothing);
  useEffect(() => {
    const onKey = (event: KeyboardEvent) => {
      if (!(isMac ? event.metaKey : event.ctrlKey) || event.shiftKey || event.altKey) return;
      if (event.key.toLowerCase() !== 'k' || event.isComposing) return;
      event.preventDefault();
      setOpen((shown) => !shown);
    };
    window.addEventListener('keydown', onKey);
    return () => window.removeEventListener('keydown', onKey);
  }, []);
  return { open, show: () => setOpen(true), hide: () => setOpen(false) };
}
