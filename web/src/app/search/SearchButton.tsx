import { SearchOutlined } from '@ant-design/icons';
import { Tooltip } from 'antd';
import { useTranslation } from 'react-i18next';
import styles from './SearchButton.module.css';
import { PALETTE_KEYS } from './use-palette';

/** Opens the search over everything. */
export function SearchButton({ small, onClick }: { small: boolean; onClick: () => void }) {
  const { t } = useTranslation();
  return (
    <Tooltip title={small ? `${t('search.title')} ${PALETTE_KEYS}` : ''} placement="right">
      <button
        type="button"
        className={styles.button}
        data-small={small}
        aria-label={t('search.title')}
        onClick={onClick}
      >
        <SearchOutlined />
        {!small && (
          <>
            <span className={styles.word}>{t('search.button')}</span>
            <kbd>{PALETTE_KEYS}</kbd>
          </>
        )}
      </button>
    </Tooltip>
  );
}
