import { App, Popover, Segmented } from 'antd';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { Link } from 'react-router';
import { useKeepLocale, useLogout } from '../../api/session';
import type { Session } from '../../api/types';
import { useRoleName } from '../../api/roles';
import { chooseLanguage } from '../../i18n/i18n';
import { asLanguage, languageNames, languages, localeOf, type Language } from '../../i18n/languages';
import { useTheme, type ThemeChoice } from '../../theme/ThemeProvider';
import { asApiError } from '../../ui/api-error';
import styles from './UserMenu.module.css';

interface Props {
  session: Session;
  narrow: boolean;
  onHelp: () => void;
}

/** Who is logged in, and what this person chooses for this browser. */
export function UserMenu({ session, narrow, onHelp }: Props) {
  const { t } = useTranslation();
  const roleName = useRoleName();
  const [open, setOpen] = useState(false);
  return (
    <Popover
      trigger="click"
      placement="topLeft"
      open={open}
      onOpenChange={setOpen}
      arrow={false}
      content={
        <Menu
          session={session}
          onLeave={() => setOpen(false)}
          onHelp={() => {
            setOpen(false);
            onHelp();
          }}
        />
      }
    >
      <button
        type="button"
        className={styles.user}
        data-narrow={narrow}
        aria-haspopup="dialog"
        aria-expanded={open}
        aria-label={t('shell.userMenu', { name: session.user.name })}
      >
        <span className={styles.initial} aria-hidden>
          {initialOf(session.user.name)}
        </span>
        {!narrow && (
          <span className={styles.names}>
            <span className={styles.name}>{session.user.name}</span>
            <span className={styles.role}>{session.roles.map(roleName).join(' · ')}</span>
          </span>
        )}
      </button>
    </Popover>
  );
}

/** Chinese names are known by their last sign, others by their first letter. */
function initialOf(name: string): string {
  const signs = [...name.trim()];
  return (/\p{Script=Han}/u.test(name) ? signs.at(-1) : signs[0]?.toUpperCase()) ?? '·';
}

interface MenuProps {
  session: Session;
  onHelp: () => void;
  onLeave: () => void;
}

function Menu({ session, onHelp, onLeave }: MenuProps) {
  const { t, i18n } = useTranslation();
  const theme = useTheme();
  const logout = useLogout();
  const keepLocale = useKeepLocale();
  const { message } = App.useApp();
  return (
    <div className={styles.menu}>
      <div className={styles.mail}>{session.user.email}</div>
      <div className={styles.choice}>
        <span id="theme-label">{t('shell.theme')}</span>
        <Segmented<ThemeChoice>
          size="small"
          aria-labelledby="theme-label"
          value={theme.choice}
          onChange={theme.choose}
          options={[
            { value: 'light', label: t('shell.themeLight') },
            { value: 'dark', label: t('shell.themeDark') },
            { value: 'system', label: t('shell.themeSystem') },
          ]}
        />
      </div>
      <div className={styles.choice}>
        <span id="language-label">{t('shell.language')}</span>
        <Segmented<Language>
          size="small"
          aria-labelledby="language-label"
          value={asLanguage(i18n.language) ?? 'zh'}
          onChange={(language) => {
            void chooseLanguage(language);
            keepLocale.mutate(localeOf(language));
          }}
          options={languages.map((language) => ({ value: language, label: languageNames[language] }))}
        />
      </div>
      <ul className={styles.actions}>
        <li>
          <Link className={styles.action} to="/absences" onClick={onLeave}>
            {t('team.absence.title')}
          </Link>
        </li>
        <li>
          <Link to="/settings/notifications" className={styles.action} onClick={onLeave}>
            {t('notifications.settings.title')}
          </Link>
        </li>
        <li>
          <button type="button" className={styles.action} onClick={onHelp}>
            {t('shell.shortcuts')} <kbd>?</kbd>
          </button>
        </li>
        <li>
          <a className={styles.action} href="/api/docs" target="_blank" rel="noreferrer">
            {t('shell.apiDocs')}
          </a>
        </li>
        <li>
          <button
            type="button"
            className={styles.action}
            disabled={logout.isPending}
            onClick={() =>
              logout.mutate(undefined, {
                onError: (error) => void message.error(asApiError(error).sentence(i18n.language)),
              })
            }
          >
            {t(logout.isPending ? 'shell.loggingOut' : 'shell.logOut')}
          </button>
        </li>
      </ul>
    </div>
  );
}
