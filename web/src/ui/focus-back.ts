import { useEffect, useState } from 'react';

/**
 * Hands the focus back to where it was when this component appeared. For drawers and dialogs that are unmounted
 * rather than closed, which leave the keyboard at the top of the page otherwise.
 */
export function useFocusBack(): void {
  const [before] = useState(() => document.activeElement);
  useEffect(
    () => () => {
      // After the drawer has left the page: whoever moved the focus on purpose keeps it.
      setTimeout(() => {
        if (document.activeElement !== document.body) return;
        if (before instanceof HTMLElement && before.isConnected) before.focus();
      });
    },
    [before],
  );
}
