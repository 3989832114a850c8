import { App, Button, Input } from 'antd';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useNavigate } from 'react-router';
import { type DuplicateType, type MergeChoice, useDecidePair, useMerge } from '../../api/duplicates';
import { usePermission } from '../../api/session';
import { asApiError } from '../../ui/api-error';
import { ConfirmDialog } from '../../ui/ConfirmDialog';
import styles from './CompareRecords.module.css';
import { LIST_PATH, PAIRS_PATH } from './duplicate-paths';

export type Choices = Record<string, MergeChoice>;

interface Comparable {
  id: string;
  name: string;
  version: number;
}

interface Props<T extends Comparable> {
  type: DuplicateType;
  pair: readonly [T, T];
  detail: (record: T) => string;
  survivorId: string;
  choices: Choices;
  mayMerge: boolean;
}

/** Merges the two, or remembers that they are two. */
export function MergeDecision<T extends Comparable>({
  type,
  pair,
  detail,
  survivorId,
  choices,
  mayMerge,
}: Props<T>) {
  const { t, i18n } = useTranslation();
  const { message } = App.useApp();
  const navigate = useNavigate();
  const may = usePermission();
  const [asked, setAsked] = useState(false);
  const [reason, setReason] = useState('');
  const survivor = pair.find(({ id }) => id === survivorId)!;
  const other = pair.find(({ id }) => id !== survivorId)!;
  const merge = useMerge(type, survivorId);
  const decide = useDecidePair(type);
  const apart = () =>
    decide.mutate(
      { firstId: survivor.id, secondId: other.id, dismissed: true },
      {
        onSuccess: () => {
          void message.success(t(`duplicates.toldApart.${type}`));
          void navigate(PAIRS_PATH[type]);
        },
        onError: (error) => void message.error(asApiError(error).sentence(i18n.language)),
      },
    );
  const confirm = () =>
    merge.mutate(
      { otherId: other.id, version: survivor.version, otherVersion: other.version, fields: choices, reason },
      {
        onSuccess: () => {
          void message.success(t('duplicates.merged', { name: survivor.name }));
          void navigate(`${LIST_PATH[type]}/${survivor.id}`, { replace: true });
        },
      },
    );
  return (
    <div className={styles.actions}>
      {mayMerge && (
        <Button type="primary" onClick={() => setAsked(true)}>
          {t('duplicates.merge')}
        </Button>
      )}
      {may('accounts:write') && (
        <Button loading={decide.isPending} onClick={apart}>
          {t(`duplicates.apart.${type}`)}
        </Button>
      )}
      {!mayMerge && <span className="muted">{t('duplicates.mayNotMerge')}</span>}
      <ConfirmDialog
        open={asked}
        title={t('duplicates.mergeTitle', { name: survivor.name })}
        action={t('duplicates.merge')}
        busy={merge.isPending}
        error={merge.error}
        onConfirm={confirm}
        onCancel={() => setAsked(false)}
      >
        <p>
          {t(`duplicates.mergeBody.${type}`, {
            other: other.name,
            detail: detail(other),
            survivor: survivor.name,
          })}
        </p>
        <Input
          value={reason}
          maxLength={500}
          aria-label={t('duplicates.reason')}
          placeholder={t('duplicates.reason')}
          onChange={(event) => setReason(event.target.value)}
        />
      </ConfirmDialog>
    </div>
  );
}
