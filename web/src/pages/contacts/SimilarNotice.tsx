import { WarningOutlined } from '@ant-design/icons';
import { useTranslation } from 'react-i18next';
import { Link } from 'react-router';
import type { SimilarContact } from '../../api/types';
import styles from './SimilarNotice.module.css';

/** Others who may be the same person. A warning, never a refusal: namesakes exist. */
export function SimilarNotice({ similar }: { similar: readonly SimilarContact[] }) {
  const { t } = useTranslation();
  if (similar.length === 0) return null;
  return (
    <div role="status" className={styles.notice}>
      <p>
        <WarningOutlined aria-hidden /> {t('contacts.similarTitle')}
      </p>
      <ul>
        {similar.map(({ id, name, branchName, accountNames }) => (
          <li key={id}>
            <Link to={`/contacts/${id}`}>{name}</Link>{' '}
            <span className="muted">
              {[branchName, ...accountNames].filter(Boolean).join(t('common.separator'))}
            </span>
          </li>
        ))}
      </ul>
    </div>
  );
}
