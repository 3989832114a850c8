import { MenuOutlined, SearchOutlined } from '@ant-design/icons';
import { Button, Drawer } from 'antd';
import { lazy, Suspense, useCallback, useMemo, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { Link, Outlet, useLocation, useNavigate } from 'react-router';
import { usePermission } from '../../api/session';
import type { Session } from '../../api/types';
import { Goose } from '../../ui/Goose';
import { PageSkeleton } from '../../ui/PageSkeleton';
import { usePhone } from '../media';
import { places } from '../navigation';
import { usePalette } from '../search/use-palette';
import { readSetting, writeSetting } from '../settings';
import { useShortcut, useShortcutList, type Shortcut } from '../shortcuts';
import { Bell } from './Bell';
import { BottomBar } from './BottomBar';
import { ConnectionBanner } from './ConnectionBanner';
import { Rail } from './Rail';
import { ShortcutHelp } from './ShortcutHelp';
import styles from './Shell.module.css';

const SearchPalette = lazy(async () => ({
  default: (await import('../search/SearchPalette')).SearchPalette,
}));

/** Everything around a page: navigation, the user's menu, banners, shortcuts. */
export function Shell({ session }: { session: Session }) {
  const { t } = useTranslation();
  const phone = usePhone();
  const may = usePermission();
  const location = useLocation();
  const [narrow, setNarrow] = useState(() => readSetting('rail') === 'narrow');
  const [drawerAt, setDrawerAt] = useState<string | null>(null);
  const [helpOpen, setHelpOpen] = useState(false);
  const open = places.filter((place) => may(place.permission));
  const showHelp = useCallback(() => setHelpOpen(true), []);
  useShortcut('?', t('shell.shortcut.help'), showHelp);
  useGoShortcuts(session);
  const palette = usePalette();

  const rail = (collapsed: boolean) => (
    <Rail
      places={open}
      session={session}
      narrow={collapsed}
      onHelp={showHelp}
      onSearch={palette.show}
      {...(!phone && {
        onToggle: () => {
          writeSetting('rail', narrow ? 'wide' : 'narrow');
          setNarrow(!narrow);
        },
      })}
    />
  );

  return (
    <div className={styles.shell} data-narrow={narrow}>
      <a href="#content" className={styles.skip}>
        {t('shell.skip')}
      </a>
      {phone ? (
        <header className={styles.top}>
          <Button
            type="text"
            icon={<MenuOutlined />}
            aria-label={t('shell.openNavigation')}
            onClick={() => setDrawerAt(location.key)}
          />
          <Link to="/" className={styles.topBrand}>
            <Goose size={24} /> {t('common.brand')}
          </Link>
          <span className={styles.topBranch}>{session.branch.name}</span>
          <Bell />
          <Button
            type="text"
            icon={<SearchOutlined />}
            aria-label={t('search.title')}
            onClick={palette.show}
          />
        </header>
      ) : (
        <aside className={styles.rail}>{rail(narrow)}</aside>
      )}
      {phone && (
        <Drawer
          placement="left"
          size={280}
          open={drawerAt === location.key}
          onClose={() => setDrawerAt(null)}
          closable={false}
          styles={{ body: { padding: 0, background: 'var(--hy-rail)' } }}
        >
          {rail(false)}
        </Drawer>
      )}
      <div className={styles.body}>
        <ConnectionBanner />
        <main id="content" tabIndex={-1} className={styles.main}>
          <Suspense fallback={<PageSkeleton />}>
            <Outlet />
          </Suspense>
        </main>
      </div>
      {phone && open.length > 1 && <BottomBar places={open} />}
      {palette.open && (
        <Suspense fallback={null}>
          <SearchPalette places={open} open onClose={palette.hide} />
        </Suspense>
      )}
      <ShortcutHelp open={helpOpen} onClose={() => setHelpOpen(false)} />
    </div>
  );
}

/** `g` and a letter opens a place. */
function useGoShortcuts(session: Session): void {
  const { t } = useTranslation();
  const navigate = useNavigate();
  const shortcuts = useMemo<Shortcut[]>(
    () =>
      places
        .filter((place) => session.permissions.includes(place.permission))
        .map((place) => ({
          keys: `g ${place.key}`,
          label: t('shell.shortcut.go', { page: t(place.label) }),
          run: () => void navigate(place.path),
        })),
    [session, t, navigate],
  );
  useShortcutList(shortcuts);
}
