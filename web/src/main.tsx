import { StrictMode } from 'react';
import { createRoot } from 'react-dom/client';
import { reportUnreachable, serverAnswers } from './api/connection';
import { App } from './app/App';
import { startI18n } from './i18n/i18n';
import { paintRoot } from './theme/palette';
import './theme/base.css';

async function start(): Promise<void> {
  paintRoot(document.documentElement.dataset['theme'] === 'dark' ? 'dark' : 'light');
  await startI18n();
  const root = document.getElementById('root');
  if (!root) throw new Error('index.html has no #root');
  createRoot(root).render(
    <StrictMode>
      <App />
    </StrictMode>,
  );
}

/**
 * After an upgrade an open page may ask for program files that are gone: it is loaded anew, once in ten seconds. While
 * no server answers it stays: the browser would have nothing to show in its place.
 */
window.addEventListener('vite:preloadError', () => void loadAnew());

async function loadAnew(): Promise<void> {
  if (!(await serverAnswers())) return reportUnreachable();
  const last = Number(sessionStorage.getItem('reloaded-at') ?? 0);
  if (Date.now() - last < 10_000) return;
  sessionStorage.setItem('reloaded-at', String(Date.now()));
  window.location.reload();
}

void start();
