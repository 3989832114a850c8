import { Modal, Radio } from 'antd';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useActivityWords } from '../../pages/timeline/activity-words';
import styles from './ConflictDialog.module.css';
import type { KnownConflict, Overruling } from './overruling';

interface Props {
  conflict: KnownConflict;
  busy: boolean;
  onSave: (over: Overruling) => void;
  /** Back to the form, with everything typed. */
  onClose: () => void;
}

/** Somebody else saved first: both versions, field by field, and which of them is to stand. */
export function ConflictDialog({ conflict, busy, onSave, onClose }: Props) {
  const { t } = useTranslation();
  const words = useActivityWords();
  const { current, fields } = conflict;
  const [theirs, setTheirs] = useState<ReadonlySet<string>>(new Set());
  const choose = (field: string, mine: boolean) => {
    const next = new Set(theirs);
    if (mine) next.delete(field);
    else next.add(field);
    setTheirs(next);
  };
  const taken = fields.filter(({ field }) => theirs.has(field));
  return (
    <Modal
      open
      title={t('conflict.title')}
      okText={t('conflict.save')}
      cancelText={t('conflict.back')}
      confirmLoading={busy}
      onOk={() =>
        onSave({
          ...Object.fromEntries(taken.map(({ field }) => [field, current[field]])),
          version: current.version,
        })
      }
      onCancel={onClose}
      mask={{ closable: false }}
      width={640}
      destroyOnHidden
    >
      <p className={styles.body}>{t(fields.length > 0 ? 'conflict.body' : 'conflict.elsewhere')}</p>
      <dl className={styles.fields}>
        {fields.map(({ field, theirs: other, mine }) => (
          <div key={field} className={styles.field}>
            <dt>{words.field(field)}</dt>
            <dd>
              <Radio.Group
                aria-label={words.field(field)}
                className={styles.choice ?? ''}
                value={theirs.has(field) ? 'theirs' : 'mine'}
                onChange={(event) => choose(field, event.target.value === 'mine')}
              >
                <Radio value="mine" className={styles.side ?? ''}>
                  <span className={styles.whose}>{t('conflict.mine')}</span>
                  <span className={styles.value}>{words.value(field, mine)}</span>
                </Radio>
                <Radio value="theirs" className={styles.side ?? ''}>
                  <span className={styles.whose}>{t('conflict.theirs')}</span>
                  <span className={styles.value}>{words.value(field, other)}</span>
                </Radio>
              </Radio.Group>
            </dd>
          </div>
        ))}
      </dl>
    </Modal>
  );
}
