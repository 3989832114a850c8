import { MenuFoldOutlined, MenuUnfoldOutlined } from '@ant-design/icons';
import { Tooltip } from 'antd';
import { useTranslation } from 'react-i18next';
import { Link, NavLink } from 'react-router';
import type { Session } from '../../api/types';
import { Goose } from '../../ui/Goose';
import type { Place } from '../navigation';
import { SearchButton } from '../search/SearchButton';
import { Bell } from './Bell';
import { UserMenu } from './UserMenu';
import styles from './Rail.module.css';

interface Props {
  places: readonly Place[];
  session: Session;
  narrow: boolean;
  onHelp: () => void;
  onSearch: () => void;
  /** Absent where the rail cannot be folded. */
  onToggle?: () => void;
}

/** The navigation at the side: where one is, where one can go, who one is. */
export function Rail({ places, session, narrow, onHelp, onSearch, onToggle }: Props) {
  const { t } = useTranslation();
  const groups = [
    { key: 'work', label: t('shell.groupWork'), places: places.filter((place) => place.group === 'work') },
    { key: 'admin', label: t('shell.groupAdmin'), places: places.filter((place) => place.group === 'admin') },
  ];
  return (
    <div className={styles.rail} data-narrow={narrow}>
      <Link to="/" className={styles.brand} aria-label={t('common.brand')}>
        <Goose />
        {!narrow && (
          <span className={styles.names}>
            <span className={styles.name}>{t('common.brand')}</span>
            <span className={styles.branch}>{session.branch.name}</span>
          </span>
        )}
      </Link>
      <SearchButton small={narrow} onClick={onSearch} />
      <nav aria-label={t('shell.navigation')} className={styles.nav}>
        {groups
          .filter((group) => group.places.length > 0)
          .map((group) => (
            <div key={group.key} className={styles.group}>
              {!narrow && <h2 className={styles.groupName}>{group.label}</h2>}
              <ul>
                {group.places.map((place) => (
                  <li key={place.path}>
                    <Tooltip title={narrow ? t(place.label) : ''} placement="right">
                      <NavLink to={place.path} className={styles.link ?? ''} aria-label={t(place.label)}>
                        <span className={styles.icon}>{place.icon}</span>
                        {!narrow && t(place.label)}
                      </NavLink>
                    </Tooltip>
                  </li>
                ))}
              </ul>
            </div>
          ))}
      </nav>
      <div className={styles.foot}>
        <UserMenu session={session} narrow={narrow} onHelp={onHelp} />
        {onToggle && <Bell />}
        {onToggle && (
          <button
            type="button"
            className={styles.fold}
            onClick={onToggle}
            aria-expanded={!narrow}
            aria-label={t(narrow ? 'shell.expand' : 'shell.collapse')}
            title={t(narrow ? 'shell.expand' : 'shell.collapse')}
          >
            {narrow ? <MenuUnfoldOutlined /> : <MenuFoldOutlined />}
          </button>
        )}
      </div>
    </div>
  );
}
