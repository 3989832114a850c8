import { StrictMode } from 'react';
import { createRoot } from 'react-dom/client';
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

void start();
