import { useEffect, useSyncExternalStore } from 'react';

/** A key (`/`, `?`) or two in a row (`g a`), and what it does. */
export interface Shortcut {
  keys: string;
  label: string;
  run: () => void;
}

const SEQUENCE_MS = 1_200;
let active: readonly Shortcut[] = [];
const listeners = new Set<() => void>();

function publish(next: readonly Shortcut[]): void {
  active = next;
  for (const listener of listeners) listener();
}

function typing(target: EventTarget | null): boolean {
  return (
    target instanceof HTMLElement && target.closest('input, textarea, select, [contenteditable]') !== null
  );
}

let before = { key: '', at: 0 };

function onKey(event: KeyboardEvent): void {
  if (event.ctrlKey || event.metaKey || event.altKey || event.isComposing || typing(event.target)) return;
  if (document.querySelector('.ant-modal-wrap:not([style*="display: none"])')) return;
  const sequence = event.timeStamp - before.at < SEQUENCE_MS ? `${before.key} ${event.key}` : '';
  before = { key: event.key, at: event.timeStamp };
  const hit = active.find((shortcut) => shortcut.keys === sequence || shortcut.keys === event.key);
  if (!hit) return;
  event.preventDefault();
  hit.run();
}

window.addEventListener('keydown', onKey);

/** Offers a shortcut for as long as the component is on the page. */
export function useShortcut(keys: string, label: string, run: () => void): void {
  useEffect(() => {
    const shortcut: Shortcut = { keys, label, run };
    publish([...active, shortcut]);
    return () => publish(active.filter((other) => other !== shortcut));
  }, [keys, label, run]);
}

/** Offers several shortcuts; `shortcuts` must be stable. */
export function useShortcutList(shortcuts: readonly Shortcut[]): void {
  useEffect(() => {
    publish([...active, ...shortcuts]);
    return () => publish(active.filter((other) => !shortcuts.includes(other)));
  }, [shortcuts]);
}

export function useActiveShortcuts(): readonly Shortcut[] {
  return useSyncExternalStore(
    (listener) => {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
    () => active,
  );
}
