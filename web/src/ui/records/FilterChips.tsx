import { Alert, Tag } from 'antd';
import { useTranslation } from 'react-i18next';
import { allOf, partsOf } from './filter';
import { recordsOf, useRecordNames } from './record-names';
import type { RecordsState } from './records-state';
import { filterText } from './words';
import styles from './records.module.css';

/** What the list is narrowed to, a tag each; what it no longer knows is struck out and does not count. */
export function FilterChips({ records }: { records: RecordsState }) {
  const { t, i18n } = useTranslation();
  const { filter, stale, fields, viewLost } = records;
  const parts = partsOf(filter);
  const names = useRecordNames(fields ? recordsOf(filter, fields) : []);
  return (
    <>
      {viewLost && <Alert banner type="warning" title={t('records.viewLost')} />}
      {parts.length > 0 && fields && (
        <div className={styles.chips}>
          {parts.map((part, index) => {
            const others = allOf(parts.filter((_, other) => other !== index));
            const gone = stale.includes(part);
            return (
              <Tag
                key={JSON.stringify(part)}
                closable
                onClose={(event) => {
                  event.preventDefault();
                  records.set({ filter: others === null ? '' : JSON.stringify(others) });
                }}
                {...(gone && { className: styles.struck ?? '', title: t('records.stale') })}
              >
                {filterText(part, fields, t, i18n.language, names)}
              </Tag>
            );
          })}
          {stale.length > 0 && <span className="muted">{t('records.staleNote')}</span>}
        </div>
      )}
    </>
  );
}
