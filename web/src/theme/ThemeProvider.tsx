import {
  createContext,
  use,
  useEffect,
  useMemo,
  useState,
  useSyncExternalStore,
  type ReactNode,
} from 'react';
import { paintRoot, type Mode } from './palette';
import { readSetting, writeSetting } from '../app/settings';

/** What the user asked for; `system` follows the machine. */
export type ThemeChoice = Mode | 'system';

interface ThemeState {
  choice: ThemeChoice;
  mode: Mode;
  choose: (choice: ThemeChoice) => void;
}

const ThemeContext = createContext<ThemeState | null>(null);
const darkQuery = window.matchMedia('(prefers-color-scheme: dark)');

function watchSystem(notify: () => void): () => void {
  darkQuery.addEventListener('change', notify);
  return () => darkQuery.removeEventListener('change', notify);
}

function storedChoice(): ThemeChoice {
  const stored = readSetting('theme');
  return stored === 'light' || stored === 'dark' ? stored : 'system';
}

export function ThemeProvider({ children }: { children: ReactNode }) {
  const [choice, setChoice] = useState<ThemeChoice>(storedChoice);
  const systemDark = useSyncExternalStore(watchSystem, () => darkQuery.matches);
  const mode: Mode = choice === 'system' ? (systemDark ? 'dark' : 'light') : choice;

  useEffect(() => paintRoot(mode), [mode]);

  const value = useMemo<ThemeState>(
    () => ({
      choice,
      mode,
      choose: (next) => {
        writeSetting('theme', next);
        setChoice(next);
      },
    }),
    [choice, mode],
  );
  return <ThemeContext value={value}>{children}</ThemeContext>;
}

/** The theme in force and how to change it. */
export function useTheme(): ThemeState {
  const state = use(ThemeContext);
  if (!state) throw new Error('useTheme needs ThemeProvider');
  return state;
}
